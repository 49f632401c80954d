"""Finds texts in a book, which does not say where one ends, and interrupts them.

A short text is also found within a longer one, and a text may go on behind the note at the foot of a page or a word in
the margin, at the beginning of a line. So long texts are sought first, in order, then what stands just beside one that
has its place, then the others by length where their neighbours are, then anywhere. Who finds no place at last takes
that of another, which looks for a new one in its turn.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from edition.audit.align import Page
from edition.audit.stretches import LONG, Parts, broken, going_on_at, standing, whole

# How many places are kept where a text ended, and the next may begin: the text, a note at the foot of the page.
_FRONTS = 8
# How many texts away a neighbour is sought that has its place.
_NEIGHBOURS = 100
# How far from where it should be a text may stand, in letters, before it is sought elsewhere.
_AROUND = 200
# How many texts may change their places in the end.
_CHANGES = 2000
# How often a text may take the same place from another.
_AGAIN = 3


class Folded(NamedTuple):
    """The folded letters of a text, its block, and the id of the document whose body it is in, if it is in one."""

    letters: str
    block: object
    home: str = ""


class Placing:
    """The places of texts in a book; no letter of the book is of two texts."""

    def __init__(self, texts: Sequence[Folded], book: Page) -> None:
        """Take the texts in order, none empty, and a book whose runs are its lines."""
        self._texts, self._book = texts, book
        self._unused = Page([run for _, run in book.runs(0, len(book.text))])
        self._found: list[Parts | None] = [None] * len(texts)

    def absent(self) -> list[int]:
        """Find all texts, use their letters, and return which have no place."""
        self._in_order()
        self._beside()
        lost = [number for number, parts in enumerate(self._found) if parts is None]
        lost.sort(key=lambda number: -len(self._texts[number].letters))
        for seek in (self._near, self._anywhere):
            lost = [number for number in lost if not seek(number)]
        lost = self._change_places(lost)
        for _ in range(_AGAIN):
            for number, where in self._astray()[:_CHANGES]:
                lost += self._take_near(number, where)
        lost = [number for number in lost if not self._anywhere(number)]  # what another has left in the meantime
        return sorted({*lost, *(number for number, _ in self._astray())})

    def _in_order(self) -> None:
        """Put the long texts: each where one of the last ended, interrupted or not, or else where it first stands."""
        fronts = [0]
        for number, (text, *_) in enumerate(self._texts):
            if len(text) < LONG:
                continue
            if self._put(number, going_on_at(text, fronts, self._book) or whole(text, self._book, fronts[0])):
                fronts = [self._end(number), *fronts][:_FRONTS]

    def _astray(self) -> list[tuple[int, int]]:
        """Return the texts that stand far from where they should, between their neighbours, and where that is.

        These leave no room for them there: so what was found are words of the book's own, as in a register, or of
        another text that could stand elsewhere.
        """
        placed = [number for number, parts in enumerate(self._found) if parts]
        astray: list[tuple[int, int]] = []
        for before, number, behind in zip(placed, placed[1:], placed[2:], strict=False):
            block = self._texts[number].block
            if block not in (self._texts[before].block, self._texts[behind].block):
                continue
            start, end = self._end(before), self._start(behind)
            has_room = not 0 <= end - start < len(self._texts[number].letters)
            parts = self._found[number] or ()
            if not has_room and not any(start - _AROUND < begin < end + _AROUND for begin, _ in parts):
                astray.append((number, start))
        return astray

    def _take_near(self, number: int, where: int) -> list[int]:
        """Let a text take the place of others near one where it should be; return which of them get no other."""
        text, parts = self._texts[number].letters, self._found[number]
        start = max(0, where - _AROUND)
        around = self._book.text[start : where + len(text) + _AROUND]
        places = [start + found.start() for found in re.finditer(re.escape(text), around)]
        if not places or parts is None:
            return []
        self._give_up(*parts[0])
        place = min(places, key=lambda each: (not self._book.is_free(each, each + len(text)), abs(each - where)))
        others = self._give_up(place, place + len(text))
        self._put_at(number, place)
        return self._change_places(others)

    def _beside(self) -> None:
        """Put the texts that stand just behind or just before one that has its place."""
        for number in range(1, len(self._texts)):
            if self._found[number] is None and self._found[number - 1] is not None:
                self._put_at(number, self._end(number - 1))
        for number in range(len(self._texts) - 2, -1, -1):
            if self._found[number] is None and (behind := self._found[number + 1]) is not None:
                self._put_at(number, behind[0][0] - len(self._texts[number].letters))

    def _near(self, number: int) -> bool:
        """Put a text a little way behind the one before it, or where it is interrupted; tell whether it is there."""
        text, behind = self._texts[number].letters, self._behind(number)
        place = standing(text, self._book, behind, behind + len(text) + _AROUND)
        here = None if place is None else ((place, place + len(text)),)
        return self._put(number, here or broken(text, behind, self._before(number), self._book))

    def _anywhere(self, number: int) -> bool:
        """Put a text where it stands; tell whether it is there."""
        return self._near(number) or self._put(
            number, whole(self._texts[number].letters, self._book, self._behind(number))
        )

    def _change_places(self, lost: Sequence[int]) -> list[int]:
        """Let texts take the places of others, the same not too often; return those that never get one."""
        tried = {number: Counter[int]() for number in lost}
        queue, final = list(lost), []
        while queue:
            number = queue.pop()
            if self._anywhere(number):
                continue
            parts = self._next_place(number, tried[number]) if len(tried) < _CHANGES else None
            if parts is None:
                final.append(number)
                continue
            tried[number][parts[0][0]] += 1
            for other in [each for part in parts for each in self._give_up(*part)]:
                tried.setdefault(other, Counter())
                queue.append(other)
            self._put(number, parts)
        return final

    def _next_place(self, number: int, tried: Counter[int]) -> Parts | None:
        """Return the place of a text that was tried least, the first of several; None if all were tried too often.

        Where it stands in no place as a whole, it is sought as one that is interrupted.
        """
        text, places = self._texts[number].letters, list[int]()
        place = self._book.text.find(text)
        while place >= 0 and len(places) < LONG:
            places.append(place)
            place = self._book.text.find(text, place + 1)
        best = min(places, key=lambda each: (tried[each], each), default=None)
        here = None if best is None else ((best, best + len(text)),)
        parts = here or broken(text, self._behind(number), self._before(number), self._unused)
        return parts if parts and tried[parts[0][0]] < _AGAIN else None

    def _give_up(self, start: int, end: int) -> list[int]:
        """Free a stretch of the book, and return the texts that had it."""
        others = []
        for other, parts in enumerate(self._found):
            if parts and any(begin < end and stop > start for begin, stop in parts):
                for begin, stop in parts:
                    self._book.free(begin, stop)
                self._found[other] = None
                others.append(other)
        return others

    def _put_at(self, number: int, place: int) -> bool:
        text = self._texts[number].letters
        return place >= 0 and self._book.has(text, place) and self._put(number, ((place, place + len(text)),))

    def _put(self, number: int, parts: Parts | None) -> bool:
        if parts is not None:
            self._found[number] = parts
            for start, end in parts:
                self._book.take(start, end)
        return parts is not None

    def _start(self, number: int) -> int:
        return (self._found[number] or ((0, 0),))[0][0]

    def _end(self, number: int) -> int:
        return (self._found[number] or ((0, 0),))[-1][1]

    def _behind(self, number: int) -> int:
        """Return where a text should begin, by the nearest before it."""
        others = range(number - 1, max(-1, number - _NEIGHBOURS), -1)
        return self._neighbour(number, others, lambda parts, between: parts[-1][1] + between)

    def _before(self, number: int) -> int:
        """Return where a text should end, by the nearest behind it."""
        others = range(number + 1, min(len(self._texts), number + _NEIGHBOURS))
        return self._neighbour(number, others, lambda parts, between: max(0, parts[0][0] - between))

    def _neighbour(self, number: int, others: range, place: Callable[[Parts, int], int]) -> int:
        """Return a place by the nearest in the block of a text that has its own, and what those between them need.

        Without such a neighbour the one of another block serves.
        """
        between, substitute = 0, 0
        for other in others:
            parts, (text, block, _) = self._found[other], self._texts[other]
            here = place(parts, between) if parts else 0
            if block == self._texts[number].block:
                if parts:
                    return here
                between += len(text)
            substitute = substitute or here
        return substitute
