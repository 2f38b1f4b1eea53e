"""The plot of a backtest: calibration and each question's history, as one SVG with its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from tocsin.evaluate.backtest import Backtest
from tocsin.publish.harmless import harmless, one_line

__all__ = ["plot_of", "words_of"]

SVG = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT = 960.0, 520.0
SIDE = 360.0
TOP = 96.0
LEFT, RIGHT = 64.0, 520.0
"""Where the two squares begin."""

TICKS = (0, 25, 50, 75, 100)
LARGEST = 9.0
INK, MUTED, GRID = "#1b1f24", "#57606a", "#d0d7de"
YES, NO, OPEN = "#0b6e4f", "#b3261e", "#57606a"
STYLE = f"""
text {{ font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: {INK}; }}
.title {{ font-size: 19px; font-weight: 600; }}
.head {{ font-size: 14px; font-weight: 600; }}
.note {{ font-size: 12px; fill: {MUTED}; }}
.middle {{ text-anchor: middle; }}
.end {{ text-anchor: end; }}
.grid {{ stroke: {GRID}; }}
.even {{ stroke: {MUTED}; stroke-dasharray: 2 4; }}
.bin {{ stroke: {INK}; stroke-width: 1.5px; fill: {INK}; }}
.line {{ fill: none; stroke-width: 1.5px; stroke-opacity: 0.8; }}
.yes {{ stroke: {YES}; }}
.no {{ stroke: {NO}; stroke-dasharray: 6 3; }}
.open {{ stroke: {OPEN}; stroke-dasharray: 1 3; }}
.dot {{ stroke: none; }}
.dot.yes {{ fill: {YES}; }}
.dot.no {{ fill: {NO}; }}
.dot.open {{ fill: {OPEN}; }}
"""


def plot_of(made: Backtest, summary: Mapping[str, Any]) -> str:
    """Return one SVG: what was said against what came, and each question's line to its close.

    The same backtest gives the same bytes. All that it shows is in its `desc` in words too.
    """
    ET.register_namespace("", SVG)
    root = ET.Element(
        f"{{{SVG}}}svg",
        {
            "width": _n(WIDTH),
            "height": _n(HEIGHT),
            "viewBox": f"0 0 {_n(WIDTH)} {_n(HEIGHT)}",
            "role": "img",
            "aria-labelledby": "backtest-title backtest-desc",
        },
    )
    _add(root, "title", "Backtest: calibration and history", id="backtest-title")
    _add(root, "desc", words_of(made, summary), id="backtest-desc")
    _add(root, "style", STYLE)
    _add(root, "rect", width="100%", height="100%", fill="#ffffff")
    _text(root, LEFT, 36, "Backtest", "title")
    _text(root, LEFT, 58, _scores(summary), "note")
    _calibration(root, summary["calibration"])
    _history(root, made)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def words_of(made: Backtest, summary: Mapping[str, Any]) -> str:
    """Return in words all that the plot shows."""
    return " ".join((_scores(summary), *_bins(summary["calibration"]), *_lines(made)))


def _scores(summary: Mapping[str, Any]) -> str:
    asked = f"{summary['forecasts']} forecasts of {summary['questions']} questions"
    if summary["opening"] is None:
        return f"{asked}; none has ended."
    first, last = summary["opening"]["brier"], summary["last"]["brier"]
    return (
        f"{asked}, {summary['resolved']} of them ended. "
        f"Brier score {first:.3f} at opening, {last:.3f} at last (lower is better)."
    )


def _bins(bins: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for one in bins:
        low, high = one["seen_95"]
        yield (
            f"Called {one['said']:.0%} on average (between {one['low']:.0%} and {one['high']:.0%}):"
            f" {one['seen']:.0%} of {one['questions']} came true, with an interval from {low:.0%} "
            f"to {high:.0%}."
        )


def _lines(made: Backtest) -> Iterator[str]:
    for asked in made.questions:
        line = made.lines[asked.id]
        told = ", ".join(f"{one.day}: {one.p:.1%}" for one in line)
        yield f"{_clean(asked.text)} [{_clean(asked.id)}, {_ended(made, asked.id)}] {told}."


def _calibration(root: ET.Element, bins: Sequence[Mapping[str, Any]]) -> None:
    _frame(root, LEFT, "What came, of what was said", "said", ("0 %", "100 %"))
    _line(root, (LEFT, TOP + SIDE), (LEFT + SIDE, TOP), "even")
    most = max((one["questions"] for one in bins), default=1)
    for one in bins:
        x, (low, high) = LEFT + SIDE * float(one["said"]), one["seen_95"]
        group = _add(root, "g")
        _add(group, "title", next(_bins([one])))
        _line(group, (x, _y(low)), (x, _y(high)), "bin")
        radius = max(3.0, LARGEST * (one["questions"] / most) ** 0.5)
        _add(group, "circle", cx=_n(x), cy=_n(_y(one["seen"])), r=_n(radius), **{"class": "bin"})
        _text(group, x + radius + 3, _y(one["seen"]) - 4, str(one["questions"]), "note")


def _history(root: ET.Element, made: Backtest) -> None:
    _frame(root, RIGHT, "Each question, from opening to close", "window gone", ("0 %", "100 %"))
    for asked in made.questions:
        length = max((asked.closes - asked.as_of).days, 1)
        ended = _ended(made, asked.id)
        points = [
            (RIGHT + SIDE * (one.day - asked.as_of).days / length, _y(one.p))
            for one in made.lines[asked.id]
        ]
        group = _add(root, "g")
        _add(group, "title", f"{_clean(asked.text)} ({ended})")
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        _add(group, "polyline", points=path, **{"class": f"line {ended}"})
        for x, y in points[-1:]:
            _add(group, "circle", cx=_n(x), cy=_n(y), r="3", **{"class": f"dot {ended}"})
    at = RIGHT
    for kind, told in (("yes", "came true"), ("no", "did not"), ("open", "not known")):
        _line(root, (at, TOP + SIDE + 44), (at + 28, TOP + SIDE + 44), f"line {kind}")
        _text(root, at + 34, TOP + SIDE + 48, told, "note")
        at += 120


def _frame(root: ET.Element, left: float, head: str, axis: str, ends: tuple[str, str]) -> None:
    _text(root, left, TOP - 14, head, "head")
    for tick in TICKS:
        y = _y(tick / 100)
        _line(root, (left, y), (left + SIDE, y), "grid")
        _text(root, left - 6, y + 4, f"{tick} %", "note end")
    _text(root, left, TOP + SIDE + 18, ends[0], "note middle")
    _text(root, left + SIDE / 2, TOP + SIDE + 18, axis, "note middle")
    _text(root, left + SIDE, TOP + SIDE + 18, ends[1], "note middle")


def _ended(made: Backtest, key: str) -> str:
    outcome = made.outcomes.get(key)
    return "open" if outcome is None else "yes" if outcome.happened else "no"


def _y(p: float) -> float:
    return TOP + SIDE * (1.0 - p)


def _line(
    parent: ET.Element, start: tuple[float, float], end: tuple[float, float], kind: str
) -> None:
    places = {"x1": _n(start[0]), "y1": _n(start[1]), "x2": _n(end[0]), "y2": _n(end[1])}
    _add(parent, "line", **places, **{"class": kind})


def _text(parent: ET.Element, x: float, y: float, words: str, kind: str) -> None:
    _add(parent, "text", words, x=_n(x), y=_n(y), **{"class": kind})


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{SVG}}}{tag}", attributes)
    element.text = text
    return element


def _clean(text: str) -> str:
    return harmless(one_line(text))


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
