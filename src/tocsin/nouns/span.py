"""Spans and intervals: where something stands in a text, and when something is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tocsin.errors import BadTime

__all__ = ["DAY", "Interval", "Span", "clock_of", "cut_of", "iso_of", "parse_interval"]

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
DATE = len("2022-10-21")
FIRST, LAST = 1900, 2200
"""Years that a clock may name: outside of them a time is a slip of the hand."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of a report's text, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Say whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """Time [start, end), both in UTC; None leaves that side open.

    `anchor` is the day against which a relative expression ("last week") was resolved, None for an
    absolute one.
    """

    start: datetime | None
    end: datetime | None
    anchor: date | None = None

    def __post_init__(self) -> None:
        for side in (self.start, self.end):
            if side is not None and side.tzinfo is None:
                raise ValueError("an interval needs times with a zone")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError("an interval ends before it starts")

    @classmethod
    def day(cls, day: date, *, anchor: date | None = None) -> Interval:
        """Return the whole of one day, UTC."""
        start = datetime.combine(day, time(), UTC)
        return cls(start, start + DAY, anchor)

    @classmethod
    def days(cls, first: date, last: date, *, anchor: date | None = None) -> Interval:
        """Return the days from `first` to `last`, both included."""
        start = datetime.combine(first, time(), UTC)
        return cls(start, datetime.combine(last, time(), UTC) + DAY, anchor)

    @classmethod
    def instant(cls, at: datetime) -> Interval:
        """Return the second that begins at `at`."""
        at = at.astimezone(UTC).replace(microsecond=0)
        return cls(at, at + SECOND)

    def known_by(self, cut: datetime) -> bool:
        """Say whether the whole interval lies before `cut`; an open end never does."""
        return self.end is not None and self.end <= cut


def cut_of(text: str) -> datetime:
    """Return the exclusive cut, in UTC, that an `--as-of` of a date or a time means.

    A date means all of that day, a time means up to and including that second.
    Raises `BadTime`.
    """
    try:
        if len(text) == DATE:
            return datetime.combine(_sane(text, date.fromisoformat(text)), time(), UTC) + DAY
        at = datetime.fromisoformat(text)
        _sane(text, at.date())
    except ValueError:
        raise BadTime(
            f"{text!r} is no ISO date or time from {FIRST} to {LAST}.",
            hint="Write 2022-10-21 or 2022-10-21T18:00:00Z.",
        ) from None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return at.astimezone(UTC).replace(microsecond=0) + SECOND


def clock_of(cut: datetime) -> str:
    """Return the ISO date or time that means the exclusive cut `cut`: the inverse of `cut_of`."""
    cut = cut.astimezone(UTC)
    if cut.time() == time():
        return (cut - DAY).date().isoformat()
    return (cut - SECOND).isoformat().replace("+00:00", "Z")


def iso_of(at: datetime | None) -> str | None:
    """Return an ISO date where `at` is a midnight in UTC, else an ISO time with Z."""
    if at is None:
        return None
    at = at.astimezone(UTC)
    if at.time() == time():
        return at.date().isoformat()
    return at.isoformat().replace("+00:00", "Z")


def parse_interval(text: str) -> Interval:
    """Return the interval that an ISO date (a day) or time (a second) stands for.

    Raises `BadTime`.
    """
    cut = cut_of(text)
    return Interval(cut - (DAY if len(text) == DATE else SECOND), cut)


def _sane(text: str, day: date) -> date:
    if not _ISO.fullmatch(text) or not FIRST <= day.year <= LAST:
        raise ValueError(text)
    return day
