"""The contents of a site: its documents in several orders, in groups, on pages of a size that can be read.

An order is offered where it tells documents apart: by date, by author, by kind of text, by title. The first that is
offered is `index.html`. Where there are more documents than a page should list, a page of an order lists its groups,
and each group has its own.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from edition.model import Document, Index
from edition.site import alphabet
from edition.source.facts import chronological
from edition.view import Json, SitePage, date_key, entry, first_day, genre_words

# Documents that one page lists, and those below which groups would be in the way.
_MOST, _FEW = 400, 30
_LISTED = ("document", "calendar")


class Order(NamedTuple):
    """A way to arrange documents: by what they are grouped, and sorted within a group."""

    name: str
    group: Callable[[Document], str]
    key: Callable[[Document], tuple[str, ...]]


class Listing(NamedTuple):
    """A page of contents: its path and what the stylesheets are told (the parameter `$document`)."""

    path: str
    view: Json


def contents(index: Index) -> Iterator[SitePage]:
    """Yield the pages of the contents; `index.html` comes first."""
    yield from (SitePage("contents-page", listing.path, partial(dict, listing.view)) for listing in listings(index))


def listings(index: Index) -> Iterator[Listing]:
    """Yield the pages of the contents; `index.html` comes first."""
    documents = [document for document in index.documents if document.kind in _LISTED]
    orders = [order for order in _ORDERS if _is_useful(order, documents)] or [_BY_TITLE]
    paths = {order.name: f"contents~{order.name}.html" for order in orders} | {orders[0].name: "index.html"}
    lead = next((document for document in index.documents if document.kind == "front" and document.abstract), None)
    words = dict(genre_words(index))
    for order in orders:
        shared: Json = {
            "page": paths[order.name],
            "order": order.name,
            "orders": [{"name": name, "path": path} for name, path in paths.items()],
            "lead": entry(lead) if lead else None,
        }
        yield from _pages(order, documents, paths[order.name], shared, words if order.name == "kind" else {})


def group_pages(index: Index) -> Iterator[tuple[str, str]]:
    """Yield the years that have pages of their own in the contents by date, each with the first of its pages."""
    found: set[str] = set()
    for listing in listings(index):
        groups = listing.view["groups"]
        if listing.view["order"] == "date" and isinstance(groups, list):
            for group in groups:
                year = str(group["title"]).partition(" (")[0]
                if "path" in group and year not in found:
                    found.add(year)
                    yield year, str(group["path"])
        return


def _is_useful(order: Order, documents: Sequence[Document]) -> bool:
    if order.name == "title":
        return len(documents) > _FEW
    known = {group for document in documents if (group := order.group(document))}
    return len(known) > 1 or (order.name == "date" and bool(known))


def _pages(
    order: Order, documents: Sequence[Document], path: str, shared: Json, words: Mapping[str, str]
) -> Iterator[Listing]:
    """Yield the pages of an order; `words` are those by which groups are sorted where their titles are not."""
    groups = _groups(order, documents, words)
    if len(documents) <= _MOST:
        plain = order.name in {"date", "title"} and len(documents) <= _FEW
        shown = [("", list(documents))] if plain else groups
        views = [{"title": title, "documents": _entries(order, members)} for title, members in shown]
        yield Listing(path, {**shared, "groups": views})
        return
    parts = [part for group in groups for part in _parts(*group)]
    names = _names(path, [title for title, _ in parts])
    links = [{"title": t, "path": p, "count": len(m)} for (t, m), p in zip(parts, names, strict=True)]
    yield Listing(path, {**shared, "groups": links})
    for (title, members), name in zip(parts, names, strict=True):
        group = {"title": title, "documents": _entries(order, members)}
        yield Listing(name, {**shared, "page": name, "groups": [group], "lead": None})


def _groups(order: Order, documents: Sequence[Document], words: Mapping[str, str]) -> list[tuple[str, list[Document]]]:
    """Group documents; what belongs to no group comes last, without a title."""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(order.group(document), []).append(document)
    by_date = order.name == "date"

    def rank(group: str) -> tuple[str, ...]:
        return (chronological(group),) if by_date else alphabet.key(words.get(group, group))

    return sorted(groups.items(), key=lambda group: (not group[0], rank(group[0])))


def _parts(title: str, members: list[Document]) -> Iterator[tuple[str, list[Document]]]:
    """Cut a group that is too large for a page."""
    if len(members) <= _MOST:
        yield title, members
        return
    for part, start in enumerate(range(0, len(members), _MOST), 1):
        yield f"{title} ({part})".lstrip(), members[start : start + _MOST]


def _names(path: str, titles: Sequence[str]) -> list[str]:
    stem = "contents~date" if path == "index.html" else path.removesuffix(".html")
    names: list[str] = []
    for title in titles:
        slug = re.sub(r"[^\w.-]+", "-", title).strip("-").casefold() or "other"
        name, repeat = f"{stem}-{slug}.html", 2
        while name in names:
            name, repeat = f"{stem}-{slug}-{repeat}.html", repeat + 1
        names.append(name)
    return names


def _entries(order: Order, documents: Sequence[Document]) -> list[Json]:
    return [entry(document) for document in sorted(documents, key=order.key)]


def _year(document: Document) -> str:
    match = re.match(r"-?\d{4}", first_day(document))
    return match[0] if match else ""


def _by_date(document: Document) -> tuple[str, ...]:
    return date_key(document), *alphabet.key(document.title)


def _by_title(document: Document) -> tuple[str, ...]:
    return *alphabet.key(document.title), date_key(document)


_BY_TITLE = Order("title", lambda document: alphabet.initial(document.title), _by_title)
_ORDERS = (
    Order("date", _year, _by_date),
    Order("author", lambda document: document.authors[0] if document.authors else "", _by_date),
    Order("kind", lambda document: document.genre, _by_date),
    _BY_TITLE,
)
