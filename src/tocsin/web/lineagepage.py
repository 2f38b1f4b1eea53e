"""The lineage page: who repeats whom, and one origin outward, each as a figure and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tocsin.desk import Situation
from tocsin.errors import UnknownEntry
from tocsin.nouns import DAY, Mention, Origin, Reading, Register, Span, iso_of
from tocsin.publish.citing import cut
from tocsin.publish.harmless import harmless, one_line, width_of
from tocsin.publish.lineage_layout import BOX, layout_of, thickness, told_beside
from tocsin.trace import Graph, graph
from tocsin.web.outletnames import NameOf, names_by

__all__ = ["Told", "drawn_of", "edge_rows", "lineage_of", "mention_rows"]

LETTERS = 28
"""Letters of a name that fit a box of the figure, a wide one counted twice."""

LISTED = 40
"""Origins, and ways of the table, that a page lists; all of them leave as files."""

LABELLED = 45
"""Ways up to which each has its figures beside it in the drawing."""

MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class Box:
    """A name in the figure, its left upper corner, and what it said and passed on."""

    x: float
    y: float
    height: float
    name: str
    count: str
    passes: bool
    circling: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Way:
    """An arrow of the figure: its path and width, and its figures where they stand."""

    path: str
    width: float
    circular: bool
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure of names and ways, and what of the graph it leaves out, in words."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    width: float
    height: float
    box: float
    words: str
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An origin that can be chosen: what it says, and how far it went."""

    origin: Origin
    words: str
    outlets: int
    bears: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A mention of the chosen origin: where, when, and how long after it was said (days)."""

    report: str
    span: Span
    kind: str
    outlet: str
    published: datetime | None
    lag_days: float | None
    words: str
    first: bool


def lineage_of(now: Situation, register: Register, chosen: str | None) -> dict[str, Any]:
    """Return what the page is filled with; without `chosen` the origin that went furthest is.

    Raises `UnknownEntry` for an origin that is not there.
    """
    whole = graph(now.origins, now.readings, register)
    by_report = {one.report.id: one for one in now.readings}
    name_of = names_by(register)
    listed = _listed(now, by_report, name_of)
    found = listed[0].origin if listed else None
    if chosen is not None:
        found = next((one for one in now.origins if one.id == chosen), None)
        if found is None:
            raise UnknownEntry(
                f"there is no origin {chosen!r} at that time.",
                hint="The page without it lists the origins that went furthest.",
                at="origin",
            )
    own = None if found is None else graph([found], now.readings, register)
    drawn = sorted(whole.edges, key=lambda e: (not whole.is_circular(e), -e.count, e.source))
    return {
        "whole": drawn_of(whole),
        "graph": whole,
        "edges": [(edge, whole.is_circular(edge)) for edge in drawn[:LISTED]],
        "more_edges": len(drawn[LISTED:]),
        "all_edges": [(edge, whole.is_circular(edge)) for edge in whole.edges],
        "circles": whole.circles,
        "origins": listed[:LISTED],
        "more_origins": len(listed[LISTED:]),
        "origin": found,
        "own": None if own is None or found is None else drawn_of(own, chosen=found.source),
        "own_edges": [] if own is None else [(edge, own.is_circular(edge)) for edge in own.edges],
        "mentions": [] if found is None else _mentions(found, by_report, name_of),
        "origin_words": "" if found is None else _words(found, by_report),
    }


def edge_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return every way as a row, as `tocsin trace --graph json` tells its edges."""
    return [
        {
            "from": edge.source,
            "to": edge.target,
            "count": edge.count,
            "first": iso_of(edge.first),
            "mover": edge.mover,
            "lag_days": edge.lag_days,
            "circular": circular,
            "origins": " ".join(edge.origins),
        }
        for edge, circular in filled["all_edges"]
    ]


def mention_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return the mentions of the chosen origin as rows; offsets are code points."""
    origin = filled["origin"]
    return [
        {
            "origin": origin.id,
            "source": origin.source,
            "kind": one.kind,
            "outlet": one.outlet,
            "published": iso_of(one.published),
            "lag_days": one.lag_days,
            "first": one.first,
            "report": one.report,
            "start": one.span.start,
            "end": one.span.end,
            "words": one.words,
        }
        for one in filled["mentions"]
    ]


def drawn_of(found: Graph, *, chosen: str | None = None) -> Drawn | None:
    """Return a graph as a figure, None where nobody repeats anybody; `chosen` is marked."""
    laid = layout_of(found)
    if not laid.edges:
        return None
    circling = {name for circle in found.circles for name in circle.names}
    boxes = tuple(
        Box(
            *laid.places[node.name],
            laid.heights[node.name],
            _short(node.name),
            " · ".join(
                f"{how} {number}"
                for how, number in (("said", node.said), ("passed on", node.relayed))
                if number
            ),
            bool(node.relayed),
            node.name in circling,
            node.name == chosen,
        )
        for node in laid.nodes
    )
    ways = []
    for edge in laid.edges:
        curve = laid.curves[edge.source, edge.target]
        x, y = curve.at(curve.label)
        ways.append(
            Way(
                curve.path,
                round(thickness(edge), 1),
                found.is_circular(edge),
                round(x, 1),
                round(y + 4, 1),
                told_beside(edge) if len(laid.edges) <= LABELLED else "",
            )
        )
    left_out = []
    if laid.unrepeated:
        left_out.append(f"{_count(laid.unrepeated, 'name')} that nobody repeats")
    if laid.left_out_nodes or laid.left_out_edges:
        names = _count(laid.left_out_nodes, "name")
        left_out.append(f"{names} and {_count(laid.left_out_edges, 'way')} that carry least")
    words = f"{_count(len(boxes), 'name')} and {_count(len(ways), 'way')} from one to another."
    if any(way.circular for way in ways):
        words += " Ways that go round in a circle are dashed."
    return Drawn(
        boxes,
        tuple(ways),
        round(laid.width + 2 * MARGIN, 1),
        round(laid.height + 2 * MARGIN, 1),
        BOX,
        words,
        tuple(left_out),
    )


def _listed(now: Situation, readings: Mapping[str, Reading], name_of: NameOf) -> list[Listed]:
    """Return the origins, those that reached most outlets first."""
    bearing = {one.origin for one in now.matrix.bearings if one.direction != "none"}
    outlets = {name: name_of(one.report) for name, one in readings.items()}
    ranked = sorted(
        (
            (len({outlets[m.report] for m in one.mentions if m.report in outlets}), one)
            for one in now.origins
        ),
        key=lambda pair: (
            -pair[0],
            pair[1].id not in bearing,
            -len(pair[1].mentions),
            pair[1].id,
        ),
    )
    return [
        Listed(one, _words(one, readings) if number < LISTED else "", reach, one.id in bearing)
        for number, (reach, one) in enumerate(ranked)
    ]


def _words(origin: Origin, readings: Mapping[str, Reading]) -> str:
    """Return the words of an origin's earliest mention that is at hand."""
    for mention in origin.mentions:
        reading = readings.get(mention.report)
        if reading is not None:
            return cut(mention.span.of(reading.report.text), 160)
    return ""


def _mentions(origin: Origin, readings: Mapping[str, Reading], name_of: NameOf) -> list[Told]:
    """Return an origin's mentions by publication; the first to carry it is marked."""
    start = None if origin.occasion is None else origin.occasion.start
    found = []
    for mention in origin.mentions:
        reading = readings.get(mention.report)
        if reading is None:
            continue
        report = reading.report
        at = None if report.published is None else report.published.start
        found.append((at, mention, report))
    first = min((at for at, _, _ in found if at is not None), default=None)
    found.sort(key=lambda one: (one[0] is None, iso_of(one[0]) or "", one[1].report, one[1].span))
    firsts: dict[str, Mention] = {}
    for at, mention, _ in found:
        if at is not None and at == first:
            firsts.setdefault(mention.report, mention)
    return [
        Told(
            mention.report,
            mention.span,
            mention.kind,
            name_of(report),
            at,
            None if at is None or start is None else round((at - start) / DAY, 6),
            cut(mention.span.of(report.text), 160),
            firsts.get(mention.report) is mention,
        )
        for at, mention, report in found
    ]


def _short(name: str) -> str:
    """Return a name as a box has room for it, harmless."""
    text = harmless(one_line(name[:200]))
    if width_of(text) <= LETTERS:
        return text
    kept, used = "", 1
    for char in text:
        used += width_of(char)
        if used > LETTERS:
            break
        kept += char
    return kept.rstrip() + "…"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
