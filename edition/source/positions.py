"""Where in its file an element, an attribute or a word of an attribute stands.

One pass of expat over the file gives the offset of the n-th start tag; n counts as lxml and Saxon do.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from itertools import accumulate
from pathlib import Path
from xml.parsers import expat

from edition.model import Finding, Span, Spot
from edition.source.decode import decode
from edition.source.lines import ATTRIBUTE, TAG, token_at
from edition.source.remark import Refusal


class Positions:
    """The start tags of one well-formed file, by the number of the element; `names` are as they are written."""

    def __init__(self, data: bytes) -> None:
        """Read UTF-8 without byte order mark; raise expat.ExpatError if it is not well-formed."""
        self.names: list[str] = []
        self._data = data
        self._lines = array("q", accumulate(map(len, data.splitlines(keepends=True)), initial=0))
        if not data.endswith((b"\n", b"\r")):
            self._lines.pop()  # no line begins behind the last letter
        self._starts, self._parents, self._ordinals = array("q"), array("q"), array("q")
        self._siblings: Counter[tuple[int, str]] = Counter()
        self._open = [-1]
        self._parser = expat.ParserCreate("utf-8")
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        self._parser.ExternalEntityRefHandler = lambda *_: 1
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = lambda _name: self._open.pop()
        self._parser.Parse(data, True)

    def _start(self, name: str, _attributes: object) -> None:
        parent = self._open[-1]
        self._open.append(len(self.names))
        self._siblings[parent, name] += 1
        self._ordinals.append(self._siblings[parent, name])
        self._parents.append(parent)
        self._starts.append(self._parser.CurrentByteIndex)
        self.names.append(name)

    def span(self, spot: Spot) -> Span:
        """Return the stretch of a spot: the whole start tag, `name="value"`, or the word.

        What has no place of its own in the file gives the nearest that has: an attribute from a DTD its tag, a tag
        from an entity the entity's reference, a word that is written with references its tag.
        """
        start = self._starts[spot.number]
        tag = TAG.match(self._data, start)
        if tag is None:
            return self._span(start, start + len(token_at(self._data, start)))
        if spot.attribute is None and spot.token and (word := _word(self._data, tag.end(), spot.token)):
            return self._span(*word)
        attribute = _attribute(tag, spot.attribute) if spot.attribute else None
        if attribute is None:
            return self._span(start, tag.end())
        return self._span(*_extent(attribute, spot.token))

    def path(self, number: int) -> str:
        """Return the names from the root to an element, with its place among siblings of the same name, if any."""
        steps: list[str] = []
        while number >= 0:
            parent, name = self._parents[number], self.names[number]
            index = f"[{self._ordinals[number]}]" if self._siblings[parent, name] > 1 else ""
            steps.append(f"/{name}{index}")
            number = parent
        return "".join(reversed(steps))

    def _span(self, start: int, end: int) -> Span:
        return Span(*self._position(start), *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, len(self._data[self._lines[line - 1] : offset].decode()) + 1


def locate(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with a path, and a span unless they have one, for those with a spot; each file is read once.

    A file that can no longer be read, or has changed so that there is no such element, leaves its findings as they
    are.
    """
    wanted: dict[Path, list[int]] = defaultdict(list)
    for place, finding in enumerate(findings):
        if finding.spot is not None and not finding.path:
            wanted[finding.file].append(place)
    located = list(findings)
    for file, places in wanted.items():
        try:
            positions = Positions(decode(file.read_bytes()).encode())
        except (OSError, Refusal, expat.ExpatError):
            continue
        for place in places:
            located[place] = _located(findings[place], positions)
    return located


def _located(finding: Finding, positions: Positions) -> Finding:
    spot = finding.spot
    if spot is None or spot.number >= len(positions.names):
        return finding
    return replace(finding, span=finding.span or positions.span(spot), path=positions.path(spot.number))


def _word(data: bytes, start: int, word: str) -> tuple[int, int] | None:
    """Return where a word first stands in the text behind a tag: not within another tag, nor in a comment."""
    sought = re.compile(rb"<!--.*?-->|<[^>]*>|(" + re.escape(word.encode()) + rb")", re.DOTALL)
    return next((found.span() for found in sought.finditer(data, start) if found[1]), None)


def _attribute(tag: re.Match[bytes], name: str) -> re.Match[bytes] | None:
    wanted = name.encode()
    found = ATTRIBUTE.finditer(tag.string, tag.start(), tag.end())
    return next((attribute for attribute in found if attribute[1] == wanted), None)


def _extent(attribute: re.Match[bytes], token: str | None) -> tuple[int, int]:
    """Return the bytes of a word of the attribute, or of name and value together."""
    group = 2 if attribute[2] is not None else 3
    if token is not None:
        for word in re.compile(rb"\S+").finditer(attribute.string, *attribute.span(group)):
            if unescape(word[0].decode()) == token:
                return word.span()
    return attribute.start(1), attribute.end()
