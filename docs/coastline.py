"""Derive `edition/site/coastline.json`, the land that maps show, from the npm package `world-atlas` 2.0.2.

The package (ISC licence) holds Natural Earth 4.1 (public domain, naturalearthdata.com) as TopoJSON. Land only: borders
would be those of today. Run once, in a folder with the unpacked package:

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    python docs/coastline.py package/land-50m.json edition/site/coastline.json

A ring is a string of numbers, in the encoded polyline format of Google's maps: longitude and latitude of its first
point in units of `1 / scale` degrees, then the differences from each point to the next.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

SCALE = 100  # 0.01 degrees, about 1 km
TOLERANCE = 0.03  # degrees by which a line may differ from the one it stands for
SMALLEST = 0.04  # square degrees; islands below are left out

Point = tuple[float, float]


def decoded(topology: dict) -> list[list[Point]]:
    """Return the rings of all polygons of a TopoJSON file, in degrees."""
    (scale_x, scale_y), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + x0, y * scale_y + y0))
        arcs.append(points)
    (land,) = topology["objects"].values()
    polygons = [p for g in land["geometries"] for p in (g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]])]
    return [_ring(ring, arcs) for polygon in polygons for ring in polygon]


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[bool(points) :]
    return points


def unwound(points: list[Point]) -> list[list[Point]]:
    """Return a ring that may cross the 180th meridian as rings that do not; one around the pole gets its corners."""
    line = [points[0]]
    for x, y in points[1:]:
        turn = round((line[-1][0] - x) / 360) * 360
        line.append((x + turn, y))
    if abs(line[-1][0] - line[0][0]) > 180:  # noqa: PLR2004 - Antarctica
        line += [(line[-1][0], -90.0), (line[0][0], -90.0)]
    turned = [[(x + turn, y) for x, y in line] for turn in (-360, 0, 360)]
    return [part for ring in turned if len(part := _between(_between(ring, -180, 1), 180, -1)) > 2]  # noqa: PLR2004


def _between(ring: list[Point], limit: float, sign: int) -> list[Point]:
    """Return the part of a ring on one side of a meridian (Sutherland and Hodgman)."""
    kept: list[Point] = []
    for start, end in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        inside, was = (sign * (x - limit) >= 0 for x, _ in (end, start))
        if inside != was:
            share = (limit - start[0]) / (end[0] - start[0])
            kept.append((limit, start[1] + share * (end[1] - start[1])))
        if inside:
            kept.append(end)
    return kept


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Return a line with fewer points that keeps within a tolerance of the given one (Ramer, Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    open_ = [(0, len(points) - 1)]
    while open_:
        start, end = open_.pop()
        distances = [(_distance(points[i], points[start], points[end]), i) for i in range(start + 1, end)]
        if distances and (farthest := max(distances))[0] > tolerance:
            kept.add(farthest[1])
            open_ += [(start, farthest[1]), (farthest[1], end)]
    return [points[i] for i in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    share = min(max(((x - x1) * dx + (y - y1) * dy) / length, 0), 1) if length else 0
    return ((x - x1 - share * dx) ** 2 + (y - y1 - share * dy) ** 2) ** 0.5


def area(points: list[Point]) -> float:
    """Return the area of a ring in square degrees."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*points, points[0]]))) / 2


def encoded(points: list[Point]) -> str:
    """Return a ring as the file has it."""
    whole = [(0, 0), *((round(x * SCALE), round(y * SCALE)) for x, y in points)]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(whole) if (ax, ay) != (bx, by)]
    return "".join(_letters(number) for step in steps for number in step)


def _letters(number: int) -> str:
    """Write a number by fives of its bits, the lowest first; all but the last of them have 32 added."""
    rest = ~(number << 1) if number < 0 else number << 1
    letters = ""
    while rest >= 32:  # noqa: PLR2004 - more than five bits
        letters += chr((rest & 31 | 32) + 63)
        rest >>= 5
    return letters + chr(rest + 63)


def main(source: str, goal: str) -> None:
    """Read the package's file and write ours."""
    rings = [part for ring in decoded(json.loads(Path(source).read_text("utf-8"))) for part in unwound(ring)]
    large = [simplified(ring, TOLERANCE) for ring in rings if area(ring) >= SMALLEST]
    content = {
        "source": "Natural Earth 4.1, 1:50m land (public domain), from the npm package world-atlas 2.0.2",
        "script": "docs/coastline.py",
        "scale": SCALE,
        "rings": [encoded(ring) for ring in large],
    }
    Path(goal).write_text(json.dumps(content, separators=(",", ":")).replace('","', '",\n"') + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
