"""Finds each text of a source on its pages: no letter of a page serves twice.

A page has the texts of its source in another order here and there: notes at its foot, a heading behind a picture.
So the search goes on where it last came to, or where one of the other texts that were begun came to ("fronts"), and
looks the whole page through only where neither has the text. That makes it near linear.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

# How many places a search goes back to, and how many letters must follow where a text is not a run of its own.
_FRONTS = 8
_AHEAD = 12
# How many equal texts are looked at for the one whose neighbours fit.
_TRIES = 64
# Stands behind each stretch that is left, so that nothing is found across two; no text of XML has it.
SEPARATOR = "\0"


class Page:
    """The letters of pages in one string, of which each is used once; `starts` are where their runs begin."""

    def __init__(self, runs: Sequence[str]) -> None:
        """Take the letters of each run, none empty."""
        self.text = "".join(runs)
        self.starts = list(accumulate(map(len, runs), initial=0))
        self._bounds = set(self.starts)
        self._taken = bytearray(len(self.text) + 1)
        self._runs: defaultdict[str, list[int]] = defaultdict(list)
        for run, start in zip(runs, self.starts, strict=False):
            self._runs[run].append(start)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether none of the letters has been used."""
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Use the letters."""
        self._taken[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> None:
        """Let the letters be used again."""
        self._taken[start:end] = bytes(end - start)

    def has(self, text: str, start: int) -> bool:
        """Tell whether a text stands at a place and has not been used."""
        return self.text.startswith(text, start) and self.is_free(start, start + len(text))

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether runs begin at both places, so that what is between them is not a part of something longer."""
        return start in self._bounds and end in self._bounds

    def runs_like(self, text: str, start: int) -> Iterator[int]:
        """Yield where runs of just these letters are free: those behind a place first, and not too many."""
        places = self._runs.get(text, [])
        behind = bisect_left(places, start)
        near = (*places[behind : behind + _TRIES], *places[:behind][:_TRIES])
        yield from (place for place in near if self.is_free(place, place + len(text)))

    def anywhere(self, text: str, start: int, end: int | None = None, tries: int | None = None) -> int | None:
        """Return where a text first stands free between two places, whatever is around it; after some tries give up."""
        found = self.text.find(text, start, end)
        while found >= 0 and tries != 0:
            if self.is_free(found, found + len(text)):
                return found
            tries = tries and tries - 1
            found = self.text.find(text, found + 1, end)
        return None

    def whole(self, text: str) -> Iterator[int]:
        """Yield where a text stands free and is not a part of something longer."""
        found = self.text.find(text)
        while found >= 0:
            if self.is_whole(found, found + len(text)) and self.is_free(found, found + len(text)):
                yield found
            found = self.text.find(text, found + 1)

    def gaps(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield the stretches that have not been used and begin between two places."""
        stop = len(self.text) if stop is None else stop
        begin = self._taken.find(0, start)
        while 0 <= begin < stop:
            end = self._taken.find(1, begin)
            end = len(self.text) if end < 0 else end
            yield begin, end
            begin = self._taken.find(0, end)

    def runs(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield the runs between two places, or what of them is there, with their places."""
        while start < end:
            stop = min(end, self.end_of_run(start))
            yield start, self.text[start:stop]
            start = stop

    def gap_at(self, place: int) -> tuple[int, int]:
        """Return the unused stretch that begins or ends at a place, or lies around it; it may be empty."""
        start = self._taken.rfind(1, 0, place) + 1
        end = self._taken.find(1, place)
        return start, len(self.text) if end < 0 else end

    def end_of_run(self, place: int) -> int:
        """Return where the run ends that a place is in."""
        return self.starts[min(bisect_right(self.starts, place), len(self.starts) - 1)]


def align(nodes: Sequence[str], page: Page, pinned: Mapping[int, int]) -> list[int | None]:
    """Return where each text of a source stands in the pages, None where it does not; what is found is taken.

    `nodes` are the letters of the texts in order, none empty; `pinned` says for some of them where they stand.
    """
    found = [pinned.get(number) for number in range(len(nodes))]
    for number, place in pinned.items():
        page.take(place, place + len(nodes[number]))
    fronts = [0]
    for number, text in enumerate(nodes):
        if found[number] is None:
            found[number] = _place(nodes, number, page, fronts)
        if (place_found := found[number]) is not None:
            _take(text, place_found, page, fronts)
    _leftovers(nodes, found, page)
    return found


def _take(text: str, place: int, page: Page, fronts: list[int]) -> None:
    """Use the letters at a place, and go on behind them; the other places where something was begun are kept."""
    page.take(place, place + len(text))
    if place in fronts:
        fronts.remove(place)
    fronts.insert(0, place + len(text))
    del fronts[_FRONTS:]


def _place(nodes: Sequence[str], number: int, page: Page, fronts: Sequence[int]) -> int | None:
    """Return where a text goes on that was begun, or where what follows it stands, too; None where that is not sure."""
    text = nodes[number]
    ahead = _ahead(nodes, number)
    for front in fronts:
        if page.has(text, front) and (page.is_whole(front, front + len(text)) or page.has(ahead, front)):
            return front
    like = list(page.runs_like(text, fronts[0]))
    if like:
        return next((place for place in like if page.has(ahead, place)), None)
    behind = page.anywhere(ahead, fronts[0], tries=_TRIES)
    return behind if behind is not None else page.anywhere(ahead, 0, tries=_TRIES)


def _ahead(nodes: Sequence[str], number: int) -> str:
    """Return a text with what follows it, as far as it takes to know the place; nothing else is like the last one."""
    text, end = nodes[number], len(nodes[number]) + _AHEAD
    while len(text) < end and number + 1 < len(nodes):
        number += 1
        text += nodes[number]
    return text if len(text) >= end else text + SEPARATOR


def _leftovers(nodes: Sequence[str], found: list[int | None], page: Page) -> None:
    """Seek what has no place yet in all that is left: first as all of a run, then whatever is around it."""
    pieces = [piece for start, end in page.gaps() for piece in (*page.runs(start, end), (end, SEPARATOR))]
    left = Page([text for _, text in pieces])
    begins = [start for start, _ in pieces]
    for seek in (_as_run, _in_gap):
        for number, text in enumerate(nodes):
            if found[number] is not None:
                continue
            before = left.starts[bisect_left(begins, (found[number - 1] if number else None) or 0)]
            place = seek(text, left, before)
            if place is not None:
                left.take(place, place + len(text))
                gap = bisect_right(left.starts, place) - 1
                found[number] = start = begins[gap] + place - left.starts[gap]
                page.take(start, start + len(text))


def _as_run(text: str, left: Page, before: int) -> int | None:
    return next(left.runs_like(text, before), None)


def _in_gap(text: str, left: Page, before: int) -> int | None:
    """Seek behind the text before this one, or else anywhere."""
    near = left.anywhere(text, before)
    return near if near is not None else left.anywhere(text, 0)
