"""The plot of following: an assessor's words as bars and our line, as one SVG with its words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from tocsin.evaluate.following import CLOSES, OPENS, QUESTIONS, Word
from tocsin.nouns import DAY
from tocsin.publish.drawing import GRID, MUTED, add, figure, line, sheet, text, written
from tocsin.weigh.words import range_of

__all__ = ["plot_of", "words_of_plot"]

WIDTH, PANEL, GAP, TOP, LEFT, RIGHT = 960.0, 240.0, 84.0, 72.0, 64.0, 24.0
LEAST, MOST = 0.002, 0.95
"""Ends of the scale, which is of log-odds: the words of interest lie near its foot."""

TICKS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8)
BAR, LINE = "#9a6700", "#0b4f8a"
STYLE = f"""
.head {{ font-size: 14px; font-weight: 600; }}
.note {{ font-size: 12px; fill: {MUTED}; }}
.end {{ text-anchor: end; }}
.grid {{ stroke: {GRID}; }}
.word {{ stroke: {BAR}; stroke-width: 4px; stroke-opacity: 0.6; }}
.line {{ fill: none; stroke: {LINE}; stroke-width: 2px; }}
"""


def plot_of(words: Sequence[Word], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return one SVG: a panel a question, the assessor's words as bars from low to high, our line.

    `rows` are those of `following.predict`. The same rows give the same bytes; all that it shows
    is in its `desc` in words too.
    """
    height = TOP + len(QUESTIONS) * (PANEL + GAP)
    told = words_of_plot(words, rows)
    root = sheet("following", WIDTH, height, "Following an assessor", told, STYLE)
    text(root, LEFT, 30, "An assessor's words, and the estimate", "title")
    text(root, LEFT, 50, "Bars: what readers take each word to mean. Line: our estimate.", "note")
    for number, (name, question) in enumerate(QUESTIONS.items()):
        top = TOP + 24 + number * (PANEL + GAP)
        asked = question.format(closes=CLOSES.isoformat())
        _panel(root, top, asked, _of(words, name), [r for r in rows if r["watch"] == name])
    return written(root)


def words_of_plot(words: Sequence[Word], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return in words all that the plot shows."""
    return " ".join(part for name in QUESTIONS for part in _sentences(name, words, rows) if part)


def _sentences(
    name: str, words: Sequence[Word], rows: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    yield QUESTIONS[name].format(closes=CLOSES.isoformat())
    said = "; ".join(f"{one.day}: {_quoted(one.words)}" for one in _of(words, name))
    yield f"The assessor said {said}." if said else ""
    line = ", ".join(f"{row['date']}: {row['p']:.1%}" for row in rows if row["watch"] == name)
    yield f"Our estimate was {line}." if line else ""


def _quoted(words: Sequence[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)


def _of(words: Sequence[Word], name: str) -> list[Word]:
    return [one for one in words if one.watch == name]


def _panel(
    root: ET.Element,
    top: float,
    asked: str,
    words: Sequence[Word],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    text(root, LEFT, top - 10, asked, "head")
    for tick in TICKS:
        y = _y(top, tick)
        line(root, (LEFT, y), (WIDTH - RIGHT, y), "grid")
        text(root, LEFT - 6, y + 4, f"{tick * 100:g} %", "note end")
    month = OPENS.replace(day=1)
    while month <= CLOSES:
        if OPENS <= month < CLOSES - 20 * DAY and month.month % 2:
            text(root, _x(month), top + PANEL + 16, f"{month:%Y-%m}", "note")
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    for one in words:
        for word in one.words:
            low, high = _range(word)
            x = _x(one.day)
            group = add(root, "g")
            add(group, "title", f"{one.day}: {word}")
            line(group, (x, _y(top, low)), (x, _y(top, high)), "word")
    path = " ".join(
        f"{figure(_x(date.fromisoformat(row['date'])))},{figure(_y(top, row['p']))}" for row in rows
    )
    add(root, "polyline", points=path, **{"class": "line"})


def _range(word: str) -> tuple[float, float]:
    found = range_of(word, None, None, None)
    return found.low, found.high


def _x(day: date) -> float:
    share = (day - OPENS).days / (CLOSES - OPENS).days
    return LEFT + (WIDTH - LEFT - RIGHT) * share


def _y(top: float, p: float) -> float:
    def logit(q: float) -> float:
        q = min(max(q, LEAST), MOST)
        return math.log(q / (1.0 - q))

    return top + PANEL * (logit(MOST) - logit(p)) / (logit(MOST) - logit(LEAST))
