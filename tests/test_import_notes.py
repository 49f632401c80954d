"""`edition import`: notes stand where they are called, and what is marked “[sic]” is encoded as `sic`."""

from pathlib import Path

import pytest
from conftest import Run
from lxml import etree
from printed import poppler

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def draft(run: Run, folder: Path, text: str) -> etree._Element:
    """Import a text, and give the text of the draft without what says that it is a guess."""
    (folder / "x.txt").write_text(text, "utf-8")
    result = run("import", folder / "x.txt", "-o", folder / "tei", "--language", "en")
    assert result.status == 0
    assert run("validate", folder / "tei").status == 0
    root = etree.parse(folder / "tei" / "x.xml").getroot().find(f"{TEI}text")
    assert root is not None
    for each in root.iter():
        for name in ("cert", "resp"):
            each.attrib.pop(name, None)
    return root


def inner(element: etree._Element) -> str:
    """Return what stands in an element, without its namespace and its own tags."""
    written = etree.tostring(element, encoding="unicode", with_tail=False).replace(f' xmlns="{TEI[1:-1]}"', "")
    return written.partition(">")[2].rpartition("<")[0].replace("xml:id", "id")


@pytest.mark.parametrize("form", ["[{}]", "({})"])
def test_notes_stand_at_their_calls(run: Run, tmp_path: Path, form: str) -> None:
    one, two = form.format(1), form.format(2)
    text = draft(
        run,
        tmp_path,
        f"A title\n\nThe harbour{one} is full{two}. So it was{one}, and so it is.\n\n"
        f"{one} That of Bergen.\n\n{two} In 1902.\n",
    )
    (paragraph,) = text.iter(f"{TEI}p")
    assert inner(paragraph) == (
        'The harbour<note id="x-fn1" place="foot" n="1">That of Bergen.</note> is full'
        '<note id="x-fn2" place="foot" n="2">In <date when="1902">1902</date>.</note>. So it was<ptr target="#x-fn1"/>'
        ", and so it is."
    )
    assert text.find(f"{TEI}back") is None


def test_a_note_of_several_paragraphs_and_the_heading_above(run: Run, tmp_path: Path) -> None:
    text = draft(
        run, tmp_path, "A title\n\nThe harbour is full.[1]\n\nNotes\n\n[1] That of Bergen.\n\nIt was built in stone.\n"
    )
    (note,) = text.iter(f"{TEI}note")
    assert inner(note) == "<p>That of Bergen.</p><p>It was built in stone.</p>"
    assert text.find(f"{TEI}back") is None


def test_what_the_text_does_not_call_stays_behind_it(run: Run, tmp_path: Path) -> None:
    text = draft(
        run,
        tmp_path,
        "A title[1]\n\nThe harbour is full.[2]\n\nNotes\n\n[1] Ours.\n\n[2] Bergen; see[3].\n\n[3] Oslo.\n\n"
        "[4] None.\n",
    )
    assert [each.get(XML_ID) for each in text.iter(f"{TEI}p")] == ["x-p1"]
    (paragraph,) = text.iter(f"{TEI}p")
    assert inner(paragraph).startswith('The harbour is full.<note id="x-fn2" place="foot" n="2">Bergen; see<ref ')
    back = text.find(f"{TEI}back/{TEI}div")
    assert back is not None
    assert [each.get(XML_ID) for each in back.iter(f"{TEI}note")] == ["x-fn1", "x-fn3", "x-fn4"]
    assert [label.text for label in back.iter(f"{TEI}label")] == ["[1]", "[3]", "[4]"]


def test_the_site_and_the_book_show_them_as_notes(run: Run, tmp_path: Path) -> None:
    draft(run, tmp_path, "A title\n\nThe harbor [sic] is full.[1]\n\n[1] That of Bergen.\n")
    (tmp_path / "site").mkdir()
    assert run("build", tmp_path / "tei", "-o", tmp_path / "site", "--no-search", "-q", "--pdf").status == 0
    printed = poppler("pdftotext", "-layout", str(tmp_path / "site/x.pdf"), "-")
    assert "The harbor [sic] is full.1" in printed.replace("\xa0", " ")
    assert "1 That of Bergen." in printed
    page = (tmp_path / "site/x.html").read_text()
    assert 'href="#x-fn1"' in page
    assert 'id="x-fn1"' in page


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Bread is dear [sic], and so on.", "Bread is <sic>dear</sic>, and so on."),
        ("He wrote “recieved” [sic!] here.", "He wrote <sic>“recieved”</sic> here."),
        (
            "On 3 May 1902 (sic) it came.",
            'On <sic><date when="1902-05-03">3 May 1902</date></sic> it came.',
        ),
        ("[sic] stands alone here, too.", '<seg type="sic">[sic]</seg> stands alone here, too.'),
        ("It is re[sic]ceived so.", 'It is re<seg type="sic">[sic]</seg>ceived so.'),
    ],
)
def test_what_is_marked_as_it_stands_in_the_source(run: Run, tmp_path: Path, text: str, written: str) -> None:
    (paragraph,) = draft(run, tmp_path, f"A title\n\n{text}\n").iter(f"{TEI}p")
    assert inner(paragraph) == written


def test_a_number_that_is_joined_to_a_word_calls_a_note_under_a_heading(run: Run, tmp_path: Path) -> None:
    text = draft(
        run,
        tmp_path,
        "A title\n\nThe harbour1 is full.2 It has form A3 and B3.\n\nNotes\n\n1. Bergen.\n\n2. In May.\n\n3. Forms.\n",
    )
    (paragraph, *_) = text.iter(f"{TEI}p")
    assert 'The harbour<note id="x-fn1" place="foot" n="1">Bergen.</note> is full.<note' in inner(paragraph)
    assert inner(paragraph).endswith("</note> It has form A3 and B3.")


def test_a_letter_in_markdown_is_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(
        "# From Anna\n\nBergen, 3 May 1902\n\nDear Jonas,\n\nall is [well].[^1]\n\nYours,[^2]\n*Anna Berg*\n\n"
        "[^1]: So she says.\n\n[^2]: As always.\n"
    )
    assert run("import", tmp_path / "x.md", "-o", tmp_path, "-q").status == 0
    written = (tmp_path / "x.xml").read_text()
    assert '<div type="letter">' in written
    assert "<signed" in written
    assert 'Yours,<note xml:id="x-fn-2"' in written
    assert ">Anna Berg</persName>" in written
    assert run("validate", tmp_path).status == 0
