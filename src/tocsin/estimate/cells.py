"""Cells of the matrix: how far what was seen, or looked for and not seen, moves each hypothesis.

Model, lines 2 to 5 and 12. Source of the form: virtual evidence (Pearl 1988, section 2.2.2), here
with a second channel for looking and not seeing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tocsin.estimate.base import Prior
from tocsin.nouns import Indicator, Look, Row, Share, Sighting, Watch, freshness

__all__ = [
    "MOST",
    "UNIT",
    "Masses",
    "adjusted",
    "cell_of",
    "group_factor",
    "mass_of",
    "masses_of",
    "part_of",
    "units_of",
]

UNIT = 2.0**40
"""Sums of logarithms are kept as integers of 2**-40, so that no order of adding can matter."""

MOST = 1.0 - 2.0**-20
"""The largest part a single origin can have: certainty is not for sale."""


@dataclass(frozen=True, slots=True)
class Masses:
    """Seen mass s and absent mass n of one indicator, both in [0, 1), and who has part in them.

    `speaks` says whether any evidence is unexpired. `shares` are the origins' parts of a bar, each
    in proportion to the -ln(1 - a f) of its sightings and looks; they sum to 1.
    """

    seen: float
    absent: float
    speaks: bool
    shares: tuple[Share, ...] = ()

    @property
    def pair(self) -> tuple[float, float]:
        """Seen and absent mass."""
        return self.seen, self.absent

    @property
    def moved(self) -> float:
        """1 - (1 - s)(1 - n): how much the indicator speaks at all, in [0, 1)."""
        return 1.0 - (1.0 - self.seen) * (1.0 - self.absent)


def masses_of(row: Row, half_life_days: float, now: datetime) -> Masses:
    """Return the masses of a row of the matrix, with evidence aged to `now`."""
    parts: dict[str, float] = {}
    seen = _gather(row.sightings, parts, half_life_days, now)
    absent = _gather(row.looks, parts, half_life_days, now)
    spans = {one.origin: one.spans for one in row.evidence}
    total = math.fsum(parts.values())
    shares = tuple(Share(one, part / total, spans[one]) for one, part in sorted(parts.items()))
    return Masses(mass_of(seen), mass_of(absent), bool(parts), shares)


def part_of(one: Sighting | Look, now: datetime, half_life_days: float) -> float:
    """Return a f d in [0, 1): what a piece of evidence weighs at `now`; 0 when expired."""
    share = one.share if isinstance(one, Look) else 1.0
    return min(one.weight * freshness(one.at, now, half_life_days) * share, MOST)


def units_of(part: float) -> int:
    """Return ln(1 - part) in whole units of 2**-40."""
    return round(math.log1p(-part) * UNIT)


def mass_of(units: int) -> float:
    """Return 1 - exp of so many units: the mass of evidence whose `units_of` sum to them."""
    return 0.0 - math.expm1(units / UNIT)  # none gives 0.0, not -0.0


def _gather(
    evidence: Iterable[Sighting | Look],
    parts: dict[str, float],
    half_life_days: float,
    now: datetime,
) -> int:
    total = 0
    for one in evidence:
        part = part_of(one, now, half_life_days)
        if part > 0.0:
            total += units_of(part)
            parts[one.origin] = parts.get(one.origin, 0.0) - math.log1p(-part)
    return total


def adjusted(indicator: Indicator, watch: Watch, prior: Prior) -> dict[str, float]:
    """Return r' for each hypothesis id (model, line 2).

    If the event is to come within tau days at a constant hazard, only part alpha of that chance
    lies within the indicator's lead time; until then the world looks as it does under the others.
    Not seeing a sign in July says little about December; in the last fortnight it says much.
    """
    yes = set(watch.yes)
    quiet = math.fsum(h.weight * indicator.seen[h.id] for h in watch.hypotheses if h.id not in yes)
    within_lead = -math.expm1(-prior.rate * indicator.lead_days)
    alpha = min(1.0, within_lead / prior.event)
    return {
        h.id: alpha * indicator.seen[h.id] + (1.0 - alpha) * quiet
        if h.id in yes
        else indicator.seen[h.id]
        for h in watch.hypotheses
    }


def cell_of(seen: float, absent: float, rates: Mapping[str, float]) -> dict[str, float]:
    """Return y for each hypothesis id, in natural log-likelihood (model, line 4).

    `rates` are the adjusted r'. Nothing seen and nothing looked for gives 0 exactly.
    """
    if seen == 0.0 and absent == 0.0:
        return dict.fromkeys(rates, 0.0)
    mean = math.fsum(rates.values()) / len(rates)
    blank = (1.0 - seen) * (1.0 - absent)
    return {
        h: math.log(seen * r / mean + (1.0 - seen) * absent * (1.0 - r) / (1.0 - mean) + blank)
        for h, r in rates.items()
    }


def group_factor(moved: Iterable[float], kappa: float) -> float:
    """Return phi in (0, 1]: what each indicator of one group counts (model, line 5).

    One indicator counts in full; a group of N that all speak counts as N / (1 + kappa (N - 1)).
    """
    return 1.0 / (1.0 + kappa * (max(1.0, math.fsum(moved)) - 1.0))
