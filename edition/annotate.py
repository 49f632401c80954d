"""The text of a source as the stylesheets get it: what the index knows of an element is written on the element.

Attributes of the namespace `urn:tei-edition:xslt` carry it: `e:id` the address of an element on its page, `e:n` the
place of a note, turn or utterance among its kind (a note without it is not called), `e:rendition` the default
rendition that a selector of the header gives it, `e:former` the ids that it had before. In a document that is cut into
pages, `e:page` is the number of the page on which an element stands whole; `e:split` and `e:last` are the first and
the last page of one whose content is spread.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from edition.model import Document
from edition.source.joined import close_up
from edition.source.parse import Tree

NAMESPACE = "urn:tei-edition:xslt"
_ID, _N, _PAGE, _SPLIT, _LAST, _RENDITION, _FORMER = (
    f"{{{NAMESPACE}}}{name}" for name in ("id", "n", "page", "split", "last", "rendition", "former")
)
TEI = "{http://www.tei-c.org/ns/1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_WITH_ID = etree.XPath("//*[@xml:id]")
_NUMBERED = frozenset({"note", "sp", "u", "post", "said"})
# Ids that pages have of their own.
_OURS = re.compile(
    "-(main|about|notes|notes-title|apparatus|apparatus-title|cast|cast-only|course|cite|documents|parts|view|compare|sheet"
    "|as-(corrected|expanded|regular)|show-(changes|lines|pages|notes|names|parallel|images)"
    "|(entry|reading|show|wit|card)-[0-9]+|call-.*)"
)
_SELECTOR = re.compile(r"([\w-]+)(?:\[@?([\w:-]+)\s*=\s*['\"]?([^'\"\]]*)['\"]?\])?")


def annotate(tree: Tree, document: Document, former: Mapping[str, Sequence[str]] | None = None) -> etree._Element:
    """Return the root of a document with all that the stylesheets need to know on it; the tree is used up.

    `former` has the ids that elements had, by those of today.
    """
    root = tree.root
    close_up(root)
    # Said at the root first, our namespace is declared there once, and every other attribute refers to that.
    root.set(_ID, document.id)
    elements = list(root.iter("*"))
    addresses = {element: xml_id for element in _WITH_ID(root) if (xml_id := element.get(_XML_ID, "").strip())}
    for block in document.blocks:
        element = elements[block.number]
        addresses[element] = block.address
        if block.ordinal and block.name in _NUMBERED:
            element.set(_N, str(block.ordinal))
    taken: set[str] = set()
    for element, address in addresses.items():
        element.set(_ID, _free(address, taken))
        if former and address in former:
            element.set(_FORMER, " ".join(former[address]))
    if root not in addresses:
        root.set(_ID, _free(document.id, taken))  # named after its file, it gives way to an element of that name
    if document.sections:
        _mark_pages(elements, document)
    for element, rendition in _defaults(root):
        element.set(_RENDITION, rendition)
    return root


def _free(address: str, taken: set[str]) -> str:
    """Keep ids of a page apart: what is no id for HTML loses its blanks, one that is taken or ours gets a number."""
    name = "-".join(address.split()) if " " in address else address
    unique, repeat = name, 2
    while unique in taken or (unique.startswith("-") and _OURS.fullmatch(unique)):
        unique, repeat = f"{name}-{repeat}", repeat + 1
    taken.add(unique)
    return unique


def _mark_pages(elements: Sequence[etree._Element], document: Document) -> None:
    for place, section in enumerate(document.sections, 1):
        for unit in section.units:
            elements[unit].set(_PAGE, str(place))
        for number, last in section.splits:
            elements[number].set(_SPLIT, str(place))
            elements[number].set(_LAST, str(last))


def _defaults(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the elements that a `rendition/@selector` or `tagUsage/@rendition` chooses, with what it gives them.

    Of CSS selectors those are read that name an element, or an element with one attribute.
    """
    header = root.find(f"{TEI}teiHeader")
    declared = () if header is None else header.iterfind(f"{TEI}encodingDesc/{TEI}tagsDecl//{TEI}rendition[@selector]")
    chosen: dict[str, list[tuple[str, str, str]]] = {}
    for rendition in declared:
        for selector in rendition.get("selector", "").split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match and (name := rendition.get(_XML_ID)):
                chosen.setdefault(match[1], []).append((match[2] or "", match[3] or "", f"#{name}"))
    yield from _chosen(root, chosen)


def _chosen(
    root: etree._Element, chosen: Mapping[str, Iterable[tuple[str, str, str]]]
) -> Iterator[tuple[etree._Element, str]]:
    for name, rules in chosen.items():
        for element in root.iter(f"{TEI}{name}"):
            found = [rendition for key, value, rendition in rules if not key or element.get(key) == value]
            if found:
                yield element, " ".join(found)
