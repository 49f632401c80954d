"""The book: documents and their index to the data of a volume, and the data to a PDF."""

from collections.abc import Sequence

from edition.book.data import book_data
from edition.book.typeset import typeset
from edition.config import Config
from edition.model import Index, Page
from edition.source.parse import Tree
from edition.view import tei_path

NAME = "book.pdf"


def book(trees: Sequence[Tree], index: Index, config: Config, modified: int) -> Page:
    """Return the print-ready volume of an edition; the file bears `modified`, in seconds of the epoch, as its date."""
    sources = {tei_path(document): document.source.path.read_bytes() for document in index.documents}
    return Page(NAME, typeset(book_data(trees, index, config), sources, modified))
