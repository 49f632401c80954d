"""Dates and times in running text, in English, German, French and Russian, with their values."""

import re
from collections.abc import Iterator

from edition.desk.folded import Folded, folded
from edition.desk.importing.spans import Attributes, Span
from edition.desk.importing.values import Near, Value, span_of, value
from edition.rules.words_of_time import WESTERN_MONTH, month
from edition.rules.written import Phrase, Written, found_in

_RANGE = re.compile(
    r"\s{0,3}(?:-|–|—|to|until|till|through|bis(?: zum)?|au|jusqu['’ ]au|по|до)\s{1,3}(?:the |den |le )?|\s?[-–—]\s?"
)
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
_MONTH_ALONE = re.compile(
    rf"(?<!\w)(?:in|since|until|early|late|mid|im|anfang|mitte|ende|seit|en|au mois de|debut|fin|depuis|в|с|начале|"
    r"конце)\s{1,2}"
    rf"(?P<m>{WESTERN_MONTH})(?![\w.]|\s{{0,2}}\d)"
)
_YEAR = re.compile(
    r"(?<![\w.,:/-])(?:(?P<lead>in|im jahre?|anno|since|seit|en|depuis|until|till|before|after|during|bis|by|"
    r"l['’]an(?:nee)?|"
    r"(?:year|spring|summer|autumn|fall|winter|end|beginning|start) of|в|с|до|после|к|от)\s{1,2}"
    r"(?P<y>1[0-9]{3}|20[0-4]\d)(?![\w%°]|[.,:/–-]\d|\s?[%°$€£])"
    r"|(?P<ry>1[0-9]{3}|20[0-4]\d)\s?(?:г\.|год[ауе]?(?!\w)|годом(?!\w)))"
)
_YEARS = re.compile(
    r"(?<![\w.,:/–-])(?P<a>1[0-9]{3}|20[0-4]\d)\s?[-–—]\s?(?P<b>1[0-9]{3}|20[0-4]\d)(?![\w%°]|[.,:/–-]\d)(?:\s?гг\.)?"
)
_BETWEEN = re.compile(
    r"(?<!\w)(?:between|zwischen|entre|между)\s{1,2}(?P<a>1[0-9]{3}|20[0-4]\d)\s{1,2}(?:and|und|et|"
    r"и)\s{1,2}(?P<b>1[0-9]{3}|20[0-4]\d)(?![\w%°]|[.,:/–-]\d)"
)
_LONGEST_SPAN = 150  # years
_NUMBERED = re.compile(r"(?:no|nr|nos|№|n[°º]|pp?|s|ss|ff?|ll?|bl|vols?|bd|box|folder|d|оп?|л|лл|стр|ф|д)\.?\s{0,2}$")
_CLOCK = re.compile(
    r"(?<![\w.,:/-])(?:"
    r"(?P<oh>1[0-2]|0?[1-9])\s?o['’]?clock(?: in the (?P<day>morning|afternoon|evening)| at (?P<night>night))"
    r"|(?P<ah>1[0-2]|0?[1-9])(?:[:.](?P<am>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<uh>2[0-4]|1\d|0?\d)(?:[:.](?P<um>[0-5]\d))?\s?uhr(?:\s(?P<um2>[0-5]\d))?(?!\w)"
    r"|(?:a|vers|de|jusqu['’]a)\s(?P<fh>2[0-4]|1\d|0?\d)\s?h(?:eures?)?\b\.?(?:\s?(?P<fm>[0-5]\d)(?!\d))?"
    r"|в\s(?P<rh>2[0-4]|1\d|0?\d)(?:\s?час(?:а|ов)?\b\.?|\s?ч\.)(?:\s?(?P<rm>[0-5]\d)\s?(?:мин(?:уты?)?\b\.?|"
    r"м\.)?)?(?:\s(?P<part>утра|дня|вечера|ночи)\b)?"
    r"|(?:at|um|at about)\s(?P<mh>[01]\d|2[0-3])(?P<mm>[0-5]\d)(?=\s(?:hours|hrs|uhr)\b|\W{0,3}$)"
    r"|(?P<ch>[01]?\d|2[0-3]):(?P<cm>[0-5]\d)(?![\d:]|\.\d))"
)
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_ABBREVIATED = frozenset(
    "jan feb febr mar mrz apr avr jun jul aug sep sept oct okt nov dec dez janv fevr fev juil"
    " янв февр фев апр авг сент сен окт нояб ноя дек".split()
)
_YEAR_WORD = re.compile(r"\s?(?:г\.|год[ау]?(?!\w))")
_DIGIT = re.compile(r"\d")
_NOON, _MONTHS = 12, 12


_ANY_MONTH = re.compile(rf"(?<!\w)(?:{WESTERN_MONTH})(?!\w)")

_Found = tuple[int, int, Value]


def dates(text: str, near: Near, language: str, resp: str) -> Iterator[Span]:
    """Yield the dates and times of a text; `near` is the date of the whole, `language` that of the text, if known.

    A passage is left alone where its words may mean something else.
    """
    small = folded(text)
    if not (_DIGIT.search(small.text) or _ANY_MONTH.search(small.text)):
        return
    taken = bytearray(len(small.text))
    for found in (_full_dates, _of_this_month, _spans_of_years, _years):
        yield from _spans(small, found(small.text, near, language), "date", taken, resp)
    yield from _spans(small, _months(small.text, text, small), "date", taken, resp)
    yield from _spans(small, _times(small.text), "time", taken, resp)


def _spans(small: Folded, found: Iterator[_Found], tag: str, taken: bytearray, resp: str) -> Iterator[Span]:
    for start, end, what in found:
        if any(taken[start:end]):
            continue
        taken[start:end] = b"x" * (end - start)
        first, last = small.span(start, end)
        attributes: Attributes = (*what.attributes, ("cert", what.cert), ("resp", resp))
        yield Span(first, last, tag, attributes, what.remark or tag, what.cert)


def _full_dates(text: str, near: Near, language: str) -> Iterator[_Found]:
    """Yield dates that have a month, two that are the ends of a range as one."""
    waiting: tuple[int, int, Phrase] | None = None
    for start, whole, phrase in found_in(text):
        end = _trimmed(text, start, whole)
        if waiting:
            joint = _RANGE.fullmatch(text, waiting[1], start)
            both = span_of(waiting[2], phrase, near) if joint else None
            if both:
                yield waiting[0], end, both
                waiting = None
                continue
            yield from _one(text, *waiting, near, language)
        waiting = (start, end, phrase)
    if waiting:
        yield from _one(text, *waiting, near, language)


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end of a date without the stop of its sentence, and with a word for “year”."""
    end = start + len(text[start:end].rstrip(" ,("))
    if text[end - 1] == ".":
        word = _LAST_WORD.search(text[start : end - 1])
        end -= 0 if word and word[0] in _ABBREVIATED else 1
    year = _YEAR_WORD.match(text, end) if text[end - 4 : end].isdigit() else None
    return year.end() if year else end


def _one(text: str, start: int, end: int, phrase: Phrase, near: Near, language: str) -> Iterator[_Found]:
    if found := value(phrase, near, language):
        yield _qualified(text, start, end, found)


def _qualified(text: str, start: int, end: int, found: Value) -> _Found:
    """Let “before” and “after” say that a day is a limit, unless they count from it (three days after)."""
    before = text[max(0, start - _BEFORE) : start]
    word = _QUALIFIED.search(before)
    name, day = found.attributes[0]
    if not word or name != "when" or len(found.attributes) > 1 or _MOVED.search(before[: word.start()]):
        return start, end, found
    limit = "notAfter" if word["upto"] else "notBefore"
    begin = start - len(before) + word.start()
    return begin, end, Value(((limit, day),), "medium" if found.cert == "high" else found.cert, found.remark)


def _of_this_month(text: str, near: Near, _language: str) -> Iterator[_Found]:
    if near.year is None or near.month is None:
        return
    for found in _SAME_MONTH.finditer(text):
        year, number = near.year, near.month
        if found["last"]:
            year, number = (year, number - 1) if number > 1 else (year - 1, _MONTHS)
        phrase = Phrase((Written(year, number, int(found["day"])),), found[0])
        if what := value(phrase, near, ""):
            yield *found.span(), Value(what.attributes, "medium")


def _spans_of_years(text: str, _near: Near, _language: str) -> Iterator[_Found]:
    for found in _BETWEEN.finditer(text):
        if 0 < int(found["b"]) - int(found["a"]) <= _LONGEST_SPAN:
            yield *found.span(), Value((("notBefore", found["a"]), ("notAfter", found["b"])), "medium")
    for found in _YEARS.finditer(text):
        first, last = int(found["a"]), int(found["b"])
        if 0 < last - first <= _LONGEST_SPAN and not _is_numbered(text, found.start()):
            yield *found.span(), Value((("from", found["a"]), ("to", found["b"])), "medium")


def _years(text: str, _near: Near, _language: str) -> Iterator[_Found]:
    for found in _YEAR.finditer(text):
        group = "y" if found["y"] else "ry"
        start, end = found.start(group), found.end()
        if not _is_numbered(text, start):
            yield _qualified(text, start, end, Value((("when", found[group]),), "medium"))


def _is_numbered(text: str, start: int) -> bool:
    return _NUMBERED.search(text[max(0, start - 8) : start]) is not None


def _months(text: str, original: str, small: Folded) -> Iterator[_Found]:
    """Yield months without a year behind a word of time; English and German ones have a capital."""
    for found in _MONTH_ALONE.finditer(text):
        start, end = found.span("m")
        first = original[small.span(start, end)[0]]
        if first.isupper() or found[0].startswith(("в ", "с ", "en ", "au mois", "depuis", "начал", "конц")):
            yield start, end, Value((("when", f"--{month(found['m'])[1]:02}"),), "medium")


def _times(text: str) -> Iterator[_Found]:
    for found in _CLOCK.finditer(text):
        hour, minute = _hour_and_minute(found)
        if hour is not None and (hour, minute) <= (23, 59):
            start = found.start() + (len(found[0]) - len(found[0].lstrip("abcdefghijklmnopqrstuvwxyzв'’ ")))
            yield start, found.end(), Value((("when", f"{hour:02}:{minute:02}:00"),), "medium")


def _hour_and_minute(found: re.Match[str]) -> tuple[int | None, int]:
    if found["oh"]:
        is_late = found["day"] in ("afternoon", "evening") or bool(found["night"])
        return int(found["oh"]) % _NOON + (_NOON if is_late else 0), 0
    if found["ah"]:
        return int(found["ah"]) % _NOON + (_NOON if found["half"] == "p" else 0), int(found["am"] or 0)
    if found["rh"]:
        hour = int(found["rh"])
        is_later = found["part"] in ("дня", "вечера") and hour < _NOON
        return hour + (_NOON if is_later else 0), int(found["rm"] or 0)
    for named, minutes in (("uh", ("um", "um2")), ("fh", ("fm",)), ("mh", ("mm",)), ("ch", ("cm",))):
        if found[named]:
            return int(found[named]) % 24, int(next((found[key] for key in minutes if found[key]), 0))
    return None, 0
