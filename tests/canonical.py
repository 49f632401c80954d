"""RELAX NG in XML syntax, written so that schemas that mean the same step by step are written alike.

Undone are the choices that the specification itself undoes first (4.2 to 4.4, 4.8 to 4.12 and 4.15): where `ns`,
`datatypeLibrary` and names stand, what is understood if it is not said. Foreign elements and attributes stay, white
space around their text does not: it is layout to those who print schemas.
"""

from collections.abc import Iterator

from lxml import etree

RNG = "http://relaxng.org/ns/structure/1.0"
OWN = {"name", "ns", "datatypeLibrary", "type", "href", "combine"}
# Elements that group their patterns without saying so.
GROUPING = {"define", "start", "element", "oneOrMore", "zeroOrMore", "optional", "list", "mixed"}
NARY = {"group", "choice", "interleave"}


def canonical(element: etree._Element) -> str:
    """Return the lines of a schema."""
    return "\n".join(line.rstrip() for line in lines(element, "", "", 0))


def lines(element: etree._Element, ns: str, library: str, depth: int) -> Iterator[str]:
    """Yield the lines of an element; `ns` and `library` are what it inherits."""
    name = etree.QName(element)
    if name.namespace != RNG:
        yield from foreign(element, depth)
        return
    ns, library = element.get("ns", ns), element.get("datatypeLibrary", library)
    kind = name.localname
    children = patterns(element, kind)
    contents = [child for child in children if etree.QName(child).namespace == RNG]
    if kind in NARY and len(contents) == 1 and not notes(element):
        for child in children:
            yield from lines(child, ns, library, depth)
        return
    yield "  " * depth + " ".join([kind, *said(element, kind, ns, library), *notes(element)])
    if kind in {"element", "attribute"} and "name" in element.attrib:
        own = element.get("ns", "" if kind == "attribute" else ns)
        yield "  " * (depth + 1) + " ".join(["name", *expanded(element, element.get("name", ""), own)])
    if kind in {"element", "attribute"} and "name" not in element.attrib:
        yield from lines(contents[0], ns, library, depth + 1)  # before annotations, like an attribute
        children.remove(contents.pop(0))
    wrapper = ("choice" if kind == "except" else "group") if kind in {*GROUPING, "except"} and len(contents) > 1 else ""
    inside = 1
    for child in children:
        if wrapper and child is contents[0]:
            yield "  " * (depth + inside) + wrapper
            inside = 2  # from here on, foreign elements too
        yield from lines(child, ns, library, depth + inside)
    if kind == "attribute" and not contents:
        yield "  " * (depth + 1) + "text"


def patterns(element: etree._Element, kind: str) -> list[etree._Element]:
    return [] if kind in {"name", "value", "param"} else list(element.iterchildren("{*}*"))


def said(element: etree._Element, kind: str, ns: str, library: str) -> Iterator[str]:
    """Yield what an element of RELAX NG says of itself."""
    text = element.text or ""
    match kind:
        case "name":
            yield from expanded(element, text.strip(), ns)
        case "nsName" | "include" | "externalRef":
            yield repr(ns)
            yield element.get("href", "").removesuffix(".rng").removesuffix(".rnc")
        case "param":
            yield from (element.get("name", ""), repr(text))
        case "data":
            yield from (library, element.get("type", ""))
        case "value":
            kind = element.get("type", "token")
            yield from (library if "type" in element.attrib else "", kind, repr(text))
            if kind == "QName":  # its prefix, or the lack of one, has a meaning
                prefix = text.partition(":")[0] if ":" in text else ""
                yield repr(element.nsmap[prefix] if prefix else ns)
        case "ref" | "parentRef" | "define":
            yield element.get("name", "")
    yield element.get("combine", "")


def expanded(element: etree._Element, name: str, ns: str) -> tuple[str, str]:
    """Return namespace and local name."""
    prefix, _, local = name.rpartition(":")
    if prefix == "xml":
        return repr("http://www.w3.org/XML/1998/namespace"), local
    return repr(element.nsmap[prefix] if prefix else ns), local


def notes(element: etree._Element) -> list[str]:
    return sorted(f"@{name}={value!r}" for name, value in element.items() if name not in OWN and "urn:x-" not in name)


def foreign(element: etree._Element, depth: int) -> Iterator[str]:
    """Yield a foreign element."""
    attributes = sorted(f"@{name}={value!r}" for name, value in element.items())
    yield "  " * depth + " ".join([f"<{element.tag!s}>", *attributes, repr((element.text or "").strip())])
    for child in element.iterchildren("{*}*"):
        yield from foreign(child, depth + 1)
        if tail := (child.tail or "").strip():
            yield "  " * (depth + 1) + repr(tail)
