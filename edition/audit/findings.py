"""What the audit finds, in words, and where."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from edition.audit.compare import Extra
from edition.audit.source import Text
from edition.audit.values import Row
from edition.model import Finding, Spot
from edition.source.parse import Tree
from edition.source.positions import locate

_SHOWN = 80  # letters of a text that a message quotes
_AGAIN = "build the site again"


def unbuilt(file: Path) -> Finding:
    """Return the finding for a source that the site was built without."""
    return Finding("AUD004", "error", file, "the site was built without this file", _AGAIN)


def changed(file: Path, reason: str = "") -> Finding:
    """Return the finding for a source that is not, or no longer, what the site was built from."""
    message = "the file has changed since the site was built" + (f": {reason}" if reason else "")
    return Finding("AUD004", "error", file, message, _AGAIN)


def unreadable(file: Path, reason: str) -> Finding:
    """Return the finding for a page or a book that cannot be held against its sources."""
    return Finding("AUD003", "error", file, f"{file.name} cannot be checked: {reason}", _AGAIN)


def lost(tree: Tree, texts: Sequence[tuple[Text, Sequence[str], str]], where: str) -> list[Finding]:
    """Return a finding for each text that is lost, with the words that are and with what stands there instead."""
    findings = []
    for text, words, instead in texts:
        message = f"lost: “{_short(' '.join(words))}” stands nowhere in {where}"
        advice = f"there the characters “{_short(instead)}” stand instead" if instead else ""
        findings.append(
            Finding("AUD001", "error", tree.source.path, message, advice, Spot(text.number, None, words[0]))
        )
    return _placed(findings, [text for text, _, _ in texts], tree)


def moved(tree: Tree, texts: Sequence[Text], where: str) -> list[Finding]:
    """Return a finding for each text that stands out of order."""
    findings = []
    for text in texts:
        message = f"“{_short(text.raw)}” stands in {where} in another order than in its paragraph"
        spot = Spot(text.number, None, text.raw.split()[0])
        findings.append(Finding("AUD005", "error", tree.source.path, message, spot=spot))
    return _placed(findings, texts, tree)


def _placed(findings: Sequence[Finding], texts: Sequence[Text], tree: Tree) -> list[Finding]:
    """Return the findings with the span of the word and the path of the element it stands in.

    The word is sought behind the last tag before the text, which may be that of an element which ended there.
    """
    origins = {tree.source.path: tree.origins} if tree.origins else None
    whole = locate(findings, origins)
    near = [
        Finding(each.code, each.severity, each.file, "", "", Spot(text.before, None, each.spot.token))
        for each, text in zip(findings, texts, strict=True)
        if each.spot
    ]
    return [
        Finding(each.code, each.severity, each.file, each.message, each.help, each.spot, other.span, each.path)
        if other.file == each.file and other.span
        else each
        for each, other in zip(whole, locate(near, origins, paths=False), strict=True)
    ]


def extras(site: Path, found: Sequence[Extra]) -> list[Finding]:
    """Return a finding for each stretch of a page that is the source's once too often, or nobody's."""
    findings = []
    for (page, kind), group in groupby(found, key=lambda extra: (extra.run.page, extra.kind)):
        stretch = list(group)
        words = " ".join(extra.words for extra in stretch)
        spot = Spot(stretch[0].run.number, None, words.split()[0])
        if kind == "doubled":
            code, message = "AUD002", f"“{_short(words)}” stands here once more than in the source"
        else:
            code, message = "AUD006", f"“{_short(words)}” is not in the source, and not marked as generated"
        advice = "mark text that is not the source’s with data-generated"
        findings.append(Finding(code, "error", site / page, message, advice, spot))
    return locate(findings)


def unhandled(rows: Sequence[Row], folder: Path) -> list[Finding]:
    """Return a finding for each name of elements that no rule of the stylesheets knows, told of the first document."""
    counts = sum((Counter(row.unhandled) for row in rows), Counter[str]())
    findings = []
    for name, count in sorted(counts.items()):
        first = next(row for row in rows if name in row.unhandled)
        times = "once" if count == 1 else f"{count} times"
        message = f"no rule of the stylesheets knows <{name}>, which stands in the pages {times}, marked"
        findings.append(Finding("AUD007", "warning", folder / first.source, message))
    return findings


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN // 2].rstrip()} … {words[-_SHOWN // 2 :].lstrip()}"
