"""Gathers failures while a document is walked, and tells afterwards where each stands."""

from collections.abc import Callable
from dataclasses import dataclass

from edition.grammar.explain import Explainer, Said
from edition.grammar.failures import Failure
from edition.grammar.grammar import Grammar
from edition.grammar.places import Places
from edition.grammar.wording import Wording
from edition.model import Span


@dataclass(frozen=True, slots=True)
class Noted:
    """A failure with the offset of the tag at which it was seen.

    `is_text` if it is of the text before that tag; `is_behind` if the offset is behind the tag.
    """

    said: Said
    number: int
    offset: int
    attribute: str | None = None
    token: str | None = None
    is_text: bool = False
    is_behind: bool = False


class Record:
    """The failures of one document."""

    def __init__(self, grammar: Grammar, data: bytes) -> None:
        self._grammar, self._data = grammar, data
        self._noted: list[Noted] = []
        self._said: dict[tuple[object, ...], Said] = {}
        self._explainer: Explainer | None = None
        self._wording: Wording | None = None
        self._places: Places | None = None
        self.prefixes: dict[str, str] = {}

    @property
    def explainer(self) -> Explainer:
        """Explains failures in the document's own prefixes."""
        if self._explainer is None:
            self._explainer = Explainer(self._grammar, self.wording)
        return self._explainer

    @property
    def wording(self) -> Wording:
        """Says names with the prefixes that the document has declared so far."""
        if self._wording is None:
            self._wording = Wording(self._data.decode("utf-8", "replace"), self.prefixes)
        return self._wording

    @property
    def places(self) -> Places:
        """The lines of the document."""
        if self._places is None:
            self._places = Places(self._data)
        return self._places

    def once(self, key: tuple[object, ...], explain: Callable[[], Said]) -> Said:
        """Return what was said of the same thing before, else the new explanation."""
        if key not in self._said:
            self._said[key] = explain()
        return self._said[key]

    def note(self, noted: Noted) -> None:
        """Add a failure."""
        self._noted.append(noted)

    def failures(self) -> list[Failure]:
        """Return the failures with their places, in the order in which they were seen."""
        if not self._noted:
            return []
        texts = self.places.texts({noted.offset for noted in self._noted if noted.is_text})
        return [self._placed(noted, texts) for noted in self._noted]

    def _placed(self, noted: Noted, texts: dict[int, tuple[int, int]]) -> Failure:
        start = noted.offset
        end = start if noted.is_behind else self.places.tag_end(start)
        span: Span | None = None
        if noted.is_text:
            start, end = texts.get(noted.offset, (start, start))
            span = self.places.span(start, end)
        elif end > start and self._data.startswith(b"</", start):
            span = self.places.span(start, end)
        said, line = noted.said, self.places.line(max(end - 1, 0))
        where = (noted.number, noted.attribute, noted.token, span, line)
        return Failure(said.code, said.message, said.help, *where, unknown=said.unknown)
