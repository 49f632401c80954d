"""Findings to text for people, to lines for editors, and to what programs and the pages of CI services read."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from edition.errors import UsageError
from edition.model import Finding
from edition.report import concise, github, json_, junit, sarif, text
from edition.report.plain import relative

Format = Literal["text", "concise", "json", "sarif", "junit", "github"]
FORMATS: tuple[Format, ...] = ("text", "concise", "json", "sarif", "junit", "github")


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: paths relative to `base`, in colour or not, and which `files` were looked at in all.

    `summary` is the file that GitHub shows on the page of a run; only the format `github` adds to it. `brief` leaves
    warnings at a count for each rule; only the format `text` is ever brief.
    """

    base: Path
    files: Sequence[Path] = ()
    colour: bool = False
    summary: Path | None = None
    brief: bool = False


def write(findings: Iterable[Finding], form: Format, stream: TextIO, style: Style) -> None:
    """Write the findings to `stream`, sorted by file, line and column.

    Nothing of a source reaches the stream that a terminal would obey; what the stream's encoding lacks is escaped.
    """
    ordered = sorted(findings, key=lambda found: _place(found, style.base))
    for piece in _render(ordered, form, style):
        stream.write(_fitted(piece, form, stream.encoding or "utf-8"))
    if form == "github" and style.summary:
        _add(github.summary(ordered, style.base, len(style.files)), style.summary)


def _render(findings: Sequence[Finding], form: Format, style: Style) -> Iterable[str]:
    writers: dict[Format, Callable[[], Iterator[str]]] = {
        "text": lambda: (text.brief if style.brief else text.render)(
            findings, style.base, len(style.files), colour=style.colour
        ),
        "concise": lambda: concise.render(findings, style.base),
        "json": lambda: json_.render(findings, style.base),
        "sarif": lambda: sarif.render(findings, style.base),
        "junit": lambda: junit.render(findings, style.base, style.files),
        "github": lambda: github.render(findings, style.base),
    }
    return writers[form]()


def _fitted(piece: str, form: Format, encoding: str) -> str:
    """Escape what the encoding lacks in the way of the format, so that a program reads it all the same."""
    if form == "junit":
        return piece.encode(encoding, "xmlcharrefreplace").decode(encoding)
    try:
        return piece.encode(encoding).decode(encoding)
    except UnicodeEncodeError:
        if form in ("json", "sarif"):
            return re.sub(r"[^\x00-\x7f]", lambda letter: json.dumps(letter[0])[1:-1], piece)
        return piece.encode(encoding, "backslashreplace").decode(encoding)


def _add(words: str, file: Path) -> None:
    try:
        with file.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(words)
    except OSError as error:
        raise UsageError(f"the summary {file} cannot be written: {error.strerror}") from error


def _place(found: Finding, base: Path) -> tuple[str, int, int, str, str]:
    line, column = (found.span.line, found.span.column) if found.span else (0, 0)
    return relative(found.file, base), line, column, found.code, found.message
