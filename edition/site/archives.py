"""The archives of an edition: where the originals lie, a tree from the holder to the leaf that leads to its document.

A collection with many documents has a page for each holder, and several for a large one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from edition.model import Document, Index
from edition.site import alphabet
from edition.view import Json, SitePage, date_key, shown_date

_MOST = 800  # documents of a page
_MOST_WITHOUT = 400
_PLACES = frozenset(("country", "region", "settlement", "district", "geogName", "placeName"))
_LISTED = ("document", "calendar")

Path = tuple[tuple[str, str], ...]
_Held = tuple[Path, Document]


@dataclass(slots=True)
class _Node:
    """A part of an archive in the making: what it holds, and the documents that are named after it itself."""

    children: "dict[tuple[str, str], _Node]" = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    count: int = 0


def archives(index: Index) -> Iterator[SitePage]:
    """Yield the pages of the archives, if a document says where its original lies."""
    held = sorted(_held(index), key=_order)
    if not held:
        return
    if len(held) <= _MOST:
        yield SitePage("archives-page", "archives.html", partial(_whole, index, held), "archives")
        return
    pages = list(_pages(held))
    links: list[Json] = [{"title": title, "path": path, "count": len(part)} for title, path, part in pages]
    shown: Json = {"page": "archives.html", "holders": links, "nodes": [], **_without(index)}
    yield SitePage("archives-page", "archives.html", lambda: shown, "archives")
    for title, path, part in pages:
        yield SitePage("archives-page", path, partial(_part, title, path, part))


def _held(index: Index) -> Iterator[_Held]:
    for document in index.documents:
        if document.kind != "register":
            yield from ((holding, document) for holding in document.bearings.holdings)


def _order(held: _Held) -> tuple[object, ...]:
    path, document = held
    return [(_natural(words), words) for _, words in path], date_key(document), document.id


def _natural(words: str) -> list[tuple[bool, int, str]]:
    """Return words as lists of archives sort them: numbers in them by their value."""
    parts = re.findall(r"\d+|\D+", alphabet.key(words)[0])
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _whole(index: Index, held: Sequence[_Held]) -> Json:
    return {"page": "archives.html", "holders": [], "nodes": list(_nodes(_tree(held))), **_without(index)}


def _part(title: str, path: str, held: Sequence[_Held]) -> Json:
    nodes = list(_nodes(_tree(held)))
    return {"page": path, "title": title, "holders": [], "nodes": nodes, "without": [], "more": 0}


def _without(index: Index) -> Json:
    """Return the documents of which no archive is named."""
    found = [each for each in index.documents if each.kind in _LISTED and not each.bearings.holdings]
    shown = [_leaf(document) for document in sorted(found, key=date_key)[:_MOST_WITHOUT]]
    return {"without": shown, "more": len(found) - len(shown)}


def _pages(held: Sequence[_Held]) -> Iterator[tuple[str, str, Sequence[_Held]]]:
    """Cut a large collection by its holders, and these by numbers of documents."""
    holders: dict[str, list[_Held]] = {}
    for each in held:
        holders.setdefault(_holder(each[0]), []).append(each)
    number = 0
    for holder, own in holders.items():
        for part, start in enumerate(range(0, len(own), _MOST), 1):
            number += 1
            title = f"{holder} ({part})" if len(own) > _MOST else holder
            yield title, f"archives~{number}.html", own[start : start + _MOST]


def _holder(path: Path) -> str:
    """Return the names of a path as far as the first that is not one of a country or town."""
    end = next((place for place, (level, _) in enumerate(path, 1) if level not in _PLACES), len(path))
    return ", ".join(words for _, words in path[:end])


def _tree(held: Iterable[_Held]) -> _Node:
    root = _Node()
    for path, document in held:
        node = root
        for step in path:
            node = node.children.setdefault(step, _Node())
            node.count += 1
        node.documents.append(document)
    return root


def _nodes(node: _Node) -> Iterator[Json]:
    """Yield what a node holds; a chain of nodes with one child each is one line."""
    for step, child in node.children.items():
        chain, end = [step], child
        while len(end.children) == 1 and not end.documents:
            ((step_below, end),) = end.children.items()
            chain.append(step_below)
        yield {
            "parts": [{"level": level, "words": words} for level, words in chain],
            "count": end.count,
            "documents": [_leaf(document) for document in end.documents],
            "nodes": list(_nodes(end)),
        }


def _leaf(document: Document) -> Json:
    return {"title": document.title, "page": document.page, "date": shown_date(document.date, document.language)}
