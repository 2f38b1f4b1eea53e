"""Origins: the occasions on which something was first said, and their mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tocsin.nouns.span import Interval, Span

__all__ = ["Contradiction", "Mention", "MentionKind", "Missing", "Origin"]

MentionKind = Literal["first", "copy", "quote", "relay", "restatement", "headline", "caption"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where what an origin said stands in a report."""

    report: str
    span: Span
    kind: MentionKind
    statement: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One occasion (source, day, document if known) on which something was first said.

    `source` is the canonical name of the register, or the name as written where the register does
    not know it (`registered` False). `occasion` is when it was said: the stated day or document
    date, else the day of the earliest mention. `relays` are pairs (from, to) of source or outlet
    names, in the order in which the words travelled. `items` are ids of its statements, sorted.
    `restates` is the id of the earlier origin that this one says again, `supersedes` of the one
    whose word it changes, else None.
    """

    id: str
    source: str
    registered: bool
    named: bool
    occasion: Interval | None
    mentions: Sequence[Mention]
    relays: tuple[tuple[str, str], ...]
    items: tuple[str, ...]
    restates: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Things said that cannot all be true, held open with the place of each side.

    `kind`: "counts" (competing figures for one thing), "dates" (dated facts that collide),
    "polarity" (one claim affirmed and denied), "headline" (headline says other than the body).
    `sides` are (statement id, report, span) in order of report publication, then place.
    """

    kind: Literal["counts", "dates", "polarity", "headline"]
    about: str
    sides: tuple[tuple[str, str, Span], ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A look that a source repeats, left out on the day it was due: an observation of its own.

    `origin` is the newest that tells it, `due` the day on which the next one was to come, `every`
    the days between two. `reports` are those of the day that have the source and not the look.
    `earlier` are (statement id, report, span) of the tellings that made it due, the oldest first.
    """

    origin: str
    source: str
    due: Interval
    every: int
    reports: tuple[str, ...]
    earlier: tuple[tuple[str, str, Span], ...]
