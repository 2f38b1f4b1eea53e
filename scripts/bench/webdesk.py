"""Web desk: a desk of very many statements, some of which bear on its watch, without any model."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.bench.made import SEED
from scripts.bench.spoken import A_DAY, reading_of, spoken
from scripts.bench.wording import WATCH, WATCH_FILE

if TYPE_CHECKING:
    from tocsin.desk import Desk
    from tocsin.nouns import Reading, Statement

__all__ = ["CLOCK", "STATEMENTS", "WATCH", "desk_of", "more", "readings"]

STATEMENTS = 100_000
BEARING = 20
"""One statement in so many is about the watch."""

A_REPORT = 3
"""Statements of a report, at least on the average."""

BATCH = 500
LAST = date(2025, 12, 18)
"""The day of the last reports."""
NOW = datetime(2025, 12, 20, tzinfo=UTC)
CLOCK = datetime(2025, 12, 21, 12, tzinfo=UTC)
"""When the bench looks: after all reports, within the window of the watch."""

SAID = (
    ("Karvian forces moved tanks towards Tolmark", None),
    ("Karvia massed troops along the river", None),
    ("Karvian envoys met those of Tolmark", None),
    ("Karvian generals gathered units by the border", None),
    ("Karvia made talks with Tolmark a condition", None),
    ("it is unlikely that Karvian forces enter Tolmark", "unlikely"),
    ("Karvian forces will probably enter Tolmark", "probably"),
    ("no Karvian troops had arrived near Tolmark", None),
)
"""What is said about the watch, each with its words of likelihood."""


def desk_of(folder: Path, statements: int = STATEMENTS) -> Desk:
    """Make a desk in `folder` with so many statements, at least; its index is brought up."""
    from tocsin.desk import Desk, take_watch
    from tocsin.desk.tracing import bring_up

    desk = Desk.create(folder)
    source = folder.parent / f"{folder.name}-watch.yaml"
    source.write_text(WATCH_FILE, encoding="utf-8")
    take_watch(desk, source, now=NOW)
    left = statements
    coming = readings(statements // A_REPORT)
    while left > 0 and (batch := list(islice(coming, BATCH))):
        more(desk, batch)
        left -= sum(len(one.statements) for one in batch)
    with desk.ledger() as ledger:
        bring_up(desk, ledger)
    return desk


def more(desk: Desk, found: Sequence[Reading]) -> None:
    """Add made reports to a desk as they were read."""
    from tocsin.nouns import Capture

    with desk.ledger() as ledger, ledger.writing():
        for one in found:
            capture = Capture("bench", one.report.file, NOW)
            ledger.add_report(one.report, one.report.text.encode(), capture)
            ledger.add_reading(one, NOW)


def readings(count: int) -> Iterator[Reading]:
    """Yield so many made reports as they were read, the last of them of the last day.

    Some copy or quote others, a few bear on the watch.
    """
    rng = random.Random(SEED + 3)
    first = LAST - timedelta(days=(count - 1) // A_DAY)
    for one in spoken(count):
        said = tuple(
            (who, f"{rng.choice(SAID)[0]} {words}" if rng.random() < 1 / BEARING else words)
            for who, words in one.said
        )
        read = reading_of(replace(one, said=said), first)
        yield replace(read, statements=tuple(_worded(each) for each in read.statements))


def _worded(one: Statement) -> Statement:
    """Return a statement with its words of likelihood found, where it has some."""
    from tocsin.nouns import Likelihood, Span

    for told, phrase in SAID:
        at = one.text.find(told)
        if at >= 0 and phrase is not None:
            start = one.span.start + at + told.index(phrase)
            said = Likelihood(phrase, Span(start, start + len(phrase)), one.content)
            return replace(one, likelihood=said, act="assessment")
        if at >= 0:
            return replace(one, act="observation", tense="past")
    return one
