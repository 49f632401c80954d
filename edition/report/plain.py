"""What all writers share: paths as the user types them, and text that a terminal does not obey."""

import os
import re
from pathlib import Path

# Controls, half surrogates (from names of files), and what turns the direction or the line of the text around it.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PICTURES, _DELETE = 0x2400, 0x7F


def plain(text: str) -> str:
    """Return the text with one harmless sign for each character that a terminal might obey."""
    return UNSAFE.sub(_sign, text)


def relative(file: Path, base: Path) -> str:
    """Return the path from the folder `base` to a file, with `/`; the whole path where there is none (other drive)."""
    try:
        return Path(os.path.relpath(file, base)).as_posix()
    except ValueError:
        return file.as_posix()


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == _DELETE:
        return "␡"
    return chr(_PICTURES + code) if code < ord(" ") else "\ufffd"
