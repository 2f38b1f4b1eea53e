"""Changing: what one entry of a person did to the estimate, told and kept under its own address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.desk import Desk, Moved, Situation, situation_of
from tocsin.errors import UnknownEntry
from tocsin.ledger import Ledger
from tocsin.nouns import Correction, Estimate, Note, Watch
from tocsin.publish.figures import signed
from tocsin.publish.harmless import one_line
from tocsin.publish.house import house_for
from tocsin.web.keeping import Keeper

__all__ = [
    "Difference",
    "difference_at",
    "difference_of",
    "difference_since",
    "entry_of",
    "term_names",
]

TOLD = 0.01
"""Log-odds below which it is not told that a bar moved; the page of the change has them all."""

ROW = 0.001
"""Log-odds below which a bar has no row of its own."""

VIEW = "view: "

INSTANT = timedelta(microseconds=1)
"""The least step of ledger time: as known an instant later, an entry holds."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry with the estimate as known just before it and just after.

    `moved` are the bars that differ, the largest difference first; their differences with the
    base's sum to that of the log-odds.
    """

    entry: Correction | Note
    before: Estimate
    after: Estimate
    moved: tuple[Moved, ...]
    names: Mapping[str, str]
    yardstick: str

    @property
    def told(self) -> str:
        """The difference in a sentence, with its grounds: "18 % → 21 %, because …"."""
        house = house_for(self.yardstick)
        was, now = (house.told_apart(one.event.p) for one in (self.before, self.after))
        if not self.moved:
            return f"{now}, as before: nothing that counts hangs on it."
        # The bars share what the whole moves: one that is another moves all by a hair.
        seen = [one for one in self.moved if abs(one.after - one.before) >= TOLD][:2]
        if not seen:
            arrow = f"{was} → {now}" if was != now else f"{now}, as before"
            return f"{arrow}: {self.named(self.moved[0])} moved by less than {TOLD}."
        parts = "; ".join(f"{self.named(one)} {bar_told(one)}" for one in seen)
        arrow = f"{was} → {now}" if was != now else f"{now} still"
        return f"{arrow}, because {parts}."

    def named(self, one: Moved) -> str:
        """Return what a bar is called, in quotation marks."""
        return f"“{self.called(one.term)}”"

    def called(self, term: str) -> str:
        """Return what a term of the waterfall is called."""
        if term.startswith(VIEW):
            return f"View of {one_line(term.removeprefix(VIEW))}"
        return self.names.get(term, term)

    @property
    def shown(self) -> tuple[Moved, ...]:
        """The bars that moved by as much as is worth a row."""
        return tuple(one for one in self.moved if abs(one.after - one.before) >= ROW)


def bar_told(one: Moved) -> str:
    """Return how one bar moved, in log-odds."""
    if one.before == 0.0:
        return f"now counts {signed(one.after)}"
    if one.after == 0.0:
        return f"no longer counts ({signed(one.before)} before)"
    return f"went from {signed(one.before)} to {signed(one.after)}"


def difference_of(entry: Correction | Note, before: Situation, after: Situation) -> Difference:
    """Return what stands between two situations, as the doing of an entry."""
    was = {bar.term: bar.logodds for bar in before.estimate.waterfall}
    now = {bar.term: bar.logodds for bar in after.estimate.waterfall}
    both = (Moved(t, was.get(t, 0.0), now.get(t, 0.0)) for t in dict.fromkeys((*was, *now)))
    moved = sorted(
        (one for one in both if one.before != one.after),
        key=lambda one: (-abs(one.after - one.before), one.term),
    )
    return Difference(
        entry,
        before.estimate,
        after.estimate,
        tuple(moved),
        term_names(after.watch),
        after.watch.yardstick,
    )


def difference_at(
    desk: Desk, ledger: Ledger, watch: str, entry: Correction | Note, *, as_of: datetime
) -> Difference:
    """Return what an entry did, from the ledger as known just before it and just after."""
    before, after = (
        situation_of(desk, ledger, watch, as_of=as_of, known_at=known, with_history=False)
        for known in (entry.at, entry.at + INSTANT)
    )
    return difference_of(entry, before, after)


def difference_since(
    keeper: Keeper, desk: Desk, ledger: Ledger, now: Situation, entry: Correction | Note
) -> Difference | None:
    """Return the same of an entry since which nothing else than decisions came, else None.

    It goes on from what is at hand: only what hangs on decisions is weighed again.
    """
    at, known_at = entry.at, now.estimate.known_at
    since = [one for one in ledger.corrections(undone=True) if one.at >= at]
    newer = any(when >= at for _, when in ledger.recorded(known_at=known_at))
    if known_at <= keeper.now or newer or not all(_weighs_only(one, ledger) for one in since):
        return None
    ats = [one.at for one in since]
    ats += [one.at for one in ledger.notes(now.watch.id, undone=True)]
    last = max(ats, default=at) <= at
    before, after = (
        keeper.glance(
            *(desk, ledger, now.watch.id),
            as_of=now.estimate.as_of,
            known_at=known_at,
            entered=known,
        )
        if known == at or not last
        else now
        for known in (at, at + INSTANT)
    )
    return difference_of(entry, before, after)


def _weighs_only(one: Correction, ledger: Ledger) -> bool:
    """Say whether a correction leaves all readings as they are."""
    if one.undoes is None:
        return one.kind in {"bearing", "reject", "grade", "split", "join", "undo"}
    undone = (each for each in ledger.corrections(undone=True) if each.id == one.undoes)
    return any(each.undoes is None and _weighs_only(each, ledger) for each in undone)


def entry_of(ledger: Ledger, name: str) -> Correction | Note:
    """Return a correction or a note by its id, also one that was taken back since.

    Raises `UnknownEntry`.
    """
    entered: list[Correction | Note] = [
        *ledger.corrections(undone=True),
        *ledger.notes(undone=True),
    ]
    for one in entered:
        if one.id == name:
            return one
    raise UnknownEntry(
        f"there is no correction or note {name!r} on this desk.",
        hint="The inbox of a watch lists what was decided on each statement.",
    )


def term_names(watch: Watch) -> dict[str, str]:
    """Return what each target of a watch says, and what its bars are called, by their names."""
    return {
        "base": "Base rate",
        "floor": "The floor under what is not declared",
        **{one.id: one_line(one.text) for one in watch.hypotheses},
        **{one.id: one_line(one.text) for one in watch.propositions},
        **{one.id: one_line(one.text) for one in watch.indicators},
    }
