"""Sensitivity: what an estimate hangs on, made anew for each thing that is left out."""

from __future__ import annotations

import math

import pytest
from tests.estimate.build import NOW, matrix_of, seen, watch_of

from tocsin.estimate import estimate, sensitivity
from tocsin.estimate.views import logit
from tocsin.nouns import Band, Estimate, Matrix, Watch, Yardstick
from tocsin.weigh import without_indicators

SCALE = Yardstick("test", "made up", "made up", (Band("low", 0.0, 0.5), Band("high", 0.5, 1.0)))
RATES = {"a": (0.6, 0.2), "b": (0.5, 0.4), "c": (0.3, 0.6)}
WATCH = watch_of(2, 1, RATES, group="same")
MATRIX = matrix_of(WATCH, {name: [seen(f"o-{name}", 0.9, 1.0)] for name in RATES})


def made(watch: Watch, matrix: Matrix) -> Estimate:
    return estimate(watch, matrix, as_of=NOW, known_at=NOW, retrospective=False, yardstick=SCALE)


def found(watch: Watch = WATCH, matrix: Matrix = MATRIX) -> dict[str, tuple[float, float]]:
    left = [("indicator", name, without_indicators(matrix, {name})) for name in RATES]
    rows = sensitivity(watch, matrix, left, as_of=NOW, yardstick=SCALE)  # type: ignore[arg-type]
    assert [abs(one.logodds) for one in rows] == sorted(
        (abs(one.logodds) for one in rows), reverse=True
    )
    return {one.name: (one.p, one.logodds) for one in rows}


@pytest.mark.parametrize("name", list(RATES))
def test_what_is_left_is_the_estimate_of_a_watch_that_never_had_the_indicator(name: str) -> None:
    rest = {one: row for one, row in RATES.items() if one != name}
    smaller = watch_of(2, 1, rest, group="same")
    matrix = matrix_of(smaller, {one: [seen(f"o-{one}", 0.9, 1.0)] for one in rest})
    assert found()[name][0] == pytest.approx(made(smaller, matrix).event.p, abs=1e-15)


def test_the_move_is_the_difference_of_log_odds_and_no_bar() -> None:
    now = made(WATCH, MATRIX)
    bars = {bar.term: bar.logodds for bar in now.waterfall}
    for p, moved in found().values():
        assert moved == pytest.approx(logit(p) - logit(now.event.p), abs=1e-12)
    # In one group each counts less beside the others: a bar is not what would be gone without it.
    assert any(
        not math.isclose(-bars[name], moved, abs_tol=0.01) for name, (_, moved) in found().items()
    )


def test_the_word_is_that_of_the_number_that_is_left() -> None:
    watch = watch_of(2, 1, {"a": (0.95, 0.05)}, events=300)
    matrix = matrix_of(watch, {"a": [seen("o", 0.99, 0.5)]})
    left = [("indicator", "a", without_indicators(matrix, {"a"}))]
    (one,) = sensitivity(watch, matrix, left, as_of=NOW, yardstick=SCALE)  # type: ignore[arg-type]
    assert one.word == ("low" if one.p < 0.5 else "high")
