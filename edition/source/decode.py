"""Bytes of a file to text, by its byte order mark or its XML declaration."""

import codecs
import re

from edition.model import Span
from edition.source.lines import position
from edition.source.remark import Refusal, Remark

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.-]{0,40})["']""")
# Python's own notations, which are no encodings of a text.
_NOTATIONS = {"raw-unicode-escape", "unicode-escape", "idna", "punycode", "undefined", "utf-7", "mbcs", "oem"}


def decode(data: bytes) -> str:
    """Return the text without byte order mark; raise Refusal (XML004) where the bytes do not fit their encoding."""
    encoding, skip = encoding_of(data)
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        before = data[skip : skip + error.start].decode(encoding, "replace").encode("utf-8", "replace")
        line, column = position(before, len(before))
        wrong = skip + error.start
        message = f"byte 0x{data[wrong]:02X}, number {wrong + 1} of the file, is not {encoding.upper()}"
        advice = "save the file as UTF-8, or name its encoding in the XML declaration"
        raise Refusal(Remark("XML004", message, advice, Span(line, column, line, column + 1))) from error


def encoding_of(data: bytes) -> tuple[str, int]:
    """Return the encoding and the length of the byte order mark; Refusal (XML004) if Python does not know it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    if data[:2] == b"<\0":
        return "utf-16-le", 0
    if data[:2] == b"\0<":
        return "utf-16-be", 0
    declared = _DECLARED.match(data)
    return (_known(declared, data), 0) if declared else ("utf-8", 0)


def _known(declared: re.Match[bytes], data: bytes) -> str:
    name = declared[1].decode("ascii")
    where = Span(*position(data, declared.start(1)), *position(data, declared.end(1)))
    try:
        "".encode(name)  # refuses what is unknown, and what is no encoding of a text ("hex")
        canonical = codecs.lookup(name).name
    except LookupError as error:
        raise Refusal(Remark("XML004", f"unknown encoding {name}", "save the file as UTF-8", where)) from error
    if canonical in _NOTATIONS:
        raise Refusal(Remark("XML004", f"unknown encoding {name}", "save the file as UTF-8", where))
    if canonical.startswith(("utf-16", "utf-32")):
        message = f"the XML declaration says {name}, but the file is not in {name}"
        raise Refusal(Remark("XML004", message, 'write encoding="UTF-8" if that is how it was saved', where))
    return canonical
