"""Documents and their index to the book's data: what `book.typ` sets, as one JSON value."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from edition.annotate import annotate
from edition.config import Config
from edition.labels import labels as all_labels
from edition.model import Document, Index
from edition.resources import resource
from edition.saxon import Saxon
from edition.source.parse import Tree
from edition.view import DocumentViews, Json, date_key, site_view

_MODE = "{urn:tei-edition:xslt}book"
_BLANKS = re.compile(r"[ \t\r\n]+")


def book_data(trees: Iterable[Tree], index: Index, config: Config) -> Json:
    """Return all that the volume says, in the order in which it says it: front, parts, descriptions."""
    labels = all_labels(config)
    site = site_view(index, config)
    chapters = _chapters(trees, index, site, labels)
    return {
        "title": site["title"],
        "language": site["language"],
        "editors": site["editors"],
        "publisher": site["publisher"],
        "version": site["version"],
        "licence": site["licence"],
        "imprint": site["imprint"],
        "generator": site["generator"],
        "labels": labels,
        "parts": _parts(index, labels, chapters),
    }


def _chapters(trees: Iterable[Tree], index: Index, site: Json, labels: Mapping[str, str]) -> dict[str, Json]:
    """Return each document's part of the book, by its id; the stylesheets do the work."""
    transformer = Saxon().compile(resource("xslt", "book", "book.xsl"))
    transformer.set_parameters({"site": site, "labels": labels})
    views = DocumentViews(index)
    trees_by_name = {tree.source.name: tree for tree in trees}
    chapters = {}
    for document in index.documents:
        transformer.set_parameters({"document": views.view(document)})
        root = annotate(trees_by_name[document.source.name], document)
        made = transformer.transform(etree.tostring(root, encoding="unicode"), _MODE, document.source.name)
        chapters[document.id] = {
            "id": document.id,
            "kind": document.kind,
            "title": document.title,
            "short": document.short or document.title,
            "language": _language(document.language),
            **_tidy(json.loads(made["data"])),
        }
    return chapters


def _language(tag: str) -> str:
    main = tag.split("-", maxsplit=1)[0].lower()
    return main if re.fullmatch("[a-z]{2,3}", main) else "und"


def _parts(index: Index, labels: Mapping[str, str], chapters: dict[str, Json]) -> list[Json]:
    """Divide the volume: introductions, documents by date, registers, what the front matter leaves for the end."""
    documents = sorted((d for d in index.documents if d.kind in {"document", "calendar"}), key=date_key)
    registers = [d for d in index.documents if d.kind == "register"]
    fronts = [d for d in index.documents if d.kind == "front"]
    place = index.documents.index
    first = min(map(place, documents), default=len(index.documents))
    before = [d for d in fronts if place(d) < first]
    after = [d for d in fronts if d not in before]
    groups: list[tuple[str, object, Sequence[Document]]] = [
        ("front", "", before),
        ("documents", labels["book.documents"] if len(documents) > 1 else "", documents),
        ("registers", labels["book.registers"] if len(registers) > 1 else "", registers),
        ("back", "", after),
        ("descriptions", labels["book.descriptions"], [*before, *documents, *registers, *after]),
    ]
    return [
        {"kind": kind, "title": title, "chapters": [chapters[document.id] for document in members]}
        for kind, title, members in groups
        if members
    ]


def _tidy(value: Any) -> Any:
    """Collapse the white space of every run of inlines, and name in its block the notes that it calls."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    tidy: Json = {}
    for key, item in value.items():
        if key in {"c", "name"}:
            run = _Run()
            tidy |= {key: run.inlines(item), "notes": run.notes}
        else:
            tidy[key] = _tidy(item)
    return tidy


class _Run:
    """One run of inlines; `blank` tells whether a blank at this point would be one too many."""

    def __init__(self) -> None:
        self.blank = True
        self.notes: list[str] = []

    def inlines(self, items: list[Any]) -> list[Any]:
        """Return the inlines with single blanks, none where the run begins, and neighbouring strings as one."""
        tidy: list[Any] = []
        for item in map(self._inline, items):
            before = tidy[-1] if tidy and isinstance(tidy[-1], str) else ""
            if before and isinstance(item, str):
                tidy[-1] += item
            elif before.endswith(" ") and item["t"] == "note":  # a call stands at its word
                tidy[-1:] = [before.removesuffix(" "), item, " "]
            elif item != "":
                tidy.append(item)
        return tidy

    def _inline(self, item: Any) -> Any:
        if isinstance(item, str):
            text = _BLANKS.sub(" ", item)
            text = text.removeprefix(" ") if self.blank else text
            self.blank = text.endswith(" ") if text else self.blank
            return text
        if item["t"] == "note":  # its words stand elsewhere
            self.notes.append(item["key"])
            return _tidy(item)
        if item["t"] == "break":
            self.blank = True
            return item
        return {**item, "c": self.inlines(item["c"])}
