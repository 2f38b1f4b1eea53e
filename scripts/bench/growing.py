"""Growing: what a thousand reports cost a desk that is new, and one that has very many."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scripts.bench.measure import Done, Place, timed
from scripts.bench.spoken import reading_of, spoken

if TYPE_CHECKING:
    from tocsin.desk import Desk
    from tocsin.nouns import Reading

GROWN, MORE = 100_000, 1_000
"""Reports of the grown desk at full scale, and those whose cost is measured."""

BATCH = 200
NOW = datetime(2045, 1, 1, tzinfo=UTC)


def first(place: Place) -> Done:
    """Add the first reports, already read, to a new desk: ledger and index of tracing."""
    from tocsin.desk import Desk

    desk = Desk.create(place.folder / "grown")
    found = list(itertools.islice(_readings(place), _more(place)))
    return timed(lambda: _added(desk, found))


def last(place: Place) -> Done:
    """Add the last ones to the same desk, which has all the others by then."""
    from tocsin.desk import Desk

    desk = Desk.open(place.folder / "grown")
    rest = itertools.islice(_readings(place), _more(place), None)
    between = itertools.islice(rest, max(0, place.count(GROWN) - 2 * _more(place)))
    while batch := list(itertools.islice(between, 2_000)):
        _added(desk, batch)
    found = list(rest)
    return timed(lambda: _added(desk, found))


def _more(place: Place) -> int:
    return min(MORE, place.count(GROWN) // 4)


def _readings(place: Place) -> Iterator[Reading]:
    return (reading_of(one) for one in spoken(place.count(GROWN)))


def _added(desk: Desk, found: list[Reading]) -> int:
    from tocsin.desk.tracing import bring_up
    from tocsin.nouns import Capture

    with desk.ledger() as ledger:
        for start in range(0, len(found), BATCH):
            with ledger.writing():
                for one in found[start : start + BATCH]:
                    capture = Capture("bench", one.report.file, NOW)
                    ledger.add_report(one.report, one.report.text.encode(), capture)
                    ledger.add_reading(one, NOW)
        bring_up(desk, ledger)
    return len(found)
