"""The book for reading systems: chapters that the stylesheets have made, bound into an EPUB 3."""

from collections.abc import Iterable

from edition.model import Document
from edition.view import Json

NAME = "book.epub"
FOLDER = "text"


def book_view(documents: Iterable[Document], registers: Iterable[str]) -> Json:
    """Return what the chapters know of the book: the parameter `$book`; `registers` are pages of such as are made."""
    pages = [page for document in documents for page in document.pages]
    return {"pages": {page: chapter_name(page) for page in (*pages, *registers)}}


def chapter_name(page: str) -> str:
    """Return the name of the chapter that a page of the site is in the book."""
    return f"{page.removesuffix('.html')}.xhtml"
