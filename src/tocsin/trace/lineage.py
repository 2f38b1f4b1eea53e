"""Lineage: who repeats whom, how often, how late, and who goes round in circles."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from xml.etree import ElementTree as ET

from tocsin.nouns import Origin, Reading, Register, iso_of
from tocsin.trace.utterances import outlet_name

__all__ = ["Circle", "Edge", "Graph", "Node", "graph"]

SECONDS_A_DAY = 86400.0
GRAPHML = "http://graphml.graphdrawing.org/xmlns"


@dataclass(frozen=True, slots=True)
class Node:
    """A source or outlet: of how many origins it is the source, and how many it passed on."""

    name: str
    said: int
    relayed: int


@dataclass(frozen=True, slots=True)
class Edge:
    """`target` had it from `source`, in `count` origins.

    `first` is the earliest occasion among them, `lag_days` the median time from the occasion to
    the report in which `target` had it; None where no date is known, or `target` has no report.
    `origins` are their ids, sorted.
    """

    source: str
    target: str
    count: int
    first: datetime | None
    lag_days: float | None
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Names that have it from each other, sorted.

    `origins` are those in which the circle closes within one origin: each cites the other for the
    same words. Without any, they only cite one another on different matters.
    """

    names: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Who repeats whom, as nodes and edges sorted by name."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    circles: tuple[Circle, ...]

    def as_json(self) -> str:
        """Return the graph as one JSON object: nodes, edges, circles."""
        return json.dumps(
            {
                "nodes": [
                    {"name": n.name, "said": n.said, "relayed": n.relayed} for n in self.nodes
                ],
                "edges": [
                    {
                        "from": e.source,
                        "to": e.target,
                        "count": e.count,
                        "first": iso_of(e.first),
                        "lag_days": e.lag_days,
                        "origins": list(e.origins),
                    }
                    for e in self.edges
                ],
                "circles": [
                    {"names": list(c.names), "origins": list(c.origins)} for c in self.circles
                ],
            },
            ensure_ascii=False,
        )

    def as_graphml(self) -> str:
        """Return the graph in GraphML, for Gephi, yEd, networkx and others."""
        ET.register_namespace("", GRAPHML)
        root = ET.Element(f"{{{GRAPHML}}}graphml")
        for name, side, kind in (
            ("said", "node", "int"),
            ("relayed", "node", "int"),
            ("count", "edge", "int"),
            ("first", "edge", "string"),
            ("lag_days", "edge", "double"),
        ):
            attributes = {"id": name, "for": side, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, f"{{{GRAPHML}}}key", attributes)
        drawn = ET.SubElement(root, f"{{{GRAPHML}}}graph", {"edgedefault": "directed"})
        for node in self.nodes:
            element = ET.SubElement(drawn, f"{{{GRAPHML}}}node", {"id": node.name})
            _data(element, {"said": node.said, "relayed": node.relayed})
        for edge in self.edges:
            ends = {"source": edge.source, "target": edge.target}
            element = ET.SubElement(drawn, f"{{{GRAPHML}}}edge", ends)
            values = {"count": edge.count, "first": iso_of(edge.first), "lag_days": edge.lag_days}
            _data(element, values)
        ET.indent(root)
        return ET.tostring(root, encoding="unicode", xml_declaration=True)


def graph(
    origins: Sequence[Origin],
    readings: Sequence[Reading] = (),
    register: Register | None = None,
) -> Graph:
    """Return who repeats whom in `origins`.

    Lags need to know when reports were published and by whom: give `readings`, and the `register`
    under which the origins were traced. Without them every lag is None.
    """
    published = _published(readings, register)
    said: dict[str, int] = {}
    passed: dict[str, set[str]] = {}
    carried: dict[tuple[str, str], list[Origin]] = {}
    for origin in origins:
        said[origin.source] = said.get(origin.source, 0) + 1
        for pair in dict.fromkeys(origin.relays):
            carried.setdefault(pair, []).append(origin)
            passed.setdefault(pair[1], set()).add(origin.id)
    names = sorted({*said, *(name for pair in carried for name in pair)})
    nodes = tuple(Node(n, said.get(n, 0), len(passed.get(n, ()))) for n in names)
    edges = tuple(_edge(pair, carried[pair], published) for pair in sorted(carried))
    return Graph(nodes, edges, _circles(origins, sorted(carried)))


def _data(element: ET.Element, values: Mapping[str, object]) -> None:
    for key, value in values.items():
        if value is not None:
            ET.SubElement(element, f"{{{GRAPHML}}}data", {"key": key}).text = str(value)


def _published(
    readings: Sequence[Reading], register: Register | None
) -> Mapping[str, tuple[str, datetime]]:
    """Return (outlet, time of publication) by report."""
    known = Register({}, {}, {}, {}) if register is None else register
    return {
        reading.report.id: (outlet_name(reading.report, known), reading.report.published.start)
        for reading in readings
        if reading.report.published is not None and reading.report.published.start is not None
    }


def _edge(
    pair: tuple[str, str],
    origins: Sequence[Origin],
    published: Mapping[str, tuple[str, datetime]],
) -> Edge:
    starts = [o.occasion.start for o in origins if o.occasion and o.occasion.start]
    lags: list[float] = []
    for origin in origins:
        if origin.occasion is None or origin.occasion.start is None:
            continue
        times = [
            published[mention.report][1]
            for mention in origin.mentions
            if mention.report in published and published[mention.report][0] == pair[1]
        ]
        if times:
            lags.append((min(times) - origin.occasion.start).total_seconds() / SECONDS_A_DAY)
    return Edge(
        source=pair[0],
        target=pair[1],
        count=len(origins),
        first=min(starts, default=None),
        lag_days=round(median(lags), 6) if lags else None,
        origins=tuple(sorted(origin.id for origin in origins)),
    )


def _circles(origins: Sequence[Origin], pairs: Sequence[tuple[str, str]]) -> tuple[Circle, ...]:
    closed: dict[tuple[str, ...], list[str]] = {names: [] for names in _knots(pairs)}
    for origin in origins:
        for names in _knots(sorted(set(origin.relays))):
            closed.setdefault(names, []).append(origin.id)
    return tuple(Circle(names, tuple(sorted(closed[names]))) for names in sorted(closed))


def _knots(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return sets of two or more names that reach each other along `pairs` (Kosaraju's method)."""
    onward: dict[str, list[str]] = {}
    backward: dict[str, list[str]] = {}
    for one, other in pairs:
        onward.setdefault(one, []).append(other)
        backward.setdefault(other, []).append(one)
    left: list[str] = []
    seen: set[str] = set()
    for name in sorted({*onward, *backward}):
        left.extend(_walk(name, onward, seen))
    found: list[tuple[str, ...]] = []
    seen = set()
    for name in reversed(left):
        knot = _walk(name, backward, seen)
        if len(knot) > 1:
            found.append(tuple(sorted(knot)))
    return tuple(sorted(found))


def _walk(start: str, steps: Mapping[str, Sequence[str]], seen: set[str]) -> list[str]:
    """Return what is reached from `start` and not yet `seen`, in the order in which it is left."""
    if start in seen:
        return []
    seen.add(start)
    left: list[str] = []
    path = [(start, iter(steps.get(start, ())))]
    while path:
        name, ahead = path[-1]
        onward = next((step for step in ahead if step not in seen), None)
        if onward is None:
            left.append(name)
            path.pop()
        else:
            seen.add(onward)
            path.append((onward, iter(steps.get(onward, ()))))
    return left
