"""`edition fmt`: the layout of a file changes, and nothing that it says."""

import shutil
from pathlib import Path

import pytest
from conftest import SAMPLE, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from models import content_models
from support import ROOT, corpora

from edition.desk.elements import ELEMENT_ONLY
from edition.desk.layout import Style, laid_out
from edition.desk.proof import says_the_same
from edition.source.decode import decode

CASES = ROOT / "tests" / "cases" / "fmt"
BEFORE, AFTER = CASES / "mixed.xml", CASES / "mixed.expected.xml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file that is laid out badly, and one that is laid out well."""
    folder = tmp_path / "tei"
    folder.mkdir()
    shutil.copy(BEFORE, folder / "bad.xml")
    shutil.copy(AFTER, folder / "good.xml")
    return folder


def test_a_file_is_formatted_where_it_lies(run: Run, folder: Path) -> None:
    (folder / "bad.xml").chmod(0o640)
    result = run("fmt", folder)
    assert result.status == 0
    assert result.out == f"{folder / 'bad.xml'}\n"
    assert result.err == "1 of 2 files formatted\n"
    assert (folder / "bad.xml").read_bytes() == AFTER.read_bytes() == (folder / "good.xml").read_bytes()
    assert (folder / "bad.xml").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["bad.xml", "good.xml"]
    assert run("fmt", folder, "--check").status == 0


@pytest.mark.parametrize("how", ["--check", "--diff"])
def test_nothing_is_written_by_one_who_only_asks(run: Run, folder: Path, how: str) -> None:
    result = run("fmt", folder, how)
    assert result.status == (how == "--check")
    assert ("bad.xml" in result.out, "good.xml" in result.out) == (True, False)
    assert ("+      <titleStmt>" in result.out) == (how == "--diff")
    assert (folder / "bad.xml").read_bytes() == BEFORE.read_bytes()


def test_one_file_alone(run: Run, folder: Path) -> None:
    shutil.copy(BEFORE, folder / "other.xml")
    assert run("fmt", folder / "bad.xml", "-q").out == ""
    assert (folder / "other.xml").read_bytes() == BEFORE.read_bytes()
    assert (folder / "bad.xml").read_bytes() == AFTER.read_bytes()


def test_a_file_that_is_broken_is_reported_and_left(run: Run, folder: Path) -> None:
    broken = BEFORE.read_text("utf-8").replace("</body>", "")
    (folder / "broken.xml").write_text(broken, "utf-8")
    result = run("fmt", folder)
    assert result.status == 1
    assert "XML001" in result.out
    assert (folder / "broken.xml").read_text("utf-8") == broken
    assert (folder / "bad.xml").read_bytes() == AFTER.read_bytes()


@pytest.mark.parametrize(
    ("encoding", "mark", "declared"),
    [("utf-8", b"\xef\xbb\xbf", "UTF-8"), ("utf-16-le", b"\xff\xfe", "UTF-16"), ("iso8859-1", b"", "ISO-8859-1")],
)
def test_encoding_mark_and_ends_of_lines_stay(
    run: Run, folder: Path, encoding: str, mark: bytes, declared: str
) -> None:
    def written(path: Path) -> bytes:
        text = path.read_text("utf-8").replace("UTF-8", declared).replace("Mixed", "Größe").replace("\n", "\r\n")
        return mark + text.encode(encoding)

    (folder / "bad.xml").write_bytes(written(BEFORE))
    assert run("fmt", folder / "bad.xml").status == 0
    assert (folder / "bad.xml").read_bytes() == written(AFTER)


def test_attributes_stand_in_one_order_on_request(run: Run, folder: Path) -> None:
    text = AFTER.read_text("utf-8").replace(
        '<p n="a > b">x</p>', '<p rend="b" n="1" xml:id="a">x<hi rend = "i" n=\'2\'\n/></p>'
    )
    (folder / "good.xml").write_text(text, "utf-8")
    assert run("fmt", folder / "good.xml", "--check").status == 0
    assert run("fmt", folder / "good.xml", "--sort-attributes").status == 0
    assert '<p xml:id="a" n="1" rend="b">x<hi n = \'2\' rend="i"\n/></p>' in (folder / "good.xml").read_text("utf-8")


def test_the_sample_is_proved_and_stays_valid(run: Run, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "tei", ignore=shutil.ignore_patterns(".edition"))
    shutil.copytree(SAMPLE.parent / "schema", tmp_path / "schema")
    assert run("fmt", tmp_path / "tei", "--sort-attributes", "-q").status == 0
    assert run("fmt", tmp_path / "tei", "--sort-attributes", "--check").status == 0
    assert run("validate", tmp_path / "tei").status == 0


def test_the_elements_are_those_of_the_schema() -> None:
    assert {name for name, held in content_models() if held and "#text" not in held} == ELEMENT_ONLY


BLANK = st.sampled_from(["", " ", "\n", "\n\n\n   ", "\t"])
REMARK = st.sampled_from(["<!-- a\n  b -->", "<?pi  x?>", "<![CDATA[ <x> ]]>", "&e;", "&#10;", "words", "a &amp; b"])
NAME = st.sampled_from(["div", "p", "lg", "l", "list", "item", "table", "hi", "choice", "note", "x:y", "person"])
ATTRIBUTES = st.lists(
    st.sampled_from(
        ['n="a  >\n b"', "type='\"'", 'xml:space="preserve"', 'xml:space="default"', 'xml:id = "i"', "rend=''"]
    ),
    max_size=3,
    unique_by=lambda written: written.split("=")[0].strip(),
).map(lambda each: "".join(f"\n {written}" for written in each))


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(st.one_of(BLANK, BLANK, children, REMARK), max_size=6).map("".join)
    return st.builds(lambda name, own, content: f"<{name}{own} >{content}</{name}\n>", NAME, ATTRIBUTES, parts)


TREES = st.recursive(st.builds(lambda name, own: f"<{name}{own}/>", NAME, ATTRIBUTES), _element, max_leaves=12)


def _holds(tree: str, style: Style) -> None:
    text = f'<!DOCTYPE TEI [<!ENTITY e "e">]><TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="urn:x">{tree}</TEI>'
    made = laid_out(text, style)
    assert says_the_same(text, made)
    assert laid_out(made, style) == made


@given(TREES, st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_no_document_is_harmed(tree: str, sort: bool) -> None:
    _holds(tree, Style(sort_attributes=sort))


@pytest.mark.slow
@given(TREES, st.booleans())
@settings(max_examples=10_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_none_of_ten_thousand_documents_is_harmed(tree: str, sort: bool) -> None:
    _holds(tree, Style(indent=0 if sort else 3, width=40, sort_attributes=sort))


@pytest.mark.slow
def test_other_peoples_editions_are_not_harmed() -> None:
    for file in corpora().rglob("*.xml"):
        text = decode(file.read_bytes())
        made = laid_out(text, Style())
        assert says_the_same(text, made), file
        assert laid_out(made, Style()) == made, file


def test_the_proof_notices_what_is_lost() -> None:
    text = AFTER.read_text("utf-8")
    for old, new in (
        ("words by", "wordsby"),
        ("</persName> <persName>", "</persName><persName>"),
        ("<!-- behind -->", ""),
        ("&#160;", ""),
        ("<![CDATA[ ]]>", " "),
        ('n="1"', 'n="2"'),
        ("<?break here?>", ""),
        ("<l>a</l>  <l>", "<l>a</l> x <l>"),
    ):
        assert old in text
        assert not says_the_same(text, text.replace(old, new, 1)), old
