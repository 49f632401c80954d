"""Lays a TEI file out anew without changing its text.

Only white space goes or comes that is nobody's: between the children of elements that hold elements only
(elements.py), and within tags. All else stands as it was written: mixed content, comments, entities, CDATA, processing
instructions. What an editor has put on one line stays on it as long as it fits. The layout of a layout is the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from edition.desk.elements import ELEMENT_ONLY
from edition.desk.tokens import Token, tokens

TEI = "http://www.tei-c.org/ns/1.0"
# What is said first of an element; all other attributes follow by name.
_FIRST = ("xmlns", "xml:id", "xml:lang", "xml:base", "xml:space", "n", "type", "subtype")


class Style(NamedTuple):
    """How a file is laid out: `indent` blanks a level, broken tags in lines of at most `width` characters if they can.

    With `sort_attributes` these stand in one order everywhere.
    """

    indent: int = 2
    width: int = 120
    sort_attributes: bool = False


@dataclass(slots=True)
class _Element:
    """An open element while the file is gone through once."""

    start: int
    namespaces: dict[str, str]
    is_preserved: bool
    has_text: bool = False


@dataclass(slots=True)
class _Plan:
    """Where each element ends, by the place of its start tag; and the elements whose content may be laid out."""

    ends: dict[int, int] = field(default_factory=dict)
    loose: set[int] = field(default_factory=set)


def laid_out(text: str, style: Style) -> str:
    """Return a well-formed XML file in this layout; ValueError if it is not well-formed.

    Ends of lines become those that most of its lines have, CR LF or LF: a parser takes both for the same.
    """
    windows = text.count("\r\n") * 2 > text.count("\n")
    pieces = list(tokens(text.replace("\r\n", "\n")))
    lines = "".join(_Layout(pieces, _planned(pieces), style).lines())
    return lines.replace("\n", "\r\n") if windows else lines


def _planned(pieces: Sequence[Token]) -> _Plan:
    plan = _Plan()
    open_: list[_Element] = [_Element(-1, {"xml": ""}, is_preserved=False)]
    for place, piece in enumerate(pieces):
        if piece.kind == "start":
            element = _opened(place, piece, open_[-1])
            open_.append(element)
        if piece.kind == "end" or piece.is_empty:
            _close(open_.pop(), place, pieces, plan)
        elif piece.kind == "cdata" or (piece.kind == "text" and not piece.is_blank):
            open_[-1].has_text = True
    return plan


def _opened(place: int, tag: Token, parent: _Element) -> _Element:
    own = dict(tag.attributes())
    named = {name.partition(":")[2]: value[1:-1] for name, value in own.items() if name.split(":")[0] == "xmlns"}
    space = own.get("xml:space", "")[1:-1]
    is_preserved = space == "preserve" or (parent.is_preserved and space != "default")
    return _Element(place, parent.namespaces | named if named else parent.namespaces, is_preserved)


def _close(element: _Element, end: int, pieces: Sequence[Token], plan: _Plan) -> None:
    plan.ends[element.start] = end
    prefix, _, local = pieces[element.start].name.rpartition(":")
    is_ours = element.namespaces.get(prefix) == TEI and local in ELEMENT_ONLY
    if is_ours and not element.has_text and not element.is_preserved:
        plan.loose.add(element.start)


class _Layout:
    """The lines of one file."""

    def __init__(self, pieces: Sequence[Token], plan: _Plan, style: Style) -> None:
        self._pieces, self._plan, self._style = pieces, plan, style
        self._depth = 0

    def lines(self) -> Iterator[str]:
        """Yield the pieces of the new layout, one after the other."""
        place, breaks, is_first = 0, 0, True
        while place < len(self._pieces):
            piece = self._pieces[place]
            if piece.kind == "text":
                breaks = piece.text.count("\n")
                place += 1
                continue
            if piece.kind == "end":
                self._depth -= 1
            # A remark behind something on its line stays there; one empty line between two things stays, too.
            if piece.kind == "comment" and not breaks and not is_first:
                yield " "
            elif place:
                blank = breaks > 1 and not is_first and piece.kind != "end"
                yield "\n\n" if blank else "\n"
                yield " " * self._style.indent * self._depth
            end = self._end(place)
            yield self._written(place, end)
            breaks, is_first = 0, False
            if end == place and piece.kind == "start" and not piece.is_empty:
                self._depth += 1
                is_first = True
            place = end + 1
        yield "\n"

    def _end(self, place: int) -> int:
        """Return the place of the last piece that goes with one: its own if its content is laid out."""
        piece = self._pieces[place]
        if piece.kind != "start":
            return place
        end = self._plan.ends[place]
        return end if place not in self._plan.loose or self._is_short(place, end) else place

    def _is_short(self, place: int, end: int) -> bool:
        """Tell whether an element whose content may be laid out is on one line, and may stay there."""
        most = self._style.width - self._style.indent * self._depth
        if all(piece.is_blank for piece in self._pieces[place + 1 : end]):
            return True
        for piece in self._pieces[place : end + 1]:
            most -= 0 if piece.is_blank else len(piece.text)
            if most < 0 or "\n" in piece.text:
                return False
        return True

    def _written(self, place: int, end: int) -> str:
        piece = self._pieces[place]
        if piece.kind == "end":
            return f"</{piece.name}>"
        if piece.kind != "start":
            return piece.text
        if place not in self._plan.loose:
            return self._tag(piece) + "".join(map(self._as_it_was, self._pieces[place + 1 : end + 1]))
        if end == place:
            return self._tag(piece)
        return "".join(self._on_one_line(place, end))

    def _on_one_line(self, place: int, end: int) -> Iterator[str]:
        """Yield the pieces of an element on one line, without white space that is nobody's."""
        while place <= end:
            piece = self._pieces[place]
            last = place
            if piece.kind == "start" and place not in self._plan.loose:
                last = self._plan.ends[place]
            if not piece.is_blank:
                yield self._written(place, last)
            place = last + 1

    def _as_it_was(self, piece: Token) -> str:
        if piece.kind != "start" or not self._style.sort_attributes:
            return piece.text
        return _in_place(piece)

    def _tag(self, piece: Token) -> str:
        attributes = piece.attributes()
        if self._style.sort_attributes:
            attributes.sort(key=_order)
        written = [f"{name}={_quoted(value)}" for name, value in attributes]
        close = "/>" if piece.is_empty else ">"
        margin = self._style.indent * self._depth
        line = " ".join([f"<{piece.name}", *written]) + close
        # What was on one line stays there; what was broken is broken well, where it must be.
        if "\n" not in piece.text or margin + len(line) <= self._style.width or len(written) < 2:  # noqa: PLR2004
            return line
        between = "\n" + " " * (margin + 4)
        return f"<{piece.name} " + between.join(written) + close


def _in_place(tag: Token) -> str:
    """Return a start tag with its attributes sorted, and the white space between them where it was."""
    parts, place = [], 0
    for found, (name, value) in zip(tag.places(), sorted(tag.attributes(), key=_order), strict=True):
        parts += [tag.text[place : found.start()], name, tag.text[found.end(1) : found.start(2)], value]
        place = found.end()
    return "".join(parts) + tag.text[place:]


def _order(attribute: tuple[str, str]) -> tuple[int, str]:
    name = attribute[0]
    if name.startswith("xmlns:"):
        return 0, name
    return (_FIRST.index(name), "") if name in _FIRST else (len(_FIRST), name)


def _quoted(value: str) -> str:
    """Return a value in double quotes, unless there is one in it."""
    return value if '"' in value[1:-1] else f'"{value[1:-1]}"'
