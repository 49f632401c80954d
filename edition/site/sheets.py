"""The pages of a long register, each made of what stands on it: what an entry says does not hang on those elsewhere.

So a page is made of a tree without the entries of other pages, but for those that are pointed at from it, and of what
the index knows of the words of its own. It is made again only if one of these has changed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, NamedTuple

from lxml import etree

from edition.annotate import NAMESPACE, TEI
from edition.model import Document
from edition.view import Json

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PAGE = f"{{{NAMESPACE}}}page"
_ENTRIES = frozenset(
    f"{TEI}{name}" for name in "person personGrp place org event object nym bibl biblStruct biblFull".split()
)
# What is numbered, paired or marked across all pages of a document.
_ACROSS = tuple(f"{TEI}{name}" for name in "app sp u link addSpan delSpan damageSpan".split())
_VALUES = etree.XPath("//@*", smart_strings=False)
_POINTING = etree.XPath("//@*[contains(., '#')]")
# What the index knows of a document by the words of its attributes.
_BY_WORD = ("links", "mentions", "images")


class Sheet(NamedTuple):
    """What a page is made of: an annotated document, the parameter `$document`, and a key of both."""

    number: int
    xml: str
    view: Json
    key: str


def sheets(root: etree._Element, document: Document, view: Mapping[str, Any], salt: str) -> list[Sheet]:
    """Return the pages of an annotated register; none of what is no register on several pages, or is no plain list.

    `view` is the parameter `$document` of the whole. Keys differ where `salt` does. The tree is left as it was.
    """
    if document.kind != "register" or not document.sections or next(root.iter(*_ACROSS), None) is not None:
        return []
    entries = [element for element in root.iter(*_ENTRIES) if element.get(_PAGE)]
    made: list[Sheet] = []
    with _taken_apart(entries) as show:
        for number, (own, pointed_at) in enumerate(_needed(root, entries, len(document.pages)), 1):
            show(own)
            seen = _seen(root, number, view)
            show(own | pointed_at)
            xml = etree.tostring(root, encoding="unicode")
            key = sha256(json.dumps([salt, number, xml, seen], ensure_ascii=False).encode()).hexdigest()
            made.append(Sheet(number, xml, seen, key))
    return made


def _needed(
    root: etree._Element, entries: Sequence[etree._Element], pages: int
) -> list[tuple[set[etree._Element], set[etree._Element]]]:
    """Return the entries that stand on each page, and those that it points at."""
    needed: list[tuple[set[etree._Element], set[etree._Element]]] = [(set(), set()) for _ in range(pages)]
    by_id: dict[str, etree._Element] = {}
    for entry in entries:
        needed[int(entry.get(_PAGE, "")) - 1][0].add(entry)
        by_id.update((id_, entry) for element in entry.iter("*") if (id_ := element.get(_XML_ID)))
    for value in _POINTING(root):
        goals = [goal for token in value.split() if token[0] == "#" and (goal := by_id.get(token[1:])) is not None]
        if goals and (page := _page_of(value.getparent())):
            needed[page - 1][1].update(goals)
    return needed


def _page_of(element: etree._Element | None) -> int:
    """Return the page on which an element stands, 0 if it is spread over several."""
    while element is not None:
        if page := element.get(_PAGE):
            return int(page)
        element = element.getparent()
    return 0


@contextmanager
def _taken_apart(entries: Sequence[etree._Element]) -> Iterator["_Show"]:
    """Yield what leaves only some of the entries in their tree; in the end all are there again."""
    show = _Show(entries)
    try:
        yield show
    finally:
        show(set(entries))


class _Show:
    """Leaves only some of the entries in their tree."""

    def __init__(self, entries: Sequence[etree._Element]) -> None:
        self._entries = set(entries)
        parents = dict.fromkeys(entry.getparent() for entry in entries)
        self._children = [(parent, list(_with_owners(parent))) for parent in parents if parent is not None]

    def __call__(self, shown: set[etree._Element]) -> None:
        hidden = self._entries - shown
        for parent, children in self._children:
            parent[:] = [child for child, owner in children if owner not in hidden]


def _with_owners(parent: etree._Element) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Yield the children of an element; comments, and the text behind them, go with the element before."""
    owner = None
    for child in parent:
        owner = child if isinstance(child.tag, str) else owner
        yield child, owner


def _seen(root: etree._Element, number: int, view: Mapping[str, Any]) -> Json:
    """Return of a view what a page can show: what is known of the words of its tree, and the pages around it."""
    values = set(_VALUES(root))
    words = values.union(*map(str.split, values))
    known = {name: {word: each for word, each in view[name].items() if word in words} for name in _BY_WORD}
    pages = [
        page if number == 1 or abs(place - number) <= 1 else {"path": page["path"]}
        for place, page in enumerate(view["pages"], 1)
    ]
    return {**view, **known, "pages": pages}
