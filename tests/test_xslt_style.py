"""The style of our XSLT, checked by our own Schematron: each rule kept and broken, then all stylesheets."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from support import ROOT

from edition.saxon import Saxon
from edition.schematron import Rules, compile_schema

CASES = ROOT / "tests" / "cases" / "xslt-style"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
# Modules that are compiled together: a mode may be declared in another module of the same stylesheet.
STYLESHEETS = {
    "html": ("xslt/shared/*.xsl", "xslt/html/*.xsl"),
    "epub": ("xslt/shared/*.xsl", "xslt/html/*.xsl", "xslt/epub/*.xsl"),
    "book": ("xslt/shared/*.xsl", "xslt/book/*.xsl"),
    "compile": ("edition/schematron/compile.xsl",),
    "runtime": ("edition/schematron/runtime.xsl",),
}
# Accepted for now, each with its file: empty hooks that a layer on top fills.
MOST_LINES = 250


@cache
def rules() -> Rules:
    text = (ROOT / "schema" / "xslt-style.sch").read_text("utf-8")
    return compile_schema(text, Saxon(locked=True))


def assert_ids() -> list[str]:
    root = etree.parse(ROOT / "schema" / "xslt-style.sch").getroot()
    return [str(element.get("id")) for element in root.iter(f"{SCH}assert", f"{SCH}report")]


def modules(name: str) -> list[Path]:
    return [path for pattern in STYLESHEETS[name] for path in sorted(ROOT.glob(pattern))]


@pytest.mark.parametrize("name", assert_ids())
def test_a_kept_rule_is_silent(name: str) -> None:
    found = rules().check((CASES / name / "pass.xml").read_text("utf-8"))
    assert [failure.message for failure in found] == []


@pytest.mark.parametrize("name", assert_ids())
def test_a_broken_rule_speaks_and_no_other_does(name: str) -> None:
    found = rules().check((CASES / name / "fail.xml").read_text("utf-8"))
    assert {failure.id for failure in found} == {name}


def test_every_assert_has_its_two_cases_and_no_case_is_an_orphan() -> None:
    files = {path.relative_to(CASES).as_posix() for path in CASES.rglob("*") if path.is_file()}
    assert files == {f"{name}/{verdict}.xml" for name in assert_ids() for verdict in ("pass", "fail")}


@pytest.mark.parametrize("name", STYLESHEETS)
def test_our_stylesheets_keep_the_rules(name: str) -> None:
    root = etree.Element("modules")
    owners: list[tuple[str, int]] = [("", 0)]
    for path in modules(name):
        module = etree.parse(path).getroot()
        owners += [(path.relative_to(ROOT).as_posix(), element.sourceline or 0) for element in module.iter("*")]
        root.append(module)
    found = rules().check(etree.tostring(root, encoding="unicode"))
    told = [(*owners[failure.number], failure.id, failure.message) for failure in found]
    assert told == []


@pytest.mark.parametrize("name", STYLESHEETS)
def test_our_modules_are_short(name: str) -> None:
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in modules(name)}
    assert lengths
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}
