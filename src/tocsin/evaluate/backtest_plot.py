"""The plot of a backtest: calibration and each question's history, as one SVG with its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from tocsin.evaluate.backtest import Backtest
from tocsin.publish.drawing import GRID, INK, MUTED, add, figure, line, sheet, text, written
from tocsin.publish.harmless import harmless, one_line

__all__ = ["plot_of", "words_of"]

WIDTH, HEIGHT = 960.0, 520.0
SIDE = 360.0
TOP = 96.0
LEFT, RIGHT = 64.0, 520.0
"""Where the two squares begin."""

TICKS = (0, 25, 50, 75, 100)
LARGEST = 9.0
YES, NO, OPEN = "#0b6e4f", "#b3261e", "#57606a"
STYLE = f"""
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
    title = "Backtest: calibration and history"
    root = sheet("backtest", WIDTH, HEIGHT, title, words_of(made, summary), STYLE)
    text(root, LEFT, 36, "Backtest", "title")
    text(root, LEFT, 58, _scores(summary), "note")
    _calibration(root, summary["calibration"])
    _history(root, made)
    return written(root)


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
    line(root, (LEFT, TOP + SIDE), (LEFT + SIDE, TOP), "even")
    most = max((one["questions"] for one in bins), default=1)
    for one in bins:
        x, (low, high) = LEFT + SIDE * float(one["said"]), one["seen_95"]
        group = add(root, "g")
        add(group, "title", next(_bins([one])))
        line(group, (x, _y(low)), (x, _y(high)), "bin")
        radius = max(3.0, LARGEST * (one["questions"] / most) ** 0.5)
        add(
            group,
            "circle",
            cx=figure(x),
            cy=figure(_y(one["seen"])),
            r=figure(radius),
            **{"class": "bin"},
        )
        text(group, x + radius + 3, _y(one["seen"]) - 4, str(one["questions"]), "note")


def _history(root: ET.Element, made: Backtest) -> None:
    _frame(root, RIGHT, "Each question, from opening to close", "window gone", ("0 %", "100 %"))
    for asked in made.questions:
        length = max((asked.closes - asked.as_of).days, 1)
        ended = _ended(made, asked.id)
        points = [
            (RIGHT + SIDE * (one.day - asked.as_of).days / length, _y(one.p))
            for one in made.lines[asked.id]
        ]
        group = add(root, "g")
        add(group, "title", f"{_clean(asked.text)} ({ended})")
        path = " ".join(f"{figure(x)},{figure(y)}" for x, y in points)
        add(group, "polyline", points=path, **{"class": f"line {ended}"})
        for x, y in points[-1:]:
            add(group, "circle", cx=figure(x), cy=figure(y), r="3", **{"class": f"dot {ended}"})
    at = RIGHT
    for kind, told in (("yes", "came true"), ("no", "did not"), ("open", "not known")):
        line(root, (at, TOP + SIDE + 44), (at + 28, TOP + SIDE + 44), f"line {kind}")
        text(root, at + 34, TOP + SIDE + 48, told, "note")
        at += 120


def _frame(root: ET.Element, left: float, head: str, axis: str, ends: tuple[str, str]) -> None:
    text(root, left, TOP - 14, head, "head")
    for tick in TICKS:
        y = _y(tick / 100)
        line(root, (left, y), (left + SIDE, y), "grid")
        text(root, left - 6, y + 4, f"{tick} %", "note end")
    text(root, left, TOP + SIDE + 18, ends[0], "note middle")
    text(root, left + SIDE / 2, TOP + SIDE + 18, axis, "note middle")
    text(root, left + SIDE, TOP + SIDE + 18, ends[1], "note middle")


def _ended(made: Backtest, key: str) -> str:
    outcome = made.outcomes.get(key)
    return "open" if outcome is None else "yes" if outcome.happened else "no"


def _y(p: float) -> float:
    return TOP + SIDE * (1.0 - p)


def _clean(text: str) -> str:
    return harmless(one_line(text))
