"""Addresses that documents and entries had before, where a source says so: `idno type="former"`."""

from collections.abc import Iterator

from lxml import etree

from edition.model import Former
from edition.source.discover import TEI_NAMESPACE
from edition.source.words import plain

_PUBLICATION = etree.XPath(
    "/*/t:teiHeader/t:fileDesc/t:publicationStmt", namespaces={"t": TEI_NAMESPACE}, smart_strings=False
)
_NUMBER = etree.XPath("count(ancestor::*) + count(preceding::*)")
_IDNO = f"{{{TEI_NAMESPACE}}}idno"
_ENTRIES = frozenset("person personGrp place org event bibl biblStruct biblFull nym object".split())


def formers(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that may say so."""
    return (element for element in root.iter(_IDNO) if element.get("type") == "former")


def former(element: etree._Element, parent: str, address: str) -> Former | None:
    """Return the address that an `idno` says its document or entry had; None if it says something else.

    `parent` is the name of the element that it stands in, `address` that of the nearest with an address. In the
    description of a manuscript the type is that of old shelfmarks, which no site ever had.
    """
    number = int(_NUMBER(element))
    if parent == "publicationStmt":
        is_of_all = element.getparent() in _PUBLICATION(element.getroottree())
        return Former("" if is_of_all else address, number, plain(element))
    return Former(address, number, plain(element)) if parent in _ENTRIES else None
