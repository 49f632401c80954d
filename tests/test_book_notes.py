"""The notes of the books: on the page of their call, however many there are, and never before it."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from conftest import Run
from printed import poppler
from test_press import configure, letter, text_of

from edition.book.blocks import Blocks

TEMPLATES: Final = Path(__file__).resolve().parents[1] / "xslt" / "book"
WORDS: Final = "and of this the records of the town have nothing more to say than what was said before them".split()


def annotated(paragraphs: int) -> str:
    """Give paragraphs with many notes, some of them long: `Cnnn.` ends what is annotated, `Fnnn` begins the note."""
    rng = random.Random(5)
    number, made = 0, []
    for _ in range(paragraphs):
        parts = []
        for _ in range(rng.randrange(1, 6)):
            number += 1
            note = " ".join(rng.choices(WORDS, k=rng.choice((4, 12, 40, 90))))
            parts.append(
                f"{' '.join(rng.choices(WORDS, k=rng.randrange(8, 40)))} C{number:03}.<note>F{number:03} {note}.</note>"
            )
        made.append(f"<p>{' '.join(parts)}</p>")
    return "".join(made)


def places(pages: list[str], sign: str) -> dict[str, int]:
    """Give the page of each sign, by its number."""
    return {found[1]: at for at, page in enumerate(pages) for found in re.finditer(rf"\b{sign}(\d{{3}})", page)}


def test_no_note_stands_before_its_call_or_far_from_it(run: Run, tmp_path: Path) -> None:
    run("build", letter(tmp_path / "in", annotated(60)), "-o", tmp_path / "out", "--pdf", "-q", "--no-search")
    for name in ("letter.pdf", "book.pdf"):
        pages = text_of(tmp_path / "out" / name)
        calls, feet = places(pages, "C"), places(pages, "F")
        assert len(pages) > 15
        assert calls.keys() == feet.keys()
        away = [feet[number] - calls[number] for number in calls]
        assert set(away) <= {0, 1}
        assert away.count(1) <= len(away) / 20


def contexts(code: str) -> Iterator[str]:
    """Give what stands in the contexts of a template."""
    for found in re.finditer(r"\bcontext\b[^{\n]*\{", code):
        depth, at = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(code[at], 0)
            at += 1
        yield code[found.end() : at]


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.typ")), ids=lambda path: path.stem)
def test_what_is_made_for_each_entry_does_not_name_the_book(template: Path) -> None:
    """Typst reads over the values that a context names, each time: an index would take the square of its size."""
    for content in contexts(template.read_text("utf-8")):
        assert not re.search(r'(?<!")\bbook\.', content), content


def in_two_series(paragraphs: int, length: int) -> str:
    """Give paragraphs with notes `Fnnn`, some of so many words, and corrections `Tnnn` of what is annotated."""
    rng = random.Random(5)
    made = []
    for number in range(paragraphs):
        note = " ".join(rng.choices(WORDS, k=rng.choice((4, length))))
        words = " ".join(rng.choices(WORDS, k=50))
        slip = f"<choice><sic>S{number:03}</sic><corr>T{number:03}</corr></choice>"
        made.append(f"<p>{slip} {words} C{number:03}.<note>F{number:03} {note}.</note> {words}</p>")
    return "".join(made)


def series(page: str) -> str:
    """Give the notes that begin on a page in their order: `F` for a note, `T` for a correction."""
    return "".join(found[1] for found in re.finditer(r"\b([FT])\d{3}", page))


def test_notes_of_a_series_stand_in_a_block(run: Run, project: Path, tmp_path: Path) -> None:
    configure(project, 'notes = "blocks"')
    letter(project, in_two_series(30, 9))
    result = run("build", project, "-o", tmp_path / "out", "--pdf", "--only", "letter", "--format", "json")
    assert result.status == 0, result.err
    assert not any(each["code"] == "TXT007" for each in json.loads(result.out))
    pages = text_of(tmp_path / "out" / "letter.pdf")
    assert places(pages, "C") == places(pages, "F")
    assert places(pages, "S") | places(pages, "T") == places(pages, "T")
    found = [series(page) for page in pages if "F" in series(page) and "T" in series(page)]
    assert len(found) > 3
    assert all(re.fullmatch("F+T+", each) for each in found)
    assert run("audit", project, "--site", tmp_path / "out").status == 0


BOTH: Final = (
    "<p>One<note>Own first.</note> two<note resp='#ed'>Editor first.</note> three<note place='foot'>Own second.</note> "
    "<choice><sic>teh</sic><corr>the</corr></choice> four<note type='editorial'>Editor second.</note>.</p>"
)


@pytest.mark.parametrize(
    ("body", "signs"),
    [
        (BOTH, ["1 Own first", "a Editor first", "2 Own second", "A teh", "b Editor second"]),
        (
            BOTH.replace("resp='#ed'", "type='foot'").replace("editorial", "footnote"),
            ["2 Editor first", "a teh", "4 Editor"],
        ),
        (
            BOTH.replace("place='foot'", "type='textConst'").replace("<note>", "<note resp='#x'>"),
            ["3 Own second", "a teh"],
        ),
        (
            BOTH.replace("<note>", "<note type='authorial'>"),
            ["1 Own first", "a Editor first", "b Own second", "c Editor"],
        ),
    ],
    ids=["both", "none-says", "editors-only", "author-says"],
)
def test_notes_of_the_original_and_of_its_editors_are_two_series(
    run: Run, tmp_path: Path, body: str, signs: list[str]
) -> None:
    run(
        "build", letter(tmp_path / "in", body), "-o", tmp_path / "out", "--pdf", "--only", "letter", "-q", "--no-search"
    )
    words = " ".join("".join(text_of(tmp_path / "out" / "letter.pdf")).split())
    assert [sign for sign in signs if sign not in words] == []


def test_a_page_whose_notes_run_over_keeps_them_in_one_block(run: Run, project: Path, tmp_path: Path) -> None:
    configure(project, 'notes = "blocks"')
    letter(project, in_two_series(60, 120))
    result = run("build", project, "-o", tmp_path / "out", "--pdf", "--only", "letter", "--format", "json")
    (message,) = [each["message"] for each in json.loads(result.out) if each["code"] == "TXT007"]
    pages = text_of(tmp_path / "out" / "letter.pdf")
    assert set(re.findall(r"F\d{3}", "".join(pages))) == {f"F{number:03}" for number in range(60)}
    mixed = [page for page in pages if "TF" in series(page)]
    assert f"on {len(mixed)} of" in message
    assert 0 < len(mixed) < len(pages) / 2


def test_notes_that_no_page_can_hold_with_their_line_are_named(run: Run, project: Path, tmp_path: Path) -> None:
    note = " ".join(WORDS * 5)
    letter(project, f"<p>{' '.join(f'C{n:03}<note>F{n:03} {note}</note>' for n in range(30))}</p>")
    build = ("build", project, "-o", tmp_path / "out", "--pdf", "--only", "letter", "--format", "json")
    said = [
        [each["message"] for each in json.loads(run(*build).out) if each["code"] == "TXT008"]
        for _ in ("anew", "as it was kept")
    ]
    pages = text_of(tmp_path / "out" / "letter.pdf")
    calls, feet = places(pages, "C"), places(pages, "F")
    late = [str(int(number) + 1) for number in calls if feet[number] > calls[number]]
    assert len(late) > 8
    assert said[0] == said[1]
    assert said[0][0].endswith(f": {', '.join(late[:8])} and {len(late) - 8} more")


def test_what_changes_its_place_is_settled_at_last() -> None:
    """However the pages come out, the notes end in an order that is known to be right."""
    natural = {"d:reading:a": 1, "d:note:1": 1, "d:reading:b": 2, "d:note:2": 2, "d:note:3": 3}
    blocks = Blocks().again(natural)
    assert blocks is not None
    assert blocks.order()["d:reading:a"] == "d:note:1"
    assert blocks.ruled() == ["d:reading:a", "d:reading:b"]
    assert blocks.again(natural) is None
    after, rounds = blocks.again({**natural, "d:note:2": 3}), 0
    assert after is not None
    assert after.mixed() == 1
    assert after.order() == {"d:reading:a": "d:note:1", "d:note:1": "d:reading:a", "d:note:3": "d:note:3"}
    while blocks is not None:
        blocks, last, rounds = blocks.again(dict.fromkeys(natural, 9)), blocks, rounds + 1
    assert rounds < 12
    assert last.order() == {}


def test_notes_in_order_need_no_change() -> None:
    assert Blocks().again({"d:note:1": 1, "d:reading:a": 1, "d:variant:α": 1}) is None


def test_a_persian_note_begins_at_the_right(run: Run, tmp_path: Path) -> None:
    folder = letter(tmp_path / "in", '<div xml:lang="fa"><p>نامه<note xml:lang="fa">بایگانی</note> رسید</p></div>')
    run("build", folder, "-o", tmp_path / "out", "--pdf", "--only", "letter", "-q", "--no-search")
    boxes = poppler("pdftotext", "-bbox", "-l", "1", str(tmp_path / "out" / "letter.pdf"), "-")
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', boxes)
    (place, line) = max(
        ((float(x), y) for x, y, word in found if word.strip().isalpha()), key=lambda each: float(each[1])
    )
    assert [float(x) > place for x, y, word in found if word == "1" and abs(float(y) - float(line)) < 6] == [True], (
        found
    )
