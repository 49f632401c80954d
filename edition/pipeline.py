"""The one module that knows the order of the stages: check and build."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from edition.config import Config, find_project, load
from edition.index import build_index, library, settle_ids
from edition.model import Document, Finding, Index, Page, Source
from edition.rules import dates, ids, names, references
from edition.rules.catalogue import judge
from edition.site.manifest import manifest
from edition.site.publish import check_output, publish
from edition.site.transform import assets, pages
from edition.source.describe import describe
from edition.source.discover import discover
from edition.source.parse import Tree, parse
from edition.source.positions import locate
from edition.view import tei_path


@dataclass(frozen=True, slots=True)
class Edition:
    """What a run works on: the folder (or file) of the sources, its configuration, and the files that are reported.

    `reported` is None where all files are. `strict` makes errors of warnings.
    """

    root: Path
    config: Config
    reported: frozenset[Path] | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of reading and checking all sources; `trees` and `documents` are of those that can be used."""

    sources: tuple[Source, ...]
    trees: tuple[Tree, ...]
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> frozenset[Path]:
        """The files that have errors."""
        return frozenset(finding.file for finding in self.findings if finding.severity == "error")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: how many sources it checked, what it found, and how many files it wrote.

    `files` is None if the site was left as it was.
    """

    checked: int
    findings: tuple[Finding, ...]
    files: int | None


def open_editions(
    paths: Iterable[Path], select: Sequence[str] = (), ignore: Sequence[str] = (), *, strict: bool = False
) -> list[Edition]:
    """Find the editions that paths belong to; files of one project make one edition. `select` adds to `[rules]`."""
    editions: dict[Path, Edition] = {}
    for path in paths:
        found = _open(path)
        known = editions.get(found.root.resolve())
        if known and known.reported is not None and found.reported is not None:
            found = replace(found, reported=known.reported | found.reported)
        rules = found.config.rules
        rules = replace(rules, select=(*rules.select, *select), ignore=(*rules.ignore, *ignore))
        editions[found.root.resolve()] = replace(found, config=replace(found.config, rules=rules), strict=strict)
    return list(editions.values())


def _open(path: Path) -> Edition:
    """Open one path; a file of a project opens the project, and only the file is reported."""
    if path.is_dir():
        return Edition(path, load(path))
    project = find_project(path.parent)
    if project is None:
        return Edition(path, load(path.parent))
    return Edition(project, load(project), frozenset({path.resolve()}))


def check(edition: Edition, out: Path | None = None) -> Checked:
    """Read every source of an edition and say what is wrong; sources in `out` are none."""
    checked = _check(edition, discover(edition.root, edition.config, [out] if out else []), frozenset())
    return replace(checked, findings=tuple(locate(_judged(edition, checked.findings))))


def build(edition: Edition, out: Path, *, pdf: bool = False, keep_going: bool = False) -> Built:
    """Make the site of an edition in `out`, unless its sources have errors.

    With `pdf` the book is set too. With `keep_going` the documents that have errors are left out; what points at
    them becomes plain text and a finding.
    """
    check_output(out)
    edition = replace(edition, reported=None)  # a site is made of all files, whichever was named
    checked = check(edition, out)
    count, findings = len(checked.sources), checked.findings
    if checked.broken:
        if not keep_going:
            return Built(count, findings, None)
        checked = _check(edition, checked.sources, checked.broken)
        findings = tuple(dict.fromkeys((*findings, *locate(_judged(edition, checked.findings)))))
    index = build_index(checked.documents)
    modified = _modified(checked.documents)
    books = [_book(edition, checked, index, modified)] if pdf else []
    files = publish(_files(edition, checked, index, books), out, modified)
    return Built(count, findings, files)


def _check(edition: Edition, sources: Sequence[Source], left_out: frozenset[Path]) -> Checked:
    """Check the sources but those that are left out: they are known only to be of the edition."""
    trees: list[Tree] = []
    findings: list[Finding] = []
    for source in sources:
        if source.path in left_out:
            continue
        tree, found = parse(source, edition.config.sources.limits)
        findings += found
        if tree is not None:
            trees.append(tree)
            findings += [*ids.check(tree), *dates.check(tree), *names.check(tree)]
    language = edition.config.language or "en"
    documents, renamed = settle_ids([describe(tree, language) for tree in trees])
    unread = {source.name for source in sources} - {document.source.name for document in documents}
    findings += [*renamed, *ids.check_across(documents), *references.check(documents, library(documents, unread))]
    return Checked(tuple(sources), tuple(trees), tuple(documents), tuple(findings))


def _judged(edition: Edition, findings: Iterable[Finding]) -> list[Finding]:
    """Weigh the findings as the edition wants it, and keep those of the files that are reported."""
    judged = judge(findings, edition.config.rules, is_project=edition.config.is_project)
    if edition.strict:
        judged = [replace(finding, severity="error") for finding in judged]
    if edition.reported is None:
        return judged
    return [finding for finding in judged if finding.file.resolve() in edition.reported]


def _book(edition: Edition, checked: Checked, index: Index, modified: int) -> Page:
    from edition.book import book  # typst is large, and most builds need no book

    return book(checked.trees, index, edition.config, modified)


def _files(edition: Edition, checked: Checked, index: Index, books: Sequence[Page]) -> Iterator[Page]:
    """Yield all files of the site: pages, assets, sources, books, manifest."""
    yield from pages(checked.trees, index, edition.config)
    yield from assets(edition.config)
    for document in index.documents:
        yield Page(tei_path(document), document.source.path.read_bytes())
    yield from books
    yield manifest(index, edition.config, {Path(page.path).suffix[1:]: page.path for page in books})


def _modified(documents: Sequence[Document]) -> int:
    """Return the time that all files of the site get: SOURCE_DATE_EPOCH, else the newest change of a source."""
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        return int(epoch)
    newest = max((document.modified[:10] for document in documents), default="")
    try:
        return int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0
