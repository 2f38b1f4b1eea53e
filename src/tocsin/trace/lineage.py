"""Lineage: who repeats whom, how often, how late, and who goes round in circles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from statistics import median
from xml.etree import ElementTree as ET

from tocsin.nouns import Origin, Reading, Register, iso_of
from tocsin.trace.cast import outlet_name
from tocsin.trace.words import STOPS, stem, text_of

__all__ = ["Circle", "Edge", "Graph", "Node", "graph"]

SECONDS_A_DAY = 86400.0
SAME_WORDS, LEAST_SHARED = 0.6, 4
"""Part of the lesser's stems, and stems, that two origins share to be one matter: as for the
paraphrases of one speaker in two outlets."""

MOST_COMPARED = 300
"""Origins of one circle that are compared with each other."""

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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

    `first` is the earliest occasion among them and `mover` who said it then, the first mover;
    `lag_days` the median time from the occasion to the report in which `target` had it. None where
    no date is known, or `target` has no report. `origins` are their ids, sorted.
    """

    source: str
    target: str
    count: int
    first: datetime | None
    mover: str | None
    lag_days: float | None
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Names that have it from each other, sorted.

    `origins` are those in which the circle closes within one origin: each cites the other for the
    same words. Without any, they only cite one another on different matters. `first` is the one
    from whom another of them had it on the earliest occasion, None where no date is known.
    """

    names: tuple[str, ...]
    origins: tuple[str, ...]
    first: str | None


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
                        "mover": e.mover,
                        "lag_days": e.lag_days,
                        "origins": list(e.origins),
                    }
                    for e in self.edges
                ],
                "circles": [
                    {"names": list(c.names), "origins": list(c.origins), "first": c.first}
                    for c in self.circles
                ],
            },
            ensure_ascii=False,
        )

    def is_circular(self, edge: Edge) -> bool:
        """Say whether `edge` runs between two names of one circle."""
        return any(edge.source in c.names and edge.target in c.names for c in self.circles)

    def as_graphml(self) -> str:
        """Return the graph in GraphML, for Gephi, yEd, networkx and others.

        An edge is `circular` where it runs between two names of one circle.
        """
        ids = _ids(node.name for node in self.nodes)
        ET.register_namespace("", GRAPHML)
        root = ET.Element(f"{{{GRAPHML}}}graphml")
        for name, side, kind in (
            ("said", "node", "int"),
            ("relayed", "node", "int"),
            ("count", "edge", "int"),
            ("first", "edge", "string"),
            ("mover", "edge", "string"),
            ("lag_days", "edge", "double"),
            ("circular", "edge", "boolean"),
        ):
            attributes = {"id": name, "for": side, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, f"{{{GRAPHML}}}key", attributes)
        drawn = ET.SubElement(root, f"{{{GRAPHML}}}graph", {"edgedefault": "directed"})
        for node in self.nodes:
            element = ET.SubElement(drawn, f"{{{GRAPHML}}}node", {"id": ids[node.name]})
            _data(element, {"said": node.said, "relayed": node.relayed})
        for edge in self.edges:
            ends = {"source": ids[edge.source], "target": ids[edge.target]}
            element = ET.SubElement(drawn, f"{{{GRAPHML}}}edge", ends)
            values = {
                "count": edge.count,
                "first": iso_of(edge.first),
                "mover": edge.mover,
                "lag_days": edge.lag_days,
                "circular": "true" if self.is_circular(edge) else None,
            }
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
    under which the origins were traced. Without them every lag is None, and a circle closes only
    within one origin.
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
    return Graph(nodes, edges, _circles(origins, edges, readings))


def _data(element: ET.Element, values: Mapping[str, object]) -> None:
    for key, value in values.items():
        if value is not None:
            ET.SubElement(element, f"{{{GRAPHML}}}data", {"key": key}).text = _xml(str(value))


def _xml(text: str) -> str:
    """Return `text` with U+FFFD for each character that no XML may hold, not even escaped."""
    return NO_XML.sub("\ufffd", text)


def _ids(names: Iterable[str]) -> Mapping[str, str]:
    """Return an id for each name: itself where XML can hold it, told apart where two look alike."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = written = _xml(name)
        number = 1
        while written in taken:
            number += 1
            written = f"{plain} ({number})"
        found[name] = written
        taken.add(written)
    return found


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
    starts = sorted(
        (o.occasion.start, o.id, o.source) for o in origins if o.occasion and o.occasion.start
    )
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
        first=starts[0][0] if starts else None,
        mover=starts[0][2] if starts else None,
        lag_days=round(median(lags), 6) if lags else None,
        origins=tuple(sorted(origin.id for origin in origins)),
    )


def _circles(
    origins: Sequence[Origin], edges: Sequence[Edge], readings: Sequence[Reading]
) -> tuple[Circle, ...]:
    """Return the circles of `edges`, each with the origins within which it closes.

    It closes within one origin, or within several that are said in the same words: what one paper
    has from another, and the other from the first, are two origins, for neither is their source.
    """
    pairs = [(edge.source, edge.target) for edge in edges]
    closed: dict[tuple[str, ...], list[str]] = {names: [] for names in _knots(pairs)}
    for told in _told_alike(origins, tuple(closed), readings):
        for names in _knots(sorted({pair for origin in told for pair in origin.relays})):
            inside = {pair for pair in pairs if pair[0] in names and pair[1] in names}
            ids = [origin.id for origin in told if inside.intersection(origin.relays)]
            closed.setdefault(names, []).extend(ids)
    return tuple(
        Circle(names, tuple(sorted(set(closed[names]))), _first(frozenset(names), edges))
        for names in sorted(closed)
    )


def _told_alike(
    origins: Sequence[Origin],
    knots: Sequence[tuple[str, ...]],
    readings: Sequence[Reading],
) -> Iterator[tuple[Origin, ...]]:
    """Yield each origin that was passed on alone, and those of one knot that share their words."""
    yield from ((origin,) for origin in origins if origin.relays)
    said = {
        statement.id: statement.content.of(reading.report.text)
        for reading in readings
        for statement in reading.statements
    }
    for names in knots:
        inside = [
            (origin, _stems(said[item] for item in origin.items if item in said))
            for origin in sorted(origins, key=lambda one: one.id)
            if any(one in names and other in names for one, other in origin.relays)
        ][:MOST_COMPARED]
        groups = [[place] for place in range(len(inside))]
        for one, other in combinations(range(len(inside)), 2):
            if groups[one] is not groups[other] and _alike(inside[one][1], inside[other][1]):
                groups[one].extend(groups[other])
                for place in groups[other]:
                    groups[place] = groups[one]
        for place, group in enumerate(groups):
            if len(group) > 1 and place == min(group):
                yield tuple(inside[at][0] for at in sorted(group))


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    shared = len(words & others)
    return shared >= LEAST_SHARED and shared >= SAME_WORDS * min(len(words), len(others))


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(
        stem(word) for text in texts for word in text_of(text).words if word not in STOPS
    )


def _first(names: frozenset[str], edges: Sequence[Edge]) -> str | None:
    inside = [
        (edge.first, edge.source)
        for edge in edges
        if edge.first is not None and edge.source in names and edge.target in names
    ]
    return min(inside)[1] if inside else None


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
