"""The order of texts within their block.

Equal texts may be found one for the other: the same reference ends two entries of a bibliography, a full stop ends a
paragraph and the note in it. So a block that seems out of order is looked at twice. If it stands on a page in one
piece, it is pinned there, and the texts that had its place are sought anew, as is a text behind one that is lost; if
one of its texts has but changed places with its like in another block, shown elsewhere, so that both are in order
when they change back, they do.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from edition.audit.align import Page, align
from edition.audit.page import Run
from edition.audit.source import Text

# How often blocks are pinned, and how many equal texts are looked at; what is out of order after that counts as such.
_ROUNDS = 12
_TRIES = 64


def settle(texts: Sequence[Text], runs: Sequence[Run]) -> tuple[Page, list[int | None]]:
    """Return the pages, and where each text stands in them, None where it does not."""
    nodes, own = [text.letters for text in texts], [run.letters for run in runs]
    pinned: dict[int, int] = {}
    for _ in range(_ROUNDS):
        page = Page(own)
        found = align(nodes, page, pinned)
        late = out_of_order(texts, found)
        more = _in_one_piece(nodes, late, Page(own), pinned) if late else {}
        more = more or _behind_what_is_lost(texts, late, found, Page(own), pinned)
        if not more:
            break
        pinned |= more
    if late:
        areas = [(run.page, run.area) for run in runs]
        _change_back(texts, found, late, lambda place: areas[bisect_right(page.starts, place) - 1])
    return page, found


def out_of_order(texts: Sequence[Text], found: Sequence[int | None]) -> list[list[int]]:
    """Return the texts of each block that are out of order, first the one that stands before what it should follow."""
    late = []
    for numbers in _blocks(texts, found).values():
        for place in range(1, len(numbers)):
            if (found[numbers[place]] or 0) < (found[numbers[place - 1]] or 0):
                late.append([*numbers[place:], *numbers[:place]])
                break
    return late


def _blocks(texts: Sequence[Text], found: Sequence[int | None]) -> Mapping[int, list[int]]:
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if found[number] is not None:
            blocks[text.block].append(number)
    return blocks


def _in_one_piece(
    nodes: Sequence[str], blocks: Sequence[Sequence[int]], page: Page, pinned: Mapping[int, int]
) -> dict[int, int]:
    """Return the places of the texts of those blocks that stand in one piece where no other block is pinned."""
    places: dict[int, int] = {}
    for number, place in pinned.items():
        page.take(place, place + len(nodes[number]))
    for block in blocks:
        numbers = sorted(block)
        start = next(page.whole("".join(nodes[number] for number in numbers)), None)
        if start is None:
            continue
        for number in numbers:
            places[number] = start
            page.take(start, start + len(nodes[number]))
            start += len(nodes[number])
    return places


def _behind_what_is_lost(
    texts: Sequence[Text],
    late: Sequence[Sequence[int]],
    found: Sequence[int | None],
    page: Page,
    pinned: Mapping[int, int],
) -> dict[int, int]:
    """Return places for texts that follow a lost one: nothing led there, and equal texts may have taken each other's.

    Such a text stands next behind the rest of its block, a changed word between them.
    """
    places: dict[int, int] = {}
    for number, place in pinned.items():
        page.take(place, place + len(texts[number].letters))
    for number, *_, before in late:
        is_behind = number - before > 1 and all(found[each] is None for each in range(before + 1, number))
        start = (found[before] or 0) + len(texts[before].letters)
        behind = next(page.runs_like(texts[number].letters, start), None) if is_behind else None
        if behind is not None and behind >= start and number not in pinned:
            places[number] = behind
            page.take(behind, behind + len(texts[number].letters))
    return places


def _change_back(
    texts: Sequence[Text], found: list[int | None], late: Sequence[Sequence[int]], area: Callable[[int], object]
) -> None:
    """Let a text of each block change places with an equal one of another block, if both blocks are then in order.

    `area` tells of a place which paragraph of a page it is in: that of the rest of the block, and not of the other.
    """
    blocks = _blocks(texts, found)
    like: defaultdict[str, list[int]] = defaultdict(list)
    for numbers in blocks.values():
        for number in numbers:
            like[texts[number].letters].append(number)

    def is_ordered(number: int) -> bool:
        places = [found[each] or 0 for each in blocks[texts[number].block]]
        return places == sorted(places)

    def are_at_home(number: int, other: int) -> bool:
        here, there = area(found[number] or 0), area(found[other] or 0)
        around = {area(found[each] or 0) for each in blocks[texts[number].block] if each != number}
        return here in around and here != there

    for block in late:
        pairs = (
            (number, other)
            for number in block
            for other in _around(number, like[texts[number].letters])
            if texts[other].block != texts[number].block
        )
        for number, other in pairs:
            found[number], found[other] = found[other], found[number]
            if is_ordered(number) and is_ordered(other) and are_at_home(number, other):
                break
            found[number], found[other] = found[other], found[number]


def _around(number: int, numbers: Sequence[int]) -> Sequence[int]:
    """Return those of some numbers, in their order, that are next to one: a full stop has hundreds of its like."""
    place = bisect_left(numbers, number)
    return numbers[max(0, place - _TRIES // 2) : place + _TRIES // 2]
