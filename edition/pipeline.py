"""check(): the stages up to the findings, and what build() (building.py) has in common with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from edition.claims import settle_ids
from edition.config import Sources
from edition.errors import PublishError, UsageError
from edition.examine import Terms, examine_tree
from edition.index import Library, library
from edition.model import Document, Finding, Source
from edition.project import Edition
from edition.report.baseline import new
from edition.rules import check_edition, former
from edition.rules.catalogue import judge
from edition.rules.concern import concerning
from edition.rules.echoes import without_echoes
from edition.schemas.plan import Plan, plan
from edition.source.discover import discover
from edition.source.parse import Tree
from edition.source.positions import locate
from edition.source.xinclude import included


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
    checked = _check(edition, sources_of(edition))
    schemas = _plan(edition, checked)
    found = (
        *checked.findings,
        *by_schema(schemas, workers),
        *of_layer(edition),
        *former.check(checked.documents, edition.config),
    )
    findings = reported(edition, checked.sources, checked.documents, found)
    files = {finding.file for finding in findings}
    sources = (source for source in checked.sources if source.path in files or edition.wants(source.path))
    notice = _left_aside(edition, checked) or schemas.notice
    return replace(checked, sources=tuple(sources), findings=findings, notice=notice)


def _left_aside(edition: Edition, checked: Checked) -> str:
    """Say which of the files that are named are no sources of their project, so that nothing looked at them."""
    if not edition.reported:
        return ""
    parts = (part.path for tree in checked.trees for part in tree.parts)
    known = {path.resolve() for path in (*(source.path for source in checked.sources), *parts)}
    files = sorted(path for path in edition.reported if path not in known)
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return f"{files[0].name}{more}: not checked, no source of the edition ([sources] in edition.toml)" if files else ""


def _plan(edition: Edition, checked: Checked) -> Plan:
    """Say what the documents that are reported are checked against, their own wishes included."""
    wanted = [tree for tree in checked.trees if edition.wants(tree.source.path)]
    return plan(wanted, edition.schemas, edition.folder, follow=True)


def by_schema(schemas: Plan, workers: Executor | None) -> list[Finding]:
    """Return what schemas say of the trees that are planned for them, and what is wrong with the schemas."""
    if not schemas.trees:
        return list(schemas.findings)
    from edition.schemas.check import check as check_schemas  # the engines are large, and many editions have no schema

    return [*schemas.findings, *check_schemas(schemas.trees, workers)]


def of_layer(edition: Edition) -> list[Finding]:
    """Return what is wrong with the project's own stylesheet."""
    if edition.config.site.xslt is None:
        return []
    from edition.layer import check as check_layer  # it compiles, which takes a while

    return check_layer(edition.config.site.xslt)


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


def sources_of(edition: Edition, *skip: Path, known: Mapping[str, bool] | None = None) -> list[Source]:
    """Find the sources; none at all is a mistake of whoever named the place, and never a success.

    `known` tells of files whether they are TEI.
    """
    if found := discover(edition.root, edition.config, skip, known):
        return found
    chosen = " that edition.toml chooses ([sources] include, exclude)" if edition.config.sources != Sources() else ""
    raise UsageError(f"there is no TEI document{chosen} in {edition.root}: no file *.xml or *.tei whose root is of TEI")


def terms_of(edition: Edition) -> Terms:
    """Return what holds for all sources of an edition."""
    config = edition.config
    return Terms(config.sources.limits, config.language or "en", 1000 * config.site.page_size)


def _check(edition: Edition, sources: Sequence[Source]) -> Checked:
    """Read and check the sources, keeping their trees for the schemas."""
    trees: list[Tree] = []
    documents: list[Document] = []
    findings: list[Finding] = []
    every = [examine_tree(source, terms_of(edition)) for source in sources]
    whole = included((each.document.source.path, each.document.parts) for _, each in every if each.document)
    for source, (tree, examined) in zip(sources, every, strict=True):
        if source.path in whole:  # what is wrong with it comes with the document that includes it
            continue
        findings += examined.findings
        if tree is not None and examined.document is not None:
            trees.append(tree)
            documents.append(examined.document)
    joined = across([source for source in sources if source.path not in whole], documents, frozenset())
    return Checked(tuple(sources), tuple(trees), joined.documents, (*findings, *joined.findings))


class Joined(NamedTuple):
    """Documents that know of each other: each with an address of its own, what is wrong between them, and the library.

    The findings can be gone through once.
    """

    documents: tuple[Document, ...]
    findings: Iterator[Finding]
    library: Library


def across(sources: Sequence[Source], documents: Sequence[Document], left_out: frozenset[Path]) -> Joined:
    """Give each document an address of its own, and say what is wrong between them.

    Those that are `left_out` are known only to be of the edition. What points at a broken file is right as long as
    that may be mended.
    """
    settled, renamed = settle_ids(documents)
    unread = {source.name for source in sources} - {document.source.name for document in settled}
    shelf = library(settled, unread)
    between = (found for found in check_edition(settled, shelf) if left_out or found.code != "REF011")
    return Joined(tuple(settled), chain(renamed, between), shelf)


def reported(
    edition: Edition,
    sources: Sequence[Source],
    documents: Sequence[Document],
    found: Iterable[Finding],
    *,
    brief: bool = False,
) -> tuple[Finding, ...]:
    """Weigh the findings as the edition wants it, and keep what is to be reported: of which files, and what is new.

    `brief` leaves of a warning only its code and file: to find the places takes as long as to find the warnings, and to
    keep the words of all takes more memory than anything else.
    """
    judged = judge(found, edition.config.rules, is_project=edition.config.is_project)
    findings = without_echoes(list(_shortened(judged) if brief and not edition.baseline else judged))
    if edition.strict:
        findings = [finding._replace(severity="error") for finding in findings]
    if edition.reported is not None:
        others = {source.path.resolve() for source in sources} - edition.reported
        findings = [finding for finding in findings if finding.file.resolve() not in others]
    if edition.changed is not None:
        findings = concerning(findings, edition.changed, edition.folder, sources, documents)
    origins = {document.source.path: document.origins for document in documents if document.origins}
    if brief and not edition.baseline:
        errors = locate([finding for finding in findings if finding.severity == "error"], origins, paths=False)
        return (*errors, *(finding for finding in findings if finding.severity != "error"))
    located = locate(findings, origins)
    return tuple(new(located, edition.baseline) if edition.baseline else located)


def _shortened(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield errors as they are, and for all warnings of a rule in a file the same value."""
    same: dict[tuple[str, Path], Finding] = {}
    for found in findings:
        if found.severity == "error":
            yield found
        else:
            yield same.setdefault((found.code, found.file), Finding(found.code, found.severity, found.file, ""))


def reported_late(found: Sequence[Finding], edition: Edition) -> tuple[Finding, ...]:
    """Weigh and locate what came to light while pages were made."""
    judged = judge(found, edition.config.rules, is_project=edition.config.is_project)
    return tuple(locate(list(judged)))
