"""Where in a document the tags and texts stand that failures speak of; asked only when there are failures."""

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import accumulate
from xml.parsers import expat

from edition.grammar.datatypes import SPACE
from edition.model import Span

_TAG = re.compile(rb"</[^>]*>|<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


class Places:
    """The lines of a document in UTF-8; lines and columns count from 1, columns in code points."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._last = (0, 1)  # the place that was asked for last: its offset and its column
        self._lines = list(accumulate(map(len, data.splitlines(keepends=True)), initial=0))[:-1] or [0]

    def line(self, offset: int) -> int:
        """Return the line of a byte."""
        return bisect_right(self._lines, offset)

    def tag_end(self, offset: int) -> int:
        """Return the offset behind the tag that begins at `offset`, or `offset` itself if none does."""
        tag = _TAG.match(self._data, offset)
        return tag.end() if tag else offset

    def span(self, start: int, end: int) -> Span:
        """Return the stretch between two bytes."""
        return Span(*self._position(start), *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        line = self.line(offset)
        start, column = self._last
        if not self._lines[line - 1] <= start <= offset:
            start, column = self._lines[line - 1], 1
        column += len(self._data[start:offset].decode("utf-8", "replace"))
        self._last = (offset, column)
        return line, column

    def _first_line(self, pieces: list[tuple[int, int]]) -> tuple[int, int]:
        """Return the stretch of those pieces of text that stand on the line of the first."""
        start, line = pieces[0][0], self.line(pieces[0][0])
        return start, max(end for place, end in pieces if self.line(place) == line)

    def texts(self, tags: Collection[int]) -> dict[int, tuple[int, int]]:
        """Return, for tags by their offsets, where the text before each stands, as far as its first line."""
        if not tags:
            return {}
        wanted = set(tags)
        found: dict[int, tuple[int, int]] = {}
        pieces: list[tuple[int, int]] = []
        parser = expat.ParserCreate("utf-8")

        def text(piece: str) -> None:
            if piece.strip(SPACE):
                start = parser.CurrentByteIndex + len(piece[: len(piece) - len(piece.lstrip(SPACE))].encode())
                pieces.append((start, start + len(piece.strip(SPACE).encode())))

        def tag(*_: object) -> None:
            if pieces and parser.CurrentByteIndex in wanted:
                found.setdefault(parser.CurrentByteIndex, self._first_line(pieces))
            pieces.clear()

        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = tag, tag, text
        parser.Parse(self._data, True)
        return found
