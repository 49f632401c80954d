"""The values that the parts of an audit hand to each other."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from edition.config import Limits
from edition.model import Finding


class Setting(NamedTuple):
    """Where the sources lie, where the site, and how large a source may be."""

    folder: Path
    site: Path
    limits: Limits


class Row(NamedTuple):
    """The figures of a document, in letters; `moved` counts texts, `unhandled` elements by name.

    What is doubled, added or unhandled on pages that several documents share is told of the first of them.
    """

    id: str
    source: str
    pages: tuple[str, ...]
    letters: int
    lost: int = 0
    doubled: int = 0
    added: int = 0
    moved: int = 0
    unhandled: Mapping[str, int] = {}


class Outcome(NamedTuple):
    """What came of one group of documents; `included` are the files that are part of one of them as a whole."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    included: frozenset[Path] = frozenset()
