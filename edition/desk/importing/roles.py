"""What a block of a transcript is: values that the recognisers return and the writer reads."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from edition.desk.days import Near
from edition.desk.importing.blocks import Block
from edition.desk.importing.spans import Span


class Role(NamedTuple):
    """The part that a block plays.

    `name` is what the writer knows; `type` narrows it; `who` is the key of a speaker, `spans` are passages that were
    found on the way, `label` the length of a speaker's label before the speech. `remark` goes to the summary.
    """

    name: str
    cert: str = "medium"
    type: str = ""
    who: str = ""
    label: int = 0
    spans: tuple[Span, ...] = ()
    remark: str = ""


Roles = Mapping[int, Role]
PLAIN = Role("p", "high")


class Person(NamedTuple):
    """Someone who speaks or is present: the key of ids, the fullest name in the text, and what they do."""

    key: str
    name: str
    roles: tuple[str, ...]


class Setting(NamedTuple):
    """What is known of the whole while its blocks are looked at."""

    language: str
    kind: str
    resp: str
    near: Near = Near()


Page = Sequence[Block]

# Lines of a closer, and what stands in the header.
CLOSING = frozenset({"closing", "signed", "addressee", "annotation"})
ASIDE = frozenset({"aside", "credit", "abstract", "title"})
_NOTES = frozenset({"note", "note-more", "notes-head"})


def is_aside(role: Role) -> bool:
    """Tell whether a block stands in the header."""
    return role.name in ASIDE or (role.name == "classification" and role.type == "metadata")


def is_behind(role: Role) -> bool:
    """Tell whether a block may stand behind the text of its document."""
    return role.name in CLOSING | _NOTES | {"dateline", "postscript"} or is_aside(role)


def is_short(block: Block, most: int = 90) -> bool:
    """Tell whether a block is a line, as headings, datelines and signatures are."""
    return block.kind == "p" and len(block.text) <= most
