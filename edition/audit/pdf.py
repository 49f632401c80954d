"""The book as PDF: only a loss is looked for, since running heads and page numbers are the book's own.

Text that runs from left to right must be there letter by letter: each text of the source in one piece, or interrupted,
by a note at the foot of the page or a word in the margin, to go on at the beginning of a line. Compared is the folded
form (`letters.folded`): setting hyphenates, joins letters and sets small capitals. Text with letters that run from
right to left is held against what all the others leave over as a multiset: extractors disagree on its order. The book
repeats words of its own, in registers and running heads, so that a short text may be found in one of them.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from edition.audit.align import Page
from edition.audit.epub import UnreadableError
from edition.audit.letters import folded

# How many lines further down a text may go on: notes and pictures may lie between.
_LINES = 160
# How far from where it should be a text may stand, in letters, before it is sought elsewhere.
_AROUND = 200
# How many texts may change their places in the end.
_CHANGES = 2000
# How many letters the call of a note between two texts may have.
_CALL = 6
# How many letters behind an interruption may fit by chance.
_BY_CHANCE = 4
# A text of so many letters stands in one place only, or nearly so.
_LONG = 24
# How many texts back one is sought that has its place.
_NEIGHBOURS = 100


def read_pdf(path: Path) -> list[str]:
    """Return the folded lines of a PDF that have letters; raise UnreadableError if it is none."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return [kept for page in document for line in _text(page).splitlines() if (kept := folded(line))]
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UnreadableError(str(error)) from error


def _text(page: pypdfium2.PdfPage) -> str:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_range())
    finally:
        textpage.close()


class Folded(NamedTuple):
    """The folded letters of a text, and its block."""

    letters: str
    block: object


def losses(texts: Sequence[Folded], lines: Sequence[str]) -> list[int]:
    """Return which of some texts of sources, in order, are not in a book; `lines` are those of `read_pdf`."""
    book = Page(lines)
    straight = [place for place, text in enumerate(texts) if text.letters and not _runs_left(text.letters)]
    lost = [straight[place] for place in _absent([texts[place] for place in straight], book)]
    left = Counter("".join(book.text[start:end] for start, end in book.gaps()))
    for place, text in enumerate(texts):
        if _runs_left(text.letters):
            wanted = Counter(text.letters)
            lost += [] if wanted <= left else [place]
            left -= wanted
    return sorted(lost)


def _absent(texts: Sequence[Folded], book: Page) -> list[int]:
    """Find each text that runs from left to right, use it, and return which are not there.

    A book does not say where a text ends, so that a short one is also found within a longer one. Long texts are
    sought first, in order, then those that stand just beside one that has its place, then the others by length.
    """
    found: list[int | None] = [None] * len(texts)
    front = 0
    for number, (text, _) in enumerate(texts):
        if len(text) >= _LONG:
            found[number] = place = _take(text, front, book)
            front = front if place is None else place + len(text)
    _beside(texts, found, book)
    by_length = sorted((place for place, at in enumerate(found) if at is None), key=lambda place: -len(texts[place][0]))
    for attempt in (_near, _seek):
        by_length = [number for number in by_length if not attempt(number, texts, found, book)]
    return sorted(_without_place(by_length, texts, found, book))


def _near(number: int, texts: Sequence[Folded], found: list[int | None], book: Page) -> bool:
    """Use a text a little way behind the one before it, or interrupted; tell whether it is there."""
    text = texts[number].letters
    behind, before = _between(texts, found, number)
    place = found[number] = _standing(text, book, behind, behind + len(text) + _AROUND)
    if place is not None:
        book.take(place, place + len(text))
    elif (end := _broken(text, behind, before, book)) is not None:
        found[number] = end - len(text)  # what follows it is sought behind the end
    return found[number] is not None


def _seek(number: int, texts: Sequence[Folded], found: list[int | None], book: Page) -> bool:
    """Use a text behind the one before it, or anywhere; tell whether it is there."""
    if not _near(number, texts, found, book):
        found[number] = _take(texts[number].letters, _between(texts, found, number)[0], book)
    return found[number] is not None


def _without_place(lost: Sequence[int], texts: Sequence[Folded], found: list[int | None], book: Page) -> list[int]:
    """Let texts take the places of others that have been found there by chance; return those that never get one.

    Who has lost a place looks for another, or takes one in its turn, but never the same twice.
    """
    tried: dict[int, set[int]] = {number: set() for number in lost}
    queue, final = list(lost), []
    while queue:
        number = queue.pop()
        if _seek(number, texts, found, book):
            continue
        place = _next_place(texts[number].letters, tried[number], book) if len(tried) < _CHANGES else None
        if place is None:
            final.append(number)
            continue
        tried[number].add(place)
        end = place + len(texts[number].letters)
        for other, start in enumerate(found):
            stop = (start or 0) + len(texts[other].letters)
            if start is not None and start < end and stop > place and book.text.startswith(texts[other].letters, start):
                book.free(start, stop)
                found[other] = None
                queue.append(other)
                tried.setdefault(other, set())
        if book.has(texts[number].letters, place):
            found[number] = place
            book.take(place, end)
        else:
            queue.insert(0, number)
    return final


def _next_place(text: str, tried: set[int], book: Page) -> int | None:
    place = book.text.find(text)
    while place in tried:
        place = book.text.find(text, place + 1)
    return place if place >= 0 else None


def _beside(texts: Sequence[Folded], found: list[int | None], book: Page) -> None:
    """Use the texts that stand just behind or just before one that has its place."""
    for number in range(1, len(texts)):
        before = found[number - 1]
        if found[number] is None and before is not None:
            place = before + len(texts[number - 1].letters)
            if book.has(texts[number].letters, place):
                found[number] = _take(texts[number].letters, place, book)
    for number in range(len(texts) - 2, -1, -1):
        behind, text = found[number + 1], texts[number].letters
        if found[number] is None and behind and behind >= len(text) and book.has(text, behind - len(text)):
            found[number] = _take(text, behind - len(text), book)


def _take(text: str, start: int, book: Page) -> int | None:
    """Use a text where it first stands from a place on, or else anywhere; return where."""
    place = _standing(text, book, start)
    place = _standing(text, book, 0) if place is None else place
    place = book.anywhere(text, 0) if place is None else place
    if place is not None:
        book.take(place, place + len(text))
    return place


def _standing(text: str, book: Page, start: int, end: int | None = None) -> int | None:
    """Return where a text first stands free between two places, not as the beginning of a longer number."""
    place = book.anywhere(text, start, end)
    while place is not None and text[-1].isdigit() and book.text[place + len(text) : place + len(text) + 1].isdigit():
        place = book.anywhere(text, place + 1, end)
    return place


def _between(texts: Sequence[Folded], found: Sequence[int | None], number: int) -> tuple[int, int]:
    """Return where a text should begin and end by its neighbours."""
    behind = _neighbour(texts, found, range(number - 1, max(-1, number - _NEIGHBOURS), -1), number)
    return behind, _neighbour(texts, found, range(number + 1, min(len(texts), number + _NEIGHBOURS)), number)


def _neighbour(texts: Sequence[Folded], found: Sequence[int | None], others: range, number: int) -> int:
    """Return where a text should begin (end) by the nearest before (behind) it in its block that has its place.

    Between the two is what those between them need. Without such a neighbour the one of another block serves.
    """
    between, substitute = 0, 0
    for other in others:
        place, (text, block) = found[other], texts[other]
        here = 0 if place is None else (place + len(text) + between if other < number else max(0, place - between))
        if block == texts[number].block:
            if place is not None:
                return here
            between += len(text)
        substitute = substitute or here
    return substitute


def _runs_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def _broken(text: str, behind: int, before: int, book: Page) -> int | None:
    """Find a text that is interrupted, and use it; return where it ends.

    It begins where the text before it ends, or where most of it fits; or it ends where the text behind it begins.
    """
    longest = bisect_left(range(1, len(text) + 1), True, key=lambda size: book.anywhere(text[:size], 0) is None)
    best = book.anywhere(text[:longest], 0) if longest else None
    starts = [*range(behind, behind + _CALL), *([best] if best is not None else [])]
    ends = (_in_pieces(text, start, book) for start in starts)
    return next((end for end in ends if end is not None), None) or _ends_at(text, before, book)


def _ends_at(text: str, end: int, book: Page) -> int | None:
    """Use a text of which a part ends at a place, from the beginning of a line, and the rest stands further up."""
    last = bisect_left(book.starts, end)
    for line in book.starts[bisect_right(book.starts, end - len(text)) : last]:
        head = text[: line - end]
        is_number = text[len(head) - 1 : len(head) + 1].isdigit()
        begin = None if is_number else book.anywhere(head, book.starts[max(0, last - _LINES)], line)
        if begin is not None and book.has(text[len(head) :], line):
            book.take(begin, begin + len(head))
            book.take(line, end)
            return end
    return None


def _in_pieces(text: str, start: int, book: Page) -> int | None:
    """Use a text that begins at a place and goes on at the beginning of a line further down; return where it ends."""
    if book.has(text, start):
        book.take(start, start + len(text))
        return start + len(text)
    fitting = bisect_left(range(1, len(text) + 1), True, key=lambda size: not book.has(text[:size], start))
    first = bisect_right(book.starts, start)
    for size in range(fitting, max(0, fitting - _BY_CHANCE), -1):
        lines = [line for line in book.starts[first : first + _LINES] if line >= start + size]
        is_number = text[size - 1 : size + 1].isdigit() and size < len(text)  # which no line end divides
        end = None if is_number else _goes_on(text[size:], lines, book)
        if end is not None:
            book.take(start, start + size)
            return end
    return None


def _goes_on(rest: str, lines: Sequence[int], book: Page) -> int | None:
    """Use what remains of a text where it begins one of some lines, whole or interrupted; return where it ends."""
    whole = next((line for line in lines if book.has(rest, line)), None)
    if whole is not None:
        book.take(whole, whole + len(rest))
        return whole + len(rest)
    like = (line for line in lines if len(rest) >= _LONG and book.has(rest[:_LONG], line))
    return next((end for line in like if (end := _in_pieces(rest, line, book)) is not None), None)
