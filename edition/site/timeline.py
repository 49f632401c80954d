"""The timeline of an edition: its documents and the events of its registers, along an axis and in a list by year."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from edition.model import DateRange, Index
from edition.rules.calendars import Day, from_number, to_number
from edition.rules.w3c import NotADateError, read
from edition.site import alphabet
from edition.site.axis import MOST, Item, figure, is_vague
from edition.site.listing import group_pages
from edition.source.facts import chronological
from edition.view import Json, SitePage, shown_date

_KINDS = ("document", "event")
# A busy year has a drawing of its own if the edition spans several.
_BUSY, _SEVERAL_YEARS = 10, 3 * 366
_SHORT = 92  # days in which fewer than three months begin
_EPOCH = 1_721_119  # the Julian Day Number of the day before the one that moments count as the first


def timeline(index: Index) -> Iterator[SitePage]:
    """Yield the page of the timeline, if anything has a date."""
    if next(_items(index), None):
        yield SitePage("timeline-page", "timeline.html", partial(_view, index), "timeline")


def _view(index: Index) -> Json:
    items = sorted(_items(index), key=_order)
    first, last = min(item.first for item in items), max(item.last for item in items)
    figures = [{"year": "", **figure(items, _KINDS, *_axis(first, last))}]
    if last - first > _SEVERAL_YEARS and (year := _busiest(items)):
        begin, end = (to_number("gregorian", Day(year, *day)) for day in ((1, 1), (12, 31)))
        within = [item for item in items if item.first <= end and begin <= item.last]
        figures.append({"year": f"{year:04}", **figure(within, _KINDS, begin, end)})
    counts = Counter(item.kind for item in items)
    many = {kind for kind, count in counts.items() if count > MOST}
    return {
        "page": "timeline.html",
        "figures": figures,
        "counts": dict(sorted(counts.items())),
        "years": list(_years(items, many, dict(group_pages(index)) if "document" in many else {})),
    }


def _axis(first: int, last: int) -> tuple[int, int]:
    """Return the first and the last day of the axis for these days: of a short time its whole years, to tell which."""
    if last - first > _SHORT:
        return first, last
    begin, end = (from_number("gregorian", day).year for day in (first, last))
    return to_number("gregorian", Day(begin, 1, 1)), to_number("gregorian", Day(end, 12, 31))


def _items(index: Index) -> Iterator[Item]:
    """Yield what has a date; an event that stands in several registers counts once."""
    seen: set[tuple[str, DateRange]] = set()
    for document in index.documents:
        if document.kind in ("document", "calendar") and document.date and (days := _days(document.date)):
            sort = document.kind, document.genre
            yield Item("document", document.title, document.page, document.date, *days, document.language, sort)
        for event in document.bearings.events:
            days = _days(event.date)
            if days and (event.title, event.date) not in seen:
                seen.add((event.title, event.date))
                href = f"{document.page_of(event.number)}#{event.address}"
                yield Item("event", event.title, href, event.date, *days)


def _order(item: Item) -> tuple[str, ...]:
    return chronological(_begin(item)), item.kind, *alphabet.key(item.title)


def _begin(item: Item) -> str:
    return item.date.start or item.date.end or ""


def _days(date: DateRange) -> tuple[int, int] | None:
    """Return the first and the last day that a date can mean; None if it is no date of some year."""
    try:
        known = [read(text) for text in (date.start, date.end) if text]
    except NotADateError:
        return None
    if not known or any(moment.year is None for moment in known):  # a day that returns every year
        return None
    first, last = (int(seconds // 86_400) + _EPOCH for seconds in (known[0].earliest, known[-1].latest))
    return (first, last) if first <= last else None


def _busiest(items: Iterable[Item]) -> int | None:
    """Return the year with the most items, if there are enough for a drawing of their own and it is no year BC."""
    counts = Counter(from_number("gregorian", item.first).year for item in items)
    year = max(counts, key=lambda each: (counts[each], -each))
    return year if counts[year] >= _BUSY and year > 0 else None


def _years(items: Sequence[Item], many: set[str], pages: Mapping[str, str]) -> Iterator[Json]:
    """Yield the items of each year; of a kind of which there are many only the number, and where they are listed."""
    for year, group in groupby(items, key=lambda item: _begin(item)[: 5 if _begin(item).startswith("-") else 4]):
        members = list(group)
        numbers = [
            {
                "kind": kind,
                "count": len(own),
                "href": pages.get(year, "index.html") if kind == "document" else own[0].href,
            }
            for kind in sorted(many)
            if (own := [item for item in members if item.kind == kind])
        ]
        yield {"year": year, "numbers": numbers, "items": [_entry(item) for item in members if item.kind not in many]}


def _entry(item: Item) -> Json:
    hollow = is_vague(item.date)
    kind, genre = item.sort
    return {
        "kind": item.kind,
        "sort": {"kind": kind, "genre": genre},
        "title": item.title,
        "href": item.href,
        "date": shown_date(item.date, item.language),
        "hollow": hollow,
    }
