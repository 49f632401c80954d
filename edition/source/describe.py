"""From the tree of a source to what the rest of the program needs to know of it: one walk, plain values out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

from edition.model import Area, Block, DateRange, Document, Kind, Pointer, Prefix, Target
from edition.source.parse import Tree

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# All attributes of TEI P5 4.9 with the datatype teidata.pointer that lead to things of the edition: those that do so
# wherever they stand, and those whose name means something else on other elements. Left out are what leads to
# vocabularies (datcat, lemmaRef, property), within dictionaries (location, mergedIn) and within ODDs (filter, uri).
POINTING = frozenset(
    "adj adjFrom adjTo ana calendar change copyOf corresp datingMethod datingPoint decls domains edRef exclude facs "
    "feats fromUnit fVal given hand inst mutual next nymRef parts perf period prev ref rendition replyTo resp sameAs "
    "scribeRef scriptRef select since source spanTo synch target targetEnd toUnit toWhom unitRef who wit".split()
)
_TIMED = "annotationBlock binaryObject ellipsis gap incident kinesic media pause post u vocal writing"
_POINTING_ON = {
    attribute: frozenset(names.split())
    for attribute, names in {
        "active": "relation",
        "children": "root iNode",
        "class": "msContents msItem msItemStruct",
        "code": "occupation socecStatus",
        "end": _TIMED,
        "follow": "iNode leaf",
        "from": "app span arc rt",
        "new": "handShift",
        "origin": "timeline",
        "parent": "iNode leaf",
        "passive": "relation",
        "require": "rdg lem rdgGrp",
        "scheme": "keywords classCode catRef locus locusGrp occupation socecStatus",
        "start": f"{_TIMED} line path surface zone",
        "to": "app span arc rt",
        "url": "graphic media",
        "value": "root iNode leaf eTree triangle eLeaf node",
        "where": "event conversion",
    }.items()
}
# What a reader may be sent to: pieces of text, and entries of registers.
_TEXT_BLOCKS = frozenset(
    "ab argument byline cell closer dateline entry epigraph figure head item l label note opener p postscript quote "
    "salute signed sp stage trailer u".split()
)
_ENTRIES = frozenset("person personGrp place org event bibl biblStruct biblFull nym object relation category".split())
_LISTS = frozenset("listPerson listPlace listOrg listEvent listBibl listNym listObject listRelation taxonomy".split())
# A note is called where it stands within text; as a block of its own (functions.xsl has the same rule) it is not.
_UNCALLED_IN = re.compile(
    r"(div[1-7]?|body|front|back|text|group|floatingText|standOff|list.*|person|personGrp|place|org|event|bibl.*|object|nym)"
)
_NAMES = frozenset("persName placeName orgName eventName objectName geogName name title head label catDesc".split())
_DATE_PLACES = (
    ".//t:text//t:dateline//t:date",
    ".//t:profileDesc/t:settingDesc//t:date",
    ".//t:profileDesc/t:creation//t:date",
    ".//t:sourceDesc//t:origDate",
    ".//t:profileDesc/t:correspDesc/t:correspAction[@type='sent']/t:date",
    ".//t:text//t:head//t:date",
)
_NS = {"t": TEI}


@dataclass(slots=True)
class _Walk:
    """What is gathered on the way through a tree, and where in it we are."""

    document: str
    targets: list[Target] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    prefixes: list[Prefix] = field(default_factory=list)
    ordinals: Counter[str] = field(default_factory=Counter)
    addresses: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Place:
    """The surroundings that an element hands to its children."""

    id: str
    block: str
    area: Area
    name: str


def describe(tree: Tree, default_language: str = "en") -> Document:
    """Return what the program knows of a source; `default_language` holds where the source names none."""
    root = tree.root
    own_id = root.get(XML_ID) or _slug(tree.source.path.stem)
    walk = _walk(root, own_id)
    return Document(
        source=tree.source,
        id=_slug(own_id),
        kind=_kind(root),
        title=_title(root) or tree.source.path.stem,
        short=_title(root, "short"),
        language=root.get(XML_LANG) or default_language,
        date=_document_date(root),
        sha256=tree.sha256,
        modified=max((c.get("when", "") for c in root.iterfind(".//t:revisionDesc//t:change", _NS)), default=""),
        abstract=_first(root, "t:teiHeader/t:profileDesc/t:abstract"),
        shelfmark=_first(root, ".//t:sourceDesc//t:msIdentifier"),
        targets=tuple(walk.targets),
        pointers=tuple(walk.pointers),
        blocks=tuple(walk.blocks),
        prefixes=tuple(walk.prefixes),
    )


def _walk(root: etree._Element, own_id: str) -> _Walk:
    walk = _Walk(own_id)
    places: list[_Place] = [_Place(own_id, "", "text", "")]
    number = -1
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            places.pop()
            continue
        number += 1
        places.append(_visit(element, number, places[-1], walk))
    return walk


def _visit(element: etree._Element, number: int, around: _Place, walk: _Walk) -> _Place:
    name = etree.QName(element).localname
    xml_id = element.get(XML_ID)
    area = _area(name, around.area)
    block = _block(element, name, number, around, walk)
    if xml_id:
        walk.targets.append(_target(element, name, number, xml_id))
    if name == "prefixDef":
        values = (element.get(key, "") for key in ("ident", "matchPattern", "replacementPattern"))
        walk.prefixes.append(Prefix(*values))
    if etree.QName(element).namespace == TEI:  # an example (egXML) shows pointers and makes none
        walk.pointers.extend(
            Pointer(number, name, attribute, token, block, area, element.get("type", ""))
            for attribute, value in element.items()
            if attribute in POINTING or name in _POINTING_ON.get(attribute, ())
            for token in value.split()
        )
    return _Place(xml_id or around.id, block, area, name)


def _area(name: str, around: Area) -> Area:
    if around == "text" and name == "teiHeader":
        return "header"
    return "note" if around == "text" and name == "note" else around


def _block(element: etree._Element, name: str, number: int, around: _Place, walk: _Walk) -> str:
    """Return the address of the block that holds the element, and note the block if it begins here."""
    xml_id = element.get(XML_ID)
    if not _begins_block(name, xml_id, around):
        return around.block
    numbered = name not in _ENTRIES and around.area != "header" and not _set_apart(name, around)
    walk.ordinals[name] += numbered
    address = xml_id or _address(element, around.id, walk.addresses)
    walk.addresses.add(address)
    walk.blocks.append(Block(address, number, name, walk.ordinals[name] if numbered else 0))
    return address


def _set_apart(name: str, around: _Place) -> bool:
    return name == "note" and _UNCALLED_IN.fullmatch(around.name) is not None


def _begins_block(name: str, xml_id: str | None, around: _Place) -> bool:
    if around.area == "header" or name == "teiHeader":
        return bool(xml_id) and name in _ENTRIES
    if name in _ENTRIES:
        return around.name in _LISTS
    if name == "note":
        return around.name not in _ENTRIES
    # A speech is one block with its paragraphs, and so is a note.
    if around.name in {"sp", "note"}:
        return False
    return name in _TEXT_BLOCKS and (bool(xml_id) or around.name not in {"p", "item"})


def _address(element: etree._Element, ancestor: str, taken: set[str]) -> str:
    """Derive the address of an element without an id: contract.md, "Addresses"."""
    digest = sha256(_text(element).encode()).hexdigest()[:8]
    address, repeat = f"{ancestor}-{digest}", 2
    while address in taken:
        address, repeat = f"{ancestor}-{digest}-{repeat}", repeat + 1
    return address


def _target(element: etree._Element, name: str, number: int, xml_id: str) -> Target:
    if name not in _ENTRIES:
        return Target(xml_id, number, name)
    names = [child for child in element.iterchildren("{*}*") if etree.QName(child).localname in _NAMES]
    main = next((n for n in names if n.get("type") == "main"), names[0] if names else None)
    short = next((n for n in names if n.get("type") == "short"), None)
    title, brief = (_text(each) if each is not None else "" for each in (main, short))
    return Target(xml_id, number, name, title, brief)


def _kind(root: etree._Element) -> Kind:
    """Say what a file is: by the category that its header names, else by what it holds.

    A `catRef` whose target ends in `calendar-entry`, `register` or `front` decides; a file with a `standOff` (or
    lists) and no text of its own is a register; everything else is a document.
    """
    kinds: dict[str, Kind] = {"calendar-entry": "calendar", "calendar": "calendar", "register": "register"}
    kinds["front"] = "front"
    for reference in root.iterfind("t:teiHeader/t:profileDesc/t:textClass/t:catRef", _NS):
        for token in reference.get("target", "").split():
            for ending, kind in kinds.items():
                if token.endswith(f"-{ending}") or token.endswith(f"#{ending}"):
                    return kind
    if root.find(".//t:text", _NS) is None and root.find("t:standOff", _NS) is not None:
        return "register"
    return "register" if _only_lists(root) else "document"


def _only_lists(root: etree._Element) -> bool:
    body = root.find("t:text/t:body", _NS)
    if body is None:
        return False
    inner: list[etree._Element] = []
    for child in body.iterchildren("{*}*"):
        inner.extend(child.iterchildren("{*}*") if etree.QName(child).localname == "div" else [child])
    names = {etree.QName(child).localname for child in inner}
    return bool(names & _LISTS) and names <= _LISTS | {"head"}


def _title(root: etree._Element, kind: str = "main") -> str:
    """Return the title of a kind; the first stands for the main one where none is called so."""
    titles = root.findall("t:teiHeader/t:fileDesc/t:titleStmt/t:title", _NS)
    chosen = [title for title in titles if title.get("type") == kind] or (titles if kind == "main" else [])
    return _text(chosen[0]) if chosen else ""


def _first(root: etree._Element, path: str) -> str:
    found = root.find(path, _NS)
    if found is None:
        return ""
    has_words = bool((found.text or "").strip()) or any((child.tail or "").strip() for child in found)
    return _text(found) if has_words else ", ".join(filter(None, map(_text, found.iterchildren("{*}*"))))


def _document_date(root: etree._Element) -> DateRange | None:
    """Find the date of a document: where the text dates itself, else setting, creation, origin, dispatch, heading."""
    for path in _DATE_PLACES:
        for element in root.iterfind(path, _NS):
            if date := date_range(element):
                return date
    return None


def date_range(element: etree._Element) -> DateRange | None:
    """Read the attributes of the class att.datable.w3c; None where they say nothing."""
    when, start, end = element.get("when"), element.get("from"), element.get("to")
    earliest, latest = element.get("notBefore"), element.get("notAfter")
    cert, text = element.get("cert"), _text(element)
    if when:
        return DateRange(when, when, "exact", cert, text)
    if start or end:
        return DateRange(start, end, "range", cert, text)
    if earliest and latest:
        return DateRange(earliest, latest, "within", cert, text)
    if latest:
        return DateRange(None, latest, "before", cert, text)
    return DateRange(earliest, None, "after", cert, text) if earliest else None


def _text(element: etree._Element) -> str:
    """Return the words of an element, notes and slips left out, white space collapsed."""
    return " ".join("".join(_words(element)).split())


def _words(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in {"note", "sic", "surplus"}:
            yield from _words(child)
        if child.tail:
            yield child.tail


def _slug(name: str) -> str:
    """Make a name that can stand as a file's: letters and digits of any script, `.`, `_` and `-`."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "document"
