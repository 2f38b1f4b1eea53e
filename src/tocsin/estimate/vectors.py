"""Vectors: what pieces of evidence add to an indicator's sums on each of many cuts.

A sum of logarithms is kept in whole units of 2**-40 (model, line 12), so a piece of evidence is a
vector of integers, one a cut, and may be added and taken away in any order. Numpy's exponentials
and logarithms are not to the bit those of the C library, which `estimate` uses, and differ between
processors. So a unit is taken from numpy only where its error cannot change the rounding; the few
that lie too near to a half are worked out one by one, as `estimate` does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from tocsin.estimate.cells import MOST, UNIT, part_of, units_of
from tocsin.nouns import DAY, EXPIRY, Look, Sighting

__all__ = ["Sums", "Vector", "vector_of"]

Sums = NDArray[np.int64]
"""Of shape (2, cuts): the units of ln(1 - a f), and how many pieces of evidence are unexpired."""

Piece = tuple[Sighting | Look, int, int]
"""Evidence, and the first and last but one of the cuts, by number, as of which it stands."""

Array = NDArray[np.float64]

SLACK = 2.0**-46
"""What 2**-x may err by, as a part of it: over twice what the steps below can add up to.

In units of 2**-53: 27 for two ages of together 13 half-lives, each rounded three times; 16 for two
powers of 4 units in the last place; 1 for their product; 10 for what `freshness` errs by itself.
"""

CHUNK = 64
"""Pieces worked out together: their ages are alike, and what is made of them fits a cache.

Sums of so many units stay below 2**53, so that floating point adds them exactly.
"""

NEAR, FAR = 3.0, 10.0
"""Half-lives of age, to and from a chunk's first cut, for which `SLACK` is reckoned."""

FULL = 2**62
REST = 2.0**-EXPIRY
TINY = 1e-290
_MICROSECOND = timedelta(microseconds=1)
_LONG = 2**61
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Vector:
    """What pieces of evidence add to the sums of an indicator, from the cut `start` on."""

    start: int
    sums: Sums

    def into(self, sums: Sums, sign: int) -> None:
        """Add the vector to the sums in place, or with -1 take it away.

        Raises `OverflowError` where half of what 64 bits hold is reached: at the soonest, by
        300,000 origins that are all but certain on one indicator on one day.
        """
        place = sums[:, self.start : self.start + self.sums.shape[1]]
        place += sign * self.sums
        if place.size and place[0].min() < -FULL:
            raise OverflowError("more evidence on one indicator than a sum of 64 bits holds")


def vector_of(
    pieces: Sequence[Piece], half_life_days: float, cuts: Sequence[datetime]
) -> Iterator[Vector]:
    """Yield vectors that together are what the pieces add at the cuts, which ascend.

    To the bit what `cells.units_of` of `cells.part_of` gives, summed for each cut.
    """
    ordered = sorted(pieces, key=lambda one: (one[1], one[2], one[0].at))
    times = np.array([_microseconds(cut) for cut in cuts], dtype=np.int64)
    life = half_life_days * (DAY / _MICROSECOND)
    for first in range(0, len(ordered), CHUNK):
        chunk = ordered[first : first + CHUNK]
        vector = _chunk(chunk, life, times, half_life_days, cuts)
        if vector is not None:
            yield vector


def _microseconds(time: datetime) -> int:
    return (time - _EPOCH) // _MICROSECOND


def _chunk(
    pieces: Sequence[Piece],
    life: float,
    times: NDArray[np.int64],
    half_life_days: float,
    cuts: Sequence[datetime],
) -> Vector | None:
    said = np.array([_microseconds(one.at) for one, _, _ in pieces], dtype=np.int64)
    weights = np.array(
        [one.weight * one.share if isinstance(one, Look) else one.weight for one, _, _ in pieces]
    )
    starts = np.array([start for _, start, _ in pieces])
    ends = np.array([end for _, _, end in pieces])
    # One cut more than the last at which anything is left: the boundary is for the exact way.
    gone = np.searchsorted(times, said + min(int(life * EXPIRY) + 1, _LONG)) + 1
    ends = np.minimum(ends, gone)
    low, high = int(starts.min()), int(ends.max())
    if low >= high:
        return None
    numbers = np.arange(low, high)
    stands = (starts[:, None] <= numbers) & (numbers < ends[:, None])
    fresh = _halved(said, times[low:high], life)
    part = np.minimum((fresh - REST) / (1.0 - REST) * weights[:, None], MOST)
    np.maximum(part, 0.0, out=part)
    units = np.log1p(-part) * UNIT
    rounded = np.rint(units)
    # What part may err by is carried through the logarithm, whose own error is the last summand.
    err = (part + REST * weights[:, None]) * (SLACK * UNIT) / (1.0 - part) - units * 2.0**-49
    doubt = 0.5 - np.abs(units - rounded) <= err
    # Near expiry, and where a weight all but vanishes, it is in doubt whether anything is left.
    doubt |= np.abs(fresh - REST) <= fresh * SLACK
    doubt |= (part < TINY) & (fresh > REST) & (weights > 0.0)[:, None]
    doubt &= stands
    stands &= ~doubt
    stands &= part > 0.0
    rounded *= stands
    sums = np.stack((rounded.sum(axis=0).astype(np.int64), np.count_nonzero(stands, axis=0)))
    for row, column in zip(*(axis.tolist() for axis in np.nonzero(doubt)), strict=True):
        exact = part_of(pieces[row][0], cuts[low + column], half_life_days)
        if exact > 0.0:
            sums[0, column] += units_of(exact)
            sums[1, column] += 1
    return Vector(low, sums)


def _halved(said: NDArray[np.int64], times: NDArray[np.int64], life: float) -> Array:
    """Return 2**-x for each piece and cut, x its age in half-lives, to within `SLACK`."""
    reference = times[0]
    own: Array = (reference - said) / life
    halved: Array
    if np.abs(own).max() <= NEAR and (times[-1] - reference) / life <= FAR:
        # 2**-(x + y) from few of each, since powers are dear.
        halved = np.exp2(-own)[:, None] * np.exp2(-((times - reference) / life))
    else:
        halved = np.exp2(np.maximum((said[:, None] - times) / life, -1000.0).clip(max=0.0))
    return np.minimum(halved, 1.0, out=halved)
