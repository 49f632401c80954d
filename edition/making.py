"""The second half of a build: documents that are sound become a site, a page is made only if it would be another."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from edition.fresh import State, stamp
from edition.index import build_index
from edition.labels import interfaces
from edition.later import Later, spare
from edition.memory import Details, part_stamp
from edition.model import Document, Finding, Index, Page
from edition.pages import DocumentPages, LayerStopped
from edition.paper import Wanted
from edition.pipeline import Built, Joined, reported_late
from edition.printing import Printing
from edition.report.text import summary
from edition.site.colophon import making_view
from edition.site.feeds import sitemap
from edition.site.images import files as picture_files
from edition.site.images import find_pictures
from edition.site.images import made as made_picture
from edition.site.manifest import manifest
from edition.site.publish import Kept, publish
from edition.site.search.files import FOLDER
from edition.site.take import (
    ARCHIVE,
    archive,
    data_page,
    holds_the_same,
    whole_files,
    whole_formats,
)
from edition.site.tallies import findings_of, summary_of
from edition.site.transform import assets, last_pages, prepared, site_pages
from edition.view import site_view, tei_path

if TYPE_CHECKING:
    from edition.building import Checks


def make(checks: "Checks", findings: tuple[Finding, ...], wanted: Wanted) -> Built:
    """Make what has changed of the site and its books, publish all of it, and remember it."""
    site = _Site(checks, checks.hand_over(), wanted)
    sources = tuple(checks.sources)
    site.index = site.pages.index
    checks.memory.ledger.forget()
    try:
        with closing(site.printing):
            outputs = publish(site.files(), checks.memory.ledger.out, site.modified)
    except LayerStopped:
        return Built(sources, (*findings, *reported_late(site.pages.of_layer(), checks.edition)), None)
    late = [
        *findings_of(site.index, site.pages.tallies, site.pages.bare),
        *site.pages.of_layer(),
        *site.printing.findings(site.index),
    ]
    built = Built(sources, (*findings, *reported_late(late, checks.edition)), len(outputs))
    _remember(checks, site, built, outputs)
    return built


class _Site:
    """A site in the making."""

    def __init__(self, checks: "Checks", joined: Joined, wanted: Wanted) -> None:
        documents = joined.documents
        self._checks, self._memory, self._config = checks, checks.memory, checks.edition.config
        self._pictures = find_pictures(documents, joined.library)
        self.index = build_index(documents, joined.library)
        self.modified = _modified(documents)
        self.search_key = ""
        self.watched = checks.watched | {
            str(part.path): part_stamp(part) for document in documents for part in document.parts
        }
        # A file of another time would have to be touched, and with it the old site.
        self._keeps = self.modified == self._memory.modified
        self.whole: dict[str, str] = {}
        self.printing = Printing(checks, self.index, self._pictures, self.modified, wanted)
        self._bound = _bound(self.index, wanted)
        printed = self.printing.documents
        self.pages = DocumentPages(checks, self.index, self._pictures, printed, self._bound, keeps=self._keeps)

    def files(self) -> Iterator[Page | Kept]:
        """Yield all files of the site, one after the other: a large edition does not fit into memory."""
        self.printing.begin(self.index, self._is_kept)
        whole = [prepared(page) for page in self.pages.whole]
        references = Later(self._references)
        archived = Later(self._archive)
        yield from self.pages.files(spare([*(page.view for page in whole), archived, references]))
        yield from assets(self._config)
        yield from self._images()
        yield from self._tei()
        epub = list(self._epub())
        bound = {"epub": epub[0].path} if epub else {}
        formats = {**self.printing.formats, **bound, **whole_formats(self.index)}
        yield manifest(self.index, self._config, formats, self.pages.former.goals, self.printing.documents)
        sizes = {}
        downloads = (archived.take(), *references.take())
        for file in chain(epub, self.printing.files(), downloads):
            sizes[file.path] = self._memory.ledger.size(file.path) if isinstance(file, Kept) else len(file.content)
            yield file
        data = data_page(self.index, [(form, path, sizes[path]) for form, path in formats.items()])
        made = making_view(self.index, self._config, summary_of(self.pages.tallies))
        pages = (*whole, *map(prepared, (data, *last_pages(self.index, made))))
        yield from self._sitemap([each.page.path for each in pages], self.pages.shared.folders)
        yield from site_pages(pages, self.pages.shared, self._is_known, self._checks.workers)
        yield from self._search()

    def _epub(self) -> Iterator[Page]:
        if self._bound is not None and self.pages.chapters is not None:
            from edition.epub.bind import Binding, bind

            shared, registers = self.pages.shared, self.pages.registers
            binding = Binding(self.index, self._bound, self._config, shared, self._pictures, self.modified, registers)
            yield bind(self.pages.chapters, binding)

    def _archive(self) -> Page | Kept:
        old = self._memory.ledger.out / ARCHIVE
        if not self._is_kept(ARCHIVE):
            return archive(self.index)
        return Kept(ARCHIVE) if holds_the_same(old, self.index) else archive(self.index, old, self._is_as_it_was)

    def _references(self) -> tuple[Page, ...]:
        return tuple(whole_files(self.index, self._config, self.pages.books))

    def _sitemap(self, pages: Sequence[str], folders: Sequence[str]) -> Iterator[Page]:
        url = str(site_view(self.index, self._config)["url"] or "")
        moved = self.pages.former.pages
        if url:
            shown = [path for path in pages if path.endswith(".html") and path != "404.html" and path not in moved]
            yield from sitemap(self.index, url, shown, folders)

    def _images(self) -> Iterator[Page | Kept]:
        for file in picture_files(self._pictures):
            same = self._is_kept(file.path) and self._memory.ledger.is_watched(file.source)
            self.watched[str(file.source)] = stamp(file.source)
            yield Kept(file.path) if same else made_picture(file)

    def _tei(self) -> Iterator[Page | Kept]:
        for document in self.index.documents:
            path = tei_path(document)
            same = self._is_as_it_was(document.source.name, document.sha256) and self._is_kept(path)
            yield Kept(path) if same else Page(path, document.source.path.read_bytes())

    def _is_as_it_was(self, name: str, sha256: str) -> bool:
        """Tell whether the last build knew a source with these bytes."""
        known = self._memory.ledger.seen(name)
        return known is not None and known.sha256 == sha256

    def _is_known(self, path: str, made_from: str) -> bool:
        """Tell whether a page of the site as a whole is made from the same as in the old site; remember from what."""
        key = self.whole[path] = self._memory.key([self.pages.shared_key, made_from])
        return self._memory.details.whole.get(path) == key and all(map(self._is_kept, self.pages.shared.paths(path)))

    def _search(self) -> Iterator[Page | Kept]:
        if not self._config.search.enabled:
            return
        search = self.pages.searched({each.language: each.labels for each in interfaces(self._config)})
        self.search_key = self._memory.key([search.key])
        state = self._memory.ledger.state
        old = [path for path in (state.outputs if state else ()) if path.startswith(f"{FOLDER}/")]
        same = old and self.search_key == self._memory.details.search and all(map(self._is_kept, old))
        yield from map(Kept, old) if same else search.files()

    def _is_kept(self, path: str) -> bool:
        return self._keeps and self._memory.ledger.is_in_place(path)


def _bound(index: Index, wanted: Wanted) -> tuple[Document, ...] | None:
    """Return the documents that the EPUB is to hold, None if there is to be none."""
    if not wanted.epub:
        return None
    if not wanted.only:
        return tuple(index.documents)
    from edition.book.books import chosen  # most builds need no book

    ids = chosen(index, wanted.only)
    return tuple(document for document in index.documents if document.id in ids)


def _remember(checks: "Checks", site: _Site, built: Built, outputs: Mapping[str, int]) -> None:
    memory, ledger = checks.memory, checks.memory.ledger
    tei = {source.name for source in checks.sources}
    # What was read is remembered, with the stamps from before it was read: a file that was changed meanwhile has
    # another one, and is looked at again.
    seen = {name: (found, checks.hashes.get(name, ""), name in tei) for name, found in checks.stamps.items()}
    examined = {
        source.name: (
            memory.examination_key(source, checks.hashes[source.name], checks.terms),
            checks.packed[source.name],
        )
        for source in checks.sources
    }
    memory.keep(
        Details(
            examined, site.pages.remembered, checks.by_schema, site.whole, site.search_key, site.printing.remembered()
        )
    )
    said = summary(built.findings, len(built.sources))
    ledger.keep(
        State(ledger.settings, seen, site.watched, outputs, site.modified, said, has_findings=bool(built.findings))
    )


def _modified(documents: Sequence[Document]) -> int:
    """Return the time that all files of the site get: SOURCE_DATE_EPOCH, else the newest change of a source."""
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        return int(epoch)
    newest = max((document.modified[:10] for document in documents), default="")
    try:
        return int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0
