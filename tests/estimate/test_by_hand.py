"""The examples by hand on the page of the estimate are what the formulas give."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.estimate.build import CLOSES, NOW, at, bars_from, look, matrix_of, seen, view, watch_of

from tocsin.estimate import estimate
from tocsin.estimate.base import prior_of
from tocsin.estimate.cells import adjusted, cell_of, centred, group_weights
from tocsin.estimate.confidence import confidence_of
from tocsin.estimate.terms import Terms, terms_of
from tocsin.estimate.views import logit, pool_of
from tocsin.estimate.waterfall import bars_of
from tocsin.nouns import Band, Grade, Matrix, Watch, Yardstick
from tocsin.nouns.watch import OUTCOME

SCALE = Yardstick("test", "1", "made up", (Band("unlikely", 0.0, 0.5), Band("likely", 0.5, 1.0)))


def terms(watch: Watch, matrix: Matrix) -> Terms:
    return terms_of(watch, matrix, window_at=NOW, ageing_at=NOW)


def bars(made: Terms) -> dict[str, float]:
    return {bar.term: bar.logodds for bar in bars_of(made)}


def test_the_base_of_three_events_in_ten_years() -> None:
    prior = prior_of(watch_of(2, 1, {}), NOW)
    assert prior.rate == pytest.approx(0.000959, abs=5e-7)
    assert prior.days == 333
    assert prior.event == pytest.approx(0.2734, abs=5e-5)


def test_a_sign_that_a_feint_shows_too_far_from_the_close() -> None:
    watch = watch_of(3, 1, {"x": [0.8, 0.5, 0.1]}, lead=30)
    made = adjusted(watch.indicators[0], watch, prior_of(watch, NOW))
    assert [round(one, 3) for one in made.values()] == [0.352, 0.352, 0.248]


def test_a_sign_against_counts_from_between_the_sides() -> None:
    cells = centred(1.0, 0.0, {"yes": 0.1, "feint": 0.6, "quiet": 0.2}, {"yes"})
    assert [round(one, 3) for one in cells.values()] == [-0.693, 1.099, 0.0]


def test_a_group_of_three_for_and_one_against() -> None:
    cells = [1.2, 0.6, 0.3, -0.4]
    weights = group_weights(cells, 0.5)
    assert [round(one, 3) for one in weights] == [1.0, 0.333, 0.167, 1.0]
    assert math.fsum(w * y for w, y in zip(weights, cells, strict=True)) == pytest.approx(1.05)


@pytest.mark.parametrize(("kind", "expected"), [("military", 0.0059), (OUTCOME, 0.136)])
def test_a_view_is_rescaled_by_the_days_since_it_was_said(kind: str, expected: float) -> None:
    watch = watch_of(2, 1, {"told": [0.6, 0.03]})
    watch = replace(watch, indicators=(replace(watch.indicators[0], kind=kind),))
    said = replace(view("a", 0.3, 0.3, 1.0, 0), at=CLOSES - timedelta(days=60))
    late = CLOSES - timedelta(days=1)
    ((pooled,), _) = pool_of(watch, [said], window_at=late, ageing_at=late)
    assert pooled.probability == pytest.approx(expected, abs=6e-4 if kind == OUTCOME else 6e-5)


def test_one_view_beside_the_base() -> None:
    watch = watch_of(2, 1, {})
    made = terms(watch, matrix_of(watch, {}, [view("a", 0.3, 0.5, 1.0, 0)]))
    assert made.omega == pytest.approx(0.3)
    assert bars(made)["view: a"] == pytest.approx(0.172, abs=5e-4)
    assert made.event() == pytest.approx(0.309, abs=5e-4)


def test_a_cell_seen_in_full_is_the_weight_of_evidence() -> None:
    watch = watch_of(2, 1, {"tanks": [0.6, 0.2]}, lead=400)
    yes, no = cell_of(1.0, 0.0, adjusted(watch.indicators[0], watch, prior_of(watch, NOW))).values()
    assert yes - no == pytest.approx(1.099, abs=5e-4)


def test_a_bar_of_two_hypotheses() -> None:
    watch = watch_of(2, 1, {"tanks": [0.6, 0.2]}, lead=400)
    made = terms(watch, matrix_of(watch, {"tanks": [seen("o", 0.5, 0)]}))
    assert [math.exp(cell.loglikelihood) for cell in made.cells] == pytest.approx([1.25, 0.75])
    assert bars(made)["tanks"] == pytest.approx(math.log(5 / 3))
    assert made.event() == pytest.approx(0.385, abs=5e-4)


def test_two_bars_of_three_hypotheses() -> None:
    watch = watch_of(3, 1, {"a": [0.8, 0.2, 0.2], "b": [0.5, 0.5, 0.1]}, lead=400)
    made = terms(watch, matrix_of(watch, {"a": [seen("o", 0.5, 0)], "b": [seen("p", 0.5, 0)]}))
    cells = [round(cell.loglikelihood, 3) for cell in made.cells]
    assert cells == [0.405, -0.288, -0.288, 0.167, 0.167, -0.452]
    assert bars(made)["a"] == pytest.approx(0.693, abs=5e-4)
    assert bars(made)["b"] == pytest.approx(0.262, abs=5e-4)


def test_the_range_where_nothing_was_seen() -> None:
    watch = watch_of(2, 1, {})
    made = estimate(
        watch,
        matrix_of(watch, {}),
        as_of=NOW,
        known_at=NOW,
        retrospective=False,
        yardstick=SCALE,
    )
    assert made.event.low == pytest.approx(0.140, abs=5e-4)
    assert made.event.high == pytest.approx(0.466, abs=5e-4)


def test_confidence_that_coverage_caps() -> None:
    watch = watch_of(4, 1, {name: [0.6, 0.2, 0.2, 0.2] for name in "abcd"})
    one, *others = reversed(watch.hypotheses)
    watch = replace(watch, hypotheses=(*reversed(others), replace(one, deception=True)))
    graded = [replace(seen(f"r{n}", 0.5, 0), grade=Grade("B", None)) for n in range(3)]
    matrix = matrix_of(
        watch, {"a": [*graded, seen("s", 0.5, 0)], "b": [seen("t", 0.5, 0), look("u", 0.5, 0)]}
    )
    coverage = {"a": 0.9, "b": 0.9, "c": 0.0, "d": 0.0}
    made = confidence_of(
        watch, matrix, bars=bars_from(matrix), coverage=coverage, history=[0.2, 0.6], now=0.5
    )
    assert (made.information, made.rigour, made.volatility) == ("high", "high", "high")
    assert made.level == "moderate"
    assert "factor of 1.5" in made.reasons[2]
    assert "45%" in made.reasons[3]


@pytest.mark.parametrize(
    ("sources", "reviewed", "expected"),
    [(2, 2, "low"), (3, 0, "moderate"), (6, 2, "moderate"), (6, 3, "high")],
)
def test_information_by_sources_and_reviews(sources: int, reviewed: int, expected: str) -> None:
    watch = watch_of(2, 1, {"a": [0.6, 0.2]})
    found = [
        replace(seen(f"o{n}", 0.5, 0), grade=Grade("B" if n < reviewed else None, None))
        for n in range(sources)
    ]
    made = confidence_of(
        watch,
        (matrix := matrix_of(watch, {"a": found})),
        bars=bars_from(matrix),
        coverage={"a": 1.0},
        history=[],
        now=0.0,
    )
    assert made.information == expected


@pytest.mark.parametrize(
    ("swing", "expected"), [(0.4, "high"), (0.5, "moderate"), (1.4, "moderate"), (1.5, "low")]
)
def test_volatility_by_the_swing_of_what_evidence_adds(swing: float, expected: str) -> None:
    watch = watch_of(2, 1, {})
    made = confidence_of(
        watch, matrix_of(watch, {}), bars=(), coverage={}, history=[0.0], now=swing
    )
    assert made.volatility == expected


@pytest.mark.parametrize(("mean", "expected"), [(0.5, "high"), (0.2, "moderate"), (0.19, "low")])
def test_coverage_caps_confidence(mean: float, expected: str) -> None:
    watch = watch_of(3, 1, {"a": [0.6, 0.2, 0.2]})
    last = replace(watch.hypotheses[2], deception=True)
    watch = replace(watch, hypotheses=(*watch.hypotheses[:2], last))
    found = [replace(seen(f"o{n}", 0.5, 0), grade=Grade("B", None)) for n in range(6)]
    matrix = matrix_of(watch, {"a": [*found, look("u", 0.5, 0)]})
    made = confidence_of(
        watch, matrix, bars=bars_from(matrix), coverage={"a": mean}, history=[0.1], now=0.2
    )
    assert made.level == expected


@pytest.mark.parametrize(("silent", "expected"), [(1, "moderate"), (2, "low")])
def test_more_than_half_not_collected_leaves_confidence_low(silent: int, expected: str) -> None:
    watch = watch_of(3, 1, {name: [0.6, 0.2, 0.2] for name in "abc"})
    last = replace(watch.hypotheses[2], deception=True)
    watch = replace(watch, hypotheses=(*watch.hypotheses[:2], last))
    found = [seen(f"o{n}", 0.5, 0) for n in range(3)]
    made = matrix_of(watch, {name: [*found, look("u", 0.5, 0)] for name in "abc"})
    rows = [
        replace(row, state="not collected") if n < silent else row
        for n, row in enumerate(made.rows)
    ]
    coverage = dict.fromkeys("abc", 1.0)
    level = confidence_of(
        watch,
        replace(made, rows=tuple(rows)),
        bars=bars_from(made),
        coverage=coverage,
        history=[0.1],
        now=0.2,
    ).level
    assert level == expected


def test_four_signs_that_a_feint_shows_too_tell_it_little_from_quiet() -> None:
    watch = watch_of(4, 1, {f"s{n}": [0.8, 0.5, 0.2, 0.05] for n in range(4)}, lead=14)
    weights = (1.0, 0.1, 0.2, 0.7)
    watch = replace(
        watch,
        hypotheses=tuple(
            replace(one, weight=weight)
            for one, weight in zip(watch.hypotheses, weights, strict=True)
        ),
    )
    none = terms(watch, matrix_of(watch, {})).probabilities()
    four = terms(
        watch, matrix_of(watch, {f"s{n}": [seen("o", 0.8, 0)] for n in range(4)})
    ).probabilities()
    assert [round(p, 2) for p in (none[0], four[0], none[1], four[1])] == [0.27, 0.43, 0.07, 0.12]


def test_time_that_passed_before_a_view_is_none_of_its_own() -> None:
    watch = watch_of(2, 1, {"told": [0.6, 0.03]})
    watch = replace(watch, indicators=(replace(watch.indicators[0], kind=OUTCOME),))
    said = replace(view("a", 0.3, 0.3, 1.0, 0), at=at(200))
    ((pooled,), _) = pool_of(watch, [said], window_at=at(200), ageing_at=at(200))
    assert pooled.probability == pytest.approx(0.3)
    assert logit(pooled.probability) == pytest.approx(logit(0.3))
