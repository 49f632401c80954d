"""The whole audit: every document of a site, and its books, held against the sources."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from edition.audit.book import check_book
from edition.audit.document import check_group
from edition.audit.findings import unbuilt, unhandled
from edition.audit.manifest import Entry, Manifest, read_manifest
from edition.audit.values import Outcome, Row, Setting
from edition.config import Config
from edition.errors import EditionError, UsageError
from edition.model import Finding
from edition.source.discover import discover

_SUMS = ("letters", "lost", "doubled", "added", "moved")


class Share(Protocol):
    """Hands items to workers as `Workers.map` does, and yields the results in their order."""

    def __call__(self, task: Callable[[list[Any]], list[Any]], items: Sequence[Any], weights: Sequence[int]) -> Any:
        """Return an iterator of results; what is no result stands for a worker that died."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit came to: a row for each document, how many pages and books were read, and what is wrong."""

    rows: tuple[Row, ...]
    pages: int
    books: tuple[str, ...]
    findings: tuple[Finding, ...]


def audit(root: Path, config: Config, site: Path, wants: Callable[[Path], bool], share: Share) -> Audit:
    """Hold a site against its sources at `root`, a folder or one file; only the files that are wanted are looked at.

    `share` hands the work to other processes. Raises UsageError if `site` was not built by this program, EditionError
    if a process died.
    """
    manifest = read_manifest(site)
    folder = root if root.is_dir() else root.parent
    setting = Setting(folder, site, config.sources.limits)
    entries = [entry for entry in manifest.entries if wants(folder / entry.source)]
    groups = list(_groups(entries))
    weights = [sum(_size(folder / entry.source) for entry in group) for group in groups]
    outcomes = list(share(partial(_check, setting), groups, weights))
    if not all(isinstance(outcome, Outcome) for outcome in outcomes):
        raise EditionError("a process that checked documents came to an end before its time")
    rows = [row for outcome in outcomes for row in outcome.rows]
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    whole = frozenset().union(*(outcome.included for outcome in outcomes))
    unbuilt_ = (finding for finding in _unbuilt(root, config, site, manifest, wants) if finding.file not in whole)
    findings += [*unbuilt_, *unhandled(rows, folder)]
    books = list(_books(manifest, entries))
    for form, names, of in books:
        findings += check_book(setting, form, names, of)
    pages = {page for entry in entries for page in entry.pages}
    return Audit(tuple(rows), len(pages), tuple(name for _, names, _ in books for name in names), tuple(findings))


def _check(setting: Setting, groups: list[tuple[Entry, ...]]) -> list[Outcome]:
    return [check_group(setting, group) for group in groups]


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _unbuilt(
    root: Path, config: Config, site: Path, manifest: Manifest, wants: Callable[[Path], bool]
) -> list[Finding]:
    """Return a finding for each source that the site knows nothing of."""
    known = {entry.source for entry in manifest.entries}
    sources = discover(root, config, [site])
    return [unbuilt(source.path) for source in sources if source.name not in known and wants(source.path)]


def _books(manifest: Manifest, entries: Sequence[Entry]) -> Iterator[tuple[str, tuple[str, ...], Sequence[Entry]]]:
    """Yield form and paths of each book with the documents that it should hold."""
    yield from ((form, names, entries) for form, names in manifest.books)
    for entry in entries:
        yield from ((form, names, [entry]) for form, names in entry.books)


def _groups(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Yield the documents that share a page together, since nobody can tell there whose a text is."""
    groups: dict[int, list[Entry]] = {}
    owner: dict[str, int] = {}
    for number, entry in enumerate(entries):
        groups[number] = [entry]
        for other in sorted({owner[page] for page in entry.pages if page in owner}):
            groups[number] = [*groups.pop(other), *groups[number]]
        owner |= {page: number for each in groups[number] for page in each.pages}
    for number in sorted(groups):
        yield tuple(groups[number])


def in_words(result: Audit) -> str:
    """Return in a line that nothing is lost; for a result without errors."""
    places = f"{len(result.rows)} documents, {result.pages} pages"
    places += "".join(f", {book}" for book in result.books)
    characters = sum(row.letters for row in result.rows)
    return f"{places}: all {characters} characters of the sources stand in them; 0 lost, 0 doubled."


def write_report(result: Audit, file: Path) -> None:
    """Write the figures of an audit as JSON: documents, sums, books; raise UsageError where that cannot be."""
    content = {
        "pages": result.pages,
        "books": list(result.books),
        **{name: sum(getattr(row, name) for row in result.rows) for name in _SUMS},
        "findings": len(result.findings),
        "documents": [row._asdict() for row in result.rows],
    }
    try:
        file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error
