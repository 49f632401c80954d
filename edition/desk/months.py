"""Reads months that stand alone in a folded text, behind a word of time: “in April”, “Anfang Mai”, “в мае”."""

import re
from collections.abc import Iterator

from edition.desk.days import Point, Reading, western
from edition.rules.words_of_time import WESTERN_MONTH

_WORD_OF_TIME = (
    r"in|since|until|till|early|late|mid|during|by|(?:beginning|middle|end|month) of"
    r"|im|anfang|mitte|ende|seit|bis|monat|ab"
    r"|en|au mois de|debut|fin|depuis|mi|jusqu['’]?en"
    r"|в|с|до|к|начале|середине|конце|месяце"
)
_MONTH = rf"(?P<month>{WESTERN_MONTH})(?!\w)(?!\.?,?\s{{0,2}}\d)"
_ALONE = re.compile(rf"(?<!\w)(?:{_WORD_OF_TIME})[\s-]\s?{_MONTH}")
_AND = re.compile(rf"\s{{1,2}}(?:and|or|und|oder|et|ou|и|или)\s{{1,2}}{_MONTH}")


def months(text: str) -> Iterator[Reading]:
    """Yield the months without a year in their order; two that are joined by “and” are two."""
    for found in _ALONE.finditer(text):
        each: re.Match[str] | None = found
        while each:
            number = western(each["month"])
            if number is not None:
                point = Point(None, number)
                yield Reading(*each.span("month"), point, point, 0.75, "a month, of a year that is not said")
            each = _AND.match(text, each.end())
