"""Layout of lineage: names in columns, so that words travel to the right, and their curves."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.publish.drawing import figure
from tocsin.trace import Edge, Graph, Node

__all__ = [
    "BOX",
    "HEIGHT",
    "MOST_EDGES",
    "MOST_NODES",
    "Curve",
    "Layout",
    "layout_of",
    "thickness",
    "told_beside",
]

MOST_NODES = 40
MOST_EDGES = 90
BOX, HEIGHT = 236.0, 42.0
GAP_X, GAP_Y = 170.0, 16.0
WIDEST_Y = 60.0
"""How far apart the boxes of a short column may stand."""

LANE, LANE_Y = 8.0, 10.0
"""Height of a lane, by which arrows pass a column on their way, and how far it is from a box."""

TIE = 5.0
"""Height of a box that each arrow on one side of it takes: a box with many is the taller."""

BULGE = 46.0
"""How far an arrow between two names of one column swings out."""

APART = 6.0
"""How far beside each other two arrows between the same two names of one column run."""

COLUMNS = 5
SWEEPS = 6
LABELS = (0.16, 0.22, 0.28, 0.34, 0.4, 0.46, 0.52, 0.58, 0.64, 0.7, 0.8, 0.88)
"""Places along a curve's first piece for its figures, where it is still apart from others: the
first that is on no box and on no others' figures."""

LABEL_X, LABEL_Y = 44.0, 12.0
"""Room that the figures of a curve take."""

Point = tuple[float, float]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve of cubic pieces by their points, and the part of the first with its figures.

    Four points make the first piece, each three more another, from the end of the one before.
    """

    points: tuple[Point, ...]
    label: float

    def at(self, part: float) -> Point:
        """Return the point after `part` of the first piece, in [0, 1]."""
        rest = 1 - part
        shares = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
        x = sum(share * point[0] for share, point in zip(shares, self.points[:4], strict=True))
        y = sum(share * point[1] for share, point in zip(shares, self.points[:4], strict=True))
        return x, y

    @property
    def path(self) -> str:
        """The curve as the data of an SVG path."""
        (x, y), *onward = self.points
        rest = " ".join(f"{figure(right)} {figure(down)}" for right, down in onward)
        return f"M{figure(x)} {figure(y)} C{rest}"


def thickness(edge: Edge) -> float:
    """Return the width of an arrow in pixels: by the logarithm of what it carries, to a most."""
    return min(1.4 + 1.3 * math.log2(edge.count), 7.0)


def told_beside(edge: Edge) -> str:
    """Return the figures of an arrow: how many origins it carries, and how late."""
    lag = "" if edge.lag_days is None else f" · {figure(edge.lag_days)} d"
    return f"{edge.count}{lag}"


@dataclass(frozen=True, slots=True, order=True)
class _Stop:
    """Where an arrow is tied to or passes a column: a name's box, or the lane to a name.

    What goes to one name passes a column by one lane, so an arrow in a lane has one end.
    """

    name: str
    column: int
    lane: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """What is drawn and where: the left upper corner and height of each box, a curve for each edge.

    `unrepeated` counts names without any edge, the other two what was too much for one picture.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    places: Mapping[str, Point]
    heights: Mapping[str, float]
    curves: Mapping[Pair, Curve]
    width: float
    height: float
    unrepeated: int
    left_out_nodes: int
    left_out_edges: int


def layout_of(graph: Graph) -> Layout:
    """Return the layout of `graph`; the same graph has the same layout.

    No arrow runs behind a box: one to a column further on passes those between by lanes.
    """
    edges, names = _chosen(graph)
    repeated = {name for edge in graph.edges for name in (edge.source, edge.target)}
    column_of = _columns(graph, edges, names)
    ways = {(e.source, e.target): _way(e, column_of) for e in edges}
    columns = _ordered(column_of, ways)
    heights = _heights(columns, ways)
    full = max((_stacked(column, heights) for column in columns), default=0.0)
    tops: dict[_Stop, Point] = {}
    for column in columns:
        more = (full - _stacked(column, heights)) / (len(column) + 1)
        more = min(more, WIDEST_Y - GAP_Y)
        y = (full - _stacked(column, heights) - more * (len(column) - 1)) / 2
        for at, stop in enumerate(column):
            tops[stop] = (stop.column * (BOX + GAP_X), y)
            y += heights[stop] + more + (_gap(*column[at : at + 2]) if at + 1 < len(column) else 0)
    places = {stop.name: tops[stop] for stop in sorted(tops) if not stop.lane}
    tall = {stop.name: heights[stop] for stop in sorted(tops) if not stop.lane}
    curves = _curves(ways, tops, heights)
    furthest = [point[0] for curve in curves.values() for point in curve.points]
    right = max((x + BOX for x, _ in places.values()), default=0.0)
    return Layout(
        nodes=tuple(node for node in graph.nodes if node.name in places),
        edges=edges,
        places=places,
        heights=tall,
        curves=curves,
        width=max(right, *furthest) if furthest else right,
        height=full,
        unrepeated=sum(node.name not in repeated for node in graph.nodes),
        left_out_nodes=len(repeated) - len(places),
        left_out_edges=len(graph.edges) - len(edges),
    )


def _way(edge: Edge, column_of: Mapping[str, int]) -> tuple[_Stop, ...]:
    """Return the stops of an edge: its source's box, a lane in each column between, its target."""
    first, last = column_of[edge.source], column_of[edge.target]
    between = (_Stop(edge.target, column, lane=True) for column in range(first + 1, last))
    source = _Stop(edge.source, first, lane=False)
    return source, *between, _Stop(edge.target, last, lane=False)


def _heights(
    columns: Sequence[Sequence[_Stop]], ways: Mapping[Pair, tuple[_Stop, ...]]
) -> Mapping[_Stop, float]:
    steps = {step for way in ways.values() for step in pairwise(way)}
    leaving = Counter(one for one, _ in steps)
    reaching = Counter(other for _, other in steps)
    return {
        stop: LANE if stop.lane else max(HEIGHT, TIE * (1 + max(leaving[stop], reaching[stop])))
        for column in columns
        for stop in column
    }


def _gap(one: _Stop, other: _Stop) -> float:
    return LANE_Y if one.lane or other.lane else GAP_Y


def _stacked(column: Sequence[_Stop], heights: Mapping[_Stop, float]) -> float:
    gaps = sum(_gap(one, other) for one, other in pairwise(column))
    return sum(heights[stop] for stop in column) + gaps


def _chosen(graph: Graph) -> tuple[tuple[Edge, ...], frozenset[str]]:
    """Return the edges to draw (first those of circles, then by count) and their ends."""
    ranked = sorted(
        graph.edges, key=lambda e: (not graph.is_circular(e), -e.count, e.source, e.target)
    )
    names: set[str] = set()
    kept: list[Edge] = []
    for edge in ranked:
        ends = {edge.source, edge.target}
        if len(kept) < MOST_EDGES and len(names | ends) <= MOST_NODES:
            names |= ends
            kept.append(edge)
    return tuple(sorted(kept, key=lambda e: (e.source, e.target))), frozenset(names)


def _columns(graph: Graph, edges: Sequence[Edge], names: frozenset[str]) -> Mapping[str, int]:
    """Return each name's column: to the right of those it has it from, circles in one column."""
    together = {name: name for name in names}
    for circle in graph.circles:
        inside = [name for name in circle.names if name in names]
        joined = {together[name] for name in inside}
        for name in sorted(names):
            if together[name] in joined:
                together[name] = min(joined)
    column = dict.fromkeys(set(together.values()), 0)
    for _ in range(len(column)):
        for edge in edges:
            one, other = together[edge.source], together[edge.target]
            if one != other:
                column[other] = max(column[other], min(column[one] + 1, COLUMNS - 1))
    used = sorted(set(column.values()))
    return {name: used.index(column[together[name]]) for name in sorted(names)}


def _ordered(
    column_of: Mapping[str, int], ways: Mapping[Pair, tuple[_Stop, ...]]
) -> list[list[_Stop]]:
    """Order each column by the mean height of what its stops are tied to (Sugiyama, 1981)."""
    tied: dict[_Stop, list[_Stop]] = {}
    for one, other in sorted({step for way in ways.values() for step in pairwise(way)}):
        tied.setdefault(one, []).append(other)
        tied.setdefault(other, []).append(one)
    columns: list[list[_Stop]] = [[] for _ in range(max(column_of.values(), default=-1) + 1)]
    for stop in sorted(tied):
        columns[stop.column].append(stop)
    height: dict[_Stop, float] = {}

    def settle(column: list[_Stop]) -> None:
        middle = (len(column) - 1) / 2
        height.update((stop, row - middle) for row, stop in enumerate(column))

    for column in columns:
        settle(column)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else columns[::-1]:
            mean = {stop: sum(height[o] for o in tied[stop]) / len(tied[stop]) for stop in column}
            column.sort(key=lambda stop: (round(mean[stop], 6), stop))
            settle(column)
    return columns


def _curves(
    ways: Mapping[Pair, tuple[_Stop, ...]],
    tops: Mapping[_Stop, Point],
    heights: Mapping[_Stop, float],
) -> Mapping[Pair, Curve]:
    """Return a curve for each edge; those of one box leave and reach it side by side."""
    steps = sorted({step for way in ways.values() for step in pairwise(way)})
    leaving = _ports(steps, tops, heights)
    reaching = _ports([(other, one) for one, other in steps], tops, heights)
    curves: dict[Pair, Curve] = {}
    taken: list[Point] = []
    inner = 0
    ordered = sorted(ways, key=lambda pair: (tops[ways[pair][0]], tops[ways[pair][-1]], pair))
    for pair in ordered:
        way = ways[pair]
        (x1, _), (x2, _) = tops[way[0]], tops[way[-1]]
        points: tuple[Point, ...]
        if x1 < x2:
            points = _through(way, tops, leaving, reaching)
        else:
            y1, y2 = leaving[way[0], way[-1]], reaching[way[-1], way[0]]
            # Two names of one column: out on the right and back again.
            out = x1 + BOX + BULGE + 14 * (inner % 4)
            inner += 1
            y1, y2 = y1 - APART, y2 + APART
            points = ((x1 + BOX, y1), (out, y1), (out, y2), (x2 + BOX + 1, y2))
        curves[pair] = _labelled(points, tops, heights, taken)
        taken.append(curves[pair].at(curves[pair].label))
    return curves


def _through(
    way: Sequence[_Stop],
    tops: Mapping[_Stop, Point],
    leaving: Mapping[tuple[_Stop, _Stop], float],
    reaching: Mapping[tuple[_Stop, _Stop], float],
) -> tuple[Point, ...]:
    """Return the points of a curve from column to column, straight along each lane."""
    bend = GAP_X * 0.55
    first = tops[way[0]][0] + BOX, leaving[way[0], way[1]]
    points: list[Point] = [first]
    for one, other in pairwise(way):
        x, y = points[-1]
        left = tops[other][0]
        middle = tops[other][1] + LANE / 2
        end = (left, middle) if other.lane else (left - 1, reaching[other, one])
        points += [(x + bend, y), (left - bend, end[1]), end]
        if other.lane:
            points += [(left + BOX / 3, middle), (left + 2 * BOX / 3, middle), (left + BOX, middle)]
    return tuple(points)


def _labelled(
    points: tuple[Point, ...],
    tops: Mapping[_Stop, Point],
    heights: Mapping[_Stop, float],
    taken: Sequence[Point],
) -> Curve:
    """Return the curve with its figures where they stand on nothing else, if there is a place."""
    for part in LABELS:
        curve = Curve(points, part)
        x, y = curve.at(part)
        on_box = any(
            left - 24 < x < left + BOX + 24 and top - 8 < y < top + heights[stop] + 8
            for stop, (left, top) in tops.items()
            if not stop.lane
        )
        if not on_box and not any(
            abs(x - left) < LABEL_X and abs(y - top) < LABEL_Y for left, top in taken
        ):
            return curve
    return Curve(points, LABELS[0])


def _ports(
    steps: Sequence[tuple[_Stop, _Stop]],
    tops: Mapping[_Stop, Point],
    heights: Mapping[_Stop, float],
) -> Mapping[tuple[_Stop, _Stop], float]:
    """Return the height at which each (stop, next stop) is tied to the first, in order of next."""
    found = {}
    for stop in sorted({one for one, _ in steps}):
        others = sorted((o for one, o in steps if one == stop), key=lambda o: (tops[o][1], o))
        for number, other in enumerate(others, 1):
            found[stop, other] = tops[stop][1] + heights[stop] * number / (len(others) + 1)
    return found
