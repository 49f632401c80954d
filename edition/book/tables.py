"""The places of a table's cells: each in a column and a row, as HTML forms tables, with nothing left open."""

from collections.abc import Mapping, Sequence
from typing import Any

# No page has more columns; a cell that claims more is wrong, and would take all memory.
_WIDEST = 64


def placed(rows: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Return a table of cells, `b` with `cols` and `rows`, with the place of each: `x` and `y`, from 0.

    Cells follow one another as in HTML ("forming a table"): a cell comes to stand right of those before it and of
    those that reach down from above. Columns in which no cell begins are none. What a row lacks is filled with empty
    cells, so that every row is as wide as `columns`: readers that speak a table count on it (ISO 14289-1, 7.5). `head`
    is how many rows at the top hold nothing but labels.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[dict[str, Any]] = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            cols = _free(taken, x, y, min(cell["cols"], _WIDEST))
            down = min(cell["rows"], len(rows) - y)
            taken.update((x + right, y + below) for right in range(cols) for below in range(down))
            cells.append({**cell, "x": x, "y": y, "cols": cols, "rows": down})
            x += cols
    columns = 1 + max((cell["x"] for cell in cells), default=0)
    for cell in cells:
        cell["cols"] = min(cell["cols"], columns - cell["x"])
    holes = ((x, y) for y in range(len(rows)) for x in range(columns) if (x, y) not in taken)
    cells += [{"b": [], "label": False, "x": x, "y": y, "cols": 1, "rows": 1} for x, y in holes]
    cells.sort(key=lambda cell: (cell["y"], cell["x"]))
    return {"columns": columns, "head": _head(rows), "cells": cells}


def _free(taken: set[tuple[int, int]], x: int, y: int, wanted: int) -> int:
    """Return how many columns from a free one on a cell can have, at most those that it wants."""
    return next((count for count in range(1, max(1, wanted)) if (x + count, y) in taken), max(1, wanted))


def _head(rows: Sequence[Sequence[Mapping[str, Any]]]) -> int:
    """Return how many rows at the top are all labels, with no cell that reaches further down, nor all rows."""
    head = 0
    for y, row in enumerate(rows[:-1]):
        if not row or not all(cell["label"] for cell in row):
            break
        head = y + 1
    while any(y + cell["rows"] > head for y, row in enumerate(rows[:head]) for cell in row):
        head -= 1
    return head
