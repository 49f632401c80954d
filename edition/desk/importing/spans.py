"""Passages of a text that a recogniser points at, and how they are woven into it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Attributes = tuple[tuple[str, str], ...]

_DEEPEST = 12  # spans within spans; what is deeper stays plain text


class Span(NamedTuple):
    """A passage from `start` to `end` that is to stand in an element.

    `tag` may name an element within the element, as in “gap/desc”; the attributes are those of the outer one. `kind`
    and `cert` are for the summary.
    """

    start: int
    end: int
    tag: str
    attributes: Attributes = ()
    kind: str = ""
    cert: str = ""


class Node(NamedTuple):
    """A span with the spans within it."""

    span: Span
    children: "tuple[Node, ...]"


def woven(spans: Iterable[Span]) -> tuple[Node, ...]:
    """Return spans as a tree; of two that cross, the later is left out, and so is a second that is the same."""
    roots: list[Node] = []
    open_: list[tuple[Span, list[Node]]] = []
    for span in sorted(set(spans), key=lambda each: (each.start, -each.end, each.tag)):
        while open_ and open_[-1][0].end <= span.start:
            _close(open_, roots)
        if open_ and (span.end > open_[-1][0].end or len(open_) >= _DEEPEST or _is_same(open_[-1][0], span)):
            continue
        open_.append((span, []))
    while open_:
        _close(open_, roots)
    return tuple(roots)


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
