"""A text in small letters without accents, that knows of each of its letters where it stands in the text."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from edition.rules.words_of_time import fold

_BRACKETS = frozenset("[]⟨⟩")
_WHITE = str.maketrans("\t\n\r\f\v", "     ")


class Folded(NamedTuple):
    """A folded text: `places` tells for each of its letters, and for its end, the place in the text that was folded."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a passage of the folded text stands, start and end."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def folded(text: str) -> Folded:
    """Return a text in small letters without accents, its digits as 0 to 9, its white space as blanks.

    `й` and `ё` are `и` and `е`; what only tells where a word may be parted, such as a soft hyphen, is left out.
    """
    if text.isascii():
        return Folded(text.lower().translate(_WHITE), range(len(text) + 1))
    letters = [_small(letter) for letter in text]
    small = "".join(letters)
    if len(small) == len(text) and all(letters):
        return Folded(small, range(len(text) + 1))
    places = [place for place, letter in enumerate(letters) for _ in letter]
    return Folded(small, [*places, len(text)])


@lru_cache(maxsize=20_000)
def _small(letter: str) -> str:
    if letter.isspace():
        return " "
    if unicodedata.category(letter) == "Cf" and letter != "\u200c":  # which parts words of Persian
        return ""
    small = letter if letter in _BRACKETS else fold(letter)
    # ½ and ² are no 12 and no 2
    return small if letter.isdecimal() or not any(each.isdecimal() for each in small) else letter
