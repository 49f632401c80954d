"""One mistake, one finding: what a grammar says of a value that a rule of ours has already explained is left out."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from edition import grammar
from edition.model import Finding

# What a grammar says of a value or an id; our rules say it with the reason, and sometimes with the mend.
_ECHOES = frozenset({grammar.failures.BAD_ATTRIBUTE, grammar.failures.DUPLICATE_ID, grammar.failures.DANGLING_ID})
_OWN = ("REF", "DAT")

_Place = tuple[Path, int, str]


def without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those of a grammar on an attribute that has a finding of our own rules, as grave."""
    said = set(_places(found for found in findings if found.code.startswith(_OWN) and found.severity == "error"))
    return [found for found in findings if found.code not in _ECHOES or said.isdisjoint(_places([found]))]


def _places(findings: Iterable[Finding]) -> list[_Place]:
    return [
        (found.file, found.spot.number, found.spot.attribute)
        for found in findings
        if found.spot is not None and found.spot.attribute is not None
    ]
