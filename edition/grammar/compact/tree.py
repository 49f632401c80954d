"""The nodes that the parser makes, and the elements that they become."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from edition.grammar.compact.cursor import Cursor
from edition.grammar.compact.lexer import DOCUMENTATION

RELAX_NG = "http://relaxng.org/ns/structure/1.0"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/annotations/1.0"

# libxml2 keeps the line of an element in sixteen bits, the last value of which means "look elsewhere".
_LAST_LINE = 65534
_LINE = "{urn:x-edition:compact}line"


@dataclass(slots=True)
class Node:
    """An element to be; `at` is the index of the character where it begins."""

    name: str
    at: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: Sequence["Node | str"] = ()


def rng(name: str) -> str:
    """Return the name of an element of RELAX NG."""
    return f"{{{RELAX_NG}}}{name}"


def build(root: Node, cursor: Cursor, uri: str) -> etree._Element:
    """Turn nodes into elements, level by level and not by recursion."""
    top = etree.Element(root.name, root.attributes, nsmap=_prefixes(cursor))
    _set_line(top, root, cursor)
    if uri:
        top.getroottree().docinfo.URL = uri
    pending = [(top, root)]
    for element, node in pending:
        last: etree._Element | None = None
        for child in node.children:
            if isinstance(child, Node):
                last = _append(element, child, cursor)
                pending.append((last, child))
            elif last is None:
                element.text = child
            else:
                last.tail = child
    return top


def line_of(element: etree._Element) -> int:
    """Return the line of an element in the schema, in compact syntax or not."""
    return int(element.get(_LINE, 0)) or element.sourceline or 0


def _append(parent: etree._Element, node: Node, cursor: Cursor) -> etree._Element:
    # The default namespace is that of RELAX NG: an element without one undoes it, so that it survives a serializer.
    nsmap = {None: ""} if node.name[0] != "{" and parent.nsmap.get(None) else None
    try:
        element: etree._Element = etree.SubElement(parent, node.name, node.attributes, nsmap)
    except ValueError as error:
        raise cursor.error(node.at, f"an annotation cannot be written as XML: {error}") from error
    _set_line(element, node, cursor)
    return element


def _set_line(element: etree._Element, node: Node, cursor: Cursor) -> None:
    line, _ = cursor.tokens.text.position(node.at)
    element.sourceline = min(line, _LAST_LINE)  # type: ignore[misc]  # lxml lets us, its types do not
    if line > _LAST_LINE:
        element.set(_LINE, str(line))


def _prefixes(cursor: Cursor) -> dict[str | None, str]:
    """Return the namespaces in scope: `element` in A.1; values of the type QName need them."""
    prefixes: dict[str | None, str] = {None: RELAX_NG}
    for prefix, uri in cursor.environment.namespaces.items():
        if uri and prefix != "xml" and _is_uri(uri):
            prefixes[prefix] = uri
    if DOCUMENTATION in cursor.tokens.kinds and COMPATIBILITY not in prefixes.values():
        free = "a"
        while free in cursor.environment.namespaces:
            free += "a"
        prefixes[free] = COMPATIBILITY
    return prefixes


def _is_uri(uri: str) -> bool:
    """Tell whether lxml takes this as a namespace: RELAX NG compares strings and takes any."""
    try:
        etree.Element("uri", nsmap={"p": uri})
    except ValueError:
        return False
    return True
