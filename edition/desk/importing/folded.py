"""A text in small letters without accents, that knows of each of its letters where it stands in the text."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from edition.rules.words_of_time import fold


class Folded(NamedTuple):
    """A folded text: `places` tells for each of its letters, and for its end, the place in the text that was folded."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a passage of the folded text stands, start and end."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def folded(text: str) -> Folded:
    """Fold a text letter by letter: digits as 0 to 9, no accents (`й` is `и`), white space as blanks."""
    if text.isascii():
        return Folded(text.lower().translate(_WHITE), range(len(text) + 1))
    letters = [_small(letter) for letter in text]
    places = [place for place, letter in enumerate(letters) for _ in letter]
    return Folded("".join(letters), [*places, len(text)])


_WHITE = str.maketrans("\t\n\r\f\v", "     ")


@lru_cache(maxsize=20_000)
def _small(letter: str) -> str:
    if letter.isspace():
        return " "
    return fold(letter) if letter.isalnum() else letter if letter.isprintable() and not _is_mark(letter) else ""


def _is_mark(letter: str) -> bool:
    return not fold(letter) and letter not in "[]⟨⟩"
