"""Whether a date in words can be the date of an attribute, whichever calendar the words may count in."""

from collections.abc import Iterable, Iterator

from edition.rules import calendars
from edition.rules.calendars import Calendar
from edition.rules.w3c import Moment
from edition.rules.written import Phrase, Written

FULL_YEAR = 4  # digits
# Between these years a date without @calendar may be Julian in the words and Gregorian in the attribute.
_TWO_STYLES = range(1582, 1930)
# The calendars that @calendar names; None stands for one that we do not know.
_Named = frozenset[Calendar | None]


def exists(phrase: Phrase, named: _Named) -> bool:
    """Tell whether a written day exists: of 31 June nobody knows what day it stands for."""
    written = phrase.readings[0]
    if written.day is None or written.month is None:
        return True
    kinds = [written.calendar] if written.calendar else [*named, "gregorian", "julian"]
    year = written.year if written.year is not None and written.digits == FULL_YEAR else 4
    return any(written.day <= calendars.length(kind, year, written.month) for kind in kinds if kind)


def fits(phrase: Phrase, moment: Moment, named: _Named, slack: int = 0) -> bool:
    """Tell whether one of the readings of a phrase can be the moment, up to `slack` days off."""
    plain = (moment.year, moment.month, moment.day)
    if not named and any((each.year, each.month, each.day) == plain for each in phrase.readings):
        return True  # nearly always; the rest only says what else is right
    if moment.year is None:
        pairs = ((each.month, each.day, each.last_day) for each in phrase.readings)
        return any(_recurs(moment, *pair) for pair in pairs)
    span, wide = _stretch(moment), max(slack, is_universal(moment))
    return any(_overlaps(each, kind, span, wide) for each in phrase.readings for kind in _kinds(each, named, moment))


def within(phrases: Iterable[Phrase], start: Moment, end: Moment, named: _Named) -> bool:
    """Tell whether one of the phrases can lie between two moments."""
    if start.year is None or end.year is None:
        return True
    span = _stretch(start)[0], _stretch(end)[1]
    return any(
        _overlaps(each, kind, span, 0)
        for phrase in phrases
        for each in phrase.readings
        for kind in _kinds(each, named, start)
    )


def is_universal(moment: Moment) -> bool:
    """Tell whether a value is a time of Greenwich, where it may be another day than in the words."""
    return moment.seconds is not None and moment.offset == 0


def _recurs(moment: Moment, month: int | None, day: int | None, last: int | None) -> bool:
    same_month = moment.month is None or month is None or moment.month == month
    return same_month and (moment.day is None or day is None or day <= moment.day <= (last or day))


def _kinds(written: Written, named: _Named, moment: Moment) -> Iterator[Calendar]:
    """Yield the calendars in which a written date may count."""
    if written.calendar:
        yield written.calendar
    elif named:
        yield from (kind for kind in named if kind)
    else:
        yield "gregorian"
        if written.day is not None and moment.day is not None and moment.year in _TWO_STYLES:
            yield "julian"


def _stretch(moment: Moment) -> tuple[int, int]:
    return calendars.stretch("gregorian", moment.year or 0, moment.month, moment.day)


def _overlaps(written: Written, kind: Calendar, span: tuple[int, int], slack: int) -> bool:
    """Tell whether a written date, its missing year filled in, has a day in common with a span of day numbers."""
    years = range(calendars.from_number(kind, span[0]).year - 1, calendars.from_number(kind, span[1]).year + 2)
    for year in years:
        if written.year is not None and year % 10**written.digits != written.year:
            continue
        first, last = calendars.stretch(kind, year, written.month, written.day)
        last += (written.last_day - written.day) if written.last_day and written.day else 0
        wide = slack + calendars.tolerance(kind, year)
        if first - wide <= span[1] and span[0] <= last + wide:
            return True
    return False
