"""One pass of expat over a file before a tree is made of it: well-formedness, limits, and what lies outside of it.

Expat is asked first because it can be stopped at any element, says exactly where it is, and reads nothing but the
bytes it was given.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.entities import html5
from xml.parsers import expat

from edition.config import Limits
from edition.source.explain import explain
from edition.source.lines import TAG, token_span
from edition.source.remark import Refusal, Remark

# Entities may make this many times the file's own size, and this many characters on top (libxml2 counts alike).
_AMPLIFICATION, _ALLOWANCE = 5, 1_000_000
_ENOUGH = 100  # remarks on one file
_ENTITY = re.compile(rb"&([^\s#;&][^\s;&]*);")
_INLINE = "put its text into the file"
# Names of characters that a text with a DTD elsewhere may use: those of ISO 8879 and ISO 9573-13, which HTML has, too.
NAMED = {name.removesuffix(";"): letters for name, letters in html5.items() if name.endswith(";")}
_RAISE = "raise {} in the table [sources] of edition.toml if the file is meant to be so"


@dataclass(frozen=True, slots=True)
class Survey:
    """What was seen: whether there is a DOCTYPE, what it names outside of the file, and where the root begins.

    `named` are the names of characters that the text uses and the file does not declare.
    """

    has_doctype: bool
    root_offset: int
    remarks: tuple[Remark, ...]
    named: frozenset[str] = frozenset()


def survey(data: bytes, limits: Limits) -> Survey:
    """Read UTF-8 without byte order mark; raise Refusal (XML001, XML003) where it cannot be used."""
    surveyor = _Surveyor(data, limits)
    try:
        surveyor.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise explain(data, error.code, surveyor.parser.ErrorByteIndex) from error
    return Survey(surveyor.has_doctype, surveyor.root_offset, tuple(surveyor.remarks), frozenset(surveyor.named))


def is_plain(data: bytes, limits: Limits) -> bool:
    """Tell whether UTF-8 is well-formed and needs no survey but for its depth: no DOCTYPE, no text beyond its limit."""
    if b"<!DOCTYPE" in data or len(data) > limits.text:
        return False
    try:
        expat.ParserCreate("utf-8", " ").Parse(data, True)
    except expat.ExpatError:
        return False
    return True


class _Surveyor:
    """The handlers of the pass and what they count."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.data, self.limits = data, limits
        self.has_doctype = False
        self.root_offset = 0
        self.remarks: list[Remark] = []
        self.named: set[str] = set()
        self._entities = {"amp", "lt", "gt", "quot", "apos"}
        self._depth = self._text = self._made = 0
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._skipped

    def _root(self, name: str, attributes: Sequence[str]) -> None:
        self.root_offset = self.parser.CurrentByteIndex
        start = self._start_counted if self.has_doctype else self._start
        self.parser.StartElementHandler = start
        if self.has_doctype or len(self.data) > self.limits.text:
            self.parser.CharacterDataHandler = self._characters
        start(name, attributes)

    def _start(self, _name: str, _attributes: Sequence[str]) -> None:
        self._text = 0
        self._depth += 1
        if self._depth > self.limits.depth:
            raise self._beyond(f"more than {self.limits.depth} levels of elements", _RAISE.format("max-depth"))

    def _end(self, _name: str) -> None:
        self._text = 0
        self._depth -= 1

    def _characters(self, text: str) -> None:
        self._text += len(text)
        self._made += len(text)
        if self._text > self.limits.text:
            raise self._beyond(f"more than {self.limits.text} characters in one text", _RAISE.format("max-text"))
        self._check_amplification()

    def _start_counted(self, name: str, attributes: Sequence[str]) -> None:
        """Count what entities may have made; only a file with a DOCTYPE has entities."""
        self._made += len(name) + sum(map(len, attributes))
        self._check_amplification()
        self._start(name, attributes)
        # expat passes over an unknown entity in an attribute without a word once there is a DTD that it has not read
        tag = TAG.match(self.data, self.parser.CurrentByteIndex)
        for entity in _ENTITY.findall(tag[0]) if tag else ():
            if entity.decode() not in self._entities:
                self._skipped(entity.decode(), False)

    def _check_amplification(self) -> None:
        if self.has_doctype and self._made > _AMPLIFICATION * len(self.data) + _ALLOWANCE:
            raise self._beyond(f"the entities make the file more than {_AMPLIFICATION} times as long", "")

    def _doctype(self, _name: str, system: str | None, *_rest: object) -> None:
        self.has_doctype = True
        if system is not None:
            advice = "what the text needs of it must stand in the file itself"
            self._remark("XML002", f"the external DTD {system} is not read", advice, self.data.find(b"<!DOCTYPE"))

    def _entity(self, name: str, is_parameter: bool, value: str | None, *ids: str | None) -> None:
        _base, system, _public, notation = ids
        if value is None and notation is None:
            entity = f"{'%' if is_parameter else '&'}{name};"
            start = self.data.rfind(b"<!ENTITY", 0, max(0, self.parser.CurrentByteIndex))
            self._remark("XML002", f"the external entity {entity} ({system}) is not read", _INLINE, start)
        elif not is_parameter:
            self._entities.add(name)

    def _external(self, context: str | None, _base: str | None, system: str | None, _public: str | None) -> int:
        if context is not None:  # None is a DTD or a parameter entity: remarked on where it is declared
            self._remark("XML007", f"the text of the external entity ({system}) is missing here", _INLINE)
        return 1

    def _skipped(self, name: str, is_parameter: object) -> None:
        if is_parameter or name in self.named:
            return
        if name in NAMED:
            self.named.add(name)
            message = f"the entity &{name}; is not declared in the file; it is read as {NAMED[name]}"
            self._remark("XML002", message, "declare it in the file, or write the character itself")
        else:
            advice = "declare it in the file, or write the character itself"
            self._remark("XML007", f"the entity &{name}; is not declared in the file: its text is missing", advice)

    def _remark(self, code: str, message: str, help_: str, offset: int | None = None) -> None:
        if len(self.remarks) < _ENOUGH:
            start = self.parser.CurrentByteIndex if offset is None else offset
            self.remarks.append(Remark(code, message, help_, token_span(self.data, start)))

    def _beyond(self, message: str, help_: str) -> Refusal:
        return Refusal(Remark("XML003", message, help_, token_span(self.data, self.parser.CurrentByteIndex)))
