"""The textual apparatus of the books: readings by the number of their line with lemma and sigla, or by letters."""

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from conftest import Run
from test_press import configure, letter, text_of

WITNESSES = (
    "<listWit><witness xml:id='A'>Paris, lat. 7993</witness>"
    "<witness xml:id='bet' n='β'>the lost one</witness></listWit>"
)
BODY = (
    "<lg><l>Arma virumque cano</l>"
    "<l>Italiam <app><lem wit='#A'>fato</lem><rdg wit='#bet'>facto</rdg></app> profugus</l>"
    "<l>litora, <app><lem>multum ille et terris</lem><rdg wit='#A #bet'/></app> iactatus <choice><sic>at</sic>"
    "<corr>et</corr></choice></l>"
    "<l><app><lem wit='#bet'>vi superum<lb/>saevae</lem><rdg wit='#A'>vi</rdg></app></l></lg>"
    f"<div>{WITNESSES}</div><p>The <choice><abbr>dept.</abbr><expan>department</expan></choice></p>"
)


@pytest.mark.parametrize(
    ("config", "entries"),
    [
        (
            "",
            ["2 fato A] facto β", "3 multum ille et terris] om. A β", "4–5 vi superum saevae β] vi A", "a at] read et"],
        ),
        ("line-numbers = false", ["α fato A] facto β", "β multum ille et terris] om. A β", "a at] read et"]),
        ('notes = "document"', ["fato A] facto β", "multum ille et terris] om. A β", "at] read et"]),
    ],
)
def test_readings_stand_under_the_number_of_their_line(
    run: Run, project: Path, tmp_path: Path, config: str, entries: list[str]
) -> None:
    configure(project, config)
    letter(project, BODY)
    result = run("build", project, "-o", tmp_path / "out", "--pdf", "--only", "letter", "-q", "--no-search")
    assert result.status == 0, result.err
    page = " ".join("".join(text_of(tmp_path / "out" / "letter.pdf")).split())
    for entry in entries:
        assert entry in page


def test_readings_stand_on_the_page_of_their_words(run: Run, tmp_path: Path) -> None:
    lines = "".join(
        f"<l>Line {n} <app><lem wit='#A'>lemma{n}</lem><rdg wit='#B'>other{n}</rdg></app></l>" for n in range(1, 90)
    )
    run("build", letter(tmp_path / "in", f"<lg>{lines}</lg>"), "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    pages = [" ".join(page.split()) for page in text_of(tmp_path / "out" / "letter.pdf")]
    for number in range(1, 90):
        (page,) = [page for page in pages if f"Line {number} lemma{number} " in page]
        assert f"{number} lemma{number} A] other{number} B" in page


def test_a_volume_lists_sigla_and_abbreviations(run: Run, tmp_path: Path) -> None:
    run("build", letter(tmp_path / "in", BODY), "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    with pypdfium2.PdfDocument(tmp_path / "out" / "book.pdf") as document:
        (listed,) = [text for page in document if (text := page.get_textpage().get_text_range()).startswith("Abbrev")]
    assert listed.split()[1:] == "A Paris, lat. 7993 dept. department β the lost one iii".split()


def test_verses_are_counted_as_their_source_numbers_them(run: Run, tmp_path: Path) -> None:
    """Not as lines of the print: a heading is none of them, and an excerpt need not begin with the first."""
    verses = "".join(
        f"<l n='{n}'>Verse <app><lem wit='#A'>lemma{n}</lem><rdg wit='#bet'>other{n}</rdg></app></l>"
        for n in range(98, 112)
    )
    body = f"<head>Book two</head><lg>{verses}</lg><div>{WITNESSES}</div>"
    run(
        "build", letter(tmp_path / "in", body), "-o", tmp_path / "out", "--pdf", "--only", "letter", "-q", "--no-search"
    )
    words = "".join(text_of(tmp_path / "out" / "letter.pdf")).split()
    assert {f"{n} lemma{n}" for n in range(98, 112)} <= {f"{a} {b}" for a, b in pairwise(words)}
    margin = [word for word in words if word.isdigit() and len(word) > 1 and word != "7993"]
    assert sorted(margin) == sorted([*map(str, range(98, 112)), "100", "105", "110"])
