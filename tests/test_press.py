"""The books of an edition as the command makes them: which, on what page, and what is said when one cannot be set."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from conftest import Run
from lxml import etree
from PIL import Image

from edition.book.culprit import culprit

FORMATS = [
    ("A4", 210, 297),
    ("a5", 148, 210),
    ("6x9in", 152.4, 228.6),
    ("170mm x 240mm", 170, 240),
    ("12 × 18 cm", 120, 180),
]


def configure(folder: Path, book: str) -> None:
    """Give a project a table `[book]`."""
    with (folder / "edition.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[book]\n{book}\n")


def text_of(path: Path) -> list[str]:
    """Give the text of the pages of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def letter(folder: Path, body: str, name: str = "letter.xml") -> Path:
    """Write a letter into a folder that is no project."""
    header = (
        "<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt><publicationStmt><p>No.</p>"
        "</publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
    )
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def alone(run: Run, tmp_path: Path, body: str) -> list[str]:
    """Give the pages of the book of one letter."""
    run(
        "build", letter(tmp_path / "in", body), "-o", tmp_path / "out", "--pdf", "--only", "letter", "-q", "--no-search"
    )
    return text_of(tmp_path / "out" / "letter.pdf")


def test_each_document_has_a_book_of_its_own(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out, "--pdf", "--no-search").status == 0
    manifest = json.loads((out / "edition.json").read_text("utf-8"))
    assert manifest["formats"]["pdf"] == "book.pdf"
    for document in manifest["documents"]:
        pages = text_of(out / document["formats"]["pdf"])
        assert document["title"] in "\n".join(pages).replace("\r\n", " ")
        page = etree.HTML((out / document["pages"][0]).read_bytes())
        assert page.xpath("//p[@class='files']/a/@href")[0] == document["formats"]["pdf"]
    audit = run("audit", project, "--site", out)
    assert (audit.status, audit.err) == (0, "")


def test_only_some_books(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", project, "-o", out, "--pdf", "--only", "first", "--no-search").status == 0
    assert [path.name for path in out.glob("*.pdf")] == ["first.pdf"]
    manifest = json.loads((out / "edition.json").read_text("utf-8"))
    assert "pdf" not in manifest["formats"]
    assert [each["id"] for each in manifest["documents"] if "pdf" in each["formats"]] == ["first"]
    assert (out / "second.html").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--pdf", "--only", "frist"], "did you mean first?"), (["--only", "first"], "it goes with --pdf")],
)
def test_what_is_no_document_is_wrong_usage(
    run: Run, project: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    result = run("build", project, "-o", tmp_path / "out", *words)
    assert result.status == 2
    assert said in result.err
    assert not (tmp_path / "out").exists()


def test_a_book_is_set_again_only_if_it_would_differ(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", project, "-o", out, "--pdf", "-q")
    before = {path.name: path.stat().st_ino for path in out.glob("*.pdf")}
    second = project / "second.xml"
    second.write_text(second.read_text("utf-8").replace("<p>", "<p>Another word. ", 1), "utf-8")
    run("build", project, "-o", out, "--pdf", "-q")
    changed = {path.name for path in out.glob("*.pdf") if "Another" in "".join(text_of(path))}
    assert changed == {"second.pdf", "book.pdf"}
    assert before.keys() == {path.name for path in out.glob("*.pdf")}
    again = tmp_path / "again"
    run("build", project, "-o", again, "--pdf", "-q")
    assert all((again / name).read_bytes() == (out / name).read_bytes() for name in before)


@pytest.mark.parametrize(("words", "width", "height"), FORMATS)
def test_the_page_has_the_format_that_is_wanted(
    run: Run, project: Path, tmp_path: Path, words: str, width: float, height: float
) -> None:
    configure(project, f'format = "{words}"')
    run("build", project, "-o", tmp_path / "out", "--pdf", "--only", "first", "-q", "--no-search")
    with pypdfium2.PdfDocument(tmp_path / "out" / "first.pdf") as document:
        assert document[0].get_size() == pytest.approx((width / 25.4 * 72, height / 25.4 * 72), abs=0.1)


@pytest.mark.parametrize(
    ("book", "said"),
    [
        ('format = "A9"', "`book.format`: “A9” is neither A4"),
        ('format = "10mm x 20mm"', "a side is from 100 to 420 mm"),
        ('notes = "margin"', "`book.notes`: “margin” is neither"),
        ('fonts = ["absent.ttf"]', "there is no file"),
        ('fonts = ["edition.toml"]', "is no font"),
        ('formt = "A4"', "did you mean `format`?"),
    ],
)
def test_a_wrong_value_is_named(run: Run, project: Path, tmp_path: Path, book: str, said: str) -> None:
    configure(project, book)
    result = run("build", project, "-o", tmp_path / "out")
    assert result.status == 2
    assert said in result.err


def test_a_press_gets_bleed_and_crop_marks(run: Run, project: Path, tmp_path: Path) -> None:
    configure(project, 'format = "A5"\nmarks = true')
    run("build", project, "-o", tmp_path / "out", "--pdf", "--only", "first", "-q", "--no-search")
    with pypdfium2.PdfDocument(tmp_path / "out" / "first.pdf") as document:
        left, bottom, right, top = (side / 72 * 25.4 for side in document[0].get_trimbox())
        assert (right - left, top - bottom) == pytest.approx((148, 210), abs=0.1)
        assert document[0].get_size()[0] / 72 * 25.4 == pytest.approx(168, abs=0.1)


def test_a_font_of_ones_own_comes_first(run: Run, project: Path, tmp_path: Path) -> None:
    from importlib.resources import files

    font = Path(str(files("fontpkg_amiri") / "files" / "Amiri-Regular.ttf"))
    (project / "own.ttf").write_bytes(font.read_bytes())
    configure(project, 'fonts = ["own.ttf"]')
    run("build", project, "-o", tmp_path / "out", "--pdf", "--only", "first", "-q", "--no-search")
    assert "Typst, Amiri, Libertinus Serif" in "".join(text_of(tmp_path / "out" / "first.pdf"))


def test_notes_at_the_end_of_their_document(run: Run, project: Path, tmp_path: Path) -> None:
    words = " ".join(["long"] * 1200)
    folder = letter(project, f"<p>Said<note>The note.</note> {words}</p>")
    configure(project, 'notes = "document"')
    run("build", folder, "-o", tmp_path / "out", "--pdf", "--only", "letter", "-q", "--no-search")
    pages = text_of(tmp_path / "out" / "letter.pdf")
    assert ["The note." in page for page in pages].index(True) > 0
    assert "Said1" in pages[0]


def test_every_fifth_line_has_its_number(run: Run, tmp_path: Path) -> None:
    lines = "<lb/>".join(f"line {number} end" for number in range(1, 13))
    page = alone(run, tmp_path, f"<p>{lines}</p>")[0]
    assert re.findall(r"\b(?:5|10|15)\b(?! end)", page) == ["5", "10"]


def test_a_speech_begins_on_the_line_of_its_speaker(run: Run, tmp_path: Path) -> None:
    prose = "<sp><speaker>Betty.</speaker><stage>(aside)</stage><p>Hush!</p></sp>"
    page = alone(run, tmp_path, f"{prose}<sp><speaker>Who</speaker><l>A verse</l></sp>")[0]
    assert re.search(r"Betty\.\s\(aside\)\sHush!", page, re.IGNORECASE)
    assert re.search(r"Who\r\nA verse", page, re.IGNORECASE)


def test_a_character_without_a_glyph_is_named_and_numbered(run: Run, tmp_path: Path) -> None:
    folder = letter(tmp_path / "in", "<p>Signed 毛澤東 \U0001f600, and \ue000 too.</p>")
    result = run("build", folder, "-o", tmp_path / "out", "--pdf", "--format", "json")
    assert result.status == 0
    found = [each for each in json.loads(result.out) if each["code"] == "TXT006"]
    assert len(found) == 1
    assert "毛 (U+6BDB)" in found[0]["message"]
    assert "Signed ⟨U+6BDB⟩⟨U+6FA4⟩⟨U+6771⟩ ⟨U+1F600⟩, and ⟨U+E000⟩ too." in " ".join(
        text_of(tmp_path / "out" / "book.pdf")
    )
    (folder / "other.xml").write_text((folder / "letter.xml").read_text("utf-8").replace("毛", "Mao"), "utf-8")
    again = run("build", folder, "-o", tmp_path / "out", "--pdf", "--format", "json")
    assert [Path(each["file"]).name for each in json.loads(again.out) if each["code"] == "TXT006"] == [
        "letter.xml",
        "other.xml",
    ]


def test_a_hundred_thousand_letters_without_a_blank(run: Run, tmp_path: Path) -> None:
    pages = alone(run, tmp_path, f"<p>{'a' * 100_000}</p>")
    assert sum(page.count("a") for page in pages) > 100_000


def test_pictures_stand_in_the_book_with_their_captions(run: Run, tmp_path: Path) -> None:
    body = (
        "<figure><graphic url='large.png'/><head>The bridge</head><figDesc>A bridge over a river</figDesc></figure>"
        "<p>A sign <graphic url='small.jpg'/> in the line</p><figure><graphic url='broken.png'/></figure>"
        "<p><graphic url='https://example.org/far.png'/></p>"
    )
    folder = letter(tmp_path / "in", body)
    Image.new("RGB", (1200, 400), "navy").save(folder / "large.png")
    Image.new("L", (20, 20)).save(folder / "small.jpg")
    (folder / "broken.png").write_bytes((folder / "large.png").read_bytes()[:200])
    result = run("build", folder, "-o", tmp_path / "out", "--pdf", "--no-search")
    assert result.status == 0, result.err
    with pypdfium2.PdfDocument(tmp_path / "out" / "letter.pdf") as document:
        images = [
            each.get_px_size() for page in document for each in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        ]
    assert sorted(images) == [(20, 20), (1200, 400)]
    text = "".join(text_of(tmp_path / "out" / "letter.pdf"))
    assert "A bridge over a river" in text
    assert text.count("[picture missing]") == 2


def test_what_cannot_be_set_is_named_by_its_element() -> None:
    data = {
        "parts": [
            {
                "kind": "documents",
                "chapters": [
                    {"id": "a", "body": []},
                    {
                        "id": "b",
                        "body": [
                            {"t": "p", "id": "one"},
                            {"t": "quote", "id": "two", "b": [{"t": "p", "id": "three"}, {"t": "bad", "id": "four"}]},
                        ],
                    },
                ],
            }
        ]
    }
    assert culprit(data, lambda some: "bad" in json.dumps(some)) == "four"
    assert culprit(data, lambda some: '"a"' in json.dumps(some)) == "a"
    assert culprit(data, lambda _: False) == culprit(data, lambda _: True) == ""


def test_references_lead_to_their_places_and_name_the_page(run: Run, tmp_path: Path) -> None:
    folder = letter(tmp_path / "in", "<p xml:id='here'>Far away.</p>", "a.xml")
    body = "<p>See <ref target='a.xml#here'>there</ref> and <ref target='#own'>here</ref>.</p><p xml:id='own'>Own.</p>"
    letter(folder, body, "b.xml")
    run("build", folder, "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    volume, single = ("".join(text_of(tmp_path / "out" / name)) for name in ("book.pdf", "b.pdf"))
    assert re.search(r"See there, p\.\s\d+ and here\.", volume)
    assert "See there and here." in single
    with pypdfium2.PdfDocument(tmp_path / "out" / "b.pdf") as document:
        assert pypdfium2.raw.FPDFPage_GetAnnotCount(document[0].raw) == 1


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("#let parts = (haed: ours => ours)", "own.typ: there is no part called haed; there are "),
        ("#let parts = (head: ours => {\n  nonsense })", "own.typ:2:2: unknown variable: nonsense"),
        ('#let parts = (look: body => read("/etc/passwd"))', "own.typ:1:33: "),
        ('#import "@preview/cetz:0.3.1": canvas\n#let parts = (:)', "own.typ:1:"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(
    run: Run, project: Path, tmp_path: Path, template: str, said: str
) -> None:
    configure(project, 'template = "own.typ"')
    (project / "own.typ").write_text(template, "utf-8")
    result = run("build", project, "-o", tmp_path / "out", "--pdf", "--only", "first", "-q", "--no-search")
    assert result.status == 2
    assert said in result.err
    assert not (tmp_path / "out").exists()


def test_a_verse_that_speakers_share_stands_in_steps(run: Run, tmp_path: Path) -> None:
    parts = [("A", "I", "Who goes"), ("B", "M", "Not"), ("A", "F", "you")]
    body = "".join(f"<sp><speaker>{who}</speaker><l part='{p}'>{words}</l></sp>" for who, p, words in parts)
    alone(run, tmp_path, body)
    with pypdfium2.PdfDocument(tmp_path / "out" / "letter.pdf") as document:
        page = document[0]
        objects = page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage())
        places = {each.extract().strip(): each.get_bounds() for each in objects}
    first, second, third = (places[words] for _, _, words in parts)
    assert first[2] < second[0] < first[2] + 8
    assert second[2] < third[0] < second[2] + 8


def test_drawings_stand_in_the_book(run: Run, tmp_path: Path) -> None:
    root = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'
    drawings = {
        "own.svg": '<rect width="40" height="20"/>',
        "far.svg": '<image href="https://example.org/a.png"/>',
        "broken.svg": "<g>",
    }
    folder = letter(tmp_path / "in", "".join(f"<figure><graphic url='{name}'/></figure>" for name in drawings))
    for name, content in drawings.items():
        (folder / name).write_text(root.format(content), "utf-8")
    run("build", folder, "-o", tmp_path / "out", "--pdf", "--only", "letter", "-q", "--no-search")
    assert "".join(text_of(tmp_path / "out" / "letter.pdf")).count("[picture missing]") == 2
    with pypdfium2.PdfDocument(tmp_path / "out" / "letter.pdf") as document:
        paths = document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        sizes = [(right - left, top - bottom) for left, bottom, right, top in (path.get_bounds() for path in paths)]
    assert any(width == pytest.approx(2 * height, abs=1) and height > 10 for width, height in sizes)


def test_a_book_says_who_made_it_and_what_may_be_done_with_it(run: Run, project: Path, tmp_path: Path) -> None:
    file = project / "edition.toml"
    facts = (
        'editors = ["Doe, Jane", "Roe, Richard"]\nlicence = "https://example.org/terms"\nurl = "https://example.org/"\n'
    )
    file.write_text(facts + re.sub(r"(?m)^(editors|licence|url) = .*\n", "", file.read_text("utf-8")), "utf-8")
    run("build", project, "-o", tmp_path / "out", "--pdf", "--only", "first", "-q", "--no-search")
    content = (tmp_path / "out" / "first.pdf").read_bytes()
    xmp = etree.fromstring(content[content.index(b"<x:xmpmeta") : content.index(b"</x:xmpmeta>") + 12])
    said = {each.tag.partition("}")[2]: " | ".join(each.itertext()).split() for each in xmp.iter("{*}*")}
    assert [" ".join(each.itertext()) for each in xmp.iterfind(".//{*}creator//{*}li")] == ["Doe, Jane", "Roe, Richard"]
    assert "https://example.org/terms" in " ".join(said["rights"])
    assert "https://example.org/first.html" in " ".join(said["identifier"])
    assert (said["conformance"], said["CreatorTool"][0]) == (["A"], "Typst")


def test_headings_of_any_depth_can_be_set(run: Run, tmp_path: Path) -> None:
    body = "<div><div><div><head>Deep</head><p>One.</p></div></div></div><div><head>High</head><p>Two.</p></div>"
    page = alone(run, tmp_path, body)[0]
    assert page.index("Deep") < page.index("High")


def test_lines_through_and_below_the_same_words(run: Run, tmp_path: Path) -> None:
    body = "<p><add>added <del>deleted <add>in</add><note>Note <add>with</add></note></del> end</add></p>"
    page = alone(run, tmp_path, f"{body}<p><del>one <add>two <hi rend='italic'>three</hi></add></del></p>")[0]
    assert "added deleted in1 end" in " ".join(page.split())
    assert "one two three" in " ".join(page.split())


def test_an_entry_of_a_dictionary_is_one_paragraph(run: Run, tmp_path: Path) -> None:
    body = (
        "<entry><form><orth>proof</orth><pron>pru:f</pron></form><gramGrp><pos>n.</pos></gramGrp><sense n='1'>"
        "<def>evidence</def><sense n='a'><usg>Law</usg> <def>the act</def></sense></sense><sense n='2'>a test</sense>"
        "<etym><lang>Fr.</lang> <mentioned>prueve</mentioned></etym></entry>"
    )
    page = " ".join(alone(run, tmp_path, body)[0].split())
    assert "proof pru:f n. 1 evidence a Law the act 2 a test Fr. prueve" in page


def test_the_cells_of_a_table_stand_where_the_source_has_them(run: Run, tmp_path: Path) -> None:
    """A row that is too short draws nothing up from the next, and no cell makes a table wider than its page."""
    body = (
        "<table><row><cell>one</cell></row><row><cell rows='2'>two</cell><cell>three</cell></row>"
        "<row><cell>four</cell></row><row><cell cols='99999999999'>five</cell></row></table>"
    )
    run("build", letter(tmp_path / "in", body), "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    with pypdfium2.PdfDocument(tmp_path / "out" / "letter.pdf") as document:
        page = document[0].get_textpage()
        places = {word: place_of(page, word) for word in ("one", "two", "three", "four", "five")}
    left, right = places["one"][0], places["three"][0]
    assert [round(places[word][0] - left) for word in ("two", "five")] == [0, 0]
    assert round(places["four"][0] - right) == 0
    assert places["one"][1] > places["two"][1] == places["three"][1] > places["four"][1] > places["five"][1]


def place_of(page: pypdfium2.PdfTextPage, word: str) -> tuple[float, float]:
    """Give left edge and bottom of a word on a page."""
    index, _ = page.search(word).get_next()
    left, bottom, _, _ = page.get_charbox(index, loose=True)
    return left, bottom


def test_the_labels_at_the_head_of_a_table_come_again_on_each_page(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"<row><cell>{n}</cell><cell>value</cell></row>" for n in range(90))
    body = f"<table><row role='label'><cell>Number</cell><cell>Sum</cell></row>{rows}</table>"
    pages = alone(run, tmp_path, body)
    assert sum("Number" in page for page in pages) == sum("value" in page for page in pages) > 1


def test_a_note_in_the_head_of_a_table_is_there_once(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"<row><cell>{n}</cell><cell>value</cell></row>" for n in range(90))
    body = f"<table><row role='label'><cell>Number<note>counted</note></cell><cell>Sum</cell></row>{rows}</table>"
    assert "".join(alone(run, tmp_path, body)).count("counted") == 1


def test_a_document_may_have_several_headers(run: Run, tmp_path: Path) -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt><p>No.</p></publicationStmt>"
        "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "two.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header.format("One")}{header.format("Two")}'
        "<text><body><p>Words</p></body></text></TEI>",
        "utf-8",
    )
    assert run("build", tmp_path / "in", "-o", tmp_path / "out", "--pdf", "-q", "--no-search").status == 0
    assert "Words" in "".join(text_of(tmp_path / "out" / "two.pdf"))


def test_a_volume_of_one_letter_goes_without_half_title_and_contents(run: Run, tmp_path: Path) -> None:
    run("build", letter(tmp_path / "in", "<p>Dear Sir.</p>"), "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    title, imprint, text, description = text_of(tmp_path / "out" / "book.pdf")
    assert title.split() == ["A", "letter"]
    assert "TEI" in imprint
    assert "Dear Sir." in text
    assert "Sources and descriptions" in description


def test_who_is_named_in_a_header_only_has_the_page_of_its_document(run: Run, tmp_path: Path) -> None:
    folder = letter(tmp_path / "in", '<p>Dear <persName ref="people.xml#b">Sir</persName>.</p>')
    source = (folder / "letter.xml").read_text("utf-8")
    sender = (
        '<profileDesc><correspDesc><correspAction type="sent"><persName ref="people.xml#a">Anna</persName>'
        "</correspAction></correspDesc></profileDesc></teiHeader>"
    )
    (folder / "letter.xml").write_text(source.replace("</teiHeader>", sender), "utf-8")
    people = "".join(f'<person xml:id="{n}"><persName>Somebody {n}</persName></person>' for n in "abc")
    register = source[: source.index("<text>")].replace("A letter", "People")
    (folder / "people.xml").write_text(
        f"{register}<standOff><listPerson>{people}</listPerson></standOff></TEI>", "utf-8"
    )
    run("build", folder, "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    pages = text_of(tmp_path / "out" / "book.pdf")
    (found,) = [" ".join(page.split()) for page in pages if "Somebody c" in page]
    assert "Somebody a 1 Somebody b 1 Somebody c" in found
