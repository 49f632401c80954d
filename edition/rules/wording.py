"""The words of a date against its attributes: year, month and day (DAT004, DAT006), weekday (DAT007), two calendars."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from edition.model import Finding, Spot
from edition.rules import calendars
from edition.rules.agreement import FULL_YEAR, exists, fits, is_universal, within
from edition.rules.calendars import Calendar, Day
from edition.rules.catalogue import finding
from edition.rules.w3c import Moment
from edition.rules.written import Phrase, Wording, Written, read
from edition.source.parse import Tree

_STARTS, _ENDS = ("from", "notBefore"), ("to", "notAfter")
_UNSPOKEN = frozenset({"note", "sic", "orig", "del", "surplus", "date", "origDate", "docDate", "time"})
# Any of these may mean that the words count otherwise than the value does.
_OTHER_CALENDAR = ("calendar", "datingMethod", "datingPoint", "when-custom", "from-custom", "to-custom")
_YEAR = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2}|2100)(?![0-9])")
_READABLE = re.compile(r"[^\W\d_]{3}|\d")
_LONGEST = 500  # characters; what is longer is no date
_ADVICE = "mend the one that is wrong; if the words count in another calendar, name it with @calendar"
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_REFORM = 1582  # when the Gregorian calendar began
_ONE_STYLE = 1753  # from then on all western Europe but Greece and Russia was Gregorian


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a source: its element, its values, and the calendars that @calendar names (None: one unknown)."""

    tree: Tree
    number: int
    element: etree._Element
    moments: dict[str, Moment]
    calendars: frozenset[Calendar | None]

    def finding(self, code: str, key: str, message: str, advice: str = "") -> Finding:
        """Return a finding that points at an attribute of the date."""
        return finding(code, self.tree.source.path, message, advice, Spot(self.number, key))


def check(dated: Dated) -> Iterator[Finding]:
    """Yield at most one of DAT004, DAT006 and DAT007 for a date, and DAT008 for a pair that is not one day."""
    words = "".join(_own_words(dated.element)) if len(dated.element) else dated.element.text or ""
    if len(words) > _LONGEST or not _READABLE.search(words):
        return
    wording = read(words)
    certain = not wording.is_relative and None not in dated.calendars and not _has_gap(dated.element)
    phrases = [phrase for phrase in wording.phrases if exists(phrase, dated.calendars)] if certain else []
    wrong = _disagreement(phrases, dated)
    if wrong:
        yield _disagreeing(dated, *wrong, wording)
        return
    if not (phrases and _is_comparable(dated)) and (years := _other_years(words, wording, dated)):
        yield years
        return
    yield from _pairs(phrases, dated)
    if certain and (weekday := _other_weekday(wording, dated)):
        yield weekday


def _has_gap(element: etree._Element) -> bool:
    return len(element) > 0 and element.find(".//{*}gap") is not None


def _own_words(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element as it reads corrected, without notes and without dates within the date."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _UNSPOKEN:
            yield from _own_words(child)
        yield child.tail or ""


def _values(dated: Dated) -> dict[str, str]:
    """Return the attributes that a date has, by their names without -iso."""
    return {key.removesuffix("-iso"): key for key in reversed(dated.moments)}


def _is_comparable(dated: Dated) -> bool:
    return _values(dated).keys() in ({"when"}, {"from", "to"})


def _disagreement(phrases: Sequence[Phrase], dated: Dated) -> tuple[Phrase, str] | None:
    """Return what the words say, and the attribute that says otherwise; None if they agree or cannot be compared."""
    values = _values(dated)
    if not phrases:
        return None
    if values.keys() == {"when"}:
        return None if any(_fits(phrase, values["when"], dated) for phrase in phrases) else (phrases[0], values["when"])
    if len(values) != 2 or values.keys() not in ({"from", "to"}, {"notBefore", "notAfter"}):  # noqa: PLR2004
        return None
    start, end = (values[key] for key in (("from", "to") if "from" in values else ("notBefore", "notAfter")))
    slack = 0 if "from" in values else 1  # after 5 May may be from the 6th on
    ends = _ends(phrases)
    if ends is None:
        moments = [dated.moments[key] for key in (start, end)]
        inside = len(phrases) > 2 or slack or within(phrases, moments[0], moments[1], dated.calendars)  # noqa: PLR2004
        return None if inside else (phrases[0], start)
    for phrase, key in zip(ends, (start, end), strict=True):
        if not _fits(phrase, key, dated, slack):
            return phrase, key
    return None


def _ends(phrases: Sequence[Phrase]) -> tuple[Phrase, Phrase] | None:
    """Return the two ends of a range, as in “1–2 November 1963” and “30 April to 2 May”."""
    first, last = phrases[0], phrases[-1]
    if len(phrases) == 2 and not last.is_second:  # noqa: PLR2004
        return first, last
    (written, *others) = first.readings
    if len(phrases) == 1 and not others and written.last_day is not None:
        single = (replace(written, day=day, last_day=None) for day in (written.day, written.last_day))
        one, two = (Phrase((each,)) for each in single)
        return one, two
    return None


def _fits(phrase: Phrase, key: str, dated: Dated, slack: int = 0) -> bool:
    if not dated.calendars and dated.element.get("when-custom") is not None:
        return True  # the words are in the calendar of the custom value, which may be any
    return fits(phrase, dated.moments[key], dated.calendars, slack)


def _disagreeing(dated: Dated, phrase: Phrase, key: str, wording: Wording) -> Finding:
    """Return DAT004 if only the year differs, else DAT006."""
    written = phrase.readings[0]
    said = _said(written, dated)
    if key.startswith("when"):
        said = " and ".join(dict.fromkeys(_said(each.readings[0], dated) for each in wording.phrases))
    value = dated.element.get(key)
    no_year = replace(phrase, readings=tuple(replace(each, year=None) for each in phrase.readings))
    only_year = written.year is not None and _fits(no_year, key, dated)
    message = f"the words say {written.year if only_year else said}, the attribute {key} says {value}"
    return dated.finding("DAT004" if only_year else "DAT006", key, message, _advice(written, wording, dated))


def _said(written: Written, dated: Dated) -> str:
    """Write a date as it was understood, and what it is in the Gregorian calendar."""
    last = f"–{written.last_day}" if written.last_day else ""
    day = f"{written.day}{last} " if written.day else ""
    named = [kind for kind in dated.calendars if kind]
    kind = written.calendar or (named[0] if len(named) == 1 else "gregorian")
    if written.year is not None and written.digits < FULL_YEAR:
        return f"{day}{calendars.write(kind, None, written.month)} ’{written.year:0{written.digits}}"
    said = day + calendars.write(kind, written.year, written.month)
    if kind == "gregorian" or written.year is None or written.day is None:
        return said
    number = calendars.to_number(kind, Day(written.year, written.month or 1, written.day))
    same = calendars.from_number("gregorian", number)
    about = "about " if calendars.tolerance(kind, written.year) else ""
    return f"{said} ({about}{calendars.write('gregorian', same.year, same.month, same.day)})"


def _advice(written: Written, wording: Wording, dated: Dated) -> str:
    """Say which of the two is wrong, where a weekday tells."""
    if written.calendar or dated.calendars:
        return "mend the one that is wrong"
    if written.year is None or not written.month or not written.day or written.digits < FULL_YEAR:
        return _ADVICE
    day = calendars.weekday(calendars.to_number("gregorian", Day(written.year, written.month, written.day)))
    if wording.weekdays != {day}:
        return _ADVICE
    said = calendars.write("gregorian", written.year, written.month, written.day)
    return f"{said} was a {_DAY_NAMES[day]}, as the words say, so the attribute seems to be wrong"


def _pairs(phrases: Sequence[Phrase], dated: Dated) -> Iterator[Finding]:
    """Yield DAT008 for “26 October (9 November) 1917”: nearly, but not quite, the same day in two calendars."""
    for phrase, other in pairwise(phrases):
        one, two = phrase.readings[0], other.readings[0]
        key, moment = next(iter(dated.moments.items()))
        year = one.year or two.year or moment.year
        if not other.is_second or year is None or None in (one.day, one.month, two.day, two.month) or one.calendar:
            continue
        julian = calendars.to_number("julian", Day(year, one.month or 1, one.day or 1))
        same = calendars.from_number("gregorian", julian)
        given = calendars.to_number("gregorian", Day(same.year, two.month or 1, two.day or 1))
        if 0 < abs(given - julian) <= 2:  # noqa: PLR2004 - farther apart they are two dates
            old, new = (calendars.write("gregorian", None, each.month, each.day) for each in (one, two))
            right = calendars.write("gregorian", None, same.month, same.day)
            message = f"the words give {old} and {new} as one day in the Julian and the Gregorian calendar"
            yield dated.finding("DAT008", key, message, f"{old} in the Julian calendar is {right} in the Gregorian")


def _other_years(words: str, wording: Wording, dated: Dated) -> Finding | None:
    """Return DAT004 if a text that was not read as a date has years, and none that the attributes allow."""
    moments = dated.moments
    moved = wording.is_relative and "when" in _values(dated)  # three days before 1 January 1947
    if moved or any(dated.element.get(key) for key in _OTHER_CALENDAR):
        return None
    clock = {
        f"{int(m.seconds // 3600):02}{int(m.seconds % 3600 // 60):02}"
        for m in moments.values()
        if m.seconds is not None
    }
    years = [int(year) for year in dict.fromkeys(_YEAR.findall(words)) if year not in clock]
    bounds = _bounds(moments)
    if not years or bounds is None or any(bounds[0] <= year <= bounds[1] for year in years):
        return None
    key = next(iter(moments))
    said = " and ".join(map(str, years))
    return dated.finding(
        "DAT004", key, f"the words say {said}, the attribute {key} says {dated.element.get(key)}", _ADVICE
    )


def _bounds(moments: Mapping[str, Moment]) -> tuple[float, float] | None:
    """Return the first and last year that the attributes allow; None if none of them has a year."""
    years = {key.removesuffix("-iso"): moment.year for key, moment in moments.items() if moment.year is not None}
    if not years:
        return None
    if "when" in years:
        return years["when"], years["when"]
    starts, ends = ([years[key] for key in keys if key in years] for keys in (_STARTS, _ENDS))
    return min(starts, default=float("-inf")), max(ends, default=float("inf"))


def _other_weekday(wording: Wording, dated: Dated) -> Finding | None:
    """Return DAT007 if the words name one day of the week, and the date is another."""
    values = _values(dated)
    if len(wording.weekdays) != 1 or values.keys() != {"when"}:
        return None
    moment = dated.moments[values["when"]]
    if moment.year is None or moment.month is None or moment.day is None or is_universal(moment):
        return None
    if moment.year < _REFORM:
        return None
    day = Day(moment.year, moment.month, moment.day)
    (said,) = wording.weekdays
    real = calendars.weekday(calendars.to_number("gregorian", day))
    if said == real:
        return None
    date = calendars.write("gregorian", day.year, day.month, day.day)
    message = f"{date} was a {_DAY_NAMES[real]}, the words say {_DAY_NAMES[said]}"
    advice = "one of weekday, day, month and year is wrong"
    if day.year < _ONE_STYLE and calendars.weekday(calendars.to_number("julian", day)) == said:
        advice = f"in the Julian calendar it was a {_DAY_NAMES[said]}: if so, when needs the Gregorian date"
    return dated.finding("DAT007", values["when"], message, advice)
