"""Documents and their index to the data of books: what `book.typ` sets, as one JSON value for each book."""

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree

from edition.annotate import annotate
from edition.book.tables import placed
from edition.config import Config
from edition.labels import labels as all_labels
from edition.model import Document, Index
from edition.paper import paper
from edition.resources import resource
from edition.saxon import Saxon
from edition.source.parse import Tree
from edition.view import DocumentViews, Json, site_view

_MODE = "{urn:tei-edition:xslt}book"
_BLANKS = re.compile(r"[ \t\r\n]+")
# A word that no line holds may be broken anywhere: a blank without width says so, and is none of its letters.
_ENDLESS = re.compile(r"[^ \u200b]{60,}")
_PIECE = 20
# A long word with signs in it, such as an address, may be broken behind each: columns are narrow.
_ADDRESS = re.compile(r"[^ \u200b]{30,59}")
_BEHIND_SIGN = re.compile(r"(?<=[@._=&?])(?=\w)")


Images = Mapping[str, Mapping[str, str]]


# `gather` are the keys whose pages are asked for, `earlier` says where former volumes name them, as pairs of number and
# pages; `volume` is the number of the volume, none where it is the only one; `shorts` are abbreviations with
# what they stand for; `slim` tells that a volume has few pages.
_USUAL: Mapping[str, object] = {"gather": [], "earlier": {}, "volume": "", "shorts": [], "slim": False}


# What says in JSON that a note is one of the textual apparatus; within a string its quotation marks would be escaped.
_VARIANT = '"series":"variant"'


class Manuscript(NamedTuple):
    """What books are set from: what each says of the edition, and the part of each document, by its id."""

    frame: Json
    labels: Mapping[str, str]
    chapters: Mapping[str, Json]


def manuscript(
    trees: Iterable[Tree], index: Index, config: Config, images: Images, only: Container[str] | None = None
) -> Manuscript:
    """Return what the books say of the documents, of all or of `only` some; the stylesheets do the work.

    `images` are the pictures that a book can show, by the id of the document and their address in it.
    """
    labels = all_labels(config)
    site = site_view(index, config)
    taken = ("title", "language", "editors", "publisher", "version", "licence", "imprint", "generator")
    frame = {
        **{key: site[key] for key in taken},
        "url": site["url"] or "",
        "labels": labels,
        "paper": paper(config)._asdict(),
        "notes": config.book.notes,
        "line-numbers": config.book.line_numbers,
        "marks": config.book.marks,
    }
    return Manuscript(frame, labels, dict(_chapters(trees, index, site, labels, images, only)))


def alone(document: Document, written: Manuscript) -> Json:
    """Return what the book of one document says: the document, and its description."""
    chapter = written.chapters[document.id]
    kind = {"register": "registers", "front": "front"}.get(document.kind, "documents")
    descriptions = {
        "kind": "descriptions",
        "title": written.labels["book.descriptions"],
        "chapters": [chapter],
    }
    url = str(written.frame["url"])
    parts = [{"kind": kind, "title": "", "chapters": [chapter]}, descriptions]
    return bound(written, parts, kind="document", address=url and f"{url}{document.page}")


def bound(written: Manuscript, parts: Sequence[Mapping[str, Any]], **own: object) -> Json:
    """Return the data of a book, with the places in it that something in it leads to.

    `own` says what the book is, or outranks what is usual: it is no part of several volumes.
    """
    chapters = [chapter for part in parts if part["kind"] != "descriptions" for chapter in part["chapters"]]
    places: Counter[str] = Counter()
    wanted: set[str] = set()
    for chapter in chapters:
        _survey(chapter["body"], places, wanted)
        _survey(chapter["abstract"], Counter(), wanted)
    anchors = dict.fromkeys(sorted(place for place in wanted if places[place] == 1), True)
    return {**written.frame, "anchors": anchors, **_USUAL, **own, "parts": parts}


def _survey(value: Any, places: Counter[str], wanted: set[str]) -> None:
    """Gather the places of blocks and entries, and those that names and references lead to."""
    if isinstance(value, list):
        for item in value:
            if not isinstance(item, str):
                _survey(item, places, wanted)
    elif isinstance(value, dict):
        places.update(value[key] for key in ("id", "key") if key in value and value["t"] != "note")
        wanted.update(value["keys"][:1] if "keys" in value else [value["to"]] if "to" in value else [])
        for item in value.values():
            if isinstance(item, (list, dict)):
                _survey(item, places, wanted)


def _chapters(
    trees: Iterable[Tree],
    index: Index,
    site: Json,
    labels: Mapping[str, str],
    images: Images,
    only: Container[str] | None,
) -> Iterator[tuple[str, Json]]:
    """Yield each document's id and its part of the book."""
    transformer = Saxon().compile(resource("xslt", "book", "book.xsl"))
    transformer.set_parameters({"site": site, "labels": labels})
    views = DocumentViews(index)
    documents = {document.source.name: document for document in index.documents}
    for tree in trees:
        document = documents[tree.source.name]
        if only is not None and document.id not in only:
            continue
        links = index.links.get(document.id, {})
        view: dict[str, Any] = views.view(document)
        for token, link in view["links"].items():
            link["to"] = f"{links[token].document}#{links[token].target}" if links[token].target else None
        transformer.set_parameters({"document": {**view, "images": dict(images.get(document.id, {}))}})
        root = annotate(tree, document)
        made = transformer.transform(etree.tostring(root, encoding="unicode"), _MODE, document.source.name)
        yield (
            document.id,
            {
                "id": document.id,
                "kind": document.kind,
                "title": document.title,
                "short": document.short or document.title,
                "language": _language(document.language),
                "apparatus": _VARIANT in made["data"],
                **_stepped(_tidy(json.loads(made["data"]))),
            },
        )


def _language(tag: str) -> str:
    main = tag.split("-", maxsplit=1)[0].lower()
    return main if re.fullmatch("[a-z]{2,3}", main) else "und"


def _stepped(chapter: Json) -> Json:
    """Let no heading be two levels below the one before it, which a file for screen readers may not have."""

    def settle(value: Any, last: int) -> int:
        if isinstance(value, dict):
            if value.get("t") == "heading":
                value["level"] = last = min(int(value["level"]), last + 1)
            value = list(value.values())
        for item in value if isinstance(value, list) else ():
            last = settle(item, last)
        return last

    settle(chapter["body"], 0)
    return chapter


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
    if tidy.get("t") == "table":
        rows: Any = tidy.pop("rows")
        tidy |= placed(rows)
    return tidy


def _breakable(word: re.Match[str]) -> str:
    return "\u200b".join(word[0][at : at + _PIECE] for at in range(0, len(word[0]), _PIECE))


def _divisible(word: re.Match[str]) -> str:
    return _BEHIND_SIGN.sub("\u200b", word[0])


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
            text = _ADDRESS.sub(_divisible, _ENDLESS.sub(_breakable, _BLANKS.sub(" ", item)))
            text = text.removeprefix(" ") if self.blank else text
            self.blank = text.endswith(" ") if text else self.blank
            return text
        if item["t"] == "note":  # its words stand elsewhere
            self.notes.append(item["key"])
            return _tidy(item)
        if item["t"] == "from":  # a mark
            return item
        if item["t"] == "break":
            self.blank = True
            return item
        if "c" not in item:  # a picture
            self.blank = False
            return item
        return {**item, "c": self.inlines(item["c"])}
