"""The one module that knows the order of the stages: check and build."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from edition.config import Config, find_project, load
from edition.index import build_index, settle_ids
from edition.model import Document, Finding, Index, Page
from edition.site.manifest import manifest
from edition.site.publish import check_output as publish_check
from edition.site.publish import publish
from edition.site.transform import assets, pages
from edition.view import tei_path
from edition.source.describe import describe
from edition.source.discover import discover
from edition.source.parse import Tree, parse
from edition.source.positions import locate


@dataclass(frozen=True, slots=True)
class Edition:
    """What a run works on: the folder of the sources, its configuration, and the files that are reported."""

    root: Path
    config: Config
    reported: frozenset[Path] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of reading and checking all sources of an edition."""

    trees: tuple[Tree, ...]
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: its findings, and the number of files written, None if the site was left as it was."""

    findings: tuple[Finding, ...]
    files: int | None


def open_edition(path: Path) -> Edition:
    """Find the edition that a path belongs to: a project, a folder of TEI, or one file.

    A file belongs to the nearest `edition.toml` above it: then the whole project is read and the file is reported.
    """
    if path.is_dir():
        return Edition(path, load(path))
    project = find_project(path.parent)
    if project is None:
        return Edition(path, load(path.parent))
    return Edition(project, load(project), frozenset({path.resolve()}))


def check(edition: Edition, out: Path | None = None) -> Checked:
    """Read every source of an edition and look for what is wrong; sources in `out` are none."""
    sources = discover(edition.root, edition.config, [out] if out else [])
    trees: list[Tree] = []
    findings: list[Finding] = []
    for source in sources:
        tree, found = parse(source, edition.config.sources.limits)
        findings += found
        if tree is not None:
            trees.append(tree)
    language = edition.config.language or "en"
    documents, renamed = settle_ids([describe(tree, language) for tree in trees])
    findings += renamed
    return Checked(tuple(trees), tuple(documents), tuple(locate(findings)))


def build(edition: Edition, out: Path, *, keep_going: bool = False) -> Built:
    """Make the site of an edition in `out`, unless its sources have errors."""
    publish_check(out)
    checked = check(edition, out)
    if not keep_going and any(finding.severity == "error" for finding in checked.findings):
        return Built(checked.findings, None)
    index = build_index(checked.documents)
    files = publish(_files(edition, checked, index), out, _modified(checked.documents))
    return Built(checked.findings, files)


def _files(edition: Edition, checked: Checked, index: Index) -> Iterator[Page]:
    """Yield all files of the site: pages, assets, sources, manifest."""
    yield from pages(checked.trees, index, edition.config)
    yield from assets(edition.config)
    for document in index.documents:
        yield Page(tei_path(document), document.source.path.read_bytes())
    yield manifest(index, edition.config, {})


def _modified(documents: Sequence[Document]) -> int:
    """Return the time that all files of the site get: SOURCE_DATE_EPOCH, else the newest change of a source."""
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        return int(epoch)
    newest = max((document.modified[:10] for document in documents), default="")
    try:
        return int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0
