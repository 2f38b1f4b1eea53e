"""Change: what moved an estimate between two times, as causes that add up (model, line 10)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeVar

from tocsin.estimate.terms import Terms, event_logit, terms_of
from tocsin.estimate.waterfall import parts_of
from tocsin.nouns import Change, Look, Matrix, Mover, Row, Sighting, View, Watch

__all__ = ["BASE", "FLOOR", "State", "changes"]

BASE = "base rate"
FLOOR = "floor"
"""The movers that are no term of the matrix."""


@dataclass(frozen=True, slots=True)
class State:
    """What an estimate was made from: a watch, its matrix, and the time it is as of.

    `corrections` are the ids of the corrections that held.
    """

    watch: Watch
    matrix: Matrix
    as_of: datetime
    corrections: tuple[str, ...] = ()


def changes(before: State, after: State) -> tuple[Change, ...]:
    """Return the causes of the difference, in a fixed order; they sum to it.

    The order: the watch's own revision, the shorter window, ageing, corrections (the same origin,
    another weight) and withdrawals where people corrected something in between, what is new. Each
    is the difference in the event's log-odds when that one thing is done after those before it.
    Without corrections, an origin whose weight changed or that was found to be another's copy did
    so because of what is new. Causes without effect are left out. Each cause is taken apart by the
    terms that it moves, so that what raises the odds and what lowers them stand apart.
    """
    was, now, watch = before.as_of, after.as_of, after.watch
    steps: list[tuple[Cause, Matrix, datetime, datetime]] = [
        ("watch", before.matrix, was, was),
        ("window", before.matrix, now, was),
        ("ageing", before.matrix, now, now),
    ]
    new, gone, mended = _touched(before.matrix, after.matrix)
    touched: dict[Cause, frozenset[str]] = {"new": new | gone | mended}
    if before.corrections != after.corrections:
        touched = {"new": new, "withdrawals": gone, "corrections": mended}
        steps += [
            ("corrections", _merge(before.matrix, after.matrix, drop=False), now, now),
            ("withdrawals", _merge(before.matrix, after.matrix, drop=True), now, now),
        ]
    steps.append(("new", after.matrix, now, now))
    last = terms_of(before.watch, before.matrix, window_at=was, ageing_at=was)
    found: list[Change] = []
    for cause, matrix, window, ageing in steps:
        here = terms_of(watch, matrix, window_at=window, ageing_at=ageing)
        origins = touched.get(cause, frozenset())
        moved = event_logit(here) - event_logit(last)
        if moved != 0.0 or origins:
            movers = _movers(last, here, origins, _holders(before.matrix, after.matrix))
            found.append(Change(cause, moved, tuple(sorted(origins)), movers))
        last = here
    return tuple(found)


def _movers(
    before: Terms, after: Terms, origins: frozenset[str], holders: Mapping[str, frozenset[str]]
) -> tuple[Mover, ...]:
    """Take one step apart by terms: what each adds on the straight way from one to the other.

    The way is that of the waterfall, so the parts add up and no order is chosen. The floor's part
    is what is left.
    """
    if before.hypotheses != after.hypotheses or before.yes != after.yes:
        return ()
    order = after.hypotheses
    was = {term.name: term.vector for term in before.terms}
    now = {term.name: term.vector for term in after.terms}
    names = [name for name in dict.fromkeys((*now, *was)) if now.get(name) != was.get(name)]
    nothing = (0.0,) * len(order)
    rises = [_less(now.get(name, nothing), was.get(name, nothing)) for name in names]
    if before.prior.logs != after.prior.logs:
        names.insert(0, BASE)
        rises.insert(0, tuple(after.prior.logs[h] - before.prior.logs[h] for h in order))
    values = parts_of(before.scores, rises, after.yes)
    parts = list(zip(names, values, strict=True))
    whole = event_logit(after) - event_logit(before)
    parts.append((FLOOR, whole - math.fsum(values)))
    return tuple(
        Mover(name, value, tuple(sorted(origins & holders.get(name, frozenset()))))
        for name, value in sorted(parts, key=lambda one: (-abs(one[1]), one[0]))
        if value != 0.0
    )


def _less(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def _holders(*matrices: Matrix) -> Mapping[str, frozenset[str]]:
    """Return the origins that each term holds in any of the matrices."""
    found: dict[str, set[str]] = {}
    for matrix in matrices:
        for row in matrix.rows:
            found.setdefault(row.indicator, set()).update(one.origin for one in row.evidence)
        for view in matrix.views:
            found.setdefault(f"view: {view.source}", set()).add(view.origin)
    return {name: frozenset(origins) for name, origins in found.items()}


Cause = Literal["watch", "window", "ageing", "corrections", "withdrawals", "new"]
Evidence = Sighting | Look | View
E = TypeVar("E", Sighting, Look, View)


def _key(one: Evidence) -> tuple[str, str, str]:
    extra = one.proposition if isinstance(one, View) else ""
    return type(one).__name__, one.origin, extra


def _merge(before: Matrix, after: Matrix, *, drop: bool) -> Matrix:
    """Return `before` with the weights of `after`; with `drop`, without what `after` lacks."""
    later = {row.indicator: row for row in after.rows}
    rows = []
    for row in before.rows:
        other = later.get(row.indicator, Row(row.indicator, (), (), 0.0, "not collected"))
        rows.append(
            replace(
                row,
                sightings=_merged(row.sightings, other.sightings, drop=drop),
                looks=_merged(row.looks, other.looks, drop=drop),
            )
        )
    views = _merged(before.views, after.views, drop=drop)
    return replace(before, rows=tuple(rows), views=views)


def _merged(mine: tuple[E, ...], theirs: tuple[E, ...], *, drop: bool) -> tuple[E, ...]:
    now = {_key(one): one for one in theirs}
    merged: list[E] = []
    for one in mine:
        other = now.get(_key(one))
        if other is not None:
            # A newer time is a re-statement, and a newer word supersedes: both are news, not
            # corrections, so they wait for the last step.
            kept: dict[str, Any] = {"at": one.at}
            if isinstance(one, View):
                kept["superseded"] = one.superseded
            merged.append(replace(other, **kept))
        elif not drop:
            merged.append(one)
    return tuple(merged)


def _touched(
    before: Matrix, after: Matrix
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the origins that came or were said again, those that went, those weighed anew."""

    def flat(matrix: Matrix) -> dict[tuple[str, ...], Evidence]:
        found: dict[tuple[str, ...], Evidence] = {}
        for row in matrix.rows:
            for one in row.evidence:
                found[(row.indicator, *_key(one))] = one
        for view in matrix.views:
            found[("", *_key(view))] = view
        return found

    was, now = flat(before), flat(after)
    both = was.keys() & now.keys()
    new = {one.origin for key, one in now.items() if key not in was or one.at != was[key].at}
    gone = {one.origin for key, one in was.items() if key not in now}
    mended = {
        now[key].origin
        for key in both
        if now[key].at == was[key].at and now[key].weight != was[key].weight
    }
    return frozenset(new), frozenset(gone), frozenset(mended)
