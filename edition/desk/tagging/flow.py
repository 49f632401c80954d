"""The running texts of an XML file, and where in the file each of their letters stands.

A running text is what a reader reads in one go: that of a paragraph, with what is highlighted, supplied or corrected in
it; without its notes, which are texts of their own, and without the slips beside their corrections.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from edition.desk.tagging.elements import Part, part
from edition.desk.tokens import Token, tokens
from edition.source.discover import TEI_NAMESPACE

BARRIER = "\0"  # where a text is parted; no XML file holds it
_REFERENCE = re.compile(r"&(#\d+|#x[0-9A-Fa-f]+|lt|gt|amp|quot|apos);|&[^;]*;")
_HYPHENS = "-‐¬=⸗"


class Span(NamedTuple):
    """A passage of a file, and the element that it stands in: its local name, and its prefix with a colon."""

    start: int
    end: int
    parent: str
    prefix: str


@dataclass(slots=True)
class Inline:
    """An element within a running text, or the one that holds it: in the text from `first` to `last`, and its tags."""

    name: str
    prefix: str
    above: "Inline | None"
    first: int
    opened: tuple[int, int]
    last: int = -1
    closed: tuple[int, int] = (-1, -1)


@dataclass(slots=True)
class Flow:
    """A running text. `language` is the xml:lang of its element, "" if there is none."""

    base: Inline
    language: str
    text: str = ""
    _texts: list[str] = field(default_factory=list)
    _length: int = 0
    _places: list[int] = field(default_factory=list)  # where in the text a stretch begins
    _stretches: list[tuple[int, int, Inline]] = field(default_factory=list)  # and in the file; 0 long: letter by letter
    _inlines: list[Inline] = field(default_factory=list)
    _edges: list[Inline] = field(default_factory=list)  # that began or ended behind the last words

    def add(self, words: str, start: int, within: Inline, end: int = 0) -> None:
        """Add words that stand in the file at `start`: as they are, or as something else that ends at `end`."""
        self._edges.clear()
        self._places.append(self._length)
        self._stretches.append((start, end, within))
        self._texts.append(words)
        self._length += len(words)

    def open(self, name: str, prefix: str, above: Inline, tag: tuple[int, int]) -> Inline:
        """Begin an element within the text."""
        inline = Inline(name, prefix, above, self._length, tag)
        self._inlines.append(inline)
        self._edges.append(inline)
        return inline

    def close(self, inline: Inline, tag: tuple[int, int]) -> None:
        """End an element within the text, or the one that holds it."""
        inline.last, inline.closed = self._length, tag
        self._edges.append(inline)

    def drop_hyphen(self) -> None:
        """Take the hyphen back with which a word goes on in the next line."""
        if self._texts and self._texts[-1][-1:] and self._texts[-1][-1] in _HYPHENS:
            self._texts[-1] = self._texts[-1][:-1]
            self._length -= 1
            for inline in self._edges:
                inline.first, inline.last = min(inline.first, self._length), min(inline.last, self._length)

    def finish(self) -> None:
        """Make the text of its pieces."""
        self.text = "".join(self._texts)

    def span(self, start: int, end: int) -> Span | None:
        """Return where a passage of the text stands in the file; None if an element begins or ends within it.

        Elements that lie in it whole go with it.
        """
        first, owner = self._place(start)
        last = self._place(end - 1, is_end=True)[0]
        within = owner
        while within.above and within.last < end:  # it ends before the passage does
            if within.first < start:
                return None
            first, within = within.opened[0], within.above
        begun = bisect_left(self._inlines, start, key=_first)
        for inline in self._inlines[begun : bisect_left(self._inlines, end, key=_first)]:
            if inline.first > start and inline.last > end:
                return None
            if inline.first > start and inline.last == end:
                last = max(last, inline.closed[1])
        return Span(first, last, within.name, within.prefix)

    def _place(self, letter: int, *, is_end: bool = False) -> tuple[int, Inline]:
        number = bisect_right(self._places, letter) - 1
        start, end, inline = self._stretches[number]
        if end:
            return (end if is_end else start), inline
        return start + letter - self._places[number] + is_end, inline


def _first(inline: Inline) -> int:
    return inline.first


class _Open(NamedTuple):
    """An open element of the file: what it means, the text that its words belong to, and what it says of them."""

    part: Part
    flow: Flow
    inline: Inline
    language: str
    namespaces: dict[str, str]
    name: str


def flows(text: str, *, header: bool = False, language: str = "") -> Iterator[Flow]:
    """Yield the running texts of a well-formed XML file, each when it ends; those of the header if they are wanted.

    `language` holds where the file names none.
    """
    place, closed = 0, 0
    nowhere = Inline("", "", None, 0, (0, 0))
    stack = [_Open("apart", Flow(nowhere, ""), nowhere, language, {}, "")]
    for token in tokens(text):
        start, place = place, place + len(token.text)
        here = stack[-1]
        if token.kind == "start":
            if closed:
                closed += not token.is_empty
                continue
            opened = _opened(token, (start, place), here, header=header)
            if token.is_empty or opened.part in ("closed", "silent", "point", "blank"):
                closed = not token.is_empty
                continue
            stack.append(opened)
        elif token.kind == "end" and closed:
            closed -= 1
        elif token.kind == "end":
            stack.pop()
            here.flow.close(here.inline, (start, place))
            if here.part != "inline" and here.flow.base is here.inline:
                here.flow.finish()
                yield here.flow
        elif not closed:
            _take(token, start, here)


def _opened(tag: Token, where: tuple[int, int], around: _Open, *, header: bool) -> _Open:
    """Return what an element opens; the text around it learns of it."""
    prefix, _, local = tag.name.rpartition(":")
    namespaces, language = scope(tag, around.namespaces, around.language)
    is_tei = namespaces.get(prefix) == TEI_NAMESPACE
    means = part(local, around.name) if is_tei and (header or local != "teiHeader") else "closed"
    colon = f"{prefix}:" if prefix else ""
    flow, inline = around.flow, around.inline
    if means == "blank":
        _blank(tag, where, around)
    elif means in ("closed", "apart"):
        flow.add(BARRIER, where[0], inline, where[1])
    if means == "inline" and not tag.is_empty:
        inline = flow.open(local, colon, inline, where)
    elif means in ("apart", "beside"):
        inline = Inline(local, colon, None, 0, where)
        flow = Flow(inline, language)
    return _Open(means, flow, inline, language, namespaces, local)


def scope(tag: Token, namespaces: dict[str, str], language: str) -> tuple[dict[str, str], str]:
    """Return the namespaces by prefix, and the language, that hold in an element, given those around it."""
    if "xmlns" not in tag.text and "xml:lang" not in tag.text:
        return namespaces, language
    own = {name: unescape(value[1:-1]) for name, value in tag.attributes()}
    named = {name.partition(":")[2]: value for name, value in own.items() if name.split(":")[0] == "xmlns"}
    return {**namespaces, **named}, own.get("xml:lang", language)


def _blank(tag: Token, where: tuple[int, int], around: _Open) -> None:
    if 'break="no"' in tag.text or "break='no'" in tag.text:
        around.flow.drop_hyphen()
    else:
        around.flow.add("\n", where[0], around.inline, where[1])


def _take(token: Token, start: int, here: _Open) -> None:
    """Add words to the text that they belong to."""
    if token.kind == "cdata":
        here.flow.add(BARRIER, start, here.inline, start + len(token.text))
    elif token.kind == "text" and "&" not in token.text:
        here.flow.add(token.text, start, here.inline)
    elif token.kind == "text":
        done = 0
        for found in _REFERENCE.finditer(token.text):
            if done < found.start():
                here.flow.add(token.text[done : found.start()], start + done, here.inline)
            words = unescape(found[0]) if found[1] else BARRIER
            here.flow.add(words, start + found.start(), here.inline, start + found.end())
            done = found.end()
        if done < len(token.text):
            here.flow.add(token.text[done:], start + done, here.inline)
