"""What stands around the text of a document: opener and closer, lists of persons, postscripts, notes at the end."""

from functools import partial
from itertools import count, takewhile

from lxml import etree

from edition.desk.importing.notes import number
from edition.desk.importing.roles import CLOSING, Role, is_behind
from edition.desk.importing.runs import cut
from edition.desk.importing.scribe import Scribe, is_a
from edition.desk.importing.spans import within
from edition.desk.importing.weave import append_text, child, element

OPENING = {"dateline", "salute", "address", "classification", "field"}
_ELEMENTS = {
    "dateline": ("dateline", ()),
    "salute": ("salute", ()),
    "address": ("address", ()),
    "classification": ("seg", (("type", "classification"),)),
    "field": ("seg", (("type", "field"),)),
    "closing": ("salute", ()),
    "signed": ("signed", ()),
    "addressee": ("address", ()),
    "annotation": ("seg", (("type", "annotation"),)),
}


def write_frame(scribe: Scribe, div: etree._Element, place: int) -> None:
    """Write a line of an opener or closer; where the text has begun already, as a paragraph."""
    role = scribe.role(place)
    has_text = _has_text(div)
    is_end = role.name in CLOSING or (role.name == "dateline" and _is_behind(scribe, place))
    if is_end and has_text:
        frame = _frame(div, "closer")
    elif has_text or role.name in CLOSING:
        scribe.paragraph(div, place)
        return
    elif role.name == "head":
        scribe.fill(child(div, "head", scribe.guess(role)), place)
        return
    else:
        frame = _frame(div, "opener")
    tag, kind = _ELEMENTS[role.name]
    if tag != "address":
        append_text(frame, "\n" if len(frame) else "")
        scribe.fill(child(frame, tag, (*kind, *scribe.guess(role))), place)
    elif _goes_on(scribe, frame, place):
        append_text(frame[-1], "\n")
        scribe.fill(child(frame[-1], "addrLine"), place)
    else:
        append_text(frame, "\n" if len(frame) else "")
        scribe.fill(child(child(frame, tag, scribe.guess(role)), "addrLine"), place)


def _goes_on(scribe: Scribe, frame: etree._Element, place: int) -> bool:
    """Tell whether a line goes on with the address above it: no blank line is between them."""
    is_same = place > 0 and scribe.role(place).name == scribe.role(place - 1).name
    is_labelled = scribe.role(place).label > 0 and scribe.role(place).name == "address"  # “To: …”
    return is_same and not is_labelled and not scribe.page[place].gap and len(frame) > 0 and is_a(frame[-1], "address")


def _has_text(div: etree._Element) -> bool:
    return any(not is_a(each, "opener", "head", "pb", "fw", "milestone") for each in div)


def _frame(div: etree._Element, tag: str) -> etree._Element:
    return div[-1] if len(div) and is_a(div[-1], tag) else child(div, tag)


def _is_behind(scribe: Scribe, place: int) -> bool:
    """Tell whether all that follows belongs to the end of the text."""
    following = (each for each in range(place + 1, len(scribe.page)) if scribe.page[each].kind != "pb")
    return place > 0 and all(is_behind(scribe.role(each)) for each in following)


def is_list(scribe: Scribe, place: int) -> bool:
    """Tell whether the block at a place is the heading of a list of persons."""
    following = {"cast-head": "cast", "presence": "presence-item"}.get(scribe.role(place).name)
    return following is not None and scribe.role(place + 1).name == following


def write_list(scribe: Scribe, div: etree._Element, place: int) -> int:
    """Write a heading and the lines that belong to it, a cast or those who are present; return the place behind."""
    role = scribe.role(place)
    is_cast = role.name == "cast-head"
    kind = () if is_cast else (("type", "presence"),)
    made = child(div, "castList" if is_cast else "list", (*kind, *scribe.guess(role)))
    scribe.fill(child(made, "head"), place)
    place += 1
    while scribe.role(place).name in ("cast", "presence-item"):
        scribe.tell(scribe.page[place], scribe.role(place))
        scribe.fill(child(made, "castItem" if is_cast else "item"), place)
        place += 1
    return place


def write_postscript(scribe: Scribe, div: etree._Element, place: int) -> int:
    """Write a postscript to its end; return the place behind."""
    made = child(div, "postscript", scribe.guess(scribe.role(place))) if _has_text(div) else div
    while scribe.role(place).name == "postscript":
        if scribe.page[place].kind == "p":
            scribe.paragraph(made, place)
        else:
            scribe.plain.block(made, scribe.page[place])
        place += 1
    return place


def write_note(scribe: Scribe, notes: etree._Element, place: int) -> None:
    """Write a note, what goes on with one, or the heading of all notes."""
    role = scribe.role(place)
    if scribe.is_called(place) or (role.name == "note-more" and scribe.is_called(_note_of(scribe, place))):
        return
    if role.name == "notes-head" and not len(notes):
        scribe.fill(child(notes, "head"), place)
    elif role.name == "note-more" and len(notes) and is_a(notes[-1], "note"):
        append_text(notes[-1], " ")
        child(notes[-1], "lb")
        scribe.fill(notes[-1], place)
    elif role.name == "note":
        _note(scribe, notes, place, role)
    else:
        scribe.paragraph(notes, place)


def _note_of(scribe: Scribe, place: int) -> int:
    """Return the place of the note that a block goes on with."""
    while place and scribe.role(place).name == "note-more":
        place -= 1
    return place


def add_notes(scribe: Scribe) -> None:
    """Have the notes that the text calls stand at their calls."""
    for place in range(len(scribe.page)):
        if scribe.is_called(place):
            label, _ = cut(scribe.page[place], scribe.role(place).label)
            words = "".join(run.text for run in label)
            scribe.plain.add_note(scribe.role(place).type, words, partial(_called_note, scribe, place, words))


def _called_note(scribe: Scribe, place: int, label: str) -> etree._Element:
    """Return a note, with what goes on with it, as it stands at its call."""
    block, role = scribe.page[place], scribe.role(place)
    made = element("note", (("xml:id", role.type), ("place", "foot"), ("n", number(label))))
    _, rest = cut(block, role.label)
    spans = within(scribe.spans(place), role.label, len(block.text))
    following = list(takewhile(lambda each: scribe.role(each).name == "note-more", count(place + 1)))
    scribe.write(child(made, "p") if following else made, rest, spans)
    for each in following:
        scribe.fill(child(made, "p"), each)
    return made


def _note(scribe: Scribe, notes: etree._Element, place: int, role: Role) -> None:
    block = scribe.page[place]
    target = f"#{role.type}-call" if role.who else ""
    attributes = (("xml:id", role.type), ("place", "foot"), ("target", target), *scribe.guess(role))
    note = child(notes, "note", attributes)
    label, rest = cut(block, role.label)
    child(note, "label", (), "".join(run.text for run in label))
    scribe.write(note, rest, within(scribe.spans(place), role.label, len(block.text)), strip=False)
