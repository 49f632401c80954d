"""Proof that two files say the same: every element, attribute, letter, comment, instruction and entity in its order.

It asks another parser than the rest of the program (expat), and shares with the layout no more than the list of
elements in which white space is nobody's.
"""

from typing import Any
from xml.parsers import expat

from edition.desk.elements import ELEMENT_ONLY

_Event = tuple[str, Any]


def says_the_same(before: str, after: str) -> bool:
    """Tell whether two XML files differ in nothing but white space that is nobody's, and in the order of attributes."""
    return _Reading(before).events == _Reading(after).events


class _Reading:
    """What expat tells of a file; text that is white space where elements only may stand is left out."""

    def __init__(self, text: str) -> None:
        self.events: list[_Event] = []
        self._words: list[str] = []
        # Of each open element: its name, the places of the white space in it, and whether there are words in it.
        self._open: list[tuple[str, list[int], list[bool]]] = []
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words.append
        for kind in ("Comment", "ProcessingInstruction", "StartCdataSection", "EndCdataSection", "SkippedEntity"):
            setattr(parser, f"{kind}Handler", self._other(kind))
        for kind in ("StartDoctypeDecl", "EntityDecl", "NotationDecl", "AttlistDecl", "XmlDecl"):
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
        self.events.append((name, sorted(attributes.items())))
        self._open.append((name, [], []))

    def _end(self, name: str) -> None:
        self._take_words()
        _, blanks, words = self._open.pop()
        if name.rpartition(":")[2] in ELEMENT_ONLY and not words:
            for place in blanks:
                self.events[place] = ("nobody's", None)
        self.events.append(("end", name))

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
            self.events.append(("text", text))
