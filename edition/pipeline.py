"""The one module that knows the order of the stages: check and build."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from edition.config import Sources
from edition.errors import PublishError, UsageError
from edition.index import build_index, library, settle_ids
from edition.model import Document, Finding, Index, Page, Source
from edition.project import Edition
from edition.report.baseline import new
from edition.rules import check_edition, check_tree
from edition.rules.catalogue import judge
from edition.rules.concern import concerning
from edition.rules.echoes import without_echoes
from edition.schemas.plan import Plan, plan
from edition.site.manifest import manifest
from edition.site.publish import check_output, publish
from edition.site.transform import assets, pages
from edition.source.describe import describe
from edition.source.discover import discover
from edition.source.parse import Tree, parse
from edition.source.positions import locate
from edition.view import tei_path


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of reading and checking all sources; `trees` and `documents` are of those that can be used.

    `sources` are all that were read, or those that are reported. `notice` is a line for the user on what was not
    checked.
    """

    sources: tuple[Source, ...]
    trees: tuple[Tree, ...]
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: which sources it checked, what it found, and how many files it wrote.

    `files` is None if the site was left as it was.
    """

    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    files: int | None


def check(edition: Edition, workers: Executor | None = None) -> Checked:
    """Read every source of an edition and say what is wrong, by our rules and by the schemas; for `validate`.

    What a document's own `xml-model` asks for counts too, and a folder without any schema is held against the kept
    tei_all. `workers` share the work of grammars.
    """
    checked = _check(edition, _sources(edition), frozenset())
    schemas = _plan(edition, checked)
    findings = _reported(edition, checked, _by_schema(schemas, workers))
    files = {finding.file for finding in findings}
    sources = (source for source in checked.sources if source.path in files or edition.wants(source.path))
    return replace(checked, sources=tuple(sources), findings=findings, notice=schemas.notice)


def _plan(edition: Edition, checked: Checked) -> Plan:
    """Say what the documents that are reported are checked against, their own wishes included."""
    wanted = [tree for tree in checked.trees if edition.wants(tree.source.path)]
    return plan(wanted, edition.schemas, edition.folder, follow=True)


def _by_schema(schemas: Plan, workers: Executor | None) -> list[Finding]:
    if not schemas.trees:
        return list(schemas.findings)
    from edition.schemas.check import check as check_schemas  # the engines are large, and many editions have no schema

    return [*schemas.findings, *check_schemas(schemas.trees, workers)]


def export_svrl(edition: Edition, checked: Checked, folder: Path) -> int:
    """Write what Schematron says of each document as SVRL, a file a document and schema; return how many.

    A file is named after both: `letters/first.xml.rules.svrl`. Raises PublishError where the disk refuses.
    """
    from edition.schemas.check import export

    count = 0
    try:
        for name, text in export(_plan(edition, checked).trees):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            count += 1
    except OSError as error:
        raise PublishError(f"{folder} could not be written: {error.strerror}") from error
    return count


def build(
    edition: Edition, out: Path, workers: Executor | None = None, *, pdf: bool = False, keep_going: bool = False
) -> Built:
    """Make the site of an edition in `out`, unless its sources have errors.

    With `pdf` the book is set too. With `keep_going` the documents that have errors are left out; what points at
    them becomes plain text and a finding.
    """
    check_output(out)
    edition = replace(edition, reported=None)  # a site is made of all files, whichever was named
    checked = _check(edition, _sources(edition, out), frozenset())
    schemas = plan(checked.trees, edition.schemas, edition.folder, follow=False)
    findings = _reported(edition, checked, _by_schema(schemas, workers))
    if broken := frozenset(finding.file for finding in findings if finding.severity == "error"):
        if not keep_going:
            return Built(checked.sources, findings, None)
        checked = _check(edition, checked.sources, broken)
        findings = tuple(dict.fromkeys((*findings, *_reported(edition, checked))))
    if not checked.documents:
        return Built(checked.sources, findings, None)
    index = build_index(checked.documents)
    modified = _modified(checked.documents)
    books = [_book(edition, checked, index, modified)] if pdf else []
    files = publish(_files(edition, checked, index, books), out, modified)
    return Built(checked.sources, findings, files)


def _sources(edition: Edition, *skip: Path) -> list[Source]:
    """Find the sources; none at all is a mistake of whoever named the place, and never a success."""
    if found := discover(edition.root, edition.config, skip):
        return found
    chosen = " that edition.toml chooses ([sources] include, exclude)" if edition.config.sources != Sources() else ""
    raise UsageError(
        f"there is no TEI document{chosen} in {edition.root}: no file *.xml whose root is TEI or teiCorpus"
    )


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
            findings += check_tree(tree)
    language = edition.config.language or "en"
    documents, renamed = settle_ids([describe(tree, language) for tree in trees])
    unread = {source.name for source in sources} - {document.source.name for document in documents}
    findings += renamed
    # What points at a broken file is right as long as that may be mended.
    across = check_edition(documents, library(documents, unread))
    findings += [finding for finding in across if left_out or finding.code != "REF011"]
    return Checked(tuple(sources), tuple(trees), tuple(documents), tuple(findings))


def _reported(edition: Edition, checked: Checked, more: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """Weigh the findings as the edition wants it, and keep what is to be reported: of which files, and what is new."""
    judged = judge((*checked.findings, *more), edition.config.rules, is_project=edition.config.is_project)
    findings = without_echoes(judged)
    if edition.strict:
        findings = [replace(finding, severity="error") for finding in findings]
    if edition.reported is not None:
        others = {source.path.resolve() for source in checked.sources} - edition.reported
        findings = [finding for finding in findings if finding.file.resolve() not in others]
    if edition.changed is not None:
        findings = concerning(findings, edition.changed, edition.folder, checked.sources, checked.documents)
    located = locate(findings)
    return tuple(new(located, edition.baseline) if edition.baseline else located)


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
