"""What a header says for those who cite a document or gather letters."""

from dataclasses import dataclass
from typing import NamedTuple

from edition.bearings import DateRange


class Party(NamedTuple):
    """Who or where a letter came from or went to: the element, its words and pointer, a record in an authority file."""

    name: str
    text: str
    token: str = ""
    authority: str = ""


class Action(NamedTuple):
    """A `correspAction`: `type` is sent or received; who, at most one place, when."""

    type: str
    parties: tuple[Party, ...]
    place: Party | None
    date: DateRange | None


@dataclass(frozen=True, slots=True)
class Credits:
    """What a header says for those who cite or gather a document; `licence` is the address of its licence.

    `changes` are the newest of its history, day and words, the oldest first. `authorities` holds, for each entry of a
    register that has one, its id and the address of a record in an authority file.
    """

    editors: tuple[str, ...] = ()
    licence: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    actions: tuple[Action, ...] = ()
    authorities: tuple[tuple[str, str], ...] = ()


NO_CREDITS = Credits()
