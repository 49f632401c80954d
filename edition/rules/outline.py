"""One walk through a tree for all rules: the elements that they ask for, by name and by attribute."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from edition.source.discover import TEI_NAMESPACE
from edition.source.parse import Tree

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PREFIX = f"{{{TEI_NAMESPACE}}}"
# All names and attributes that a rule asks for; what is not here is passed over, which is most of a file.
_NAMES = frozenset(
    _PREFIX + name
    for name in (
        *("charDecl", "correspDesc", "note", "person", "personGrp", "persona"),
        *("sp", "u", "said", "q", "role", "castItem", "castGroup"),
        *("persName", "placeName", "orgName", "geogName", "eventName", "name", "rs"),
    )
)
_DATES = tuple(key + suffix for key in ("when", "from", "to", "notBefore", "notAfter") for suffix in ("", "-iso"))
_ATTRIBUTES = frozenset({XML_ID, "dur", *_DATES})

# An element with its number.
Numbered = tuple[int, etree._Element]


@dataclass(frozen=True)
class Outline:
    """A tree, and those of its elements that rules ask for, in order.

    The elements stay the same objects as long as the outline lives, so they can be compared and looked up.
    """

    tree: Tree
    _by_name: Mapping[str, Sequence[Numbered]]
    _by_attribute: Sequence[Numbered]

    def named(self, *names: str) -> Iterator[Numbered]:
        """Yield the TEI elements of some names with their numbers, name by name."""
        for name in names:
            if _PREFIX + name not in _NAMES:
                raise LookupError(name)
            yield from self._by_name.get(_PREFIX + name, ())

    def having(self, attributes: Collection[str]) -> Iterator[Numbered]:
        """Yield the elements that have one of some attributes, with their numbers."""
        wanted = frozenset(attributes)
        if not wanted <= _ATTRIBUTES:
            raise LookupError(min(wanted - _ATTRIBUTES))
        return (each for each in self._by_attribute if not wanted.isdisjoint(each[1].keys()))

    @cached_property
    def elements(self) -> tuple[etree._Element, ...]:
        """All elements by their number; for what few files need."""
        return tuple(self.tree.root.iter("*"))

    @cached_property
    def places(self) -> Mapping[etree._Element, int]:
        """The number of each element; for what few files need."""
        return {element: number for number, element in enumerate(self.elements)}

    @cached_property
    def ids(self) -> frozenset[str]:
        """All ids of the file."""
        return frozenset(element.get(XML_ID, "") for _, element in self.having({XML_ID}))

    @cached_property
    def _utf8(self) -> bytes:
        return self.tree.text.encode()

    def may_have(self, first_bytes: bytes) -> bool:
        """Tell whether characters may occur that begin with one of some bytes in UTF-8, or are written as numbers.

        This is many times as fast as an expression, and most files have no characters of the rarer kinds.
        """
        return b"&#" in self._utf8 or any(byte in self._utf8 for byte in first_bytes)


def outline(tree: Tree) -> Outline:
    """Walk through a tree once."""
    by_name: defaultdict[str, list[Numbered]] = defaultdict(list)
    by_attribute: list[Numbered] = []
    for number, element in enumerate(tree.root.iter("*")):
        tag = element.tag
        if tag in _NAMES:
            by_name[tag].append((number, element))
        if not _ATTRIBUTES.isdisjoint(element.keys()):
            by_attribute.append((number, element))
    return Outline(tree, by_name, by_attribute)
