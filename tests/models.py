"""What the elements of tei_all hold, read from its grammar by itself: no engine of ours has a say in it."""

from collections.abc import Iterator

from lxml import etree
from support import SHARED, require

RNG = "{http://relaxng.org/ns/structure/1.0}"


def content_models() -> Iterator[tuple[str, set[str]]]:
    """Yield each named element with the names of those that it may hold, and "#text" where it may hold words."""
    root = etree.parse(require(SHARED / "reference" / "tei_all.rng")).getroot()
    defined: dict[str, list[etree._Element]] = {}
    for define in root.iter(f"{RNG}define"):
        defined.setdefault(str(define.get("name")), []).append(define)

    def reached(pattern: etree._Element, seen: set[str]) -> set[str]:
        found: set[str] = set()
        for child in pattern.iterchildren(f"{RNG}*"):
            kind, name = etree.QName(child).localname, str(child.get("name"))
            if kind in ("text", "data", "value", "list", "mixed"):
                found.add("#text")
            elif kind == "element":
                found.add(str(child.get("name", "#any")))
            elif kind == "ref" and name not in seen:
                seen.add(name)
                found |= set().union(*(reached(define, seen) for define in defined[name]))
            elif kind != "attribute":
                found |= reached(child, seen)
        return found

    for element in root.iter(f"{RNG}element"):
        if element.get("name"):
            yield str(element.get("name")), reached(element, set())
