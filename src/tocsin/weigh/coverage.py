"""Coverage: whether anyone who would see an indicator was heard, and the three silences."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal

from tocsin.nouns import Indicator, Look, Sighting, freshness

__all__ = ["HEARD", "State", "coverage_of", "state_of"]

State = Literal["observed", "partly", "looked for and not seen", "not collected", "expired"]

HEARD = 0.5
"""What the silence of a source that would see it counts beside a look, for coverage alone."""

CLEAR = 0.5
"""Seen mass from which an indicator is observed rather than partly observed. Declared."""


def coverage_of(
    indicator: Indicator,
    sightings: Sequence[Sighting],
    looks: Sequence[Look],
    *,
    heard: Collection[str],
    look_share: float,
    now: datetime,
) -> float:
    """Return in [0, 1] how far the desk would know if the indicator were there.

    Looks count by the share of place and time they looked at, sightings as a look of
    `look_share`, both aged over the lead time. Of those who would see it, the part that was
    `heard` at all within the lead time counts half: they would have said so, perhaps. None of this
    moves the estimate; it caps confidence.
    """
    missed = 1.0
    evidence: list[Sighting | Look] = [*sightings, *looks]
    for one in sorted(evidence, key=lambda e: e.origin):
        share = one.share if isinstance(one, Look) else look_share
        missed *= 1.0 - share * freshness(one.at, now, indicator.lead_days)
    reach = 0.0
    if indicator.who:
        reach = sum(who in heard for who in indicator.who) / len(indicator.who)
    return 1.0 - missed * (1.0 - HEARD * reach)


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
