"""What the book is made of, part by part, as its contents and its package have it: JSON values for the stylesheets."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from edition.config import Config
from edition.epub import FOLDER, chapter_name
from edition.model import Document, Index
from edition.view import Json, date_key, date_view, shown_date, site_view


def groups(held: Sequence[Document]) -> list[tuple[str, list[Document]]]:
    """Return the parts of the book in order: what leads to the documents, these by date, registers, what follows."""
    documents = sorted((d for d in held if d.kind in ("document", "calendar")), key=date_key)
    registers = [d for d in held if d.kind == "register"]
    place = {document.id: number for number, document in enumerate(held)}
    first = min((place[document.id] for document in documents), default=len(place))
    fronts = [d for d in held if d.kind == "front"]
    before = [d for d in fronts if place[d.id] < first]
    after = [d for d in fronts if place[d.id] >= first]
    parts = [("front", before), ("documents", documents), ("registers", registers), ("back", after)]
    return [(kind, members) for kind, members in parts if members]


class MadeRegister(NamedTuple):
    """A register that was made where the edition has none: its title and its language, its pages with their names."""

    title: str
    language: str
    pages: tuple[tuple[str, str], ...]


# A part of the book: what it is, and its documents; that of the registers may have some that were made.
Part = tuple[str, list[Document | MadeRegister]]


def with_made(parts: Sequence[tuple[str, list[Document]]], made: Sequence[MadeRegister]) -> list[Part]:
    """Return the parts of the book with the registers that were made behind the others."""
    known = dict(parts)
    registers = [*known.get("registers", ()), *made]
    order = ("front", "documents", "registers", "back")
    whole: list[Part] = [(kind, registers if kind == "registers" else [*known.get(kind, ())]) for kind in order]
    return [(kind, members) for kind, members in whole if members]


def contents_view(parts: Sequence[Part]) -> Json:
    """Return the contents: the parts with their documents, and the further pages of these."""
    return {"groups": [{"kind": kind, "entries": [*map(_entry, members)]} for kind, members in parts]}


def chapters_of(parts: Sequence[Part]) -> Iterator[str]:
    """Yield the names of all chapters in the order in which they are read."""
    for _, members in parts:
        for each in members:
            pages = each.pages if isinstance(each, Document) else [page for page, _ in each.pages]
            yield from map(chapter_name, pages)


def identity(index: Index, held: Sequence[Document], config: Config, modified: int) -> Json:
    """Return what tells this book from others: an identifier that later versions keep, and when it was changed.

    A book that holds only some of the documents is another one than that of all.
    """
    site = site_view(index, config)
    name = site["url"] or f"{site['title']}\n{site['publisher']}\n{site['language']}"
    if len(held) < len(index.documents):
        name = "\n".join((str(name), *(document.id for document in held)))
    changed = datetime.fromtimestamp(modified, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"identifier": uuid5(NAMESPACE_URL, str(name)).urn, "modified": changed}


def _entry(document: Document | MadeRegister) -> Json:
    if isinstance(document, MadeRegister):
        return _entry_of_made(document)
    pages = zip(document.pages[1:], document.sections[1:], strict=True)
    return {
        "title": document.title,
        "href": _href(document.page),
        "language": document.language,
        "date": shown_date(document.date, document.language) if document.kind != "register" else None,
        "pages": [
            {
                "title": section.title,
                "name": section.name,
                "number": str(number),
                "href": _href(page),
                "language": document.language,
                "date": date_view(section.date),
                "pages": [],
            }
            for number, (page, section) in enumerate(pages, 2)
        ],
    }


def _entry_of_made(register: MadeRegister) -> Json:
    entries: list[Json] = [
        {"title": name, "name": None, "number": str(number), "href": _href(page), "language": register.language,
         "date": None, "pages": []}
        for number, (page, name) in enumerate(register.pages, 1)
    ]  # fmt: skip
    return {**entries[0], "title": register.title, "pages": entries[1:]}


def _href(page: str) -> str:
    return f"{FOLDER}/{chapter_name(page)}"
