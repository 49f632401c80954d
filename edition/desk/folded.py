"""A text in small letters without accents, that knows of each of its letters where it stands in the text."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from edition.rules.words_of_time import fold

_BRACKETS = frozenset("[]⟨⟩")


class Folded(NamedTuple):
    """A folded text: `places` tells for each of its letters, and for its end, the place in the text that was folded."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a passage of the folded text stands, start and end."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def folded(text: str) -> Folded:
    """Return a text in small letters without accents, its digits as 0 to 9; `й` and `ё` are `и` and `е`."""
    if text.isascii():
        return Folded(text.lower(), range(len(text) + 1))
    letters = [_small(letter) for letter in text]
    small = "".join(letters)
    if len(small) == len(text) and all(letters):
        return Folded(small, range(len(text) + 1))
    places = [place for place, letter in enumerate(letters) for _ in letter]
    return Folded(small, [*places, len(text)])


@lru_cache(maxsize=20_000)
def _small(letter: str) -> str:
    small = letter if letter in _BRACKETS else fold(letter)
    # ½ and ² are no 12 and no 2
    return small if letter.isdecimal() or not any(each.isdecimal() for each in small) else letter
