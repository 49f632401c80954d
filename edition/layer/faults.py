"""What Saxon says of the mistakes in a stylesheet, taken apart: the message, the code, and the places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Behind the words of the program that the message was put into, there may be one blank more.
_HEAD = re.compile(r"(?:^|: ) ?(?:(?:\w+ )?[Ee]rror|(Warning))(?: (?:in|at|on|near|evaluating)\b|\s*$)")
_TRACE = re.compile(r"\s*In |\s{3,}")
_PLACE = re.compile(r"\bon line (\d+)(?: column (\d+))? of (\S+?):?$|\bat (\S+)#(\d+)$")
_ATTRIBUTE = re.compile(r"\bin [\w:.-]+/@([\w:.-]+)")
_CODE = re.compile(r"([A-Z]{4}\d{4})\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a module (the last part of its address); the column is that behind the start tag, 0 if unknown."""

    module: str
    line: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: what is wrong, the code of the W3C or of Saxon, and the attribute that it is in.

    The first of the places is where it happened, the others are how the stylesheet came there.
    """

    message: str
    code: str = ""
    attribute: str = ""
    places: tuple[Place, ...] = ()


def faults(text: str) -> list[Fault]:
    """Return the mistakes that a message of Saxon tells of, in its order; at least one, whatever the text."""
    errors = [lines for lines in _blocks(text) if not _is_warning(lines[0])]
    return [_fault(lines) for lines in errors] or [Fault(" ".join(text.split()))]


def _is_warning(line: str) -> bool:
    head = _HEAD.search(line)
    return head is not None and head[1] is not None


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield the lines of each mistake, beginning with the one that says where it is."""
    block: list[str] = []
    for line in text.splitlines():
        if _HEAD.search(line):
            if block:
                yield block
            block = [line]
        elif block:
            block.append(line)
    if block:
        yield block


def _fault(lines: list[str]) -> Fault:
    words: list[str] = []
    places: list[Place] = []
    for line in lines:
        if found := _PLACE.search(line.rstrip()):
            module = (found[3] or found[4]).rpartition("/")[2]
            places.append(Place(module, int(found[1] or found[5]), int(found[2] or 0)))
        elif line is not lines[0] and not _TRACE.match(line):
            words.append(line.strip())
    message = " ".join(filter(None, words))
    code = _CODE.match(message)
    attribute = _ATTRIBUTE.search(lines[0])
    return Fault(
        message[code.end() :] if code else message,
        code[1] if code else "",
        attribute[1] if attribute else "",
        tuple(places),
    )
