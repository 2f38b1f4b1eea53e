"""The indicator board: what was declared to be looked for, by kind, and what there is of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tocsin.estimate import Day
from tocsin.nouns import Indicator, Place, Row, Sighting, iso_of
from tocsin.publish import Case, late_terms
from tocsin.publish.figures import count_of, signed
from tocsin.publish.harmless import one_line
from tocsin.publish.house import house_for
from tocsin.web.history import History
from tocsin.web.lines import spark_of

__all__ = ["STATES", "State", "board_of", "board_rows"]

SPARKED = 60
"""Days of an indicator's bar that the trend is drawn over."""

STEADY = 0.005
"""Log-odds below which a bar has not moved."""


@dataclass(frozen=True, slots=True)
class State:
    """One of the five states: its name, the mark that stands for it, and what it means."""

    name: str
    mark: str
    means: str


STATES = (
    State("observed", "full", "seen, on grounds that weigh"),
    State("partly", "half", "seen, on little, or some while ago"),
    State("looked for and not seen", "barred", "someone looked: the only silence that counts"),
    State("expired", "crossed", "what was known of it is too old to count"),
    State("not collected", "empty", "nobody in hand said anything of it: not evidence"),
)
"""All states, the loudest first."""


@dataclass(frozen=True, slots=True)
class Last:
    """The newest that was heard of an indicator: seen or not, by whom, when, and where it says."""

    seen: bool
    source: str
    at: datetime
    place: Place | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the board. `logodds` is its bar now, `moved` what it gained, if known."""

    indicator: Indicator
    state: State
    logodds: float | None
    moved: float | None
    trend: str
    spark: str
    last: Last | None
    coverage: float
    covered: str
    origins: str
    late: bool


def board_of(case: Case, history: History | None, since: datetime) -> dict[str, Any]:
    """Return what the page of the indicators is filled with; the trend counts from `since`.

    Without its history, while that is being made, there is no trend.
    """
    rows = {row.indicator: row for row in case.matrix.rows}
    bars = {bar.term: bar.logodds for bar in case.estimate.waterfall}
    past = () if history is None else history.until(case.estimate.as_of)
    days = [one.day for one in past]
    late = late_terms(case.watch, case.matrix)
    then = _bars_at(days, since)
    recent = [_bars(day) for day in days[-SPARKED:]]
    house = house_for(case.watch.yardstick)
    kinds: dict[str, list[Line]] = {}
    for indicator in case.watch.indicators:
        row = rows[indicator.id]
        moved = None
        if history is not None:
            moved = bars.get(indicator.id, 0.0) - then.get(indicator.id, 0.0)
        share = case.estimate.coverage[indicator.id]
        kinds.setdefault(indicator.kind, []).append(
            Line(
                indicator=indicator,
                state=next(one for one in STATES if one.name == row.state),
                logodds=bars.get(indicator.id),
                moved=moved,
                trend=_trend(moved),
                spark=spark_of([one.get(indicator.id, 0.0) for one in recent]),
                last=_last(row),
                coverage=share,
                covered="none" if share < STEADY else house.percents(min(share, 0.994)),
                origins=count_of(len({one.origin for one in row.evidence}), "origin"),
                late=indicator.id in late,
            )
        )
    order = {state.name: place for place, state in enumerate(STATES)}
    for lines in kinds.values():
        lines.sort(key=lambda one: order[one.state.name])
    counted = Counter(str(row.state) for row in case.matrix.rows)
    return {
        "kinds": kinds,
        "states": [(state, counted[state.name]) for state in STATES],
        "since": since,
        "spark_days": min(SPARKED, len(days)),
        "signed": signed,
    }


def board_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return the board as rows for other programs, out of what its page is filled with.

    `logodds` is the bar now, None where there is none; `moved` what it gained since the cut.
    """
    return [
        {
            "kind": kind,
            "indicator": one.indicator.id,
            "text": one.indicator.text,
            "state": one.state.name,
            "logodds": one.logodds,
            "moved": one.moved,
            "heard": None if one.last is None else "seen" if one.last.seen else "not seen",
            "source": None if one.last is None else one.last.source,
            "at": None if one.last is None else iso_of(one.last.at),
            "lead_days": one.indicator.lead_days,
            "coverage": one.coverage,
            "late": one.late,
        }
        for kind, lines in filled["kinds"].items()
        for one in lines
    ]


def _last(row: Row) -> Last | None:
    newest = max(row.evidence, key=lambda one: (one.at, one.origin), default=None)
    if newest is None:
        return None
    source = one_line(newest.source) or "a writer"
    place = newest.spans[0] if newest.spans else None
    return Last(isinstance(newest, Sighting), source, newest.at, place)


def _trend(moved: float | None) -> str:
    if moved is None:
        return "being made"
    if abs(moved) < STEADY:
        return "steady"
    return f"{'up' if moved > 0 else 'down'} {signed(moved)}"


def _bars(day: Day) -> dict[str, float]:
    return {bar.term: bar.logodds for bar in day.waterfall if bar.kind == "indicator"}


def _bars_at(days: Sequence[Day], cut: datetime) -> dict[str, float]:
    """Return the bars as of the last day that was over at `cut`; none before the window."""
    past = [day for day in days if day.as_of <= cut]
    return _bars(past[-1]) if past else {}
