"""What all writers share: paths as the user types them, text that a terminal does not obey, the lines of a file."""

import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from edition.source.decode import decode
from edition.source.remark import Refusal

# Controls, half surrogates (from names of files), and what turns the direction or the line of the text around it.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PICTURES, _DELETE = 0x2400, 0x7F
_LARGEST = 64_000_000  # bytes of a file that is opened again to show its lines


def plain(text: str) -> str:
    """Return the text with one harmless sign for each character that a terminal might obey."""
    return UNSAFE.sub(_sign, text)


@lru_cache(maxsize=65536)
def relative(file: Path, base: Path) -> str:
    """Return the path from the folder `base` to a file, with `/`; the whole path where there is none (other drive)."""
    try:
        return Path(os.path.relpath(file, base)).as_posix()
    except ValueError:
        return file.as_posix()


def repository(base: Path) -> Path:
    """Return the root of the git repository around the folder `base`, known by its `.git`, else `base`."""
    here = base.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)


def dumps(value: Any, indent: int | None = None) -> str:
    """Return JSON that a terminal does not obey; json itself escapes the controls below U+0020 only."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return "\n".join(UNSAFE.sub(lambda char: f"\\u{ord(char[0]):04x}", line) for line in written.split("\n"))


def read_lines(file: Path) -> list[str]:
    """Return the lines of a file as far as they can be shown, none if it has gone."""
    try:
        data = file.read_bytes() if file.is_file() and file.stat().st_size <= _LARGEST else b""
    except OSError:
        return []
    try:
        text = decode(data)
    except Refusal:
        text = data.decode("utf-8", "replace")
    lines = re.split(r"\r\n|\r|\n", text)
    return lines if lines[-1] else lines[:-1]


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == _DELETE:
        return "␡"
    return chr(_PICTURES + code) if code < ord(" ") else "\ufffd"
