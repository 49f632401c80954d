"""Passages of a text that a recogniser points at, and how they are woven into it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Attributes = tuple[tuple[str, str], ...]

_DEEPEST = 12  # spans within spans; what is deeper stays plain text


class Span(NamedTuple):
    """A passage from `start` to `end` that is to stand in an element.

    `tag` may name an element within the element, as in “gap/desc”; the attributes are those of the outer one. “call” is
    no element: at such a place stands the note of its `target`. `kind` and `cert` are for the summary. As many letters
    at its end as are `unsaid` are not written, since the element says the same.
    """

    start: int
    end: int
    tag: str
    attributes: Attributes = ()
    kind: str = ""
    cert: str = ""
    unsaid: int = 0


# Elements whose content is narrow, and the guesses that give way to them; to other spans they give way themselves.
_NARROW = frozenset({"idno", "gap/desc", "vocal/desc", "kinesic/desc", "incident/desc"})
_WEAK = frozenset({"date", "time", "foreign", "supplied", "unclear", "sic", "fw", "seg"}) | _NARROW
_WELCOME_IN_IDNO = frozenset({"idno", "g"})
_WELCOME_IN_DESC = frozenset({"date", "time", "foreign", "g"})


class Node(NamedTuple):
    """A span with the spans within it."""

    span: Span
    children: "tuple[Node, ...]"


def woven(spans: Iterable[Span]) -> tuple[Node, ...]:
    """Return spans as a tree; of two that cross, the later is left out, and so is a second that is the same."""
    roots: list[Node] = []
    open_: list[tuple[Span, list[Node]]] = []
    # What is a part of a cast as a whole holds what else it is.
    for span in sorted(set(spans), key=lambda each: (each.start, -each.end, not each.tag.startswith("role"), each.tag)):
        while open_ and open_[-1][0].end <= span.start:
            _close(open_, roots)
        if open_ and (span.end > open_[-1][0].end or len(open_) >= _DEEPEST or _is_same(open_[-1][0], span)):
            continue
        open_.append((span, []))
    while open_:
        _close(open_, roots)
    return tuple(roots)


def fitting(spans: Sequence[Span], looking: Sequence[tuple[int, int]]) -> list[Span]:
    """Return spans of which none holds what its element cannot hold.

    `looking` are places, in their order, that have more than letters: a look, a note, a picture.
    """
    outer: list[Span] = []
    for span in sorted((each for each in spans if each.tag in _NARROW), key=lambda each: (each.start, -each.end)):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    if not outer:
        return list(spans)
    starts = [span.start for span in outer]
    around = [_around(outer, starts, span) for span in spans]
    strong = {place for place, span in zip(around, spans, strict=True) if place >= 0 and span.tag not in _WEAK | {"g"}}
    broken = strong | set(_looked_at(outer, looking))
    return [span for place, span in zip(around, spans, strict=True) if _fits(span, place, outer, broken)]


def _around(outer: Sequence[Span], starts: Sequence[int], span: Span) -> int:
    """Return the number of the narrow span that a span stands in, or is; -1 for none."""
    place = bisect_right(starts, span.start) - 1
    return place if place >= 0 and span.end <= outer[place].end else -1


def _looked_at(outer: Sequence[Span], looking: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the numbers of the spans in which something stands that is more than letters."""
    place = 0
    for start, end in looking:
        while place < len(outer) and outer[place].end <= start:
            place += 1
        for number in range(place, len(outer)):
            if outer[number].start >= end and not (start == end and outer[number].start < start):
                break
            yield number


def _fits(span: Span, place: int, outer: Sequence[Span], broken: set[int]) -> bool:
    if place < 0:
        return True
    if place in broken:
        return span.tag not in _NARROW
    welcome = _WELCOME_IN_IDNO if outer[place].tag == "idno" else _WELCOME_IN_DESC
    return span is outer[place] or span.tag in welcome


def _is_same(outer: Span, span: Span) -> bool:
    return (outer.start, outer.end, outer.tag) == (span.start, span.end, span.tag)


def _close(open_: list[tuple[Span, list[Node]]], roots: list[Node]) -> None:
    span, children = open_.pop()
    (open_[-1][1] if open_ else roots).append(Node(span, tuple(children)))


def kept(nodes: Sequence[Node]) -> Iterator[Span]:
    """Yield the spans that a tree holds."""
    for node in nodes:
        yield node.span
        yield from kept(node.children)


def within(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """Return the spans of a part of a text, counted from its start; what crosses its border is left out."""
    return [
        span._replace(start=span.start - start, end=span.end - start)
        for span in spans
        if start <= span.start and span.end <= end
    ]
