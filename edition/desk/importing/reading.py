"""A file to a transcript, by its ending and its first bytes."""

import codecs
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from edition.desk.importing.blocks import Transcript, Unreadable
from edition.desk.importing.characters import held
from edition.desk.importing.language import language_of
from edition.desk.importing.read_text import read_text
from edition.source.decode import decode, encoding_of
from edition.source.remark import Refusal

_LARGEST = 64_000_000  # bytes
_ENCODINGS = ("windows-1252", "windows-1251", "koi8-r", "cp866", "mac-roman")
_SAMPLE, _BEFORE = 20_000, 20
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_OTHERS = {
    ".doc": "save it as DOCX",
    ".odt": "save it as DOCX",
    ".rtf": "save it as DOCX",
    ".pdf": "save its text as .txt",
    ".html": "save its text as .txt",
    ".htm": "save its text as .txt",
    ".xml": "it seems to be encoded already",
    ".tei": "it seems to be encoded already",
}


def read(path: Path, encoding: str = "") -> Transcript:
    """Return the transcript in a file; Unreadable, in one line, if there is none.

    Text is UTF-8, or what its byte order mark says, or in the `encoding` that is given.
    """
    ending = path.suffix.casefold()
    if ending in _OTHERS:
        raise Unreadable(f"{path} cannot be read: it is not plain text, Markdown or DOCX; {_OTHERS[ending]}")
    data = _bytes(path)
    if ending == ".docx" or data.startswith(b"PK\x03\x04"):
        from edition.desk.importing.read_docx import read_docx

        return read_docx(held(path.stem)[0], data)
    text = _text(path, data, encoding)
    if ending in _MARKDOWN:
        from edition.desk.importing.read_markdown import read_markdown

        return _guarded(path, read_markdown, text)
    return _guarded(path, read_text, text)


def _guarded(path: Path, reader: Callable[[str, str], Transcript], text: str) -> Transcript:
    transcript = reader(held(path.stem)[0], text)
    if not transcript.blocks:
        raise Unreadable(f"{path} cannot be read: it is empty")
    return transcript


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise Unreadable(f"{path} cannot be read: it is larger than {_LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}") from error


def _text(path: Path, data: bytes, encoding: str) -> str:
    try:
        if encoding:
            return data.decode(encoding).removeprefix("\ufeff")
        mark = encoding_of(data)[1]
        return decode(data if mark else codecs.BOM_UTF8 + data)
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise Unreadable(
            f"{path} cannot be read: byte 0x{byte:02X}, number {error.start + 1}, is not {encoding}"
        ) from error
    except Refusal as error:
        message = error.remark.message
        raise Unreadable(
            f"{path} cannot be read: {message}; save it as UTF-8, or give --encoding {_likely(data)}"
        ) from error


def _likely(data: bytes) -> str:
    """Return the encoding in which a text reads best, with what it reads in it: for an editor to judge."""
    read_so: list[tuple[float, str, str]] = []
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            text = data[:_SAMPLE].decode(encoding)
            read_so.append((language_of(text)[1], encoding, text))
    if not read_so:
        return "(windows-1251 …)"
    _, encoding, text = max(read_so, key=lambda each: each[0])
    place = next((place for place, letter in enumerate(text) if not letter.isascii()), 0)
    return f"{encoding} if “{' '.join(text[max(0, place - _BEFORE) : place + _BEFORE].split())}” is right"
