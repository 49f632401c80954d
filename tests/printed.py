"""What a PDF says, read with poppler.

`pdfinfo -struct-text` gives the tags with their words, so that a paragraph is whole although a page ends in it, and
notes, calls and running heads are apart; but it takes a minute for a hundred pages, so that a test that needs it is
slow. `pdftotext` gives what stands on a page.
"""

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

# The height of the words of a text and of the numbers of lines, and how far these end above their line, in points.
_TEXT: Final = 11.97
_NUMBER: Final = 8.55
_RAISED: Final = 2.7


def poppler(tool: str, *arguments: str) -> str:
    """Give what a tool of poppler says; without it skip the test, or fail it when EDITION_REQUIRE_ALL=1."""
    if shutil.which(tool) is None:
        message = f"not here: {tool} (poppler-utils)"
        if os.environ.get("EDITION_REQUIRE_ALL") == "1":
            pytest.fail(message)
        pytest.skip(message)
    done = subprocess.run([tool, "-enc", "UTF-8", *arguments], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")  # titles of tags come in UTF-16


def fold(text: str) -> str:
    """Give letters and digits only, without regard to case: what no way of setting may change."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if unicodedata.category(c)[0] in "LN")


class Pages(list[str]):
    """The text of the pages of a PDF; page 1 is that where the introduction begins."""

    @property
    def before(self) -> int:
        """How many pages come before page 1."""
        return next(n for n, page in enumerate(self) if "Two documents from one spring" in page)

    @property
    def numbers(self) -> range:
        """The numbers of the pages from 1."""
        return range(1, len(self) - self.before)

    def number(self, number: int) -> str:
        """Give the page with a number."""
        return self[self.before + number - 1]


@dataclass
class Tagged:
    """What the tags of a PDF hold: the blocks of its text, and its notes."""

    blocks: list[str]
    notes: list[str]


def tagged(path: Path) -> Iterator[tuple[list[str], str]]:
    """Give each string of a tagged PDF with the tags around it."""
    stack: list[tuple[int, str]] = []
    for line in poppler("pdfinfo", "-struct-text", str(path)).splitlines():
        indent = len(line) - len(line.lstrip(" "))
        if match := re.fullmatch(r' *"(.*)"', line):
            yield [tag for place, tag in stack if place < indent], match[1]
        elif match := re.match(r" *([A-Z]\w*)( |:|$)", line):
            stack = [(place, tag) for place, tag in stack if place < indent]
            # A block has a number, so that two of a kind do not run together.
            stack.append((indent, match[1]))
            if match[1] in {"P", "Note"} or re.fullmatch("H[1-6]", match[1]):
                yield [tag for _, tag in stack], "\n"


def read(path: Path) -> Tagged:
    """Read a PDF by its tags; the calls of notes are left out."""
    found = Tagged([""], [""])
    for tags, text in tagged(path):
        kept = found.notes if "Note" in tags else found.blocks
        if text == "\n" and (tags[-1] != "P" or "Note" not in tags):
            kept.append("")
        elif text != "\n" and not ("Lbl" in tags and "Link" in tags and kept is found.blocks):
            kept[-1] += text
    return found


def is_right_to_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"R", "AL"}


@dataclass
class Column:
    """A page with the numbers of lines: where its lines end, in points from the top, and where its numbers should."""

    lines: list[float]
    numbers: dict[int, float]

    def before(self, number: int) -> int:
        """Give how many lines stand above that beside which a number stands; ValueError if none does."""
        (place,) = [place for place, end in enumerate(self.lines) if abs(end - self.numbers[number]) < 1]
        return place


def columns(path: Path) -> Iterator[Column]:
    """Give the pages of a PDF that have numbers of lines, with what is set in the size of the text."""
    pages = etree.fromstring(poppler("pdftotext", "-bbox", str(path), "-").encode(), etree.XMLParser(recover=True))
    for page in pages.iterfind(".//{*}page"):
        words = [(it.text or "", float(it.get("yMin")), float(it.get("yMax"))) for it in page.iterfind("{*}word")]
        ends = {round(end, 1) for _, top, end in words if abs(end - top - _TEXT) < 0.1}
        small = [(word, end) for word, top, end in words if abs(end - top - _NUMBER) < 0.1]
        numbers = {int(word): end + _RAISED for word, end in small if word.isdecimal() and int(word) % 5 == 0}
        if numbers:
            yield Column(sorted(ends), numbers)
