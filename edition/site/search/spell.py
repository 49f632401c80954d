"""The words of a block, both readings of each where the source gives two."""

from typing import Literal

# Which of two readings a piece of text belongs to: both, what the source has, what the editor has.
Reading = Literal["both", "old", "new"]
_HYPHENS = "-‐¬\u00ad"


class Spelling:
    """Words as they come in, piece by piece.

    A word that two readings spell differently stands twice, the editor's in brackets.
    """

    def __init__(self) -> None:
        self._words: list[str] = []
        self._old = self._new = ""
        self._joins = False

    def add(self, text: str, reading: Reading = "both") -> None:
        """Take the next piece of text."""
        if self._joins:
            text = text.lstrip()
            if not text:
                return
            self._joins = False
        if not text:
            return
        pieces = text.split()
        if not pieces or text[0].isspace():
            self.part()
        for place, piece in enumerate(pieces):
            if place:
                self.part()
            if reading != "new":
                self._old += piece
            if reading != "old":
                self._new += piece
        if pieces and text[-1].isspace():
            self.part()

    def part(self) -> None:
        """End a word, if one is open."""
        if self._joins:
            return
        if self._old:
            self._words.append(self._old)
        if self._new and self._new != self._old:
            self._words.append(f"[{self._new}]" if self._old else self._new)
        self._old = self._new = ""

    def join(self) -> None:
        """Go on, behind the break of a line or page, with the word before it; its hyphen goes."""
        if not (self._old or self._new) and self._words:
            self._old = self._new = self._words.pop()
        self._old, self._new = self._old.rstrip(_HYPHENS), self._new.rstrip(_HYPHENS)
        self._joins = True

    def text(self) -> str:
        """Return all words, with blanks between them."""
        self._joins = False
        self.part()
        return " ".join(self._words)
