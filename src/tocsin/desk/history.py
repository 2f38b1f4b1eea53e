"""The history of a watch: its estimate on every day of a span, and what came on each day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tocsin.desk.place import Desk
from tocsin.desk.stock import Stock
from tocsin.desk.weighing import Weighing
from tocsin.errors import BadArgument
from tocsin.estimate import Day, Timeline, held_of, range_at, timeline_of
from tocsin.ledger import Ledger
from tocsin.nouns import DAY, Matrix, Reading, Watch, cut_of
from tocsin.weigh import Intake

__all__ = ["History", "Line", "Past", "history_of", "timeline_at"]

LONGEST = 3653
"""Days that a history may span: ten years."""


@dataclass(frozen=True, slots=True)
class Past:
    """The estimate of one day, its range (80 %), and the origins that came since the day before.

    Those that were there by the first day have come on no day.
    """

    day: Day
    low: float
    high: float
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The estimates of a watch, a day each, oldest first, as known at one ledger time.

    `sources` maps the id of every origin that came to its source.
    """

    watch: Watch
    known_at: datetime
    days: tuple[Past, ...]
    sources: dict[str, str]


def history_of(
    desk: Desk,
    ledger: Ledger,
    name: str,
    *,
    first: date | None,
    last: date,
    known_at: datetime,
    told: Callable[[str, int], None] = lambda _stage, _count: None,
) -> History:
    """Return the history of the watch `name` from the day `first`, or its opening, through `last`.

    Each day rests on what was published by its end. `told` hears of each weighing. Raises
    `BadArgument` for days that make no span.
    """
    opens = desk.watch(ledger, name, known_at=known_at).opens
    cuts = _cuts(first or opens.date(), last)
    line = timeline_at(desk, ledger, name, cuts, known_at=known_at, told=told)
    matrix = line.matrices[cuts[0]]
    before = _origins(matrix)
    days = []
    for day in line.timeline.days():
        matrix = line.matrices.get(day.as_of, matrix)
        now = _origins(matrix)
        low, high = range_at(line.watch, matrix, as_of=day.as_of)
        days.append(Past(day, min(low, day.p), max(high, day.p), tuple(sorted(now - before))))
        before = now
    return History(line.watch, known_at, tuple(days), line.sources)


@dataclass(frozen=True, slots=True)
class Line:
    """The timeline of a watch, and the matrices it was made from by the cut each holds from."""

    watch: Watch
    timeline: Timeline
    matrices: dict[datetime, Matrix]
    sources: dict[str, str]


def timeline_at(
    desk: Desk,
    ledger: Ledger,
    name: str,
    cuts: Sequence[datetime],
    *,
    known_at: datetime,
    told: Callable[[str, int], None] = lambda _stage, _count: None,
    stock: Stock | None = None,
) -> Line:
    """Return the timeline of the watch `name` at the cuts, which ascend, as known at one time.

    Evidence is weighed anew only as of cuts before which a report or a note came, or another
    watch ended, since the cut before; else it ages. Each day's figures are those of `situation_of`,
    to the bit.
    """
    weighing = Weighing(desk, ledger, name, known_at=known_at, stock=stock, told=told)
    watch = weighing.watch
    ends, unknown = _ends(weighing.readings(cuts[-1]))
    matrices: dict[datetime, Matrix] = {}
    sources: dict[str, str] = {}
    held: tuple[int, int, tuple[str, ...]] | None = None
    for cut in cuts:
        noted = sum(note.when < cut for note in weighing.notes)
        # An end elsewhere changes what its assessors' views weigh here.
        here = bisect_right(ends, cut), noted, weighing.ended(cut)
        if here != held or (unknown is not None and unknown <= cut):
            # How much could be read moves coverage alone, and with it confidence: no figure here.
            origins, _, matrices[cut] = weighing.at(weighing.readings(cut), cut, Intake())
            sources |= {origin.id: origin.source for origin in origins}
            held = here
    timeline = timeline_of(watch, cuts, held_of(tuple(matrices.items())))
    return Line(watch, timeline, matrices, sources)


def _cuts(first: date, last: date) -> tuple[datetime, ...]:
    if first > last:
        raise BadArgument(
            f"--from {first} lies after --to {last}.", hint="Give the earlier day as --from."
        )
    count = (last - first).days + 1
    if count > LONGEST:
        latest = last - (LONGEST - 1) * DAY
        raise BadArgument(
            f"{first} to {last} are {count:,} days, more than the {LONGEST:,} that are shown.",
            hint=f"Give {latest} or later as --from.",
        )
    start = cut_of(first.isoformat())
    return tuple(start + number * DAY for number in range(count))


def _ends(readings: Sequence[Reading]) -> tuple[list[datetime], datetime | None]:
    """Return when their publications ended, in order, and the first end of one begun nobody knows.

    The evidence of what is known only by when it was published at the latest is never old.
    """
    days = [day for one in readings if (day := one.report.published) is not None]
    ends = [(day.end, day.start) for day in days if day.end is not None]
    unknown = min((end for end, start in ends if start is None), default=None)
    return sorted(end for end, _ in ends), unknown


def _origins(matrix: Matrix) -> frozenset[str]:
    """Return the origins that move the estimate, whether or not they have expired."""
    rows = {one.origin for row in matrix.rows for one in row.evidence}
    return frozenset(rows | {view.origin for view in matrix.views if view.counted})
