"""The names that a stylesheet declares in our namespace, and those that a layer overrides or goes by."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from posixpath import dirname, join, normpath

from lxml import etree

from edition.catalog import ENTRY, stylesheets

NAMESPACE = "urn:tei-edition:xslt"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
# Elements whose name overrides one of ours; a function is known by its number of parameters, too.
_DECLARING = {
    f"{XSL}template": "template",
    f"{XSL}function": "function",
    f"{XSL}mode": "mode",
    f"{XSL}key": "key",
    f"{XSL}accumulator": "accumulator",
    f"{XSL}attribute-set": "attribute set",
}
_VALUES = (f"{XSL}variable", f"{XSL}param")
_PASSED = (f"{XSL}param", f"{XSL}with-param")
_MODES = (f"{XSL}template", f"{XSL}apply-templates")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in our namespace, of one sort, and where it stands: the element's number, the attribute, the word.

    `arity` is the number of parameters of a function, else -1.
    """

    sort: str
    name: str
    arity: int
    number: int
    attribute: str
    token: str


@dataclass(frozen=True, slots=True)
class Known:
    """What our stylesheets declare: the arities of each name of each sort."""

    names: dict[str, dict[str, set[int]]]

    def has(self, name: Name) -> bool:
        """Tell whether a name is there; a function with another number of parameters is not."""
        return name.arity in self.names.get(name.sort, {}).get(name.name, ())


@cache
def known() -> Known:
    """Return the names of all stylesheets that make the site."""
    files = stylesheets()
    found: dict[str, dict[str, set[int]]] = {}
    waiting, seen = [ENTRY], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        root = etree.parse(files[address]).getroot()
        for element in root.iter(f"{XSL}include", f"{XSL}import"):
            waiting.append(
                "edition:" + normpath(join(dirname(address.removeprefix("edition:")), element.get("href", "")))
            )
        for name in names(root):
            # a mode is there if it is declared: what only names it may be as wrong as a layer
            if name.sort != "mode" or name.attribute == "name":
                found.setdefault(name.sort, {}).setdefault(name.name, set()).add(name.arity)
    return Known(found)


def names(root: etree._Element) -> Iterator[Name]:
    """Yield the names of our namespace that a stylesheet declares, its modes, and its tunnel parameters.

    What expressions use is not among them: of that the compiler tells.
    """
    for number, element in enumerate(root.iter("*")):
        for sort, attribute, token in _words(element, root):
            if (name := local(element, token)) is not None:
                arity = len(element.findall(f"{XSL}param")) if sort == "function" else -1
                yield Name(sort, name, arity, number, attribute, token)


def _words(element: etree._Element, root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Yield sort, attribute and word of each name that an element declares or goes by."""
    name = element.get("name", "")
    if name and element.tag in _DECLARING:
        yield _DECLARING[element.tag], "name", name
    if name and element.tag in _VALUES and element.getparent() is root:
        yield "variable", "name", name
    if name and element.tag in _PASSED and element.get("tunnel", "").strip() in ("yes", "true", "1"):
        yield "tunnel parameter", "name", name
    if element.tag in _MODES:
        yield from (("mode", "mode", word) for word in element.get("mode", "").split())
    for attribute in ("default-mode", f"{XSL}default-mode"):
        if word := element.get(attribute, "").strip():
            yield "mode", attribute, word


def local(element: etree._Element, word: str) -> str | None:
    """Return the local part of a lexical QName or EQName that is in our namespace, else None."""
    if word.startswith("Q{"):
        namespace, _, name = word[2:].partition("}")
    else:
        prefix, _, name = word.rpartition(":")
        namespace = element.nsmap.get(prefix, "") if prefix else ""
    return name if namespace == NAMESPACE else None
