"""Build the outlines of states that the map draws, out of Natural Earth's.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_outlines.py package/countries-50m.json

The package (ISC licence) holds Natural Earth's states at 1:50 million (public domain,
naturalearthdata.com) as TopoJSON. Borders that two states share stay one line: each arc is thinned
by itself, its ends kept (Douglas and Peucker 1973).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src/tocsin/data/outlines.json"
TOLERANCE = 0.02
"""Degrees by which a thinned line may leave the one it stands for."""

SCALE = 100
"""Whole numbers a degree."""

Point = tuple[float, float]


def thinned(points: list[Point], tolerance: float) -> list[Point]:
    """Return the points without which the line would leave itself by more than `tolerance`."""
    if len(points) < 3:
        return points
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (x1, y1), (x2, y2) = points[first], points[last]
        dx, dy = x2 - x1, y2 - y1
        length = (dx * dx + dy * dy) ** 0.5
        worst, at = tolerance, -1
        for number in range(first + 1, last):
            x, y = points[number]
            if length:
                far = abs(dy * (x - x1) - dx * (y - y1)) / length
            else:
                far = ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            if far > worst:
                worst, at = far, number
        if at >= 0:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[number] for number in sorted(keep)]


def main(source: Path) -> None:
    """Write the outlines: thinned arcs as differences, and for each state its rings of arcs."""
    world = json.loads(source.read_text("utf-8"))
    (scale_x, scale_y), (shift_x, shift_y) = (
        world["transform"]["scale"],
        world["transform"]["translate"],
    )
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        flat: list[int] = []
        before = (0, 0)
        for lon, lat in thinned(points, TOLERANCE):
            now = (round(lon * SCALE), round(lat * SCALE))
            flat += [now[0] - before[0], now[1] - before[1]]
            before = now
        arcs.append(flat)
    states = []
    for one in world["objects"]["countries"]["geometries"]:
        parts = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        states.append(
            {
                "name": one["properties"]["name"],
                "rings": [ring for part in parts for ring in part],
            }
        )
    found = {
        "origin": "Natural Earth 1:50m, Admin 0 countries, by the npm package world-atlas 2.0.2",
        "licence": "Natural Earth: public domain; world-atlas: ISC",
        "scale": SCALE,
        "arcs": arcs,
        "states": sorted(states, key=lambda one: one["name"]),
    }
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", "utf-8")
    print(f"{len(states)} states, {sum(map(len, arcs)) // 2} points, {len(text)} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
