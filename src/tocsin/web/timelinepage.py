"""The timeline page: when what is told took place, against when it was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tocsin.desk import Situation
from tocsin.nouns import DAY, DateMention, Reading, Register, Span, Statement, iso_of
from tocsin.publish.citing import cut
from tocsin.web.lines import Tick
from tocsin.web.outletnames import NameOf, names_by
from tocsin.web.timescale import Scale, scale_over

__all__ = ["WAYS", "timeline_of", "timeline_rows"]

HEIGHT = 360
"""Pixels from the top of the figure's scale to its bottom."""

DRAWN, LISTED = 400, 120
"""Times that are drawn, and rows that the page lists, the newest; all of them leave as a file."""

REACH = 150 * DAY
"""How far before the first publication and after the last a time is drawn at its place."""

WAYS: Mapping[str, tuple[str, str]] = {
    "ahead": ("ring", "it was still to come"),
    "fresh": ("disc", "told within a week"),
    "late": ("lozenge", "told later than a week after"),
    "background": ("cross", "old news told again, which fires nothing"),
}
"""How a time lies to its publication: the mark, and what it means."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Told:
    """A time that is told of: the interval it was read as, and the words it stands in."""

    start: datetime
    end: datetime
    published: datetime
    way: str
    precision: str
    lag_days: float
    origin: str | None
    again: int
    speaker: str
    outlet: str
    report: str
    span: Span
    written: str
    words: str
    bears: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A time as drawn: per cents across, pixels up; `beyond` where it lies off the scale."""

    across: float
    top: float
    bottom: float
    middle: float
    mark: str
    way: str
    beyond: str
    long: bool


def timeline_of(now: Situation, register: Register, which: str) -> dict[str, Any]:
    """Return what the page is filled with: what bears on the watch, or with "all" everything."""
    whole = which == "all"
    told, undated = _told(now, names_by(register), whole=whole)
    told.sort(key=lambda one: (one.published, one.start, one.report, one.span), reverse=True)
    drawn = told[:DRAWN]
    filled: dict[str, Any] = {
        "which": which,
        "told": told[:LISTED],
        "all_told": told,
        "more": len(told[LISTED:]),
        "undrawn": len(told[DRAWN:]),
        "undated": undated,
        "ways": WAYS,
        "height": HEIGHT,
        "dots": (),
        "days": (),
        "rungs": (),
        "diagonal": None,
        "words": "",
    }
    return filled if not drawn else filled | _figure(drawn)


def timeline_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return each time as a row: [from, to) in UTC, days from its end to its publication."""
    return [
        {
            "from": iso_of(one.start),
            "to": iso_of(one.end),
            "precision": one.precision,
            "published": iso_of(one.published),
            "lag_days": one.lag_days,
            "way": one.way,
            "origin": one.origin,
            "told": one.again,
            "bears": one.bears,
            "speaker": one.speaker,
            "outlet": one.outlet,
            "report": one.report,
            "start": one.span.start,
            "end": one.span.end,
            "written": one.written,
            "words": one.words,
        }
        for one in filled["all_told"]
    ]


def _told(now: Situation, name_of: NameOf, *, whole: bool) -> tuple[list[Told], int]:
    """Return the times that are told, once an origin, and how many are told that cannot be read."""
    owner: dict[str, str] = {}
    for origin in sorted(now.origins, key=lambda one: one.id):
        for mention in origin.mentions:
            owner.setdefault(mention.statement, origin.id)
    bearing = {one.statement for one in now.matrix.bearings if one.direction != "none"}
    first: dict[object, tuple[Reading, Statement, DateMention]] = {}
    times: dict[object, int] = {}
    undated = 0
    for reading, statement, date in _dates(now.readings):
        if not whole and statement.id not in bearing:
            continue
        interval = date.interval
        if interval is None or interval.start is None or interval.end is None:
            undated += 1
            continue
        # One origin tells of a time once, however many repeat it.
        key = (owner.get(statement.id, statement.id), interval.start, interval.end)
        first.setdefault(key, (reading, statement, date))
        times[key] = times.get(key, 0) + 1
    found = [
        _one(*parts, name_of, owner, times[key], bears=parts[1].id in bearing)
        for key, parts in first.items()
    ]
    return found, undated


def _dates(
    readings: Sequence[Reading],
) -> Iterator[tuple[Reading, Statement, DateMention]]:
    """Yield the times that statements tell, those of the earliest report first."""
    dated = [one for one in readings if one.report.published is not None]
    for reading in sorted(dated, key=lambda one: (iso_of(_start(one)) or "", one.report.id)):
        if _start(reading) is None:
            continue
        for statement in reading.statements:
            for date in statement.dates:
                yield reading, statement, date


def _start(reading: Reading) -> datetime | None:
    return None if reading.report.published is None else reading.report.published.start


def _one(
    reading: Reading,
    statement: Statement,
    date: DateMention,
    name_of: NameOf,
    owner: Mapping[str, str],
    again: int,
    *,
    bears: bool,
) -> Told:
    report, interval, published = reading.report, date.interval, _start(reading)
    if interval is None or interval.start is None or interval.end is None or published is None:
        raise ValueError("a time without both its ends is not drawn")
    lag = (published - interval.end) / DAY
    over = None if report.published is None else report.published.end
    return Told(
        interval.start,
        interval.end,
        published,
        _way(statement, interval.start, interval.end, published, over or published),
        precision_of(interval.end - interval.start),
        round(lag, 6),
        owner.get(statement.id),
        again,
        "the report itself" if statement.speaker is None else statement.speaker.text,
        name_of(report),
        report.id,
        date.span,
        cut(date.text, 60),
        cut(statement.text, 200),
        bears,
    )


def _way(
    statement: Statement, start: datetime, end: datetime, published: datetime, over: datetime
) -> str:
    """Return how a time lies to its publication, which began at `published` and was `over` then."""
    if statement.background:
        return "background"
    if start >= over:
        return "ahead"
    return "late" if published - end > WEEK else "fresh"


def precision_of(length: timedelta) -> str:
    """Return how closely a time is told, in words: "an hour or less", "a day", "12 days"."""
    if length <= timedelta(hours=1):
        return "an hour or less"
    if length < DAY:
        return f"{round(length / timedelta(hours=1))} hours"
    days = round(length / DAY)
    if days == 1:
        return "a day"
    if days < 60:
        return f"{days} days"
    return f"{round(days / 30.44)} months" if days < 720 else f"{round(days / 365.25)} years"


def _figure(drawn: Sequence[Told]) -> dict[str, Any]:
    """Return the scales and marks: publication across, the time told of up."""
    across = scale_over([one.published for one in drawn])
    low, high = across.start - REACH, across.end + REACH
    held = [min(max(at, low), high) for one in drawn for at in (one.start, one.end)]
    up = scale_over([*held, across.start, across.end], room=0.03)
    beyond = sum(one.end < up.start or one.start > up.end for one in drawn)
    dots = tuple(_dot(one, across, up) for one in reversed(drawn))
    counts = {way: sum(one.way == way for one in drawn) for way in WAYS}
    parts = [f"{count} {way}" for way, count in counts.items() if count]
    return {
        "dots": dots,
        "days": tuple(Tick(round(t.at, 2), t.label) for t in across.ticks(8)),
        "rungs": tuple(Tick(_height(t.at), t.label) for t in up.ticks(9)),
        # Where the time told of is the time of publication: ends of the line, across and up.
        "diagonal": (
            (0.0, _height(up.at(across.start))),
            (100.0, _height(up.at(across.end))),
        ),
        "beyond": beyond,
        "words": f"{len(drawn)} times that reports tell of: {', '.join(parts)}.",
    }


def _height(part: float) -> float:
    return round((100 - part) / 100 * HEIGHT, 1)


def _dot(one: Told, across: Scale, up: Scale) -> Dot:
    top, bottom = _height(up.at(one.end)), _height(up.at(one.start))
    beyond = "down" if one.end < up.start else "up" if one.start > up.end else ""
    return Dot(
        round(across.at(one.published), 2),
        top,
        bottom,
        round((top + bottom) / 2, 1),
        WAYS[one.way][0],
        one.way,
        beyond,
        bottom - top > 8,
    )
