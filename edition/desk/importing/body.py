"""The text of a draft: blocks with their roles to divisions, turns, openers, closers, notes."""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from edition.desk.importing.analyse import Analysis
from edition.desk.importing.blocks import Block, Run
from edition.desk.importing.language import other_language, script_of, texts
from edition.desk.importing.names import person_id, slug
from edition.desk.importing.passages import Reader
from edition.desk.importing.plain import Plain
from edition.desk.importing.presence import named
from edition.desk.importing.report import Check
from edition.desk.importing.roles import Role
from edition.desk.importing.spans import Span, within
from edition.desk.importing.weave import append_text, child, element

_NO_NAME = re.compile(r"[^\w-]|[ªº²³¹¼-¾]")  # letters that an xml:id cannot hold
_P = Role("p", "high")
_TOP = {"dateline", "salute", "address", "classification", "field"}  # stand in an opener
_END = {"closing", "signed", "annotation"}  # stand in a closer
_DIVISIONS = {"act": 1, "scene": 2}
_NO_GUESS = {"p", "more", "head"}
_ASIDE = {"aside", "credit", "abstract", "title"}  # stand in the header


class Body:
    """Writes the text of one draft; `checks` are what the summary tells of it."""

    def __init__(self, analysis: Analysis, prefix: str, reader: Reader, plain: Plain):
        self._analysis = analysis
        self._prefix = prefix
        self._reader = reader
        self._plain = plain
        self._page = analysis.transcript.blocks
        self._divs: list[tuple[int, etree._Element]] = []
        self._notes: etree._Element | None = None
        self._turns = self._gestures = 0
        self._ids: dict[int, str] = {}
        self._has_kinds = analysis.has_kinds
        self._turn: etree._Element | None = None
        self._last: tuple[str, int] = ("", -9)
        self.checks: list[Check] = []

    def write(self, text: etree._Element) -> None:
        """Write all blocks that stand in the text into `text`."""
        body = child(text, "body")
        kind = self._analysis.setting.kind
        root = child(body, "div", (("type", kind),))
        self._divs = [(0, root)]
        back = element("back")
        self._notes = child(back, "div", (("type", "notes"),))
        place = 0
        while place < len(self._page):
            place = self._block(place)
        for note in self._plain.uncalled():
            self._notes.append(note)
        if not len(root):
            child(root, "p")
        if len(self._notes):
            text.append(back)

    def _role(self, place: int) -> Role:
        return self._analysis.roles.get(place, _P)

    def _pointer(self, who: str) -> str:
        return f"#{person_id(self._prefix, who)}"

    @property
    def _div(self) -> etree._Element:
        return self._divs[-1][1]

    def _block(self, place: int) -> int:
        """Write the block at a place, with those that belong to it; return the place behind."""
        role, block = self._role(place), self._page[place]
        if role.name in _ASIDE or (role.name == "classification" and role.type == "metadata"):
            return place + 1
        self._tell(block, role)
        if role.name not in ("turn", "more", "stage") or role.name == "stage" and not role.who:
            self._turn = None
        if block.kind == "pb":
            child(self._turn if self._turn is not None else self._div, "pb")
        elif block.kind == "head" or (role.name == "head" and role.type in _DIVISIONS):
            self._heading(block, role, place)
        else:
            return self._by_role(place, block, role)
        return place + 1

    def _by_role(self, place: int, block: Block, role: Role) -> int:
        if role.name == "turn":
            self._speech(block, role, place)
        elif role.name == "more" and self._turn is not None and self._is_verse(place):
            self._fill(child(self._turn, "l"), block, place)
        elif role.name == "more" and self._turn is not None:
            self._paragraph(self._turn, block, role, place)
        elif role.name in ("gesture", "stage"):
            self._stage(block, role, place)
        elif role.name in ("note", "note-more", "notes-head"):
            self._note(block, role, place)
        elif role.name in ("cast-head", "presence") and self._is_list(place):
            return self._list(place, role)
        elif role.name in _TOP | _END | {"head"}:
            self._frame(block, role, place)
        elif role.name == "postscript":
            return self._postscript(place)
        elif role.name == "p" and block.kind == "p":
            return self._lines(place)
        elif block.kind == "p":
            self._paragraph(self._div, block, role, place)
        else:
            self._plain.block(self._div, block)
        return place + 1

    def _is_verse(self, place: int) -> bool:
        """Tell whether a line of a play is one of several that were broken on purpose."""
        if self._analysis.setting.kind != "play":
            return False
        near = [each for each in (place - 1, place + 1) if 0 <= each < len(self._page) and self._role(each).name == "more"]
        return any(self._page[max(each, place)].gap == 0 for each in near)

    def _heading(self, block: Block, role: Role, place: int) -> None:
        """Open a division with its heading; one of the same or a higher level ends those before it."""
        level = _DIVISIONS.get(role.type) or max(block.level, 1)
        while len(self._divs) > 1 and self._divs[-1][0] >= level:
            self._divs.pop()
        guess = self._guess(role) if block.kind != "head" else ()
        anchor = self._prefix + heading_id(block)
        attributes = (("type", role.type or "section"), ("xml:id", self._plain.new_id(anchor)), *guess)
        self._divs.append((level, child(self._div, "div", attributes)))
        self._fill(child(self._div, "head"), block, place)

    def _guess(self, role: Role) -> tuple[tuple[str, str], ...]:
        return () if role.name in _NO_GUESS else (("cert", role.cert), ("resp", self._reader.resp))

    def _speech(self, block: Block, role: Role, place: int) -> None:
        self._turns += 1
        who = self._pointer(role.who)
        speakers = [person.key for person in self._analysis.persons if "speaker" in person.roles]
        other = [key for key in speakers if key != role.who]
        to = self._pointer(other[0]) if len(speakers) == 2 else ""  # noqa: PLR2004
        identifier = self._plain.new_id(f"{self._prefix}t{self._turns:02}")
        self._ids[place] = identifier
        kind = self._analysis.kinds.get(place)
        ana = " ".join(f"#{self._prefix}turn-{each}" for each in kind.kinds) if kind and self._has_kinds else ""
        met = self._ids.get(kind.taken_up) if kind and self._has_kinds else None
        answered = (("ana", ana), ("corresp", f"#{met}" if met else ""))
        attributes = (("xml:id", identifier), ("who", who), ("toWhom", to), *answered, *self._guess(role))
        self._turn = child(self._div, "sp", attributes)
        if not role.label:
            self._paragraph(self._turn, block, role, place)
            return
        label, speech = cut(block, role.label)
        self._plain.fill(child(self._turn, "speaker"), label, within(self._spans(block, place), 0, role.label))
        if speech.text.strip():
            spans = within(self._spans(block, place), role.label, len(block.text))
            self._write(child(self._turn, "p"), speech, spans)
        elif place + 1 >= len(self._page) or self._role(place + 1).name != "more":
            child(self._turn, "p")

    def _paragraph(self, parent: etree._Element, block: Block, role: Role, place: int) -> None:
        language = other_language(block.text, self._reader.language)
        known = (("xml:lang", language), ("cert", "medium"), ("resp", self._reader.resp)) if language else ()
        if language:
            self.checks.append(Check("passage in another language", block.line, block.text, "medium", language))
        self._fill(child(parent, "p", known), block, place)

    def _stage(self, block: Block, role: Role, place: int) -> None:
        self._gestures += 1
        kind = (("type", "gesture"), ("who", self._pointer(role.who))) if role.name == "gesture" else ()
        parent = self._div if self._turn is None or role.name == "gesture" else self._turn
        attributes = (("xml:id", self._plain.new_id(f"{self._prefix}g{self._gestures}")), *kind, *self._guess(role))
        self._fill(child(parent, "stage", attributes), block, place)

    def _note(self, block: Block, role: Role, place: int) -> None:
        notes = self._notes
        if notes is None:
            return
        if role.name == "notes-head":
            if not len(notes):
                self._fill(child(notes, "head"), block, place)
            else:
                self._paragraph(notes, block, role, place)
            return
        if role.name == "note-more" and len(notes) and notes[-1].tag.endswith("note"):
            append_text(notes[-1], " ")
            child(notes[-1], "lb")
            self._fill(notes[-1], block, place)
            return
        target = f"#{role.type}-call" if role.who else ""
        attributes = (("xml:id", role.type), ("place", "foot"), ("target", target), *self._guess(role))
        note = child(notes, "note", attributes)
        label, rest = cut(block, role.label)
        child(note, "label", (), label[0].text if label else "")
        self._write(note, rest, within(self._spans(block, place), role.label, len(block.text)), strip=False)

    def _is_list(self, place: int) -> bool:
        following = self._role(place + 1).name if place + 1 < len(self._page) else ""
        return following in ("cast", "presence-item")

    def _list(self, place: int, role: Role) -> int:
        """Write a heading and the lines that belong to it: a cast, or those who are present."""
        is_cast = role.name == "cast-head"
        kind = () if is_cast else (("type", "presence"),)
        made = child(self._div, "castList" if is_cast else "list", (*kind, *self._guess(role)))
        self._fill(child(made, "head"), self._page[place], place)
        place += 1
        while place < len(self._page) and self._role(place).name in ("cast", "presence-item"):
            self._fill(child(made, "castItem" if is_cast else "item"), self._page[place], place)
            place += 1
        return place

    def _frame(self, block: Block, role: Role, place: int) -> None:
        """Write a line of an opener or closer; where the text has begun, or has not ended, as a paragraph."""
        is_end = role.name in _END or (role.name == "dateline" and self._is_behind(place))
        div = self._div
        if is_end:
            frame = div[-1] if len(div) and div[-1].tag.endswith("}closer") else child(div, "closer")
        elif any(not each.tag.endswith(("}opener", "}head", "}pb")) for each in div):
            self._paragraph(div, block, role, place)
            return
        elif role.name == "head":
            self._fill(child(div, "head", self._guess(role)), block, place)
            return
        else:
            frame = div[-1] if len(div) and div[-1].tag.endswith("}opener") else child(div, "opener")
        append_text(frame, "\n" if len(frame) else "")
        tag, kind = _FRAMED[role.name]
        made = child(frame, tag, (*kind, *self._guess(role)))
        self._fill(child(made, "addrLine") if tag == "address" else made, block, place)

    def _is_behind(self, place: int) -> bool:
        """Tell whether all that follows belongs to the end of the text."""
        rest = (self._role(each).name for each in range(place + 1, len(self._page)))
        return place > 0 and all(name in _END | _ASIDE | {"dateline", "note", "note-more", "notes-head", "postscript", "classification"} for name in rest)

    def _postscript(self, place: int) -> int:
        made = child(self._div, "postscript", self._guess(self._role(place)))
        while place < len(self._page) and self._role(place).name == "postscript":
            self._paragraph(made, self._page[place], _P, place)
            place += 1
        return place

    def _lines(self, place: int) -> int:
        """Write a paragraph; lines that were broken on purpose are one, with breaks."""
        made: etree._Element | None = None
        while True:
            block = self._page[place]
            if made is None:
                self._paragraph(self._div, block, _P, place)
                made = self._div[-1]
            else:
                child(made, "lb")
                self._fill(made, block, place)
            place += 1
            is_next = place < len(self._page) and self._page[place].gap == 0 and self._page[place].kind == "p"
            if not is_next or self._role(place).name != "p":
                return place

    def _fill(self, parent: etree._Element, block: Block, place: int) -> None:
        self._write(parent, block, self._spans(block, place))

    def _write(self, parent: etree._Element, block: Block, spans: Iterable[Span], *, strip: bool = True) -> None:
        runs, cut_off = stripped(block.runs) if strip else (block.runs, 0)
        length = sum(len(run.text) for run in runs)
        self._plain.fill(parent, runs, within(spans, cut_off, cut_off + length), line=block.line)

    def _spans(self, block: Block, place: int) -> list[Span]:
        """Return the spans of a top block: its passages, those of its role and the calls of notes in it."""
        text, role = block.text, self._role(place)
        spans = list(self._passages(block))
        calls = self._analysis.calls.get(place, ())
        taken = {(call.start, call.end) for call in calls}
        spans = [span for span in spans if (span.start, span.end) not in taken] + list(calls)
        for span in role.spans:
            attributes = span.attributes
            if span.tag == "persName":
                attributes = (("ref", self._pointer(role.who)), ("cert", span.cert), ("resp", self._reader.resp))
            elif span.tag == "stage":
                attributes = (*attributes, ("who", self._pointer(role.who)), ("cert", span.cert), ("resp", self._reader.resp))
            spans.append(span._replace(attributes=attributes))
        if role.name in ("presence", "presence-item"):
            spans += [span for span, _ in named(text, self._prefix, self._reader.resp)]
        if role.name in ("turn", "more") and not role.label:
            quoted = list(self._reader.quoted(text))
            spans += quoted or self._reader.reported(text, role)
        if self._analysis.setting.kind == "play" and role.name in ("turn", "more"):
            spans += within_text(self._reader.directions(text), role.label)
        return spans

    def _passages(self, block: Block) -> Sequence[Span]:
        if self._last[1] != id(block):
            spans, lonely = self._reader.passages(block.text)
            if lonely:
                words = f"{lonely} without a partner" if lonely > 1 else "without a partner"
                self.checks.append(Check("bracket", block.line, block.text, "low", words))
            self._last, self._spans_of_last = ("", id(block)), spans
        return self._spans_of_last

    def _tell(self, block: Block, role: Role) -> None:
        if role.name not in ("p", "more", "note-more"):
            self.checks.append(Check(_CALLED.get(role.name, role.name), block.line, block.text, role.cert, role.remark))
        elif role.remark:
            self.checks.append(Check("continuation", block.line, block.text, "medium"))


_FRAMED = {
    "dateline": ("dateline", ()),
    "salute": ("salute", ()),
    "address": ("address", ()),
    "classification": ("seg", (("type", "classification"),)),
    "field": ("seg", (("type", "field"),)),
    "closing": ("salute", ()),
    "signed": ("signed", ()),
    "annotation": ("seg", (("type", "annotation"),)),
}
_CALLED = {
    "presence-item": "person present",
    "presence": "list of presence",
    "cast-head": "cast",
    "cast": "part of the cast",
    "salute": "salutation",
    "signed": "signature",
    "stage": "stage direction",
    "head": "heading",
}


def within_text(spans: Iterable[Span], label: int) -> list[Span]:
    """Return the spans that stand behind a label."""
    return [span for span in spans if span.start >= label]


def heading_id(block: Block) -> str:
    """Return what the id of a heading ends with: its address in the transcript, if it has one."""
    return _NO_NAME.sub("", block.anchor) or slug(block.text)


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


def reader_of(analysis: Analysis) -> Reader:
    """Return what reads the passages of a transcript."""
    setting = analysis.setting
    script = script_of(texts(block.text for block in analysis.transcript.blocks))
    return Reader(setting.resp, analysis.reason, setting.near, setting.language, script)
