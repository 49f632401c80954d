"""The pages of all documents of a site: those of the last build where they would be the same, else made now."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from edition.audit.quick import Tally
from edition.epub import book_view, chapter_name
from edition.epub.chapters import Chapters
from edition.epub.kept import KeptChapters
from edition.errors import TransformError
from edition.index import without_pointers
from edition.layer.report import said, stopped
from edition.memory import Pages
from edition.model import Document, Finding, Index, Page
from edition.site.common import common
from edition.site.document import Job, Old
from edition.site.former import former_places
from edition.site.images import Pictures
from edition.site.names import NamePages
from edition.site.publish import Kept
from edition.site.references import Bibliography
from edition.site.search.files import SearchFiles
from edition.site.search.shelf import Shelf
from edition.site.take import made_with_pages, with_pages
from edition.site.transform import jobs
from edition.site.transform import make as make_pages
from edition.site.whole import whole
from edition.work import Died

if TYPE_CHECKING:
    from edition.building import Checks


class LayerStopped(Exception):  # noqa: N818 - the way out of a publication that cannot go on
    """The project's own stylesheet could not go on; the output stays as it was."""


class DocumentPages:
    """The pages of all documents: those that are as they were, and those that are made now.

    `bound` are the documents that an EPUB is to hold, None if there is none; `chapters` are filled with theirs.
    """

    def __init__(
        self,
        checks: "Checks",
        index: Index,
        pictures: Pictures,
        printed: frozenset[str],
        bound: Sequence[Document] | None,
        *,
        keeps: bool,
    ) -> None:
        edition, memory = checks.edition, checks.memory
        self._memory, self._workers, self._keeps = memory, checks.workers, keeps
        self._layer = edition.config.site.xslt
        # What is kept until the last page is made must not hold what only led to it.
        self.index = lean = without_pointers(index)
        self._documents = {document.id: document for document in lean.documents}
        self._names = names = NamePages(index)
        self.former = former = former_places(lean, edition.config)
        self.whole = whole(lean, names, edition.config, former)
        made = (page for page in self.whole if page.template == "names-page")
        self.registers = tuple(made) if bound is None or len(bound) == len(lean.documents) else ()
        self.shared = common(lean, edition.config, self.whole)
        tongues = (part for tongue in self.shared.tongues for part in tongue)
        self.shared_key = memory.key([self.shared.site, self.shared.layer, *tongues])
        self._bound_key, self._kept_chapters = "", KeptChapters(memory.ledger.record)
        self.chapters = None if bound is None else Chapters()
        self._bound = frozenset(document.id for document in bound or ())
        if bound is not None:
            book = book_view(bound, [page.path for page in self.registers])
            self.shared = replace(self.shared, book=json.dumps(book, ensure_ascii=False))
            self._bound_key = memory.key([self.shared.book])
        self._shelf = Shelf(memory.ledger.record)
        self.books = Bibliography(lean, edition.config, printed)
        self._jobs = list(jobs(index, self.shared, pictures, names, former, self.books))
        self._said: list[tuple[str, str]] = []
        self._stopped: tuple[str, str, tuple[str, ...]] | None = None
        self.tallies: dict[str, Tally] = {}
        self.bare: dict[str, str] = {}
        self.remembered: dict[str, Pages] = {}

    def files(self, meanwhile: Callable[[], bool]) -> Iterator[Page | Kept]:
        """Yield the pages of each document in turn, made or kept; `meanwhile` is work for when others make them."""
        keys = [self._key(job) for job in self._jobs]
        known = [self._known(job, key) for job, key in zip(self._jobs, keys, strict=True)]
        wanted = [self._with_old(job) for job, old in zip(self._jobs, known, strict=True) if old is None]
        made = make_pages(wanted, self._workers, meanwhile)
        for job, key, old in zip(self._jobs, keys, known, strict=True):
            if old is not None:
                self._note(job.source.name, old)
                self._bind(job, self._kept_chapters.get(job.source.name, old.bound[1]) or ())
                yield from map(Kept, _files_of(job))
                continue
            result = next(made)
            if isinstance(result, Died):
                raise TransformError(f"{job.source.name}: {result.reason}")
            if result.stopped:
                self._stopped = (job.source.name, result.stopped, result.messages)
                raise LayerStopped
            found = self._shelf.put(job.source.name, result.found) if result.found else ""
            bound = self._bind(job, result.chapters)
            sheets = () if result.bare else result.keys
            self._note(job.source.name, Pages(key, result.tally, result.messages, result.bare, found, bound, sheets))
            same = {job.document.pages[number - 1] for number in result.same}
            for path, text in zip(_pages_of(job), result.pages, strict=True):
                yield Kept(path) if path.rpartition("/")[2] in same else Page(path, text.encode())
            yield from with_pages(self._documents[job.document.id], result.text, self.books)
        self._kept_chapters.clear((name, pages.bound[1]) for name, pages in self.remembered.items())

    def _bind(self, job: Job, chapters: Sequence[str]) -> tuple[str, str]:
        """Take the chapters of a document into the EPUB, and keep them; return by what they are found again."""
        if self.chapters is None or job.document.id not in self._bound:
            return "", ""
        for page, chapter in zip(job.document.pages, chapters, strict=False):
            self.chapters.put(chapter_name(page), chapter)
        return self._bound_key, self._kept_chapters.put(job.source.name, chapters)

    def _note(self, name: str, pages: Pages) -> None:
        self.tallies[name], self.remembered[name] = pages.tally, pages
        self._said += [(name, message) for message in pages.messages]
        if pages.bare:
            self.bare[name] = pages.bare

    def of_layer(self) -> list[Finding]:
        """Return what the project's layer had to say, and why it stopped if it did."""
        if self._layer is None:
            return []
        if self._stopped is not None:
            about, why, messages = self._stopped
            return [stopped(self._layer, why, about, messages)]
        return said(self._layer, self._said)

    def _key(self, job: Job) -> str:
        inputs = (job.document.sha256, *(part.sha256 for part in job.document.parts))
        return self._memory.key([self.shared_key, job.view, *inputs])

    def _known(self, job: Job, key: str) -> Pages | None:
        """Return what is known of pages that need not be made again."""
        old = self._memory.details.pages.get(job.source.name)
        if not self._keeps or old is None or old.key != key:
            return None
        if job.common.is_searched and not self._shelf.holds(job.source.name, old.found):
            return None
        if job.document.id in self._bound and not self._has_chapters(job, old):
            return None
        return old if all(map(self._memory.ledger.is_in_place, _files_of(job))) else None

    def _with_old(self, job: Job) -> Job:
        """Return a job that knows the pages of a long register, if those of the last build are in place."""
        old = self._memory.details.pages.get(job.source.name)
        is_there = self._keeps and old and all(map(self._memory.ledger.is_in_place, _pages_of(job)))
        keys = old.sheets if old and is_there else ()
        return job._replace(old=Old(self.shared_key, keys, self._memory.ledger.out.resolve()))

    def _has_chapters(self, job: Job, old: Pages) -> bool:
        key, digest = old.bound
        return key == self._bound_key and self._kept_chapters.get(job.source.name, digest) is not None

    def searched(self, words: Mapping[str, Mapping[str, str]]) -> SearchFiles:
        """Return what serves the search of all documents, once their pages are made; `words` are labels by language."""
        digests = {name: pages.found for name, pages in self.remembered.items()}
        self._shelf.clear(digests.items())
        return SearchFiles(self.index, self._names, words, self._shelf, digests)


def _pages_of(job: Job) -> list[str]:
    """Return the paths of the pages of a document, in the order in which they are made."""
    return [f"{folder}{path}" for folder in job.common.folders for path in job.document.pages]


def _files_of(job: Job) -> list[str]:
    """Return the paths of all that is made of a document."""
    return [*_pages_of(job), *made_with_pages(job.document)]
