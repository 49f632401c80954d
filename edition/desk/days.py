"""Reads one date in a folded text, at a number in it: a day, a month, days in a row, or one day in two calendars.

The names of months are those of English, German, French and Russian, and of the Persian and Islamic calendars
(words_of_time.py). Each way of writing has a confidence: how often its words mean that date and nothing else. The
figures are estimates, and stand in docs/tagging.md.
"""

import re
from typing import NamedTuple

from edition.rules import calendars
from edition.rules.calendars import Calendar, Day
from edition.rules.w3c import days_in
from edition.rules.words_of_time import EASTERN_MONTH, SHORT_MONTHS, fold, month

_MONTHS = 12
_HALF_A_YEAR = 6
_CENTURY = 100


class Point(NamedTuple):
    """A year, a month or a day, as far as it is said; its years are Gregorian."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def text(self) -> str:
        """The value as TEI writes it: 1946-02-21, 1946-02, 1946, --02-21."""
        if self.year is None:
            return f"--{self.month:02}" + (f"-{self.day:02}" if self.day else "")
        return f"{self.year:04}" + "".join(f"-{part:02}" for part in (self.month, self.day) if part)


class Near(NamedTuple):
    """What is known of the date of a text, which completes what it says of other days: the year, and perhaps the month.

    “3 January” in a letter of December is of the next year, since that is the nearer one.
    """

    year: int | None = None
    month: int | None = None

    def year_of(self, month: int | None) -> int | None:
        """Return the year of a month of which no year is said; None where the text has no date."""
        if self.year is None or self.month is None or month is None:
            return self.year
        step = (month < self.month - _HALF_A_YEAR) - (month > self.month + _HALF_A_YEAR)
        return max(1, self.year + step)


class Reading(NamedTuple):
    """A date at a place of the folded text: from `first` to `last`, which are the same for most.

    `is_within` tells that it was some day between them; `julian` is the day as it is written, where that is in the old
    calendar and `first` says what it is in the new one.
    """

    start: int
    end: int
    first: Point
    last: Point
    confidence: float
    because: str
    is_within: bool = False
    julian: Point | None = None


_AND = r"\s*(?P<join>-|–|—|/|\(|u\.|und\b|and\b|et\b|и\b|bis\b|to\b|au\b|по\b)\s*"
_END_OF_DAY = r"(?:st|nd|rd|th|er|eme|ten|te|-?го|-?е)?\.?"
_DAY = re.compile(
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d){_END_OF_DAY}"
    rf"(?:{_AND}(?P<second>3[01]|[12]\d|0?[1-9])(?!\d){_END_OF_DAY}\)?)?\s*(?:of\s+|de\s+)?"
)
_WORD = re.compile(r"(?P<month>[^\W\d_]{3,10}|\dbris|\dbre|\dber)(?![\w’'-])")
_EASTERN = re.compile(rf"(?P<month>{EASTERN_MONTH})(?!\w),?\s*(?P<year>1[0-4]\d\d)(?!\d)")
_YEAR_BEHIND = re.compile(r"\.?[\s,]*(?P<year>[12]\d{3})(?![\d-]*\d)(?:\s*(?:г\.|года?у?\b|гг?\b\.?))?")
_ISO = re.compile(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])")
_FIGURES = re.compile(
    r"(?P<day>3[01]|[12]\d|0?[1-9])\.\s?(?P<month>1[0-2]|0?[1-9]|[ivx]{1,4})\.\s?(?P<year>[12]\d{3}|\d\d)(?![\d:]|\.\d)"
)
_SLASHES = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>[12]\d{3})(?![\d/])")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTH_BEFORE = re.compile(r"(?<![^\W_])(?P<month>[^\W\d_]{3,10})\.?,?\s{0,30}$")
_TWO_MONTHS = re.compile(r"(?<![^\W_])(?P<month>[^\W\d_]{3,10})\.?\s{0,30}(?:-|–|and|und|et|и|to|bis|a|по)\s{0,30}$")
_NUMBER_BEFORE = re.compile(r"\d(?:[a-z]{2}|-?го)?\.?\s*(?:of\s+)?$")  # of a day that there is not
_DAY_BEHIND = re.compile(
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
    r"(?:\s*(?P<join>-|–|—|and\b|to\b)\s*(?P<second>3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?(?!\w|[.:/-]\d))?"
    rf"(?!\w|[.:/-]\d)(?:,?\s*{_YEAR_BEHIND.pattern})?"
)
_BEFORE = 45  # characters before a number that are looked at


def reading(text: str, place: int, near: int | None, language: str) -> Reading | None:
    """Return the date that begins with the number at a place, or with the month before it; None if there is none.

    `near` is the year of the text, which completes a short year. The month that stands before the day is English.
    """
    before = text[max(0, place - _BEFORE) : place]
    if before.endswith(tuple("0123456789")) or re.search(r"\d[.,:/-]$", before):
        return None
    return (
        _iso(text, place)
        or _in_figures(text, place, near)
        or _with_slashes(text, place, language)
        or _day_first(text, place)
        or (_month_first(text, place, before) if language not in ("de", "fr", "ru") else None)
        or _month_and_year(text, place, before)
    )


def same_day(old: Point, new: Point) -> bool:
    """Tell whether a day of the Julian calendar is that of the Gregorian; the old one may lack year or month."""
    if new.year is None or new.month is None or new.day is None or old.day is None:
        return False
    number = calendars.to_number("gregorian", Day(new.year, new.month, new.day))
    same = calendars.from_number("julian", number)
    return (same.month, same.day) == (old.month or same.month, old.day) and old.year in (None, same.year)


def is_day(point: Point) -> bool:
    """Tell whether a day is one of the Gregorian calendar."""
    year = 2000 if point.year is None else point.year
    return point.day is None or point.month is None or point.day <= days_in(year, point.month)


def _iso(text: str, place: int) -> Reading | None:
    found = _ISO.match(text, place)
    if not found:
        return None
    point = Point(int(found["year"]), int(found["month"]), int(found["day"]))
    return _single(place, found.end(), point, 0.98, "a date in figures, year first")


def _in_figures(text: str, place: int, near: int | None) -> Reading | None:
    found = _FIGURES.match(text, place)
    if not found or not (found["month"].isdigit() or found["month"] in _ROMAN):
        return None
    number = int(found["month"]) if found["month"].isdigit() else _ROMAN.index(found["month"]) + 1
    is_short = len(found["year"]) == 2  # noqa: PLR2004
    if is_short and near is None:
        return None
    year = nearest(int(found["year"]), near) if is_short and near is not None else int(found["year"])
    because = "a short year, completed by that of the text" if is_short else "a date in figures, day first"
    return _single(place, found.end(), Point(year, number, int(found["day"])), 0.7 if is_short else 0.95, because)


def nearest(short: int, near: int) -> int:
    """Return the year that ends in these two digits and is nearest to another."""
    return min(
        (near - near % _CENTURY + short + step for step in (-_CENTURY, 0, _CENTURY)), key=lambda y: abs(y - near)
    )


def _with_slashes(text: str, place: int, language: str) -> Reading | None:
    found = _SLASHES.match(text, place)
    if not found:
        return None
    one, two, year = (int(found[key]) for key in ("one", "two", "year"))
    if two > _MONTHS >= one:
        return _single(place, found.end(), Point(year, one, two), 0.95, "a date in figures, month first")
    if two > _MONTHS or not two or not one:
        return None
    if one <= _MONTHS and one != two and language not in ("de", "fr", "ru"):
        first, last = sorted((Point(year, one, two), Point(year, two, one)))
        return Reading(place, found.end(), first, last, 0.5, "day/month or month/day", is_within=True)
    return _single(place, found.end(), Point(year, two, one), 0.95, "a date in figures, day first")


def _day_first(text: str, place: int) -> Reading | None:
    day = _DAY.match(text, place)
    if not day:
        return None
    eastern = _EASTERN.match(text, day.end())
    if eastern:
        return _from_the_east(place, eastern, int(day["day"])) if not day["second"] else None
    named = _WORD.match(text, day.end())
    number = western(named["month"]) if named else None
    if not named or number is None:
        return None
    year = _YEAR_BEHIND.match(text, named.end())
    is_short = named["month"] in SHORT_MONTHS and text.startswith(".", named.end())
    end = year.end() if year else named.end() + is_short
    point = Point(int(year["year"]) if year else None, number, int(day["day"]))
    if day["second"]:
        return _two_days(place, end, point, int(day["second"]), day["join"])
    if year:
        return _single(place, end, point, 0.98, "day, month and year")
    return _single(place, end, point, 0.75, "day and month, of a year that is not said")


def _two_days(place: int, end: int, first: Point, second: int, join: str) -> Reading | None:
    """Read “13 (26) October 1917”, “26/8 November 1917”, “1–2 November 1963” and “1 and 2 November”."""
    last = first._replace(day=second)
    day = first.day or 0
    if join in ("/", "("):
        old = Point(None, first.month if second > day else None, day)
        if same_day(old, last) and first.year:
            julian = calendars.from_number("julian", calendars.to_number("gregorian", Day(*_numbers(last))))
            written = Point(julian.year, julian.month, julian.day)
            return Reading(place, end, last, last, 0.95, "one day in two calendars", julian=written)
    if second <= day or join == "(" or not is_day(last):
        return None
    is_span = join in ("-", "–", "—", "bis", "to", "au", "по") or second == day + 1
    return Reading(place, end, first, last, 0.9 if is_span else 0.6, "several days of a month") if is_span else None


def _numbers(point: Point) -> tuple[int, int, int]:
    return point.year or 0, point.month or 1, point.day or 1


def _from_the_east(place: int, found: re.Match[str], day: int) -> Reading | None:
    calendar, number = month(found["month"])
    year = int(found["year"])
    if calendar is None or day > calendars.length(calendar, year, number):
        return None
    slack = calendars.tolerance(calendar, year)
    about = calendars.to_number(calendar, Day(year, number, day))
    first, last = (_gregorian(about + step) for step in (-slack, slack))
    name = calendars.NAMES[calendar]
    return Reading(
        place, found.end(), first, last, 0.7 if slack else 0.9, f"a date of the {name} calendar", bool(slack)
    )


def _gregorian(number: int) -> Point:
    day = calendars.from_number("gregorian", number)
    return Point(day.year, day.month, day.day)


def _month_first(text: str, place: int, before: str) -> Reading | None:
    named = _MONTH_BEFORE.search(before)
    number = western(named["month"]) if named else None
    behind = _DAY_BEHIND.match(text, place)
    if not named or number is None or not behind:
        return None
    start = place - len(before) + named.start()
    year = int(behind["year"]) if behind["year"] else None
    point = Point(year, number, int(behind["day"]))
    if behind["second"]:
        both = _two_days(start, behind.end(), point, int(behind["second"]), behind["join"])
        return both or _single(start, behind.end("day"), point, 0.9, "the first of several days of a month")
    if year:
        return _single(start, behind.end(), point, 0.98, "month, day and year")
    return _single(start, behind.end(), point, 0.75, "month and day, or month and short year")


def _month_and_year(text: str, place: int, before: str) -> Reading | None:
    named = _MONTH_BEFORE.search(before)
    number = western(named["month"]) if named else None
    year = _YEAR_BEHIND.match(text, place)
    if not named or number is None or not year or _NUMBER_BEFORE.search(before[: named.start()]):
        return None
    point = Point(int(year["year"]), number)
    start = place - len(before) + named.start()
    other = _TWO_MONTHS.search(before[: named.start()])
    earlier = western(other["month"]) if other else None
    if other and earlier is not None and earlier < number:
        first = point._replace(month=earlier)
        return Reading(place - len(before) + other.start(), year.end(), first, point, 0.9, "several months of a year")
    return _single(start, year.end(), point, 0.95, "month and year")


def _single(start: int, end: int, point: Point, confidence: float, because: str) -> Reading | None:
    return Reading(start, end, point, point, confidence, because) if is_day(point) else None


def western(word: str) -> int | None:
    """Return the number of a month of the Gregorian and the Julian calendar; None if the word is no name of one."""
    try:
        calendar: Calendar | None
        calendar, number = month(word)
    except KeyError:
        return None
    return None if calendar else number


def words(text: str) -> frozenset[str]:
    """Return words as a folded text has them."""
    return frozenset(fold(text).split())
