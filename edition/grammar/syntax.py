"""The XML syntax of RELAX NG, section 3: which attributes and children an element of a schema has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from edition.grammar.datatypes import SPACE
from edition.grammar.datatypes.characters import is_ncname
from edition.grammar.errors import GrammarError, Place
from edition.grammar.names import join

if TYPE_CHECKING:
    from edition.grammar.load import Scope

URI = "http://relaxng.org/ns/structure/1.0"
RNG = f"{{{URI}}}"
_COMMON = frozenset(("ns", "datatypeLibrary"))
_NAMED = frozenset(("name",))
_ATTRIBUTES = {
    "element": _NAMED,
    "attribute": _NAMED,
    "ref": _NAMED,
    "parentRef": _NAMED,
    "define": frozenset(("name", "combine")),
    "start": frozenset(("combine",)),
    "param": _NAMED,
    "data": frozenset(("type",)),
    "value": frozenset(("type",)),
    "externalRef": frozenset(("href",)),
    "include": frozenset(("href",)),
}
_TEXTUAL = frozenset(("value", "param", "name"))


@dataclass(frozen=True, slots=True)
class Document:
    """A file of a schema; `chain` are the files that led to it, itself included."""

    path: Path | None
    base: Path
    chain: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What an element of a schema inherits: grammar, namespace, datatype library and file."""

    document: Document
    scope: "Scope | None" = None
    ns: str = ""
    library: str = ""


def place(element: etree._Element, setting: Setting) -> Place:
    """Return where an element of a schema stands."""
    return Place(setting.document.path, element.sourceline or 0)


def error(message: str, element: etree._Element, setting: Setting) -> GrammarError:
    """Return the error with its place."""
    return GrammarError(message, place(element, setting))


def kind(element: etree._Element) -> str:
    """Return the local name of an element of RELAX NG."""
    return str(element.tag)[len(RNG) :]


def enter(element: etree._Element, setting: Setting) -> Setting:
    """Check the attributes of an element; return the setting within it (sections 4.1, 4.3 and 4.9)."""
    if not element.attrib:
        return setting
    allowed = _ATTRIBUTES.get(kind(element), frozenset())
    for name in element.attrib:
        if name not in allowed and name not in _COMMON and (str(name)[0] != "{" or str(name).startswith(RNG)):
            raise error(f"<{kind(element)}> has no attribute {name}", element, setting)
    ns, library = element.get("ns"), element.get("datatypeLibrary")
    if library is not None:
        if library and (not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.", library) or "#" in library):
            raise error("a datatypeLibrary is an absolute URI without fragment, or empty", element, setting)
        setting = replace(setting, library=library)
    return setting if ns is None else replace(setting, ns=ns)


def children(element: etree._Element, setting: Setting) -> list[etree._Element]:
    """Return the children that are RELAX NG; what belongs to other namespaces is annotation (section 4.1)."""
    found = []
    _refuse_text(element.text, element, setting)
    for child in element:
        _refuse_text(child.tail, element, setting)
        if isinstance(child.tag, str) and child.tag.startswith(RNG):
            found.append(child)
    return found


def _refuse_text(text: str | None, element: etree._Element, setting: Setting) -> None:
    if text and text.strip(SPACE):
        raise error(f"text is not allowed in <{kind(element)}>", element, setting)


def text_of(element: etree._Element, setting: Setting) -> str:
    """Return the text of a `value`, `param` or `name`, which has no children."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            raise error(f"<{kind(element)}> holds text only", child, setting)
        pieces.append(child.tail or "")
    return "".join(pieces)


def ensure_empty(element: etree._Element, setting: Setting) -> None:
    """Refuse children."""
    if children(element, setting):
        raise error(f"<{kind(element)}> must be empty", element, setting)


def required(element: etree._Element, name: str, setting: Setting) -> str:
    """Return an attribute that must be there, without white space around it (section 4.2)."""
    value = element.get(name)
    if value is None:
        raise error(f"<{kind(element)}> needs the attribute {name}", element, setting)
    return value.strip(SPACE)


def ncname(element: etree._Element, name: str, setting: Setting) -> str:
    """Return an attribute that must be a name without colon."""
    value = required(element, name, setting)
    if not is_ncname(value):
        raise error(f"“{value}” is not a name", element, setting)
    return value


def qualified(text: str, element: etree._Element, setting: Setting, *, ns: str) -> str:
    """Return the name that a QName of the schema means (section 4.10); without a prefix it is of the namespace `ns`."""
    prefix, colon, local = text.strip(SPACE).rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise error(f"“{text}” is not a name", element, setting)
    if not colon:
        return join(ns, local)
    uri = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else element.nsmap.get(prefix)
    if uri is None:
        raise error(f"the prefix {prefix}: is not declared", element, setting)
    return join(uri, local)


def element_names(root: etree._Element, setting: Setting) -> Iterator[str]:
    """Yield the names that the elements of a definition list, without a look at what is wrong with them."""
    for element in root.iter(f"{RNG}element"):
        for holder in [element] if element.get("name") else _name_elements(element):
            prefix, _, local = (holder.get("name") or holder.text or "").strip(SPACE).rpartition(":")
            uri = holder.nsmap.get(prefix) if prefix else _inherited_ns(holder, root, setting)
            yield join(uri or "", local)


def _name_elements(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the `name` elements in the name class of an element."""
    name_class = next((child for child in element if str(child.tag).startswith(RNG)), None)
    if name_class is not None:
        yield from name_class.iter(f"{RNG}name")


def _inherited_ns(element: etree._Element, root: etree._Element, setting: Setting) -> str:
    while True:
        ns = element.get("ns")
        if ns is not None:
            return ns
        parent = element.getparent()
        if element is root or parent is None:
            return setting.ns
        element = parent
