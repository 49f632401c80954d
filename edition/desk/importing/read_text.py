"""Plain text to blocks: paragraphs between blank lines, or one a line; lines broken on purpose are apart."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from edition.desk.importing.blocks import Block, Run, Transcript
from edition.desk.importing.characters import held

_NEWLINE = re.compile("\r\n?|[\n\x85\u2028\u2029]")
_BLANKS = " \t\u3000"
_UNWRAPPED = 130  # characters; where lines are longer, they are paragraphs
_FEWEST_LINES = 3  # of verse
_NARROW = 64  # lines of verse and lists are not longer
_BULLET = re.compile(r"\s*[-–—•*·]\s")
_LABEL = re.compile(r"\s*([^\W\d_a-z][^:.!?;\n]{0,40}):\s")
_LOUD = re.compile(r"\s*[^\W\d_a-z][^a-z\n]{1,40}[.:]\s")


class _Line(NamedTuple):
    number: int
    text: str
    gap: int
    has_page: bool


def read_text(name: str, text: str) -> Transcript:
    """Return the blocks of a plain text; `name` is that of the file, without its ending."""
    clean, replaced = held(text)
    lines = list(_lines(clean))
    blocks = tuple(_blocks(lines))
    return Transcript(name, "text", blocks, replaced=replaced)


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that have text, each with the blank lines before it; a form feed is a break of a page."""
    gap, has_page = 1, False
    for number, line in enumerate(_NEWLINE.split(text), 1):
        for position, part in enumerate(line.split("\f")):
            if position:
                has_page, gap = True, max(gap, 1)
            if part.strip():
                yield _Line(number, part, gap, has_page)
                gap, has_page = 0, False
        if not line.strip():
            gap += 1
    if has_page:
        yield _Line(number, "", gap, True)


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    width = _width(lines)
    labels = sum(1 for line in lines if _LABEL.match(line.text[:60]) or _LOUD.match(line.text[:60]))
    is_talk = labels > 2  # noqa: PLR2004 - two may be heads of a letter
    breaks_all = _breaks_all(lines, width)
    gathered: list[_Line] = []
    for line in lines:
        if gathered and not _goes_on(gathered[-1], line, width, is_talk=is_talk, breaks_all=breaks_all):
            yield _paragraph(gathered)
            gathered = []
        if line.has_page:
            yield Block("pb", line=line.number)
        if line.text:
            gathered.append(line)
    if gathered:
        yield _paragraph(gathered)


def _paragraph(lines: Sequence[_Line]) -> Block:
    text = "\n".join(line.text.strip(_BLANKS) for line in lines)
    return Block("p", (Run(text),), lines[0].number, lines[0].gap)


def _width(lines: Sequence[_Line]) -> int:
    """Return the length at which lines were wrapped; 0 if each line is a paragraph."""
    lengths = sorted(len(line.text.rstrip()) for line in lines)
    if not lengths:
        return 0
    longest = lengths[min(len(lengths) - 1, len(lengths) * 98 // 100)]
    return 0 if longest > _UNWRAPPED else longest


def _breaks_all(lines: Sequence[_Line], width: int) -> bool:
    """Tell whether all lines end on purpose: they are narrow, and most could have held the next word."""
    if not 0 < width < _NARROW:
        return False
    pairs = [(one, two) for one, two in pairwise(lines) if two.gap == 0]
    on_purpose = sum(_had_room(one, two, width) for one, two in pairs)
    capitals = sum(two.text.lstrip("\"“„«'‘’ \t")[:1].isupper() for _, two in pairs)
    return on_purpose * 5 > len(pairs) * 4 or (len(pairs) > _FEWEST_LINES and capitals * 10 >= len(pairs) * 9)


def _had_room(line: _Line, following: _Line, width: int) -> bool:
    word = following.text.split(None, 1)[0] if following.text.strip() else ""
    return len(line.text.rstrip()) + 1 + len(word) <= width * 0.75


def _goes_on(line: _Line, following: _Line, width: int, *, is_talk: bool, breaks_all: bool) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    if not width or breaks_all or following.gap or following.has_page or _had_room(line, following, width):
        return False
    head = following.text[:60]
    if _BULLET.match(head) or (is_talk and (_LABEL.match(head) or _LOUD.match(head))):
        return False
    return _indent(following.text) <= _indent(line.text)


def _indent(text: str) -> int:
    expanded = text[:40].expandtabs(8)
    return len(expanded) - len(expanded.lstrip(" "))
