"""Tables of the books that run over pages: rows with their notes, heads on each page, in no more time than it takes."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import Run
from support import ROOT
from test_book_notes import places
from test_press import letter, text_of


def annotated(rows: int) -> str:
    """Give a table whose rows, each with the label `Cnnn`, have notes `Fnnn` of one to three lines."""
    notes = ("words of the note", "words " * 25, "words " * 40)
    made = "".join(
        f"<row><cell role='label'>C{n:03}.</cell><cell>{'what it is ' * (n % 9 + 1)}"
        f"<note>F{n:03} {notes[n % 3]}.</note></cell><cell>{n}</cell></row>"
        for n in range(rows)
    )
    head = "<row role='label'><cell>Headname</cell><cell>What</cell><cell>Sum</cell></row>"
    return f"<p>Before it.</p><table>{head}{made}</table><p>After it.</p>"


def build(folder: Path, out: Path) -> None:
    """Make the books of a folder in a process of its own."""
    command = [sys.executable, "-m", "edition", "build", str(folder), "-o", str(out), "--pdf", "-q", "--no-search"]
    subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter with a table of many annotated rows."""
    folder = tmp_path_factory.mktemp("table")
    build(letter(folder / "in", annotated(90)), folder / "out")
    return folder / "out" / "letter.pdf"


def test_a_row_stands_with_its_note_below_the_heads_on_full_pages(book: Path) -> None:
    pages = text_of(book)
    calls, feet = places(pages, "C"), places(pages, "F")
    assert len(calls) == 90
    assert calls == feet
    held = [number for number in range(len(pages)) if number in calls.values()]
    assert len(held) > 4
    assert all(pages[number].count("Headname") == 1 for number in held)
    assert min(list(calls.values()).count(number) for number in held[:-1]) > 8


def lefts(page: pypdfium2.PdfPage, word: str) -> float:
    """Give where the first of these words begins on a page."""
    text = page.get_textpage()
    place = text.search(word, match_case=True).get_next()
    assert place is not None
    return text.get_charbox(place[0])[0]


def test_columns_are_as_wide_on_each_page(book: Path) -> None:
    with pypdfium2.PdfDocument(book) as pdf:
        places = [lefts(page, "Sum") - lefts(page, "Headname") for page in list(pdf)[:5]]
    assert max(places) - min(places) < 0.2


def test_labels_of_rows_are_headers_where_a_table_is_cut(book: Path) -> None:
    with pikepdf.open(book) as pdf:
        scopes = [
            str(each.Scope)
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH"
            for each in element.A
            if "/Scope" in each
        ]
    assert scopes.count("/Row") == 90


def test_cells_over_several_rows_and_long_texts_are_set_whole(run: Run, tmp_path: Path) -> None:
    over = "<cell rows='2'>Over</cell><cell>C{n:03}.<note>F{n:03} words.</note></cell></row><row><cell>Two</cell>"
    long = f"<row><cell>{'Left words ' * 700}<note>F800 left.</note></cell><cell>{'right ' * 700}</cell></row>"
    rows = "".join(f"<row>{over.format(n=n)}</row>" for n in range(60))
    folder = letter(tmp_path / "in", f"<table>{rows}</table><table>{long}</table><p>After it.</p>")
    run("build", folder, "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    pages = text_of(tmp_path / "out" / "letter.pdf")
    calls, feet = places(pages, "C"), places(pages, "F")
    assert calls == {number: page for number, page in feet.items() if number != "800"}
    assert "".join(pages).count("Over") == 60
    assert "".join(pages).count("Left") == 700


def seconds(tmp_path: Path, rows: int) -> float:
    """Give what it takes the processor to make the books of a table."""
    folder = letter(tmp_path / str(rows), annotated(rows))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    build(folder, tmp_path / f"{rows}-out")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.slow
def test_twice_the_rows_take_twice_the_time(tmp_path: Path) -> None:
    few, many = seconds(tmp_path, 200), seconds(tmp_path, 400)
    assert many < 2.6 * few
