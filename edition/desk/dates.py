"""Finds the dates and times in a text in English, German, French or Russian, and says what TEI writes of them.

    for found in dates("Am 21. Februar 1946 um 21 Uhr", "de"):
        print(found.start, found.end, found.element, dict(found.attributes), found.confidence)

Found is what is written with figures, and a month behind a word of time (“in February”); “last week” is not. Whatever
has two meanings is either left out or has a low confidence with its reason.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from edition.desk.days import Near, Point, Reading, is_day, reading, same_day, western
from edition.desk.folded import Folded, folded
from edition.desk.months import months
from edition.desk.times import time
from edition.desk.years import year
from edition.rules import calendars
from edition.rules.calendars import Day
from edition.rules.words_of_time import fold, weekdays


class Found(NamedTuple):
    """A date or time in a text: where, the element and its attributes in TEI, how sure it is (0 to 1) and why."""

    start: int
    end: int
    element: Literal["date", "time"]
    attributes: tuple[tuple[str, str], ...]
    confidence: float
    because: str


_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_TO = re.compile(
    r"\s*(?P<to>-|–|—|to\b|until\b|till\b|bis(?:\s+zum)?\b|au\b|a\b|jusqu[’']?au\b|по\b|до\b)\s*(?:the\s+|le\s+)?"
)
_AND = re.compile(r"\s*(?:and|und|et|и)\s+")
_BETWEEN = re.compile(r"(?<!\w)(?:between|zwischen(?:\s+dem)?|entre(?:\s+le)?|между)\s{1,20}$")
_SECOND = re.compile(r"\s*[(/=]\s*")
_YEAR_BEHIND_BRACKET = re.compile(r"\s*\)[\s,]*(?P<year>[12]\d{3})(?!\d)(?:\s*(?:г\.|года?\b))?")
_WEEKDAY = re.compile(r"(?<!\w)([^\W\d_]{3,12}\.?),?\s+(?:(?:the|den|dem|le)\s+)?$")
_REFORM, _RUSSIAN_REFORM = 1583, Point(1918, 2, 14)
_NEAR = 40  # characters around a date that are looked at
_CLOSE = 14  # between a date and its time
_CAPITALISED = ("en", "de")


def dates(text: str, language: str = "", near: Near | None = None) -> list[Found]:
    """Return the dates and times of a text in their order; they do not overlap.

    `language` (BCP 47) decides between ways of writing; "" allows for all. `near` is the date of the text: with it
    short years, and days and months without a year, get one, at a lower confidence. The time it takes grows with the
    length of the text and no faster.
    """
    near = near or Near()
    small = folded(text)
    code = language[:2].lower()
    with_figures = _joined(_readings(small.text, near.year, code), small.text)
    read = _apart(with_figures, months(small.text))
    found = [_found(each, small, near, code) for each in read if _is_capitalised(each, small, text, code)]
    return sorted((*found, *_times(small, found)))


def _readings(text: str, near: int | None, language: str) -> Iterator[Reading]:
    end = 0
    for number in _NUMBER.finditer(text):
        if number.start() < end:
            continue
        found = reading(text, number.start(), near, language) or year(text, number.start())
        if found and found.start >= end:
            end = found.end
            yield found


def _is_capitalised(found: Reading, small: Folded, text: str, language: str) -> bool:
    """Tell whether the month is a name and not “may” or “march”, where names of months are written large."""
    if language not in _CAPITALISED or found.first.month is None:
        return True
    start, end = small.span(found.start, found.end)
    named = [word for word in _WORD.findall(text[start:end]) if western(fold(word))]
    return all(word[0].isupper() for word in named)


def _apart(read: Iterable[Reading], others: Iterable[Reading]) -> list[Reading]:
    """Return all readings in their order, without those of the others that stand in one of the first."""
    first = list(read)
    taken = {place for each in first for place in range(each.start, each.end)}
    return sorted([*first, *(each for each in others if each.start not in taken)], key=lambda each: each.start)


def _joined(read: Iterable[Reading], text: str) -> Iterator[Reading]:
    """Yield the readings, those that are one date in two calendars, or the ends of a span, as one."""
    waiting: Reading | None = None
    for each in read:
        if waiting and each.start < waiting.end:  # the year behind “26 October (8 November)”, taken already
            continue
        both = _as_one(waiting, each, text) if waiting else None
        if waiting and not both:
            yield waiting
        waiting = both or each
    if waiting:
        yield waiting


def _as_one(one: Reading, two: Reading, text: str) -> Reading | None:
    gap = text[one.end : two.start]
    if len(gap) > _NEAR or one.first != one.last or two.first != two.last or one.julian or two.julian:
        return None
    if _SECOND.fullmatch(gap) and (both := _in_two_calendars(one, two, text)):
        return both
    is_between = bool(_BETWEEN.search(text[max(0, one.start - _NEAR) : one.start]))
    if not (_TO.fullmatch(gap) or (is_between and _AND.fullmatch(gap))):
        return None
    first, last = one.first, two.last
    if first.year is None and last.year is not None:
        first = first._replace(year=last.year)
    if (first.year is None) != (last.year is None) or first.text >= last.text or not is_day(first):
        return None
    confidence = min(one.confidence if one.first.year else 0.9, two.confidence if last.year else 0.75, 0.9)
    confidence = max(confidence, 0.75 if is_between else 0)
    return Reading(one.start, two.end, first, last, confidence, "from one date to another", is_within=is_between)


def _in_two_calendars(one: Reading, two: Reading, text: str) -> Reading | None:
    """Read “26 October (8 November) 1917” and “1 June (14 June 1905)”."""
    end, new = two.end, two.first
    if text[one.end : two.start].strip() == "(":
        behind = _YEAR_BEHIND_BRACKET.match(text, end)
        if behind and new.year is None:
            end, new = behind.end(), new._replace(year=int(behind["year"]))
        elif text.startswith(")", end):
            end += 1
    new = new if new.year else new._replace(year=one.first.year)
    if new.year is None or not same_day(one.first, new):
        return None
    number = calendars.to_number("gregorian", Day(new.year, new.month or 1, new.day or 1))
    old = calendars.from_number("julian", number)
    julian = Point(old.year, old.month, old.day)
    return Reading(one.start, end, new, new, 0.95, "one day in two calendars", julian=julian)


def _found(read: Reading, small: Folded, near: Near, language: str) -> Found:
    confidence, because = read.confidence, read.because
    first, last = read.first, read.last
    year = near.year_of(first.month)
    if first.year is None and year is not None and is_day(first._replace(year=year)):
        first, last = (point._replace(year=year) for point in (first, last))
        is_own = year == near.year
        confidence = 0.7 if is_own and first.day else 0.6
        because = f"{because}; the year is {'that of' if is_own else 'the one nearest to'} the text"
    start, word = _weekday(read.start, small.text)
    if word is not None and first == last and first.year and first.day:
        day = calendars.weekday(calendars.to_number("gregorian", Day(first.year, first.month or 1, first.day)))
        agrees = day == word
        confidence = max(confidence, 0.95) if agrees else 0.4
        because = f"{because}; the day of the week {'agrees' if agrees else 'is another'}"
    elif not read.julian and _is_old_style(first, language):
        confidence, because = min(confidence, 0.65), f"{because}; it may count in the Julian calendar"
    where = small.span(start, read.end)
    return Found(*where, "date", _attributes(read, first, last), confidence, because)


def _weekday(start: int, text: str) -> tuple[int, int | None]:
    """Return where a date with its day of the week begins, and which it is (Monday 0)."""
    before = text[max(0, start - _NEAR) : start]
    found = _WEEKDAY.search(before)
    named = weekdays(f"{found[1].rstrip('.')} 1") if found else set()
    if not found or len(named) != 1:
        return start, None
    return start - len(before) + found.start(), named.pop()


def _is_old_style(point: Point, language: str) -> bool:
    if point.year is None or point.day is None:
        return False
    return point.year < _REFORM or (language == "ru" and point.text < _RUSSIAN_REFORM.text)


def _attributes(read: Reading, first: Point, last: Point) -> tuple[tuple[str, str], ...]:
    if read.julian:
        return ("when", first.text), ("when-custom", read.julian.text)
    if first == last:
        return (("when", first.text),)
    names = ("notBefore", "notAfter") if read.is_within else ("from", "to")
    return tuple(zip(names, (first.text, last.text), strict=True))


def _times(small: Folded, found: Iterable[Found]) -> Iterator[Found]:
    """Yield the times of day that stand in none of the dates."""
    spans = iter([*sorted(found), Found(len(small.places) + 1, 0, "date", (), 0, "")])
    nearest, end, last = next(spans), 0, -_CLOSE
    for number in _NUMBER.finditer(small.text):
        start, _ = small.span(number.start(), number.end())
        while start >= nearest.end > 0:
            last, nearest = nearest.end, next(spans)
        if number.start() < end or start >= nearest.start:
            continue
        read = time(small.text, number.start(), behind_a_date=0 <= start - last < _CLOSE)
        if read:
            end = read.end
            where = small.span(read.start, read.end)
            if where[1] <= nearest.start:
                yield Found(*where, "time", (("when", read.value),), read.confidence, read.because)
