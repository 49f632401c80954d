"""Dates, times and durations as TEI writes them: `teidata.temporal.w3c` and `teidata.duration.w3c`, from XML Schema."""

import re
from calendar import month_name
from dataclasses import dataclass
from functools import lru_cache

_OFFSET = r"(?P<offset>Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d+)?)"
_YEAR = r"(?P<year>-?(?:[1-9]\d{3,}|0\d{3}))"
_FORMS = tuple(
    re.compile(form + _OFFSET, re.ASCII)
    for form in (
        _YEAR,
        rf"{_YEAR}-(?P<month>\d\d)",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)T{_TIME}",
        _TIME,
        r"--(?P<month>\d\d)",
        r"--(?P<month>\d\d)-(?P<day>\d\d)",
        r"---(?P<day>\d\d)",
    )
)
_DURATION = re.compile(
    r"-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?", re.ASCII
)
_DAY = 86_400
_WIDEST_OFFSET = 14 * 3600
_LONGEST = 40  # characters; what is longer is no date, and costs time to calculate with


@dataclass(frozen=True, slots=True)
class Moment:
    """A real date or time: what its text says, and nothing that it does not say; `offset` is in seconds."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    seconds: float | None = None
    offset: int | None = None

    @property
    def earliest(self) -> float:
        """The first second of it in its own local time, counted from 1 March of the year 0."""
        return _day_number(self.year or 0, self.month or 1, self.day or 1) * _DAY + (self.seconds or 0)

    @property
    def latest(self) -> float:
        """The last second of it, likewise."""
        month = self.month or 12
        day = self.day or days_in(self.year or 0, month)
        seconds = _DAY - 1 if self.seconds is None else self.seconds
        return _day_number(self.year or 0, month, day) * _DAY + seconds


class NotADateError(ValueError):
    """The text is no date; the message is for the editor, and may be empty."""


@lru_cache(maxsize=10_000)  # an edition repeats its dates
def read(text: str) -> Moment:
    """Return the moment that a value of `teidata.temporal.w3c` names; raise NotADateError with a reason."""
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None or len(text) > _LONGEST:
        raise NotADateError("")
    parts = found.groupdict()
    year, month, day = (int(parts[key]) if parts.get(key) else None for key in ("year", "month", "day"))
    _check_day(year, month, day)
    return Moment(year, month, day, _seconds(parts), _offset(parts["offset"]))


def is_duration(text: str) -> bool:
    """Tell whether a text is a value of `teidata.duration.w3c`, such as `PT2H`."""
    return _DURATION.fullmatch(text) is not None


def is_reversed(start: Moment, end: Moment) -> bool:
    """Tell whether `end` certainly lies before `start`.

    A value counts as the whole stretch that it may mean: 1946-02 to 1946-02-21 is no contradiction. Where only one
    has an offset, the other may have any. Values without a year recur, so they are never reversed.
    """
    if start.year is None or end.year is None:
        return False
    gap = start.earliest - end.latest
    if start.offset is not None and end.offset is not None:
        return gap - start.offset + end.offset > 0
    if start.offset is not None or end.offset is not None:
        known = (end.offset or 0) - (start.offset or 0)
        return gap + known > _WIDEST_OFFSET
    return gap > 0


def days_in(year: int | None, month: int) -> int:
    """Return the number of days of a month in the Gregorian calendar carried back; February has 29 without a year."""
    if month == 2:  # noqa: PLR2004 - February
        return 29 if year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _check_day(year: int | None, month: int | None, day: int | None) -> None:
    if month is not None and not 1 <= month <= 12:  # noqa: PLR2004 - months
        raise NotADateError(f"there is no month {month:02}")
    most = 31 if month is None else days_in(year, month)
    if day is not None and not 1 <= day <= most:
        name = f"{month_name[month]}{'' if year is None else f' {year}'}" if month else "a month"
        raise NotADateError(f"{name} has {most} days")


def _seconds(parts: dict[str, str | None]) -> float | None:
    if parts.get("hour") is None:
        return None
    hour, minute, second = int(parts["hour"] or 0), int(parts["minute"] or 0), float(parts["second"] or 0)
    seconds = hour * 3600 + minute * 60 + second
    if hour > 24 or minute > 59 or second >= 60 or seconds > _DAY:  # noqa: PLR2004 - 24:00:00 is the day's end
        raise NotADateError("a day goes from 00:00:00 to 24:00:00")
    return seconds


def _offset(text: str | None) -> int | None:
    if not text:
        return None
    if text == "Z":
        return 0
    seconds = int(text[1:3]) * 3600 + int(text[4:6]) * 60
    return -seconds if text[0] == "-" else seconds


def _day_number(year: int, month: int, day: int) -> int:
    """Count days in the Gregorian calendar carried back, with years that begin on 1 March."""
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)  # noqa: PLR2004 - January and February
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 + 2) // 5 + day
