"""The books are what they claim to be, PDF/A-3a and PDF/UA-1: by our own reading of the standards, and by another's."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import page as other
import pikepdf
import pytest
from conformance import complaints
from pikepdf import Dictionary, Name, Pdf
from PIL import Image
from printed import tagged

CONFIG = """title = "All kinds"
editors = ["Anna Bell", "Carl Dean"]
publisher = "The & Press"
licence = "https://creativecommons.org/licenses/by/4.0/"
url = "https://example.org/kinds/"
"""
BODY = """<div><head>First</head>
<p>Words <foreign xml:lang="fa">متن فارسی</foreign>, <foreign xml:lang="grc">λόγος</foreign>, and a
<note xml:lang="fa">یادداشت</note> note; <persName ref="#p1">Anna <note>within her name</note> Bell</persName>.</p>
<p xml:lang="fa">یک بند فارسی با <foreign xml:lang="en">English</foreign> درون آن.</p>
<p>Read <app><lem wit="#A">lemma</lem><rdg wit="#B">other</rdg></app> and <choice><sic>teh</sic><corr>the</corr>
</choice> at <ref target="https://example.org/a/b?c=d">a page</ref>, <ptr target="https://example.org/p"/>,
<ref target="#t">the table</ref>; <rs ref="#p1">the <persName ref="#p1">Bell</persName> Co.</rs></p>
<div><head>Deeper</head>
<table xml:id="t"><head>Sums</head><row role="label"><cell>Name</cell><cell>Year</cell><cell>Sum</cell></row>
<row><cell role="label">One</cell><cell>1900</cell><cell>3</cell></row>
<row><cell role="label">Two</cell><cell cols="2">none</cell></row></table>
<table><row><cell rows="2">a</cell><cell>b</cell></row><row><cell>c</cell></row>
<row><cell cols="4294967296">d</cell></row><row/></table>
<list><head>Items</head><item>one</item><item>two <list rend="numbered"><item>inner</item></list></item></list>
<list type="gloss"><label>term</label><item>meaning</item></list>
<figure><graphic url="dot.png"/><head>A picture</head><figDesc>A black dot</figDesc></figure>
<p>A sign <graphic url="dot.png"><desc>dot</desc></graphic>, <hi rend="underline">a line <note>and a note</note></hi>,
<del>gone</del> <add>come</add>, <formula>E = mc²</formula>.</p>
<quote><p>Quoted</p></quote><lg><l>A verse</l><l>and one more</l></lg><sp><speaker>Who</speaker><p>Says it.</p></sp>
</div></div>"""
HEADER = """<teiHeader><fileDesc><titleStmt><title>All kinds</title></titleStmt><publicationStmt><p>See <ref
target="https://example.org/terms">the terms</ref>.</p></publicationStmt><sourceDesc><listWit><witness xml:id="A">MS A
</witness><witness xml:id="B">MS B</witness></listWit></sourceDesc></fileDesc></teiHeader>"""
PERSONS = '<standOff><listPerson><person xml:id="p1"><persName>Anna Bell</persName></person></listPerson></standOff>'


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The books of a document with one of each kind, by name."""
    from edition.cli import main

    folder = tmp_path_factory.mktemp("kinds")
    (folder / "in").mkdir()
    (folder / "in" / "edition.toml").write_text(CONFIG, "utf-8")
    Image.new("RGBA", (40, 40), (255, 0, 0, 80)).save(folder / "in" / "dot.png")
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">'
    text = f"{start}{HEADER}<text><body>{BODY}</body></text>{PERSONS}</TEI>"
    (folder / "in" / "kinds.xml").write_text(text, "utf-8")
    with pytest.raises(SystemExit) as exit_:
        main(["build", str(folder / "in"), "-o", str(folder / "out"), "--pdf", "-q", "--no-search"])
    assert exit_.value.code == 0
    return {path.stem: path for path in (folder / "out").glob("*.pdf")}


@pytest.mark.parametrize("name", ["kinds", "book"])
def test_nothing_in_a_book_is_against_the_standards(books: dict[str, Path], name: str) -> None:
    assert complaints(books[name]) == []


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize("name", ["kinds", "book"])
def test_another_checker_agrees(books: dict[str, Path], name: str, profile: str) -> None:
    """It knows 156 rules of PDF/A-3a and 104 of PDF/UA-1, and passes the files that veraPDF is tested with."""
    report = other.validate_pdf(books[name], profile=profile)
    assert [(each.rule_id, each.message) for each in report.failures] == []


def spoil(change: Callable[[Pdf], None], book: Path, folder: Path) -> list[str]:
    """Give what is said of a book that something is changed in."""
    with pikepdf.open(book) as pdf:
        change(pdf)
        pdf.save(folder / "spoilt.pdf")
    return complaints(folder / "spoilt.pdf")


def elements(pdf: Pdf, kind: str) -> Iterator[Any]:
    return (each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name(kind))


def every(kind: str, change: Callable[[Any], object]) -> Callable[[Pdf], None]:
    """Change all tags of a kind."""

    def apply(pdf: Pdf) -> None:
        found = list(elements(pdf, kind))
        assert found
        for each in found:
            change(each)

    return apply


def metadata(key: str, value: Any) -> Callable[[Pdf], None]:
    def apply(pdf: Pdf) -> None:
        with pdf.open_metadata(update_docinfo=False) as said:
            said[key] = value

    return apply


def set_(element: Any, key: str, value: Any) -> None:
    element[key] = value


def untagged(pdf: Pdf) -> None:
    content = pdf.pages[0].Contents
    content.write(content.read_bytes() + b"\nBT ET 0 0 9 9 re f\n")


def font_of(pdf: Pdf, kind: str) -> Any:
    return next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Subtype") == Name(kind))


def annotation(pdf: Pdf) -> Any:
    return next(annotation for page in pdf.pages for annotation in page.get("/Annots", []))


def attached(pdf: Pdf) -> Any:
    return pdf.Root.Names.EmbeddedFiles.Names[1]


SPOILT: dict[str, tuple[Callable[[Pdf], None], str]] = {
    "no claim of PDF/A": (metadata("pdfaid:part", "2"), "6.6.4"),
    "no claim of PDF/UA": (metadata("pdfuaid:part", "2"), "UA-1, 5"),
    "another title": (metadata("dc:title", "Other"), "6.6.3"),
    "not marked": (lambda pdf: set_(pdf.Root.MarkInfo, "/Marked", False), "6.7.2.2"),
    "no language": (lambda pdf: pdf.Root.__delitem__("/Lang"), "6.7.4"),
    "no title shown": (lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"), "the title is not"),
    "no output intent": (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "6.2.3"),
    "an action on opening": (
        lambda pdf: set_(pdf.Root, "/OpenAction", Dictionary(Type=Name.Action, S=Name.JavaScript, JS="x")),
        "6.5.1",
    ),
    "a program to start": (lambda pdf: set_(annotation(pdf), "/A", Dictionary(S=Name.Launch, F="x")), "6.5.1"),
    "no relationship": (lambda pdf: attached(pdf).__delitem__("/AFRelationship"), "no relationship"),
    "not associated": (lambda pdf: pdf.Root.__delitem__("/AF"), "associated with nothing"),
    "no type": (lambda pdf: attached(pdf).EF.F.__delitem__("/Subtype"), "no type"),
    "no font": (lambda pdf: font_of(pdf, "/CIDFontType0").FontDescriptor.__delitem__("/FontFile3"), "6.2.11.4.1"),
    "glyphs without meaning": (lambda pdf: font_of(pdf, "/Type0").__delitem__("/ToUnicode"), "6.2.11.7.2"),
    "a picture without words": (every("/Figure", lambda tag: tag.__delitem__("/Alt")), "7.3"),
    "a heading left out": (every("/H2", lambda tag: set_(tag, "/S", Name("/P"))), "7.4.2"),
    "an unknown tag": (every("/H2", lambda tag: set_(tag, "/S", Name("/Heading"))), "6.7.3.4"),
    "a note without ID": (every("/Note", lambda tag: tag.__delitem__("/ID")), "7.9"),
    "headers of nothing": (every("/TH", lambda tag: tag.__delitem__("/A")), "7.5"),
    "a row too short": (every("/TR", lambda tag: tag.K.__delitem__(0) if len(tag.K) == 3 else 0), "cells wide"),
    "a row elsewhere": (every("/Table", lambda tag: set_(tag, "/S", Name("/Div"))), "within"),
    "links by place": (lambda pdf: set_(pdf.pages[0], "/Tabs", Name.R), "7.18.3"),
    "a link without words": (lambda pdf: annotation(pdf).__delitem__("/Contents"), "no words that say"),
    "a link not tagged": (every("/Link", lambda tag: set_(tag, "/S", Name.Span)), "not tagged as one"),
    "a hidden link": (lambda pdf: set_(annotation(pdf), "/F", 6), "6.3.2"),
    "untagged content": (untagged, "neither tagged"),
    "tags without content": (lambda pdf: set_(pdf.pages[0], "/Contents", pdf.make_stream(b"")), "differ"),
    "an empty tag": (every("/Lbl", lambda tag: set_(tag, "/K", pikepdf.Array())), "is empty"),
    "no bookmarks": (lambda pdf: pdf.Root.__delitem__("/Outlines"), "no bookmarks"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_against_the_standards_is_noticed(books: dict[str, Path], tmp_path: Path, name: str) -> None:
    change, clause = SPOILT[name]
    assert any(clause in said for said in spoil(change, books["kinds"], tmp_path))


def within(book: Path, *kinds: str) -> list[str]:
    """Give the strings that stand within tags of these kinds, blanks apart."""
    return [text.strip() for tags, text in tagged(book) if set(kinds) <= set(tags) and text.strip()]


def test_cells_that_head_rows_and_columns_are_headers(books: dict[str, Path]) -> None:
    assert within(books["kinds"], "TH") == ["Name", "Year", "Sum", "One", "Two"]
    with pikepdf.open(books["kinds"]) as pdf:
        scopes = [str(each.Scope) for tag in elements(pdf, "/TH") for each in tag.A if "/Scope" in each]
    assert sorted(scopes) == ["/Column"] * 3 + ["/Row"] * 2


def test_a_reading_is_found_by_its_line_and_not_by_a_link_without_words(books: dict[str, Path]) -> None:
    labels = within(books["kinds"], "Note", "Lbl")
    assert "4" in labels  # the line, instead of a sign
    assert len(labels) == 5


def test_links_lead_where_the_source_says_and_nowhere_else(books: dict[str, Path]) -> None:
    with pikepdf.open(books["kinds"]) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        out = {str(link.A.URI) for link in links if "/A" in link}
    assert out == {
        "https://example.org/a/b?c=d",
        "https://example.org/p",
        "https://example.org/terms",
        "https://example.org/kinds/kinds.html",
        "https://creativecommons.org/licenses/by/4.0/",
    }


def test_every_passage_has_its_language(books: dict[str, Path]) -> None:
    with pikepdf.open(books["kinds"]) as pdf:
        marked = {
            str(operands[1].Lang)
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and isinstance(operands[1], Dictionary) and "/Lang" in operands[1]
        }
        assert "fa" in {str(note.get("/Lang")) for note in elements(pdf, "/Note")}
        assert "fa" in {str(paragraph.get("/Lang")) for paragraph in elements(pdf, "/P")}
        assert str(pdf.Root.Lang) == "en"
    assert {"fa", "grc", "en"} <= marked


def test_each_editor_and_the_terms_are_in_the_metadata(books: dict[str, Path]) -> None:
    with pikepdf.open(books["book"]) as pdf, pdf.open_metadata() as said:
        assert said["dc:creator"] == ["Anna Bell", "Carl Dean"]
        assert said["xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
        assert said["dc:identifier"] == "https://example.org/kinds/"
