"""Dates: the attributes of att.datable are real dates, in order, and agree with the words they stand at."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from edition.model import Finding, Spot
from edition.rules.catalogue import finding
from edition.rules.w3c import Moment, NotADateError, is_duration, is_reversed, read
from edition.source.discover import TEI_NAMESPACE
from edition.source.parse import Tree

_STARTS, _ENDS = ("from", "notBefore"), ("to", "notAfter")
_DATES = ("when", *_STARTS, *_ENDS)
_READ = frozenset({"dur", *_DATES, *(f"{key}-iso" for key in _DATES)})
# Elements whose @from and @to are pages, lines or pointers (att.citing; rt, locus, app, span, arc).
_UNDATED = frozenset({"biblScope", "citedRange", "locus", "rt", "app", "span", "arc"})
# In these the words are the date; elsewhere (event, birth …) they may tell more.
_WORDED = frozenset({"date", "origDate", "docDate"})
_UNSPOKEN = frozenset({"note", "sic", "orig", "del", "surplus", "date", "origDate", "docDate", "time"})
# Any of these may mean that the words count otherwise than the value does.
_OTHER_CALENDAR = (
    "calendar",
    "calendar-custom",
    "datingMethod",
    "datingPoint",
    "when-custom",
    "from-custom",
    "to-custom",
)
_YEAR = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2}|2100)(?![0-9])")
# att.datable.iso takes what W3C takes and other forms of ISO 8601, which begin otherwise.
_W3C_LIKE = re.compile(r"-?[0-9]{4,}-[0-9]{2}(-[0-9]{2}(T.*)?)?")
_FORM = "write year, year-month or year-month-day, as in 1946-02-21, with a time as in 1946-02-21T21:00:00+03:00"


def check(tree: Tree) -> list[Finding]:
    """Return DAT001 to DAT005 for the attributes when, from, to, notBefore, notAfter and dur, and the -iso ones."""
    return [
        found
        for number, element in enumerate(tree.root.iter(etree.Element))
        if not _READ.isdisjoint(element.keys()) and etree.QName(element).namespace == TEI_NAMESPACE
        for found in _check_element(tree, number, element)
    ]


def _check_element(tree: Tree, number: int, element: etree._Element) -> Iterator[Finding]:
    name = etree.QName(element).localname
    file = tree.source.path
    duration = element.get("dur")
    if duration is not None and not is_duration(duration):
        advice = "write it as in PT2H (two hours), P20D (twenty days) or P1Y6M"
        yield finding("DAT005", file, f"“{duration}” is not a duration", advice, Spot(number, "dur"))
    if name in _UNDATED:
        return
    moments: dict[str, Moment] = {}
    for attribute in _DATES:
        for key in (attribute, f"{attribute}-iso"):
            try:
                if (value := element.get(key)) is not None and (key == attribute or _W3C_LIKE.fullmatch(value)):
                    moments[key] = read(value)
            except NotADateError as error:
                message = f"{key}=“{value}” is not a date"
                yield finding("DAT001", file, message, str(error) or _FORM, Spot(number, key))
    if not moments:
        return
    for message, attribute, code in (*_reversals(element, moments), *_exclusions(element)):
        yield finding(code, file, message, "", Spot(number, attribute))
    if name in _WORDED and not any(element.get(key) for key in _OTHER_CALENDAR):
        yield from _check_words(tree, number, element, moments)


def _reversals(element: etree._Element, moments: Mapping[str, Moment]) -> Iterator[tuple[str, str, str]]:
    for suffix in ("", "-iso"):
        for start in (f"{key}{suffix}" for key in _STARTS):
            for end in (f"{key}{suffix}" for key in _ENDS):
                if start in moments and end in moments and is_reversed(moments[start], moments[end]):
                    yield f"{end}=“{element.get(end)}” lies before {start}=“{element.get(start)}”", end, "DAT002"


def _exclusions(element: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Say what TEI's own constraints att-datable-w3c-when, -from and -to report."""
    pairs = [("when", other) for other in (*_STARTS, *_ENDS)] + [_STARTS, _ENDS]
    for one, other in pairs:
        if element.get(one) is not None and element.get(other) is not None:
            yield f"{one} and {other} exclude each other", other, "DAT003"


def _check_words(tree: Tree, number: int, element: etree._Element, moments: Mapping[str, Moment]) -> Iterator[Finding]:
    words = "".join(_own_words(element))
    clock = {
        f"{int(m.seconds // 3600):02}{int(m.seconds % 3600 // 60):02}"
        for m in moments.values()
        if m.seconds is not None
    }
    years = [int(year) for year in dict.fromkeys(_YEAR.findall(words)) if year not in clock]
    bounds = _bounds(moments)
    if not years or bounds is None or any(bounds[0] <= year <= bounds[1] for year in years):
        return
    key = next(iter(moments))
    said = " and ".join(map(str, years))
    message = f"the words say {said}, the attribute {key} says {element.get(key)}"
    advice = "mend the one that is wrong; if the words count in another calendar, name it with @calendar"
    yield finding("DAT004", tree.source.path, message, advice, Spot(number, key))


def _bounds(moments: Mapping[str, Moment]) -> tuple[float, float] | None:
    """Return the first and last year that the attributes allow; None if none of them has a year."""
    years = {key.removesuffix("-iso"): moment.year for key, moment in moments.items() if moment.year is not None}
    if not years:
        return None
    if "when" in years:
        return years["when"], years["when"]
    starts, ends = ([years[key] for key in keys if key in years] for keys in (_STARTS, _ENDS))
    return min(starts, default=float("-inf")), max(ends, default=float("inf"))


def _own_words(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element as it reads corrected, without notes and without dates within the date."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _UNSPOKEN:
            yield from _own_words(child)
        yield child.tail or ""
