"""How the vocabularies of TEI look on a page: each case a piece of TEI and the text part of the page made of it.

A case is tests/cases/html/FOLDER/NAME.xml: a whole document, or an element that is wrapped in one. NAME.html is what
the public command makes of it; UPDATE_EXPECTED=1 writes it anew. Of a header, it is the description behind the text.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from markup import problems
from support import ROOT, where_ambiguity_fails

from edition.audit.quick import quick
from edition.cli import main

CASES = ROOT / "tests" / "cases" / "html"
NAMES = sorted(path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.rglob("*.xml"))
UPDATE = os.environ.get("UPDATE_EXPECTED") == "1"
XHTML = "{http://www.w3.org/1999/xhtml}"
TEI = "{http://www.tei-c.org/ns/1.0}"
_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Case</title></titleStmt><publicationStmt><p>Unpublished</p></publicationStmt>"
    "<sourceDesc><p>Made up</p></sourceDesc></fileDesc></teiHeader>"
)
_TEXT = "<text><body><p>Text</p></body></text>"
# What stands around an element, so that it is a document; anything else stands in the body.
_FRAMES = {
    "TEI": "{}",
    "teiCorpus": "{}",
    "teiHeader": f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{{}}{_TEXT}</TEI>",
    **dict.fromkeys(
        ("text", "sourceDoc", "facsimile", "standOff"), f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{_HEADER}{{}}</TEI>"
    ),
    **dict.fromkeys(("body", "group"), f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{_HEADER}<text>{{}}</text></TEI>"),
}
_IN_BODY = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{_HEADER}<text><body>{{}}</body></text></TEI>"
# What every page of a document has around its text.
_AROUND = {"document-head", "readings", "cards", "cite", "about", "turning", "neighbours"}
_BLOCKS = "section|div|p|h[1-6]|ol|ul|dl|li|dt|dd|table|tr|figure|details|blockquote|article"
_BLOCK = re.compile(rf"(?<=>)(?=<(?:{_BLOCKS})\b)")


@dataclass(frozen=True)
class Site:
    """The pages of all cases, built in one go."""

    folder: Path
    sources: dict[str, Path]
    pages: dict[str, list[Path]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("cases")
    tei, out = folder / "tei", folder / "site"
    tei.mkdir()
    sources = {name: tei / f"{name.replace('/', '-')}.xml" for name in NAMES}
    for name, path in sources.items():
        path.write_text(document(CASES / f"{name}.xml"), "utf-8")
    with where_ambiguity_fails(tmp_path_factory.mktemp("program")), pytest.raises(SystemExit) as exit_:
        main(["build", str(tei), "-o", str(out), "--quiet", "--jobs", "1"])
    assert exit_.value.code == 0
    manifest = json.loads((out / "edition.json").read_text("utf-8"))
    made = {document["source"]: document["pages"] for document in manifest["documents"]}
    return Site(out, sources, {name: [out / page for page in made[path.name]] for name, path in sources.items()})


def document(case: Path) -> str:
    """Return the case as a whole document."""
    root = etree.parse(case).getroot()
    name = etree.QName(root).localname
    return _FRAMES.get(name, _IN_BODY).format(etree.tostring(root, encoding="unicode", with_tail=False))


def text_part(page: Path, *, about: bool) -> str:
    """Return what of a page stands for the text, blocks on lines of their own."""
    article = etree.parse(page).getroot().find(f".//{XHTML}main/{XHTML}article")
    assert article is not None
    wanted = {"about"} if about else {_class(child) for child in article} - _AROUND
    parts = [child for child in article if _class(child) in wanted]
    written = "".join(etree.tostring(part, encoding="unicode", with_tail=False) for part in parts)
    return _BLOCK.sub("\n", written.replace(' xmlns="http://www.w3.org/1999/xhtml"', "")) + "\n"


def _class(element: etree._Element) -> str:
    return (element.get("class") or "").partition(" ")[0]


def _roots(site: Site, name: str) -> Iterator[etree._Element]:
    return (etree.parse(page).getroot() for page in site.pages[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_what_is_expected(site: Site, name: str) -> None:
    about = etree.parse(CASES / f"{name}.xml").getroot().tag == f"{TEI}teiHeader"
    made = "\n".join(text_part(page, about=about) for page in site.pages[name])
    expected = CASES / f"{name}.html"
    if UPDATE:
        expected.write_text(made, "utf-8")
    assert made == expected.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_of_a_case_stands_once(site: Site, name: str) -> None:
    tally = quick(etree.parse(site.sources[name]).getroot(), [page.read_bytes() for page in site.pages[name]])
    assert (tally.lost, tally.added, tally.unhandled) == ("", "", {})


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_case_keeps_the_rules_of_html(site: Site, name: str) -> None:
    assert [problem for root in _roots(site, name) for problem in problems(root)] == []


def test_no_expected_page_is_an_orphan() -> None:
    expected = {path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.rglob("*.html")}
    assert expected == set(NAMES)


def test_the_switch_names_the_witnesses_in_the_order_of_their_list(site: Site) -> None:
    root = next(_roots(site, "textcrit/parallel"))
    inputs = root.iterfind(f".//{XHTML}fieldset[@class='witnesses']/{XHTML}label/{XHTML}input")
    shown = {str(each.get("id")): str(each.xpath("normalize-space(..)")) for each in inputs}
    assert shown == {"-wit-0": "the edition", "-wit-1": "A", "-wit-2": "β", "-wit-3": "B", "-wit-4": "C", "-wit-5": "D"}


def test_every_witness_of_the_switch_has_its_rules() -> None:
    css = (ROOT / "xslt" / "html" / "assets" / "site.css").read_text("utf-8")
    most = re.search(r'e:most-witnesses"[^>]*select="(\d+)"', (ROOT / "xslt/html/apparatus.xsl").read_text("utf-8"))
    assert most
    for number in range(1, int(most[1]) + 1):
        for attribute in ("wit", "other"):
            assert f'#-wit-{number}:checked) [data-{attribute}~="w{number}"]' in css
