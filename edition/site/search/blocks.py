"""What of a document can be found: each turn, paragraph, note and entry with its words, who speaks and who is named.

Deleted text is found, and so are both readings of a choice: the page shows them. Comments and attributes are not; of
the header, title, abstract and shelf mark are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from edition.annotate import NAMESPACE
from edition.model import Block, Document
from edition.site.search.borders import begins_word, ends_word, tags
from edition.site.search.fold import settled
from edition.site.search.spell import Reading, Spelling
from edition.source.entries import ENTRIES
from edition.source.words import plain

_ID = f"{{{NAMESPACE}}}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEI = "{http://www.tei-c.org/ns/1.0}"
_EVENTS: Final = ("start", "end", "comment", "pi")


_WORD = re.compile(r"[^\W_]")
_HEADER = f"{_TEI}teiHeader"
_BREAKS = tags("lb pb cb gb milestone")
_TURNS = tags("sp u said")
# What a reading is, where a source gives two; a deletion is an old one by itself.
_READINGS: dict[str, Reading] = {
    **dict.fromkeys(tags("sic orig abbr del surplus"), "old"),
    **dict.fromkeys(tags("corr reg expan"), "new"),
    f"{_TEI}add": "new",
}
_CHOICES = tags("choice subst")
_NAMES = tags("persName placeName orgName eventName objectName geogName name title head label catDesc")
_CALLED = tags("persName placeName geogName settlement country region district orgName name rs")
# Blocks that stand together: a verse alone, or a cell, says little.
_TOGETHER = frozenset({"l", "cell"})


class Found(NamedTuple):
    """A block: its address (`page.html#id`), kind and number as the page calls it, and what it is searched by.

    `area` is text, note or register. `speaker` is an address of the register or a name; `persons` and `places` are
    addresses. `names` are the forms of the name of an entry, the main one first.
    """

    href: str
    name: str
    ordinal: int
    area: str
    language: str
    text: str
    speaker: str = ""
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """A block that is being read."""

    href: str
    name: str
    ordinal: int
    area: str
    language: str
    element: etree._Element
    speaker: str = ""
    words: Spelling = field(default_factory=Spelling)
    persons: dict[str, None] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)

    def closed(self) -> Found:
        text = settled(self.words.text()).removesuffix(" ·")
        named = tuple(self.persons), tuple(self.places), tuple(self.names)
        return Found(self.href, self.name, self.ordinal, self.area, self.language, text, self.speaker, *named)


def blocks(
    root: etree._Element, document: Document, links: Mapping[str, Mapping[str, str]], names: Mapping[str, str]
) -> list[Found]:
    """Return all that can be found of a document, in its order; `root` is annotated, and stays as it is.

    `links` leads from each pointing word to `href` and `kind`; `names`, from the key of a tagged name to its entry.
    """
    walk = _Walk(root, document, links, names)
    head = settled(" ".join(" ".join((document.title, document.abstract, document.shelfmark)).split()))
    first = Found(document.page, "header", 0, "text", walk.language, head)
    return [each for each in (first, *(each.closed() for each in walk.run())) if _WORD.search(each.text)]


class _Walk:
    """One way through a document."""

    def __init__(
        self,
        root: etree._Element,
        document: Document,
        links: Mapping[str, Mapping[str, str]],
        names: Mapping[str, str],
    ) -> None:
        self._root, self._document, self._links, self._names = root, document, links, names
        self._elements = list(root.iter("*"))
        self._blocks = {self._elements[block.number]: block for block in document.blocks}
        self._closed: list[_Open] = []
        self._open: list[_Open] = []
        self._loose: _Open | None = None
        self._reading: list[tuple[etree._Element, Reading]] = []
        self.language = _language(root, document)

    def run(self) -> list[_Open]:
        """Read all; return the blocks in the order in which they begin."""
        walk = etree.iterwalk(self._root, events=_EVENTS)
        for event, element in walk:
            if event == "start":
                if element.tag == _HEADER:
                    walk.skip_subtree()
                    continue
                self._start(element)
                if element.tag == f"{_TEI}speaker" and self._open and self._open[-1].speaker:
                    walk.skip_subtree()
                elif element.text:
                    self._add(element.text, element)
                continue
            if event == "end":
                self._end(element)
            if element.tail and element is not self._root:
                self._add(element.tail, element)
        return self._closed

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BREAKS:
            self._break(element)
            return
        block = self._blocks.get(element)
        if block is not None and self._is_own(block):
            self._begin(element, block)
        here = self._here()
        if here is None:
            return
        if begins_word(element, is_entry=here.area == "register"):
            here.words.part()
        if tag in _READINGS:
            self._read(element, tag)
        if tag in _CALLED:
            self._call(element, tag, here)
        if here.area == "register" and tag in _NAMES and element.getparent() is here.element:
            here.names.setdefault(_form(element))

    def _end(self, element: etree._Element) -> None:
        if self._reading and self._reading[-1][0] is element:
            self._reading.pop()
        here = self._here()
        if here is None:
            return
        tag = str(element.tag)
        if ends_word(element, is_entry=here.area == "register"):
            here.words.part()
        if here.area == "register" and tag in _NAMES and element.getparent() is here.element:
            here.words.add(" · ")  # a form of the name is not the beginning of the next
        if self._open and self._open[-1].element is element:
            self._open.pop()

    def _here(self) -> _Open | None:
        return self._open[-1] if self._open else self._loose

    def _is_own(self, block: Block) -> bool:
        """Tell whether a block is found by itself, not as a part of the block around it."""
        return not self._open or block.name == "note" or block.name in ENTRIES

    def _begin(self, element: etree._Element, block: Block) -> None:
        last = self._closed[-1] if self._closed else None
        if last is not None and block.name in _TOGETHER and last.name == block.name and not self._open:
            before = last.element.getparent()
            if before is not None and before is element.getparent():
                last.words.part()
                self._open.append(last)
                last.element = element
                return
        area = "note" if block.name == "note" else "register" if block.name in ENTRIES else "text"
        page = self._document.page_of(block.number)
        href = f"{page}#{element.get(_ID, block.address)}"
        opened = _Open(href, block.name, block.ordinal, area, self._language_of(element), element)
        if element.tag in _TURNS:
            opened.speaker = self._speaker(element)
        self._loose = None
        self._closed.append(opened)
        self._open.append(opened)

    def _add(self, text: str, element: etree._Element) -> None:
        here = self._here()
        if here is None:
            if text.isspace():
                return
            here = self._begin_loose(element)
        here.words.add(text, self._reading[-1][1] if self._reading else "both")

    def _begin_loose(self, element: etree._Element) -> _Open:
        """Begin a block for text that stands in none: it has the address of the element around it that has one."""
        anchor = next(each for each in (element, *element.iterancestors()) if each.get(_ID) is not None)
        page = self._document.page_of(self._elements.index(anchor))
        self._loose = _Open(f"{page}#{anchor.get(_ID)}", "p", 0, "text", self._language_of(element), anchor)
        self._closed.append(self._loose)
        return self._loose

    def _break(self, element: etree._Element) -> None:
        here = self._here()
        if here is None:
            return
        if element.get("break") == "no":
            here.words.join()
        else:
            here.words.part()

    def _read(self, element: etree._Element, tag: str) -> None:
        """Note that a reading begins; what is only added, or only abbreviated, belongs to both."""
        parent = element.getparent()
        if parent is None or self._reading:
            return
        if parent.tag in _CHOICES or tag in {f"{_TEI}del", f"{_TEI}surplus"}:
            self._reading.append((element, _READINGS[tag]))

    def _call(self, element: etree._Element, tag: str, here: _Open) -> None:
        """Note whom or what an element names."""
        tokens = element.get("ref", "").split()
        for token in tokens:
            link = self._links.get(token)
            if link is not None and link["kind"] in {"person", "personGrp"}:
                here.persons.setdefault(self._whole(link["href"]))
            elif link is not None and link["kind"] == "place":
                here.places.setdefault(self._whole(link["href"]))
        if self._names and (href := self._names.get(element.get("key") or (tokens[0] if tokens else plain(element)))):
            if href.startswith("names~person"):
                here.persons.setdefault(href)
            elif href.startswith("names~place"):
                here.places.setdefault(href)

    def _speaker(self, element: etree._Element) -> str:
        tokens = element.get("who", "").split()
        link = self._links.get(tokens[0]) if tokens else None
        if link is not None and link["href"]:
            return self._whole(link["href"])
        label = element.find(f"{_TEI}speaker")
        words = plain(label).rstrip(".:") if label is not None else ""
        return words or (tokens[0].lstrip("#") if tokens else "")

    def _whole(self, href: str) -> str:
        return self._document.page + href if href.startswith("#") else href

    def _language_of(self, element: etree._Element) -> str:
        for each in (element, *element.iterancestors()):
            if (language := each.get(_LANG)) is not None:
                return language
        return self.language


def _form(name: etree._Element) -> str:
    """Return a name; its parts are apart even where the source has no blank between them."""
    has_words = (name.text or "").strip() or any((part.tail or "").strip() for part in name)
    return plain(name) if has_words else " ".join(map(plain, name.iterchildren("*")))


def _language(root: etree._Element, document: Document) -> str:
    """Return the language of a document: what its text or header says, where they say only one."""
    if (said := root.get(_LANG)) is not None:
        return said
    named = root.findall(f"{_TEI}teiHeader/{_TEI}profileDesc/{_TEI}langUsage/{_TEI}language")
    only = named[0].get("ident", "") if len(named) == 1 else ""
    return only or document.language
