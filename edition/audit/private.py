"""Letters for private use (`g`), as a book prints them: contract.md, "Nothing lost means".

Hardly a font has them. On paper the letters stand for them that their declaration (`char`, `glyph`) maps them to, and
where it names none, or no font has these, their number: ⟨U+F20E⟩. Both count as found.
"""

import re
from collections.abc import Mapping

from lxml import etree

from edition.audit.source import Text

_TEI = "{http://www.tei-c.org/ns/1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_USUAL = frozenset({"standard", "standardized", "unicode", "composed"})


def has_private(text: Text) -> bool:
    """Tell whether a text has letters for private use."""
    return _PRIVATE.search(text.raw) is not None


def printed(text: Text, mapped: Mapping[int, str]) -> str:
    """Return what a book has for a text with letters for private use, given what `mapped` says of its document."""
    return mapped.get(text.number) or _PRIVATE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text.raw)


def mapped(root: etree._Element) -> dict[int, str]:
    """Return the letters that signs are mapped to, by the numbers of their elements in the document."""
    signs = {sign.get(_XML_ID, ""): _of(sign) for sign in root.iter(f"{_TEI}char", f"{_TEI}glyph")}
    elements = enumerate(root.iter(etree.Element))
    told = ((number, element.get("ref", "")) for number, element in elements if element.tag == f"{_TEI}g")
    return {number: letters for number, ref in told if (letters := signs.get(ref.removeprefix("#")))}


def _of(sign: etree._Element) -> str:
    """Return the usual mapping of a sign, else its first, of those that are letters which fonts may have."""
    mappings = [
        (each.get("type", "").lower(), "".join(each.itertext()).strip()) for each in sign.iter(f"{_TEI}mapping")
    ]
    known = [
        (kind, text) for kind, text in mappings if text and not _PRIVATE.search(text) and not text.startswith("U+")
    ]
    return next((text for kind, text in known if kind in _USUAL), known[0][1] if known else "")
