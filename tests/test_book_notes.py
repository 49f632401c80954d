"""The notes of the books: on the page of their call, however many there are, and never before it."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from conftest import Run
from test_press import letter, text_of

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
