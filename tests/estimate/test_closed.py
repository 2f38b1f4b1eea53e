"""After the close: the floor is no evidence, and the phase of a window follows from the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.estimate.build import CLOSES, NOW, OPENS, matrix_of, watch_of

from tocsin.estimate import estimate, evidence_logodds, phase_of
from tocsin.weigh import load_yardsticks


@pytest.mark.parametrize("days", [-30, -1, 0, 5, 400])
def test_without_evidence_nothing_is_said_to_move_however_late_it_is(days: int) -> None:
    watch = watch_of(3, 1, {"tanks": (0.6, 0.2, 0.2)})
    moved = evidence_logodds(watch, matrix_of(watch, {}), CLOSES + timedelta(days=days))
    assert moved == pytest.approx(0.0, abs=1e-9)


def test_a_base_that_runs_out_makes_no_judgement_unsteady() -> None:
    watch = watch_of(3, 1, {"tanks": (0.6, 0.2, 0.2)})
    history = [
        evidence_logodds(watch, matrix_of(watch, {}), CLOSES - timedelta(days=days))
        for days in (20, 5)
    ]
    made = estimate(
        watch,
        matrix_of(watch, {}),
        as_of=CLOSES,
        known_at=CLOSES,
        retrospective=False,
        yardstick=load_yardsticks()["UK-PHIA"],
        history=history,
    )
    assert made.base < made.event.p
    assert made.confidence.volatility == "high"


def test_a_window_is_before_open_or_closed_by_the_clock_alone() -> None:
    watch = watch_of(3, 1, {"tanks": (0.6, 0.2, 0.2)})
    moment = timedelta(seconds=1)
    assert phase_of(watch, OPENS - moment) == "before"
    assert phase_of(watch, OPENS) == phase_of(watch, NOW) == "open"
    assert phase_of(watch, CLOSES - moment) == "open"
    assert phase_of(watch, CLOSES) == "closed"
