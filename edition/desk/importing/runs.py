"""Cuts the runs of a block, and takes the blanks off their edges."""

from collections.abc import Sequence

from edition.desk.importing.blocks import Block, Run


def cut(block: Block, length: int) -> tuple[tuple[Run, ...], Block]:
    """Return the first letters of a block, and the block without them."""
    before: list[Run] = []
    rest: list[Run] = []
    place = 0
    for run in block.runs:
        middle = max(0, min(len(run.text), length - place))
        if run.text[:middle] or (not run.text and place < length):
            before.append(run._replace(text=run.text[:middle]))
        if run.text[middle:] or (not run.text and place >= length):
            rest.append(run._replace(text=run.text[middle:]))
        place += len(run.text)
    return tuple(before), Block(block.kind, tuple(rest), block.line, block.gap, block.level, block.info)


def stripped(runs: Sequence[Run]) -> tuple[tuple[Run, ...], int]:
    """Return runs without the blanks at their edges, and how many were taken off the beginning."""
    found = list(runs)
    taken = 0
    for number, run in enumerate(found):
        short = run.text.lstrip(" \t\n")
        taken += len(run.text) - len(short)
        found[number] = run._replace(text=short)
        if short or run.note or run.image:
            break
    for number in range(len(found) - 1, -1, -1):
        short = found[number].text.rstrip(" \t\n")
        found[number] = found[number]._replace(text=short)
        if short or found[number].note or found[number].image:
            break
    return tuple(found), taken
