"""The books: the documents of an edition as one volume, or several, and each as a PDF of its own."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NamedTuple

from edition.book.data import Manuscript, alone, manuscript
from edition.book.pictures import printable
from edition.book.press import Presses
from edition.book.typeset import Printed, Sheet
from edition.book.volumes import Places, Volume, volume_data, volumes
from edition.config import Config
from edition.errors import UsageError
from edition.model import Document, Finding, Index, Page
from edition.rules.catalogue import finding
from edition.site.images import Pictures
from edition.site.publish import Kept
from edition.site.take import pdf_path
from edition.source.parse import Tree
from edition.view import Json, tei_path

# Ids hold no `~`, so that no document can have a book of such a name.
_NAME, _FURTHER = "book.pdf", "book~{number}.pdf"


def chosen(index: Index, only: Iterable[str]) -> frozenset[str]:
    """Return the documents that get a PDF of their own: those with these ids, all if none is named.

    Raises UsageError for an id that no document has.
    """
    every = {document.id for document in index.documents}
    for name in only:
        if name not in every:
            close = get_close_matches(name, sorted(every), n=1)
            hint = f"did you mean {close[0]}?" if close else "edition.json of a site lists the ids"
            raise UsageError(f"--only: no document has the id {name}; {hint}")
    return frozenset(only) or frozenset(every)


class Remarks(NamedTuple):
    """What is to be said of a book: the characters its fonts lack; pages with all notes in one block; late notes."""

    missing: str = ""
    mixed: int = 0
    late: str = ""


class Books:
    """What is set of an edition: its volumes and each document, or some documents alone.

    `remarks` fills with what is to be said of the books, by path, and `keys` with what each was made from.
    """

    def __init__(
        self,
        trees: Iterable[Tree],
        index: Index,
        config: Config,
        pictures: Pictures,
        modified: int,
        only: frozenset[str],
    ) -> None:
        """Let the stylesheets write what is to be set; setting it is left to `begin`."""
        self.documents = chosen(index, only)
        self.remarks: dict[str, Remarks] = {}
        self.keys: dict[str, str] = {}
        self._presses: list[Presses] = []
        self._paths: list[str] = []
        self._modified, self._fonts, self._template = modified, config.book.fonts, config.book.template
        wanted = self.documents if only else None
        shown = {
            id_: {token: (picture.src, content) for token, picture in own.items() if (content := printable(picture))}
            for id_, own in pictures.items()
            if id_ in self.documents
        }
        self._pictures = {id_: dict(own.values()) for id_, own in shown.items()}
        images = {id_: {token: src for token, (src, _) in own.items()} for id_, own in shown.items()}
        self._written: Manuscript = manuscript(trees, index, config, images, wanted)
        bound = [] if only else volumes(index, self._written, config.book.pages)
        self._volumes = {_FURTHER.format(number=n) if n > 1 else _NAME: each for n, each in enumerate(bound, 1)}
        self.formats = {f"pdf-{n}" if n > 1 else "pdf": path for n, path in enumerate(self._volumes, 1)}

    def begin(self, index: Index, known: Callable[[str, str], Remarks | None], number: int) -> None:
        """Begin to set what must be set, by a number of processes at once; `files` gives it, `close` ends it.

        `known` tells of a path and a digest of all that the book is made from what was remarked when the same was set
        before; None if the book must be set.
        """
        jobs = {
            pdf_path(document): partial(self._sheet, [document], partial(alone, document, self._written))
            for document in index.documents
            if document.id in self.documents
        }
        for path, job in jobs.items():
            self._note(path, _digest(job()), known)
        self._paths = list(jobs)
        self._presses.append(Presses([job for path, job in jobs.items() if path not in self.remarks], number))
        sheets = [self._volume(each, {}) for each in self._volumes.values()]
        digest = hashlib.sha256("".join(map(_digest, sheets)).encode()).hexdigest()
        for path in self._volumes:
            self._note(path, digest, known)
        if sheets and len(sheets[0].data) < _SMALL and not all(path in self.remarks for path in self._volumes):
            self._presses.append(Presses([partial(self._volume, next(iter(self._volumes.values())), {})], 1))

    def files(self) -> Iterator[Page | Kept]:
        """Yield the books as soon as they are set."""
        presses, *begun = self._presses
        for path in self._paths:
            yield Kept(path) if path in self.remarks else self._page(path, presses.take())
        presses.close()
        yield from self._bound(begun)

    def close(self) -> None:
        """Give up what is not done."""
        for presses in self._presses:
            presses.close()

    def _note(self, path: str, key: str, known: Callable[[str, str], Remarks | None]) -> None:
        self.keys[path] = key
        if (remarks := known(path, key)) is not None:
            self.remarks[path] = remarks

    def _page(self, path: str, book: Printed) -> Page:
        self.remarks[path] = Remarks(book.missing, book.mixed, book.late)
        return Page(path, book.pdf)

    def _bound(self, begun: Sequence[Presses]) -> Iterator[Page | Kept]:
        """Yield the volumes, one after the other: each takes memory, and the last needs the pages of the others."""
        if all(path in self.remarks for path in self._volumes):
            yield from map(Kept, self._volumes)
            return
        earlier: dict[str, list[tuple[str, str]]] = {}
        waiting = list(begun)
        for path, volume in self._volumes.items():
            presses = waiting.pop() if waiting else Presses([partial(self._volume, volume, earlier)], 1)
            with closing(presses):
                book = presses.take()
            for key, pages in book.places.items():
                earlier.setdefault(key, []).append((volume.number, pages))
            yield self._page(path, book)

    def _volume(self, volume: Volume, earlier: Places) -> Sheet:
        return self._sheet(volume.documents, partial(volume_data, volume, self._written, earlier))

    def _sheet(self, documents: Iterable[Document], data: Callable[[], Json]) -> Sheet:
        sources = {tei_path(document): document.source.path for document in documents}
        content = json.dumps(data(), ensure_ascii=False).encode()
        pictures = {src: file for document in documents for src, file in self._pictures.get(document.id, {}).items()}
        return Sheet(content, sources, self._modified, self._fonts, pictures, self._template)

    def findings(self, index: Index) -> Iterator[Finding]:
        """Yield, for each document, which of its characters no font has, and if its notes stand in one block."""
        for document in index.documents:
            missing, mixed, late = self.remarks.get(pdf_path(document), Remarks())
            if missing:
                shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing[:_SHOWN])
                more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
                message = f"no font of the book has {shown}{more}: in its place stands its number"
                yield finding("TXT006", document.source.path, message, "name a font that has it in [book] fonts")
            if mixed:
                message = f"notes run over their page: on {mixed} of the book's pages all notes stand in one block"
                yield finding("TXT007", document.source.path, message)
            if late:
                signs = late.split()
                more = f" and {len(signs) - _SHOWN} more" if len(signs) > _SHOWN else ""
                message = f"in the PDF, notes begin on a page after their call: {', '.join(signs[:_SHOWN])}{more}"
                yield finding("TXT008", document.source.path, message)


_SHOWN = 8
# Bytes of data of a volume that is set beside the books of its documents: a large one takes much memory.
_SMALL = 2_000_000


def _digest(sheet: Sheet) -> str:
    digest = hashlib.sha256(sheet.data)
    digest.update(f"{sheet.modified}".encode())
    fonts = {str(font): font for font in (*sheet.fonts, *([sheet.template] if sheet.template else []))}
    parts: Mapping[str, Path | bytes] = {**sheet.sources, **fonts, **sheet.pictures}
    for name, part in parts.items():
        content = part.read_bytes() if isinstance(part, Path) else part
        digest.update(f"\0{name}\0".encode() + hashlib.sha256(content).digest())
    return digest.hexdigest()
