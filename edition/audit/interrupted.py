"""Finds texts in a book, which does not say where one ends, and interrupts them.

A short text is also found within a longer one, and a text may go on behind the note at the foot of a page or a word in
the margin, at the beginning of a line. So long texts are sought first, in order, then what stands just beside one that
has its place, then the others by length where their neighbours are, then anywhere. Who finds no place at last takes
that of another, which looks for a new one in its turn.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from edition.audit.align import Page

# A text of so many letters stands in one place only, or nearly so.
_LONG = 24
# How many texts away a neighbour is sought that has its place.
_NEIGHBOURS = 100
# How many lines further down a text may go on: notes and pictures may lie between.
_LINES = 160
# How many letters behind an interruption may fit by chance.
_BY_CHANCE = 4
# How far from where it should be a text may stand, in letters, before it is sought elsewhere.
_AROUND = 200
# How many texts may change their places in the end.
_CHANGES = 2000
# How often a text may take the same place from another.
_AGAIN = 3
# How many letters the call of a note between two texts may have.
_CALL = 6

# Where a text stands: the stretches of its parts, in order.
Parts = tuple[tuple[int, int], ...]


class Folded(NamedTuple):
    """The folded letters of a text, and its block."""

    letters: str
    block: object


class Placing:
    """The places of texts in a book; no letter of the book is of two texts."""

    def __init__(self, texts: Sequence[Folded], book: Page) -> None:
        """Take the texts in order, none empty, and a book whose runs are its lines."""
        self._texts, self._book = texts, book
        self._found: list[Parts | None] = [None] * len(texts)

    def absent(self) -> list[int]:
        """Find all texts, use their letters, and return which have no place."""
        self._in_order()
        self._beside()
        lost = [number for number, parts in enumerate(self._found) if parts is None]
        lost.sort(key=lambda number: -len(self._texts[number].letters))
        for seek in (self._near, self._anywhere):
            lost = [number for number in lost if not seek(number)]
        return sorted(self._change_places(lost))

    def _in_order(self) -> None:
        front = 0
        for number, (text, _) in enumerate(self._texts):
            if len(text) >= _LONG and self._put(number, _whole(text, self._book, front)):
                front = self._end(number)

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
        place = _standing(text, self._book, behind, behind + len(text) + _AROUND)
        whole = None if place is None else ((place, place + len(text)),)
        return self._put(number, whole or _broken(text, behind, self._before(number), self._book))

    def _anywhere(self, number: int) -> bool:
        """Put a text where it stands; tell whether it is there."""
        return self._near(number) or self._put(
            number, _whole(self._texts[number].letters, self._book, self._behind(number))
        )

    def _change_places(self, lost: Sequence[int]) -> list[int]:
        """Let texts take the places of others, the same not too often; return those that never get one."""
        tried = {number: Counter[int]() for number in lost}
        queue, final = list(lost), []
        while queue:
            number = queue.pop()
            if self._anywhere(number):
                continue
            place = self._next_place(number, tried[number]) if len(tried) < _CHANGES else None
            if place is None:
                final.append(number)
                continue
            tried[number][place] += 1
            for other in self._give_up(place, place + len(self._texts[number].letters)):
                tried.setdefault(other, Counter())
                queue.append(other)
            self._put_at(number, place)
        return final

    def _next_place(self, number: int, tried: Counter[int]) -> int | None:
        """Return the place of a text that was tried least, the first of several; None if all were tried too often."""
        text, places = self._texts[number].letters, list[int]()
        place = self._book.text.find(text)
        while place >= 0 and len(places) < _LONG:
            places.append(place)
            place = self._book.text.find(text, place + 1)
        best = min(places, key=lambda each: (tried[each], each), default=None)
        return best if best is not None and tried[best] < _AGAIN else None

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
            parts, (text, block) = self._found[other], self._texts[other]
            here = place(parts, between) if parts else 0
            if block == self._texts[number].block:
                if parts:
                    return here
                between += len(text)
            substitute = substitute or here
        return substitute


def _whole(text: str, book: Page, start: int) -> Parts | None:
    """Return where a text first stands from a place on, or else anywhere."""
    place = _standing(text, book, start)
    place = _standing(text, book, 0) if place is None else place
    place = book.anywhere(text, 0) if place is None else place
    return None if place is None else ((place, place + len(text)),)


def _standing(text: str, book: Page, start: int, end: int | None = None) -> int | None:
    """Return where a text first stands free between two places, not as the beginning of a longer number."""
    place = book.anywhere(text, start, end)
    while place is not None and book.text[place + len(text) - 1 : place + len(text) + 1].isdigit():
        if place + len(text) == len(book.text):
            break
        place = book.anywhere(text, place + 1, end)
    return place


def _broken(text: str, behind: int, before: int, book: Page) -> Parts | None:
    """Return where the parts of a text stand that is interrupted.

    It begins where the text before it ends, or where most of it fits; or it ends where the text behind it begins.
    """
    longest = bisect_left(range(1, len(text) + 1), True, key=lambda size: book.anywhere(text[:size], 0) is None)
    best = book.anywhere(text[:longest], 0) if longest else None
    starts = [*range(behind, behind + _CALL), *([best] if best is not None else [])]
    found = (_in_parts(text, start, book) for start in starts)
    return next((parts for parts in found if parts), None) or _ending_at(text, before, book)


def _in_parts(text: str, start: int, book: Page) -> Parts | None:
    """Return the parts of a text that begins at a place, and goes on at the beginning of a line further down."""
    if book.has(text, start):
        return ((start, start + len(text)),)
    fitting = bisect_left(range(1, len(text) + 1), True, key=lambda size: not book.has(text[:size], start))
    first = bisect_right(book.starts, start)
    for size in range(fitting, max(0, fitting - _BY_CHANCE), -1):
        lines = [line for line in book.starts[first : first + _LINES] if line >= start + size]
        rest = None if _is_in_number(text, size) else _going_on(text[size:], lines, book)
        if rest is not None:
            return ((start, start + size), *rest)
    return None


def _going_on(rest: str, lines: Sequence[int], book: Page) -> Parts | None:
    """Return the parts of what remains of a text, where it begins one of some lines, itself whole or interrupted."""
    whole = next((line for line in lines if book.has(rest, line)), None)
    if whole is not None:
        return ((whole, whole + len(rest)),)
    like = (line for line in lines if len(rest) >= _LONG and book.has(rest[:_LONG], line))
    return next((parts for line in like if (parts := _in_parts(rest, line, book))), None)


def _ending_at(text: str, end: int, book: Page) -> Parts | None:
    """Return two parts of a text: one ends at a place and began its line, the other stands further up."""
    last = bisect_left(book.starts, end)
    for line in book.starts[bisect_right(book.starts, end - len(text)) : last]:
        head = text[: line - end]
        if _is_in_number(text, len(head)) or not book.has(text[len(head) :], line):
            continue
        begin = book.anywhere(head, book.starts[max(0, last - _LINES)], line)
        if begin is not None:
            return (begin, begin + len(head)), (line, end)
    return None


def _is_in_number(text: str, size: int) -> bool:
    """Tell whether a place lies within a number, which nothing interrupts."""
    return text[size - 1 : size].isdigit() and text[size : size + 1].isdigit()
