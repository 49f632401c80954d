"""What a date or a time that was read comes to in the attributes of TEI, and how sure that is."""

from collections.abc import Sequence
from typing import NamedTuple

from edition.desk.importing.spans import Attributes
from edition.rules import calendars
from edition.rules.calendars import Day
from edition.rules.w3c import days_in
from edition.rules.written import Phrase, Written

_CENTURY = 100
_FULL = 4  # digits of a year
_REFORM_IN_RUSSIA = "1918-02-14"
_DUAL = "/("


class Near(NamedTuple):
    """What is known of the date of the text: it completes what is said of other dates."""

    year: int | None = None
    month: int | None = None


class Value(NamedTuple):
    """The attributes of a date, how sure they are, and a word for the summary."""

    attributes: Attributes
    cert: str
    remark: str = ""


def value(phrase: Phrase, near: Near, language: str) -> Value | None:
    """Return what one date comes to; None where it has no meaning that can be relied on."""
    readings = phrase.readings
    if any(each.calendar for each in readings):
        return None
    first = readings[0]
    if len(readings) > 1 and first.day is not None and any(sign in phrase.text for sign in _DUAL):
        return _either(readings, phrase)
    if first.last_day is not None:
        return _days(first, phrase, near)
    written = _completed(first, near)
    text = _text(written) if written else None
    if text is None or written is None:
        return None
    if language == "ru" and len(text.partition("-")[0]) == _FULL and text < _REFORM_IN_RUSSIA and written.day:
        return Value((("when", text),), "low", "old style?")
    cert = "high" if first.digits == _FULL and first.year else "medium"
    return Value((("when", text),), cert)


def span_of(first: Phrase, last: Phrase, near: Near) -> Value | None:
    """Return what a range comes to; the beginning takes the year of the end, where it has none."""
    end = _completed(last.readings[0], near)
    if end is None or first.readings[0].calendar or end.calendar:
        return None
    begin = first.readings[0]
    if begin.year is None and end.year is not None:
        begin = _with_year(begin, end.year)
    start, stop = _text(begin), _text(end)
    if start is None or stop is None or start >= stop or start.startswith("--") != stop.startswith("--"):
        return None
    return Value((("from", start), ("to", stop)), "medium")


def _with_year(written: Written, year: int) -> Written:
    return Written(year, written.month, written.day, written.last_day, calendar=written.calendar)


def _completed(written: Written, near: Near) -> Written | None:
    """Return a date with a whole year; a short year is that of the text's century, and None without one."""
    if written.year is None or written.digits == _FULL:
        return written
    if near.year is None or written.digits != 2:  # noqa: PLR2004
        return None
    known = near.year
    base = known - known % _CENTURY + written.year
    return _with_year(written, min((base - _CENTURY, base, base + _CENTURY), key=lambda year: abs(year - known)))


def _text(written: Written) -> str | None:
    """Return a date as TEI writes it, None if there is no such day."""
    year, month, day = written.year, written.month, written.day
    if month is None:
        return None if year is None else f"{year:04}"
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= days_in(2000 if year is None else year, month)):  # noqa: PLR2004
        return None
    if year is None:
        return f"--{month:02}" + (f"-{day:02}" if day else "")
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _days(written: Written, phrase: Phrase, near: Near) -> Value | None:
    """Return several days of a month, or one day in two calendars, as in 13 (26) October 1917."""
    whole = _completed(written, near)
    if whole is None:
        return None
    start = _text(Written(whole.year, whole.month, whole.day))
    stop = _text(Written(whole.year, whole.month, whole.last_day))
    if start is None or stop is None:
        return None
    if any(sign in phrase.text for sign in _DUAL):
        is_one = whole.year is not None and _is_one_day(whole, (whole.year, whole.month or 1, whole.last_day or 1))
        return Value((("when", stop),), "medium", "two calendars") if is_one else None
    return Value((("from", start), ("to", stop)), "high" if whole.year else "medium")


def _either(readings: Sequence[Written], phrase: Phrase) -> Value | None:
    """Return what figures with two orders (2/3/1946) come to, or two days (26/8 November) that are one."""
    texts = sorted({text for each in readings if (text := _text(each)) and each.digits == _FULL and each.year})
    if not texts:
        return None
    if any(letter.isalpha() for letter in phrase.text):
        days = [each.day or 0 for each in readings]
        year, month = readings[0].year or 0, readings[0].month or 1
        before = Written(year, month - 1 or 12, max(days))
        if _is_one_day(before, (year, month, min(days))):
            return Value((("when", f"{year:04}-{month:02}-{min(days):02}"),), "medium", "two calendars")
        return None
    if len(texts) == 1:
        return Value((("when", texts[0]),), "medium")
    return Value((("notBefore", texts[0]), ("notAfter", texts[-1])), "low", "day and month, or month and day?")


def _is_one_day(old: Written, new: tuple[int, int, int]) -> bool:
    """Tell whether a day of the Julian calendar is that of the Gregorian."""
    if not old.year or not old.month or not old.day or old.day > days_in(old.year, old.month):
        return False
    if new[2] > days_in(new[0], new[1]):
        return False
    julian = calendars.to_number("julian", Day(old.year, old.month, old.day))
    return julian == calendars.to_number("gregorian", Day(*new))
