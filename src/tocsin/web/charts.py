"""Charts: what the pages draw, as pictures that leave: the same rows, and the same help."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tocsin.desk import Desk, Situation, Weighing, case_of, history_of, scored, situation_of
from tocsin.errors import BadArgument
from tocsin.ledger import Ledger
from tocsin.nouns import clock_of
from tocsin.publish import Case, plots
from tocsin.publish.figures import moment_of
from tocsin.publish.lineage_layout import BOX, layout_of, thickness, told_beside
from tocsin.publish.pictures import Guide, Picture
from tocsin.web.board import board_of, board_rows
from tocsin.web.contradictpage import contradictions_of, count_rows
from tocsin.web.helppage import topics
from tocsin.web.lineagepage import edge_rows, lineage_of
from tocsin.web.mappage import map_of, place_rows
from tocsin.web.matrixpage import matrix_of
from tocsin.web.outlines import rings_in

__all__ = ["CHARTS", "picture_of"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a chart is drawn from: a watch at two clocks."""

    desk: Desk
    ledger: Ledger
    now: Situation
    case: Case
    known_at: datetime

    @property
    def note(self) -> str:
        return f"{self.now.watch.id}, as of {moment_of(self.now.estimate.as_of)}"


_Made = tuple[tuple[Row, ...], plots.Draw, float]


def picture_of(
    desk: Desk,
    ledger: Ledger,
    name: str,
    chart: str,
    *,
    as_of: datetime,
    known_at: datetime,
    unit: str | None = None,
) -> Picture:
    """Return one of `CHARTS` of a watch at two clocks; `unit` chooses what is counted in "counts".

    Raises `UnknownWatch`, and `BadArgument` for a chart or unit that there is not.
    """
    if chart not in CHARTS:
        raise BadArgument(f"there is no chart {chart!r}.", hint=f"There are: {', '.join(CHARTS)}.")
    anchor, title, make = CHARTS[chart]
    weighing = Weighing(desk, ledger, name, known_at=known_at)
    now = situation_of(desk, ledger, name, as_of=as_of, known_at=known_at, weighing=weighing)
    case = case_of(desk, ledger, now, weighing=weighing)
    seen = _Seen(desk, ledger, now, case, known_at)
    rows, draw, height = _counts(seen, unit) if chart == "counts" else make(seen)
    topic = next(one for one in topics() if one.anchor == anchor)
    return Picture(
        title=title.format(question=now.watch.question),
        note=seen.note,
        rows=rows,
        guide=Guide(topic.shows, topic.picture, topic.then),
        draw=draw,
        height=height,
    )


def _history(seen: _Seen) -> _Made:
    watch = seen.now.watch
    last = min(seen.now.estimate.as_of, watch.closes) - timedelta(seconds=1)
    made = history_of(
        *(seen.desk, seen.ledger, watch.id),
        first=min(watch.opens, last).date(),
        last=last.date(),
        known_at=seen.known_at,
    )
    rows = tuple(
        {
            "as_of": clock_of(one.day.as_of),
            "p": one.day.p,
            "low": one.low,
            "high": one.high,
            "base": one.day.base,
        }
        for one in made.days
    )
    return rows, plots.history(rows), 4.0


def _waterfall(seen: _Seen) -> _Made:
    estimate = seen.case.estimate
    names = {one.id: one.text for one in seen.now.watch.indicators}
    bars = [bar for bar in estimate.waterfall if bar.kind != "base"]
    bars.sort(key=lambda bar: (bar.kind == "floor", -abs(bar.logodds), bar.term))
    at = math.log(estimate.base) - math.log1p(-estimate.base)
    rows: list[Row] = [_end("Base rate alone", at, estimate.base)]
    for bar in bars:
        before, at = at, at + bar.logodds
        rows.append(
            {
                "cause": names.get(bar.term) or _called(bar.term),
                "from_logodds": before,
                "to_logodds": at,
                "logodds": bar.logodds,
                "origins": len(bar.origins),
                "p": None,
            }
        )
    rows.append(_end("Estimate", at, estimate.event.p))
    return tuple(rows), plots.waterfall(_told(rows)), plots.tall(len(rows))


def _called(term: str) -> str:
    if term.startswith("view: "):
        return f"View of {term.removeprefix('view: ')}"
    return "Floor under every probability" if term == "floor" else term


def _end(name: str, at: float, p: float) -> Row:
    ends = {"from_logodds": at, "to_logodds": at}
    return {"cause": name, **ends, "logodds": None, "origins": None, "p": p}


def _told(rows: list[Row]) -> list[Row]:
    """Return the rows with their probabilities as they are written beside a mark."""
    return [row if row["p"] is None else {**row, "p": f"{row['p'] * 100:.1f} %"} for row in rows]


def _board(seen: _Seen) -> _Made:
    filled = board_of(seen.case, None, seen.now.estimate.as_of)
    kept = ("text", "kind", "state", "coverage", "logodds", "heard", "source", "at", "lead_days")
    rows = tuple({name: row[name] for name in kept} for row in board_rows(filled))
    return rows, plots.board(rows), plots.tall(len(rows)) + 0.4


def _matrix(seen: _Seen) -> _Made:
    filled = matrix_of(seen.case)
    heads = [one.hypothesis.text for one in filled["heads"]]
    rows = tuple(
        {
            "indicator": row.indicator.text,
            "state": row.state,
            **{
                head: None if box is None else f"{box.letter} {box.told}"
                for head, box in zip(heads, row.boxes, strict=True)
            },
            "without_it": row.without,
        }
        for row in filled["rows"]
    )
    return rows, plots.matrix(rows, heads), plots.tall(len(rows)) + 0.6


def _lineage(seen: _Seen) -> _Made:
    filled = lineage_of(seen.now, seen.desk.register, None)
    rows = tuple(
        {name: row[name] for name in ("from", "to", "count", "lag_days", "first", "circular")}
        for row in edge_rows(filled)
    )
    laid, circular = (
        layout_of(filled["graph"]),
        {(r["from"], r["to"]) for r in rows if r["circular"]},
    )
    boxes = [(one.name, *laid.places[one.name], BOX, laid.heights[one.name]) for one in laid.nodes]
    ways = [
        plots.Way(
            points=(curve := laid.curves[edge.source, edge.target]).points,
            at=curve.at(curve.label),
            told=told_beside(edge),
            thickness=thickness(edge),
            circle=(edge.source, edge.target) in circular,
        )
        for edge in laid.edges
    ]
    size = laid.width, laid.height
    height = min(max(9.0 * size[1] / max(size[0], 1.0), 2.4), 14.0)
    return rows, plots.lineage(boxes, ways, size), height


def _counts(seen: _Seen, unit: str | None = None) -> _Made:
    told = count_rows(contradictions_of(seen.now, seen.desk.register))
    units = list(dict.fromkeys(str(row["unit"]) for row in told))
    if unit is not None and unit not in units:
        listed = "; ".join(units) or "none"
        raise BadArgument(f"nobody counts {unit!r} here.", hint=f"Counted are: {listed}.")
    kept = ("at", "unit", "low", "high", "basis", "direction", "competes", "speaker", "outlet")
    chosen = unit or (units[0] if units else None)
    rows = tuple({n: row.get(n) for n in kept} for row in told if row["unit"] == chosen)
    return rows, plots.counts(rows), 4.0


def _map(seen: _Seen) -> _Made:
    filled = map_of(seen.now, seen.desk.register, "near")
    kept = ("place", "country", "lat", "lon", "origins", "in", "out", "newest")
    rows = tuple({name: row[name] for name in kept} for row in place_rows(filled))
    box = filled["box"]
    edges = (box.west, box.south, box.east, box.north)
    return rows, plots.places(rows, rings_in(box), edges), 6.4


def _calibration(seen: _Seen) -> _Made:
    from tocsin.evaluate.merits import binned

    ended = {one.watch for one in seen.ledger.resolutions(known_at=seen.known_at) if one.outcome}
    days = [scored(seen.desk, seen.ledger, name, known_at=seen.known_at) for name in sorted(ended)]
    bins = binned([(one["happened"], [day["p"] for day in one["daily"]]) for one in days])
    rows = tuple(
        {
            "from": one["low"],
            "to": one["high"],
            "said": one["said"],
            "seen": one["seen"],
            "low": one["seen_95"][0],
            "high": one["seen_95"][1],
            "questions": one["questions"],
            "forecasts": one["forecasts"],
        }
        for one in bins
    )
    return rows, plots.calibration(rows), 4.6


CHARTS: Mapping[str, tuple[str, str, Callable[[_Seen], _Made]]] = {
    "history": ("line", "{question}", _history),
    "waterfall": ("waterfall", "How the estimate came about", _waterfall),
    "board": ("board", "Indicators: what there is of each", _board),
    "matrix": ("matrix", "What each indicator says of each answer", _matrix),
    "lineage": ("lineage", "Who repeats whom", _lineage),
    "counts": ("contradictions", "Figures that are told of one thing", _counts),
    "map": ("map", "Places that reports name", _map),
    "calibration": ("calibration", "What came, of what this desk said", _calibration),
}
"""The charts by name: where the help tells of each, its title, and what makes it."""
