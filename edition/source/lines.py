"""Offsets in UTF-8 to lines and columns.

Columns count code points from 1; lines end as XML ends them, at LF, CR LF or CR. An offset outside the bytes counts as
their end.
"""

import re

from edition.model import Span

# A start tag of a well-formed file, and within it each attribute with its value between quotation marks.
TAG = re.compile(rb"<[^\s<>/]+(?:\s+[^\s=<>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
ATTRIBUTE = re.compile(rb"\s([^\s=<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TOKEN = re.compile(rb"[&%][^\s;<>&]{0,100};|</?[^\s<>/]{0,100}|[\xc0-\xff][\x80-\xbf]{1,3}|(?s:.)|")


def position(data: bytes, offset: int) -> tuple[int, int]:
    """Return line and column of a byte of UTF-8."""
    if not 0 <= offset <= len(data):
        offset = len(data)
    breaks = data.count(b"\n", 0, offset) + data.count(b"\r", 0, offset) - data.count(b"\r\n", 0, offset)
    start = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    return breaks + 1, len(data[start:offset].decode("utf-8", "replace")) + 1


def span(data: bytes, start: int, end: int) -> Span:
    """Return the stretch from the byte `start` to behind the last byte before `end`."""
    return Span(*position(data, start), *position(data, end))


def token_at(data: bytes, start: int) -> bytes:
    """Return what stands at `start`: an entity reference, the beginning of a tag, or one character."""
    found = _TOKEN.match(data, start) if 0 <= start <= len(data) else None
    return found[0] if found else b""


def token_span(data: bytes, start: int) -> Span:
    """Return the stretch of what stands at `start`."""
    return span(data, start, start + len(token_at(data, start)))
