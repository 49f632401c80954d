"""The turns of a document with their places on its pages."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from edition.annotate import NAMESPACE, TEI
from edition.source.turns import Turn, Voice

_PAGE = f"{{{NAMESPACE}}}page"


class Place(NamedTuple):
    """Where a turn stands: its number ("" if it has none), its address, and the page (from 1) that it is on."""

    number: str
    id: str
    page: int


class Talk(NamedTuple):
    """The turns of a document, and of each in the same order: its place, the number of its speaker, its division.

    `voices` are the speakers in the order of their numbers, which begin with 1: who has more turns comes first, then
    who speaks first. `pages` are the paths of the document's pages.
    """

    turns: Sequence[Turn]
    places: Sequence[Place]
    slots: Sequence[int]
    divisions: Sequence[etree._Element | None]
    voices: Sequence[Voice]
    pages: Sequence[str]
    first: int = 1

    def href(self, at: int, page: int = 0) -> str:
        """Return the address of a turn as a page of its document links to it, the first without `page`."""
        place = self.places[at]
        return f"{'' if place.page == (page or self.first) else self.pages[place.page - 1]}#{place.id}"


def order(found: Sequence[Turn]) -> list[Voice]:
    """Return the speakers in the order of their numbers."""
    return [voice for voice, _ in Counter(turn.voice for turn in found).most_common()]


def surroundings(found: Sequence[Turn]) -> Iterator[tuple[int, etree._Element | None]]:
    """Yield the page that each turn is on, and the division that it is in; neighbours have both from one look."""
    known: dict[etree._Element | None, tuple[int, etree._Element | None]] = {None: (1, None)}
    for element, *_ in found:
        parent = element.getparent()
        if parent not in known:
            known[parent] = (_page(parent), division(parent))
        page, around = known[parent]
        yield int(element.get(_PAGE, page)), around


def _page(element: etree._Element | None) -> int:
    while element is not None:
        if page := element.get(_PAGE):
            return int(page)
        element = element.getparent()
    return 1


def division(element: etree._Element | None) -> etree._Element | None:
    """Return the nearest division, the element itself if it is one."""
    while element is not None and not str(element.tag).startswith(f"{TEI}div"):
        element = element.getparent()
    return element
