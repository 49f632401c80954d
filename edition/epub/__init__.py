"""The book for reading systems: chapters that the stylesheets have made, bound into an EPUB 3."""

from edition.model import Index
from edition.view import Json

NAME = "book.epub"
FOLDER = "text"


def book_view(index: Index) -> Json:
    """Return what the chapters know of the book: the parameter `$book`."""
    return {"pages": {page: chapter_name(page) for document in index.documents for page in document.pages}}


def chapter_name(page: str) -> str:
    """Return the name of the chapter that a page of the site is in the book."""
    return f"{page.removesuffix('.html')}.xhtml"
