"""Reads times of day in a folded text: “9:30 p.m.”, “21 Uhr 15”, “в 21 час. 30 мин.”, “at 2100”, “9 часов вечера”."""

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
_CLOCK = re.compile(r"(?P<hour>1[0-2]|0?[1-9])\s?o['’]?clock")
_PART = re.compile(
    r"\s(?:(?P<morning>in the morning|morgens|vormittags|fruh|du matin|утра)"
    r"|(?P<later>in the (?:afternoon|evening)|nachmittags|abends|de l['’]apres-midi|du soir|дня|вечера)"
    r"|(?P<night>at night|nachts|ночи))\b"
)
_FIGURES = re.compile(r"(?P<hour>2[0-3]|1\d|0?\d):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])")
_MILITARY = re.compile(rf"(?P<hour>2[0-3]|[01]\d){_MINUTE}(?P<unit>\s*(?:hours|hrs|uhr)\b)?")
_AT = re.compile(r"(?<!\w)(?:at|um|a|в|from|until|till|gegen|vers|около|с|до|von|bis)\s{1,20}$")
_NOON = 12
_EVENING = 6  # nights begin after it
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
        return _in_its_part(text, found, found["minute"] or found["past"])
    if (found := _CLOCK.match(text, place)) and _PART.match(text, found.end()):
        return _in_its_part(text, found, None)
    is_at = bool(_AT.search(before))
    if found := _FIGURES.match(text, place):
        value = _value(int(found["hour"]), found["minute"], found["second"])
        return Time(place, found.end(), value, 0.85 if is_at or behind_a_date else 0.5, "a time in figures")
    found = _MILITARY.match(text, place)
    if found and (found["unit"] or (is_at and behind_a_date)):
        return Time(place, found.end(), _value(int(found["hour"]), found["minute"]), 0.85, "a time in four figures")
    return None


def _in_its_part(text: str, found: re.Match[str], minute: str | None) -> Time:
    """Return a time with its unit, and with the part of the day that stands behind it: “9 часов вечера”."""
    hour, end = int(found["hour"]), found.end()
    if hour <= _NOON and (part := _PART.match(text, end)):
        end = part.end()
        if part["later"] or (part["night"] and hour >= _EVENING):
            hour = hour % _NOON + _NOON * (not part["night"] or hour < _NOON)
    return Time(found.start(), end, _value(hour, minute), 0.9, "a time with its unit")


def _value(hour: int, minute: str | None, second: str | None = None) -> str:
    return f"{hour:02}:{int(minute or 0):02}:{int(second or 0):02}"
