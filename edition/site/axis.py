"""Dated things along an axis of time: where each stands in a drawing that is `WIDTH` units wide.

The stylesheets draw what is worked out here, and turn it round for languages that run from right to left. Things that
would hide each other stand in rows; where these would be too many, bars show how many there are.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from edition.model import DateRange
from edition.rules.calendars import Day, from_number, to_number
from edition.view import Json

WIDTH = 800.0
MOST = 400  # things of one kind that are drawn, and listed, one by one
_EDGE = 16.0
_DOT = 4.5  # the radius of a point
_ROW = 12.0
_MOST_ROWS = 26
_BARS = 72.0  # the height of the longest bar
_GAP = 34.0  # between lanes: room for the name of the lower one
_STUB = 22.0  # how long a bar with an open end is
_DOUBTFUL = frozenset(("medium", "low", "unknown"))
_WHOLE_DAY = 10  # characters of `1946-02-21`

# An axis of up to this many days is divided by months.
_BY_MONTH = 3 * 366
_STEPS = (1, 2, 3, 6, 12), (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
_MOST_TICKS, _MOST_BARS = 9, 150

_Place = Callable[[float], float]


class Item(NamedTuple):
    """Something with a date: its kind, name and address; the first and the last day that the date can mean.

    Days are Julian Day Numbers. Of a date with an open end both are those of the end that is known. `language` is that
    of the source, `sort` what sort of text a document is.
    """

    kind: str
    title: str
    href: str
    date: DateRange
    first: int
    last: int
    language: str = ""
    sort: tuple[str, str] = ("", "")


def figure(items: Sequence[Item], kinds: Sequence[str], first: int, last: int) -> Json:
    """Return a drawing of the days from `first` to `last`: a lane for each kind from top to bottom, and ticks."""
    scale = (WIDTH - 2 * _EDGE) / max(last + 1 - first, 1)

    def place(day: float) -> float:
        return round(min(max(_EDGE + (day - first) * scale, _EDGE), WIDTH - _EDGE), 1)

    lanes: list[Json] = []
    height = 0.0
    for kind in kinds:
        if own := [item for item in items if item.kind == kind]:
            marks, rows = _rows(own, place)
            crowded = len(own) > MOST or rows > _MOST_ROWS
            shown: Json = {"bars": list(_bars(own, first, last, place))} if crowded else {"marks": marks}
            depth = _BARS if crowded else rows * _ROW
            lanes.append({"kind": kind, "top": height + _GAP, "height": depth, **shown})
            height += _GAP + depth
    ticks = [{"x": place(day), "date": date} for day, date in _ticks(first, last)]
    return {"width": WIDTH, "height": height + 10, "lanes": lanes, "ticks": ticks}


def _rows(items: Sequence[Item], place: _Place) -> tuple[list[Json], int]:
    """Put each item into the first row in which it hides no other; return also how many rows there are."""
    ends: list[float] = []
    marks: list[Json] = []
    for item in sorted(items, key=lambda each: (each.first, each.last, each.title)):
        shape, start, end = _shape(item, place)
        row = next((number for number, taken in enumerate(ends) if taken <= start - _DOT), len(ends))
        ends[row:] = [end + _DOT + 1.5, *ends[row + 1 :]]
        hollow = is_vague(item.date) if shape == "point" else item.date.cert in _DOUBTFUL
        marks.append({
            "shape": shape, "hollow": hollow, "x": start, "end": end, "y": _ROW * row + _ROW / 2,
            "href": item.href, "title": item.title,
        })  # fmt: skip
    return marks, len(ends)


def _is_month(date: DateRange) -> bool:
    """Tell whether a date names a month or a year only."""
    return len((date.start or "").lstrip("-")) < _WHOLE_DAY


def is_vague(date: DateRange) -> bool:
    """Tell whether a date is in doubt, or means some day of several; one that lasted for days is not vague."""
    return date.cert in _DOUBTFUL or (date.kind != "range" and (date.kind != "exact" or _is_month(date)))


def _shape(item: Item, place: _Place) -> tuple[str, float, float]:
    """Return what stands for an item, and from where to where; a bar too short to be seen as one is a point."""
    start, end = place(item.first), place(item.last + 1)
    date = item.date
    if date.kind == "before" or (date.kind == "range" and not date.start):
        return "before" if date.kind == "before" else "until", place(item.last + 0.5) - _STUB, place(item.last + 0.5)
    if date.kind == "after" or (date.kind == "range" and not date.end):
        return "after" if date.kind == "after" else "since", place(item.first + 0.5), place(item.first + 0.5) + _STUB
    if end - start < 3 * _DOT or (date.kind == "exact" and not _is_month(date)):
        middle = place((item.first + item.last + 1) / 2)
        return "point", middle, middle
    return "lasting" if date.kind == "range" else "within", start, end


def _bars(items: Sequence[Item], first: int, last: int, place: _Place) -> Iterator[Json]:
    """Count the items of each month, or of some years, and make the largest number the highest bar."""
    starts = [day for day, _ in _divisions(first, last, _MOST_BARS)]
    counts = [0] * len(starts)
    at = 0
    for day in sorted(item.first for item in items):
        while at + 1 < len(starts) and starts[at + 1] <= day:
            at += 1
        counts[at] += 1
    for start, end, count in zip(starts, [*starts[1:], last + 1], counts, strict=True):
        if count:
            left, width = place(start), max(place(end) - place(start) - 1, 1)
            yield {"x": left, "width": round(width, 1), "height": round(_BARS * count / max(counts), 1), "count": count}


def _ticks(first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield the days that the axis names, and their names: years, or months."""
    yield from ((day, date) for day, date in _divisions(first, last, _MOST_TICKS) if day >= first)


def _divisions(first: int, last: int, most: int) -> list[tuple[int, str]]:
    """Cut an axis at equal numbers of months or years; the first cut is its beginning or lies before it."""
    start, end = from_number("gregorian", first), from_number("gregorian", last)
    if last - first <= _BY_MONTH:
        months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
        step = next((step for step in _STEPS[0] if len(months) <= step * most), 12)
        return [_month(month) for month in months if month % step == 0 or (month == months[0] and step == 1)]
    years = range(start.year, end.year + 1)
    step = next((step for step in _STEPS[1] if len(years) <= step * most), _STEPS[1][-1])
    return [_year(year) for year in range(start.year // step * step, end.year + 1, step)]


def _month(number: int) -> tuple[int, str]:
    year, month = divmod(number, 12)
    return _number(Day(year, month + 1, 1)), f"{year:05}"[year >= 0 :] + f"-{month + 1:02}"


def _year(year: int) -> tuple[int, str]:
    return _number(Day(year, 1, 1)), f"{year:05}"[year >= 0 :]


def _number(day: Day) -> int:
    return to_number("gregorian", day)
