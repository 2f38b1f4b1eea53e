"""The timeline: the estimates of a watch on many days, kept so that one new origin costs little.

Model, line 12. What evidence there is on an indicator is kept as a sum for each day, and a day's
estimate is made from its sums. A piece of evidence more, or less, changes one indicator's sums by
one vector, whatever else there is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from tocsin.estimate.cells import Masses, mass_of
from tocsin.estimate.terms import Terms, terms_from
from tocsin.estimate.vectors import Sums, vector_of
from tocsin.estimate.views import logit
from tocsin.estimate.waterfall import bars_of
from tocsin.nouns import Bar, Cell, Look, Matrix, Sighting, View, Watch

__all__ = ["Day", "Held", "Timeline", "held_of", "timeline_of"]


@dataclass(frozen=True, slots=True)
class Held:
    """A piece of evidence or a view, and the cuts as of which it stands: since <= cut < until.

    `indicator` is what evidence is on, None for a view. A word said again, a grade or a correction
    that holds from a day on, or a newer look of the same source ends one and begins another.
    """

    indicator: str | None
    what: Sighting | Look | View
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """What `estimate` says as of one cut, to the bit, but for range, word and confidence.

    `moved` is what `evidence_logodds` gives. Bars of indicators are without their origins' shares,
    which no sum can tell apart.
    """

    as_of: datetime
    probabilities: Mapping[str, float]
    p: float
    base: float
    moved: float
    waterfall: tuple[Bar, ...]
    cells: tuple[Cell, ...]


Key = tuple[str, type[Sighting] | type[Look]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Sums of the evidence on a watch at the `cuts`, which ascend, and the views held then.

    A value: `adding` and `dropping` give another. Every indicator of the watch has a row, as in a
    matrix.
    """

    watch: Watch
    cuts: tuple[datetime, ...]
    sums: Mapping[Key, Sums]
    views: tuple[Held, ...]

    def adding(self, *held: Held) -> Timeline:
        """Return the timeline with these pieces, which it does not hold yet."""
        views = (*self.views, *(one for one in held if isinstance(one.what, View)))
        return replace(self, sums=self._summed(held, 1), views=views)

    def dropping(self, *held: Held) -> Timeline:
        """Return the timeline without these pieces, which it holds as they were added."""
        views = list(self.views)
        for one in held:
            if isinstance(one.what, View):
                views.remove(one)
        return replace(self, sums=self._summed(held, -1), views=tuple(views))

    def on(self, cut: datetime) -> Day:
        """Return the estimate as of a cut. Raises `ValueError` for none of the timeline's."""
        number = bisect_left(self.cuts, cut)
        if self.cuts[number : number + 1] != (cut,):
            raise ValueError(f"{cut} is no cut of the timeline")
        return self._day(number)

    def days(self) -> Iterator[Day]:
        """Yield the estimate as of each cut."""
        return map(self._day, range(len(self.cuts)))

    def _summed(self, held: Iterable[Held], sign: int) -> dict[Key, Sums]:
        sums = dict(self.sums)
        pieces: dict[Key, list[tuple[Sighting | Look, int, int]]] = {}
        for one in held:
            if one.indicator is not None and not isinstance(one.what, View):
                place = (one.what, *self._place(one))
                pieces.setdefault((one.indicator, type(one.what)), []).append(place)
        lives = {one.id: one.half_life_days for one in self.watch.indicators}
        for key, own in pieces.items():
            grown = sums[key].copy()
            for vector in vector_of(own, lives[key[0]], self.cuts):
                vector.into(grown, sign)
            sums[key] = grown
        return sums

    def _place(self, held: Held) -> tuple[int, int]:
        end = len(self.cuts) if held.until is None else bisect_left(self.cuts, held.until)
        return bisect_left(self.cuts, held.since), end

    def _day(self, number: int) -> Day:
        cut = self.cuts[number]
        masses = {}
        for indicator in self.watch.indicators:
            seen, absent = (self.sums[indicator.id, kind][:, number] for kind in (Sighting, Look))
            masses[indicator.id] = Masses(
                mass_of(int(seen[0])), mass_of(int(absent[0])), bool(seen[1] or absent[1])
            )
        views = [
            held.what
            for held in self.views
            if isinstance(held.what, View)
            and held.since <= cut
            and (held.until is None or cut < held.until)
        ]
        terms = terms_from(self.watch, masses, views, window_at=cut, ageing_at=cut)
        return _day_of(terms, cut)


def _day_of(terms: Terms, cut: datetime) -> Day:
    base = terms.prior.event
    return Day(
        as_of=cut,
        probabilities=dict(zip(terms.hypotheses, terms.probabilities(), strict=True)),
        p=terms.event(),
        base=base,
        moved=terms.unfloored() - logit(base),
        waterfall=bars_of(terms),
        cells=terms.cells,
    )


def timeline_of(watch: Watch, cuts: Iterable[datetime], held: Iterable[Held] = ()) -> Timeline:
    """Return the timeline of a watch at the cuts, with what is held; no order matters."""
    days = tuple(sorted(set(cuts)))
    sums: dict[Key, Sums] = {
        (indicator.id, kind): np.zeros((2, len(days)), dtype=np.int64)
        for indicator in watch.indicators
        for kind in (Sighting, Look)
    }
    return Timeline(watch, days, sums, ()).adding(*held)


def held_of(matrices: Sequence[tuple[datetime, Matrix]]) -> tuple[Held, ...]:
    """Return what each of the matrices holds from its cut on, until the next; cuts ascend.

    What stays the same from one matrix to the next is one piece.
    """
    open_since: dict[tuple[str | None, Sighting | Look | View], datetime] = {}
    found: list[Held] = []
    for cut, matrix in matrices:
        now: dict[tuple[str | None, Sighting | Look | View], datetime] = {}
        for row in matrix.rows:
            now.update(((row.indicator, one), cut) for one in row.evidence)
        now.update(((None, view), cut) for view in matrix.views)
        for key in now.keys() & open_since.keys():
            now[key] = open_since[key]
        found += [Held(*key, since, cut) for key, since in open_since.items() if key not in now]
        open_since = now
    return (*found, *(Held(*key, since) for key, since in open_since.items()))
