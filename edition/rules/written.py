"""Reads the dates that words give, in English, German, French, Russian, and with Persian and Islamic months.

Read is only what has one meaning, or few that can all be tried; everything else is left unread.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from edition.rules.calendars import Calendar
from edition.rules.words_of_time import EASTERN_MONTH, WESTERN_MONTH, fold, month, weekdays


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it is written: only what is said.

    `year` may be short (46, 946): `digits` says how many it has. From `day` to `last_day` is one date of several
    days, as in 1–2 November. `calendar` is that of the month's name where it tells one.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    digits: int = 4
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One date in a text: what it may mean, and whether it is the second writing of the date before it."""

    readings: tuple[Written, ...]
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text says of a date: its dates, the days of the week (Monday 0), and whether words move them."""

    phrases: tuple[Phrase, ...]
    weekdays: frozenset[int]
    is_relative: bool


_DAY = (
    r"(?<!\d)(?<!\d[.,:/-])(?P<{0}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|eme|ten|te|го|-го|-е)?\.?"
    r"(?:\s*(?:-|–|—|/|\(|,|u\.|und|and|et|и|по|bis|to|au)\s*(?P<{0}2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|го|-го)?\.?\)?)?"
)
_YEAR = r"(?P<{}>\d{{4}})(?!\d)"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTH = rf"(?P<{{}}>{WESTERN_MONTH})(?!\w)\.?"
_IN_FIGURES = (
    # 1946-02-21
    r"(?<![\d-])(?P<iy>\d{4})-(?P<im>0[1-9]|1[0-2])-(?P<id>0[1-9]|[12]\d|3[01])(?!\d)",
    # 21. 2. 1946, 21.2.46, 21. 2., 21.II.1946
    r"(?<!\d)(?<!\d[.,:/-])(?P<nd>3[01]|[12]\d|0?[1-9])\.\s*(?P<nm>1[0-2]|0?[1-9]|[ivx]{1,4})\."
    r"(?:\s*(?P<ny>\d{2,4})(?![\d.:]))?",
    # 21/2/1946 or 2/21/1946
    r"(?<![\d./-])(?P<sa>\d{1,2})/(?P<sb>\d{1,2})/(?P<sy>\d{4}|\d{2})(?![\d/])",
)
_IN_WORDS = (
    # 21 February 1946, le 1er mai, 13 (26) октября 1917 г.; the year may stand behind a bracket
    _DAY.format("ad") + r"\s*(?:of\s+|de\s+)?" + _MONTH.format("am") + rf"(?:[\s,)]*{_YEAR.format('ay')})?",
    # February 21, 1946
    rf"(?<!\w){_MONTH.format('bm')}\s*{_DAY.format('bd')}(?!\w|[.:]\d)(?:,?\s*{_YEAR.format('by')})?",
    # February 1946; July, 1984
    rf"(?<!\w){_MONTH.format('cm')},?\s*{_YEAR.format('cy')}",
    # 2 Esfand 1324; the name alone may be another word
    _DAY.format("ed") + rf"\s*(?P<em>{EASTERN_MONTH})(?!\w),?\s*(?P<ey>1[0-4]\d\d)(?!\d)",
)
_FIGURES = re.compile("|".join(_IN_FIGURES))
_PHRASE = re.compile("|".join((*_IN_FIGURES, *_IN_WORDS)))
_LETTERS = re.compile(r"[^\W\d_]{2}")
# The whole text is the name of a month.
_BARE_MONTH = re.compile(
    r"\W*(?:(?:in|im|en|au mois de|early|late|mid|anfang|mitte|ende|debut|fin|в|начало|конец)\W+)*"
    rf"(?P<m>{WESTERN_MONTH})\W*"
)
_MONTH_NAME = re.compile(rf"(?<!\w)(?:{WESTERN_MONTH})(?!\w)")
_RELATIVE = re.compile(
    r"(?<!\w)(?:after|before|since|until|till|later|earlier|following|preceding|eve|days?|weeks?|months?|ago|hence"
    r"|nach|vor|seit|spater|fruher|tage?n?|vorabend|wochen?|monate?n?|folgenden|vergangenen"
    r"|apres|avant|depuis|jusqu\w*|veille|lendemain|jours?|semaines?|mois"
    r"|после|до|перед|накануне|через|спустя|дн(?:я|ей)|недел\w+)(?!\w)"
)
_DUAL_GAP = re.compile(r"\s*[(/=]\s*")


@lru_cache(maxsize=10_000)  # an edition repeats its dates
def read(text: str) -> Wording:
    """Return what a text says of a date."""
    folded = fold(text)
    if not _LETTERS.search(folded):
        return Wording(tuple(_phrases(folded, _FIGURES)), frozenset(), False)
    if bare := _BARE_MONTH.fullmatch(folded):
        return Wording((Phrase((Written(month=month(bare["m"])[1]),)),), frozenset(), False)
    # A month outside of every date, as in “end of October or 1 November”, means that something was not understood.
    whole = not _MONTH_NAME.search(_PHRASE.sub(" ", folded))
    phrases = _phrases(folded, _PHRASE) if whole else []
    relative = _RELATIVE.search(folded) is not None
    return Wording(tuple(phrases), frozenset(weekdays(folded)), relative)


def _phrases(folded: str, pattern: re.Pattern[str]) -> list[Phrase]:
    phrases: list[Phrase] = []
    end = -1
    for found in pattern.finditer(folded):
        if readings := _readings(found):
            second = end >= 0 and _DUAL_GAP.fullmatch(folded[end : found.start()]) is not None
            phrases.append(Phrase(readings, second))
        end = found.end()
    return phrases


def _readings(found: re.Match[str]) -> tuple[Written, ...]:
    """Return what a match may mean; nothing if it is no date."""
    part = dict.fromkeys(_PHRASE.groupindex, "") | found.groupdict("")
    if part["iy"]:
        return (Written(int(part["iy"]), int(part["im"]), int(part["id"])),)
    if part["nd"]:
        return _numeric(part)
    if part["sy"]:
        return _slashed(part)
    if part["cm"]:
        return (Written(int(part["cy"]), month(part["cm"])[1]),)
    kind = next(kind for kind in "abe" if part[f"{kind}m"])
    calendar, number = month(part[f"{kind}m"])
    year = int(part[f"{kind}y"]) if part[f"{kind}y"] else None
    day, last = int(part[f"{kind}d"]), int(part[f"{kind}d2"] or 0) or None
    readings: tuple[Written, ...] = (Written(year, number, day, last, calendar=calendar),)
    if kind == "b" and year is None:  # “May 21” may be a day, or 1921
        readings = (*readings, Written(day, number, digits=2))
    if last is not None and last < day:  # 26/8 November: the days of two calendars, or of two months
        return tuple(replace(each, day=either, last_day=None) for each in readings for either in (day, last))
    return readings


def _numeric(part: dict[str, str]) -> tuple[Written, ...]:
    name, year = part["nm"], part["ny"]
    if not name.isdigit() and name not in _ROMAN:
        return ()
    number = int(name) if name.isdigit() else _ROMAN.index(name) + 1
    return (Written(int(year) if year else None, number, int(part["nd"]), digits=len(year)),)


def _slashed(part: dict[str, str]) -> tuple[Written, ...]:
    one, other, year = (int(part[key]) for key in ("sa", "sb", "sy"))
    orders = {(one, other), (other, one)}
    digits = len(part["sy"])
    most_days, months = 31, 12
    return tuple(
        Written(year, number, day, digits=digits)
        for day, number in sorted(orders)
        if 1 <= day <= most_days and 1 <= number <= months
    )
