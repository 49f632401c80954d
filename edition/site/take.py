"""What readers take away: references and plain text of each document, sources and references of the edition."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

from edition.config import Config
from edition.model import Document, Index, Page
from edition.site.feeds import FEED, feed
from edition.site.formats import bibtex, csl, ris
from edition.site.letters import CMIF, cmif, has_letters
from edition.site.references import Bibliography, Reference
from edition.view import Json, SitePage, tei_path

# Ids hold no `~`, so that no document can have a file of such a name.
ARCHIVE = "edition~tei.zip"
_WHOLE = {"bibtex": "edition~all.bib", "ris": "edition~all.ris", "csl": "edition~all.csl.json"}
_FORMATS = {"bibtex": (".bib", bibtex), "ris": (".ris", ris), "csl": (".csl.json", csl)}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name
_DIGEST = 64  # letters of a SHA-256


def formats(document: Document, printed: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the files of a document by their format; documents that are `printed` have a PDF."""
    references = {name: f"{document.id}{suffix}" for name, (suffix, _) in _FORMATS.items()}
    pdf = {"pdf": pdf_path(document)} if document.id in printed else {}
    return {"tei": tei_path(document), "text": text_path(document), **references, **pdf}


def whole_formats(index: Index) -> dict[str, str]:
    """Return the files of the edition as a whole by their format, its books apart."""
    letters = {"cmif": CMIF} if has_letters(index) else {}
    return {"tei": ARCHIVE, **_WHOLE, **letters, "feed": FEED}


def pdf_path(document: Document) -> str:
    """Return the path of the book of a document alone."""
    return f"{document.id}.pdf"


def text_path(document: Document) -> str:
    """Return the path of the plain text of a document."""
    return f"{document.id}.txt"


def made_with_pages(document: Document) -> tuple[str, ...]:
    """Return the paths of what is made, and made again, together with the pages of a document."""
    return (text_path(document), *(f"{document.id}{suffix}" for suffix, _ in _FORMATS.values()))


def with_pages(document: Document, text: str, books: Bibliography) -> Iterator[Page]:
    """Yield the files that are made together with the pages of a document: its plain text and its references."""
    reference = books.of(document)
    yield Page(text_path(document), text.encode())
    for suffix, write in _FORMATS.values():
        yield Page(f"{document.id}{suffix}", write([reference]).encode())


def whole_files(index: Index, config: Config, books: Bibliography) -> Iterator[Page]:
    """Yield the files of the edition as a whole, but for the sources: references, letters, changes."""
    for name, (_, write) in _FORMATS.items():
        yield Page(_WHOLE[name], write(_references(books, index)).encode())
    if has_letters(index):
        yield cmif(index, config)
    yield feed(index, config)


def _references(books: Bibliography, index: Index) -> Iterator[Reference]:
    yield books.edition()
    yield from map(books.of, index.documents)


def archive(index: Index, old: Path | None = None, is_same: Callable[[str, str], bool] = lambda *_: False) -> Page:
    """Return a ZIP file of all sources and what they include, under their own names; equal sources give equal bytes.

    Its comment is the digest of what it holds. `is_same` is asked of the name and SHA-256 of each file whether an `old`
    archive of ours holds the same: that is taken over as it is, since to compress it again is slow.
    """
    buffer = BytesIO()
    with _Writer(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file, ExitStack() as stack:
        before = stack.enter_context(zipfile.ZipFile(old)) if old else None
        held = before.NameToInfo if before else {}
        for name, path, sha256 in _sources(index):
            if before and name in held and is_same(name, sha256):
                file.take(before, held[name])
                continue
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, path.read_bytes())
        file.comment = _digest(index)
    return Page(ARCHIVE, buffer.getvalue())


class _Writer(zipfile.ZipFile):
    """A ZIP file in the making that takes entries over from another one, compressed as they are."""

    def take(self, other: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        """Copy an entry; both files must be the work of `archive`, whose entries have no extra fields."""
        assert self.fp and other.fp  # noqa: S101 - both are open
        other.fp.seek(entry.header_offset)
        header = entry.FileHeader()
        entry.header_offset = self.fp.tell()
        self.fp.write(other.fp.read(len(header) + entry.compress_size))
        self.filelist.append(entry)
        self.NameToInfo[entry.filename] = entry
        self.start_dir = self.fp.tell()


def holds_the_same(file: Path, index: Index) -> bool:
    """Tell whether a ZIP file that we made holds the sources as they are now."""
    try:
        with file.open("rb") as stream:
            stream.seek(-_DIGEST, 2)
            return stream.read() == _digest(index)
    except OSError:
        return False


def _digest(index: Index) -> bytes:
    listed = "".join(f"{name}\0{sha256}\n" for name, _, sha256 in _sources(index))
    return hashlib.sha256(listed.encode()).hexdigest().encode()


def _sources(index: Index) -> list[tuple[str, Path, str]]:
    """Return name, place and SHA-256 of the files that the edition was read from, sorted by name."""
    found: dict[str, tuple[Path, str]] = {}
    for document in index.documents:
        folder = document.source.path.parents[document.source.name.count("/")]
        found[document.source.name] = document.source.path, document.sha256
        for part in document.parts:
            if part.sha256 and part.path.is_relative_to(folder):
                found[part.path.relative_to(folder).as_posix()] = part.path, part.sha256
    return [(name, *found[name]) for name in sorted(found)]


def data_page(index: Index, files: Sequence[tuple[str, str, int]]) -> SitePage:
    """Return the page that lists what can be taken away; `files` are format, path and bytes of each."""
    listed: list[Json] = [{"format": form, "path": path, "bytes": size} for form, path, size in files]
    view: Json = {"page": "data.html", "files": listed, "documents": len(index.documents)}
    return SitePage("data-page", "data.html", lambda: view)
