"""The page of counts and contradictions: competing figures over time, and what cannot all be so."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tocsin.desk import Situation
from tocsin.nouns import Interval, Quantity, Reading, Register, Span, Statement, iso_of
from tocsin.publish.citing import cut
from tocsin.trace.counts import family_of
from tocsin.web.lines import Tick
from tocsin.web.outletnames import NameOf, names_by
from tocsin.web.timescale import scale_over

__all__ = ["contradictions_of", "count_rows", "side_rows"]

HEIGHT = 150
"""Pixels from the top of a figure's scale to its bottom."""

SHOWN, MOST = 10, 40
"""Things counted, and figures of one, that a page shows; all of them leave as files."""

WIDE = 12
"""Between the least and the greatest so many times, equal steps up are equal factors."""

BESIDE, STEP = 8, 18
CLOSE, LETTERS = 1.0, 12.0
"""Pixels from a mark to its number, and to the next where two marks are nearer each other than
these: per cents across, pixels up."""

AGAIN = frozenset({"copy", "quote", "relay"})
ECHOES = frozenset({"headline", "caption"})
MARKS: Mapping[str, str] = {
    "announced": "square",
    "observed": "disc",
    "claimed": "ring",
    "estimated": "lozenge",
}
"""The mark of each basis of a figure: shape, and no colour, tells them apart."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where something is said, by whom, in what outlet, and when that was published."""

    statement: str
    report: str
    span: Span
    words: str
    speaker: str
    outlet: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction, and the time that it tells where dates collide."""

    told: Told
    time: Interval | None
    around: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Things said that cannot all be so."""

    kind: str
    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is told of something, and its place in the drawing (None beyond what fits)."""

    number: int
    quantity: Quantity
    told: Told
    at: datetime
    mark: str
    competes: bool
    across: float
    up: float
    top: float
    bottom: float
    open: str
    aside: int


@dataclass(frozen=True, slots=True)
class Track:
    """One kind of thing that is counted, and all figures of it over time."""

    unit: str
    figures: tuple[Figure, ...]
    more: int
    height: int
    rungs: tuple[Tick, ...]
    months: tuple[Tick, ...]
    words: str
    competes: bool


def contradictions_of(now: Situation, register: Register) -> dict[str, Any]:
    """Return what the page is filled with; nothing is settled here."""
    readings = {one.report.id: one for one in now.readings}
    said = {(s.report, s.id): s for one in now.readings for s in one.statements}
    name_of = names_by(register)
    conflicts = [
        Conflict(
            one.kind,
            one.about,
            tuple(
                _side(span, readings[report], said[report, name], name_of)
                for name, report, span in one.sides
                if (report, name) in said
            ),
        )
        for one in now.contradictions
    ]
    competing = {side for one in now.contradictions if one.kind == "counts" for side in one.sides}
    tracks = _tracks(now, name_of, competing)
    return {
        "conflicts": conflicts,
        "kinds": [
            (kind, word, [one for one in conflicts if one.kind == kind])
            for kind, word in (
                ("counts", "Competing figures"),
                ("dates", "Dated facts that collide"),
                ("polarity", "Affirmed and denied"),
                ("headline", "Headline against body"),
            )
        ],
        "tracks": tracks[:SHOWN],
        "all_tracks": tracks,
        "more_tracks": len(tracks[SHOWN:]),
        "marks": MARKS,
    }


def side_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return every side of every contradiction as a row; offsets are code points."""
    return [
        {
            "contradiction": number,
            "kind": one.kind,
            "about": one.about,
            **_row(side.told),
            "from": None if side.time is None else iso_of(side.time.start),
            "to": None if side.time is None else iso_of(side.time.end),
        }
        for number, one in enumerate(filled["conflicts"], 1)
        for side in one.sides
    ]


def count_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return every figure that is told of a thing of which several are; open bounds are None."""
    return [
        {
            "unit": track.unit,
            "low": one.quantity.low,
            "high": one.quantity.high,
            "counted": one.quantity.counted,
            "basis": one.quantity.basis,
            "direction": one.quantity.direction,
            "at": iso_of(one.at),
            "competes": one.competes,
            **_row(one.told),
        }
        for track in filled["all_tracks"]
        for one in track.figures
    ]


def _row(told: Told) -> dict[str, object]:
    return {
        "speaker": told.speaker,
        "outlet": told.outlet,
        "published": iso_of(told.published),
        "statement": told.statement,
        "report": told.report,
        "start": told.span.start,
        "end": told.span.end,
        "words": told.words,
    }


def _told(span: Span, reading: Reading, statement: Statement, name_of: NameOf) -> Told:
    report = reading.report
    return Told(
        statement.id,
        report.id,
        span,
        cut(span.of(report.text), 240),
        "the report itself" if statement.speaker is None else statement.speaker.text,
        name_of(report),
        None if report.published is None else report.published.start,
    )


def _side(span: Span, reading: Reading, statement: Statement, name_of: NameOf) -> Side:
    date = next((one for one in statement.dates if one.span == span), None)
    around = "" if span.holds(statement.span) else cut(statement.text, 240)
    return Side(
        _told(span, reading, statement, name_of), None if date is None else date.interval, around
    )


def _tracks(now: Situation, name_of: NameOf, competing: set[tuple[str, str, Span]]) -> list[Track]:
    """Return the things of which two reports or more tell figures; those in dispute first."""
    again = {
        (mention.report, mention.statement)
        for origin in now.origins
        for mention in origin.mentions
        if mention.kind in AGAIN
    }
    found: dict[str, list[tuple[datetime, Quantity, Told]]] = {}
    for reading in now.readings:
        for statement, quantity in _counted(reading, again):
            told = _told(quantity.span, reading, statement, name_of)
            at = told.published if quantity.as_of is None else quantity.as_of.start
            if at is not None and quantity.unit is not None:
                found.setdefault(family_of(quantity.unit), []).append((at, quantity, told))
    tracks = [
        _track(unit, sorted(rows, key=_order), competing)
        for unit, rows in found.items()
        if len({told.report for _, _, told in rows}) > 1
    ]
    return sorted(tracks, key=lambda one: (not one.competes, -len(one.figures), one.unit))


def _counted(reading: Reading, again: set[tuple[str, str]]) -> Iterator[tuple[Statement, Quantity]]:
    """Yield the figures of a report that are not an echo, a copy, a background or a condition."""
    known: set[Span] = set()
    for statement in reading.statements:
        if (
            (reading.report.id, statement.id) in again
            or statement.segment in ECHOES
            or statement.background
            or statement.condition is not None
            or statement.act == "question"
        ):
            continue
        for quantity in statement.quantities:
            if quantity.span not in known and (quantity.low or quantity.high):
                known.add(quantity.span)
                yield statement, quantity


def _order(row: tuple[datetime, Quantity, Told]) -> tuple[datetime, str, Span]:
    return row[0], row[2].report, row[2].span


def _track(
    unit: str,
    rows: Sequence[tuple[datetime, Quantity, Told]],
    competing: set[tuple[str, str, Span]],
) -> Track:
    scale = scale_over([at for at, _, _ in rows])
    values = [v for _, q, _ in rows for v in (q.low, q.high) if v]
    up = _Up(min(values), max(values))
    figures = []
    for number, (at, quantity, told) in enumerate(rows, 1):
        low, high = quantity.low or quantity.high or 0.0, quantity.high or quantity.low or 0.0
        figures.append(
            Figure(
                number,
                quantity,
                told,
                at,
                MARKS[quantity.basis],
                (told.statement, told.report, quantity.span) in competing,
                scale.at(at),
                up.at(
                    high
                    if quantity.low is None
                    else low
                    if quantity.high is None
                    else math.sqrt(low * high)
                    if up.log
                    else (low + high) / 2
                ),
                up.at(high),
                up.at(low),
                "down" if quantity.low is None else "up" if quantity.high is None else "",
                BESIDE,
            )
        )
    first, last = figures[0], figures[-1]
    figures = [*_apart(figures[:MOST]), *figures[MOST:]]
    words = (
        f"{len(figures)} figures of {unit}, from {up.least:,g} to {up.most:,g}, "
        f"told from {iso_of(first.at)} to {iso_of(last.at)}."
    )
    return Track(
        unit,
        tuple(figures),
        max(len(figures) - MOST, 0),
        HEIGHT,
        up.rungs(),
        scale.ticks(7),
        words,
        any(one.competes for one in figures),
    )


def _apart(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the figures with their numbers beside each other where their marks stand together."""
    for number, one in enumerate(figures):
        near = sum(
            abs(other.across - one.across) < CLOSE and abs(other.up - one.up) < LETTERS
            for other in figures[:number]
        )
        yield replace(one, aside=BESIDE + STEP * near)


class _Up:
    """A scale of numbers from the bottom of a figure up: equal steps, or equal factors."""

    def __init__(self, least: float, most: float) -> None:
        self.least, self.most = least, most
        self.log = most / least > WIDE
        if self.log:
            self._low, self._high = math.log10(least) - 0.12, math.log10(most) + 0.12
        else:
            self._low, self._high = 0.0, most * 1.12

    def at(self, value: float) -> float:
        """Return the pixels below the top at which a number stands."""
        height = math.log10(value) if self.log else value
        return round((self._high - height) / (self._high - self._low) * HEIGHT, 1)

    def rungs(self) -> tuple[Tick, ...]:
        """Return numbers that a reader knows, each at its place."""
        if self.log:
            powers = range(math.floor(self._low), math.ceil(self._high) + 1)
            steps = (1.0,) if self._high - self._low > 2.5 else (1.0, 3.0)
            values = [step * 10.0**power for power in powers for step in steps]
        else:
            step = 10.0 ** math.floor(math.log10(self.most))
            step = (
                step if self.most / step >= 3 else step / 2 if self.most / step >= 1.5 else step / 5
            )
            values = [step * number for number in range(1, 12)]
        kept = [v for v in values if self.least * 0.7 <= v <= self.most * 1.1]
        return tuple(Tick(self.at(v), f"{v:,g}") for v in kept)
