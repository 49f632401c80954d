"""Drawings in SVG: a clean one is published as it is, one that runs a program or asks another host is refused.

What is allowed is listed where a list is possible (addresses, style sheets); the rest follows SVG 2, sections 2.4
and 15. Browsers keep a drawing in `img` from doing harm, but its file has an address of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ACTIVE = frozenset(
    "script foreignobject iframe embed object audio video canvas handler listener tref meta link base".split()
)
_ANIMATED = frozenset({"set", "animate", "animatetransform", "animatemotion", "animatecolor"})
_INNER = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,])")
_LINK = re.compile(r"\s*(?:#|https?:|mailto:)")
_OUTWARD_STYLE = re.compile(
    r"\\|@import|expression\s*\(|(?:image|image-set|src)\s*\(|url\s*\((?!\s*['\"]?(?:#|data:image/(?:png|jpeg|gif|webp)[;,]))",
    re.IGNORECASE,
)
_DECLARATION = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT)")
_ENCODINGS = frozenset({"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII", "ISO-8859-1", "WINDOWS-1252"})
_LENGTH = re.compile(r"\s*\+?(\d{1,9}(?:\.\d*)?|\.\d+)\s*(px|pt|pc|mm|cm|in|)\s*", re.IGNORECASE)
_PIXELS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}  # CSS Values 4, 6.2


@dataclass(frozen=True, slots=True)
class Drawing:
    """A clean drawing; its size in CSS pixels, None where it takes the size it is given."""

    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a drawing is not published."""

    reason: str
    is_harmful: bool


def read(data: bytes) -> Drawing | Refused:
    """Say whether a file is an SVG drawing without anything active, and how large it is."""
    # Without collect_ids: to lxml it would be a reason to ask for the DTD.
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return Refused("it is not well-formed", is_harmful=False)
    if root.tag != f"{{{_SVG}}}svg":
        return Refused(f"its root is not <svg> of the namespace {_SVG}", is_harmful=False)
    if reason := next(_harms(root, data), ""):
        return Refused(reason, is_harmful=True)
    return Drawing(*_size(root))


def _harms(root: etree._Element, data: bytes) -> Iterator[str]:
    """Yield what makes a drawing unfit."""
    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if encoding not in _ENCODINGS:
        yield f"its encoding {encoding} may be read in two ways"
    # Looked for in the bytes: a default that an ATTLIST gives to an attribute is in no tree that lxml shows us.
    if _DECLARATION.search(data.replace(b"\0", b"")):
        yield "its DOCTYPE declares entities or attributes, which may hide anything"
    nodes: list[etree._Element] = [*root.itersiblings(preceding=True), *root.iter()]
    for node in nodes:
        # What editors of drawings leave behind is read by nobody else; a style sheet is.
        if isinstance(node, etree._ProcessingInstruction):
            if node.target.lower().startswith("xml-"):
                yield f"it has an instruction <?{node.target}?>"
        elif isinstance(node.tag, str):
            yield from _harms_of(node)


def _harms_of(element: etree._Element) -> Iterator[str]:
    tag = etree.QName(element)
    name = tag.localname.lower()
    if name in _ACTIVE and tag.namespace in (_SVG, _XHTML, None):
        yield f"it has <{tag.localname}>"
    elif tag.namespace == _XHTML:
        yield f"it has <{tag.localname}> of HTML"
    if name == "style" and _OUTWARD_STYLE.search("".join(element.itertext())):
        yield "its style sheet asks for something outside"
    for key, value in element.items():
        yield from _harms_of_attribute(name, key, value)


def _harms_of_attribute(element: str, key: str, value: str) -> Iterator[str]:
    attribute = etree.QName(key).localname.lower()
    is_own = not key.startswith("{")  # only these are handlers and styles
    if is_own and attribute.startswith("on"):
        yield f"it has an attribute {attribute}"
    elif key == _XML_BASE:
        yield "it has an attribute xml:base"
    elif attribute in ("href", "src"):
        allowed = _LINK if element == "a" and attribute == "href" else _INNER
        if value.strip() and not allowed.match(value):
            yield f"its <{element}> leads to “{value.strip()[:60]}”"
    elif attribute == "attributename" and element in _ANIMATED:
        changed = value.strip().lower().rpartition(":")[2]
        if changed in ("href", "src") or changed.startswith("on"):
            yield f"its <{element}> changes {changed}"
    elif is_own and ("(" in value or attribute == "style") and _OUTWARD_STYLE.search(value):
        yield f"its attribute {attribute} asks for something outside"


def _size(root: etree._Element) -> tuple[int | None, int | None]:
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = [_number(word) for word in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:  # noqa: PLR2004 - x, y, width, height
        wide, high = box[2:]
        if width and height:
            return width, height
        if width or height:
            return width or _whole(wide * (height or 0) / high), height or _whole(high * (width or 0) / wide)
        return _whole(wide), _whole(high)
    return width, height


def _length(text: str) -> int | None:
    found = _LENGTH.fullmatch(text)
    return _whole(float(found[1]) * _PIXELS[found[2].lower()]) if found else None


def _number(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) if found and not found[2] else 0


def _whole(number: float) -> int | None:
    return max(1, round(number)) if 0 < number < 10**9 else None
