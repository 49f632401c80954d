"""Registers for a collection that has none: made from the names that its texts tag, one for each kind of name.

A kind gets one if no entry of that kind stands anywhere in the collection. Names are the same if they have the same key
(what the source says in `@key` or in a `@ref` that leads out, else the words themselves).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from edition.model import Block, Document, Index, Name
from edition.site.listing import folded
from edition.view import Json, SitePage, mentions_view, place_view

# The elements of an entry of each kind.
_ENTRIES = {
    "person": {"person", "personGrp"},
    "place": {"place"},
    "org": {"org"},
    "event": {"event"},
    "object": {"object"},
    "name": {"nym"},
}
_MOST = 500  # entries of a page


class _Use(NamedTuple):
    """A name where it stands."""

    document: Document
    name: Name
    block: Block | None


class NamePages(NamedTuple):
    """The registers made from names: their pages by path, each with what the stylesheets are told, and where names are.

    `hrefs` holds the address of the entry of each key.
    """

    pages: Mapping[str, Json]
    hrefs: Mapping[str, str]


def registers(names: NamePages) -> Iterator[SitePage]:
    """Yield the pages of the registers made from names; the first of each kind stands in the navigation."""
    for path, view in names.pages.items():
        label = f"names.{view['kind']}" if view["part"] == 1 else ""
        yield SitePage("names-page", path, partial(dict, view), label)


def name_pages(index: Index) -> NamePages:
    """Return the registers that a collection needs."""
    known = {target.name for document in index.documents for target in document.targets}
    pages: dict[str, Json] = {}
    hrefs: dict[str, str] = {}
    for kind, elements in _ENTRIES.items():
        if not known & elements:
            for path, view in _register(index, kind):
                pages[path] = view
                hrefs |= {key: f"{path}#{id_}" for key, id_ in _addresses(view)}
    return NamePages(pages, hrefs)


def _addresses(view: Json) -> Iterator[tuple[str, str]]:
    entries = view["entries"]
    assert isinstance(entries, list)  # noqa: S101 - made below
    yield from ((each["key"], each["id"]) for each in entries)


def _register(index: Index, kind: str) -> Iterator[tuple[str, Json]]:
    groups: dict[str, list[_Use]] = {}
    for document in index.documents:
        blocks = {block.address: block for block in document.blocks} if document.names else {}
        for name in document.names:
            if name.kind == kind and name.text:
                groups.setdefault(name.key, []).append(_Use(document, name, blocks.get(name.block)))
    entries = sorted((_entry(key, found) for key, found in groups.items()), key=_order)
    count = -(-len(entries) // _MOST)
    for number in range(count):
        path = f"names~{kind}{f'-{number + 1}' if number else ''}.html"
        parts = [f"names~{kind}{f'-{part + 1}' if part else ''}.html" for part in range(count)]
        part = entries[number * _MOST : (number + 1) * _MOST]
        yield path, {"page": path, "kind": kind, "part": number + 1, "parts": parts, "entries": part}


def _order(entry: Json) -> tuple[str, str]:
    return folded(str(entry["title"])), str(entry["key"])


def _entry(key: str, found: list[_Use]) -> Json:
    forms = Counter(use.name.text for use in found)
    title = max(forms, key=lambda form: (forms[form], -len(form), form))
    return {
        "id": f"n-{sha256(key.encode()).hexdigest()[:12]}",
        "key": key,
        "title": title,
        "forms": sorted(form for form in forms if form != title)[:12],
        "mentions": list(_mentions(found)),
    }


def _mentions(found: Iterable[_Use]) -> Iterator[Json]:
    """Yield the blocks of each document that have the name, as registers list mentions."""
    places = {(use.document.id, use.name.block): use for use in reversed(list(found))}
    for _, group in groupby(reversed(places.values()), key=lambda use: use.document.id):
        uses = list(group)
        views = [place_view(use.document, use.block, use.name.area, "named") for use in uses]
        yield mentions_view(uses[0].document, views)
