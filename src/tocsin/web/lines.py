"""Lines: a watch's history as a figure, days across and log-odds up, views as marks on it.

Places across are per cent of the width, so that the figure fits any screen and its letters keep
their size; places up are pixels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from tocsin.estimate import Day
from tocsin.nouns import DAY, Event, View, Watch
from tocsin.publish.figures import MONTHS, day_of, number_of
from tocsin.web.history import Past

__all__ = ["Line", "Mark", "Tick", "line_of", "spark_of"]

HEIGHT = 200
"""Pixels from the top of the scale to its bottom."""

RUNGS = (
    0.01,
    0.02,
    0.05,
    0.1,
    0.2,
    0.5,
    1,
    2,
    5,
    10,
    20,
    35,
    50,
    65,
    80,
    90,
    95,
    98,
    99,
    99.5,
    99.9,
    99.99,
)
"""Per cents that a reader knows, for lines across a scale of log-odds."""

MOST_MONTHS = 8
LETTERS = 18
"""Pixels that a line of the scale needs for what is written on it."""

LEAST, MARGIN = 1e-4, 0.08
"""What is nearer to 0 or 1 is drawn at the edge; and the part of the height left over at each."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale or a month: its place, and what is written there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A counted view: where it stands, the range of its words, and who said them."""

    at: float
    top: float
    bottom: float
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """The figure: paths in a box of 1000 by `height`, scales, marks and the end."""

    path: str
    band: str
    base: str
    height: int
    rungs: tuple[Tick, ...]
    months: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    now: float
    dot: float
    low: float
    high: float
    words: str


def line_of(
    watch: Watch, days: Sequence[Past], event: Event, as_of: datetime, views: Sequence[View]
) -> Line | None:
    """Return the figure of `days`, ending at the estimate `event` as of `as_of`; None without days.

    `views` are marked at their day, within the window.
    """
    if not days:
        return None
    length = (watch.closes - watch.opens) / DAY
    told = [event.low, event.high, *(p for view in views for p in (view.low, view.high))]
    heights = [
        _height(p) for p in (*told, *(p for one in days for p in (one.low, one.high, one.day.base)))
    ]
    low, high = min(heights), max(heights)
    room = max((high - low) * MARGIN, 0.2)
    low, high = low - room, high + room

    def across(at: datetime) -> float:
        return round(min(max((at - watch.opens) / DAY / length, 0.0), 1.0) * 100, 3)

    def up(p: float) -> float:
        return round((high - _height(p)) / (high - low) * HEIGHT, 2)

    def path(points: Sequence[tuple[datetime, float]]) -> str:
        return "M" + "L".join(f"{across(at) * 10:.1f} {up(p):.1f}" for at, p in points)

    end = min(as_of, watch.closes)
    moved = _largest([one.day for one in days])
    return Line(
        path=path([*((one.day.as_of, one.day.p) for one in days), (end, event.p)]),
        band=path(
            [
                *((one.day.as_of, one.high) for one in days),
                *((end, event.high), (end, event.low)),
                *((one.day.as_of, one.low) for one in reversed(days)),
            ]
        )
        + "z",
        base=path([(one.day.as_of, one.day.base) for one in days]),
        height=HEIGHT,
        rungs=_apart(
            [Tick(up(one / 100), f"{one:g}") for one in RUNGS if low < _height(one / 100) < high]
        ),
        months=_months(watch, across),
        marks=tuple(
            Mark(across(view.at), up(view.high), up(view.low), number)
            for number, view in enumerate(views, 1)
            if watch.opens <= view.at < watch.closes
        ),
        now=across(end),
        dot=up(event.p),
        low=up(event.low),
        high=up(event.high),
        words=(
            f"From {number_of(days[0].day.p, decimals=1)} % at the end of "
            f"{day_of(days[0].day.as_of - DAY)} to {number_of(event.p, decimals=1)} % now{moved}."
        ),
    )


def spark_of(values: Sequence[float]) -> str:
    """Return a path in a box of 100 by 20 for a row's values, 0 in its middle; "" for none."""
    if not values:
        return ""
    most = max(*map(abs, values), 0.05)
    step = 100 / max(len(values) - 1, 1)
    return "M" + "L".join(
        f"{number * step:.1f} {10 - value / most * 9:.1f}" for number, value in enumerate(values)
    )


def _apart(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    """Return ticks from the bottom up of which none stands on another's letters."""
    kept: list[Tick] = []
    for tick in ticks:
        if not kept or kept[-1].at - tick.at >= LETTERS:
            kept.append(tick)
    return tuple(kept)


def _height(p: float) -> float:
    held = min(max(p, LEAST), 1.0 - LEAST)
    return math.log(held) - math.log1p(-held)


def _largest(days: Sequence[Day]) -> str:
    """Return when the line moved most within a day, as the end of a sentence; "" where hardly."""
    steps = [(abs(two.p - one.p), two) for one, two in pairwise(days)]
    size, day = max(steps, key=lambda one: one[0], default=(0.0, days[0]))
    return f"; the largest step was on {day_of(day.as_of - DAY)}" if size >= 0.001 else ""


def _months(watch: Watch, across: Callable[[datetime], float]) -> tuple[Tick, ...]:
    found = []
    at = datetime(watch.opens.year, watch.opens.month, 1, tzinfo=UTC)
    while at < watch.closes:
        if at >= watch.opens:
            found.append((at, MONTHS[at.month - 1][:3]))
        at = (at.replace(day=1) + 32 * DAY).replace(day=1)
    thin = -(-len(found) // MOST_MONTHS) or 1
    return tuple(
        Tick(across(at), f"{name} {at.year}" if n == 0 or at.month == 1 else name)
        for n, (at, name) in enumerate(found[::thin])
    )
