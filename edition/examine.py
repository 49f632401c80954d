"""One source on its own: read, checked by the rules that need no other document, described, and divided into pages."""

import pickle
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from edition.config import Limits
from edition.model import DateRange, Document, Finding, Section, Source
from edition.rules import check_tree
from edition.source.bearings import bearings
from edition.source.contexts import contexts
from edition.source.describe import describe
from edition.source.divide import divide
from edition.source.facts import chronological
from edition.source.parse import Tree, parse
from edition.work import Died, Workers

# Pages with a date of their own that make a volume of documents of a document with a dated passage or two.
_VOLUME = 5


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all sources of an edition: limits, the language of those that name none, bytes of a page."""

    limits: Limits
    language: str
    page_size: int


class Examined(NamedTuple):
    """What is known of a source: its document, None if it cannot be used, and what is wrong with it."""

    document: Document | None
    findings: tuple[Finding, ...]


def examine(source: Source, terms: Terms) -> Examined:
    """Examine one source; never raises for what is wrong with it."""
    return examine_tree(source, terms)[1]


def examine_tree(source: Source, terms: Terms) -> tuple[Tree | None, Examined]:
    """Examine one source, and return its tree too; None if there is none."""
    tree, findings = parse(source, terms.limits)
    if tree is None:
        return None, Examined(None, tuple(findings))
    document = describe(tree, terms.language)
    document = replace(document, bearings=bearings(tree.root, document.blocks), contexts=contexts(tree, document))
    if sections := divide(tree, terms.page_size):
        document = replace(document, sections=sections, date=_span(document.date, sections))
    return tree, Examined(document, (*findings, *check_tree(tree)))


def _span(date: DateRange | None, sections: Sequence[Section]) -> DateRange | None:
    """Return the date of a document, or of one that is a volume of dated documents, from which day to which."""
    days = [day for section in sections if (found := section.date) for day in (found.start, found.end) if day]
    distinct = sorted(set(days), key=chronological)
    dated = sum(section.date is not None for section in sections)
    if dated < _VOLUME or len(distinct) < 2:  # noqa: PLR2004 - one day is no span
        return date
    return DateRange(distinct[0], distinct[-1], "range", None, "")


def examine_all(sources: Sequence[Source], terms: Terms, workers: Workers) -> Iterator[bytes]:
    """Examine sources in their order, shared among workers, and yield what is known of each, packed.

    A source that ends its worker is a finding.
    """
    weights = [_size(source) for source in sources]
    results = workers.map(_examine_chunk, [(source, terms) for source in sources], weights)
    for source, result in zip(sources, results, strict=True):
        yield pack(Examined(None, (_killer(source, result),))) if isinstance(result, Died) else result


def pack(examined: Examined) -> bytes:
    """Return what is known of a source in the form in which it travels and is remembered."""
    return zlib.compress(pickle.dumps(examined, pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> Examined:
    """Return what was packed: by this program, in this run or in one whose record this user has signed."""
    examined: Examined = pickle.loads(zlib.decompress(packed))  # noqa: S301 - see above
    return examined


def _examine_chunk(items: list[tuple[Source, Terms]]) -> list[bytes]:
    return [pack(examine(source, terms)) for source, terms in items]


def _killer(source: Source, died: Died) -> Finding:
    return Finding("XML005", "error", source.path, f"the file could not be worked on: {died.reason}")


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0
