"""What the stylesheets need to cite the edition and its documents, beside the facts that every list has."""

from bisect import bisect_left

from edition.config import Config
from edition.model import Document, Index
from edition.site.licences import licence_view
from edition.site.references import Bibliography, authors, person_named, person_views
from edition.site.take import formats, whole_formats
from edition.view import Json


def citing_view(index: Index, config: Config) -> Json:
    """Return what all pages say of the edition: `$site?citing`."""
    books = Bibliography(index, config)
    return {
        "date": books.date,
        "editors": person_views(books.editors),
        "licence": licence_view(config.licence),
        "formats": whole_formats(index),
    }


def document_citing(document: Document, books: Bibliography) -> Json:
    """Return what the pages of a document say of it: `$document?citing`.

    `before` holds, for each page of a long document, how many paragraphs stand on the pages before it; `texts` whom
    the texts of a corpus have as authors, by the number of the page on which one begins.
    """
    licence = document.credits.licence
    return {
        "authors": person_views(authors(document)),
        "editors": [] if books.editors else person_views(books.editors_of(document)),
        "licence": licence_view(licence),
        "language": document.language,
        "formats": formats(document, books.printed),
        "before": _paragraphs_before(document),
        "texts": {
            str(place): person_views(map(person_named, section.authors))
            for place, section in enumerate(document.sections, 1)
            if section.name == "TEI"
        },
    }


def _paragraphs_before(document: Document) -> list[int]:
    numbers = [block.number for block in document.blocks if block.name == "p" and block.ordinal]
    return [bisect_left(numbers, section.number) for section in document.sections] or [0]
