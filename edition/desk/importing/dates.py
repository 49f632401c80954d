"""Dates and times in a transcript: those that the desk finds in any text, and what a letter says by its own date.

“The 5th inst.” means something only in a document that has a date, and “before” and “after” make a day a limit; the
rest is read by edition/desk/dates.py.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from edition.desk import dates as desk
from edition.desk.days import Near, Point, is_day
from edition.desk.folded import Folded, folded
from edition.desk.importing.spans import Attributes, Span

_QUALIFIED = re.compile(
    r"(?<!\w)(?:(?P<upto>before|until|till|vor dem|vor|bis zum|bis|avant le|avant|jusqu['’ ]au|до)"
    r"|(?P<since>after|since|nach dem|nach|seit dem|seit|depuis le|depuis|apres le|apres|после))\s{1,2}$"
)
_MOVED = re.compile(
    r"(?:\d|\w)\s+(?:days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?|jours?|mois|ans|дн\w+|недел\w+)\s+$"
)
_BEFORE = 24
_SAME_MONTH = re.compile(
    r"(?<![\d.,:/-])(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|-?го|\.)?\s{1,2}"
    r"(?:(?P<this>(?:of )?this month|(?:of )?the current month|inst(?:ant)?\b\.?|dieses monats|d\. ?m(?:ts)?\.|"
    r"l(?:f)?d\. ?m(?:ts)?\.|ds\. ?mts\."
    r"|(?:du )?courant\b|de ce mois|сего месяца|с\. ?м\.|текущего месяца)"
    r"|(?P<last>ult(?:imo)?\b\.?|(?:of )?last month|vorigen monats|v\. ?m(?:ts)?\.|du mois dernier|прошлого месяца))"
)
_MONTHS = 12
_HIGH, _MEDIUM = 0.95, 0.7
_DIGITS_OF_YEAR = 4


class _Passage(NamedTuple):
    start: int
    end: int
    tag: str
    attributes: Attributes
    cert: str
    remark: str = ""


def dates(text: str, near: Near, language: str, resp: str) -> Iterator[Span]:
    """Yield the dates and times of a text; `near` is the date of the whole, `language` that of the text, if known.

    A passage is left alone where its words may mean something else, as does a number that only may be a year.
    """
    small = folded(text)
    end = 0
    found = [_passage(each, text) for each in desk.dates(text, language, near) if _is_clear(each)]
    for each in sorted([*found, *_of_this_month(small, near)]):
        if each.start < end:
            continue
        end = each.end
        attributes: Attributes = (*each.attributes, ("cert", each.cert), ("resp", resp))
        yield Span(each.start, each.end, each.tag, attributes, each.remark or each.tag, each.cert)


def _is_clear(found: desk.Found) -> bool:
    is_year = [len(value) for _, value in found.attributes] == [_DIGITS_OF_YEAR]
    return not (is_year and found.confidence < _MEDIUM)


def _passage(found: desk.Found, text: str) -> _Passage:
    """Return a date as it was found; “before” and “after” say that a day is a limit, unless they count from it."""
    cert = "high" if found.confidence >= _HIGH else "medium" if found.confidence >= _MEDIUM else "low"
    start, tag, attributes = found.start, found.element, found.attributes
    (name, day), *more = attributes
    begin = max(0, start - _BEFORE)
    before = folded(text[begin:start])
    word = _QUALIFIED.search(before.text)
    if word and tag == "date" and name == "when" and not more and not _MOVED.search(before.text[: word.start()]):
        start = begin + before.places[word.start()]
        attributes = (("notAfter" if word["upto"] else "notBefore", day),)
        cert = "medium" if cert == "high" else cert
    return _Passage(start, found.end, tag, attributes, cert, found.because if cert == "low" else "")


def _of_this_month(small: Folded, near: Near) -> Iterator[_Passage]:
    if near.year is None or near.month is None:
        return
    for found in _SAME_MONTH.finditer(small.text):
        year, number = near.year, near.month
        if found["last"]:
            year, number = (year, number - 1) if number > 1 else (year - 1, _MONTHS)
        point = Point(year, number, int(found["day"]))
        if is_day(point):
            yield _Passage(*small.span(*found.span()), "date", (("when", point.text),), "medium")
