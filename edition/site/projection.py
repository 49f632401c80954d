"""From degrees to a drawing: the projection that fits some places, and the coasts around them.

Coasts are Natural Earth's (see `coastline.json` for its source). A ring is clipped twice, in degrees and in the
drawing: clipped in degrees only, its corners would show in a conic projection.
"""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

Point = tuple[float, float]
Project = Callable[[Point], Point]

_COASTLINE = Path(__file__).with_name("coastline.json")
WIDTH = 800.0
_LOWEST, _HIGHEST = 400.0, 620.0  # the height of a drawing
_MARGIN = 0.09  # of the drawing, on each side of the outermost places
_LEAST = 1.5  # degrees that a drawing shows at least, so that one place has a country around it
# Beyond these extents a cone would tear the map open; below, nobody sees the difference to a plane.
_WIDE, _TALL, _SMALL = 110.0, 75.0, 4.0
_POLE = 89.0
_STRETCH = 2.0  # degrees after which an edge gets a corner: a straight edge is bent by the projection
_OUTSIDE = 12.0  # units around the drawing in which coasts go on, so that no stroke runs along its edge
_FINE = 0.8  # units; corners nearer to each other are one


class Frame(NamedTuple):
    """A drawing of some places: from latitude and longitude to its units, and its height."""

    project: Project
    height: float


class _Box(NamedTuple):
    """A rectangle in degrees (x is east, y is north), or in units."""

    left: float
    bottom: float
    right: float
    top: float


def frame(places: Sequence[Point]) -> Frame:
    """Return the drawing that shows these places (latitude, longitude) with some country around them."""
    box = _around(places)
    plain = _projection(box)
    corners = [plain(point) for point in _outline(box)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    wide, high = (max(xs) - min(xs)) * (1 + 2 * _MARGIN), (max(ys) - min(ys)) * (1 + 2 * _MARGIN)
    height = min(max(WIDTH * high / wide, _LOWEST), _HIGHEST)
    scale = min(WIDTH / wide, height / high)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    def project(place: Point) -> Point:
        x, y = plain(place)
        return WIDTH / 2 + (x - middle_x) * scale, height / 2 - (y - middle_y) * scale

    return Frame(project, round(height))


def _around(places: Sequence[Point]) -> _Box:
    north, east = [lat for lat, _ in places], [lon for _, lon in places]
    least = _LEAST / 2
    return _Box(
        min(*east, max(east) - least, sum(east) / len(east) - least),
        max(min(*north, sum(north) / len(north) - least), -_POLE),
        max(*east, min(east) + least, sum(east) / len(east) + least),
        min(max(*north, sum(north) / len(north) + least), _POLE),
    )


def _outline(box: _Box, steps: int = 8) -> Iterator[Point]:
    """Yield points (latitude, longitude) along the edges of a box."""
    for number in range(steps + 1):
        x = box.left + (box.right - box.left) * number / steps
        y = box.bottom + (box.top - box.bottom) * number / steps
        yield from ((box.bottom, x), (box.top, x), (y, box.left), (y, box.right))


def _projection(box: _Box) -> Project:
    """Return the projection for an extent: a conformal cone, else a plane whose degrees are true in its middle."""
    tall, middle = box.top - box.bottom, (box.top + box.bottom) / 2
    is_flat = box.right - box.left > _WIDE or tall > _TALL or tall < _SMALL
    south, north = (math.radians(box.bottom + tall * share) for share in (1 / 6, 5 / 6))
    if not is_flat and abs(math.sin(south) + math.sin(north)) > 0.1:  # noqa: PLR2004 - a cone around the equator is none
        return lambert(south, north, math.radians((box.left + box.right) / 2))
    narrow = math.cos(math.radians(middle))

    def plane(place: Point) -> Point:
        return math.radians(place[1]) * narrow, math.radians(place[0])

    return plane


def lambert(south: float, north: float, meridian: float) -> Project:
    """Return Lambert's conformal conic projection with two true parallels, on a sphere; arguments in radians.

    Source: Snyder, Map Projections: A Working Manual (USGS, 1987), formulas 15-1 to 15-4.
    """

    def opening(latitude: float) -> float:
        return math.tan(math.pi / 4 + latitude / 2)

    cone = math.log(math.cos(south) / math.cos(north)) / math.log(opening(north) / opening(south))
    factor = math.cos(south) * opening(south) ** cone / cone

    def project(place: Point) -> Point:
        latitude = math.radians(min(max(place[0], -_POLE), _POLE))
        radius = factor / opening(latitude) ** cone
        angle = cone * (math.radians(place[1]) - meridian)
        return radius * math.sin(angle), -radius * math.cos(angle)

    return project


def coasts(places: Sequence[Point], within: Frame) -> Iterator[list[float]]:
    """Yield the land that a drawing shows, as rings of units: x and y of each corner in turn."""
    near = _around(places)
    far = 10 + 1.5 * max(near.right - near.left, (near.top - near.bottom) / max(math.cos(math.radians(near.top)), 0.2))
    wide = _Box(near.left - far, max(near.bottom - far, -_POLE), near.right + far, min(near.top + far, _POLE))
    sheet = _Box(-_OUTSIDE, -_OUTSIDE, WIDTH + _OUTSIDE, within.height + _OUTSIDE)
    for ring, box in _land():
        if box.left > wide.right or box.right < wide.left or box.bottom > wide.top or box.top < wide.bottom:
            continue
        bent = _bent(_clipped(ring, wide))
        corners = _thinned(_clipped([within.project((y, x)) for x, y in bent], sheet))
        if len(corners) > 2:  # noqa: PLR2004 - a triangle
            yield [round(number, 1) for corner in corners for number in corner]


@lru_cache(maxsize=1)
def _land() -> list[tuple[list[Point], _Box]]:
    """Return all land as rings of longitude and latitude, each with the box around it."""
    data = json.loads(_COASTLINE.read_text("utf-8"))
    rings: list[tuple[list[Point], _Box]] = []
    for letters in data["rings"]:
        numbers = _numbers(letters)
        x = y = 0
        ring: list[Point] = []
        for dx, dy in zip(numbers, numbers, strict=True):
            x, y = x + dx, y + dy
            ring.append((x / data["scale"], y / data["scale"]))
        xs, ys = zip(*ring, strict=True)
        rings.append((ring, _Box(min(xs), min(ys), max(xs), max(ys))))
    return rings


def _numbers(letters: str) -> Iterator[int]:
    """Yield the numbers of a string in the encoded polyline format of Google's maps."""
    bits = shift = 0
    for letter in letters:
        value = ord(letter) - 63
        bits |= (value & 31) << shift
        shift += 5
        if value < 32:  # noqa: PLR2004 - the last five bits of a number
            yield ~(bits >> 1) if bits & 1 else bits >> 1
            bits = shift = 0


def _clipped(ring: list[Point], box: _Box) -> list[Point]:
    """Return the part of a ring in a box (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.bottom, 1), (1, box.top, -1)):
        inside = [sign * (point[axis] - limit) >= 0 for point in ring]
        if all(inside):  # most coasts are wholly on one side
            continue
        if not any(inside):
            return []
        kept: list[Point] = []
        for start, end in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            inner_start, inner_end = (sign * (point[axis] - limit) >= 0 for point in (start, end))
            if inner_start != inner_end:
                share = (limit - start[axis]) / (end[axis] - start[axis])
                kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
            if inner_end:
                kept.append(end)
        ring = kept
    return ring


def _bent(ring: list[Point]) -> Iterator[Point]:
    for (x1, y1), (x2, y2) in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        steps = int(max(abs(x2 - x1), abs(y2 - y1)) // _STRETCH) + 1
        for number in range(1, steps + 1):
            yield x1 + (x2 - x1) * number / steps, y1 + (y2 - y1) * number / steps


def _thinned(ring: list[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in ring:
        if not kept or math.dist(point, kept[-1]) >= _FINE:
            kept.append(point)
    return kept
