"""Growing: what a thousand reports cost a desk that is new, and one that has very many."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterator
from dataclasses import asdict
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
FIRST = "first.json"
NOW = datetime(2045, 1, 1, tzinfo=UTC)


def last(place: Place) -> Done:
    """Fill a desk, then add the last reports to it, by turns with the first ones to a new desk.

    By turns, since what else the machine does costs processor time, too, and changes by the minute.
    """
    from tocsin.desk import Desk

    new, grown = (Desk.create(place.folder / name) for name in ("new", "grown"))
    more, coming = _more(place), _readings(place)
    begin = list(itertools.islice(coming, more))
    _added(grown, begin)
    between = itertools.islice(coming, max(0, place.count(GROWN) - 2 * more))
    while batch := list(itertools.islice(between, 2_000)):
        _added(grown, batch)
    end = list(coming)
    took: list[list[Done]] = [[], []]
    for start in range(0, more, BATCH):
        for desk, found, done in ((new, begin, took[0]), (grown, end, took[1])):
            part = found[start : start + BATCH]
            done.append(timed(functools.partial(_added, desk, part)))
    first_of, last_of = map(_sum, took)
    (place.folder / FIRST).write_text(json.dumps(asdict(first_of)), "utf-8")
    return last_of


def first(place: Place) -> Done:
    """What the first reports took then; `last` has measured it."""
    return Done(**json.loads((place.folder / FIRST).read_text("utf-8")))


def _sum(parts: list[Done]) -> Done:
    return Done(
        sum(one.reports for one in parts),
        sum(one.seconds for one in parts),
        sum(one.cpu for one in parts),
    )


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
