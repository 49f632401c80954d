"""Documents that run the other way than the rest of the book: each begins on the side where its script begins."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pypdfium2
import pytest
from conftest import Run

PERSIAN: Final = "نامه از تهران"
ENGLISH: Final = "Letter from Teheran"
WORDS: Final = {
    "fa": "این متن فارسی است و باید از راست به چپ خوانده شود. ",
    "en": "This text is English as may be seen. ",
}


class Line(NamedTuple):
    """Words that stand in a line: what they are, and where they begin and end."""

    text: str
    left: float
    right: float


def lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    """Give the lines of a page, with what stands beside them apart."""
    text = page.get_textpage()
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        yield Line(text.get_text_bounded(left, bottom, right, top), left, right)


def document(title: str, language: str) -> str:
    """Give a document with more than five lines and a note."""
    words = WORDS[language] * 30
    header = (
        f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>No.</p>"
        "</publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
    )
    text = f"<body><opener><salute>{title}</salute></opener><p>{words}<note>{title}</note></p></body>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">{header}<text>{text}</text></TEI>'


@pytest.mark.parametrize("language", ["en", "fa"])
def test_each_document_begins_where_its_script_begins(run: Run, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "edition.toml").write_text(f'title = "Letters"\nlanguage = "{language}"\n', "utf-8")
    (folder / "a.xml").write_text(document(PERSIAN, "fa"), "utf-8")
    (folder / "b.xml").write_text(document(ENGLISH, "en"), "utf-8")
    result = run("build", folder, "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    assert result.status == 0, result.err
    with pypdfium2.PdfDocument(tmp_path / "out" / "book.pdf") as pdf:
        pages = [list(lines(page)) for page in pdf]
        width = pdf[0].get_width()
    persian, english = (
        next(page for page in pages if page and page[0].text.strip() == number)
        for number in ("12" if language == "en" else "۱۲")
    )
    inside, outside = (20 / 25.4 * 72, 28 / 25.4 * 72)  # of the usual format
    is_odd = language == "en"  # bound on the left, the page with the first document has its inner margin there
    left, right = (inside, width - outside) if is_odd else (outside, width - inside)
    assert all(line.right == pytest.approx(right, abs=3) for line in persian[:2])
    left, right = (outside, width - inside) if is_odd else (inside, width - outside)
    assert all(line.left == pytest.approx(left, abs=3) for line in english[:3])
    (five,) = [line for line in english if line.text.strip() == "5"]
    assert five.left > right + 3 or five.right < left - 3
    note = [line for line in english if "Teheran" in line.text][-1]
    assert note.left < left + 12


def test_the_audit_reads_what_runs_to_the_right_in_a_book_that_runs_to_the_left(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "edition.toml").write_text('title = "Letters"\nlanguage = "fa"\n', "utf-8")
    (folder / "b.xml").write_text(document(ENGLISH, "en"), "utf-8")
    assert run("build", folder, "-o", tmp_path / "out", "--pdf", "-q", "--no-search").status == 0
    result = run("audit", folder, "--site", tmp_path / "out")
    assert "This text is English" not in result.out, result.out


def test_pages_and_documents_of_a_persian_volume_have_persian_digits(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "edition.toml").write_text('title = "Letters"\nlanguage = "fa"\n', "utf-8")
    named = f'<persName ref="persons.xml#b">{PERSIAN}</persName></p></body>'
    (folder / "a.xml").write_text(document(PERSIAN, "fa"), "utf-8")
    (folder / "b.xml").write_text(document(PERSIAN, "fa").replace("</p></body>", named), "utf-8")
    person = '<standOff><listPerson><person xml:id="b"><persName>Qavam</persName></person></listPerson></standOff>'
    register = re.sub("<text>.*</text>", person, document("Persons", "fa"))
    (folder / "persons.xml").write_text(register, "utf-8")
    assert run("build", folder, "-o", tmp_path / "out", "--pdf", "-q", "--no-search").status == 0
    with pypdfium2.PdfDocument(tmp_path / "out" / "book.pdf") as pdf:
        pages = [page.get_textpage().get_text_range().split() for page in pdf]
    (second,) = [words for words in pages if words[:1] == ["۲"]]
    (index,) = [words for words in pages if words[:1] == ["Persons"]]
    assert second[-1] == "۴"
    assert index[1:3] == ["۴", "Qavam"]
    assert {"۳", "۴", "۵"} <= set(pages[2])  # the contents
