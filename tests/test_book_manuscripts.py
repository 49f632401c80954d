"""Descriptions of manuscripts in the books: set as a printed catalogue has them, and nothing of them lost."""

from pathlib import Path

from conftest import Run
from printed import fold, poppler
from support import ROOT
from test_press import text_of

HEADER = (ROOT / "tests" / "cases" / "html" / "header" / "manuscript.xml").read_text("utf-8")
FRAME = '<TEI xmlns="http://www.tei-c.org/ns/1.0">{}<text><body>{}</body></text></TEI>'


def described(run: Run, tmp_path: Path, body: str, header: str = HEADER) -> list[str]:
    """Give the pages of the book of a document with a header."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "psalter.xml").write_text(FRAME.format(header, body), "utf-8")
    assert run("build", tmp_path / "in", "-o", tmp_path / "out", "--pdf", "-q", "--no-search").status == 0
    audit = run("audit", tmp_path / "in", "--site", tmp_path / "out", "--ignore", "AUD007")
    assert audit.status == 0, audit.out
    return [" ".join(page.split()) for page in text_of(tmp_path / "out" / "psalter.pdf")]


def test_a_description_reads_as_the_entry_of_a_catalogue(run: Run, tmp_path: Path) -> None:
    """Town, house, shelfmark; items with number, leaves, author and title; sizes with their unit; parts by name."""
    said = " ".join(described(run, tmp_path, "<p>Words.</p>"))
    for line in (
        "Paris, Bibliothèque nationale, Latin 10525 France, other shelfmark (former) Colbert 1",
        "1 ff. 1r–78v David, Psalms incipit Beatus vir explicit laudet",
        "1.1 2r–2v Calendar rubric",
        "extent 260 leaves leaf 210 × 145 mm",
        "part (II) Latin 10525 B",
    ):
        assert line in said, line
    order = ("contents psalms", "physical description material", "history origin", "further information history")
    places = [said.casefold().index(part) for part in order]
    assert places == sorted(places)
    assert "archive France, Paris, Bibliothèque nationale, Latin 10525; Latin 10525 B" in said


def test_the_record_of_a_catalogue_has_its_description_for_a_text(run: Run, tmp_path: Path) -> None:
    first, *rest = described(run, tmp_path, "<p/>")
    assert "1 ff. 1r–78v David" in first
    assert "ff. 1r–78v" not in " ".join(rest)
    plain = poppler("pdftotext", "-layout", str(tmp_path / "out" / "psalter.pdf"), "-")
    assert not any(line.split()[:1] == ["5"] for line in plain.splitlines())  # its lines are not counted


def test_an_address_does_not_leave_its_column(run: Run, tmp_path: Path) -> None:
    address = "special.collections.and.all.enquiries@library.example.org"
    header = HEADER.replace("<publisher>City Library", f"<publisher>City Library <email>{address}</email>")
    described(run, tmp_path, "<p>Words.</p>", header)
    words = poppler("pdftotext", "-raw", str(tmp_path / "out" / "psalter.pdf"), "-").split()
    assert address not in words
    assert fold(address) in fold("".join(words))
