"""Weighed: texts read, traced and weighed for a watch in memory, for the tasks of weighing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.estimate.terms import Terms, terms_of
from tocsin.nouns import (
    Bearing,
    Interval,
    Matrix,
    Reading,
    Register,
    Report,
    Segment,
    Span,
    Watch,
    sha256_of,
)
from tocsin.read import Reader
from tocsin.trace import Workings, load_register, trace
from tocsin.weigh import Judge, bearings, matrix
from tocsin.weigh.material import Matched

__all__ = ["Held", "Weighed", "read_text", "report_of", "weigh"]


@dataclass(frozen=True, slots=True)
class Held:
    """What hangs on no day, kept while one watch is weighed as of many."""

    workings: Workings
    judge: Judge
    matched: Matched = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a watch makes of some readings at one as-of."""

    bearings: tuple[Bearing, ...]
    matrix: Matrix
    terms: Terms


def report_of(text: str, day: date, publisher: str, *, name: str = "") -> Report:
    """Return a report of `text`, published on `day` by `publisher`."""
    digest = sha256_of(f"{publisher}\n{day}\n{name}\n{text}".encode())
    return Report(
        id=f"r{digest[:16]}",
        sha256=digest,
        text_sha256=sha256_of(text.encode()),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        faults=0,
        file=name or publisher,
        title=None,
        published=Interval.day(day),
        published_by="row",
        updated=None,
        publisher=publisher,
        host=None,
        author=None,
        url=None,
        language="en",
    )


def read_text(reader: Reader, report: Report, body: Sequence[Span] | None = None) -> Reading:
    """Return the reading of a report, all of it or only the stretches of `body`."""
    segments = tuple(
        Segment(report.id, span, "body") for span in body or (Span(0, len(report.text)),)
    )
    return Reading(report, segments, reader.read(report, segments), reader.version)


def weigh(
    watch: Watch,
    readings: Sequence[Reading],
    as_of: datetime,
    *,
    register: Register | None = None,
    extra: Mapping[str, object] | None = None,
    held: Held | None = None,
) -> Weighed:
    """Return bearings, matrix and terms of `watch` at `as_of` (UTC, exclusive).

    `held` is of the same watch and register, and gains what is worked out here.
    """
    register = register or load_register(extra)
    held = held or Held(Workings(register), Judge(watch, register))
    origins = trace(readings, register, workings=held.workings)
    found = bearings(watch, readings, origins, register, judge=held.judge)
    made = matrix(watch, found, readings, origins, register, as_of=as_of, matched=held.matched)
    return Weighed(found, made, terms_of(watch, made, window_at=as_of, ageing_at=as_of))
