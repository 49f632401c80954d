"""Where a long document is cut into pages: at its divisions, and where these do not help, between their parts.

A document is cut if its page would be larger than the limit, or if it holds several documents (`TEI` in a `teiCorpus`).
A division that is too large is cut in turn; one that is not becomes a page, or shares one with its neighbours if all
of them are small. What stands between divisions stays together up to the limit; what is folded takes no room.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from lxml import etree

from edition.model import DateRange, Section
from edition.source import facts
from edition.source.discover import TEI_NAMESPACE as TEI
from edition.source.parse import Tree
from edition.source.tags import local_name
from edition.source.words import apart, plain

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

# Bytes that an element adds to a page beside its words: two tags, a class, now and then an address.
_MARKUP = 100
# What an entry of an apparatus takes more than that, since a list behind the text says it again; and one of a register,
# with the passages that mention it and links to authority files.
_AGAIN = {"app": 600, "lem": 250, "rdg": 250, "idno": 160, "person": 300, "place": 300, "org": 300, "event": 300}
# A division smaller than this part of the limit shares its page with its neighbours.
_SMALL = 12
_DIVISIONS = frozenset("div div1 div2 div3 div4 div5 div6 div7 TEI text front body back group floatingText".split())
_LISTS = frozenset("listPerson listPlace listOrg listEvent listBibl listNym listObject standOff list lg table".split())
_CONTAINERS = _DIVISIONS | _LISTS | {"teiCorpus", "sourceDoc", "facsimile"}
# A number with more characters is an address, such as a URN.
_LONGEST_NUMBER = 20
# What stands beside a text is called what it is, not after the text.
_BESIDE = frozenset("standOff facsimile sourceDoc".split())
# These stand on the page of what follows them.
_BREAKS = frozenset("pb cb gb milestone".split())
# What names an entry of a register or a dictionary, and how much of it a list of pages shows.
_NAMES = {"person": "persName", "place": "placeName", "org": "orgName", "bibl": "title", "biblStruct": "title"} | (
    dict.fromkeys(("entry", "entryFree", "superEntry"), "orth")
)
_LONGEST_NAME = 40
# What has no more words than this, such as a half-title, does not stand alone on a page.
_FEW_WORDS, _FEW_BYTES = 20, 3000
# A document of its own has a page of its own, however small it is.
_DOCUMENTS = frozenset({"TEI"})
_OWN_PAGE = frozenset("letter document chapter act poem entry charter".split())
# Such a division is a document, too: it does not begin on the page that lists all of them.
_VOLUMES_OF = frozenset("letter document charter".split())


@dataclass(slots=True)
class _Measured:
    """An element with the bytes that it and all in it will take on a page."""

    number: int
    name: str
    element: etree._Element
    size: int = 0
    children: list["_Measured"] = field(default_factory=list)


def divide(tree: Tree, limit: int) -> tuple[Section, ...]:
    """Return the pages of a document, none if it is one page; `limit` is the size of a page in bytes."""
    is_corpus = local_name(tree.root) == "teiCorpus"
    if not is_corpus and _at_most(tree.text) < limit:
        return ()
    root = _measure(tree.root)
    if not is_corpus and root.size <= limit:
        return ()
    pages = _Cutter(root, limit).pages
    return tuple(_sections(pages)) if len(pages) > 1 else ()


def _at_most(text: str) -> int:
    """Return in haste what a document can take at most."""
    again = sum(size * text.count(f"<{name}") for name, size in _AGAIN.items())
    return _MARKUP * text.count("</") + len(text) + again


def _measure(root: etree._Element) -> _Measured:
    """Add up sizes from the leaves; only what may be cut keeps its children, and nothing keeps more than these."""
    top = _Measured(-1, "teiCorpus", root)
    open_: list[_Measured | None] = [top]
    sizes = [0]
    number = -1
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            number += 1
            name = local_name(element)
            open_.append(_Measured(number, name, element) if name in _CONTAINERS or _keeps(open_[-1]) else None)
            sizes.append(_MARKUP + len(element.text or "") + _AGAIN.get(name, 0))
            continue
        done, size, around = open_.pop(), sizes.pop(), open_[-1]
        sizes[-1] += size + len(element.tail or "")
        if done is not None:
            done.size = size
            if around is not None and _keeps(around):
                around.children.append(done)
    return top.children[0]


def _keeps(around: _Measured | None) -> bool:
    return around is not None and around.name in _CONTAINERS


@dataclass(slots=True)
class _Page:
    """A page while it is laid out; it is called after its `head`."""

    first: _Measured
    last: _Measured
    level: int
    container: _Measured
    units: list[int] = field(default_factory=list)
    splits: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0
    is_full: bool = False
    words: int = 0
    head: _Measured = field(init=False)

    def __post_init__(self) -> None:
        self.head = self.first

    @property
    def is_slight(self) -> bool:
        """Tell whether so little stands here that what follows shall stand here, too."""
        return 0 < self.words <= _FEW_WORDS and not self.is_full

    def add_breaks(self, breaks: list[_Measured]) -> None:
        """Let the breaks that were met before the next unit stand here, too."""
        if breaks and not self.units and self.head is self.first:
            self.first = breaks[0]
        self.units += [each.number for each in breaks]
        breaks.clear()


class _Cutter:
    """Walks down from the root and lays out pages in the order of the document."""

    def __init__(self, root: _Measured, limit: int) -> None:
        self._limit = limit
        self._breaks: list[_Measured] = []
        self.pages = [_Page(root, root, 0, root)]
        self._cut(root, 0)

    def _cut(self, container: _Measured, level: int) -> None:
        """Lay out the children of a container that is too large for a page."""
        page = self.pages[-1]
        for child in container.children:
            if self._must_be_cut(child):
                last = self.pages[-1]
                if child.name in _DIVISIONS and last.size and not last.is_slight:
                    self.pages.append(_Page(child, child, level + 1, container))
                elif child.name in _DIVISIONS and last is not self.pages[0] and not last.size:
                    last.level = level + 1  # it begins with the heading of this one
                self.pages[-1].add_breaks(self._breaks)
                self._cut(child, level + 1)
            elif child.name in _BREAKS:
                self._breaks.append(child)
            else:
                self._place(child, container, level + 1)
        self.pages[-1].add_breaks(self._breaks)
        page.splits.append((container.number, len(self.pages)))

    def _must_be_cut(self, child: _Measured) -> bool:
        is_large = child.size > self._limit or any(inner.name in _DOCUMENTS for inner in child.children)
        return is_large and child.name in _CONTAINERS and bool(child.children) and not _is_folded(child)

    def _place(self, child: _Measured, container: _Measured, level: int) -> None:
        """Put a child that need not be cut on this page, or on a new one."""
        page, alone = self.pages[-1], self._is_page(child)
        if not _is_folded(child) and self._begins_page(page, child, alone=alone):
            page = _Page(child, child, level, container)
            self.pages.append(page)
        elif not page.size and page is not self.pages[0] and child.name in _DIVISIONS:
            page.level = level  # see _cut
        page.add_breaks(self._breaks)
        page.last = child
        page.units.append(child.number)
        page.is_full = page.is_full or alone
        if not _is_folded(child):
            page.size += child.size
            page.words += _words(child)

    def _begins_page(self, page: _Page, child: _Measured, *, alone: bool) -> bool:
        if not page.size or page.is_slight:
            # But the header of a corpus, or the title of a volume, has a page without its documents.
            is_volume = page is self.pages[0] and child.element.get("type", "") in _VOLUMES_OF
            return is_volume or (child.name in _DOCUMENTS and bool(page.units))
        return alone or page.is_full or page.size + child.size > self._limit

    def _is_page(self, child: _Measured) -> bool:
        """Tell whether a division is not so small that it would share a page with its neighbours."""
        if child.name in _DOCUMENTS:
            return True
        large = child.size * _SMALL > self._limit or child.element.get("type", "") in _OWN_PAGE
        return child.name in _DIVISIONS and large


def _is_folded(child: _Measured) -> bool:
    """Tell whether an element is folded away: a header, or pictures of pages beside a text, without words."""
    if child.name != "facsimile" or next(child.element.itersiblings(f"{{{TEI}}}text"), None) is None:
        return child.name == "teiHeader"
    return not any(map(str.strip, child.element.itertext("*")))


def _words(child: _Measured) -> int:
    """Return the number of words of what is small, of the rest one that is not small."""
    return len("".join(child.element.itertext("*")).split()) if child.size <= _FEW_BYTES else _FEW_WORDS + 1


def _sections(pages: Sequence[_Page]) -> Iterator[Section]:
    """Name the pages: after the id of their first element, its type and number, or their place."""
    taken: set[str] = set()
    levels = {level: place for place, level in enumerate(sorted({page.level for page in pages}))}
    for place, page in enumerate(pages, 1):
        element = page.head.element
        is_document = page.head.name in _DOCUMENTS
        typed = f"{element.get('type', '')}-{element.get('n', '')}"
        name = element.get(XML_ID) or (typed if re.fullmatch(r"\w+-[\w.]+", typed) else f"{place}")
        name = re.sub(r"[^\w.-]+", "-", name)
        address, repeat = name, 2
        while address.casefold() in taken:
            address, repeat = f"{name}-{repeat}", repeat + 1
        taken.add(address.casefold())
        yield Section(
            number=page.first.number,
            name=page.head.name,
            level=levels[page.level],
            address=address,
            title=_page_title(page, place),
            date=_date(element),
            units=tuple(page.units),
            splits=tuple(page.splits),
            authors=facts.authors(element) if is_document else (),
            shelfmark=facts.shelfmark(element) if is_document else "",
        )


def _page_title(page: _Page, place: int) -> str:
    """Return what a page is called: after what it begins with, else what the first thing on it has as heading.

    A page of entries, or of divisions that share it, is called after the first and the last of them. Any other that
    goes on with what began on another has the title of that, and its own number.
    """
    element, last = page.head.element, page.last.element
    if title := _title(element):
        if page.last.name in _DIVISIONS and last is not element and last.getparent() is element.getparent():
            return _from_to(title, _title(last))
        return title
    if page.head.name in _NAMES and (name := _name(page.head)):
        return _from_to(name, _name(page.last))
    if page.head.name in _DIVISIONS:
        inner = element.find(".//t:head", {"t": TEI})
        return plain(inner) if inner is not None else _title(page.last.element)
    if page.head.name in _BESIDE:
        return ""
    around = (page.container.element, *page.container.element.iterancestors())
    above = next(filter(None, map(_title, around)), "")
    return f"{above} ({place})" if above else ""


def _from_to(first: str, last: str) -> str:
    """Return the title of a page from what it begins and what it ends with, which may be the same or unknown."""
    if last in ("", first):
        return first
    return " – ".join(shorten(title, _LONGEST_NAME, placeholder=" …") for title in (first, last))


def _name(entry: _Measured) -> str:
    """Return what an entry of a register or dictionary is called, shortened; nothing if it is none or has no name."""
    found = entry.element.find(f".//{{{TEI}}}{_NAMES[entry.name]}") if entry.name in _NAMES else None
    return "" if found is None else shorten(plain(found), _LONGEST_NAME, placeholder=" …")


def _date(element: etree._Element) -> DateRange | None:
    """Return the date of a document within the document, or that of the dateline or heading of a division."""
    if local_name(element) in _DOCUMENTS:
        return facts.document_date(element)
    dated = element.xpath("descendant::t:dateline[1]//t:date | t:head//t:date", namespaces={"t": TEI})
    return next((date for each in dated if (date := facts.date_range(each))), None)


def _title(element: etree._Element) -> str:
    """Return the heading of a division, else its kind and number ("book 2"), or the title of a document."""
    if title := facts.title(element):
        return title
    for path in ("t:head", "t:front//t:titlePart", "t:body/t:head"):
        found = element.find(path, {"t": TEI})
        if found is not None and (words := plain(found)):
            return words
    number, kind = element.get("n", ""), element.get("subtype") or element.get("type") or ""
    is_told = number and kind and len(number) < _LONGEST_NUMBER and ":" not in number
    if not is_told:
        return ""
    words = f"{apart(kind)} {number}".removeprefix("textpart ")
    return words[0].upper() + words[1:]
