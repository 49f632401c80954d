"""Proof that two files say the same: every element, attribute, letter, comment, instruction and entity in its order.

It asks another parser than the rest of the program (expat), and shares with the layout no more than the list of
elements in which white space is nobody's.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from xml.parsers import expat

from edition.desk.elements import ELEMENT_ONLY

_Event = tuple[str, Any]
_NOT_ELEMENTS = (
    *("Comment", "ProcessingInstruction", "StartCdataSection", "EndCdataSection", "SkippedEntity"),
    *("StartDoctypeDecl", "EntityDecl", "NotationDecl", "AttlistDecl", "XmlDecl"),
)


def says_the_same(before: str, after: str) -> bool:
    """Tell whether two XML files differ in nothing but white space that is nobody's, and in the order of attributes."""
    return _Reading(before).events == _Reading(after).events


class _Reading:
    """What expat tells of a file; text that is white space where elements only may stand is left out.

    Where it is to be `exact`, none is, and the attributes stand in their order.
    """

    def __init__(self, text: str, *, exact: bool = False) -> None:
        self._is_exact = exact
        self.events: list[_Event] = []
        self._words: list[str] = []
        # Of each open element: its name, the places of the white space in it, and whether there are words in it.
        self._open: list[tuple[str, list[int], list[bool]]] = []
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words.append
        for kind in _NOT_ELEMENTS:
            setattr(parser, f"{kind}Handler", self._other(kind))
        parser.Parse(text.encode("utf-8"), True)
        self.events = [event for event in self.events if event != ("nobody's", None)]

    def _other(self, kind: str) -> Any:
        def handler(*said: Any) -> None:
            self._take_words(is_text=kind.endswith("CdataSection"))
            self.events.append((kind, said))

        return handler

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._take_words()
        own = list(attributes.items())
        self.events.append((name, own if self._is_exact else sorted(own)))
        self._open.append((name, [], []))

    def _end(self, name: str) -> None:
        self._take_words()
        _, blanks, words = self._open.pop()
        if name.rpartition(":")[2] in ELEMENT_ONLY and not words and not self._is_exact:
            for place in blanks:
                self.events[place] = ("nobody's", None)
        self.events.append(("#end", name))

    def _take_words(self, *, is_text: bool = False) -> None:
        text = "".join(self._words)
        self._words.clear()
        if not self._open:
            return
        _, blanks, words = self._open[-1]
        if is_text or text.strip(" \t\r\n"):
            words.append(True)
        elif text:
            blanks.append(len(self.events))
        if text:
            self.events.append(("#text", text))


def adds_only(before: str, after: str, names: Collection[str], count: int, led: int = 0) -> bool:
    """Tell whether a file is another with so many elements around words of it, all of these local names, and no more.

    So many elements that it has are `led`: they have a `@ref` that they had not. Not a letter, and no white space, may
    differ.
    """
    try:
        old, new = list(_merged(_Reading(before, exact=True).events)), _Reading(after, exact=True).events
    except expat.ExpatError:  # it is no longer well-formed
        return False
    place, words, added, refs = 0, "", 0, 0
    open_: list[bool] = []  # of each open element whether it was added
    kept: list[_Event] = []
    for found in new:
        event, kind = found, found[0]
        if kind == "#text":
            words += event[1]
            continue
        if kind == "#end" and open_.pop():
            continue
        there = old[place + bool(words)] if place + bool(words) < len(old) else ("", None)
        if event != there and refs < led and _without_ref(event, names) == there:
            event, refs = there, refs + 1
        own: list[_Event] = [("#text", words), event] if words else [event]
        is_old = old[place : place + len(own)] == own
        if event[0] in _NOT_ELEMENTS or kind == "#end" or is_old:
            place, words = place + len(own), ""
            kept += own
            if is_old and kind != "#end" and kind not in _NOT_ELEMENTS:
                open_.append(False)
            continue
        if kind.rpartition(":")[2] not in names:
            return False
        open_.append(True)
        added += 1
    return (added, refs) == (count, led) and kept == old and not words


def _without_ref(event: _Event, names: Collection[str]) -> _Event | None:
    """Return the beginning of an element as it was without its `@ref`; None for one that is not of these names."""
    kind, said = event
    if kind.startswith("#") or kind in _NOT_ELEMENTS or kind.rpartition(":")[2] not in names:
        return None
    return kind, [(name, value) for name, value in said if name != "ref"]


def _merged(events: Iterable[_Event]) -> Iterator[_Event]:
    """Yield events with the words that follow each other as one."""
    words = ""
    for event in events:
        if event[0] == "#text":
            words += event[1]
            continue
        if words:
            yield "#text", words
        words = ""
        yield event
