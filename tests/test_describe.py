"""What the program notes of a document: authors, genre, pictures, names, addresses."""

from pathlib import Path

import pytest

from edition.config import Limits
from edition.model import Document, Name, Source
from edition.source.describe import describe
from edition.source.parse import parse

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{}</teiHeader>{}</TEI>'


def document(folder: Path, header: str = "", rest: str = "<text><body/></text>") -> Document:
    file = folder / "a.xml"
    file.write_text(TEI.format(header, rest), "utf-8")
    tree, _ = parse(Source(file, "a.xml"), Limits(depth=2000))
    assert tree is not None
    return describe(tree)


def body(folder: Path, content: str, header: str = "") -> Document:
    return document(folder, header, f"<text><body>{content}</body></text>")


FILE = "<fileDesc><titleStmt><title>T</title>{}</titleStmt>{}</fileDesc>"
SOURCE = (
    "<sourceDesc><bibl><author>A</author><author>B</author><author>A</author></bibl>"
    "<bibl><author>C</author><author>D</author></bibl></sourceDesc>"
)
SENT = (
    '<profileDesc><correspDesc><correspAction type="received"><persName>R</persName></correspAction>'
    '<correspAction type="sent"><persName>S</persName><orgName> O\nO </orgName><placeName>P</placeName></correspAction>'
    "</correspDesc></profileDesc>"
)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", ()),
        (FILE.format("<author>A<note>x</note>  B</author><author/><author>C</author>", SOURCE), ("A B", "C")),
        (FILE.format("<author><persName><forename>A</forename><surname>B</surname></persName></author>", ""), ("A B",)),
        (FILE.format("<author><name>A</name><idno>1</idno></author>", ""), ("A",)),
        (FILE.format("", "") + SENT, ("S", "O O")),
        (FILE.format("", SOURCE) + SENT, ("S", "O O")),
        (FILE.format("", SOURCE), ("A", "B", "C")),
    ],
)  # fmt: skip
def test_authors(tmp_path: Path, header: str, expected: tuple[str, ...]) -> None:
    assert document(tmp_path, header).authors == expected


CLASS = "<profileDesc><textClass>{}</textClass></profileDesc>"


@pytest.mark.parametrize(
    ("header", "text", "expected"),
    [
        ("", "<text type='letter'><body><div type='x'/></body></text>", "letter"),
        (CLASS.format("<catRef target='#a t:memo'/><keywords><term>k</term></keywords>"), "<text/>", "memo"),
        (CLASS.format("<catRef target='x.xml#memo'/>"), "<text><body/></text>", "memo"),
        (CLASS.format("<catRef target='https://example.org/genres/memo'/>"), "<text><body/></text>", "memo"),
        (CLASS.format("<keywords><term> </term><item><term>a  play</term></item></keywords>"), "<text/>", "a play"),
        ("", "<text><front><div type='x'/></front><body><div type='y'><div type='z'/></div></body></text>", "y"),
        ("", "<text><body><div type='prologue'/><div type='act'/></body></text>", ""),
        ("", "<text><body><div type='scene'/></body></text>", ""),
        (SENT, "<text><body><div type='writingSession'/></body></text>", "letter"),
        (SENT, "<text><body><div type='telegram'/></body></text>", "telegram"),
        ("", "<text><body/></text>", ""),
        ("", "<standOff/>", ""),
    ],
)  # fmt: skip
def test_genre(tmp_path: Path, header: str, text: str, expected: str) -> None:
    assert document(tmp_path, header, text).genre == expected


def test_pictures_are_named_once_and_in_order(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        rest="<facsimile><surface facs='b/c.png #z'><graphic url='my scan.jpg'/></surface></facsimile>"
        "<text><body><pb facs='#s1'/><pb facs='p:1'/><pb facs='scan1'/><pb facs='https://example.org/1'/>"
        "<figure><graphic url='a'/><media url='a'/><graphic url='data:image/png;base64,x'/></figure>"
        "<p><egXML xmlns='http://www.tei-c.org/ns/Examples'><graphic url='no.png'/></egXML></p></body></text>",
    )
    assert found.images == ("b/c.png", "my scan.jpg", "https://example.org/1", "a")


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<persName>A\n B</persName>", ("person", "A B", "A B")),
        ("<persName key='ab'>A</persName>", ("person", "ab", "A")),
        ("<placeName ref='https://d-nb.info/1'>A</placeName>", ("place", "https://d-nb.info/1", "A")),
        ("<settlement ref='gnd:1 geo:2'>A</settlement>", ("place", "gnd:1", "A")),
        ("<orgName><choice><sic>X</sic><corr>Y</corr></choice></orgName>", ("org", "Y", "Y")),
        ("<eventName>A</eventName>", ("event", "A", "A")),
        ("<objectName>A</objectName>", ("object", "A", "A")),
        ("<rs type='person'>he</rs>", ("person", "he", "he")),
        ("<name type='ship'>A</name>", ("name", "A", "A")),
        ("<name>A</name>", None),
        ("<persName/>", None),
        ("<persName key='a'/>", ("person", "a", "")),
        ("<persName ref='#a'>A</persName>", None),
        ("<persName ref='persons.xml#a'>A</persName>", None),
        ("<persName ref='p:a'>A</persName>", None),
        ("<persName ref='gnd:1 #a'>A</persName>", None),
        ("<persName xmlns='urn:x'>A</persName>", None),
    ],
)
def test_names_that_lead_to_no_entry(tmp_path: Path, element: str, expected: tuple[str, str, str] | None) -> None:
    prefix = "<prefixDef ident='p' matchPattern='(.*)' replacementPattern='#$1'/>"
    found = body(tmp_path, f"<p xml:id='b'>{element}</p>", f"<encodingDesc>{prefix}</encodingDesc>")
    assert found.names == ((Name(*expected, "b", "text"),) if expected else ())


def test_names_are_those_of_the_text(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        SENT,
        "<standOff><listPerson><person><persName>A</persName></person></listPerson></standOff>"
        "<sourceDoc><line><persName>B</persName></line></sourceDoc>"
        "<text><front><castList><castItem><persName>C</persName></castItem></castList></front><body>"
        "<listPlace><place xml:id='p'><placeName>D</placeName></place></listPlace>"
        "<p>x<note xml:id='n'>y<persName>E</persName></note></p></body></text>",
    )
    assert [(name.text, name.area) for name in found.names] == [("B", "text"), ("C", "text"), ("E", "note")]
    assert found.names[2].block == "n"


def test_equal_blocks_have_addresses_that_differ(tmp_path: Path) -> None:
    found = body(tmp_path, "<p>a</p>" * 3 + "<p>b</p><p xml:id='a-ca978112-5'>a</p>" + "<p>a</p>" * 3)
    first = "a-ca978112"
    assert [block.address for block in found.blocks if block.address.startswith(first)] == [
        first, f"{first}-2", f"{first}-3", f"{first}-5", f"{first}-4", f"{first}-6", f"{first}-7",
    ]  # fmt: skip


def test_many_equal_blocks_take_little_time(tmp_path: Path) -> None:
    found = body(tmp_path, "<p/>" * 50_000)
    assert len({block.address for block in found.blocks}) == 50_000


def test_a_deep_document_is_described(tmp_path: Path) -> None:
    found = body(tmp_path, "<p>" + "<hi>" * 1900 + "a<note>b</note>c" + "</hi>" * 1900 + "</p>")
    assert [block.name for block in found.blocks] == ["p", "note"]
