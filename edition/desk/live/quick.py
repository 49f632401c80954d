"""The page of one document that was saved, made from what is known of all others since the last whole build.

What other pages say of the document (lists, registers, neighbours, the search) is for the whole build, which follows.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from edition.claims import settle_ids
from edition.errors import TransformError
from edition.examine import Examined, examine_tree
from edition.index import Library, build_index, library, without_pointers
from edition.layer.report import stopped
from edition.model import Document, Finding, Index, Source, Spot
from edition.pipeline import reported, terms_of
from edition.project import Edition
from edition.rules import check_edition
from edition.schemas.plan import plan
from edition.site.common import common, maker_of
from edition.site.document import Made, make_chunk
from edition.site.former import former_places
from edition.site.images import find_pictures
from edition.site.names import NamePages
from edition.site.references import Bibliography
from edition.site.transform import job_maker
from edition.site.whole import whole
from edition.source.parse import Tree
from edition.source.positions import locate
from edition.source.xinclude import included


class Quick(NamedTuple):
    """What became of a document: its pages, none if they cannot be made, and what is wrong with it."""

    pages: Mapping[str, bytes]
    findings: tuple[Finding, ...]


class Desk:
    """An edition held in memory, whose documents are made one at a time."""

    def __init__(self, edition: Edition, examined: Mapping[str, Examined]) -> None:
        """Arrange what the last whole build found out of each source, by name."""
        self.edition = replace(edition, reported=None)
        known = [each.document for each in examined.values() if each.document is not None]
        parts = included((document.source.path, document.parts) for document in known)
        known = [document for document in known if document.source.path not in parts]
        # The address as the source has it: where that changes, only a whole build knows the new one.
        self._own_ids = {document.source.name: document.id for document in known}
        self._documents = {document.source.name: document for document in settle_ids(known)[0]}
        self._files = {file.resolve(): name for name, document in self._documents.items() for file in _files(document)}
        documents = list(self._documents.values())
        self._shelf = library(documents)
        self._index = build_index(documents, self._shelf)
        self._names = NamePages(self._index)
        self.configure(self.edition)

    def configure(self, edition: Edition) -> None:
        """Take over another configuration of the same sources."""
        self.edition = replace(edition, reported=None)
        lean, config = without_pointers(self._index), edition.config
        self._former = former_places(lean, config)
        self._common = common(lean, config, whole(lean, self._names, config, self._former))
        self._books = Bibliography(lean, config, frozenset())
        with suppress(TransformError):  # a layer with mistakes, which the whole build finds
            maker_of(self._common)  # compiled now: the first save is as quick as the others

    def source_of(self, file: Path) -> Source | None:
        """Return the source that a file is, or is included by; None for a file that is neither."""
        name = self._files.get(file.resolve())
        return self._documents[name].source if name else None

    def sources_of(self, pages: Sequence[str]) -> Iterator[Source]:
        """Yield the sources that pages are made of, whatever their language."""
        for document in self._documents.values():
            if any(page in document.pages or page.partition("/")[2] in document.pages for page in pages):
                yield document.source

    def remake(self, source: Source) -> Quick | None:
        """Read a source again and make its pages; None if only a whole build can tell what they are."""
        tree, examined = examine_tree(source, terms_of(self.edition))
        old, document = self._documents[source.name], examined.document
        if document is None or tree is None:
            return Quick({}, self._reported(old, examined.findings))
        if document.id != self._own_ids[source.name]:
            return None
        document = replace(document, id=old.id)
        self._documents[source.name] = document
        # Also a file that is included for the first time.
        self._files |= {file.resolve(): source.name for file in _files(document)}
        shelf = self._shelf = _exchanged(self._shelf, document)
        between = [each for each in check_edition([document], shelf) if each.code != "REF011"]
        found = [*examined.findings, *between, *self._of_grammars(tree)]
        pages, of_layer = self._pages(document, shelf)
        return Quick(pages, self._reported(document, [*found, *of_layer]))

    def _pages(self, document: Document, shelf: Library) -> tuple[dict[str, bytes], list[Finding]]:
        """Make the pages of a document; none if it has changed again, and will be asked for once more."""
        own = build_index([document], shelf)
        self._index = Index(tuple(self._documents.values()), {**self._index.links, **own.links}, self._index.mentions)
        pictures = find_pictures([document], shelf)
        job = job_maker(self._index, self._common, pictures, self._names, self._former, self._books)
        with suppress(TransformError):
            made = make_chunk([job(document)])[0]
            assert isinstance(made, Made)  # noqa: S101 - it is made in this process
            if made.stopped and (layer := self.edition.config.site.xslt):
                return {}, [stopped(layer, made.stopped, document.source.name, made.messages)]
            paths = (f"{folder}{path}" for folder in self._common.folders for path in document.pages)
            return {path: text.encode() for path, text in zip(paths, made.pages, strict=True)}, []
        return {}, []

    def _of_grammars(self, tree: Tree) -> list[Finding]:
        if not self.edition.schemas:
            return []
        from edition.schemas.check import check_grammars  # a large engine, and many editions have no schema

        planned = plan([tree], self.edition.schemas, self.edition.folder, follow=False)
        return [*planned.findings, *check_grammars(planned.trees)]

    def _reported(self, document: Document, found: Sequence[Finding]) -> tuple[Finding, ...]:
        return reported(self.edition, [document.source], [document], found)

    def place(self, page: str, ids: Sequence[str]) -> Finding | None:
        """Return where an element of a page stands in its source, as a finding without words.

        Of the ids, from the innermost on, the first that the source knows counts, else it is the root. None for a page
        that is not of one document.
        """
        pages = (page, page.partition("/")[2])
        document = next((each for each in self._documents.values() if not {*pages}.isdisjoint(each.pages)), None)
        if document is None:
            return None
        numbers = {"-".join(target.id.split()): target.number for target in document.targets}
        numbers |= {block.address: block.number for block in document.blocks}
        number = next((numbers[each] for each in ids if each in numbers), 0)
        nowhere = Finding("", "warning", document.source.path, "", spot=Spot(number))
        return locate([nowhere], {document.source.path: document.origins}, paths=False)[0]


def _exchanged(shelf: Library, document: Document) -> Library:
    """Return a library with another state of one of its documents, and nothing resolved."""
    targets = {target.id: target for target in reversed(document.targets)}
    # Also under the names of the files that it includes.
    names = [name for name, known in shelf.documents.items() if known.source == document.source]
    documents = {**shelf.documents, **dict.fromkeys(names, document)}
    return Library(documents, {**shelf.targets, **dict.fromkeys(names, targets)}, shelf.left_out)


def _files(document: Document) -> Iterator[Path]:
    """Yield the files that a document is made of."""
    return chain([document.source.path], (part.path for part in document.parts))
