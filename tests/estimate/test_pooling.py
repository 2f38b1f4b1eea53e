"""Forecasts are pooled by what is known at the time, the same in any order, with finite odds."""

from __future__ import annotations

import builtins
import gzip
import json
import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.data import load
from tocsin.errors import BadArgument
from tocsin.estimate.pooling import (
    FEATURES,
    Forecast,
    Pool,
    Resolved,
    Rule,
    features_of,
    geometric_mean_of_odds,
    newest,
    pooled,
    shipped_rule,
    track_weights,
)
from tocsin.evaluate.pooling import figures, predict
from tocsin.rulers import forecasts as ruler

NOON = datetime(2023, 5, 1, 12, tzinfo=UTC)
PLAIN = Rule(
    clip=0.01, fade_days=10.0, cap=10, coefficients=dict.fromkeys(FEATURES, 0.0) | {"people": 1.0}
)

probabilities = st.floats(0.0, 1.0)
moments = st.none() | st.integers(-400, 400).map(lambda hours: NOON + timedelta(hours=hours))
forecasts = st.lists(
    st.builds(Forecast, st.sampled_from("abcdef"), probabilities, moments, st.booleans()),
    max_size=12,
)


def test_the_geometric_mean_of_odds_is_the_mean_of_log_odds() -> None:
    """Odds 1 and 9 have the geometric mean 3, which is three in four."""
    assert geometric_mean_of_odds([(0.5, 1.0), (0.9, 1.0)]) == pytest.approx(0.75)


def test_a_weight_of_two_counts_as_two_forecasters() -> None:
    twice = geometric_mean_of_odds([(0.2, 2.0), (0.7, 1.0)])
    assert twice == pytest.approx(geometric_mean_of_odds([(0.2, 1.0), (0.2, 1.0), (0.7, 1.0)]))


def test_each_forecaster_speaks_once_by_the_newest_word() -> None:
    first, second = Forecast("ann", 0.1, NOON - timedelta(days=2)), Forecast("ann", 0.4, NOON)
    assert newest([second, first], NOON) == (second,)


def test_a_forecast_of_unknown_time_yields_to_one_whose_time_is_known() -> None:
    dated = Forecast("ann", 0.1, NOON - timedelta(days=900))
    assert newest([dated, Forecast("ann", 0.9)], NOON) == (dated,)


@given(forecasts)
def test_nothing_made_after_the_time_is_known_then(all_: list[Forecast]) -> None:
    known = [one for one in all_ if one.made is None or one.made <= NOON]
    assert newest(all_, NOON) == newest(known, NOON)


@given(forecasts, st.randoms(use_true_random=False))
def test_the_pool_does_not_know_the_order_of_arrival(all_: list[Forecast], rng: Any) -> None:
    shuffled = list(all_)
    rng.shuffle(shuffled)
    rule = shipped_rule()
    ours, theirs = (Pool(newest(some, NOON), NOON) for some in (all_, shuffled))
    assert pooled(ours, rule) == pooled(theirs, rule)


@given(forecasts, st.none() | probabilities, st.none() | st.floats(-100, 5000))
def test_the_pool_is_never_certain(
    all_: list[Forecast], crowd: float | None, days: float | None
) -> None:
    p = pooled(Pool(newest(all_, NOON), NOON, crowd=crowd, days_left=days), shipped_rule())
    assert 0.0 < p < 1.0


@given(st.lists(st.floats(0.05, 0.95), min_size=1, max_size=8))
def test_with_equal_weights_and_no_recalibration_the_pool_is_the_geometric_mean(
    ps: list[float],
) -> None:
    pool = Pool(tuple(Forecast(str(i), p) for i, p in enumerate(ps)))
    assert pooled(pool, PLAIN) == pytest.approx(geometric_mean_of_odds((p, 1.0) for p in ps))


def test_a_forecast_as_old_as_fade_days_weighs_half() -> None:
    pool = Pool((Forecast("a", 0.2, NOON - timedelta(days=10)), Forecast("b", 0.7, NOON)), NOON)
    assert pooled(pool, PLAIN) == pytest.approx(geometric_mean_of_odds([(0.2, 0.5), (0.7, 1.0)]))


def test_three_forecasts_made_so_far_weigh_twice_one() -> None:
    pool = Pool((Forecast("a", 0.2, NOON), Forecast("b", 0.7, NOON)), NOON, experience={"a": 3})
    assert pooled(pool, PLAIN) == pytest.approx(geometric_mean_of_odds([(0.2, 2.0), (0.7, 1.0)]))


def test_a_track_record_weighs_its_forecaster() -> None:
    pool = Pool((Forecast("a", 0.2), Forecast("b", 0.7)), track={"a": 3.0})
    assert pooled(pool, PLAIN) == pytest.approx(geometric_mean_of_odds([(0.2, 3.0), (0.7, 1.0)]))


def test_a_larger_pool_that_agrees_is_taken_further() -> None:
    few, many = (Pool(tuple(Forecast(str(i), 0.8) for i in range(n))) for n in (3, 9))
    assert pooled(many, shipped_rule()) > pooled(few, shipped_rule())


def test_disagreement_draws_the_slope_down() -> None:
    rule = shipped_rule()
    one, apart = (Pool((Forecast("a", a), Forecast("b", b))) for a, b in ((0.8, 0.8), (0.5, 0.941)))
    assert features_of(one, rule)["people"] == pytest.approx(
        features_of(apart, rule)["people"], abs=0.01
    )
    assert pooled(apart, rule) < pooled(one, rule)


@given(probabilities, probabilities, st.none() | st.floats(-1e3, 1e6))
def test_a_higher_crowd_value_never_gives_less(a: float, b: float, days: float | None) -> None:
    low, high = (Pool(crowd=p, days_left=days) for p in sorted((a, b)))
    assert pooled(low, shipped_rule()) <= pooled(high, shipped_rule())


records = st.lists(
    st.builds(
        Resolved,
        st.sampled_from("abcd"),
        st.sampled_from("uvwxyz"),
        probabilities,
        st.integers(-50, 50).map(lambda days: NOON + timedelta(days=days)),
        st.booleans(),
    ),
    max_size=30,
)


@given(records)
def test_questions_not_yet_resolved_tell_nothing_of_a_forecaster(all_: list[Resolved]) -> None:
    before = [one for one in all_ if one.resolved < NOON]
    assert track_weights(all_, as_of=NOON) == track_weights(before, as_of=NOON)


def test_a_better_record_weighs_more_and_an_average_one_is_one() -> None:
    ended = NOON - timedelta(days=1)
    rows = [Resolved(name, "q", p, ended, True) for name, p in (("good", 0.9), ("bad", 0.3))]
    weights = track_weights(rows, as_of=NOON, steepness=10.0, prior=5.0)
    # Errors .01 and .49, their mean .25: one question shrunk by five.
    assert weights["good"] == pytest.approx(math.exp(10 * 0.24 / 6))
    assert weights["bad"] == pytest.approx(math.exp(-10 * 0.24 / 6))
    assert track_weights([replace(rows[0])], as_of=NOON) == {"good": 1.0}


def test_without_pyarrow_the_fault_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    gold = tmp_path / "questions.jsonl"
    gold.write_text('{"question_id": "q", "scheduled_close": null}\n')
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(BadArgument, match="pip install pyarrow"):
        list(predict(gold))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two questions of people and one with a crowd alone, with what stands beside them."""
    parquet = pytest.importorskip("pyarrow.parquet")
    pyarrow = pytest.importorskip("pyarrow")
    day = "2023-05-0{}T00:00:00Z".format
    people = [
        ("s/1", "ann", "human_public", day(1), 0.2),
        ("s/1", "bob", "human_public", day(2), 0.3),
        ("s/1", "ann", "human_public", day(5), 0.99),
        ("s/2", "ann", "human_professional", None, 0.6),
    ]
    names = ("question_id", "forecaster_id", "forecaster_kind", "forecast_time", "p")
    parquet.write_table(
        pyarrow.table({name: [row[i] for row in people] for i, name in enumerate(names)}),
        tmp_path / "individual_forecasts.parquet",
    )
    crowd = [("t/1", day(1), 0.1), ("t/1", day(3), 0.4), ("t/1", day(9), 1.0)]
    parquet.write_table(
        pyarrow.table(
            {n: [row[i] for row in crowd] for i, n in enumerate(("question_id", "as_of", "p"))}
        ),
        tmp_path / "crowd_series.parquet",
    )
    points = [("s/1", day(3)), ("s/2", "round-0"), ("t/1", day(4)), ("other", day(4))]
    (tmp_path / "eval_points.jsonl").write_text(
        "".join(json.dumps({"question_id": q, "as_of": t}) + "\n" for q, t in points)
    )
    rows = [
        {"question_id": q, "dataset": q[0], "scheduled_close": day(8), "outcome": y}
        for q, y in (("s/1", 0), ("s/2", 1), ("t/1", 0))
    ]
    path = tmp_path / "questions.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    return path


def test_every_point_of_the_gold_is_answered_by_what_was_known_then(gold: Path) -> None:
    found = {row["question_id"]: row for row in predict(gold)}
    assert sorted(found) == ["s/1", "s/2", "t/1"]
    rule = shipped_rule()
    first, second = datetime(2023, 5, 1, tzinfo=UTC), datetime(2023, 5, 2, tzinfo=UTC)
    pool = Pool(
        (Forecast("ann", 0.2, first), Forecast("bob", 0.3, second)),
        datetime(2023, 5, 3, tzinfo=UTC),
    )
    assert found["s/1"]["p"] == pytest.approx(pooled(pool, rule), abs=1e-8)
    assert found["t/1"]["p"] == pytest.approx(
        pooled(Pool(crowd=0.4, days_left=4.0), rule), abs=1e-8
    )
    alone = Pool((Forecast("ann", 0.6, None, professional=True),))
    assert found["s/2"]["p"] == pytest.approx(pooled(alone, rule), abs=1e-8)


def test_outcomes_change_no_prediction(gold: Path) -> None:
    before = list(predict(gold))
    rows = [json.loads(line) for line in gzip.decompress(gold.read_bytes()).splitlines()]
    bare = [{k: v for k, v in row.items() if k != "outcome"} for row in rows]
    gold.write_bytes(gzip.compress("\n".join(map(json.dumps, bare)).encode()))
    assert list(predict(gold)) == before


def test_figures_are_the_rulers_over_all_and_by_dataset(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "predictions.jsonl"
    out.write_text("".join(json.dumps(row) + "\n" for row in predict(gold)))
    found = figures(gold, out)
    assert found["brier"] == ruler.score(gold, out)["brier"]
    assert {name: row["questions"] for name, row in found["by_dataset"].items()} == {"s": 2, "t": 1}


def test_the_public_forecasts_are_pooled_as_well_as_the_rule_was_fitted(
    shared: Path, tmp_path: Path
) -> None:
    """The file of the rule says what it reached; the command reaches it again."""
    pytest.importorskip("pyarrow")
    gold = shared / "data" / "forecast" / "questions.jsonl.gz"
    if not gold.is_file():
        pytest.skip("the forecasts are not among the shared corpora")
    out = tmp_path / "predictions.jsonl"
    out.write_text("".join(json.dumps(row) + "\n" for row in predict(gold)))
    found = figures(gold, out)["by_dataset"]
    kept = load("pooling.yaml")["figures"]
    assert {name: round(row["brier"], 4) for name, row in found.items()} == {
        name: row["fit"] for name, row in kept.items()
    }
    for name in ("predictionbook", "halawi_llm", "metaculus_pros"):
        assert kept[name]["fit"] <= kept[name]["baseline_fit"]
        assert kept[name]["held_out"] <= kept[name]["baseline_held_out"]
