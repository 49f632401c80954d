"""When something was, where it lies, where it is kept and how whole it is: what ways into an edition are made of."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

DateKind = Literal["exact", "range", "within", "before", "after"]


@dataclass(frozen=True, slots=True)
class DateRange:
    """When something was, in TEI's own precision (`1921`, `1946-02`, `1946-02-21T21:00:00+03:00`).

    `calendar` is what the source says of the calendar of its words, such as `#julian`.
    """

    start: str | None
    end: str | None
    kind: DateKind
    cert: str | None
    text: str
    calendar: str = ""


class Happening(NamedTuple):
    """A dated event of a register: the address of its entry, the number of its element, its name, and when it was."""

    address: str
    number: int
    title: str
    date: DateRange


class Position(NamedTuple):
    """Where a place of a register lies: degrees north and east (WGS 84), and by how many km it may be elsewhere.

    `radius` is 0 where the source gives the very spot, and below 0 where it calls it rough and does not say how rough.
    """

    address: str
    number: int
    title: str
    latitude: float
    longitude: float
    radius: float


class Loss(NamedTuple):
    """Spots of a text that are not whole, by element, reason and extent: how many, and the blocks of the first ones."""

    name: str
    reason: str
    extent: str
    times: int
    blocks: tuple[str, ...]


class Bearings(NamedTuple):
    """What the ways into the edition tell of a document: what happened, where, where it is kept, how whole it is.

    A holding is a path from country to leaf, in pairs of a level and its words; `classes` are words or pointers.
    """

    events: tuple[Happening, ...] = ()
    places: tuple[Position, ...] = ()
    holdings: tuple[tuple[tuple[str, str], ...], ...] = ()
    classes: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    status: str = ""


NO_BEARINGS = Bearings()
