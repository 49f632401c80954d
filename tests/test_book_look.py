"""What a reader of the books would stumble over: glued lines, lone numbers, broken dates, heads without their text."""

import re
from pathlib import Path

import pypdfium2
import pytest
from conftest import Run
from support import ROOT
from test_press import configure, letter, text_of

WORDS = "and of this the records of the town have nothing more to say than what was said "


def pages_of(run: Run, tmp_path: Path, body: str) -> list[str]:
    """Give the pages of a letter."""
    result = run("build", letter(tmp_path / "in", body), "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    assert result.status == 0, result.err
    return text_of(tmp_path / "out" / "letter.pdf")


def test_lines_of_an_address_stay_apart(run: Run, tmp_path: Path) -> None:
    address = "<address><addrLine>12 Mill Street</addrLine><addrLine>Bergen</addrLine></address>"
    page, *_ = pages_of(run, tmp_path, f"<opener>{address}</opener><p>Sir, from {address}.</p>")
    assert len(re.findall(r"12 Mill Street\s+Bergen", page)) == 2


def test_an_item_stays_with_its_number(run: Run, tmp_path: Path) -> None:
    items = "".join(f"<item>I{n:03} {WORDS * (n % 3)}<note>note {n}</note></item>" for n in range(1, 90))
    pages = pages_of(run, tmp_path, f"<list rend='numbered'>{items}</list>")
    assert len(pages) > 4
    for n in range(1, 90):
        (page,) = [page for page in pages if f"I{n:03}" in page]
        assert re.search(rf"\b{n}\.\s+I{n:03}", page), n


def test_verses_are_turned_between_words(run: Run, tmp_path: Path) -> None:
    line = "incomprehensibilities circumnavigating extraterritoriality counterrevolutionary " * 2
    page, *_ = pages_of(run, tmp_path, f"<lg>{f'<l>{line}</l>' * 9}</lg>")
    assert page.count("incomprehensibilities") == page.count("counterrevolutionary") == 18


def test_figures_of_a_column_end_on_one_line(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"<row><cell>Item</cell><cell>{n}</cell></row>" for n in (7, 1234, 88))
    pages_of(run, tmp_path, f"<table><row role='label'><cell>What</cell><cell>Sum</cell></row>{rows}</table>")
    with pypdfium2.PdfDocument(tmp_path / "out" / "letter.pdf") as pdf:
        text = pdf[0].get_textpage()
        rects = [text.get_rect(number) for number in range(text.count_rects())]
        ends = {text.get_text_bounded(*rect).strip(): rect[2] for rect in rects}
    assert ends["7"] == pytest.approx(ends["1234"], abs=0.6)
    assert ends["88"] == pytest.approx(ends["1234"], abs=0.6)


def test_a_long_title_gives_running_heads_its_main_part(run: Run, project: Path, tmp_path: Path) -> None:
    configure(project, 'format = "A5"')
    settings = (project / "edition.toml").read_text("utf-8")
    title = 'title = "Roads and Bridges: Letters, plays and accounts of a northern town"'
    (project / "edition.toml").write_text(re.sub("(?m)^title = .*$", title, settings), "utf-8")
    letter(project, f"<p>{WORDS * 60}</p>")
    result = run("build", project, "-o", tmp_path / "out", "--pdf", "--only", "letter", "-q", "--no-search")
    assert result.status == 0, result.err
    head = text_of(tmp_path / "out" / "letter.pdf")[1].splitlines()[:2]
    assert any(line.casefold().strip().endswith("roads and bridges") for line in head)


@pytest.mark.slow
def test_the_head_of_a_calendar_entry_stands_on_the_page_of_its_text(run: Run, tmp_path: Path) -> None:
    """On A4 the second entry of the sample edition would begin at the foot of a page."""
    settings = (ROOT / "tei" / "edition.toml").read_text("utf-8").replace("../schema", str(ROOT / "schema"))
    (tmp_path / "tei").mkdir()
    for source in sorted((ROOT / "tei").glob("*.xml")):
        (tmp_path / "tei" / source.name).write_bytes(source.read_bytes())
    (tmp_path / "tei" / "edition.toml").write_text(f'{settings}\n[book]\nformat = "A4"\n', "utf-8")
    result = run("build", tmp_path / "tei", "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    assert result.status == 0, result.err
    pages = [" ".join(page.split()) for page in text_of(tmp_path / "out" / "book.pdf")]
    (page,) = [page for page in pages if "The instructions concern the founding" in page]
    assert "Secret Soviet Instructions" in page
