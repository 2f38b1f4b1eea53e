"""Outlines: states as paths in a box of the map, cut at its edges and no finer than it can show."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tocsin.data import read_bytes

__all__ = ["Land", "View", "lands_in", "rings_in", "view_over"]

WIDTH = 1000
LOWEST, HIGHEST = 380, 760
"""Units across the map, and the least and most up."""

SMALLEST = 6.0
"""Degrees that a map shows at least, so that one place is not a street plan."""

AROUND = 0.14
"""Part of the box that is left free around what it is made for."""

NAMED = 7_000
"""Square units from which a state has its name written on it."""

FINEST, WHOLE, WIDE = 0.7, 1.5, 60.0
"""Units below which two points of a line are one, and the same where more degrees across than the
third are on the map; there whole units are enough."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A box of the earth in degrees, and how it lies on a plane of `WIDTH` by `height`."""

    west: float
    south: float
    east: float
    north: float
    height: int

    def at(self, lat: float, lon: float) -> Point:
        """Return where a place stands, from the left upper corner."""
        x = (lon - self.west) / (self.east - self.west) * WIDTH
        y = (self.north - lat) / (self.north - self.south) * self.height
        return round(x, 1), round(y, 1)

    def holds(self, lat: float, lon: float) -> bool:
        """Say whether a place is on the map."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


@dataclass(frozen=True, slots=True)
class Land:
    """A state as a path, and where its name is written (None where there is no room)."""

    name: str
    path: str
    label: Point | None


def view_over(places: Sequence[Point]) -> View:
    """Return a view that holds the places, given as (lat, lon); all the world for none."""
    if not places:
        return View(-170.0, -58.0, 190.0, 80.0, 480)
    lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = max(math.cos(math.radians(middle_lat)), 0.25)
    tall = max((max(lats) - min(lats)) * (1 + 2 * AROUND), SMALLEST)
    wide = max((max(lons) - min(lons)) * (1 + 2 * AROUND), SMALLEST / squeeze)
    height = min(max(round(WIDTH * tall / (wide * squeeze)), LOWEST), HIGHEST)
    # What the shape of the paper leaves over is given to the shorter side.
    wide = max(wide, tall * WIDTH / height / squeeze)
    tall = wide * squeeze * height / WIDTH
    north = min(middle_lat + tall / 2, 89.0)
    return View(middle_lon - wide / 2, north - tall, middle_lon + wide / 2, north, height)


def rings_in(view: View) -> tuple[tuple[Point, ...], ...]:
    """Return the outlines of the states that the view shows, cut at its edges, as (lon, lat)."""
    box = (view.west, view.south, view.east, view.north)
    found = []
    for _, rings in _states():
        for ring, (west, south, east, north) in rings:
            if east < box[0] or west > box[2] or north < box[1] or south > box[3]:
                continue
            whole = west >= box[0] and east <= box[2] and south >= box[1] and north <= box[3]
            points = ring if whole else _cut(ring, box)
            if len(points) > 2:
                found.append(tuple(points))
    return tuple(found)


def lands_in(view: View) -> tuple[Land, ...]:
    """Return the states that the view shows, each as one path."""
    edge_x, edge_y = (view.east - view.west) * 0.02, (view.north - view.south) * 0.02
    box = (view.west - edge_x, view.south - edge_y, view.east + edge_x, view.north + edge_y)
    found = []
    for name, rings in _states():
        parts = []
        best, label = 0.0, None
        for ring, (west, south, east, north) in rings:
            if east < box[0] or west > box[2] or north < box[1] or south > box[3]:
                continue
            whole = west >= box[0] and east <= box[2] and south >= box[1] and north <= box[3]
            points = [view.at(lat, lon) for lon, lat in (ring if whole else _cut(ring, box))]
            drawn = list(_coarser(points, WHOLE if view.east - view.west > WIDE else FINEST))
            if len(drawn) < 3:
                continue
            parts.append(_path(drawn, 0 if view.east - view.west > WIDE else 1))
            size, middle = _middle(drawn)
            if size > best:
                best, label = size, middle
        if parts:
            found.append(Land(name, "".join(parts), label if best >= NAMED else None))
    return tuple(found)


Ring = tuple[tuple[Point, ...], tuple[float, float, float, float]]


@cache
def _states() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """Return each state with its rings in degrees, (lon, lat), and the box of each."""
    data = json.loads(read_bytes("outlines.json"))
    scale = data["scale"]
    arcs: list[list[Point]] = []
    for flat in data["arcs"]:
        x = y = 0
        points = []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / scale, y / scale))
        arcs.append(points)
    found = []
    for one in data["states"]:
        rings = []
        for ring in one["rings"]:
            joined: list[Point] = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                joined += arc[1:] if joined else arc
            for whole in _unrolled(joined):
                lons, lats = [x for x, _ in whole], [y for _, y in whole]
                rings.append((whole, (min(lons), min(lats), max(lons), max(lats))))
        found.append((str(one["name"]), tuple(rings)))
    return tuple(found)


def _unrolled(ring: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    """Yield a ring without a jump at 180 degrees: it goes on, and stands on the other side too.

    One that goes all around is closed along the pole.
    """
    turn, before = 0.0, ring[0][0]
    found: list[Point] = []
    for lon, lat in ring:
        turn += 360.0 if lon - before < -180.0 else -360.0 if lon - before > 180.0 else 0.0
        before = lon
        found.append((lon + turn, lat))
    if abs(found[-1][0] - found[0][0]) > 180.0:
        pole = math.copysign(90.0, found[0][1])
        found += [(found[-1][0], pole), (found[0][0], pole)]
    yield tuple(found)
    if min(lon for lon, _ in found) < -180.0:
        yield tuple((lon + 360.0, lat) for lon, lat in found)
    if max(lon for lon, _ in found) > 180.0:
        yield tuple((lon - 360.0, lat) for lon, lat in found)


def _cut(ring: Sequence[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Return a ring cut at the four edges of a box (Sutherland and Hodgman 1974)."""
    points = list(ring)
    for axis, limit, above in (
        (0, box[0], True),
        (0, box[2], False),
        (1, box[1], True),
        (1, box[3], False),
    ):
        kept: list[Point] = []
        before = points[-1] if points else (0.0, 0.0)
        for now in points:
            inside = now[axis] >= limit if above else now[axis] <= limit
            was = before[axis] >= limit if above else before[axis] <= limit
            if inside != was:
                part = (limit - before[axis]) / (now[axis] - before[axis])
                kept.append(
                    (
                        before[0] + part * (now[0] - before[0]),
                        before[1] + part * (now[1] - before[1]),
                    )
                )
            if inside:
                kept.append(now)
            before = now
        points = kept
    return points


def _path(points: Sequence[Point], digits: int) -> str:
    """Return a closed path by differences, which are short."""
    rounded = [(round(x, digits), round(y, digits)) for x, y in points]
    steps = "".join(
        f"l{x2 - x1:.{digits}f} {y2 - y1:.{digits}f}"
        for (x1, y1), (x2, y2) in pairwise(rounded)
        if (x1, y1) != (x2, y2)
    )
    return f"M{rounded[0][0]:g} {rounded[0][1]:g}{steps}z"


def _coarser(points: Sequence[Point], finest: float) -> Iterator[Point]:
    """Yield the points that stand apart from the one before by what can be seen."""
    before: Point | None = None
    for x, y in points:
        if before is None or max(abs(x - before[0]), abs(y - before[1])) >= finest:
            before = (x, y)
            yield before


def _middle(points: Sequence[Point]) -> tuple[float, Point]:
    """Return the area of a ring, and its centre of gravity."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if abs(area) < 1e-9:
        return 0.0, points[0]
    return abs(area) / 2, (round(x / (3 * area), 1), round(y / (3 * area), 1))
