"""Dates: the attributes of att.datable are real dates, in order, and agree with what stands around them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from edition.model import Finding, Spot
from edition.rules import offsets, reckoning, wording
from edition.rules.calendars import Calendar
from edition.rules.catalogue import finding
from edition.rules.outline import Outline
from edition.rules.w3c import Moment, NotADateError, is_duration, is_reversed, read
from edition.source.discover import TEI_NAMESPACE
from edition.source.parse import Tree

_PREFIX = f"{{{TEI_NAMESPACE}}}"
_STARTS, _ENDS = ("from", "notBefore"), ("to", "notAfter")
_DATES = ("when", *_STARTS, *_ENDS)
_KEYS = tuple(key + suffix for key in _DATES for suffix in ("", "-iso"))
_READ = frozenset({"dur", *_KEYS})
_ORDER = {key: order for order, key in enumerate(_KEYS)}
# Elements whose @from and @to are pages, lines or pointers (att.citing; rt, locus, app, span, arc).
_UNDATED = frozenset({"biblScope", "citedRange", "locus", "rt", "app", "span", "arc"})
# In these the words are the date; elsewhere (event, birth …) they may tell more.
_WORDED = frozenset({"date", "origDate", "docDate"})
# att.datable.iso takes what W3C takes and other forms of ISO 8601, which begin otherwise.
_W3C_LIKE = re.compile(r"-?[0-9]{4,}-[0-9]{2}(-[0-9]{2}(T.*)?)?")
_FORM = "write year, year-month or year-month-day, as in 1946-02-21, with a time as in 1946-02-21T21:00:00+03:00"


def check(whole: Outline) -> list[Finding]:
    """Return DAT001 to DAT009 for the attributes when, from, to, notBefore, notAfter and dur, and the -iso ones."""
    tree = whole.tree
    declared = reckoning.declared(tree.root)
    findings: list[Finding] = []
    for number, element in whole.having(_READ):
        if str(element.tag).startswith(_PREFIX):
            present = sorted((key for key in map(str, element.attrib) if key in _ORDER), key=_ORDER.__getitem__)
            findings += _check_element(tree, number, element, present, declared)
    return findings


def _check_element(
    tree: Tree, number: int, element: etree._Element, keys: Sequence[str], declared: Mapping[str, Calendar | None]
) -> Iterator[Finding]:
    name = str(element.tag).removeprefix(_PREFIX)
    file = tree.source.path
    duration = element.get("dur")
    if duration is not None and not is_duration(duration):
        advice = "write it as in PT2H (two hours), P20D (twenty days) or P1Y6M"
        yield finding("DAT005", file, f"“{duration}” is not a duration", advice, Spot(number, "dur"))
    if name in _UNDATED:
        return
    moments: dict[str, Moment] = {}
    for key in keys:
        value = element.get(key, "")
        try:
            if key in _DATES or _W3C_LIKE.fullmatch(value):
                moments[key] = read(value)
        except NotADateError as error:
            message = f"{key}=“{value}” is not a date"
            yield finding("DAT001", file, message, str(error) or _FORM, Spot(number, key))
    if not moments:
        return
    if len(keys) > 1:
        for message, attribute, code in (*_reversals(element, moments), *_exclusions(element)):
            yield finding(code, file, message, "", Spot(number, attribute))
    said = reckoning.named(element.get("calendar"), declared)
    counted = reckoning.named(element.get("datingMethod"), declared) or said
    yield from reckoning.check(tree, number, element, moments, counted)
    yield from offsets.check(tree, number, element, moments)
    if name in _WORDED:
        yield from wording.check(wording.Dated(tree, number, element, moments, said))


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
