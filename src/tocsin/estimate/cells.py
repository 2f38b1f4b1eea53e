"""Cells of the matrix: how far what was seen, or looked for and not seen, moves each hypothesis.

Model, lines 2 to 5 and 12. Source of the form: virtual evidence (Pearl 1988, section 2.2.2), here
with a second channel for looking and not seeing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from tocsin.estimate.base import Prior
from tocsin.nouns import Indicator, Look, Row, Share, Sighting, Watch, freshness

__all__ = [
    "MOST",
    "UNIT",
    "Masses",
    "adjusted",
    "cell_of",
    "centred",
    "group_weights",
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

    What the others let expect stays in the mean, and is drawn together as far as the order asks: a
    sign likelier under every hypothesis that resolves YES than under every other stays so.
    """
    yes = set(watch.yes)
    quiet = math.fsum(h.weight * indicator.seen[h.id] for h in watch.hypotheses if h.id not in yes)
    within_lead = -math.expm1(-prior.rate * indicator.lead_days)
    alpha = min(1.0, within_lead / prior.event)
    apart = _apart(
        [r - quiet for h, r in indicator.seen.items() if h in yes],
        [r - quiet for h, r in indicator.seen.items() if h not in yes],
        alpha,
    )
    return {
        h.id: quiet + (alpha if h.id in yes else apart) * (indicator.seen[h.id] - quiet)
        for h in watch.hypotheses
    }


def _apart(own: Sequence[float], others: Sequence[float], alpha: float) -> float:
    """Return beta in [alpha, 1]: how far the others may stand apart from their mean.

    Both are distances from that mean; those above 0 speak of a sign for YES, below of one against.
    """
    for sign in (1.0, -1.0):
        nearest = min(sign * one for one in own)
        farthest = max(sign * one for one in others)
        if nearest > 0.0 and farthest > 0.0:
            if nearest >= farthest:
                return min(1.0, alpha * nearest / farthest)
            return 1.0 - (1.0 - alpha) * nearest / farthest
    return 1.0


def cell_of(seen: float, absent: float, rates: Mapping[str, float]) -> dict[str, float]:
    """Return y for each hypothesis id, in natural log-likelihood (model, line 4).

    `rates` are the adjusted r'. Nothing seen and nothing looked for gives 0 exactly.
    """
    mean = _mean(rates)
    return {h: _cell(seen, absent, r, mean) for h, r in rates.items()}


def centred(
    seen: float, absent: float, rates: Mapping[str, float], yes: Collection[str]
) -> dict[str, float]:
    """Return the cells less what one would be whose rate lies between those of the two sides.

    A sign that every hypothesis of `yes` lets expect more than every other then never lowers the
    former nor raises the latter by being seen. What is taken away is one number for all of them.
    """
    mean = _mean(rates)
    own = [r for h, r in rates.items() if h in yes]
    others = [r for h, r in rates.items() if h not in yes]
    middle = mean
    for low, high in ((min(own), max(others)), (max(own), min(others))):
        middle = min(max(middle, min(low, high)), max(low, high))
    zero = _cell(seen, absent, middle, mean)
    return {h: _cell(seen, absent, r, mean) - zero for h, r in rates.items()}


def _mean(rates: Mapping[str, float]) -> float:
    return math.fsum(rates.values()) / len(rates)


def _cell(seen: float, absent: float, rate: float, mean: float) -> float:
    if seen == 0.0 and absent == 0.0:
        return 0.0
    blank = (1.0 - seen) * (1.0 - absent)
    looked = (1.0 - seen) * absent * (1.0 - rate) / (1.0 - mean)
    return math.log(seen * rate / mean + looked + blank)


def group_weights(cells: Sequence[float], kappa: float) -> tuple[float, ...]:
    """Return what each of a group's cells for one hypothesis counts, in [0, 1] (model, line 5).

    The largest of those above 0 counts in full and each smaller one less, so that k alike count
    k / (1 + kappa (k - 1)) together; those below 0 likewise, apart. Equal cells share alike. The
    weighted sum rises with every cell, and above 0 is no less than the largest alone.
    """
    weights = [0.0] * len(cells)
    for sign in (1.0, -1.0):
        side = sorted(
            (i for i, y in enumerate(cells) if y * sign > 0.0), key=lambda i: -sign * cells[i]
        )
        before = 0
        for _, alike in groupby(side, key=lambda i: cells[i]):
            places = list(alike)
            after = before + len(places)
            for i in places:
                weights[i] = (_count(after, kappa) - _count(before, kappa)) / len(places)
            before = after
    return tuple(weights)


def _count(alike: int, kappa: float) -> float:
    """Return what so many equal cells count together: beyond kappa 1, what one does."""
    return alike / (1.0 + min(kappa, 1.0) * (alike - 1)) if alike else 0.0
