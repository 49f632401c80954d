"""Annotations in GitHub's own notation, and a summary of the step in Markdown."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from edition.model import Finding
from edition.report import text
from edition.report.plain import plain, relative, repository
from edition.rules.catalogue import RULES

_ANNOTATED = 10  # of each level GitHub shows so many in a step
_LISTED = 200  # findings in the summary, which may have 1 MiB
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}


def render(findings: Sequence[Finding], base: Path) -> Iterator[str]:
    """Yield the first ten errors and the first ten warnings as annotations, all others as lines of text."""
    root, shown = repository(base), Counter[str]()
    for found in findings:
        shown[found.severity] += 1
        yield (_annotation(found, root) if shown[found.severity] <= _ANNOTATED else _line(found, root)) + "\n"


def summary(findings: Sequence[Finding], base: Path, files: int) -> str:
    """Return what stands on the page of the run: how much is wrong, and a table of the first findings."""
    root = repository(base)
    rows = [
        f"| {found.severity} | `{found.code}` | {_cell(_place(found, root))} | {_cell(found.message)} |"
        for found in sorted(findings, key=lambda found: found.severity)[:_LISTED]  # errors first
    ]
    table = ["", "| | rule | place | what is wrong |", "|---|---|---|---|", *rows] if rows else []
    more = ["", f"… and {len(findings) - _LISTED} more in the log of the step."] if len(findings) > _LISTED else []
    return "\n".join(["## edition validate", "", text.summary(findings, files), *table, *more]) + "\n"


def _annotation(found: Finding, root: Path) -> str:
    rule = RULES.get(found.code)
    properties = {"file": relative(found.file.resolve(), root)}
    if span := found.span:
        properties["line"] = str(span.line)
        properties["endLine"] = str(span.end_line)
        if span.line == span.end_line:  # GitHub takes columns only within one line
            properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = f"{found.code}: {rule.title}" if rule else found.code
    written = ",".join(f"{key}={_escaped(plain(value), '%:,')}" for key, value in properties.items())
    said = _escaped("\n".join(plain(part) for part in (found.message, found.help) if part), "%\r\n")
    return f"::{found.severity} {written}::{said}"


def _escaped(words: str, letters: str) -> str:
    return "".join(_ESCAPES[letter] if letter in letters else letter for letter in words)


def _line(found: Finding, root: Path) -> str:
    """Return a line that the runner takes for no command: none begins with "::" or holds "##["."""
    line = plain(f"{_place(found, root)}: {found.severity}[{found.code}] {found.message}").replace("##[", "## [")
    return f"./{line}" if line.lstrip().startswith("::") else line


def _place(found: Finding, root: Path) -> str:
    place = f":{found.span.line}:{found.span.column}" if found.span else ""
    return relative(found.file.resolve(), root) + place


def _cell(words: str) -> str:
    """Return the words so that neither Markdown nor HTML sees markup in it."""
    return re.sub(r"[\\`*_{}\[\]<>()#+!|~&@:-]", lambda sign: f"&#{ord(sign[0])};", plain(words))
