"""What the ways into an edition need of a source: its dated events and placed places, its archive, what it lacks."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from edition.bearings import Bearings, Happening, Loss, Position
from edition.model import Block
from edition.source import facts
from edition.source.discover import TEI_NAMESPACE
from edition.source.tags import local_name
from edition.source.words import plain

_NS = {"t": TEI_NAMESPACE}
_LOSSES = frozenset(("gap", "unclear", "supplied", "damage"))
_ENTRIES = frozenset(("event", "place"))
_WANTED = tuple(f"{{{TEI_NAMESPACE}}}{name}" for name in sorted(_LOSSES | _ENTRIES))
_HEADER = f"{{{TEI_NAMESPACE}}}teiHeader"
_LISTS = {"event": "listEvent", "place": "listPlace"}
_NAMES = ("eventName", "placeName", "geogName", "name", "head", "label", "desc")
# Spots of one kind that the ledger leads to; the others are only counted.
_LED_TO = 12
_MOST_HOLDINGS = 20

_HOLDINGS = etree.XPath(
    "(t:teiHeader | */t:teiHeader | */*/t:teiHeader)/t:fileDesc/t:sourceDesc/descendant::t:msIdentifier",
    namespaces=_NS,
)
_CLASSES = etree.XPath(
    "t:teiHeader/t:profileDesc/t:textClass/t:catRef[contains(@target, 'class-') or contains(@scheme, 'classification')]"
    "/@target",
    namespaces=_NS,
)
_MARKINGS = etree.XPath(
    "t:text/descendant::*[self::t:stamp or self::t:fw or self::t:label or self::t:seg or self::t:note]"
    "[@type = 'classification' or @type = 'secrecy']",
    namespaces=_NS,
)
_STATUS = etree.XPath("string(t:teiHeader/t:revisionDesc/@status)", namespaces=_NS)

_DEGREE = r"[+-]?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"({_DEGREE})(?:\s*,\s*|\s+)({_DEGREE})")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_WORLD = re.compile(r"(wgs[ _-]?84|epsg:4326|etrs89|nad83)?", re.IGNORECASE)
_ROUGH = frozenset(("medium", "low", "unknown"))
_UNKNOWN_RADIUS = -1.0
_KILOMETRES = {"km": 1.0, "kilometres": 1.0, "kilometers": 1.0, "m": 0.001, "metres": 0.001, "meters": 0.001}


class _Found(NamedTuple):
    """An element that tells something, its number, and the address of the block that it is or is in."""

    element: etree._Element
    name: str
    number: int
    block: str


def bearings(root: etree._Element, blocks: Sequence[Block]) -> Bearings:
    """Return what a source tells of events, places, archives, its classification, its losses and its state."""
    found = list(_found(root, blocks)) if next(root.iter(*_WANTED), None) is not None else []
    classes = [token for target in _CLASSES(root) for token in target.split()]
    markings = (text for element in _MARKINGS(root) if (text := plain(element)))
    holdings = dict.fromkeys(filter(None, map(holding, _HOLDINGS(root)[:_MOST_HOLDINGS])))
    return Bearings(
        events=tuple(_events(found)),
        places=tuple(_places(found, root)),
        holdings=tuple(holdings),
        classes=tuple(dict.fromkeys((*classes, *markings))),
        losses=tuple(_losses(found)),
        status=str(_STATUS(root)),
    )


def _found(root: etree._Element, blocks: Sequence[Block]) -> Iterator[_Found]:
    addresses = {block.number: block.address for block in blocks}
    known: dict[etree._Element, str] = {}
    for number, element in enumerate(root.iter("*")):
        if number in addresses:
            known[element] = addresses[number]
        if element.tag in _WANTED:
            name = local_name(element)
            if name in _LOSSES or _is_entry(element, name):
                around = next((known[each] for each in _upwards(element) if each in known), "")
                if name in _ENTRIES or not _is_in_header(element):
                    yield _Found(element, name, number, around)


def _is_entry(element: etree._Element, name: str) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) in {_LISTS[name], name}


def _upwards(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _is_in_header(element: etree._Element) -> bool:
    return next(element.iterancestors(_HEADER), None) is not None


def _events(found: Iterable[_Found]) -> Iterator[Happening]:
    for each in found:
        if each.name == "event":
            dates = (each.element, *each.element.iterchildren("{*}date"), *each.element.iterchildren("{*}eventName"))
            date = next((date for element in dates if (date := facts.date_range(element))), None)
            if date and (title := _title(each.element)):
                # The words around a date are those of the whole entry.
                yield Happening(each.block, each.number, title, replace(date, text=""))


def _title(entry: etree._Element) -> str:
    for name in _NAMES:
        names = list(entry.iterchildren(f"{{*}}{name}"))
        main = next((each for each in names if each.get("type") in {"main", "pref"}), names[0] if names else None)
        if main is not None and (words := plain(main)):
            return words
    return ""


def _places(found: Iterable[_Found], root: etree._Element) -> Iterator[Position]:
    places = [each for each in found if each.name == "place"]
    if not places or not _is_of_this_world(root):
        return
    for each in places:
        for location in each.element.iterchildren("{*}location"):
            geo = next(location.iterchildren("{*}geo"), None)
            point = None if geo is None else coordinates(plain(geo))
            if geo is not None and point and (title := _title(each.element)):
                yield Position(each.block, each.number, title, *point, _radius(location, geo))
                break


def _is_of_this_world(root: etree._Element) -> bool:
    """Tell whether coordinates are degrees of WGS 84, as TEI takes them where nothing else is declared."""
    return all(_WORLD.fullmatch(geo.get("datum", "")) for geo in root.iter(f"{{{TEI_NAMESPACE}}}geoDecl"))


def coordinates(text: str) -> tuple[float, float] | None:
    """Read `38.95 45.06` or `48,2083 16,3731` as latitude and longitude; None if it is no such pair.

    TEI writes latitude first. A pair whose first number is no latitude, and whose second is one, is reversed.
    """
    words = text.split()
    if len(words) == 2:  # noqa: PLR2004 - a pair
        text = " ".join(_DECIMAL_COMMA.sub(".", word) for word in words)
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    first, second = float(match[1]), float(match[2])
    if abs(first) > 90 >= abs(second):  # noqa: PLR2004 - the pole
        first, second = second, first
    return (first, second) if abs(first) <= 90 and abs(second) <= 180 else None  # noqa: PLR2004 - pole and antimeridian


def _radius(location: etree._Element, geo: etree._Element) -> float:
    for measure in location.iter("{*}measure"):
        factor = _KILOMETRES.get(measure.get("unit", ""))
        if factor and (quantity := _number(measure.get("quantity", ""))):
            return factor * quantity
    precisions = [each.get("precision") for each in (location, geo, *location.iterchildren("{*}precision"))]
    doubts = {location.get("cert"), geo.get("cert"), *precisions}
    return _UNKNOWN_RADIUS if doubts & _ROUGH else 0.0


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) and number > 0 else 0.0


def holding(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return the path that an `msIdentifier` names, from country to leaf, as pairs of a level and its words.

    A level is the name of an element, or the `@type` of an `idno`; numbers within a number are levels of their own.
    """
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return (("", plain(element)),)
    parts: list[tuple[str, str]] = []
    for child in element.iterchildren("{*}*"):
        name = local_name(child)
        if name == "idno" and child.find("{*}idno") is not None:
            parts += [(inner.get("type", "idno"), plain(inner)) for inner in child.iterchildren("{*}idno")]
        elif name not in {"altIdentifier", "msName", "objectName"}:
            parts.append((child.get("type", name) if name == "idno" else name, plain(child)))
    return tuple((level, words) for level, words in parts if words)


def _losses(found: Iterable[_Found]) -> Iterator[Loss]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for each in found:
        if each.name in _LOSSES:
            element = each.element
            reason = element.get("reason") or element.get("agent") or ""
            groups.setdefault((each.name, reason, _extent(element)), []).append(each.block)
    for (name, reason, extent), blocks in sorted(groups.items()):
        yield Loss(name, reason, extent, len(blocks), tuple(dict.fromkeys(filter(None, blocks)))[:_LED_TO])


def _extent(element: etree._Element) -> str:
    """Return how much it is: a number and a unit, or what the source says instead."""
    if quantity := element.get("quantity") or element.get("atLeast"):
        return f"{quantity} {element.get('unit', '')}".strip()
    return element.get("extent", "")
