"""What the quick audit of a build comes to: findings for the editor, figures for the page on how it is made."""

from collections import Counter
from collections.abc import Mapping

from edition.audit.quick import Tally
from edition.model import Document, Finding, Index
from edition.view import Json

_LOST, _DOUBLED, _UNHANDLED, _BARE = "AUD001", "AUD002", "AUD007", "XSL006"
_SHOWN = 40  # letters of a loss that a message quotes


def findings_of(index: Index, tallies: Mapping[str, Tally], bare: Mapping[str, str]) -> list[Finding]:
    """Return what letters are missing from the pages or too many, and each element that no rule knows, once.

    `bare` says for the documents that had to be shown without design, by name, why.
    """
    findings: list[Finding] = []
    unhandled: Counter[str] = Counter()
    first: dict[str, Document] = {}
    for document in index.documents:
        tally = tallies[document.source.name]
        if tally.lost:
            findings.append(_letters(_LOST, document, tally.lost, "are missing from its pages"))
        if tally.added:
            findings.append(_letters(_DOUBLED, document, tally.added, "stand on its pages too often"))
        if why := bare.get(document.source.name):
            message = f"one of our rules stopped at this document, which is shown without design: {_first_line(why)}"
            findings.append(Finding(_BARE, "warning", document.source.path, message, "please report it, with the file"))
        for name in tally.unhandled:
            first.setdefault(name, document)
        unhandled.update(tally.unhandled)
    for name, count in sorted(unhandled.items()):
        times = "once" if count == 1 else f"{count} times"
        message = f"no rule of the stylesheets knows <{name}>, which comes {times}: it is shown as it is, and marked"
        findings.append(Finding(_UNHANDLED, "warning", first[name].source.path, message))
    return findings


def _first_line(error: str) -> str:
    return " ".join(error.split("\n  In template", maxsplit=1)[0].split())


def _letters(code: str, document: Document, letters: str, what: str) -> Finding:
    count = len(letters)
    shown = letters[:_SHOWN] + ("…" if count > _SHOWN else "")
    subject = f"{count} letter{'' if count == 1 else 's'} of the document"
    return Finding(code, "warning", document.source.path, f"{subject} {what}: {shown}", "edition audit says where")


def summary_of(tallies: Mapping[str, Tally]) -> Json:
    """Return the figures of all documents together."""
    unhandled: Counter[str] = Counter()
    for tally in tallies.values():
        unhandled.update(tally.unhandled)
    return {
        "documents": len(tallies),
        "letters": sum(tally.letters for tally in tallies.values()),
        "lost": sum(len(tally.lost) for tally in tallies.values()),
        "doubled": sum(len(tally.added) for tally in tallies.values()),
        "unhandled": [{"name": name, "count": count} for name, count in sorted(unhandled.items())],
    }
