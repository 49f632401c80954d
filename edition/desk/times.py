"""Reads times of day in a folded text: “9:30 p.m.”, “21 Uhr 15”, “21 h 30”, “в 21 час. 30 мин.”, “at 2100”."""

import re
from typing import NamedTuple


class Time(NamedTuple):
    """A time at a place of the folded text, how it is written in TEI, and how sure that is."""

    start: int
    end: int
    value: str
    confidence: float
    because: str


_HOUR = r"(?P<hour>2[0-3]|1\d|0?\d)"
_MINUTE = r"(?P<minute>[0-5]\d)(?!\d)"
_HALF = re.compile(rf"{_HOUR}(?:[:.]{_MINUTE})?\s*(?P<half>[ap])\.?\s?m\b\.?")
_NAMED = re.compile(
    rf"{_HOUR}(?:[:.]{_MINUTE}\s*(?:uhr|hours|hrs|h\b|час)"
    rf"|\s*(?:uhr|heures?|h\b|часов|часа|час\b\.?|ч\.)(?:\s*(?P<past>[0-5]?\d)(?![\d.])(?:\s*(?:мин\.|минут\w*|min\b\.?))?)?)"
)
_FIGURES = re.compile(r"(?P<hour>2[0-3]|1\d|0?\d):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])")
_MILITARY = re.compile(rf"(?P<hour>2[0-3]|[01]\d){_MINUTE}(?:\s*(?:hours|hrs)\b)?")
_AT = re.compile(r"(?<!\w)(?:at|um|a|в|from|until|till|gegen|vers|около|с|до|von|bis)\s{1,20}$")
_NOON = 12
_BEFORE = 24


def time(text: str, place: int, *, behind_a_date: bool) -> Time | None:
    """Return the time that begins with the number at a place; None if it is none.

    Four figures without a point are one only behind “at” and a date, or before “hours”.
    """
    before = text[max(0, place - _BEFORE) : place]
    if before[-1:] and (before[-1].isalnum() or before[-1] in ".,:/-–$£€№#"):
        return None
    if found := _HALF.match(text, place):
        hour = int(found["hour"])
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if found["half"] == "p" else 0)
        return Time(place, found.end(), _value(hour, found["minute"]), 0.95, "a time with its half of the day")
    if found := _NAMED.match(text, place):
        minute = found["minute"] or found["past"]
        return Time(place, found.end(), _value(int(found["hour"]), minute), 0.9, "a time with its unit")
    is_at = bool(_AT.search(before))
    if found := _FIGURES.match(text, place):
        value = _value(int(found["hour"]), found["minute"], found["second"])
        return Time(place, found.end(), value, 0.85 if is_at or behind_a_date else 0.5, "a time in figures")
    found = _MILITARY.match(text, place)
    if found and (found[0].endswith("s") or (is_at and behind_a_date)):
        return Time(place, found.end(), _value(int(found["hour"]), found["minute"]), 0.85, "a time in four figures")
    return None


def _value(hour: int, minute: str | None, second: str | None = None) -> str:
    return f"{hour:02}:{int(minute or 0):02}:{int(second or 0):02}"
