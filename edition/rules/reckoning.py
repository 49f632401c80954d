"""Dates given twice: the value in another calendar (when-custom) must be the same time as the Gregorian: DAT008."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from edition.model import Finding, Spot
from edition.rules import calendars
from edition.rules.calendars import Calendar, Day
from edition.rules.catalogue import finding
from edition.rules.w3c import Moment
from edition.source.parse import Tree

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_KEYS = ("when", "from", "to", "notBefore", "notAfter")
_CUSTOM = re.compile(r"(?P<year>\d{1,4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?", re.ASCII)
_NONE: frozenset[Calendar | None] = frozenset()
_YEAR_BEGINS = 3, 25  # in England until 1751, and elsewhere in the Middle Ages: Lady Day


def declared(root: etree._Element) -> dict[str, Calendar | None]:
    """Return the calendars that a file declares, by their ids: what the id says, else what the words say."""
    found: dict[str, Calendar | None] = {}
    for element in root.iter("{*}calendar"):
        xml_id = element.get(_XML_ID, "")
        found[xml_id] = calendars.known(xml_id) or calendars.known("".join(element.itertext()))
    return found


def named(value: str | None, known: Mapping[str, Calendar | None]) -> frozenset[Calendar | None]:
    """Return the calendars that a value of @calendar or @datingMethod names; None stands for one we do not know."""
    return frozenset(_named(token, known) for token in value.split()) if value else _NONE


def _named(token: str, known: Mapping[str, Calendar | None]) -> Calendar | None:
    ident = re.split("[#:/]", token)[-1]
    return known.get(ident) or calendars.known(ident)


def check(
    tree: Tree, number: int, element: etree._Element, moments: Mapping[str, Moment], kinds: frozenset[Calendar | None]
) -> Iterator[Finding]:
    """Yield DAT008 for each custom value that does not convert to the value beside it; `kinds` is its calendar."""
    if len(kinds) != 1:
        return
    (kind,) = kinds
    for key in _KEYS:
        match = _CUSTOM.fullmatch(element.get(f"{key}-custom", ""))
        moment = moments.get(key) or moments.get(f"{key}-iso")
        if kind is None or match is None or moment is None or moment.year is None:
            continue
        if problem := _problem(kind, match, moment):
            beside = f"{key}=“{element.get(key) or element.get(f'{key}-iso')}”"
            message = f"{key}-custom=“{match[0]}” is not {beside} in the {calendars.NAMES[kind]} calendar"
            yield finding("DAT008", tree.source.path, message, problem, Spot(number, f"{key}-custom"))


def _problem(kind: Calendar, custom: re.Match[str], moment: Moment) -> str:
    """Return what is wrong, or nothing."""
    year, month, day = (int(part) if part else None for part in custom.group("year", "month", "day"))
    months = 12
    if month is not None and not 1 <= month <= months:
        return f"there is no month {month}"
    if month and day is not None and not 1 <= day <= calendars.length(kind, year or 0, month):
        most = calendars.length(kind, year or 0, month)
        return f"{calendars.write(kind, year, month)} has {most} days"
    stretches = [calendars.stretch(kind, year or 0, month, day)]
    if kind == "julian" and month and (month, day or 1) < _YEAR_BEGINS:
        stretches.append(calendars.stretch(kind, (year or 0) + 1, month, day))
    first, last = calendars.stretch("gregorian", moment.year or 0, moment.month, moment.day)
    slack = calendars.tolerance(kind, year or 0)
    if any(start - slack <= last and first <= end + slack for start, end in stretches):
        return ""
    return _conversion(kind, Day(year or 0, month or 1, day or 1), stretches[0], whole=day is not None)


def _conversion(kind: Calendar, custom: Day, stretch: tuple[int, int], *, whole: bool) -> str:
    start, end = (_iso(number) for number in stretch)
    about = "about " if calendars.tolerance(kind, custom.year) else ""
    if whole:
        said = calendars.write(kind, custom.year, custom.month, custom.day)
        return f"{said} is {about}{start} in the Gregorian calendar"
    return f"in the Gregorian calendar it is {about}{start} to {end}"


def _iso(number: int) -> str:
    day = calendars.from_number("gregorian", number)
    return f"{day.year:04}-{day.month:02}-{day.day:02}"
