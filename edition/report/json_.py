"""A list of objects, as contract.md, "A finding", has them."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from edition.model import Finding
from edition.report.plain import UNSAFE, relative


def render(findings: Sequence[Finding], base: Path) -> Iterator[str]:
    """Yield one JSON array, an object a line; places that are not known are null."""
    yield "["
    for number, found in enumerate(findings):
        written = json.dumps(_fields(found, base), ensure_ascii=False)
        # json escapes the controls below U+0020 only
        escaped = UNSAFE.sub(lambda char: f"\\u{ord(char[0]):04x}", written)
        yield f"{',' if number else ''}\n{escaped}"
    yield "\n]\n"


def _fields(found: Finding, base: Path) -> dict[str, Any]:
    span = found.span
    return {
        "code": found.code,
        "severity": found.severity,
        "file": relative(found.file, base),
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "message": found.message,
        "help": found.help,
        "path": found.path,
    }
