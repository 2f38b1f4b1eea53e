"""Stock: what weighing worked out of a desk, held from one state of its ledger to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.desk.correcting import corrected
from tocsin.ledger import Ledger
from tocsin.ledger.reports import place_of
from tocsin.nouns import Contradiction, Correction, Origin, Reading, Register, Tried, Watch
from tocsin.trace import Workings
from tocsin.weigh import Judge
from tocsin.weigh.material import Matched

__all__ = ["Stock"]

MOST = 4
"""Sets of readings that are held; the oldest goes."""

TRACED = 20_000
"""Readings, of all sets together, of which origins are held; those asked for longest ago go, but
for the last few."""

CUTS = 16
"""The last few: more than one situation and its case ask for, which go through all their cuts in
the same order each time. With one fewer held than they ask for, none would ever be found again.
"""

Traced = tuple[tuple[Origin, ...], tuple[Contradiction, ...]]
_Tried = tuple[tuple[Watch, tuple[str, ...], tuple[Reading, ...]], dict[str, Tried]]


@dataclass(frozen=True, slots=True)
class _Held:
    """Readings, by the newest report and reading among them, and what amends them."""

    heads: tuple[int, int]
    amended: tuple[object, ...]
    readings: tuple[Reading, ...]


class Stock:
    """Readings, origins and judgements that a next weighing of the same desk can go on from.

    Only what came is decoded; what was compared and judged before is not again. It is for whoever
    weighs as known now, again and again: a `known_at` that has passed is not looked up here. Not
    for several threads at once.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self.workings = Workings(register)
        self._judges: dict[str, tuple[Watch, Judge]] = {}
        self._matched: dict[str, tuple[Watch, tuple[str, ...], Matched]] = {}
        self._readings: dict[tuple[datetime, datetime], _Held] = {}
        self._traced: list[tuple[tuple[Reading, ...], tuple[str, ...], Traced]] = []
        self._tried: dict[str, _Tried] = {}

    def judge(self, watch: Watch) -> Judge:
        """Return the judge of a watch, with what it has judged."""
        held = self._judges.get(watch.id)
        if held is None or held[0] != watch:
            held = self._judges[watch.id] = watch, Judge(watch, self.register)
        return held[1]

    def matched(self, watch: Watch, fixes: Sequence[Correction]) -> Matched:
        """Return what matches a watch, with the statements as they are corrected now."""
        mended = _ids(fixes, "statement")
        held = self._matched.get(watch.id)
        if held is None or held[:2] != (watch, mended):
            held = self._matched[watch.id] = watch, mended, {}
        return held[2]

    def readings(
        self, ledger: Ledger, fixes: Sequence[Correction], *, as_of: datetime, known_at: datetime
    ) -> tuple[Reading, ...]:
        """Return the readings, corrected, that `ledger` gives at two clocks, in its order."""
        heads = ledger.heads()
        amended = heads[3], _ids(fixes, "statement"), _ids(fixes, "published", "withdraw")
        held = self._readings.pop((as_of, known_at), None)
        if held is None or held.amended != amended:
            found = ledger.readings(as_of=as_of, known_at=known_at)
            held = _Held(heads[:2], amended, tuple(corrected(one, fixes) for one in found))
        elif held.heads != heads[:2]:
            new = self._since(ledger, held.heads, fixes, as_of)
            names = {one.report.id for one in new}
            kept = [one for one in held.readings if one.report.id not in names]
            merged = sorted((*kept, *new), key=_rank)
            held = _Held(heads[:2], amended, tuple(merged))
        self._readings[as_of, known_at] = held
        while len(self._readings) > MOST:
            del self._readings[next(iter(self._readings))]
        return held.readings

    def traced(
        self,
        readings: tuple[Reading, ...],
        fixes: Sequence[Correction],
        make: Callable[[], Traced],
    ) -> Traced:
        """Return the origins and contradictions of readings, made where they are not held."""
        decided = _ids(fixes, "join", "split")
        for number, (held, ids, found) in enumerate(self._traced):
            if ids == decided and held == readings:
                self._traced.append(self._traced.pop(number))
                return found
        made = make()
        if self._traced:
            made = _one_of_each(made, self._traced[-1][2])
        self._traced.append((readings, decided, made))
        while len(self._traced) > CUTS and sum(len(one[0]) for one in self._traced) > TRACED:
            del self._traced[0]
        return made

    def tried(
        self,
        end: str,
        watch: Watch,
        readings: tuple[Reading, ...],
        fixes: Sequence[Correction],
        make: Callable[[], dict[str, Tried]],
    ) -> dict[str, Tried]:
        """Return how sources did on a watch that ended by the entry `end`, made where not held."""
        held, made_of = self._tried.get(end), (watch, _ids(fixes), readings)
        if held is None or held[0] != made_of:
            held = self._tried[end] = made_of, make()
        return held[1]

    def _since(
        self,
        ledger: Ledger,
        heads: tuple[int, int],
        fixes: Sequence[Correction],
        as_of: datetime,
    ) -> list[Reading]:
        newest = ledger.newest()
        found = (newest(name) for name in ledger.since(*heads))
        return [
            corrected(one, fixes)
            for one in found
            if one is not None
            and one.report.published is not None
            and one.report.published.known_by(as_of)
        ]


def _one_of_each(made: Traced, held: Traced) -> Traced:
    """Return what was traced, with what is held already in the place of what equals it.

    Two days of a desk have nearly all their origins in common: many sets take the room of one.
    """
    origins = {one.id: one for one in held[0]}
    opposed = {one: one for one in held[1]}
    return (
        tuple(same if (same := origins.get(one.id)) == one else one for one in made[0]),
        tuple(opposed.get(one, one) for one in made[1]),
    )


def _ids(fixes: Sequence[Correction], *kinds: str) -> tuple[str, ...]:
    """Return the ids of corrections of these kinds, of all where none is named."""
    return tuple(one.id for one in fixes if not kinds or one.kind in kinds)


def _rank(one: Reading) -> tuple[str, str]:
    return place_of(one.report.published), one.report.id
