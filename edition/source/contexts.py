"""The words around each mention of a document: what registers show of the place where someone is named.

They are found when a source is read, since no text is at hand later, and packed: those of a letter take a kilobyte.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from edition.model import Area, Document
from edition.source.discover import TEI_NAMESPACE
from edition.source.entries import ENTRIES
from edition.source.naming import key_of
from edition.source.parse import Tree
from edition.source.pointing import role
from edition.source.words import parts, plain

_TEI = f"{{{TEI_NAMESPACE}}}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What is no part of the sentence, or stands beside what is.
_LEFT_OUT = frozenset(f"{_TEI}{name}" for name in ("note", "index", "del", "surplus", "fw", "speaker"))
# Of two readings the corrected and regularised one is read, and the abbreviation, not what it stands for.
_OTHER_READING = frozenset(f"{_TEI}{name}" for name in ("sic", "orig", "expan"))
_CHOICE = f"{_TEI}choice"
# Around these the words are apart without a blank.
_APART = frozenset(f"{_TEI}{name}" for name in "p l lg item cell row head label ab stage quote".split())
# Letters before and after a mention, and of the mention itself.
_AROUND, _LONGEST = 64, 90


class Context(NamedTuple):
    """A mention and the words around it.

    `key` is the word of the pointing attribute, or what the name is known by (`Name.key`). `kind` is that of a name
    that points to nothing in the edition, else empty. `language` is empty where it is that of the document. Where
    someone speaks there are no `words`, and `after` is how the speech begins.
    """

    key: str
    kind: str
    block: str
    area: Area
    language: str
    before: str
    words: str
    after: str


class _Text(NamedTuple):
    """The text of a block, and where in it elements begin and end."""

    letters: str
    spans: Mapping[etree._Element, tuple[int, int]]


def contexts(tree: Tree, document: Document) -> bytes:
    """Return the contexts of all mentions of a document, packed; empty if there are none."""
    found = list(_contexts(tree, document))
    return zlib.compress(json.dumps(found, ensure_ascii=False).encode(), 6) if found else b""


def unpacked(packed: bytes) -> list[Context]:
    """Return contexts in the order of the document, those of its pointers before those of its names."""
    return [Context(*row) for row in json.loads(zlib.decompress(packed))] if packed else []


def _contexts(tree: Tree, document: Document) -> Iterator[Context]:
    elements = list(tree.root.iter("*"))
    # One entry of a register that names another is a cross-reference, not a passage.
    numbers = {block.address: block.number for block in document.blocks if block.name not in ENTRIES}
    texts: dict[str, _Text] = {}

    def context(element: etree._Element, key: str, kind: str, block: str, area: Area, speaks: bool = False) -> Context:
        if block not in texts:
            texts[block] = _text(elements[numbers[block]])
        begins, ends = texts[block].spans.get(element, (0, 0))
        around = _cut(texts[block].letters, begins, ends, all_=speaks)
        return Context(key, kind, block, area, _language(element, document.language), *around)

    for pointer in document.pointers:
        as_ = role(pointer.name, pointer.attribute)
        if as_ and pointer.block in numbers and _may_lead_inside(pointer.token):
            element = elements[pointer.number]
            yield context(element, pointer.token, "", pointer.block, pointer.area, as_ == "speaks")
    if document.names:
        yield from (context(*each) for each in _names(document, elements, numbers))


def _may_lead_inside(token: str) -> bool:
    return "://" not in token and ("#" in token or ":" in token)


def _names(
    document: Document, elements: Iterable[etree._Element], numbers: Mapping[str, int]
) -> Iterator[tuple[etree._Element, str, str, str, Area]]:
    """Yield the elements of names with what is known of them; both come in the order of the document."""
    wanted = iter(document.names)
    name = next(wanted, None)
    for element in elements:
        if name is None:
            return
        if not _is_named(element, name.key, name.text):
            continue
        if name.block in numbers:
            yield element, name.key, name.kind, name.block, name.area
        name = next(wanted, None)


def _is_named(element: etree._Element, key: str, text: str) -> bool:
    return str(element.tag).startswith(_TEI) and (words := plain(element)) == text and key_of(element, words) == key


def _language(element: etree._Element, default: str) -> str:
    """Return the language of an element, empty if it is the document's."""
    here: etree._Element | None = element.getparent()
    while here is not None:
        if found := here.get(_LANG):
            return "" if found == default else found
        here = here.getparent()
    return ""


def _text(block: etree._Element) -> _Text:
    """Return the text of a block as it is read, without notes and without what was deleted."""
    pieces: list[str] = []
    spans: dict[etree._Element, tuple[int, int]] = {}
    begins: dict[etree._Element, int] = {}
    length = 0
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(block, events=("start", "end", "comment", "pi")):
        piece: str | None = ""
        if event == "start" and skipped is None:
            if element is not block and _is_left_out(element):
                skipped = element
            else:
                apart = element.tag in _APART or parts(element)
                begins[element] = length + apart
                piece = f" {element.text or ''}" if apart else element.text
        elif event == "end":
            if skipped is None:
                spans[element] = begins[element], length
            elif element is skipped:
                skipped = None
            if skipped is None and element is not block:
                piece = f" {element.tail or ''}" if element.tag in _APART else element.tail
        elif skipped is None and event in {"comment", "pi"}:
            piece = element.tail
        if piece:
            pieces.append(piece)
            length += len(piece)
    return _Text("".join(pieces), spans)


def _is_left_out(element: etree._Element) -> bool:
    if element.tag in _OTHER_READING:
        parent = element.getparent()
        return parent is not None and parent.tag == _CHOICE
    return element.tag in _LEFT_OUT


def _cut(letters: str, begins: int, ends: int, *, all_: bool) -> tuple[str, str, str]:
    """Return the words before, at and after a stretch of text, cut where words end.

    Of a speech (`all_`), or a whole paragraph that points, how it begins says enough.
    """
    before = _blanks(letters[max(0, begins - 3 * _AROUND) : begins])
    words = _blanks(letters[begins:ends]).strip()
    after = _blanks(letters[ends : ends + 3 * _AROUND])
    if all_ or len(words) > _LONGEST:
        return "", "", _shortened(words)
    if len(before) > _AROUND:
        before = "…" + before[before.find(" ", len(before) - _AROUND) :]
    return before.lstrip(), words, _shortened(after)


def _shortened(text: str) -> str:
    if len(text) <= _AROUND:
        return text.rstrip()
    return f"{text[: text.rfind(' ', 0, _AROUND) + 1 or _AROUND].rstrip()} …"


def _blanks(text: str) -> str:
    """Return a text with each run of white space as one blank; those at its ends stay."""
    if not text.strip():
        return " " if text else ""
    inner = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
