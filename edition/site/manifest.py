"""`edition.json`: what a site is made of, for other programs and for the next build."""

import json
from collections.abc import Iterator, Mapping

from edition.addresses import Address, Goal
from edition.config import Config
from edition.model import Document, Index, Page
from edition.site.take import formats as formats_of
from edition.view import GENERATOR, Json, date_view, site_view

NAME = "edition.json"


def manifest(
    index: Index,
    config: Config,
    formats: Mapping[str, str],
    former: Mapping[Address, Goal],
    printed: frozenset[str] = frozenset(),
) -> Page:
    """Return the manifest of a site: contract.md, "OUT/edition.json".

    `formats` are files of the whole edition; `former` says where its old addresses lead; `printed` are the ids of
    documents that have a PDF.
    """
    site = site_view(index, config)
    content = {
        "title": site["title"],
        "language": site["language"],
        "version": config.version,
        "generator": GENERATOR,
        "formats": dict(formats),
        "former": {str(old): str(goal) if isinstance(goal, Address) else None for old, goal in former.items()},
        "documents": [_entry(document, printed) for document in index.documents],
    }
    return Page(NAME, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


def _parts(document: Document) -> Iterator[Json]:
    """Yield the documents within a document, its texts, and the divisions that have pages of their own."""
    for section, page in list(zip(document.sections, document.pages, strict=False))[1:]:
        yield {"id": section.address, "title": section.title, "date": date_view(section.date), "page": page}


def _entry(document: Document, printed: frozenset[str]) -> Json:
    return {
        "id": document.id,
        "kind": document.kind,
        "source": document.source.name,
        "sha256": document.sha256,
        "title": document.title,
        "date": date_view(document.date),
        "pages": list(document.pages),
        "parts": list(_parts(document)),
        "formats": formats_of(document, printed),
    }
