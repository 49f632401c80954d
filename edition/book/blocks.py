"""Notes of a page in blocks, a series each: which note stands in which place at the foot of its page.

Typst has one area for notes, in the order of their calls. A book is set so first; then its notes change places within
their pages, which leaves a page as high as it was, unless a note runs over: then the pages are held against those that
were assumed, and where they differ the page keeps the order of the calls. A method that ends, since each time one page
more does; without any change of places the book is what it was at first.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

# The series in their order: notes of the original, of the editors, then readings and variants.
_SERIES = ("note", "editor", "reading", "variant")
_TURNS = 8


class Blocks(NamedTuple):
    """What is known of the notes of a book, named by their keys, in the order of their calls.

    `pages` are the pages on which they begin where none changes its place, by note; none if that is not known yet.
    `plain` are those that keep their places, `is_settled` tells that no more is to be done.
    """

    pages: Mapping[str, int] | None = None
    plain: frozenset[str] = frozenset()
    turns: int = 0
    is_settled: bool = False

    def order(self) -> dict[str, str]:
        """Return, by note, which other note stands in its place."""
        return {place: note for each in self._by_page() for place, note in zip(each, _sorted(each), strict=True)}

    def ruled(self) -> list[str]:
        """Return the notes that begin a block below another, with a line between."""
        pairs = [pair for each in self._by_page() for pair in pairwise(_sorted(each))]
        return [note for before, note in pairs if _rank(before) != _rank(note)]

    def again(self, pages: Mapping[str, int]) -> "Blocks | None":
        """Return what to know when the book is set again, given the pages of the places now; None if it is right."""
        if self.is_settled:
            return None
        if self.pages is None:
            first = Blocks(pages)
            return first if any(place != note for place, note in first.order().items()) else None
        wrong = {page for place, page in self.pages.items() if pages.get(place) != page}
        if not wrong:
            return None
        if self.turns >= _TURNS:
            return self._replace(plain=frozenset(self.pages), is_settled=True)
        # What is wrong behind a page often comes of it: all of them only if that has been tried for long.
        chosen = wrong if self.turns >= _TURNS // 2 else {page for page in wrong if page - 1 not in wrong}
        plain = self.plain | {place for place, page in self.pages.items() if page in chosen}
        if plain == self.plain:  # the page before is the cause
            plain |= {place for place, page in self.pages.items() if page + 1 in wrong}
        return self._replace(plain=plain, turns=self.turns + 1)

    def mixed(self) -> int:
        """Return how many pages have notes of several series in one block."""
        series = defaultdict(set)
        for note in self.plain:
            series[(self.pages or {})[note]].add(_rank(note))
        return sum(len(ranks) > 1 for ranks in series.values())

    def _by_page(self) -> Iterator[list[str]]:
        on: dict[int, list[str]] = defaultdict(list)
        for note, page in (self.pages or {}).items():
            if note not in self.plain:
                on[page].append(note)
        yield from on.values()


def _rank(note: str) -> int:
    """Return the place of a note's series; its key is document, series and sign."""
    return _SERIES.index(note.split(":")[-2])


def _sorted(notes: list[str]) -> list[str]:
    return sorted(notes, key=_rank)
