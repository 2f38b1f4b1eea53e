"""History: what this desk, as it knows now, would have said of a watch on each day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from tocsin.desk import Desk, Stock
from tocsin.desk.history import Line, timeline_at
from tocsin.estimate import Day, Timeline, range_at
from tocsin.ledger import Ledger
from tocsin.nouns import DAY, View, Watch

__all__ = ["History", "Past", "history_of"]


@dataclass(frozen=True, slots=True)
class Past:
    """The estimate as of the end of a day, and its range (80 %)."""

    day: Day
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class History:
    """A watch's estimates: `days` ascend, one for the end of each day of the window.

    `views` are all that were held within the window, whether or not they count.
    """

    watch: Watch
    timeline: Timeline
    days: tuple[Past, ...]
    views: tuple[View, ...]

    def until(self, cut: datetime) -> tuple[Past, ...]:
        """Return the days that were over at `cut`."""
        return tuple(past for past in self.days if past.day.as_of <= cut)

    def moved(self, cut: datetime) -> float | None:
        """Return by how much evidence moved the log-odds as of a cut, None off the timeline."""
        return self.timeline.on(cut).moved if cut in self.timeline.cuts else None


def history_of(
    desk: Desk, ledger: Ledger, name: str, *, known_at: datetime, stock: Stock | None = None
) -> History:
    """Return the estimates of the watch `name` on each day, as known at a ledger time.

    The timeline also has the cuts as of which volatility is looked at: the opening of the window
    and the end of each publication.
    """
    watch = desk.watch(ledger, name, known_at=known_at)
    first = datetime.combine(watch.opens.date(), time(), UTC) + DAY
    days = [first + number * DAY for number in range(max(-((first - watch.closes) // DAY), 1))]
    ends = {
        one.published.end
        for one in ledger.reports(as_of=days[-1], known_at=known_at)
        if one.published is not None and one.published.end is not None
    }
    cuts = sorted({watch.opens, *days, *(end for end in ends if watch.opens <= end <= days[-1])})
    line = timeline_at(desk, ledger, name, cuts, known_at=known_at, stock=stock)
    matrices = [line.matrices[cut] for cut in sorted(line.matrices)]
    views = {(v.origin, v.proposition): v for matrix in matrices for v in matrix.views}
    return History(
        watch,
        line.timeline,
        tuple(_ranged(line, frozenset(days))),
        tuple(sorted(views.values(), key=lambda v: (v.at, v.origin, v.proposition))),
    )


def _ranged(line: Line, daily: Collection[datetime]) -> Iterator[Past]:
    """Yield the estimates as of the cuts `daily`, with ranges out of the matrix that holds then."""
    matrix = line.matrices[line.timeline.cuts[0]]
    for day in line.timeline.days():
        matrix = line.matrices.get(day.as_of, matrix)
        if day.as_of in daily:
            low, high = range_at(line.watch, matrix, as_of=day.as_of)
            yield Past(day, min(low, day.p), max(high, day.p))
