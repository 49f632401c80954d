"""A list of objects, as contract.md, "A finding", has them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from edition.model import Finding
from edition.report.plain import dumps, relative


def render(findings: Sequence[Finding], base: Path) -> Iterator[str]:
    """Yield one JSON array, an object a line; places that are not known are null."""
    yield "["
    for number, found in enumerate(findings):
        yield f"{',' if number else ''}\n{dumps(_fields(found, base))}"
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
