"""Coverage: whether anyone who would see an indicator was heard, and the three silences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from tocsin.nouns import Indicator, Look, Sighting, freshness

__all__ = ["HEARD", "Intake", "Listened", "State", "coverage_of", "state_of"]

State = Literal["observed", "partly", "looked for and not seen", "not collected", "expired"]

HEARD = 0.5
"""What the silence of a source that would see it counts beside a look, for coverage alone."""

DEAF = 0.5
"""The part of coverage that feeds take with them which were not heard at all. Declared: what they
would have told, others may tell, and what was seen before it fell silent ages by itself."""

CLEAR = 0.5
"""Seen mass from which an indicator is observed rather than partly observed. Declared."""


@dataclass(frozen=True, slots=True)
class Listened:
    """On which days a feed was listened to: from the first look to the last day that counts.

    `begun` and `ended` (exclusive; None: it is listened to still) are days, as is each of `heard`,
    sorted: those for which an answer of the feed stands.
    """

    begun: date
    ended: date | None
    heard: tuple[date, ...]

    def within(self, since: date, until: date) -> tuple[int, int]:
        """Return how many days from `since` to `until` (exclusive) were heard, and of how many."""
        first = max(self.begun, since)
        last = until if self.ended is None else min(until, self.ended)
        if first >= last:
            return 0, 0
        heard = bisect_left(self.heard, last) - bisect_left(self.heard, first)
        return heard, (last - first).days


@dataclass(frozen=True, slots=True)
class Intake:
    """When the reports that a desk holds were published, and those among them it cannot read.

    Both sorted. A report that is read in a translation counts as read, and its translations count
    as no reports of their own. `feeds` are those that the desk listens to by itself.
    """

    held: tuple[datetime, ...] = ()
    unread: tuple[datetime, ...] = ()
    feeds: tuple[Listened, ...] = ()

    def reached(self, now: datetime, days: float) -> float:
        """Return the part, in [0, 1], of the days of the feeds that were heard in the last `days`.

        1 where there are none: a desk that is filled by hand has no feed that could fall silent.
        """
        last = now.astimezone(UTC)
        until = last.date() + timedelta(days=int(last.time() > time.min))
        since = (last - timedelta(days=days)).date()
        counts = [one.within(since, until) for one in self.feeds]
        total = sum(whole for _, whole in counts)
        return sum(heard for heard, _ in counts) / total if total else 1.0

    def understood(self, now: datetime, days: float) -> float:
        """Return the part, in [0, 1], of the reports of the last `days` that is not unread.

        1 where there are none: what was not collected is not misunderstood.
        """
        since = now - timedelta(days=days)
        held, unread = (
            bisect_left(times, now) - bisect_left(times, since)
            for times in (self.held, self.unread)
        )
        return 1.0 - unread / held if held else 1.0


def coverage_of(
    indicator: Indicator,
    sightings: Sequence[Sighting],
    looks: Sequence[Look],
    *,
    heard: Collection[str],
    look_share: float,
    now: datetime,
    intake: Intake | None = None,
) -> float:
    """Return in [0, 1] how far the desk would know if the indicator were there.

    Looks count by the share of place and time they looked at, sightings as a look of
    `look_share`, both aged over the lead time. Of those who would see it, the part that was
    `heard` at all within the lead time counts half: they would have said so, perhaps. Of all this
    stands the part that was understood of the `intake` of the lead time: what the indicator's
    watchers wrote in a language that is not read is not known to the desk, and which of it would
    bear on the indicator neither; and days on which the desk's feeds gave no answer, or lay silent,
    take up to `DEAF` of it. None of this moves the estimate; it caps confidence.
    """
    missed = 1.0
    evidence: list[Sighting | Look] = [*sightings, *looks]
    for one in sorted(evidence, key=lambda e: e.origin):
        share = one.share if isinstance(one, Look) else look_share
        missed *= 1.0 - share * freshness(one.at, now, indicator.lead_days)
    reach = 0.0
    if indicator.who:
        reach = sum(who in heard for who in indicator.who) / len(indicator.who)
    understood = 1.0
    if intake is not None:
        understood = intake.understood(now, indicator.lead_days)
        understood *= 1.0 - DEAF * (1.0 - intake.reached(now, indicator.lead_days))
    return understood * (1.0 - missed * (1.0 - HEARD * reach))


def state_of(
    indicator: Indicator,
    sightings: Sequence[Sighting],
    looks: Sequence[Look],
    *,
    now: datetime,
) -> State:
    """Say what the desk has on an indicator; only unexpired evidence is more than silence."""
    unseen = 1.0
    for seen in sorted(sightings, key=lambda e: e.origin):
        unseen *= 1.0 - seen.weight * freshness(seen.at, now, indicator.half_life_days)
    if unseen < 1.0:
        return "observed" if 1.0 - unseen >= CLEAR else "partly"
    if any(
        one.weight * one.share > 0 and freshness(one.at, now, indicator.half_life_days) > 0
        for one in looks
    ):
        return "looked for and not seen"
    return "expired" if sightings or looks else "not collected"
