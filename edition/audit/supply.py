"""Texts that stand in an attribute of a page: the description of a picture in `alt`, for example."""

from collections import Counter
from collections.abc import Collection, Sequence


def supplied(nodes: Sequence[str], places: Sequence[int], values: Counter[str]) -> list[int]:
    """Return which of some text nodes stand in an attribute, each attribute used as often as it stands there.

    `nodes` and `values` are letters; `places` are those of the text nodes that are sought, in order. An attribute
    counts if it holds one of them whole, or several in a row, and nothing else: a part of an attribute proves nothing.
    """
    spare, found, start = dict(values), list[int](), 0
    while start < len(places) and spare:
        length = _row(nodes, places, start, spare)
        row = places[start : start + length]
        if row:
            value = "".join(nodes[place] for place in row)
            spare[value] -= 1
            if not spare[value]:
                del spare[value]
        found += row
        start += max(1, length)
    return found


def _row(nodes: Sequence[str], places: Sequence[int], start: int, values: Collection[str]) -> int:
    """Return the length of the longest row of text nodes that are a whole attribute, from one of the places on."""
    text, best, length = "", 0, 0
    fitting = list(values)
    while start + length < len(places) and places[start + length] == places[start] + length:
        text += nodes[places[start + length]]
        fitting = [value for value in fitting if value.startswith(text)]
        if not fitting:
            break
        length += 1
        if text in fitting:
            best = length
    return best
