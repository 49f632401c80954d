"""Names in a text: of whom or what, and how those of the same are known."""

import re
from collections.abc import Sequence

from lxml import etree

from edition.model import Area, Name, Prefix
from edition.source.words import plain

# Elements whose words name someone or something, and what they name; the type of `name` and `rs` says it of these.
_NAMED = {
    "persName": "person",
    **dict.fromkeys(("placeName", "geogName", "settlement", "country", "region", "district"), "place"),
    "orgName": "org",
    "eventName": "event",
    "objectName": "object",
}
_NAMED_BY_TYPE = {
    **dict.fromkeys(("person", "pers", "persName", "people"), "person"),
    **dict.fromkeys(("place", "placeName", "geog", "geogName", "city", "country", "settlement"), "place"),
    **dict.fromkeys(("org", "orgName", "organisation", "organization", "institution"), "org"),
    **dict.fromkeys(("event", "eventName"), "event"),
    **dict.fromkeys(("object", "objectName"), "object"),
}
_TYPED_NAMES = frozenset({"name", "rs"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")


def is_name(name: str) -> bool:
    """Tell whether elements of TEI with this name may name someone or something."""
    return name in _NAMED or name in _TYPED_NAMES


def kind_of(name: str, type_: str) -> str:
    """Return what an element names: person, place, org, event, object, or “name” where it may be of another kind."""
    table = _NAMED_BY_TYPE if name in _TYPED_NAMES else _NAMED
    return table.get(type_ if name in _TYPED_NAMES else name, "name")


def named(element: etree._Element, name: str, block: str, area: Area, prefixes: Sequence[Prefix]) -> Name | None:
    """Return the name that an element is, called `name` itself, in a block and area of the text.

    None where it names nothing, or where it points into the edition: there a register has it. `prefixes` are those
    that the header declares.
    """
    if any(_leads_inside(token, prefixes) for token in element.get("ref", "").split()):
        return None
    text = plain(element)
    key = key_of(element, text)
    type_ = element.get("type", "")
    if not key or (name in _TYPED_NAMES and not type_):
        return None
    return Name(kind_of(name, type_), key, text, block, area)


def key_of(element: etree._Element, text: str) -> str:
    """Return what is equal for all names of the same, of a name that has these words."""
    return element.get("key", "") or next(iter(element.get("ref", "").split()), text)


def _leads_inside(token: str, prefixes: Sequence[Prefix]) -> bool:
    scheme = _SCHEME.match(token)
    return scheme is None or any(prefix.ident == scheme[1] for prefix in prefixes)
