"""Dates, times and durations of XML Schema (part 2, sections 3.2.6 to 3.2.14), real and comparable."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

_YEAR = r"(?P<year>-?(?:[1-9]\d{3,8}|0\d{3}))"
_MONTH, _DAY = r"(?P<month>\d\d)", r"(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d+)?)"
_ZONE = r"(?P<zone>Z|[+-]\d\d:\d\d)?"
FORMS = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}",
    "time": _TIME,
    "gYearMonth": f"{_YEAR}-{_MONTH}",
    "gYear": _YEAR,
    "gMonthDay": f"--{_MONTH}-{_DAY}",
    "gMonth": f"--{_MONTH}",
    "gDay": f"---{_DAY}",
}
_DURATION = re.compile(
    r"(-?)P(?=\d|T)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII
)
_LONGEST = 4_000  # digits of a number within a date or duration; Python reads no more at once
_MINUTES_OF_DAY, _WIDEST_ZONE = 1_440, 840
_MONTHS = 12
_NAMES = "January February March April May June July August September October November December".split()
_LEAP = 1972  # the year of a date without one: it has a 29 February

# XML Schema part 2, section 3.2.6.2: durations are compared by adding them to these
_REFERENCES = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of time: seconds since 1 March of the year 0, in UTC if it `has_zone`."""

    seconds: Decimal
    has_zone: bool


@dataclass(frozen=True, slots=True)
class Duration:
    """Months and seconds, which cannot be made of each other."""

    months: int
    seconds: Decimal


def moment_reader(form: str) -> Callable[[str, object], Moment]:
    """Return what reads a literal of one of the forms; it raises ValueError with a reason, if there is one."""

    def read(text: str, _context: object) -> Moment:
        found = re.compile(FORMS[form] + _ZONE, re.ASCII).fullmatch(text)
        if not found or len(text) > _LONGEST:
            raise ValueError("")
        parts = found.groupdict()
        return _moment({name: part for name, part in parts.items() if part is not None})

    return read


def read_duration(text: str, _context: object) -> Duration:
    """Read a literal of duration; raise ValueError if it is none."""
    found = _DURATION.fullmatch(text)
    if not found or len(text) > _LONGEST:
        raise ValueError("")
    sign = -1 if found[1] else 1
    years, months, days, hours, minutes = (int(found[group] or 0) for group in range(2, 7))
    seconds = Decimal(found[7] or 0) + 60 * (minutes + 60 * (hours + 24 * days))
    return Duration(sign * (years * _MONTHS + months), sign * seconds)


def compare_moments(one: Moment, other: Moment) -> int | None:
    """Return -1, 0 or 1; None where only one has a zone and the other may be before or after it."""
    gap = one.seconds - other.seconds
    if one.has_zone is not other.has_zone and abs(gap) <= _WIDEST_ZONE * 60:
        return None
    return (gap > 0) - (gap < 0)


def compare_durations(one: Duration, other: Duration) -> int | None:
    """Return -1, 0 or 1; None where it depends on the months that are meant."""
    signs = {_sign_of_gap(one, other, *reference) for reference in _REFERENCES}
    return signs.pop() if len(signs) == 1 else None


def _sign_of_gap(one: Duration, other: Duration, year: int, month: int) -> int:
    first, second = (_moved(year, month, each) for each in (one, other))
    return (first > second) - (first < second)


def _moved(year: int, month: int, duration: Duration) -> Decimal:
    years, months = divmod(year * _MONTHS + month - 1 + duration.months, _MONTHS)
    return _day_number(years, months + 1, 1) * 86_400 + duration.seconds


def _moment(parts: dict[str, str]) -> Moment:
    year = int(parts.get("year", _LEAP))
    if year == 0:
        raise ValueError("there is no year 0000")
    month, day = int(parts.get("month", 1)), int(parts.get("day", 1))
    _check_day(year, month, day, has_year="year" in parts)
    minutes, seconds = _time(parts)
    zone = _zone(parts.get("zone"))
    year += year < 0  # the year before 0001 is -0001
    days = _day_number(year, month, day)
    return Moment(Decimal((days * _MINUTES_OF_DAY + minutes - (zone or 0)) * 60) + seconds, zone is not None)


def _check_day(year: int, month: int, day: int, *, has_year: bool) -> None:
    if not 1 <= month <= _MONTHS:
        raise ValueError(f"there is no month {month:02}")
    most = days_in(year + (year < 0), month)
    if not 1 <= day <= most:
        raise ValueError(f"{_NAMES[month - 1]}{f' {year}' if has_year else ''} has {most} days")


def days_in(year: int, month: int) -> int:
    """Return the number of days of a month in the Gregorian calendar carried back; the year 0 is before the year 1."""
    if month == 2:  # noqa: PLR2004 - February
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _time(parts: dict[str, str]) -> tuple[int, Decimal]:
    hour, minute, second = int(parts.get("hour", 0)), int(parts.get("minute", 0)), Decimal(parts.get("second", 0))
    is_midnight = hour == 24 and minute == 0 and second == 0  # noqa: PLR2004 - the end of a day
    if (hour > 23 and not is_midnight) or minute > 59 or second >= 60:  # noqa: PLR2004 - of a day, of an hour
        raise ValueError("a day goes from 00:00:00 to 24:00:00")
    return hour * 60 + minute, second


def _zone(text: str | None) -> int | None:
    if text is None or text == "Z":
        return None if text is None else 0
    hours, minutes = int(text[1:3]), int(text[4:6])
    if minutes > 59 or hours * 60 + minutes > _WIDEST_ZONE:  # noqa: PLR2004 - of an hour
        raise ValueError("a time zone is between -14:00 and +14:00")
    return (-1 if text[0] == "-" else 1) * (hours * 60 + minutes)


def _day_number(year: int, month: int, day: int) -> int:
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)  # noqa: PLR2004 - years begin in March
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 + 2) // 5 + day
