"""Writes the words of single blocks with their passages, and with what their role tells."""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from edition.desk.importing.analyse import Analysis
from edition.desk.importing.blocks import Block
from edition.desk.importing.language import other_language, script_of, texts
from edition.desk.importing.names import person_id, tokens
from edition.desk.importing.passages import Reader
from edition.desk.importing.plain import Plain
from edition.desk.importing.presence import named
from edition.desk.importing.report import Check
from edition.desk.importing.roles import PLAIN, Role, is_aside
from edition.desk.importing.runs import stripped
from edition.desk.importing.spans import Span, within
from edition.desk.importing.weave import child, name_of

_NO_GUESS = {"p", "more", "head"}
_CALLED = {
    "presence-item": "person present",
    "presence": "list of presence",
    "cast-head": "cast",
    "cast": "part of the cast",
    "salute": "salutation",
    "signed": "signature",
    "stage": "stage direction",
    "head": "heading",
    "page-number": "number of a page",
}


def reader_of(analysis: Analysis) -> Reader:
    """Return what reads the passages of a transcript."""
    setting = analysis.setting
    script = script_of(texts(block.text for block in analysis.transcript.blocks))
    return Reader(setting.resp, analysis.reason, setting.near, setting.language, script)


class Scribe:
    """Writes blocks of one transcript; `checks` are what the summary tells of them."""

    def __init__(self, analysis: Analysis, prefix: str, reader: Reader, plain: Plain):
        self.page = analysis.transcript.blocks
        self.prefix = prefix
        self.resp = reader.resp
        self.plain = plain
        self.checks: list[Check] = []
        self._analysis = analysis
        self._reader = reader
        self._called = frozenset(self._first_calls())
        self._voices = [person.key for person in analysis.persons if "speaker" in person.roles]
        self._latest: tuple[Block | None, Sequence[Span]] = (None, ())

    def role(self, place: int) -> Role:
        """Return the role of the block at a place; behind the last block, that of plain text."""
        return self._analysis.roles.get(place, PLAIN)

    def pointer(self, who: str) -> str:
        """Return the pointer at a person."""
        return f"#{person_id(self.prefix, who)}"

    def guess(self, role: Role) -> tuple[tuple[str, str], ...]:
        """Return the attributes that say of an element that it is a guess; none for what is plain."""
        return () if role.name in _NO_GUESS else (("cert", role.cert), ("resp", self.resp))

    def tell(self, block: Block, role: Role) -> None:
        """Tell the summary of the role of a block."""
        if role.name not in ("p", "more", "note-more"):
            kind = _CALLED.get(role.name, role.name)
            self.checks.append(Check(kind, block.line, block.text, role.cert, role.remark))
        elif role.remark:
            self.checks.append(Check("continuation", block.line, block.text, "medium"))

    def paragraph(self, parent: etree._Element, place: int, tag: str = "p") -> etree._Element:
        """Write the block at a place as a paragraph, with its language if that is not the language of the whole."""
        block = self.page[place]
        language = other_language(block.text, self._reader.language)
        known = (("xml:lang", language), ("cert", "medium"), ("resp", self.resp)) if language else ()
        if language:
            self.checks.append(Check("passage in another language", block.line, block.text, "medium", language))
        made = child(parent, tag, (("part", block.part), *known))
        self.fill(made, place)
        return made

    def fill(self, parent: etree._Element, place: int) -> None:
        """Write the words of the block at a place into an element."""
        self.write(parent, self.page[place], self.spans(place))

    def write(self, parent: etree._Element, block: Block, spans: Iterable[Span], *, strip: bool = True) -> None:
        """Write the words of a block, or of a part of one, with spans counted from its beginning."""
        runs, cut_off = stripped(block.runs) if strip else (block.runs, 0)
        length = sum(len(run.text) for run in runs)
        self.plain.fill(parent, runs, within(spans, cut_off, cut_off + length), line=block.line)

    def spans(self, place: int) -> list[Span]:
        """Return the spans of the block at a place: its passages, those of its role, the calls of notes in it."""
        block, role = self.page[place], self.role(place)
        calls = self._analysis.calls.get(place, ())
        taken = {(call.start, call.end) for call in calls}
        spans = [span for span in self._passages(block) if (span.start, span.end) not in taken]
        if _is_text(role):
            calls = [self._standing_for_note(span, block.text) for span in calls]
        return [*spans, *calls, *(self._pointing(span, role) for span in role.spans), *self._of_role(block.text, role)]

    def is_called(self, place: int) -> bool:
        """Tell whether the note at a place stands where the text calls it."""
        return self.role(place).name == "note" and self.role(place).type in self._called

    def _first_calls(self) -> Iterator[str]:
        """Yield the ids of the notes that the text itself calls, not only its title or another note."""
        for place, calls in self._analysis.calls.items():
            if _is_text(self.role(place)):
                yield from (_target(span) for span in calls)

    def _standing_for_note(self, call: Span, text: str) -> Span:
        """Return a call, for which, with the blank before it, its note stands."""
        start = len(text[: call.start].rstrip(" "))
        attributes = (("target", _target(call)),)
        return call._replace(start=start, tag="call", attributes=attributes, unsaid=call.end - start)

    def _pointing(self, span: Span, role: Role) -> Span:
        """Return a span of a role with the person that it means."""
        guess = (("cert", span.cert), ("resp", self.resp))
        pointer = "ref" if span.tag == "persName" else "who"
        kept = () if span.tag == "persName" else span.attributes
        return span._replace(attributes=(*kept, (pointer, self.pointer(role.who)), *guess))

    def _of_role(self, text: str, role: Role) -> list[Span]:
        if role.name in ("presence", "presence-item"):
            return [span for span, _ in named(text, self.prefix, self.resp)]
        if role.name == "cast":
            return list(self._part(text))
        if role.name not in ("turn", "more"):
            return []
        if self._analysis.setting.kind == "play":
            return [span for span in self._reader.directions(text) if span.start >= role.label]
        if role.label:
            return []
        return list(self._reader.quoted(text)) or list(self._reader.reported(text, role))

    def _part(self, text: str) -> Iterator[Span]:
        """Yield the name of a part and what is said of it, which a comma parts from the name."""
        name, comma, _ = text.partition(",")
        known = {word.bare for word in tokens(name)}
        who = next((key for key in self._voices if key and known.issuperset(key.split("-"))), "")
        guess = (("cert", "medium"), ("resp", self.resp))
        yield Span(0, len(name), "role", (("corresp", self.pointer(who) if who else ""), *guess))
        if described := text[len(name) + 1 :].strip():
            start = text.index(described, len(name) + len(comma))
            yield Span(start, start + len(described), "roleDesc", guess)

    def _passages(self, block: Block) -> Sequence[Span]:
        """Return the passages of a block; those of the latest are kept, since a speech is written in two parts."""
        if self._latest[0] is not block:
            spans, lonely = self._reader.passages(block.text)
            if lonely:
                words = f"{lonely} without a partner" if lonely > 1 else "without a partner"
                self.checks.append(Check("bracket", block.line, block.text, "low", words))
            self._latest = block, spans
        return self._latest[1]


def _is_text(role: Role) -> bool:
    """Tell whether a block stands in the text, and is no note."""
    return not is_aside(role) and role.name not in ("note", "note-more", "notes-head")


def _target(call: Span) -> str:
    return dict(call.attributes)["target"].removeprefix("#")


def is_a(element: etree._Element, *names: str) -> bool:
    """Tell whether an element has one of these names."""
    return name_of(element) in names
