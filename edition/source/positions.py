"""Where in its file an element, an attribute or a word of an attribute stands.

The n-th start tag belongs to the n-th element; n counts as lxml and Saxon do.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from html import unescape
from itertools import accumulate
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from edition.model import Finding, Origin, Span, Spot
from edition.source.decode import decode
from edition.source.expand import expand
from edition.source.lines import ATTRIBUTE, TAG, token_at
from edition.source.read import to_tree
from edition.source.remark import Refusal

# Comments, CDATA and instructions, in which nothing is a tag; and the two letters with which a start tag begins.
_OPENING = re.compile(rb"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|[^/!?])", re.DOTALL)
_TAG_BEGINS = 2


class Positions:
    """The start tags of one well-formed file, by the number of the element."""

    def __init__(self, data: bytes, wanted: Collection[int] | None = None) -> None:
        """Read UTF-8 without byte order mark; may raise expat.ExpatError if it is not well-formed.

        `wanted` are the numbers of the elements whose paths may be asked for, None if it is all.
        """
        self._data = data
        self._wanted = wanted
        self._lines = array("q", accumulate(map(len, data.splitlines(keepends=True)), initial=0))
        if not data.endswith((b"\n", b"\r")):
            self._lines.pop()  # no line begins behind the last letter
        self._has_doctype = b"<!DOCTYPE" in data
        self._starts = _starts_with_entities(data) if self._has_doctype else _starts(data)
        self._steps: dict[etree._Element, str] = {}
        self._paths: dict[etree._Element, str] = {}
        self._last = (0, 1)  # the offset that was asked for last, and its column

    def __len__(self) -> int:
        """Return the number of elements."""
        return len(self._starts)

    def offset(self, number: int) -> int:
        """Return the byte at which the start tag of an element begins."""
        return self._starts[number]

    @cached_property
    def _elements(self) -> dict[int, etree._Element]:
        root = to_tree(expand(self._data).encode() if self._has_doctype else self._data)
        numbered, wanted = enumerate(root.iter("*")), self._wanted
        return {number: element for number, element in numbered if wanted is None or number in wanted}

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
        """Return the names from the root to an element, with its place among siblings of the same name, if any.

        May raise Refusal if the file is not well-formed.
        """
        chain: list[etree._Element] = []
        element: etree._Element | None = self._elements[number]
        while element is not None and element not in self._paths:
            chain.append(element)
            element = element.getparent()
        path = self._paths[element] if element is not None else ""
        for each in reversed(chain):
            if each not in self._steps:
                parent = each.getparent()
                self._name([each] if parent is None else list(parent.iterchildren("*")))
            path = self._paths[each] = path + self._steps[each]
        return path

    def _name(self, siblings: Sequence[etree._Element]) -> None:
        """Note the last step of the paths to all children of an element."""
        names = [_written(each) for each in siblings]
        total, seen = Counter(names), Counter[str]()
        for each, name in zip(siblings, names, strict=True):
            if total[name] == 1:
                self._steps[each] = f"/{name}"
            else:
                seen[name] += 1
                self._steps[each] = f"/{name}[{seen[name]}]"

    def _span(self, start: int, end: int) -> Span:
        return Span(*self._position(start), *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        start, column = self._lines[line - 1], 1
        if start <= self._last[0] <= offset:  # a line may hold a whole book: it is not counted from its start each time
            start, column = self._last
        column += len(self._data[start:offset].decode())
        self._last = offset, column
        return line, column


def _starts(data: bytes) -> Sequence[int]:
    """Return where each start tag begins, in a file without DOCTYPE."""
    found = (match.span() for match in _OPENING.finditer(data))
    return array("q", (start for start, end in found if end - start == _TAG_BEGINS))


def _starts_with_entities(data: bytes) -> Sequence[int]:
    """Return where each start tag begins, or the entity's reference that makes it."""
    starts = array("q")
    parser = expat.ParserCreate("utf-8")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    parser.ExternalEntityRefHandler = lambda *_: 1
    parser.StartElementHandler = lambda *_: starts.append(parser.CurrentByteIndex)
    parser.Parse(data, True)
    return starts


def _written(element: etree._Element) -> str:
    name = str(element.tag).rpartition("}")[2]
    return f"{element.prefix}:{name}" if element.prefix else name


def locate(
    findings: Sequence[Finding], origins: Mapping[Path, Sequence[Origin]] | None = None, *, paths: bool = True
) -> list[Finding]:
    """Return the findings with a path, and a span unless they have one, for those with a spot; each file is read once.

    `origins` are those of documents that include others, by their files: a finding on such a document moves to the file
    that its element comes from. Without `paths`, which cost as much again, only the spans are added. A file that can no
    longer be read, or has changed so that there is no such element, leaves its findings as they are.
    """
    if origins:
        findings = [_at_home(finding, origins.get(finding.file, ())) for finding in findings]
    wanted: dict[Path, list[int]] = defaultdict(list)
    for place, finding in enumerate(findings):
        if finding.spot is not None and not finding.path:
            wanted[finding.file].append(place)
    located = list(findings)
    for file, places in wanted.items():
        try:
            numbers = {spot.number for place in places if (spot := findings[place].spot)}
            positions = Positions(decode(file.read_bytes()).encode(), numbers)
            found = [_located(findings[place], positions, paths) for place in places]
        except (OSError, Refusal, expat.ExpatError):
            continue
        for place, finding in zip(places, found, strict=True):
            located[place] = finding
    return located


def _at_home(finding: Finding, runs: Sequence[Origin]) -> Finding:
    """Return a finding with the file that its element comes from, and the number that the element has there."""
    spot = finding.spot
    if not runs or spot is None or finding.path:
        return finding
    run = runs[max(0, bisect_right(runs, spot.number, key=lambda each: each.first) - 1)]
    there = Spot(run.number + spot.number - run.first, spot.attribute, spot.token)
    return finding._replace(file=run.path, spot=there)


def _located(finding: Finding, positions: Positions, paths: bool) -> Finding:
    spot = finding.spot
    if spot is None or spot.number >= len(positions):
        return finding
    span = finding.span or positions.span(spot)
    path = positions.path(spot.number) if paths else finding.path
    # Written out: `replace` takes four times as long, and there may be very many findings.
    return Finding(finding.code, finding.severity, finding.file, finding.message, finding.help, spot, span, path)


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
