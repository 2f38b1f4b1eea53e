"""Lineage as a picture: who repeats whom, as an SVG for the eye and for a screen reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from tocsin.publish.drawing import INK, MUTED, add, figure, sheet, text, written
from tocsin.publish.harmless import harmless, one_line, width_of
from tocsin.publish.lineage_layout import BOX, Layout, layout_of, thickness, told_beside
from tocsin.trace import Circle, Edge, Graph, Node

__all__ = ["lineage_svg"]

MARGIN = 24.0
HEAD = 74.0
"""Height of the title and the line that says how to read the picture."""

LINE = 19.0
MOST_CIRCLES = 6
LETTERS = 28
"""Letters of a name that fit a box, a wide one counted twice."""

LINE_LETTERS = 86
LABELLED = 45
"""Edges up to which each has its figures beside it; more would hide the picture."""

NARROWEST = 700.0
WAY, ROUND = "#6e7f92", "#b3261e"
STYLE = f"""
.note {{ font-size: 13px; fill: {MUTED}; }}
.round {{ font-size: 13px; fill: {ROUND}; font-weight: 600; }}
.name {{ font-size: 13px; font-weight: 600; }}
.count {{ font-size: 11px; fill: {MUTED}; }}
.figure {{ font-size: 11px; fill: {INK}; text-anchor: middle; stroke: #ffffff; stroke-width: 4px;
  stroke-linejoin: round; paint-order: stroke; }}
.box {{ fill: #eef3f8; stroke: {WAY}; }}
.passes {{ fill: #faf6ec; }}
.box.circle {{ stroke: {ROUND}; stroke-width: 2px; }}
.edge {{ fill: none; stroke: {WAY}; stroke-opacity: 0.85; }}
.edge.circular {{ stroke: {ROUND}; stroke-dasharray: 7 4; }}
"""


def lineage_svg(graph: Graph) -> str:
    """Return `graph` as one SVG: names as boxes, who had it from whom as arrows from left to right.

    Names that nobody repeats are left out, and beyond 40 names or 90 ways those that carry least;
    the picture says how many. Ways of a circle are dashed and red and the circle is named. The same
    graph gives the same bytes. Names are hostile: they are shortened, made harmless and escaped.
    """
    drawn = layout_of(graph)
    told = _told(graph, drawn)
    top = HEAD + LINE * len(told)
    width = max(drawn.width + 2 * MARGIN, NARROWEST)
    height = top + drawn.height + MARGIN
    root = sheet("lineage", width, height, "Who repeats whom", _described(graph, drawn), STYLE)
    _markers(root)
    _head(root, graph, told)
    place = {"transform": f"translate({figure(MARGIN)} {figure(top)})"}
    picture = add(root, "g", **place)
    labels = [_edge(picture, edge, graph, drawn) for edge in drawn.edges]
    circling = {name for circle in graph.circles for name in circle.names}
    for node in drawn.nodes:
        _node(picture, node, drawn, circling=node.name in circling)
    if len(drawn.edges) <= LABELLED:
        # Above the boxes: a figure is never hidden.
        for x, y, words in labels:
            text(picture, x, y, words, "figure")
    return written(root)


def _told(graph: Graph, drawn: Layout) -> list[tuple[str, str]]:
    """Return (class, line) for what stands under the head: circles, and what is left out."""
    lines = [("round", _circle_line(circle)) for circle in graph.circles[:MOST_CIRCLES]]
    if len(graph.circles) > MOST_CIRCLES:
        lines.append(("round", f"… and {len(graph.circles) - MOST_CIRCLES} more circles."))
    if drawn.unrepeated:
        lines.append(("note", f"Not drawn: {_count(drawn.unrepeated, 'name')} nobody repeats."))
    if drawn.left_out_nodes or drawn.left_out_edges:
        names, ways = _count(drawn.left_out_nodes, "name"), _count(drawn.left_out_edges, "way")
        lines.append(("note", f"Not drawn: {names} and {ways} that carry least."))
    return lines


def _circle_line(circle: Circle) -> str:
    names = " ⇄ ".join(_short(name) for name in circle.names)
    if circle.origins:
        line = f"Circular reporting, {_count(len(circle.origins), 'origin')}: {names}"
    else:
        line = f"They cite each other, on different matters: {names}"
    first = "" if circle.first is None else f" (first: {_short(circle.first)})"
    room = LINE_LETTERS - width_of(first)
    return _cut(line, room) + first


def _described(graph: Graph, drawn: Layout) -> str:
    parts = [
        f"{_count(len(drawn.nodes), 'name')} and {_count(len(drawn.edges), 'way')} drawn.",
        *(line if line.endswith(".") else f"{line}." for _, line in _told(graph, drawn)),
        *(f"{_sentence(edge)}." for edge in drawn.edges),
    ]
    return " ".join(parts)


def _sentence(edge: Edge) -> str:
    words = f"{_short(edge.target)} has {_count(edge.count, 'origin')} from {_short(edge.source)}"
    if edge.first is not None:
        words += f", the first on {edge.first.day} {edge.first:%B %Y}"
    if edge.mover is not None and edge.mover != edge.source:
        words += f" by {_short(edge.mover)}"
    return words if edge.lag_days is None else f"{words}, median lag {figure(edge.lag_days)} days"


def _head(root: ET.Element, graph: Graph, told: Sequence[tuple[str, str]]) -> None:
    text(root, MARGIN, 36, "Who repeats whom", "title")
    how = "Arrows run the way the words travelled. Figures: origins carried, median lag in days."
    if not graph.edges:
        how = "Nobody repeats anybody in these reports."
    text(root, MARGIN, 59, how, "note")
    for number, (kind, line) in enumerate(told):
        text(root, MARGIN, HEAD + 6 + LINE * number, line, kind)


def _markers(root: ET.Element) -> None:
    held = add(root, "defs")
    for name, colour in (("arrow", WAY), ("round-arrow", ROUND)):
        marker = add(
            held,
            "marker",
            id=name,
            viewBox="0 0 10 10",
            refX="9",
            refY="5",
            markerWidth="9",
            markerHeight="9",
            markerUnits="userSpaceOnUse",
            orient="auto",
        )
        add(marker, "path", d="M0 0 L10 5 L0 10 z", fill=colour)


def _edge(picture: ET.Element, edge: Edge, graph: Graph, drawn: Layout) -> tuple[float, float, str]:
    """Draw one edge; return where its figures stand and what they are."""
    curve = drawn.curves[edge.source, edge.target]
    round_ = graph.is_circular(edge)
    group = add(picture, "g")
    add(group, "title", _sentence(edge))
    add(
        group,
        "path",
        d=curve.path,
        **{
            "class": "edge circular" if round_ else "edge",
            "stroke-width": figure(thickness(edge)),
            "marker-end": f"url(#{'round-arrow' if round_ else 'arrow'})",
        },
    )
    x, y = curve.at(curve.label)
    return x, y + 4, told_beside(edge)


def _node(picture: ET.Element, node: Node, drawn: Layout, *, circling: bool) -> None:
    x, y = drawn.places[node.name]
    kind = "box passes" if node.relayed else "box"
    group = add(picture, "g")
    middle = y + drawn.heights[node.name] / 2
    said = (("said", node.said), ("passed on", node.relayed))
    figures = " · ".join(f"{how} {number}" for how, number in said if number)
    add(group, "title", f"{_clean(node.name)[:300]}: {figures}")
    box: Mapping[str, str] = {"class": f"{kind} circle" if circling else kind}
    add(
        group,
        "rect",
        x=figure(x),
        y=figure(y),
        width=figure(BOX),
        height=figure(drawn.heights[node.name]),
        rx="6",
        **box,
    )
    text(group, x + 10, middle - 3, _short(node.name), "name")
    text(group, x + 10, middle + 12, figures, "count")


def _clean(name: str) -> str:
    return harmless(one_line(name))


def _short(name: str) -> str:
    return _cut(_clean(name[:200]), LETTERS)


def _cut(text: str, room: int) -> str:
    """Return `text`, or as much as takes `room` columns, with an ellipsis."""
    if width_of(text) <= room:
        return text
    kept, used = "", 1
    for char in text:
        used += width_of(char)
        if used > room:
            break
        kept += char
    return kept.rstrip() + "…"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
