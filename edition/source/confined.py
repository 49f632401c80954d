"""Files that a source asks for by an address: only what lies in the edition’s folder, and only what may be shown."""

import codecs
import posixpath
import re
from pathlib import Path
from stat import S_ISREG
from urllib.parse import unquote, urlsplit

from edition.source.decode import decode
from edition.source.read import read_bytes
from edition.source.remark import Refusal

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OUTSIDE = "it leads out of the edition’s folder"


class Unavailable(Exception):  # noqa: N818 - what is wrong with a source is no error of the program
    """Says to the editor why something cannot be had; never leaves the room."""


def name_of(address: str, asking: str) -> str:
    """Return the name, from the edition's folder, of the file that a relative address in the file `asking` means.

    Raises Unavailable for every address that is not one of a file that may be shown.
    """
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise Unavailable("this is no address") from error
    if parts.scheme or parts.netloc or parts.path.startswith(("/", "\\")):
        raise Unavailable("it is no file of the edition")
    if parts.query or parts.fragment:
        raise Unavailable("the address has a query or a fragment; xpointer chooses a part")
    if not parts.path:
        return asking
    name = posixpath.normpath(posixpath.join(posixpath.dirname(asking), unquote(parts.path)))
    if name == ".." or name.startswith(("../", "/")) or "\\" in name or "\0" in name:
        raise Unavailable(_OUTSIDE)
    if any(step.startswith(".") for step in name.split("/")):
        raise Unavailable("it is a hidden file")
    return name


def fetch(home: Path, name: str, limit: int) -> bytes:
    """Return the bytes of a file below `home`; raise Unavailable for any other, and for what a link leads out to."""
    try:
        real = (home / name).resolve(strict=True)
        is_file = S_ISREG(real.stat().st_mode)
        is_inside = real.is_relative_to(home.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        raise Unavailable("there is no such file") from error
    if not is_inside:
        raise Unavailable(_OUTSIDE)
    if not is_file:
        raise Unavailable("it is not a file")
    try:
        return read_bytes(real, limit)
    except Refusal as refusal:
        raise Unavailable(refusal.remark.message) from refusal


def to_text(data: bytes, encoding: str | None) -> str:
    """Return the text of a file, its lines ended by LF; raise Unavailable if it is none that XML can hold."""
    try:
        text = decode(data) if encoding is None else _decoded(data, encoding)
    except Refusal as refusal:
        raise Unavailable(refusal.remark.message) from refusal
    if _ILLEGAL.search(text):
        raise Unavailable("it is no text: it has characters that XML does not allow")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        "".encode(encoding)  # refuses what is unknown, and what is no encoding of a text
        return data.decode(codecs.lookup(encoding).name)
    except (LookupError, ValueError) as error:
        raise Unavailable(f"it is not in {encoding}") from error
