"""Layout of lineage: names in columns, so that words travel to the right, and their curves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.trace import Edge, Graph, Node

__all__ = ["BOX", "HEIGHT", "MOST_EDGES", "MOST_NODES", "Curve", "Layout", "layout_of"]

MOST_NODES = 40
MOST_EDGES = 90
BOX, HEIGHT = 236.0, 42.0
GAP_X, GAP_Y = 170.0, 16.0
WIDEST_Y = 60.0
"""How far apart the boxes of a short column may stand."""

TIE = 5.0
"""Height of a box that each arrow on one side of it takes: a box with many is the taller."""

BULGE = 46.0
"""How far an arrow between two names of one column swings out."""

APART = 6.0
"""How far beside each other two arrows between the same two names of one column run."""

COLUMNS = 5
SWEEPS = 6
LABELS = (0.5, 0.36, 0.64, 0.43, 0.57, 0.28, 0.72, 0.2, 0.12, 0.88)
"""Places along the curves for their figures: the first five in turn, so that neighbours do not
stand on each other; the next where one would stand on a box."""

Point = tuple[float, float]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic curve by its four points, and the part of it at which its figures stand."""

    points: tuple[Point, Point, Point, Point]
    label: float

    def at(self, part: float) -> Point:
        """Return the point after `part` of the curve, in [0, 1]."""
        rest = 1 - part
        shares = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
        x = sum(share * point[0] for share, point in zip(shares, self.points, strict=True))
        y = sum(share * point[1] for share, point in zip(shares, self.points, strict=True))
        return x, y


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
    """Return the layout of `graph`; the same graph has the same layout."""
    edges, names = _chosen(graph)
    repeated = {name for edge in graph.edges for name in (edge.source, edge.target)}
    columns = _columns(graph, edges, names)
    heights = _heights(edges, names)
    full = max((_stacked(column, heights) for column in columns), default=0.0)
    places: dict[str, Point] = {}
    for number, column in enumerate(columns):
        spare = full - sum(heights[name] for name in column)
        gap = max(GAP_Y, min(WIDEST_Y, spare / (len(column) + 1)))
        y = (spare - gap * (len(column) - 1)) / 2
        for name in column:
            places[name] = (number * (BOX + GAP_X), y)
            y += heights[name] + gap
    curves = _curves(edges, places, heights)
    furthest = [point[0] for curve in curves.values() for point in curve.points]
    right = max((x + BOX for x, _ in places.values()), default=0.0)
    return Layout(
        nodes=tuple(node for node in graph.nodes if node.name in places),
        edges=edges,
        places=places,
        heights=heights,
        curves=curves,
        width=max(right, *furthest) if furthest else right,
        height=full,
        unrepeated=sum(node.name not in repeated for node in graph.nodes),
        left_out_nodes=len(repeated) - len(places),
        left_out_edges=len(graph.edges) - len(edges),
    )


def _heights(edges: Sequence[Edge], names: frozenset[str]) -> Mapping[str, float]:
    leaving = Counter(edge.source for edge in edges)
    reaching = Counter(edge.target for edge in edges)
    return {n: max(HEIGHT, TIE * (1 + max(leaving[n], reaching[n]))) for n in sorted(names)}


def _stacked(column: Sequence[str], heights: Mapping[str, float]) -> float:
    return sum(heights[name] + GAP_Y for name in column) - GAP_Y


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


def _columns(graph: Graph, edges: Sequence[Edge], names: frozenset[str]) -> list[list[str]]:
    """Return names in columns: each to the right of those it has it from, circles in one column."""
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
    columns: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for name in sorted(names):
        columns[column[together[name]]].append(name)
    return _ordered([own for own in columns if own], edges)


def _ordered(columns: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """Order each column by the mean height of what its names are tied to (Sugiyama, 1981)."""
    tied: dict[str, list[str]] = {}
    for edge in edges:
        tied.setdefault(edge.source, []).append(edge.target)
        tied.setdefault(edge.target, []).append(edge.source)
    height: dict[str, float] = {}

    def settle(column: list[str]) -> None:
        middle = (len(column) - 1) / 2
        height.update((name, row - middle) for row, name in enumerate(column))

    for column in columns:
        settle(column)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else columns[::-1]:
            mean = {n: sum(height[o] for o in tied[n]) / len(tied[n]) for n in column}
            column.sort(key=lambda name: (round(mean[name], 6), name))
            settle(column)
    return columns


def _curves(
    edges: Sequence[Edge], places: Mapping[str, Point], heights: Mapping[str, float]
) -> Mapping[Pair, Curve]:
    """Return a curve for each edge; those of one box leave and reach it side by side."""
    leaving = _ports([(e.source, e.target) for e in edges], places, heights)
    reaching = _ports([(e.target, e.source) for e in edges], places, heights)
    curves = {}
    inner = 0
    for number, edge in enumerate(
        sorted(edges, key=lambda e: (places[e.source], places[e.target]))
    ):
        pair = (edge.source, edge.target)
        (x1, _), (x2, _) = places[edge.source], places[edge.target]
        y1, y2 = leaving[pair], reaching[pair[::-1]]
        if x1 == x2:
            # Two names of one column: out on the right and back again.
            out = x1 + BOX + BULGE + 14 * (inner % 4)
            inner += 1
            y1, y2 = y1 - APART, y2 + APART
            points = ((x1 + BOX, y1), (out, y1), (out, y2), (x2 + BOX + 1, y2))
        elif x1 < x2:
            bend = min((x2 - x1 - BOX) * 0.55, GAP_X)
            points = ((x1 + BOX, y1), (x1 + BOX + bend, y1), (x2 - bend, y2), (x2 - 1, y2))
        else:
            points = ((x1, y1), (x1 - GAP_X / 2, y1), (x2 + BOX + GAP_X / 2, y2), (x2 + BOX, y2))
        curves[pair] = _labelled(points, number, places, heights)
    return curves


def _labelled(
    points: tuple[Point, Point, Point, Point],
    number: int,
    places: Mapping[str, Point],
    heights: Mapping[str, float],
) -> Curve:
    """Return the curve with its figures where they stand on no box, if there is such a place."""
    turn = number % 5
    for part in (*LABELS[turn:5], *LABELS[:turn], *LABELS[5:]):
        curve = Curve(points, part)
        x, y = curve.at(part)
        if not any(
            left - 12 < x < left + BOX + 12 and top - 8 < y < top + heights[name] + 8
            for name, (left, top) in places.items()
        ):
            return curve
    return Curve(points, LABELS[turn])


def _ports(
    pairs: Sequence[Pair], places: Mapping[str, Point], heights: Mapping[str, float]
) -> Mapping[Pair, float]:
    """Return the height at which each (box, other box) is tied to the first, in order of others."""
    found = {}
    for name in sorted({one for one, _ in pairs}):
        others = sorted((o for one, o in pairs if one == name), key=lambda o: (places[o][1], o))
        for number, other in enumerate(others, 1):
            found[name, other] = places[name][1] + heights[name] * number / (len(others) + 1)
    return found
