"""One walk through a tree for all rules: its elements by number and by name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from edition.source.discover import TEI_NAMESPACE
from edition.source.parse import Tree

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PREFIX = f"{{{TEI_NAMESPACE}}}"


@dataclass(frozen=True)
class Outline:
    """A tree with all its elements in order, and the numbers of those that have a name.

    The elements stay the same objects as long as the outline lives, so they can be compared and looked up.
    """

    tree: Tree
    elements: tuple[etree._Element, ...]
    numbers: Mapping[str, tuple[int, ...]]

    def named(self, *names: str) -> Iterator[tuple[int, etree._Element]]:
        """Yield the TEI elements of some names with their numbers, name by name."""
        for name in names:
            for number in self.numbers.get(_PREFIX + name, ()):
                yield number, self.elements[number]

    @cached_property
    def places(self) -> Mapping[etree._Element, int]:
        """The number of each element."""
        return {element: number for number, element in enumerate(self.elements)}

    @cached_property
    def ids(self) -> frozenset[str]:
        """All ids of the file."""
        return frozenset(element.get(_XML_ID, "") for element in self.elements)

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
    elements = tuple(tree.root.iter(etree.Element))
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, element in enumerate(elements):
        numbers[str(element.tag)].append(number)
    return Outline(tree, elements, {tag: tuple(each) for tag, each in numbers.items()})
