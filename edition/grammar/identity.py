"""Ids and references to them (RELAX NG DTD Compatibility, section 4)."""

from edition.grammar.record import Noted, Record


class Identities:
    """The ids of one document, and the references that wait for them."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._ids: dict[str, int] = {}
        self._references: list[tuple[str, str, int, int]] = []

    def meet(self, kind: str, name: str, value: str, number: int, offset: int) -> None:
        """Take an attribute that is an `ID`, `IDREF` or `IDREFS`, on an element whose tag begins at `offset`."""
        if kind != "ID":
            self._references += ((name, word, number, offset) for word in value.split())
            return
        value = value.strip()
        first = self._ids.setdefault(value, offset)
        if first != offset:
            line = self._record.places.line(first)
            said = self._record.explainer.duplicate(name, value, line)
            self._record.note(Noted(said, number, offset, attribute=self._record.wording.name(name)))

    def suppose(self, value: str, offset: int) -> None:
        """Take what is probably the id of an element that the schema does not know."""
        self._ids.setdefault(value.strip(), offset)

    def finish(self) -> None:
        """Note the references to ids that no element has."""
        for name, word, number, offset in self._references:
            if word not in self._ids:
                said = self._record.explainer.dangling(name, word, self._ids)
                self._record.note(Noted(said, number, offset, attribute=self._record.wording.name(name), token=word))
