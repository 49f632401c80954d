"""The volumes of an edition: one, or as many as its size asks for, each a book that can be set and bound."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from edition.book.data import Manuscript, bound
from edition.model import Document, Index
from edition.view import Json, date_key

# How many letters and how many parts (paragraphs, speeches, names) fill a page of ours: measured on plays and minutes.
_LETTERS, _NODES = 2300, 150
# A volume of fewer pages, two printed sheets, goes without half-title and blank pages.
_SLIM = 32
_SHOWN = frozenset({"c", "b", "items", "cells", "body", "description", "abstract", "facts", "name", "value"})

Places = Mapping[str, list[tuple[str, str]]]


class Volume(NamedTuple):
    """A volume: its number, empty if it is the only one; what it holds, of each kind in order; how they are counted."""

    number: str
    groups: tuple[tuple[str, tuple[Document, ...]], ...]
    numbers: Mapping[str, str]
    is_last: bool

    @property
    def documents(self) -> list[Document]:
        """The documents in it."""
        return [document for _, members in self.groups for document in members]


def volumes(index: Index, written: Manuscript, most: int) -> list[Volume]:
    """Divide an edition: introductions, documents by date, registers, what the front matter leaves for the end.

    A volume gets about so many pages at the `most`: Typst takes three gigabytes for a thousand. The size is that of
    the sources, so that the volumes are the same on every machine. Only documents are divided, into volumes of much
    the same size; registers stand in the last.
    """
    documents = sorted((d for d in index.documents if d.kind in {"document", "calendar"}), key=date_key)
    registers = tuple(d for d in index.documents if d.kind == "register")
    fronts = [d for d in index.documents if d.kind == "front"]
    place = {document.id: number for number, document in enumerate(index.documents)}
    first = min((place[document.id] for document in documents), default=len(place))
    before = tuple(d for d in fronts if place[d.id] < first)
    after = tuple(d for d in fronts if place[d.id] >= first)
    numbers = {document.id: str(number) for number, document in enumerate(documents, 1)} if len(documents) > 1 else {}
    pages = {document.id: _pages(written.chapters[document.id]) for document in index.documents}
    shares = _shares(documents, pages, sum(pages[d.id] for d in (*before, *registers, *after)), most)
    made = []
    for number, share in enumerate(shares, 1):
        is_last = number == len(shares)
        groups = (
            ("front", before if number == 1 else ()),
            ("documents", tuple(share)),
            ("registers", registers if is_last else ()),
            ("back", after if is_last else ()),
        )
        filled = tuple(group for group in groups if group[1])
        made.append(Volume(str(number) if len(shares) > 1 else "", filled, numbers, is_last))
    return made


def volume_data(volume: Volume, written: Manuscript, earlier: Places) -> Json:
    """Return all that a volume says, in its order: parts, then descriptions of all that is in it.

    `earlier` tells of entries of registers where former volumes name them: pairs of number and pages.
    """
    labels = written.labels
    titles = {"documents": labels["book.documents"], "registers": labels["book.registers"]}
    parts = [_part(kind, titles.get(kind, ""), members, volume, written) for kind, members in volume.groups]
    parts.append(_part("descriptions", labels["book.descriptions"], volume.documents, volume, written))
    gather = [] if volume.is_last else _entries(written)
    told: list[Any] = [written.chapters[document.id]["shorts"] for document in volume.documents]
    shorts = {(each["short"], each["long"]) for of_one in told for each in of_one}
    pages = sum(_pages(written.chapters[document.id]) for document in volume.documents)
    own = {
        "kind": "volume",
        "slim": pages < _SLIM,
        "address": str(written.frame["url"]),
        "volume": volume.number,
        "shorts": sorted(shorts, key=lambda short: (short[0].casefold(), short)),
    }
    return bound(written, parts, **own, gather=gather, earlier=dict(earlier) if volume.is_last else {})


def _part(kind: str, title: str, members: Sequence[Document], volume: Volume, written: Manuscript) -> Json:
    chapters = [{**written.chapters[each.id], "number": volume.numbers.get(each.id, "")} for each in members]
    return {"kind": kind, "title": title if kind == "descriptions" or len(members) > 1 else "", "chapters": chapters}


def _shares(
    documents: Sequence[Document], pages: Mapping[str, float], around: float, most: int
) -> list[list[Document]]:
    """Divide documents into as few runs as can be bound, all much the same; `around` are pages before and after."""
    total = around + sum(pages[document.id] for document in documents)
    count = max(1, min(-int(-total // most), len(documents)))
    shares: list[list[Document]] = [[] for _ in range(count)]
    done = 0.0
    for document in documents:
        middle = done + pages[document.id] / 2
        shares[min(int(middle * count / total), count - 1)].append(document)
        done += pages[document.id]
    return [share for share in shares if share] or [[]]


def _pages(chapter: Mapping[str, Any]) -> float:
    """Estimate how many pages a document takes, with its description; each begins a page."""
    letters, nodes = _size(chapter)
    return 1 + letters / _LETTERS + nodes / _NODES


def _size(value: Any) -> tuple[int, int]:
    if isinstance(value, str):
        return len(value), 0
    if isinstance(value, list):
        sizes = [_size(item) for item in value]
        return sum(letters for letters, _ in sizes), sum(nodes for _, nodes in sizes)
    if isinstance(value, dict):
        letters, nodes = _size([item for key, item in value.items() if key in _SHOWN])
        return letters, nodes + 1
    return 0, 0


def _entries(written: Manuscript) -> list[str]:
    """Return the keys of all entries of registers."""

    def keys(value: Any) -> Iterator[str]:
        if isinstance(value, list):
            for item in value:
                yield from keys(item)
        elif isinstance(value, dict):
            if value.get("t") == "entry":
                yield value["key"]
            for item in value.values():
                if isinstance(item, list):
                    yield from keys(item)

    registers = [chapter["body"] for chapter in written.chapters.values() if chapter["kind"] == "register"]
    return sorted(set(keys(registers)))
