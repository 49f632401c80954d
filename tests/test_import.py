"""`edition import`: transcripts become drafts of TEI, and no word of them is lost.

A case is tests/cases/import/NAME.txt or NAME.md, or one of the Word documents below; NAME.expected.xml is its draft.
UPDATE_EXPECTED=1 writes these anew.
"""

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import Run
from lxml import etree
from support import ROOT, reference, require

from edition.desk.importing.proof import lost, words, words_of_draft
from edition.desk.importing.reading import read
from edition.desk.importing.write import draft

CASES = ROOT / "tests" / "cases" / "import"
UPDATE = os.environ.get("UPDATE_EXPECTED") == "1"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def report_docx() -> bytes:
    """A report with everything that Word has and drafts should have."""
    p, r = docx.paragraph, docx.run
    body = [
        p("The harbour", "Title"),
        p("5 May 1903"),
        p(r("It was ") + r("built", "<w:b/>") + r(" in ") + r("1871", "<w:i/>") + docx.call(2) + r(" and ")
          + r("x", '<w:vertAlign w:val="superscript"/>') + r(" later") + docx.call(2, "endnote") + r(".")),
        p("First part", "Heading1"),
        *(docx.item("one"), docx.item("inner", 1), docx.item("two"), docx.item("three", 0, 2)),
        docx.table(("name", "sum"), ("a", "1")),
        p("Inner part", "Heading2"),
        p("Quoted words.", "Quote"),
        p(docx.picture("A mill") + r(" and a ") + f'<w:hyperlink r:id="rIdLink">{r("link")}</w:hyperlink>'),
        p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
          "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"),
        p('<w:r><w:br w:type="page"/><w:t>After the break</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>'),
    ]  # fmt: skip
    parts = {
        "footnotes": docx.note(2, "See the accounts of 1901."),
        "endnotes": docx.note(2, "At the end.", "endnote"),
        "comments": f'<w:comment w:id="0" w:author="A. B.">{p("Is this so?")}</w:comment>',
        "header1": p("A running head"),
    }
    return docx.docx("".join(body), parts)


def talk_docx() -> bytes:
    """A reported talk in a Word document, with a box that the program writes twice."""
    p = docx.paragraph
    box = f"<w:txbxContent>{p('In a box')}</w:txbxContent>"
    twice = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    lines = [
        "Hall asks whether the [new] plan is ready.",
        "Reed replies that it is.",
        "Hall smiles.",
        "Reed asks how much it costs.",
        "Hall says that it costs nothing.",
    ]
    return docx.docx("".join(map(p, ["A talk about the plan", *lines])) + p(twice))


DOCUMENTS = {"report-docx": report_docx, "talk-docx": talk_docx}
NAMES = sorted(
    [
        *(path.name for path in CASES.iterdir() if path.suffix in (".txt", ".md")),
        *(f"{name}.docx" for name in DOCUMENTS),
    ]
)


def source(name: str, folder: Path) -> Path:
    """Return the transcript of a case; a Word document is written into the folder first."""
    if not name.endswith(".docx"):
        return CASES / name
    path = folder / name
    path.write_bytes(DOCUMENTS[path.stem]())
    return path


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drafts of all cases, made in one go."""
    from edition.desk.importing.folder import Wish, import_all

    folder = tmp_path_factory.mktemp("cases")
    files = [source(name, folder) for name in NAMES]
    assert not [each.error for each in import_all(files, folder / "tei", Wish()) if each.error]
    return folder / "tei"


@pytest.mark.parametrize("name", NAMES)
def test_the_draft_of_a_case(drafts: Path, name: str) -> None:
    made = (drafts / f"{Path(name).stem}.xml").read_text("utf-8")
    expected = CASES / f"{Path(name).stem}.expected.xml"
    if UPDATE:
        expected.write_text(made, "utf-8")
    assert made == expected.read_text("utf-8")


def test_no_draft_is_expected_of_nothing() -> None:
    expected = {path.name for path in CASES.glob("*.expected.xml")}
    assert expected == {f"{Path(name).stem}.expected.xml" for name in NAMES}


def test_drafts_are_valid_tei(run: Run, drafts: Path) -> None:
    schemas = [word for name in ("tei_all.rng", "tei_all.sch") for word in ("--schema", require(reference() / name))]
    result = run("validate", drafts, *schemas, "--format", "concise", "--ignore", "IMG")
    assert (result.status, result.out) == (0, "")


def test_drafts_fit_the_schema_of_a_new_project(run: Run, drafts: Path, tmp_path: Path) -> None:
    assert run("new", tmp_path / "own", "--quiet").status == 0
    schema = tmp_path / "own" / "schema" / "edition.rnc"
    result = run("validate", drafts, "--schema", schema, "--format", "concise", "--ignore", "IMG")
    assert (result.status, result.out) == (0, "")


def test_drafts_build_and_keep_every_letter(run: Run, drafts: Path, tmp_path: Path) -> None:
    assert run("build", drafts, "-o", tmp_path / "site", "-q", "--no-search").status == 0
    assert run("audit", drafts, "--site", tmp_path / "site").status == 0
    page = (tmp_path / "site" / "talk-de.html").read_text("utf-8")
    assert "Graf Holm" in page


@pytest.mark.parametrize("name", NAMES)
def test_what_is_guessed_says_so(drafts: Path, name: str) -> None:
    """All with @cert points at the program, which is named in the header, and so do all names and dates in the text."""
    root = etree.parse(drafts / f"{Path(name).stem}.xml").getroot()
    guessed = [each for each in root.iter(f"{TEI}*") if each.get("cert") and each.get("resp")]
    identifiers = {each.get(XML_ID) for each in root.iter(f"{TEI}respStmt")}
    assert guessed
    assert {each.get("resp", "")[1:] for each in guessed} <= identifiers
    assert [each for each in root.findall(f"{TEI}text//{TEI}date") if not each.get("cert")] == []
    assert [each for each in root.findall(f"{TEI}text//{TEI}supplied") if not each.get("cert")] == []
    assert root.find(f".//{TEI}application[@ident='edition-import']") is not None


@pytest.mark.parametrize("name", [each for each in NAMES if each.endswith((".txt", ".md"))])
def test_words_stand_in_their_order(drafts: Path, name: str) -> None:
    """The words of the text are those of the transcript in order, but for notes, which may stand behind."""
    root = etree.parse(drafts / f"{Path(name).stem}.xml").getroot()
    for note in list(root.iter(f"{TEI}note", f"{TEI}figDesc")):
        note.text = None
        del note[:]
    body = root.find(f"{TEI}text/{TEI}body")
    assert body is not None
    given = iter(words(read(CASES / name)))
    assert all(word in given for word in words_of_draft(body))


def test_every_word_of_markdown_is_somewhere(drafts: Path) -> None:
    """Also those that the parser of Markdown takes for addresses and titles."""
    text = (CASES / "guide.md").read_text("utf-8")
    made = (drafts / "guide.xml").read_text("utf-8").casefold()
    assert [word for word in re.findall(r"[^\W_]+", text) if word.casefold() not in made] == []


def test_the_summary_says_what_to_check(run: Run, tmp_path: Path) -> None:
    result = run("import", CASES / "talk-de.txt", CASES / "letter-en.txt", "-o", tmp_path / "tei")
    assert (result.status, result.out) == (0, "")
    assert "5 × turn" in result.err
    assert "turn: the speaker is not the first word\n      line 17: Darauf erwidert Herr von Berg" in result.err
    assert "1 × salutation" in result.err
    assert sorted(path.name for path in (tmp_path / "tei").iterdir()) == ["letter-en.xml", "talk-de.xml"]


def test_quiet_says_nothing(run: Run, tmp_path: Path) -> None:
    result = run("import", CASES / "talk-de.txt", "-o", tmp_path / "tei", "-q")
    assert (result.status, result.out, result.err) == (0, "", "")


def test_no_file_is_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talk-de.xml").write_text("mine", "utf-8")
    result = run("import", CASES / "talk-de.txt", CASES / "letter-de.txt", "-o", tmp_path)
    assert result.status == 2
    assert "talk-de.xml is there already" in result.err
    assert (tmp_path / "talk-de.xml").read_text("utf-8") == "mine"


def test_the_drafts_that_are_not_there_are_written(run: Run, tmp_path: Path) -> None:
    """New transcripts are imported with the same `transcripts/*` as the old ones; those that were left are named."""
    run("import", CASES / "talk-de.txt", "-o", tmp_path)
    (tmp_path / "broken.txt").write_bytes(b"Gr\xfc\xdfe")
    result = run("import", CASES / "talk-de.txt", tmp_path / "broken.txt", CASES / "letter-de.txt", "-o", tmp_path)
    assert result.status == 2
    left = (
        f"edition: {tmp_path / 'talk-de.xml'} is there already and is not written over: {CASES / 'talk-de.txt'} is left"
    )
    assert left in result.err
    assert "broken.txt" in result.err
    assert (tmp_path / "letter-de.xml").exists()


def test_a_picture_in_the_way_leaves_its_draft(run: Run, tmp_path: Path) -> None:
    path = source("report-docx.docx", tmp_path)
    (tmp_path / "tei" / "images").mkdir(parents=True)
    (tmp_path / "tei" / "images" / "report-docx-1.png").write_bytes(b"mine")
    assert run("import", path, CASES / "letter-de.txt", "-o", tmp_path / "tei").status == 2
    assert sorted(each.name for each in (tmp_path / "tei").iterdir()) == ["images", "letter-de.xml"]


def test_two_transcripts_of_one_name_are_refused(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter.txt").write_text("Words", "utf-8")
    result = run("import", tmp_path / "a" / "letter.txt", tmp_path / "b" / "letter.txt", "-o", tmp_path / "tei")
    assert result.status == 2
    assert not (tmp_path / "tei").exists()


@pytest.mark.parametrize("kind", ["letter", "telegram", "conversation", "play", "report"])
def test_the_kind_can_be_said(run: Run, tmp_path: Path, kind: str) -> None:
    assert run("import", CASES / "interview-en.txt", "-o", tmp_path, "--kind", kind).status == 0
    root = etree.parse(tmp_path / "interview-en.xml").getroot()
    assert root.find(f".//{TEI}body/{TEI}div[@type='{kind}']") is not None
    assert bool(list(root.iter(f"{TEI}sp"))) == (kind in ("conversation", "play"))


def test_language_and_encoding_can_be_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes("Grüße aus Köln".encode("windows-1252"))
    assert run("import", path, "-o", tmp_path).status == 1
    assert run("import", path, "-o", tmp_path, "--encoding", "windows-1252", "--language", "de-AT").status == 0
    root = etree.parse(tmp_path / "brief.xml").getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de-AT"
    assert "Grüße" in "".join(root.itertext())
    for wrong in (("--encoding", "rot13"), ("--encoding", "klingon"), ("--language", "!!"), ("--language", "Deutsch")):
        assert run("import", path, "-o", tmp_path / "other", *wrong).status == 2


def test_byte_order_marks_say_the_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        path = tmp_path / "a.txt"
        path.write_bytes("Grüße aus Köln".encode(encoding))
        assert list(words(read(path))) == ["Grüße", "aus", "Köln"]


def test_links_among_markdown_files_lead_to_their_drafts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    one, two = tmp_path / "docs" / "one.md", tmp_path / "two.md"
    one.write_text(
        "# One\n\n[a](../two.md), [b](../two.md#the-end), [c](#one), [d](../three.md), [e](https://example.org/two.md)\n",
        "utf-8",
    )
    two.write_text("# Two\n\n## The end\n", "utf-8")
    assert run("import", one, two, "-o", tmp_path / "tei").status == 0
    root = etree.parse(tmp_path / "tei" / "one.xml").getroot()
    assert [ref.get("target") for ref in root.iter(f"{TEI}ref")] == [
        "two.xml",
        "two.xml#two-the-end",
        "#one-one",
        "../three.md",
        "https://example.org/two.md",
    ]
    assert 'xml:id="two-the-end"' in (tmp_path / "tei" / "two.xml").read_text("utf-8")


def test_pictures_of_a_word_document_lie_beside_the_draft(drafts: Path) -> None:
    root = etree.parse(drafts / "report-docx.xml").getroot()
    (graphic,) = root.iter(f"{TEI}graphic")
    assert (drafts / graphic.get("url", "")).read_bytes() == docx.png()


def test_characters_that_xml_cannot_hold_stay_visible(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"A\x00B and \x1b[31m red\x0cNext page \xef\xbf\xbf")
    made = draft(read(path))
    root = etree.fromstring(made.text.encode())
    assert [(g.text, g.get("n")) for g in root.iter(f"{TEI}g")] == [
        ("␀", "U+0000"),
        ("␛", "U+001B"),
        ("\ufffd", "U+FFFF"),
    ]
    assert root.find(f".//{TEI}pb") is not None


def bomb(name: str, declared: int) -> bytes:
    """Return a ZIP file with two megabytes under a name, of which it says that they have another size."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(2_000_000))
        archive.getinfo(name).file_size = declared
    return data.getvalue()


def laughs() -> str:
    """Return a declaration of entities that would fill the memory."""
    pairs = zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
    return (
        '<!DOCTYPE w:document [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {two} "{f"&{one};" * 9}">' for one, two in pairs)
        + "]>"
    )


HOSTILE = {
    "bomb.docx": lambda: bomb("word/document.xml", 40_000_000),
    "picture.docx": lambda: bomb("word/media/image1.png", 300_000_000),
    "liar.docx": lambda: bomb("word/document.xml", 1_000),
    "entities.docx": lambda: docx.docx(docx.paragraph("<w:r><w:t>&q;</w:t></w:r>"), doctype=laughs()),
    "doctype.docx": lambda: docx.docx(docx.paragraph("a"), doctype="<!DOCTYPE w:document>"),
    "deep.docx": lambda: docx.docx("<w:tbl><w:tr><w:tc>" * 3000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3000),
    "cut.docx": lambda: report_docx()[:1500],
    "nothing.docx": lambda: b"",
    "words.docx": lambda: b"just words",
    "deep.md": lambda: b">" * 5000 + b" word",
    "nothing.txt": lambda: b" \n \n",
    "latin.txt": lambda: b"Gr\xfc\xdfe",
    "paper.pdf": lambda: b"%PDF-1.7",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_told_in_one_line(run: Run, tmp_path: Path, name: str) -> None:
    """And the other transcripts are imported all the same."""
    (tmp_path / name).write_bytes(HOSTILE[name]())
    result = run("import", tmp_path / name, CASES / "letter-de.txt", "-o", tmp_path / "tei", "-q")
    assert result.status == 1
    assert result.err.startswith("edition: ")
    assert result.err.count("\n") == 1
    assert name.split(".", maxsplit=1)[0] in result.err
    assert [path.name for path in (tmp_path / "tei").iterdir()] == ["letter-de.xml"]


ODD = [
    "[" * 20_000 + " word",
    "[a" * 8_000 + "]" * 8_000,
    "word " * 50_000,
    "x" * 300_000,
    "1 " * 20_000 + "May",
    "1" + " " * 50_000 + "May",
    "(" * 20_000 + "“" * 20_000,
    "\n".join(["A: b"] * 500),
    "\n\n".join(["text [1]"] * 500 + ["[1] note"]),
    "f. 1, op. 1 " * 1_000,
    "Aa, " * 20_000,
    "a [sic] " * 4_000,
    "in 1902 [sic] " * 2_000,
    "\n\n".join([*(f"word{number} and" for number in range(999)), "Notes", *["1. note"] * 999]),
    "M. " * 20_000,
]
MARKED = ["[a](b)" * 1_000, "*a **b " * 1_000]


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        *(("txt", each) for each in ODD),
        *(("md", each) for each in MARKED),
        *(pytest.param("md", each, marks=pytest.mark.slow) for each in ODD),
        *(pytest.param("txt", each, marks=pytest.mark.slow) for each in MARKED),
    ],
    ids=lambda text: text[:8].strip() + str(len(text)),
)
def test_large_and_odd_texts_keep_their_words(tmp_path: Path, ending: str, text: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(text, "utf-8")
    transcript = read(path)
    made = draft(transcript)
    root = etree.fromstring(made.text.encode(), etree.XMLParser(huge_tree=True))
    assert lost(transcript, root, made.unsaid) == []


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1252", "München, 3. Mai\n\nich danke Dir für die schönen Grüße – und für „das Buch“.\n"),
        ("windows-1251", "Москва, 5 мая\n\nя получил Ваше письмо и благодарю за него. Поезда еще не ходят.\n"),
        ("koi8-r", "Москва, 5 мая\n\nя получил Ваше письмо и благодарю за него. Поезда еще не ходят.\n"),
    ],
)
def test_the_likely_encoding_of_a_text_is_named(run: Run, tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    result = run("import", path, "-o", tmp_path / "tei")
    assert (result.status, len(result.err.splitlines())) == (1, 1)
    assert f"--encoding {encoding} if “{text[:6]}" in result.err
    assert run("import", path, "-o", tmp_path / "tei", "--encoding", encoding).status == 0


def test_what_markdown_says_of_itself_and_its_pictures_go_with_the_draft(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "pics").mkdir(parents=True)
    (tmp_path / "in" / "pics" / "a plan.png").write_bytes(docx.png())
    (tmp_path / "in" / "note.md").write_text(
        '---\ntitle: "A plan"\nauthor: J. Wood\ndate: 1932-07-01\n---\n\nIn March it was drawn.\n\n'
        "## Sheet {#sheet}\n\n"
        "![Plan](pics/a%20plan.png) ![again](pics/a%20plan.png) ![lost](pics/lost.png) ![root](/etc/x.png)"
        " [there](#sheet)\n",
        "utf-8",
    )
    assert run("import", tmp_path / "in" / "note.md", "-o", tmp_path / "tei").status == 0
    root = etree.parse(tmp_path / "tei" / "note.xml").getroot()
    urls = [graphic.get("url", "") for graphic in root.iter(f"{TEI}graphic")]
    assert urls == ["images/note-a-plan.png", "images/note-a-plan.png", "pics/lost.png", "/etc/x.png"]
    assert (tmp_path / "tei" / urls[0]).read_bytes() == docx.png()
    told = [root.findtext(f".//{TEI}titleStmt/{TEI}{name}") for name in ("title", "author")]
    assert told == ["A plan", "J. Wood"]
    assert root.find(f".//{TEI}creation/{TEI}date").get("when") == "1932-07-01"
    assert [each.get("when") for each in root.findall(f"{TEI}text//{TEI}date")] == ["1932-03"]
    (ref,) = root.iter(f"{TEI}ref")
    assert ref.get("target") == "#note-sheet"
    assert run("import", tmp_path / "in" / "note.md", "-o", tmp_path / "tei").status == 2


def test_a_part_of_a_cast_may_be_a_date(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cast.txt").write_text("Dramatis Personae\n\n21 February 1946\n")
    assert run("import", tmp_path / "cast.txt", "-o", tmp_path / "tei", "-q").status == 0
    made = re.sub(' (cert|resp)="[^"]*"', "", (tmp_path / "tei" / "cast.xml").read_text())
    assert '<role><date when="1946-02-21">21 February 1946</date></role>' in made
