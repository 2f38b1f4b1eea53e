"""Time scales: where a time stands across or up a figure, and the days written along it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tocsin.nouns import DAY
from tocsin.publish.figures import MONTHS
from tocsin.web.lines import Tick

__all__ = ["Scale", "scale_over"]

STEPS = (1, 2, 7, 14)
"""Days between two marks, before months are counted."""

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of time as a scale from 0 to 100."""

    start: datetime
    end: datetime

    def at(self, moment: datetime) -> float:
        """Return the place of a time, held within the scale."""
        part = (moment - self.start) / (self.end - self.start)
        return round(min(max(part, 0.0), 1.0) * 100, 3)

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """Return at most `most` marks that stand on days, months or years a reader knows."""
        days = (self.end - self.start) / DAY
        for step in STEPS:
            if days / step <= most:
                return self._daily(step)
        months = next((one for one in MONTH_STEPS if days / (30.4 * one) <= most), MONTH_STEPS[-1])
        return self._monthly(months)

    def _daily(self, step: int) -> tuple[Tick, ...]:
        at = self.start.replace(hour=0, minute=0, second=0, microsecond=0)
        at += DAY if at < self.start else timedelta()
        found = []
        while at <= self.end:
            found.append(Tick(self.at(at), f"{at.day} {MONTHS[at.month - 1][:3]}"))
            at += step * DAY
        return tuple(found)

    def _monthly(self, step: int) -> tuple[Tick, ...]:
        number = self.start.year * 12 + self.start.month - 1
        number += -number % step
        found: list[Tick] = []
        while (at := datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)) <= self.end:
            if at >= self.start:
                name = MONTHS[at.month - 1][:3]
                whole = step >= 12
                told = str(at.year) if whole else name
                if not whole and (not found or at.month == 1 or step >= 6):
                    told = f"{name} {at.year}"
                found.append(Tick(self.at(at), told))
            number += step
        return tuple(found)


def scale_over(times: list[datetime], *, room: float = 0.04) -> Scale:
    """Return a scale that holds the times, with some room at either end; never of no length."""
    first, last = min(times), max(times)
    spare = max((last - first) * room, DAY)
    return Scale(first - spare, last + spare)
