"""The books of a build: written before the pages of the site, set after them, and only if they would differ."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from edition.memory import Memory
from edition.model import Finding, Index, Page
from edition.paper import Wanted
from edition.site.images import Pictures
from edition.site.publish import Kept
from edition.work import Workers

if TYPE_CHECKING:
    from edition.book.books import Books, Remarks
    from edition.building import Checks


class Printing:
    """What is set of an edition: nothing, the volume and a book of each document, or the books of some documents.

    `documents` are the ids of those that get a book of their own, `formats` the files of the edition as a whole.
    """

    def __init__(self, checks: "Checks", index: Index, pictures: Pictures, modified: int, wanted: Wanted) -> None:
        self._memory: Memory = checks.memory
        self._workers: Workers = checks.workers
        self._books = _written(checks, index, pictures, modified, wanted) if wanted.pdf else None
        self.documents = self._books.documents if self._books else frozenset()
        self.formats = self._books.formats if self._books else {}

    def begin(self, index: Index, is_kept: Callable[[str], bool]) -> None:
        """Begin to set the books, beside other work; `is_kept` tells if a file of the last build is in its place."""

        def known(path: str, made_from: str) -> "Remarks | None":
            from edition.book.books import Remarks  # most builds need no book

            key, missing, mixed, late = self._memory.details.books.get(path, ("", "", 0, ""))
            return Remarks(missing, mixed, late) if key == self._memory.key([made_from]) and is_kept(path) else None

        if self._books:
            self._books.begin(index, known, self._workers.number)

    def files(self) -> Iterator[Page | Kept]:
        """Yield the books."""
        if self._books:
            yield from self._books.files()

    def close(self) -> None:
        """Give up what is not done."""
        if self._books:
            self._books.close()

    def remembered(self) -> dict[str, tuple[str, str, int, str]]:
        """Return what the next build must know of each book: a key, and what was remarked of it."""
        books = self._books
        return (
            {path: (self._memory.key([key]), *books.remarks[path]) for path, key in books.keys.items()} if books else {}
        )

    def findings(self, index: Index) -> Iterable[Finding]:
        """Return what came to light while the books were set."""
        return self._books.findings(index) if self._books else ()


def _written(checks: "Checks", index: Index, pictures: Pictures, modified: int, wanted: Wanted) -> "Books":
    from edition.book.books import Books  # most builds need no book

    trees = checks.trees(document.source for document in index.documents)
    return Books(trees, index, checks.edition.config, pictures, modified, frozenset(wanted.only))
