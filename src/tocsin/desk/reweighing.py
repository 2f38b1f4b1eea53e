"""Reweighing: a person sets a number of an estimate, and sees what that does to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.desk.deciding import correct
from tocsin.desk.place import Desk
from tocsin.desk.situation import situation_of
from tocsin.nouns import DAY, Estimate

__all__ = ["Compared", "Moved", "reweigh"]

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Moved:
    """A bar before and after, in log-odds; 0 where there was or is none."""

    term: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Compared:
    """What a correction did to an estimate: both estimates, and each bar that it moved.

    The bars with the base's sum to the log-odds of yes, so the differences sum to what was moved.
    The largest difference stands first.
    """

    correction: str
    before: Estimate
    after: Estimate
    moved: tuple[Moved, ...]

    @property
    def points(self) -> float:
        """The difference in hundredths of probability."""
        return (self.after.event.p - self.before.event.p) * 100.0


def reweigh(
    desk: Desk,
    target: str,
    values: Sequence[str],
    *,
    author: str,
    reason: str,
    now: datetime,
    as_of: datetime | None = None,
) -> Compared:
    """Record that a number of an estimate is another, and return the estimate before and after.

    `target` is WATCH:PATH. Both estimates are as of `as_of`; without it as of now, or of a window
    that is over as it stood before its last day: at the close no time is left to move a number in.
    Raises as `correct` does.
    """
    name = target.partition(":")[0]
    known = now + SECOND
    with desk.ledger() as ledger:
        desk.record_watches(ledger, now=now, faults=[])
        watch = desk.watch(ledger, name)
        cut = as_of or min(known, watch.closes - DAY)
        before = situation_of(
            desk, ledger, name, as_of=cut, known_at=known, with_history=False
        ).estimate
    made = correct(desk, "weight", target, values, author=author, reason=reason, now=now)
    with desk.ledger(read_only=True) as ledger:
        after = situation_of(
            desk, ledger, name, as_of=cut, known_at=known, with_history=False
        ).estimate
    return Compared(made, before, after, _moved(before, after))


def _moved(before: Estimate, after: Estimate) -> tuple[Moved, ...]:
    was = {bar.term: bar.logodds for bar in before.waterfall}
    now = {bar.term: bar.logodds for bar in after.waterfall}
    both = [Moved(t, was.get(t, 0.0), now.get(t, 0.0)) for t in dict.fromkeys((*was, *now))]
    moved = [one for one in both if one.before != one.after]
    return tuple(sorted(moved, key=lambda one: (-abs(one.after - one.before), one.term)))
