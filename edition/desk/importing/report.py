"""What an import comes to, for the editor: counts by kind, and what to check, with its line."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_SHOWN = 8  # places of a kind that are named
_WIDTH = 60


class Check(NamedTuple):
    """Something that was found or was not understood: its kind, line, words, how sure it is and why."""

    kind: str
    line: int
    text: str
    cert: str
    remark: str = ""


class Report(NamedTuple):
    """All that was found in a transcript; `unit` is what lines count (line, or paragraph of a DOCX)."""

    checks: tuple[Check, ...]
    unit: str

    def counts(self) -> Counter[str]:
        """Count what was found by kind."""
        return Counter(check.kind for check in self.checks)

    def unsure(self) -> list[Check]:
        """Return what should be looked at: guesses of low certainty, and those with a remark."""
        return [check for check in self.checks if check.cert == "low" or check.remark]


def written(report: Report, source: str, target: str) -> Iterator[str]:
    """Yield the lines of the summary of one transcript."""
    counts = ", ".join(f"{count} × {kind}" for kind, count in sorted(report.counts().items()))
    yield f"{source} -> {target}: {counts or 'plain paragraphs only'}"
    unsure = report.unsure()
    if unsure:
        yield f"  {len(unsure)} to check:"
    yield from _places(unsure, report.unit)


def _places(checks: Iterable[Check], unit: str) -> Iterator[str]:
    by_reason: dict[str, list[Check]] = {}
    for check in checks:
        by_reason.setdefault(f"{check.kind}: {check.remark}" if check.remark else check.kind, []).append(check)
    for reason, found in by_reason.items():
        yield f"    {reason}"
        for check in found[:_SHOWN]:
            words = " ".join(check.text[: 4 * _WIDTH].split())
            where = f"{unit} {check.line}: " if check.line else ""
            yield f"      {where}{words[:_WIDTH]}{'…' if len(words) > _WIDTH else ''}"
        if len(found) > _SHOWN:
            yield f"      and {len(found) - _SHOWN} more"
