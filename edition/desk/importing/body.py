"""The text of a draft: blocks with their roles to divisions, turns, paragraphs, and what stands around them."""

from lxml import etree

from edition.desk.importing.analyse import Analysis
from edition.desk.importing.blocks import Block
from edition.desk.importing.frame import (
    OPENING,
    add_notes,
    is_list,
    write_frame,
    write_list,
    write_note,
    write_postscript,
)
from edition.desk.importing.names import heading_id
from edition.desk.importing.report import Check
from edition.desk.importing.roles import CLOSING, Role, is_aside
from edition.desk.importing.runs import cut
from edition.desk.importing.scribe import Scribe, is_a
from edition.desk.importing.spans import Attributes, within
from edition.desk.importing.weave import child, element

_DIVISIONS = {"act": 1, "scene": 2, "item": 1}
_IN_A_TURN = {"turn", "more", "stage"}


class Body:
    """Writes the text of one draft; the division and the turn that are open are its state."""

    def __init__(self, analysis: Analysis, scribe: Scribe):
        self._analysis = analysis
        self._scribe = scribe
        self._page = scribe.page
        self._plain = scribe.plain
        self._notes = element("div", (("type", "notes"),))
        self._divs: list[tuple[int, etree._Element]] = []
        self._turn: etree._Element | None = None
        self._turns = self._gestures = 0
        self._ids: dict[int, str] = {}
        self._voices = [person.key for person in analysis.persons if "speaker" in person.roles]

    @property
    def checks(self) -> list[Check]:
        """What the summary tells of the blocks."""
        return self._scribe.checks

    def write(self, text: etree._Element) -> None:
        """Write all blocks that stand in the text into `text`."""
        root = child(child(text, "body"), "div", (("type", self._analysis.setting.kind),))
        self._divs = [(0, root)]
        add_notes(self._scribe)
        place = 0
        while place < len(self._page):
            place = self._block(place)
        for note in self._plain.uncalled():
            self._notes.append(note)
        if not len(root):
            child(root, "p")
        if len(self._notes) == 1 and is_a(self._notes[0], "head") and not len(self._notes[0]):
            self._plain.leave_out(self._notes[0].text or "")  # all of them stand at their calls
        elif len(self._notes):
            child(text, "back").append(self._notes)

    @property
    def _div(self) -> etree._Element:
        return self._divs[-1][1]

    def _block(self, place: int) -> int:
        """Write the block at a place, with those that belong to it; return the place behind."""
        role, block = self._scribe.role(place), self._page[place]
        if is_aside(role):
            return place + 1
        self._scribe.tell(block, role)
        if role.name == "page-number":
            self._page_number(place, role)
            return place + 1
        if role.name not in _IN_A_TURN or (role.name == "stage" and not role.who):
            self._turn = None
        if role.name in _IN_A_TURN | {"gesture"}:
            self._talk(place, block, role)
        elif block.kind == "head" or (role.name == "head" and role.type in _DIVISIONS):
            self._heading(place, block, role)
        elif role.name in ("note", "note-more", "notes-head"):
            write_note(self._scribe, self._notes, place)
        elif role.name in OPENING | CLOSING | {"head"}:
            write_frame(self._scribe, self._div, place)
        else:
            return self._others(place, block, role)
        return place + 1

    def _others(self, place: int, block: Block, role: Role) -> int:
        if is_list(self._scribe, place):
            return write_list(self._scribe, self._div, place)
        if role.name == "postscript":
            return write_postscript(self._scribe, self._div, place)
        if role.name == "p" and block.kind == "p":
            return self._lines(place)
        if block.kind == "p":
            self._scribe.paragraph(self._div, place)
        else:
            self._plain.block(self._div, block)
        return place + 1

    def _heading(self, place: int, block: Block, role: Role) -> None:
        """Open a division with its heading; one of the same or a higher level ends those before it."""
        level = _DIVISIONS.get(role.type) or max(block.level, 1)
        while len(self._divs) > 1 and self._divs[-1][0] >= level:
            self._divs.pop()
        guess = () if block.kind == "head" else (("cert", role.cert), ("resp", self._scribe.resp))
        identifier = self._plain.new_id(self._scribe.prefix + heading_id(block.anchor or block.text))
        attributes = (("type", role.type or "section"), ("xml:id", identifier), *guess)
        self._divs.append((level, child(self._div, "div", attributes)))
        self._scribe.fill(child(self._div, "head"), place)

    def _talk(self, place: int, block: Block, role: Role) -> None:
        if role.name == "turn":
            self._speech(place, block, role)
        elif role.name in ("gesture", "stage"):
            self._stage(place, role)
        elif self._turn is None:
            self._scribe.paragraph(self._div, place)
        elif block.kind != "p":
            self._plain.block(self._turn, block)
        else:
            self._scribe.paragraph(self._turn, place, "l" if self._is_verse(place) else "p")

    def _page_number(self, place: int, role: Role) -> None:
        """Write the number of a page, and the break before it or, where numbers stand at the foot, behind it."""
        parent = self._div if self._turn is None else self._turn
        if role.type == "top":
            child(parent, "pb", (("n", str(role.label)),))
        number = child(parent, "fw", (("type", "pageNum"), ("n", str(role.label)), *self._scribe.guess(role)))
        self._scribe.write(number, self._page[place], ())
        if role.type == "foot" and place + 1 < len(self._page):
            child(parent, "pb", (("n", str(role.label + 1)),))

    def _is_verse(self, place: int) -> bool:
        """Tell whether a line of a play is one of several that were broken on purpose."""
        if self._analysis.setting.kind != "play":
            return False
        near = [each for each in (place - 1, place + 1) if self._scribe.role(each).name == "more"]
        return any(self._page[max(each, place)].gap == 0 for each in near)

    def _speech(self, place: int, block: Block, role: Role) -> None:
        self._turn = child(self._div, "sp", self._attributes(place, role))
        if not role.label:
            self._scribe.paragraph(self._turn, place)
            return
        label, speech = cut(block, role.label)
        spans = self._scribe.spans(place)
        self._plain.fill(child(self._turn, "speaker"), label, within(spans, 0, role.label), block.line)
        if speech.text.strip():
            self._scribe.write(child(self._turn, "p"), speech, within(spans, role.label, len(block.text)))
        elif self._scribe.role(place + 1).name != "more":
            child(self._turn, "p")

    def _attributes(self, place: int, role: Role) -> Attributes:
        """Return who speaks to whom, of which kind that is, and what it takes up."""
        scribe = self._scribe
        self._turns += 1
        self._ids[place] = identifier = self._plain.new_id(f"{scribe.prefix}t{self._turns:02}")
        others = [key for key in self._voices if key != role.who]
        to = scribe.pointer(others[0]) if len(self._voices) == 2 and others else ""  # noqa: PLR2004 - they talk to each other
        kind = self._analysis.kinds.get(place) if self._analysis.has_kinds else None
        ana = " ".join(f"#{scribe.prefix}turn-{each}" for each in kind.kinds) if kind else ""
        met = self._ids.get(kind.taken_up) if kind else None
        who = (("who", scribe.pointer(role.who)), ("toWhom", to))
        return (("xml:id", identifier), *who, ("ana", ana), ("corresp", f"#{met}" if met else ""), *scribe.guess(role))

    def _stage(self, place: int, role: Role) -> None:
        self._gestures += 1
        identifier = self._plain.new_id(f"{self._scribe.prefix}g{self._gestures}")
        is_gesture = role.name == "gesture"
        kind = (("type", "gesture"), ("who", self._scribe.pointer(role.who))) if is_gesture else ()
        parent = self._div if self._turn is None or is_gesture else self._turn
        self._scribe.fill(child(parent, "stage", (("xml:id", identifier), *kind, *self._scribe.guess(role))), place)

    def _lines(self, place: int) -> int:
        """Write a paragraph; lines that were broken on purpose are one, with breaks. Return the place behind."""
        if self._page[place].kind == "pb":
            child(self._div, "pb")
            return place + 1
        made = self._scribe.paragraph(self._div, place)
        for following in range(place + 1, len(self._page)):
            block = self._page[following]
            if block.gap or block.kind != "p" or self._scribe.role(following).name != "p":
                return following
            child(made, "lb")
            self._scribe.fill(made, following)
        return len(self._page)
