"""Estimating: a watch with very much evidence, by its timeline and by recomputing."""

from __future__ import annotations

import random

from scripts.bench.made import SEED
from scripts.bench.measure import Done, Place, timed

EVIDENCE = 100_000
"""Pieces of evidence at any scale: what is asked is asked of so many."""

MORE = 200
"""Statements that come one by one."""

RECOMPUTED = 10
"""Days, evenly spread, that are recomputed from nothing."""


def timeline(_place: Place) -> Done:
    """All days' estimates with their bars, from the evidence on."""
    from scripts.bench.evidence import CUTS, VIEWS, made_evidence, made_watch

    from tocsin.estimate import timeline_of

    watch, held = made_watch(), made_evidence(EVIDENCE)
    timeline_of(watch, CUTS, held[-2 * VIEWS :])  # warm
    return timed(lambda: sum(bool(day.waterfall) for day in timeline_of(watch, CUTS, held).days()))


def one_more(_place: Place) -> Done:
    """Statements that come one by one, and the newest day's estimate after each."""
    from scripts.bench.evidence import CUTS, DAYS, made_evidence, made_watch, piece

    from tocsin.estimate import timeline_of

    watch, held = made_watch(), made_evidence(EVIDENCE)
    chance = random.Random(SEED + 1)
    new = [piece(chance, f"n{number}", chance.uniform(0, DAYS - 3)) for number in range(MORE)]
    line = timeline_of(watch, CUTS, held)
    line.adding(new[0]).on(CUTS[-1])

    def work() -> int:
        grown = line
        for one in new:
            grown = grown.adding(one)
            grown.on(CUTS[-1])
        return len(new)

    return timed(work)


def recomputed(_place: Place) -> Done:
    """Some days' estimates with their bars, each from all evidence that stands as of it."""
    from scripts.bench.evidence import CUTS, DAYS, made_evidence, made_watch, matrix_at

    from tocsin.estimate.terms import terms_of
    from tocsin.estimate.waterfall import bars_of

    watch, held = made_watch(), made_evidence(EVIDENCE)
    days = [CUTS[(number + 1) * DAYS // RECOMPUTED - 1] for number in range(RECOMPUTED)]
    matrices = [(matrix_at(watch, held, cut), cut) for cut in days]

    def work() -> int:
        return sum(
            bool(bars_of(terms_of(watch, matrix, window_at=cut, ageing_at=cut)))
            for matrix, cut in matrices
        )

    return timed(work)
