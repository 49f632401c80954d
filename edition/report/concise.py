"""One line a finding, as editors and `grep` read it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from edition.model import Finding
from edition.report.plain import plain, relative


def render(findings: Sequence[Finding], base: Path) -> Iterator[str]:
    """Yield `file:line:column: severity[CODE] message`; without a place, the file only."""
    for found in findings:
        place = f":{found.span.line}:{found.span.column}" if found.span else ""
        yield plain(f"{relative(found.file, base)}{place}: {found.severity}[{found.code}] {found.message}") + "\n"
