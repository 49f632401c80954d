"""The rules of the edition: one file that keeps and one that breaks each assert. The engine has a test of its own."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support import ROOT

from edition.saxon import Saxon
from edition.schematron import Rules, compile_schema

CASES = ROOT / "tests" / "cases" / "schematron"
RULES = ROOT / "schema" / "edition.sch"
SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"


@cache
def rules() -> Rules:
    return compile_schema(RULES.read_text(encoding="utf-8"), Saxon(locked=True))


def assert_ids() -> list[str]:
    root = ElementTree.parse(RULES).getroot()
    return [str(e.get("id")) for e in root.iter() if e.tag in {f"{SCHEMATRON}assert", f"{SCHEMATRON}report"}]


@pytest.mark.parametrize("name", assert_ids())
def test_a_kept_rule_is_silent(name: str) -> None:
    found = rules().check((CASES / name / "pass.xml").read_text(encoding="utf-8"))
    assert [failure.message for failure in found] == []


@pytest.mark.parametrize("name", assert_ids())
def test_a_broken_rule_speaks_and_no_other_does(name: str) -> None:
    found = rules().check((CASES / name / "fail.xml").read_text(encoding="utf-8"))
    assert {failure.id for failure in found} == {name}


def test_every_assert_has_its_two_cases_and_no_case_is_an_orphan() -> None:
    files = {path.relative_to(CASES).as_posix() for path in CASES.rglob("*") if path.is_file()}
    assert files == {f"{name}/{verdict}.xml" for name in assert_ids() for verdict in ("pass", "fail")}


def test_every_assert_has_a_line_in_the_readme() -> None:
    table = (ROOT / "schema" / "README.md").read_text(encoding="utf-8")
    assert [name for name in assert_ids() if f"| `{name}` |" not in table] == []


@pytest.mark.parametrize("path", sorted((ROOT / "tei").glob("*.xml")), ids=lambda path: path.name)
def test_the_sample_edition_keeps_its_rules(path: Path) -> None:
    assert [failure.message for failure in rules().check(path.read_text(encoding="utf-8"))] == []
