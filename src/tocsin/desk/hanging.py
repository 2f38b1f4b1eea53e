"""Hanging: on which origins, sources and indicators the estimate of a situation rests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tocsin.desk.place import Desk
from tocsin.estimate import sensitivity
from tocsin.nouns import Matrix, Sensitivity
from tocsin.weigh import left_out, material_of, without_indicators
from tocsin.weigh.reweigh import graded_within

if TYPE_CHECKING:
    from tocsin.desk.situation import Situation

__all__ = ["LEFT_OUT", "affordable", "sensitivity_of"]

LEFT_OUT = 40
"""At most so many origins and so many sources are left out in turn where not all are asked for."""

FEWEST, BEARINGS = 3, 2000
"""Where more bear on the watch, fewer are left out, so that an estimate is not long waited for."""


def sensitivity_of(
    desk: Desk, now: Situation, *, most: int | None = LEFT_OUT
) -> tuple[Sensitivity, ...]:
    """Return how the estimate would stand without each origin, source and indicator.

    An assumption on which indicators hang is left out with all of these.

    Every one of them is weighed and estimated anew. With `most`, of origins and of sources only so
    many are tried, those whose parts of the bars are the largest, and fewer where many statements
    bear on the watch; None: all.
    """
    as_of = now.estimate.as_of
    material = material_of(
        now.readings,
        now.origins,
        desk.register,
        as_of=as_of,
        corrections=graded_within(now.corrections, now.watch.id),
        scales=desk.yardsticks,
        contradictions=now.contradictions,
        records=now.records,
    )
    notes = [note for note in now.notes if note.when < as_of]
    made = left_out(
        now.watch,
        now.matrix,
        material,
        notes=notes,
        contradictions=now.contradictions,
        corrections=now.corrections,
        wanted=None if most is None else _largest(now, min(most, affordable(now))),
    )

    def variants() -> Iterator[tuple[Any, str, Matrix]]:
        for one in made:
            yield one.kind, one.name, one.matrix
        moved = {row.indicator for row in now.matrix.rows if row.evidence}
        for assumption in now.watch.assumptions:
            if hanging := moved & set(assumption.bears_on):
                yield "assumption", assumption.id, without_indicators(now.matrix, hanging)

    return sensitivity(
        now.watch,
        now.matrix,
        variants(),
        as_of=as_of,
        yardstick=desk.yardstick(now.watch.yardstick),
    )


def affordable(now: Situation) -> int:
    """Return how many origins and sources to leave out in turn beside an estimate."""
    return max(FEWEST, min(LEFT_OUT, LEFT_OUT * BEARINGS // max(len(now.matrix.bearings), 1)))


def _largest(now: Situation, most: int) -> Callable[[str, str], bool]:
    """Choose the origins and the sources with the largest parts of the bars, and all indicators."""
    of = {one.origin: one.source for row in now.matrix.rows for one in row.evidence}
    of |= {view.origin: view.source for view in now.matrix.views}
    parts: dict[str, defaultdict[str, float]] = {
        "origin": defaultdict(float),
        "source": defaultdict(float),
    }
    for bar in now.estimate.waterfall:
        for share in bar.origins:
            size = abs(bar.logodds) * share.share
            parts["origin"][share.origin] += size
            parts["source"][of[share.origin]] += size
    chosen = {
        (kind, name)
        for kind, own in parts.items()
        for name, _ in sorted(own.items(), key=lambda one: (-one[1], one[0]))[:most]
    }
    return lambda kind, name: kind == "indicator" or (kind, name) in chosen
