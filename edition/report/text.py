"""Findings for people: the place, the lines around it with carets below, and what to do."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from edition.model import Finding, Span
from edition.report.plain import plain, read_lines, relative
from edition.rules.catalogue import RULES

_COLOURS = {"error": "1;31", "warning": "1;33", "frame": "34", "help": "36", "strong": "1"}
_WIDTH, _LEAD = 100, 30  # letters of a line that are shown, and of these how many before the place
_LISTED = 5  # places that are named where a message is repeated

_Paint = Callable[[str, str], str]


def render(findings: Sequence[Finding], base: Path, files: int, *, colour: bool) -> Iterator[str]:
    """Yield each finding with its frame, then a summary; a message that comes again is shown once with a count."""
    paint = _in_colour if colour else _in_black
    for file, groups in groupby(_grouped(findings), key=lambda group: group[0].file):
        of_file = list(groups)
        lines = read_lines(file) if any(group[0].span for group in of_file) else []
        for group in of_file:
            yield "".join(_entry(group, base, lines, paint)) + "\n"
    yield summary(findings, files) + "\n"


def brief(findings: Sequence[Finding], base: Path, files: int, *, colour: bool) -> Iterator[str]:
    """Yield the errors as `render` does, then how often each rule warned, then a summary."""
    paint = _in_colour if colour else _in_black
    errors = [found for found in findings if found.severity == "error"]
    if errors:
        yield from list(render(errors, base, files, colour=colour))[:-1]
    counts = Counter(found.code for found in findings if found.severity != "error")
    for code, count in sorted(counts.items()):
        times = "once" if count == 1 else f"{count} times"
        what = RULES[code].title if code in RULES else "what a schema says"
        yield f"{paint('warning', f'warning[{code}]')}: {what} ({times})\n"
    if counts:
        advice = "edition validate shows where, edition explain CODE says why"
        yield f" {paint('frame', '=')} {paint('help', 'help')}: {advice}\n\n"
    yield summary(findings, files) + "\n"


def _in_colour(style: str, text: str) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


def _in_black(_style: str, text: str) -> str:
    return text


def _grouped(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Gather the findings that say the same, in the order of the first of each."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for found in findings:
        groups.setdefault((found.code, found.severity, found.message), []).append(found)
    return list(groups.values())


def _entry(group: Sequence[Finding], base: Path, lines: Sequence[str], paint: _Paint) -> Iterator[str]:
    first = group[0]
    span = first.span
    margin = " " * len(str(span.line + 1)) if span else ""
    yield paint(first.severity, f"{first.severity}[{first.code}]") + paint("strong", f": {plain(first.message)}") + "\n"
    place = f":{span.line}:{span.column}" if span else ""
    yield f"{margin}{paint('frame', '-->')} {plain(relative(first.file, base))}{place}\n"
    if span and span.line <= len(lines):
        yield from _frame(span, lines, margin, paint)
    notes = [("help", first.help), ("note", _repeats(group, base))]
    for label, text in notes:
        if text:
            yield f"{margin} {paint('frame', '=')} {paint('help', label)}: {plain(text)}\n"


def _frame(span: Span, lines: Sequence[str], margin: str, paint: _Paint) -> Iterator[str]:
    """Yield the line of the place with one line before and one behind it."""
    bar = paint("frame", "|")
    text = lines[span.line - 1]
    start = max(0, span.column - 1 - _LEAD) if len(text) > _WIDTH else 0
    last = span.end_column - 1 if span.end_line == span.line else len(text)
    last = min(max(last, span.column), start + _WIDTH)
    shown = _crop(text, start)
    lead = _columns(shown[: span.column - 1 - start])
    marked = _columns(shown[span.column - 1 - start : last - start])
    yield f"{margin} {bar}\n"
    for number in range(max(1, span.line - 1), min(len(lines), span.line + 1) + 1):
        content = shown if number == span.line else _crop(lines[number - 1], 0)
        yield f"{paint('frame', f'{number:>{len(margin)}} |')} {content}".rstrip() + "\n"
        if number == span.line:
            yield f"{margin} {bar} {' ' * lead}{paint('error', '^' * max(1, marked))}\n"


def _crop(text: str, start: int) -> str:
    """Return what is shown of a line; the first and the last letter stand for what is left out."""
    shown = plain(text[start : start + _WIDTH].replace("\t", " "))
    if start:
        shown = "…" + shown[1:]
    return shown[:-1] + "…" if len(text) > start + _WIDTH else shown


def _columns(text: str) -> int:
    """Return the columns of a terminal that a text takes: two for a wide letter, none for a combining mark."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _repeats(group: Sequence[Finding], base: Path) -> str:
    """Say how often the message comes, and where the next ones are."""
    files = {found.file for found in group}
    if len(group) == 1:
        return ""
    if len(files) == 1:
        places = [str(found.span.line) for found in group[1:] if found.span]
        return f"{len(group)} times in this file" + (f", also on line {_listed(places)}" if places else "")
    lines = ((relative(found.file, base), found.span) for found in group[1:])
    places = [f"{name}:{span.line}" if span else name for name, span in lines]
    return f"{len(group)} times in {len(files)} files, also in {_listed(places)} (--format concise lists all)"


def _listed(places: Sequence[str]) -> str:
    return ", ".join(places[:_LISTED]) + (" …" if len(places) > _LISTED else "")


def summary(findings: Sequence[Finding], files: int) -> str:
    """Return how much is wrong in how many files, in one sentence."""
    counts = [
        f"{count} {severity}{'' if count == 1 else 's'}"
        for severity in ("error", "warning")
        if (count := sum(found.severity == severity for found in findings))
    ]
    if not counts:
        return f"Found nothing wrong in {_files(files)}"
    wrong = len({found.file for found in findings})  # more than `files` where a schema or a register is among them
    where = f"{wrong} of {_files(files)}" if wrong <= files and files > 1 else _files(wrong)
    return f"Found {' and '.join(counts)} in {where}"


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"
