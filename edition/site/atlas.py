"""The map of an edition: the places of its registers that have coordinates, as dots on real coasts, and in a table."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from typing import Any, NamedTuple, cast

from edition.model import Index
from edition.site import alphabet
from edition.site.projection import WIDTH, Frame, Point, coasts, frame
from edition.view import Json, SitePage

_MOST_DOTS = 400  # the most mentioned places; the others stand in the registers
_MOST_UNPLACED = 500
_LEAST_DOT, _LARGEST_DOT = 3.0, 13.0
_KM_OF_A_DEGREE = 111.2
# So many names without room ask for a second map, of a part of the first that is not larger than this.
_CROWD, _PART = 3, 0.5
_AROUND = 0.45  # of its extent, that the second map shows on each side
_RING = 6.0  # units around a dot whose place is rough, but nobody says how rough
# The size of a letter and a line in units: of names, and of the numbers that a phone shows instead.
_NAMES, _NUMBERS = (7.0, 15.0), (15.0, 26.0)
_SQUARE = 40.0  # units, of the grid in which names look for room
_ANCHORS = (("start", 1, 0), ("end", -1, 0), ("start", 0.8, -0.9), ("end", -0.8, -0.9), ("start", 0.8, 0.9),
            ("end", -0.8, 0.9), ("middle", 0, -1.2), ("middle", 0, 1.2))  # fmt: skip


class _Place(NamedTuple):
    """A place of the registers: its number in the table, the address of its entry, how many passages mention it.

    `radius` is that of its position (bearings.py).
    """

    number: int
    title: str
    href: str
    mentions: int
    latitude: float
    longitude: float
    radius: float

    @property
    def point(self) -> Point:
        """Its latitude and longitude."""
        return self.latitude, self.longitude


class _Spot(NamedTuple):
    """The dot of a place in a drawing: its middle and its radius."""

    place: _Place
    x: float
    y: float
    dot: float


class _Area(NamedTuple):
    """A rectangle that is taken in the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Area") -> bool:
        """Tell whether two rectangles have a point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class _Taken:
    """The areas that are taken, by the squares of a grid that they touch: a map may have hundreds of names."""

    def __init__(self) -> None:
        self._squares: defaultdict[tuple[int, int], list[_Area]] = defaultdict(list)

    def add(self, area: _Area) -> None:
        """Take an area."""
        for square in _squares(area):
            self._squares[square].append(area)

    def is_free(self, area: _Area) -> bool:
        """Tell whether an area has no point in common with those that are taken."""
        return not any(area.meets(other) for square in _squares(area) for other in self._squares.get(square, ()))


def _squares(area: _Area) -> Iterator[tuple[int, int]]:
    columns = range(int(area.left // _SQUARE), int(area.right // _SQUARE) + 1)
    rows = range(int(area.top // _SQUARE), int(area.bottom // _SQUARE) + 1)
    return product(columns, rows)


def atlas(index: Index) -> Iterator[SitePage]:
    """Yield the page of the map, if a place has coordinates."""
    if any(document.bearings.places for document in index.documents):
        yield SitePage("map-page", "map.html", partial(_view, index), "map", _drawn)


def _view(index: Index) -> Json:
    """Return what the page says of places; the map is drawn from the rows."""
    found = sorted(_places(index), key=lambda each: (-each.mentions, alphabet.key(each.title)))
    by_name = sorted(found[:_MOST_DOTS], key=lambda each: alphabet.key(each.title))
    unplaced = list(_unplaced(index, {place.title for place in found}))
    return {
        "page": "map.html",
        "places": [place._replace(number=number)._asdict() for number, place in enumerate(by_name, 1)],
        "more": max(len(found) - _MOST_DOTS, 0),
        "unplaced": unplaced[:_MOST_UNPLACED],
        "more-unplaced": max(len(unplaced) - _MOST_UNPLACED, 0),
    }


def _drawn(view: Json) -> Json:
    """Return the view with its drawings."""
    places = [_Place(**row) for row in cast("list[dict[str, Any]]", view["places"])]
    whole = _drawing(places)
    return {**view, "drawings": [whole, *_crowd(places, whole)]}


def _places(index: Index) -> Iterator[_Place]:
    """Yield each place once, with the address of its first entry."""
    known: dict[tuple[str, float, float], _Place] = {}
    for document in index.documents:
        for place in document.bearings.places:
            key = (place.title, round(place.latitude, 2), round(place.longitude, 2))
            count = len(index.mentions.get((document.id, place.address), ()))
            href = f"{document.page_of(place.number)}#{place.address}"
            first = known.get(key) or _Place(0, place.title, href, 0, place.latitude, place.longitude, place.radius)
            known[key] = first._replace(mentions=first.mentions + count)
    yield from known.values()


def _drawing(places: Sequence[_Place], also: Sequence[Point] = ()) -> Json:
    """Return a map: land, and for each place its dot, the ring of its precision, and its name if there is room.

    The points `also` are shown without a dot.
    """
    points = [*(place.point for place in places), *also]
    sheet = frame(points)
    spots = [_spot(place, sheet) for place in places]
    names = _labels(spots, [place.title for place in places], _NAMES, sheet.height)
    small = _labels(spots, [str(place.number) for place in places], _NUMBERS, sheet.height)
    dots = [
        {
            "number": spot.place.number, "title": spot.place.title, "href": spot.place.href,
            "x": spot.x, "y": spot.y, "dot": spot.dot, "ring": _ring(spot, sheet), "name": name, "small": figure,
        }
        for spot, name, figure in zip(spots, names, small, strict=True)
    ]  # fmt: skip
    return {"width": WIDTH, "height": sheet.height, "land": list(coasts(points, sheet)), "dots": dots}


def _crowd(places: Sequence[_Place], drawing: Json) -> Iterator[Json]:
    """Yield a second map, of the region whose names found no room; none if it is hardly smaller than the first."""
    dots = drawing["dots"]
    assert isinstance(dots, list)  # noqa: S101 - made above
    nameless = [place.point for place, dot in zip(places, dots, strict=True) if dot["name"] is None]
    if len(nameless) >= _CROWD:
        (south, west), (north, east) = _corners(nameless, len(nameless) // 10)
        whole = _corners([place.point for place in places])
        if max(north - south, east - west) <= _PART * max(whole[1][0] - whole[0][0], whole[1][1] - whole[0][1]):
            edge = max(north - south, east - west, 1) * _AROUND
            corners = (south - edge, west - edge), (north + edge, east + edge)
            inside = [place for place in places if _corners([place.point, *corners]) == corners]
            yield _drawing(inside, corners)


def _corners(points: Sequence[Point], outermost: int = 0) -> tuple[Point, Point]:
    """Return the south-western and the north-eastern corner of some points, but for the outermost on each side."""
    norths, easts = sorted(lat for lat, _ in points), sorted(lon for _, lon in points)
    return (norths[outermost], easts[outermost]), (norths[-1 - outermost], easts[-1 - outermost])


def _spot(place: _Place, sheet: Frame) -> _Spot:
    x, y = sheet.project(place.point)
    dot = min(_LEAST_DOT + 0.8 * math.sqrt(place.mentions), _LARGEST_DOT)
    return _Spot(place, round(x, 1), round(y, 1), round(dot, 1))


def _ring(spot: _Spot, sheet: Frame) -> float:
    """Return the radius of the ring in which a place may be; 0 where it is known."""
    latitude, longitude = spot.place.point
    radius = spot.place.radius
    if radius > 0:
        _, north = sheet.project((latitude + radius / _KM_OF_A_DEGREE, longitude))
        return round(max(abs(spot.y - north), spot.dot + 2), 1)
    return spot.dot + _RING if radius < 0 else 0.0


def _labels(
    spots: Sequence[_Spot], texts: Sequence[str], size: tuple[float, float], height: float
) -> list[Json | None]:
    """Find room for the words beside each dot, the most mentioned first; None where there is none."""
    taken = _Taken()
    for s in spots:
        taken.add(_Area(s.x - s.dot, s.y - s.dot, s.x + s.dot, s.y + s.dot))
    sheet = _Area(0, 0, WIDTH, height)
    labels: list[Json | None] = [None] * len(spots)
    for number in sorted(range(len(spots)), key=lambda each: (-spots[each].place.mentions, each)):
        for anchor, x, y, area in _rooms(spots[number], len(texts[number]) * size[0], size[1]):
            inside = area.left >= sheet.left and area.right <= sheet.right and area.top >= 0 and area.bottom <= height
            if inside and taken.is_free(area):
                taken.add(area)
                labels[number] = {"x": round(x, 1), "y": round(y, 1), "anchor": anchor}
                break
    return labels


def _rooms(spot: _Spot, wide: float, high: float) -> Iterator[tuple[str, float, float, _Area]]:
    """Yield the rooms around a dot: how words are anchored, where, and what they cover."""
    for anchor, right, down in _ANCHORS:
        x = spot.x + right * (spot.dot + 3)
        middle = spot.y + down * (spot.dot + high / 2)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        yield anchor, x, middle + high * 0.3, _Area(left, middle - high / 2, left + wide, middle + high / 2)


def _unplaced(index: Index, placed: set[str]) -> Iterator[Json]:
    """Yield the places of the registers that have no coordinates, in the order of their names."""
    found = {
        target.title: f"{document.page_of(target.number)}#{target.id}"
        for document in reversed(index.documents)
        for target in reversed(document.targets)
        if target.name == "place" and target.title and target.title not in placed
    }
    for title in sorted(found, key=alphabet.key):
        yield {"title": title, "href": found[title]}
