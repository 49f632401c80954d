"""Take the Schematron out of a RELAX NG schema, as the TEI's schemas carry it."""

import re
from collections.abc import Callable

from lxml import etree

from edition.schematron.model import SCH, XSL
from edition.schematron.read import FILE, LINE, plain
from edition.schematron.vocabulary import EXPRESSIONS

_RNG = "http://relaxng.org/ns/structure/1.0"
# What stands in a schema as it is, in the order that a schema has.
_WHOLE = ("let", "phase", "pattern", "diagnostics", "properties")
_PREFIX = re.compile(r"(?<![\w.\-])([^\W\d][\w.\-]*):(?=[\w*])")
_TESTS = (f"{{{SCH}}}assert", f"{{{SCH}}}report")

Follow = Callable[[etree._Element], etree._Element | None]


def _alone(_pointer: etree._Element) -> None:
    return None


def extract(root: etree._Element, follow: Follow = _alone) -> str | None:
    """Return the text of a Schematron schema with all rules that stand in a grammar; None if there are none.

    `follow` returns the root of the tree that an `include` or `externalRef` points at. A rule that stands outside of
    a pattern makes a pattern; an assert or report that stands in an `element` is one for the elements of its name.
    """
    found: dict[str, list[etree._Element]] = {}
    for grammar in _trees(root, follow):
        for element in grammar.iter(f"{{{SCH}}}*", f"{{{XSL}}}key", f"{{{XSL}}}function"):
            parent = element.getparent()
            if parent is None or not _is_schematron(parent):
                _take(element, parent, found)
    if not found.get("pattern"):
        return None
    schema = etree.Element(f"{{{SCH}}}schema", {"queryBinding": _binding(root)}, nsmap={"sch": SCH})
    schema.extend(_distinct(found.get("ns", [])))
    schema.extend(_implied([part for parts in found.values() for part in parts], found.get("ns", [])))
    schema.extend(_distinct(found.get("xsl", [])))
    for name in _WHOLE:
        schema.extend(found.get(name, []))
    return etree.tostring(schema, encoding="unicode")


def _trees(root: etree._Element, follow: Follow) -> list[etree._Element]:
    """Return a grammar and all that it includes, each once."""
    trees = [root]
    for tree in trees:
        for pointer in tree.iter(f"{{{_RNG}}}include", f"{{{_RNG}}}externalRef"):
            target = follow(pointer)
            if target is not None and not any(target is known for known in trees):
                trees.append(target)
    return trees


def _is_schematron(element: etree._Element) -> bool:
    return str(element.tag).startswith((f"{{{SCH}}}", f"{{{XSL}}}"))


def _is_xslt(element: etree._Element) -> bool:
    return etree.QName(element).namespace == XSL


def _take(element: etree._Element, parent: etree._Element | None, found: dict[str, list[etree._Element]]) -> None:
    """Put a copy of an outermost element of Schematron where it belongs in the schema."""
    copy = _marked(element)
    name = etree.QName(element).localname
    if _is_xslt(element):
        found.setdefault("xsl", []).append(copy)
    elif name == "schema":
        for part in list(copy):
            part_name = etree.QName(part).localname
            found.setdefault("xsl" if _is_xslt(part) else part_name, []).append(part)
    elif name == "rule":
        found.setdefault("pattern", []).append(_wrapped(copy, "pattern"))
    elif element.tag in _TESTS:
        rule = _wrapped(copy, "rule")
        rule.set("context", _context(parent))
        found.setdefault("pattern", []).append(_wrapped(rule, "pattern"))
    elif name != "title":
        found.setdefault(name if name in ("ns", *_WHOLE) else "pattern", []).append(copy)


def _wrapped(element: etree._Element, name: str) -> etree._Element:
    wrapper = etree.Element(f"{{{SCH}}}{name}", {key: element.get(key, "") for key in (LINE, FILE)})
    wrapper.append(element)
    return wrapper


def _marked(element: etree._Element) -> etree._Element:
    """Return a copy with its prefixes, of which each element knows where it stood."""
    copy = plain(element)
    copy.tail = None
    file = str(element.getroottree().docinfo.URL or "")
    for old, new in zip(element.iter(etree.Element), copy.iter(etree.Element), strict=True):
        new.set(LINE, str(old.sourceline or 1))
        new.set(FILE, file)
    return copy


def _context(parent: etree._Element | None) -> str:
    """Return a pattern for the elements that the nearest RELAX NG `element` around a test speaks of."""
    while parent is not None and parent.tag != f"{{{_RNG}}}element":
        parent = parent.getparent()
    if parent is None:
        return "*"
    name = parent.find(f"{{{_RNG}}}name")
    words = parent.get("name") or (name.text if name is not None else None)
    if not words:
        return "*"
    prefix, _, local = words.strip().rpartition(":")
    holder = name if name is not None and parent.get("name") is None else parent
    space = holder.nsmap.get(prefix) if prefix else _inherited_ns(holder)
    return f"Q{{{space or ''}}}{local}"


def _inherited_ns(element: etree._Element | None) -> str:
    while element is not None:
        if (space := element.get("ns")) is not None:
            return space
        element = element.getparent()
    return ""


def _binding(root: etree._Element) -> str:
    """Return the query language: what an embedded or enclosing element says, else that of the TEI's rules."""
    given = next((e.get("queryBinding") for e in root.iter("*") if e.get("queryBinding")), None)
    return given or "xslt2"


def _implied(parts: list[etree._Element], declared: list[etree._Element]) -> list[etree._Element]:
    """Return an ns for each prefix that expressions use and that only the grammar itself declares, as the TEI does."""
    known = {str(ns.get("prefix")) for ns in declared}
    implied: dict[str, str] = {}
    for part in parts:
        for element in part.iter(etree.Element):
            for text in (element.get(name, "") for name in EXPRESSIONS):
                implied |= {p: element.nsmap[p] for p in _PREFIX.findall(text) if p not in known and p in element.nsmap}
    return [etree.Element(f"{{{SCH}}}ns", {"prefix": prefix, "uri": implied[prefix]}) for prefix in sorted(implied)]


def _distinct(elements: list[etree._Element]) -> list[etree._Element]:
    """Leave out what is declared again in the same words: each constraint of an ODD may bring its prefixes along."""
    seen: dict[tuple[str, ...], etree._Element] = {}
    for element in elements:
        values = [f"{key}={value}" for key, value in sorted(element.attrib.items()) if key not in (LINE, FILE)]
        seen.setdefault((str(element.tag), *values), element)
    return list(seen.values())
