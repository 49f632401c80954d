"""From the tree of a source to what the rest of the program needs to know of it: one walk, plain values out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from sys import intern
from typing import NamedTuple

from lxml import etree

from edition.model import Area, Block, Document, Former, Name, Pointer, Prefix, Target
from edition.source import facts
from edition.source.credits import credits_of
from edition.source.discover import TEI_NAMESPACE
from edition.source.entries import ENTRIES, entry
from edition.source.features import features
from edition.source.former import former, formers
from edition.source.joined import close_up
from edition.source.naming import is_name as names_something
from edition.source.naming import named
from edition.source.parse import Tree
from edition.source.pointing import attributes
from edition.source.words import run_on

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# What a reader may be sent to: pieces of text, and entries of registers.
_TEXT_BLOCKS = frozenset(
    "ab argument byline cell closer dateline entry epigraph figure head item l label note opener p postscript quote "
    "salute signed sp stage trailer u".split()
)
_BLOCKS = _TEXT_BLOCKS | ENTRIES
_AREAS: dict[str, Area] = {"teiHeader": "header", "note": "note"}
# What a note may be called from within an entry of a register.
_PROSE = frozenset("p ab item cell quote q l head seg hi said desc label".split())
# A note is called where it stands within text; as a block of its own it is not. The stylesheets are told which are.
_UNCALLED_IN = re.compile(
    r"(div[1-7]?|body|front|back|text|group|floatingText|standOff|list.*|person|personGrp|place|org|event|bibl.*|object|nym)"
)
# What a list of readings says of a place is read there.
_READINGS = frozenset("app lem rdg rdgGrp".split())
_LIST_OF_READINGS = f"{{{TEI_NAMESPACE}}}listApp"
_APP, _BACK, _LEM, _RDG = (f"{{{TEI_NAMESPACE}}}{name}" for name in ("app", "back", "lem", "rdg"))
# Where names are of the text, and where of a register.
_GROUNDS = {"text": True, "sourceDoc": True, "standOff": False}
_ADDRESS = re.compile(r"(?!#)\S*[./]\S*")


class _Tag(NamedTuple):
    """What a name of an element asks for: its pointing attributes, all attributes to look at, and more than these.

    `is_special` asks to look at every such element, `is_name` where names are gathered.
    """

    name: str
    is_tei: bool
    pointing: frozenset[str]
    wanted: frozenset[str]
    is_special: bool
    is_name: bool


class _Place(NamedTuple):
    """The surroundings that an element hands to its children; `names` tells whether names in it are of the text."""

    id: str
    block: str
    area: Area
    name: str
    names: bool


@dataclass(slots=True)
class _Walk:
    """What is gathered on the way through a tree."""

    targets: list[Target] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    prefixes: list[Prefix] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    images: dict[str, None] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    former: list[Former] = field(default_factory=list)
    ordinals: Counter[str] = field(default_factory=Counter)
    addresses: set[str] = field(default_factory=set)
    repeats: Counter[str] = field(default_factory=Counter)


def describe(tree: Tree, default_language: str = "en") -> Document:
    """Return what the program knows of a source; `default_language` holds where the source names none."""
    root = tree.root
    close_up(root)
    own_id = root.get(XML_ID) or _slug(tree.source.path.stem)
    walk = _walk(root, own_id)
    return Document(
        source=tree.source,
        id=_slug(own_id),
        kind=facts.kind(root),
        title=facts.title(root) or facts.heading(root) or tree.source.path.stem,
        short=facts.title(root, "short"),
        language=root.get(XML_LANG) or default_language,
        date=facts.document_date(root),
        sha256=tree.sha256,
        modified=facts.modified(root),
        abstract=facts.abstract(root),
        shelfmark=facts.shelfmark(root),
        targets=tuple(walk.targets),
        pointers=tuple(walk.pointers),
        blocks=tuple(walk.blocks),
        prefixes=tuple(walk.prefixes),
        authors=facts.authors(root),
        genre=facts.genre(root),
        images=tuple(walk.images),
        names=tuple(walk.names),
        parts=tree.parts,
        origins=tree.origins,
        former=tuple(walk.former),
        features=features(walk.tags),
        credits=credits_of(root),
    )


def _walk(root: etree._Element, own_id: str) -> _Walk:
    """Go through all elements in order; only those that ask for it cost more than a look at their attributes."""
    walk = _Walk()
    places = _Places(own_id)
    seen = walk.tags.add
    for number, element in enumerate(root.iter("*")):
        seen(name := str(element.tag))
        tag = _tag(name)
        attributes = element.keys()
        if tag.is_special or not tag.wanted.isdisjoint(attributes):
            place = _visit(element, tag, number, attributes, places.around(element), walk)
            if len(element):
                places.known[element] = place
        elif tag.is_name and (around := places.around(element)).names:
            _call(element, tag.name, around, walk)
    for element in formers(root):
        around = places.around(element)
        if had := former(element, around.name, around.block or around.id):
            walk.former.append(had)
    return walk


class _Places:
    """What surrounds an element: what its parent handed on, or got itself. Only few elements change anything."""

    def __init__(self, own_id: str) -> None:
        self.known: dict[etree._Element, _Place] = {}
        self._outside = _Place(own_id, "", "text", "", False)

    def around(self, element: etree._Element) -> _Place:
        """Return the surroundings; what is found on the way up is kept, so each parent is passed once."""
        parent = element.getparent()
        if parent is None:
            return self._outside
        place = self.known.get(parent)
        return self._climb(parent) if place is None else place

    def _climb(self, parent: etree._Element | None) -> _Place:
        passed: list[etree._Element] = []
        while parent is not None and parent not in self.known:
            passed.append(parent)
            parent = parent.getparent()
        place = self._outside if parent is None else self.known[parent]
        for each in reversed(passed):
            name = _tag(str(each.tag)).name
            place = self.known[each] = _Place(place.id, place.block, place.area, name, place.names)
        return place


@lru_cache(maxsize=5000)
def _tag(tag: str) -> _Tag:
    qualified = etree.QName(tag)
    name, is_tei = qualified.localname, qualified.namespace == TEI_NAMESPACE
    pointing = attributes(name) if is_tei else frozenset()  # an example (egXML) shows pointers and makes none
    is_special = name in _BLOCKS or name in {"teiHeader", "prefixDef"} or (is_tei and name in _GROUNDS)
    is_name = is_tei and names_something(name)
    return _Tag(name, is_tei, pointing, pointing | {XML_ID}, is_special, is_name)


def _visit(
    element: etree._Element, tag: _Tag, number: int, attributes: Sequence[str], around: _Place, walk: _Walk
) -> _Place:
    """Note what an element gives, and return what surrounds its children."""
    name = tag.name
    xml_id = element.get(XML_ID) if XML_ID in attributes else None
    area = around.area if around.area != "text" else _AREAS.get(name, "text")
    begins = name in _BLOCKS and _begins_block(name, xml_id, around)
    block = _block(element, name, number, xml_id, around, walk) if begins else around.block
    names = _has_names(tag, area, around, is_entry=begins and name in ENTRIES)
    place = _Place(xml_id or around.id, block, area, name, names)
    if xml_id:
        walk.targets.append(entry(element, number, xml_id) if name in ENTRIES else Target(xml_id, number, name))
    for attribute in attributes:
        if attribute in tag.pointing:
            _point(element, number, attribute, place, walk)
    if name == "prefixDef":
        values = (element.get(key, "") for key in ("ident", "matchPattern", "replacementPattern"))
        walk.prefixes.append(Prefix(*values))
    if names and tag.is_name:
        _call(element, name, place, walk)
    return place


def _point(element: etree._Element, number: int, attribute: str, place: _Place, walk: _Walk) -> None:
    """Note the pointers of an attribute, and the pictures among them."""
    # Words that come often are kept once, also in what travels between processes.
    attribute, kind = intern(attribute), intern(element.get("type", ""))
    value = element.get(attribute, "")
    tokens = list(map(intern, value.split()))
    for token in tokens:
        walk.pointers.append(Pointer(number, place.name, attribute, token, place.block, place.area, kind))
    if attribute == "url" and not value.lstrip().startswith("data:"):
        walk.images.setdefault(value.strip())  # a name of a file may have blanks, though an address has none
    elif attribute == "facs":
        walk.images.update(dict.fromkeys(token for token in tokens if _ADDRESS.fullmatch(token)))


def _has_names(tag: _Tag, area: Area, around: _Place, *, is_entry: bool) -> bool:
    """Tell whether names within an element are of the text, not of the header or of an entry in a register."""
    if tag.is_tei and tag.name in _GROUNDS:
        return _GROUNDS[tag.name] and area != "header"
    return around.names and not is_entry


def _call(element: etree._Element, name: str, place: _Place, walk: _Walk) -> None:
    """Note a name that is not of a register."""
    if (found := named(element, name, place.block, place.area, walk.prefixes)) is not None:
        walk.names.append(found)


def _block(element: etree._Element, name: str, number: int, xml_id: str | None, around: _Place, walk: _Walk) -> str:
    """Note the block that begins with an element, and return its address."""
    numbered = name not in ENTRIES and around.area != "header" and not _set_apart(element, name, around)
    walk.ordinals[name] += numbered
    address = xml_id or _address(element, around.id, walk)
    walk.addresses.add(address)
    walk.blocks.append(Block(address, number, name, walk.ordinals[name] if numbered else 0))
    return address


def _set_apart(element: etree._Element, name: str, around: _Place) -> bool:
    """Tell whether a note is a block that nothing calls: beside the text, or among the facts of an entry."""
    if name != "note":
        return False
    if around.name in _READINGS and next(element.iterancestors(_LIST_OF_READINGS), None) is not None:
        return True
    if _is_of_variant(element) or _is_attached(element):
        return True
    return _UNCALLED_IN.fullmatch(around.name) is not None or not (around.names or around.name in _PROSE)


def _is_attached(note: etree._Element) -> bool:
    """Tell whether a note behind the text says to which place in it it belongs."""
    return note.get("target", "").startswith("#") and next(note.iterancestors(_BACK), None) is not None


def _is_of_variant(note: etree._Element) -> bool:
    """Tell whether a note stands in a reading that is not the one of the text."""
    reading = next(note.iterancestors(_RDG), None)
    app = None if reading is None else next(reading.iterancestors(_APP), None)
    return app is not None and (next(app.iterchildren(_LEM), None) is not None or next(app.iter(_RDG)) is not reading)


def _begins_block(name: str, xml_id: str | None, around: _Place) -> bool:
    if around.area == "header":
        return bool(xml_id) and name in ENTRIES
    if name in ENTRIES:
        return around.name in facts.LISTS
    if name == "note":
        return around.name not in ENTRIES
    # A speech is one block with its paragraphs, and so is a note.
    if around.name in {"sp", "note"}:
        return False
    return name in _TEXT_BLOCKS and (bool(xml_id) or around.name not in {"p", "item"})


def _address(element: etree._Element, ancestor: str, walk: _Walk) -> str:
    """Derive the address of an element without an id: contract.md, "Addresses"."""
    plain_address = f"{ancestor}-{sha256(run_on(element).encode()).hexdigest()[:8]}"
    address = plain_address
    while address in walk.addresses:
        walk.repeats[plain_address] += 1
        address = f"{plain_address}-{walk.repeats[plain_address] + 1}"
    return address


def _slug(name: str) -> str:
    """Make a name that can stand as a file's: letters and digits of any script, `.`, `_` and `-`."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "document"
