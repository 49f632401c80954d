"""Pictures: each is there, lies within the edition, and is one that browsers show."""

from collections.abc import Iterator, Sequence

from edition.index import Library
from edition.model import Document, Finding
from edition.pictures.content import Fault
from edition.pictures.find import Finder, addresses
from edition.rules.catalogue import finding


def check(documents: Sequence[Document], library: Library) -> Iterator[Finding]:
    """Yield IMG001 to IMG005, one a document and address: where the address stands first.

    Looks at the files that the documents name, as far as they lie in the edition's folder; asks no other host.
    """
    finder = Finder(library)
    for document in documents:
        yield from _check_document(document, finder)


def _check_document(document: Document, finder: Finder) -> Iterator[Finding]:
    for address in addresses(document):
        verdict = finder.judge(document, address)
        if isinstance(verdict, Fault):
            yield finding(verdict.code, document.source.path, verdict.message, verdict.help, address.spot)
