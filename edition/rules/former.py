"""Old addresses: each leads to one goal that is there today, and none is in use again."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from edition.addresses import Address, Fault, Goal, Gone, settle
from edition.config import Config
from edition.model import Document, Finding, Span
from edition.rules.catalogue import finding


def check(documents: Sequence[Document], config: Config) -> Iterator[Finding]:
    """Yield REF012 to REF014 for what sources and configuration say of old addresses."""
    lines = _Lines()
    for fault in settle(documents, config).faults:
        code, message, advice = _words(fault)
        claim = fault.claim
        span = None if claim.spot else lines.span(claim.file, str(claim.old))
        found = finding(code, claim.file, message, advice, claim.spot)
        yield Finding(code, found.severity, found.file, message, advice, claim.spot, span)


def _words(fault: Fault) -> tuple[str, str, str]:
    old = fault.claim.old
    if fault.kind == "in-use":
        what = "an element" if old.id else "a page"
        return "REF012", f"the old address “{old}” is that of {what} of today", "who cites the old one gets the new one"
    if fault.kind == "nowhere":
        return "REF013", f"“{old}” is said to be at “{fault.other}” now, which is not there", _near(fault.other)
    if fault.kind == "circle":
        return "REF014", f"“{old}” leads back to itself", "let one of the addresses be that of something of today"
    message = f"“{old}” is said to be at {_goal(fault.other)} and {_goal(fault.claim.goal)} now"
    return "REF014", message, "an old address leads to one place; the first holds"


def _near(goal: Goal | None) -> str:
    if isinstance(goal, Address) and goal.id:
        return "name an xml:id of a document, and the page it stands on"
    return "name the page of a document; what is no more stands in [removed]"


def _goal(goal: Goal | None) -> str:
    return "no place" if goal is None or isinstance(goal, Gone) else f"“{goal}”"


class _Lines:
    """The lines of the configuration, to say where an address stands in it."""

    def __init__(self) -> None:
        self._lines: dict[Path, list[str]] = {}

    def span(self, file: Path, address: str) -> Span | None:
        """Return where an address stands in quotation marks; None if it is written otherwise."""
        if file not in self._lines:
            try:
                self._lines[file] = file.read_text("utf-8").splitlines()
            except (OSError, ValueError):
                self._lines[file] = []
        for number, line in enumerate(self._lines[file], 1):
            for mark in ('"', "'"):
                if (column := line.find(f"{mark}{address}{mark}") + 1) > 0:
                    return Span(number, column, number, column + len(address) + 2)
        return None
