"""History: what this desk, as it knows now, would have said of a watch on every day of its window.

The evidence changes only on the days on which something was published or noted; a matrix is made
for each of these, and every day's estimate out of them by sums (docs/methods/estimate.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.desk import Desk, situation_of
from tocsin.desk.deciding import SCORED_DAYS
from tocsin.estimate import Day, Timeline, brier, held_of, timeline_of
from tocsin.ledger import Ledger
from tocsin.nouns import DAY, Resolution, View, Watch

__all__ = ["History", "history_of"]


@dataclass(frozen=True, slots=True)
class History:
    """A watch's estimates by day: `days` ascend, one for the end of each day of the window."""

    watch: Watch
    timeline: Timeline
    days: tuple[Day, ...]
    views: tuple[View, ...]

    def until(self, cut: datetime) -> tuple[Day, ...]:
        """Return the days that were over at `cut`."""
        return tuple(day for day in self.days if day.as_of <= cut)

    def scored(self, end: Resolution) -> tuple[float, float]:
        """Return the mean Brier score over the days on which the watch was open, and the base's.

        The days are those of `tocsin.desk.scored`, and so are the figures.
        """
        happened = end.outcome in self.watch.yes
        last = min(end.resolved_on, self.watch.closes)
        days = max(int((last - self.watch.opens) / DAY), 1)
        count = min(days, SCORED_DAYS)
        cuts = [self.watch.opens + ((number + 1) * days // count) * DAY for number in range(count)]
        rows = [self.timeline.on(cut) for cut in cuts]
        return (
            sum(brier(row.p, happened) for row in rows) / count,
            sum(brier(row.base, happened) for row in rows) / count,
        )


def history_of(desk: Desk, ledger: Ledger, name: str, *, known_at: datetime) -> History:
    """Return the estimates of the watch `name` on each day, as known at a ledger time."""
    watch = desk.watch(ledger, name, known_at=known_at)
    days = max(int((watch.closes - watch.opens) / DAY), 1)
    cuts = [watch.opens + (number + 1) * DAY for number in range(days)]
    matrices = [
        (
            cut,
            situation_of(
                desk, ledger, name, as_of=cut, known_at=known_at, with_history=False
            ).matrix,
        )
        for cut in _changes(ledger, watch, known_at)
    ]
    line = timeline_of(watch, cuts, held_of(matrices))
    views = {(v.origin, v.proposition): v for _, matrix in matrices for v in matrix.views}
    return History(
        watch,
        line,
        tuple(line.days()),
        tuple(sorted(views.values(), key=lambda v: (v.at, v.origin, v.proposition))),
    )


def _changes(ledger: Ledger, watch: Watch, known_at: datetime) -> Sequence[datetime]:
    """Return the cuts within the window as of which the evidence may be another, ascending."""
    ends = {
        one.published.end
        for one in ledger.reports(as_of=watch.closes, known_at=known_at)
        if one.published is not None and one.published.end is not None
    }
    # A note is in hand as of every cut after its time, a report as of its end.
    ends |= {
        cut
        for note in ledger.notes(watch.id, known_at=known_at)
        if (cut := watch.opens + (int((note.when - watch.opens) / DAY) + 1) * DAY) <= watch.closes
    }
    first = watch.opens + DAY
    return sorted({max(end, first) for end in ends} | {first})
