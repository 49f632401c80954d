"""The characters of a schema in compact syntax, before they become tokens (A.2.1 to A.2.4)."""

import codecs
import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# Eight times tei_all: more is no schema, and every character can cost some hundred bytes of tree.
MAX_LENGTH = 1 << 22

# The newline marker of A.2.3. It is no character of XML, so `\x{A}`, which is one, stays apart from it.
NEWLINE = "\0"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"\\x++\{(?:([0-9A-Fa-f]++)\})?+")
_LONGEST_CODE = 6


class CompactError(Exception):
    """What is wrong with a schema in compact syntax, and where; line and column count from 1."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(line, column, message)
        self._line, self._column, self._message = line, column, message

    @property
    def line(self) -> int:
        """The line of the file."""
        return self._line

    @property
    def column(self) -> int:
        """The character of the line."""
        return self._column

    @property
    def message(self) -> str:
        """What was expected and what was found, without the position."""
        return self._message

    def __str__(self) -> str:
        return f"{self._line}:{self._column}: {self._message}"


@dataclass(frozen=True, slots=True)
class Text:
    """The characters as the lexer wants them, and the way back to lines and columns of the file."""

    characters: str
    line_starts: Sequence[int]  # in the text before escapes were replaced
    escape_ends: Sequence[int] = ()  # in `characters`, behind each character that was an escape
    escape_shifts: Sequence[int] = ()  # how many characters the text before was longer up to there

    def position(self, at: int) -> tuple[int, int]:
        """Return line and column of the character at the index `at`."""
        escapes = bisect_right(self.escape_ends, at)
        origin = at + (self.escape_shifts[escapes - 1] if escapes else 0)
        line = bisect_right(self.line_starts, origin)
        return line, origin - self.line_starts[line - 1] + 1

    def error(self, at: int, message: str) -> CompactError:
        """Return the error, for the caller to raise."""
        return CompactError(*self.position(at), message)


def decode_compact(data: bytes) -> str:
    """Decode a file: UTF-16 if it begins with its byte order mark, else UTF-8 (A.2.1)."""
    marks = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
    encoding = marks.get(data[:2], "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        message = f"byte 0x{data[error.start]:02X} is not {encoding[:6].upper().rstrip('-')}; save the file as UTF-8"
        raise CompactError(*_end_of(before.removeprefix("\ufeff")), message) from error


def prepare(text: str) -> Text:
    """Strip the byte order mark, mark the newlines, replace the escapes (A.2.2 to A.2.4)."""
    if len(text) > MAX_LENGTH:
        raise CompactError(1, 1, f"a schema of {len(text)} characters is not read; {MAX_LENGTH} are the limit")
    text = text.removeprefix("\ufeff")
    if wrong := _NOT_XML.search(text):
        message = f"the character U+{ord(wrong[0]):04X} is not allowed"
        raise CompactError(*_end_of(text[: wrong.start()]), message)
    marked = text.replace("\r\n", NEWLINE).replace("\r", NEWLINE).replace("\n", NEWLINE)
    starts = array("L", [0])
    starts.extend(match.end() for match in re.finditer(NEWLINE, marked))
    plain = Text(marked, starts)
    return _replace_escapes(plain) if "\\x" in marked else plain


def _end_of(text: str) -> tuple[int, int]:
    lines = re.split("\r\n|\r|\n", text)
    return len(lines), len(lines[-1]) + 1


def _replace_escapes(plain: Text) -> Text:
    parts: list[str] = []
    ends, shifts = array("L"), array("L")
    done = length = 0
    for match in _ESCAPE.finditer(plain.characters):
        parts += plain.characters[done : match.start()], _character(match, plain)
        length += match.start() - done + 1
        done = match.end()
        ends.append(length)
        shifts.append(done - length)
    parts.append(plain.characters[done:])
    return Text("".join(parts), plain.line_starts, ends, shifts)


def _character(escape: re.Match[str], plain: Text) -> str:
    if escape[1] is None:
        raise plain.error(escape.start(), f'expected hexadecimal digits and "}}" after "{escape[0]}"')
    digits = escape[1].lstrip("0") or "0"
    character = chr(int(digits, 16)) if len(digits) < _LONGEST_CODE or digits <= "10FFFF" else NEWLINE
    if _NOT_XML.match(character):
        raise plain.error(escape.start(), f"U+{digits[:_LONGEST_CODE].upper():0>4} is not a character of XML")
    return character
