"""Where a text stands in a book, in one piece, or in parts where a note or a word in the margin interrupts it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from edition.audit.align import Page

# A text of so many letters stands in one place only, or nearly so.
LONG = 24
# How many lines further down a text may go on: notes and pictures may lie between.
_LINES = 160
# How many letters behind an interruption may fit by chance.
_BY_CHANCE = 4
# How many letters the call of a note between two texts may have.
_CALL = 6

# Where a text stands: the stretches of its parts, in order.
Parts = tuple[tuple[int, int], ...]


def going_on_at(text: str, fronts: Sequence[int], book: Page) -> Parts | None:
    """Return where a text goes on at the first of some places, in one piece, or else interrupted."""
    here = next((front for front in fronts if book.has(text, front)), None)
    if here is not None:
        return ((here, here + len(text)),)
    return next((parts for front in fronts if (parts := _in_parts(text, front, book))), None)


def whole(text: str, book: Page, start: int) -> Parts | None:
    """Return where a text first stands from a place on, or else anywhere."""
    place = standing(text, book, start)
    place = standing(text, book, 0) if place is None else place
    place = book.anywhere(text, 0) if place is None else place
    return None if place is None else ((place, place + len(text)),)


def standing(text: str, book: Page, start: int, end: int | None = None) -> int | None:
    """Return where a text first stands free between two places, not as the beginning of a longer number."""
    place = book.anywhere(text, start, end)
    while place is not None and book.text[place + len(text) - 1 : place + len(text) + 1].isdigit():
        if place + len(text) == len(book.text):
            break
        place = book.anywhere(text, place + 1, end)
    return place


def broken(text: str, behind: int, before: int, book: Page) -> Parts | None:
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
    line_of_all = next((line for line in lines if book.has(rest, line)), None)
    if line_of_all is not None:
        return ((line_of_all, line_of_all + len(rest)),)
    like = (line for line in lines if len(rest) >= LONG and book.has(rest[:LONG], line))
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
