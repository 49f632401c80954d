"""Findings to text for people, to lines for editors, and to JSON for programs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from edition.model import Finding
from edition.report import concise, json_, text
from edition.report.plain import relative

Format = Literal["text", "concise", "json"]
FORMATS: tuple[Format, ...] = ("text", "concise", "json")


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: paths relative to `base`, in colour or not, and of how many `files` in all."""

    base: Path
    files: int = 0
    colour: bool = False


def write(findings: Sequence[Finding], form: Format, stream: TextIO, style: Style) -> None:
    """Write the findings to `stream`, sorted by file, line and column.

    Nothing of a source reaches the stream that a terminal would obey; what the stream's encoding lacks is escaped.
    """
    encoding = stream.encoding or "utf-8"
    for piece in _render(sorted(findings, key=lambda found: _place(found, style.base)), form, style):
        stream.write(piece.encode(encoding, "backslashreplace").decode(encoding))


def _render(findings: Sequence[Finding], form: Format, style: Style) -> Iterable[str]:
    writers: dict[Format, Callable[[], Iterator[str]]] = {
        "text": lambda: text.render(findings, style.base, style.files, colour=style.colour),
        "concise": lambda: concise.render(findings, style.base),
        "json": lambda: json_.render(findings, style.base),
    }
    return writers[form]()


def _place(found: Finding, base: Path) -> tuple[str, int, int, str, str]:
    line, column = (found.span.line, found.span.column) if found.span else (0, 0)
    return relative(found.file, base), line, column, found.code, found.message
