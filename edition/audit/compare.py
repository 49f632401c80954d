"""Holds the texts of a source against the runs of its pages: what is lost, moved, doubled, or of nobody."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from edition.audit.align import Page
from edition.audit.letters import letters
from edition.audit.order import out_of_order, settle
from edition.audit.page import Content, Run
from edition.audit.source import Text
from edition.audit.supply import supplied

# How many letters may stand between two words of one text before the second counts as lost.
_BETWEEN = 40
# A shorter word, and a shorter piece of text, stands somewhere else by chance.
_TELLING_WORD, _TELLING_TEXT = 4, 8


class Lost(NamedTuple):
    """Words of a text (its place among the texts) that no page has; `size` letters, and what stands there instead."""

    text: int
    words: tuple[str, ...]
    size: int
    instead: str


class Extra(NamedTuple):
    """Text of a page that is not marked as ours: the source's, but once too often, or nobody's."""

    run: Run
    kind: Literal["doubled", "added"]
    words: str
    size: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it; `moved` are the places of texts that stand out of order within their block."""

    lost: tuple[Lost, ...]
    moved: tuple[int, ...]
    extras: tuple[Extra, ...]


def compare(texts: Sequence[Text], contents: Sequence[Content]) -> Comparison:
    """Return how the texts of a source differ from what its pages hold."""
    runs = [run for content in contents for run in content.runs]
    nodes = [text.letters for text in texts]
    page, found = settle(texts, runs)
    absent = [number for number, place in enumerate(found) if place is None]
    supply = sum((content.supply for content in contents), Counter[str]()) if absent else Counter[str]()
    elsewhere = set(supplied(nodes, absent, supply))
    damages = [_damage(texts, number, found, page) for number in absent if number not in elsewhere]
    moved = {damage.text for damage in damages if damage.words and not damage.size}
    moved.update(late[0] for late in out_of_order(texts, found))
    lost = tuple(damage for damage in damages if damage.size)
    return Comparison(lost, tuple(sorted(moved)), tuple(_extras(nodes, page, runs)))


def _damage(texts: Sequence[Text], number: int, found: Sequence[int | None], page: Page) -> Lost:
    """Find what remains of a text where it should be, and use it.

    Words that are broken but have all their letters there are out of order, not lost.
    """
    words = [(word, kept) for word in texts[number].raw.split() if (kept := letters(word))]
    start, end = _expected(texts, number, found, page)
    missing, stop = _take_words([kept for _, kept in words], page, start, end)
    short = Counter("".join(words[place][1] for place in missing))
    pieces = []
    for begin, behind in page.gaps(start, page.end_of_run(stop) if missing else stop):
        piece = page.text[begin : min(behind, end)]
        if missing and Counter(piece) <= short:
            short -= Counter(piece)
            page.take(begin, begin + len(piece))
            pieces.append(piece)
    return Lost(number, tuple(words[place][0] for place in missing), short.total(), " ".join(pieces))


def _expected(texts: Sequence[Text], number: int, found: Sequence[int | None], page: Page) -> tuple[int, int]:
    """Return the unused stretch where a text should be: behind the text before it, or before the one behind it."""
    before = next((place for place in range(number - 1, -1, -1) if found[place] is not None), None)
    behind = next((place for place in range(number + 1, len(found)) if found[place] is not None), None)
    after = 0 if before is None else (found[before] or 0) + len(texts[before].letters)
    start, end = page.gap_at(after)
    if end > start or behind is None:
        return start, end
    return page.gap_at(found[behind] or 0)


def _take_words(words: Sequence[str], page: Page, start: int, end: int) -> tuple[list[int], int]:
    """Use the words of a text in order; return the places of those that are missing, and where the last one ends."""
    missing = []
    for place, word in enumerate(words):
        at = page.text.find(word, start, min(end, start + _BETWEEN + len(word)))
        follows = place + 1 < len(words) and page.text.startswith(words[place + 1], at + len(word))
        if at < 0 or (at > start and len(word) < _TELLING_WORD and not follows):
            missing.append(place)
            continue
        page.take(at, at + len(word))
        start = at + len(word)
    return missing, start


def _extras(nodes: Sequence[str], page: Page, runs: Sequence[Run]) -> Iterator[Extra]:
    """Yield what is left of the pages when all texts have been found, run by run."""
    known, whole = frozenset(nodes), "".join(nodes)

    def is_known(text: str) -> bool:
        return text in known or (len(text) >= _TELLING_TEXT and text in whole)

    for start, end in page.gaps():
        all_known, begin = is_known(page.text[start:end]), start
        while begin < end:
            place = bisect_right(page.starts, begin) - 1
            stop = min(end, page.starts[place + 1])
            text = page.text[begin:stop]
            words = _excerpt(runs[place].raw, begin - page.starts[place], len(text))
            yield Extra(runs[place], "doubled" if all_known or is_known(text) else "added", words, len(text))
            begin = stop


def _excerpt(raw: str, offset: int, length: int) -> str:
    """Return the part of a text that has some of its letters, with the white space between them."""
    begin = end = count = 0
    for place, character in enumerate(raw):
        kept = len(letters(character))
        if count <= offset and kept:
            begin = place
        count += kept
        if count >= offset + length:
            end = place + 1
            break
    return " ".join(raw[begin:end].split())
