"""The rules: cases as files, one folder a code, and tables of dates."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from support import reference

from edition.claims import settle_ids
from edition.config import Limits, Rules
from edition.index import library
from edition.model import Finding, Pointer, Source, Spot
from edition.rules import check_edition, check_tree, references, w3c
from edition.rules.catalogue import RULES, finding, judge
from edition.source.describe import describe
from edition.source.parse import parse
from edition.source.pointing import POINTING, POINTING_ON
from edition.source.positions import locate

CASES = Path(__file__).parent / "cases" / "rules"
# A file that cannot be read is no file of a repository (test_parse.py); REF011 needs a broken one (test_build.py), and
# old addresses need the configuration or an old site (test_staying.py), missing glyphs a book (test_press.py).
WITHOUT_FILES = {"XML005", "REF011", "REF012", "REF013", "REF014", "REF015", "TXT006", "TXT007", "TXT008"}
# The codes of grammars and Schematron, and XML008, need a schema; their cases lie with their own tests.
FAMILIES = (*(f"XML00{number}" for number in range(1, 8)), "XML009", "XML010", "REF", "DAT", "SPK", "TXT")
FAILING = sorted(path for path in CASES.glob("*/fail*"))
PASSING = sorted(path for path in CASES.glob("*/pass*"))


def check(case: Path) -> list[Finding]:
    """Run every rule over a case: a file, or a folder of files."""
    files = sorted(case.rglob("*.xml")) if case.is_dir() else [case]
    base = case if case.is_dir() else case.parent
    findings: list[Finding] = []
    documents = []
    for file in files:
        tree, found = parse(Source(file, file.relative_to(base).as_posix()), Limits())
        findings += found
        if tree is not None:
            findings += check_tree(tree)
            documents.append(describe(tree))
    settled, renamed = settle_ids(documents)
    findings += [*renamed, *check_edition(settled, library(settled))]
    return locate(findings)


def case_name(case: Path) -> str:
    return f"{case.parent.name}-{case.stem}"


@pytest.mark.parametrize("case", FAILING, ids=case_name)
def test_failing_case_gives_its_finding_and_no_other(case: Path) -> None:
    found = {each.code for each in check(case)}
    companion = {"XML002"} if case.parent.name == "XML007" else set()
    assert found - companion == {case.parent.name}


@pytest.mark.parametrize("case", PASSING, ids=case_name)
def test_passing_case_gives_no_finding(case: Path) -> None:
    assert check(case) == []


@pytest.mark.parametrize("code", sorted(code for code in RULES if code.startswith(FAMILIES)))
def test_every_code_has_a_failing_and_a_passing_case(code: str) -> None:
    if code not in WITHOUT_FILES:
        assert list(CASES.glob(f"{code}/fail*"))
        assert list(CASES.glob(f"{code}/pass*"))


def test_every_folder_of_cases_is_a_code() -> None:
    assert {folder.name for folder in CASES.iterdir()} <= set(RULES)


@pytest.mark.parametrize("case", FAILING, ids=case_name)
def test_every_finding_of_a_rule_has_a_place_and_a_path(case: Path) -> None:
    for each in check(case):
        assert each.span or each.code in {"XML003", "REF010"}
        assert each.path or each.spot is None


def only(name: str) -> Finding:
    (found,) = check(CASES / name)
    return found


def test_a_date_points_at_its_attribute_and_says_why() -> None:
    found = only("DAT001/fail-february.xml")
    assert found.span is not None
    assert (found.span.line, found.span.column, found.span.end_column) == (3, 14, 31)
    assert found.path == "/TEI/text/body/p/date"
    assert found.help == "February 1946 has 28 days"


def test_a_repeated_id_names_the_line_of_the_first() -> None:
    assert only("REF001/fail.xml").help == "first used on line 3"


def test_a_reference_points_at_its_word_and_names_the_id_that_comes_near(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n'
        '<p><ref target="https://example.org #qavm">one</ref></p><p xml:id="qavam">two</p></body></text></TEI>',
        encoding="utf-8",
    )
    (found,) = check(tmp_path)
    assert found.message == "there is no id “qavm” in this file"
    assert found.help == "did you mean “qavam”?"
    assert found.span is not None
    assert (found.span.line, found.span.column, found.span.end_column) == (2, 37, 42)


def test_a_word_in_the_text_is_pointed_at_and_not_its_like_in_a_tag(tmp_path: Path) -> None:
    body = '<p>a <hi rend="b\u0096">b</hi> b\u0096 c</p>'
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n{body}</body></text></TEI>'
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    (found,) = check(tmp_path)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column, found.span.end_column) == ("TXT003", 2, 27, 29)


def test_a_weekday_tells_which_of_words_and_attribute_is_wrong(tmp_path: Path) -> None:
    date = '<date when="1946-02-22">Thursday, 21 February 1946</date>'
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{date}</p></body></text></TEI>'
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    (found,) = check(tmp_path)
    assert found.code == "DAT006"
    assert found.help == "21 February 1946 was a Thursday, as the words say, so the attribute seems to be wrong"


# Attributes with the datatype teidata.pointer that do not lead to things of an edition.
NO_POINTERS = set("datcat filter lemmaRef location mergedIn property targetDatcat uri valueDatcat xml:base".split())


def test_every_pointing_attribute_of_the_guidelines_is_followed() -> None:
    tei = {"t": "http://www.tei-c.org/ns/1.0"}
    guidelines = etree.parse(reference() / "p5subset.xml")
    pointing = {
        definition.get("ident", "")
        for definition in guidelines.iterfind(".//t:attDef", tei)
        for data in definition.iterfind("t:datatype//t:dataRef", tei)
        if data.get("key") == "teidata.pointer"
    }
    assert POINTING | set(POINTING_ON) == pointing - NO_POINTERS


def test_a_word_without_hash_is_told_of_the_hash(tmp_path: Path) -> None:
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p corresp="qavam"/></body></text></TEI>'
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    (found,) = check(tmp_path)
    assert found.help == "write #qavam if an id is meant"


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ('<rdg wit="#Z">x</rdg>', 'it would be <witness xml:id="Z"> in <listWit> of the header'),
        ('<add hand="#h9">x</add>', 'it would be <handNote xml:id="h9"> in <handDesc> of the header'),
        ('<persName ref="other.xml#eva">x</persName>',
         'add <person xml:id="eva"> to other.xml, or name an entry that is there'),
        ('<placeName ref="other.xml#arendal">x</placeName>',
         'add <place xml:id="arendal"> to other.xml, or name an entry that is there'),
        ('<rs type="org" ref="other.xml#bank">x</rs>',
         'add <org xml:id="bank"> to other.xml, or name an entry that is there'),
        ('<persName ref="#eva">x</persName>', ""),  # where its register is, or is to be, nobody can say
        ('<ref target="other.xml#arendal">x</ref>', ""),
    ],
)  # fmt: skip
def test_what_is_described_nowhere_is_told_with_its_place(tmp_path: Path, body: str, advice: str) -> None:
    for name, content in (("a", f"<p>{body}</p>"), ("other", '<p xml:id="holm"/>')):
        text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{content}</body></text></TEI>'
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    (found,) = [each for each in check(tmp_path) if each.code == "REF003"]
    assert found.help == advice


@pytest.mark.parametrize("token", ["qavam", "#qavam", "other.xml#qavam"])
def test_the_file_that_has_the_id_is_named(tmp_path: Path, token: str) -> None:
    for name, content in (("a", f'<p corresp="{token}"/>'), ("b/persons", '<p xml:id="qavam"/>'), ("other", "<p/>")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{content}</body></text></TEI>'
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    (found,) = [each for each in check(tmp_path) if each.code == "REF003"]
    assert found.help == "did you mean “b/persons.xml#qavam”?"


@pytest.mark.parametrize(("type_", "expected"), [("place", ["REF006"]), ("person", []), ("treaty", []), ("", [])])
def test_what_an_rs_may_lead_to_is_said_by_its_type(type_: str, expected: list[str]) -> None:
    tree, _ = parse(Source(CASES / "REF006" / "pass.xml", "pass.xml"), Limits())
    assert tree is not None
    pointer = Pointer(1, "rs", "ref", "#qavam", "", "text", type_)
    document = replace(describe(tree), pointers=(pointer,))
    assert [each.code for each in references.check([document], library([document]))] == expected


@pytest.mark.parametrize(
    "value",
    [
        "1946", "-0044", "12026", "0000", "1946-02", "1946-02-21", "2000-02-29", "1946-02-21Z", "1946-02-21+14:00",
        "1946-02-21T21:00:00", "1946-02-21T21:00:00.5-03:30", "1946-02-21T24:00:00", "21:00:00", "21:00:00Z",
        "--02", "--02-29", "---31", "2000-02-29T00:00:00Z",
    ],
)  # fmt: skip
def test_a_date_of_xml_schema_is_read(value: str) -> None:
    w3c.read(value)


@pytest.mark.parametrize(
    "value",
    [
        "", "46", "946", "01946", "+1946", "1946-2", "1946-00", "1946-13", "1946-02-29", "1900-02-29", "1946-04-31",
        "1946-02-21T21:00", "1946-02-21T24:00:01", "1946-02-21T21:60:00", "1946-02-21 21:00:00", "25:00:00",
        "1946-02-21+15:00", "1946-02-21+03", "--13", "--02-30", "---32", "---00", "1946/1947", "٢٠٢٦", "1946\n",
        "9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_date_of_xml_schema_is_refused(value: str) -> None:
    with pytest.raises(w3c.NotADateError):
        w3c.read(value)


@pytest.mark.parametrize(
    ("start", "end", "reversed_"),
    [
        ("1946", "1946", False),
        ("1946-02", "1946-02-21", False),
        ("1946-02-21", "1946-02", False),
        ("1946-03", "1946-02-28", True),
        ("1946-02-21", "1946-02-20", True),
        ("1946-12-31", "1946", False),
        ("1947", "1946-12-31", True),
        ("-0044", "-0043", False),
        ("-0043", "-0044", True),
        ("-0001-12-31", "0001-01-01", False),
        ("1946-02-21T21:00:00Z", "1946-02-21T23:30:00+03:00", True),
        ("1946-02-21T23:30:00+03:00", "1946-02-21T21:00:00Z", False),
        ("1946-02-21T00:30:00+03:00", "1946-02-20", False),  # 20 February at 21:30 in Greenwich
        ("1946-02-22T12:00:00Z", "1946-02-20", True),
        ("1946-02-21T21:00:00", "1946-02-21T20:59:59", True),
        ("1946-02-21T21:00:00", "1946-02-21", False),
        ("--11", "--02", False),
        ("23:00:00", "01:00:00", False),
    ],
)
def test_a_range_is_reversed_only_if_it_certainly_is(start: str, end: str, reversed_: bool) -> None:
    assert w3c.is_reversed(w3c.read(start), w3c.read(end)) is reversed_


@pytest.mark.parametrize("value", ["PT2H", "P1Y", "P1Y2M3DT4H5M6.7S", "-P1D", "P20D"])
def test_a_duration_is_known(value: str) -> None:
    assert w3c.is_duration(value)


@pytest.mark.parametrize("value", ["", "P", "PT", "P1YT", "2H", "P2H", "PT1.5H", "P1W", "P1M1Y", "pt2h"])
def test_what_is_no_duration_is_known(value: str) -> None:
    assert not w3c.is_duration(value)


def codes(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(each.code, each.severity) for each in findings]


MIXED = [finding(code, Path("a.xml"), "") for code in ("XML001", "REF003", "DAT001", "DAT004")]


def test_in_a_folder_without_configuration_only_what_cannot_be_read_is_an_error() -> None:
    assert codes(judge(MIXED, Rules(), is_project=False)) == [
        ("XML001", "error"), ("REF003", "warning"), ("DAT001", "warning"), ("DAT004", "warning"),
    ]  # fmt: skip
    assert codes(judge(MIXED, Rules(), is_project=True))[1:3] == [("REF003", "error"), ("DAT001", "error")]


def test_configuration_selects_ignores_and_weighs() -> None:
    selected = judge(MIXED, Rules(select=("DAT",), ignore=("DAT001",)), is_project=True)
    assert codes(selected) == [("XML001", "error"), ("DAT004", "warning")]
    again = judge(MIXED, Rules(ignore=("DAT",), select=("DAT004", "REF")), is_project=True)
    assert codes(again) == [("XML001", "error"), ("REF003", "error"), ("DAT004", "warning")]
    weighed = judge(MIXED, Rules(severity={"DAT": "off", "DAT004": "error", "XML001": "off"}), is_project=False)
    assert codes(weighed) == [("XML001", "error"), ("REF003", "warning"), ("DAT004", "error")]


def test_a_code_of_a_schema_keeps_its_severity_everywhere() -> None:
    found = Finding("SCH-x", "error", Path("a.xml"), "", spot=Spot(0))
    assert list(judge([found], Rules(), is_project=False)) == [found]


def test_a_prefix_that_leads_into_each_document_itself_is_resolved_in_each(tmp_path: Path) -> None:
    own = '<prefixDef ident="n" matchPattern="(.+)" replacementPattern="#$1"/>'
    prefix = f"<encodingDesc><listPrefixDef>{own}</listPrefixDef></encodingDesc>"
    for name, ids in (("a", ""), ("b", '<p xml:id="x">There.</p>')):
        (tmp_path / f"{name}.xml").write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{prefix}</teiHeader>'
            f'<text><body><p><ref target="n:x">it</ref></p>{ids}</body></text></TEI>',
            "utf-8",
        )
    assert [(each.code, each.file.name) for each in check(tmp_path) if each.code == "REF003"] == [("REF003", "a.xml")]
