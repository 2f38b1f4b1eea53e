"""The backtest scores each assessor beside Tocsin, and all hypotheses where one is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.evaluate.test_backtest import FERRY, QUESTION, asked, invoke, lines, report

from tocsin.errors import BadRow
from tocsin.estimate import brier_many
from tocsin.evaluate.backtest import Backtest, Forecast, Outcome, backtest, outcomes_of
from tocsin.evaluate.corpora import Corpus
from tocsin.evaluate.merits import cases_of, summary_of
from tocsin.evaluate.standing import Asked, asked_of

FIRST = date(2031, 3, 1)
WEEK = timedelta(days=7)
LIKELY = "Kenyan forces are likely to capture Garissa in March, Colonel Halima Noor said.\n"
UNLIKELY = "Kenyan forces are unlikely to capture Garissa in March, the analyst Ann Reed said.\n"


def made(
    *questions: tuple[Sequence[tuple[float, Mapping[str, float]]], bool],
    told: str | None = None,
) -> Backtest:
    """Weekly answers, each with what sources say; of two hypotheses one resolves YES."""
    asked_, forecasts, outcomes = [], {}, {}
    for number, (line, happened) in enumerate(questions):
        key, opens = f"q{number}", FIRST + timedelta(days=number)
        asked_.append(Asked(key, "Will it?", opens, opens + len(line) * WEEK))
        forecasts[key] = tuple(
            Forecast(
                key,
                opens + n * WEEK,
                p,
                0.5,
                p,
                {"comes": p, "feint": (1 - p) / 4, "stays": 3 * (1 - p) / 4},
                {"comes": 0.5, "feint": 0.25, "stays": 0.25},
                said,
            )
            for n, (p, said) in enumerate(line)
        )
        outcomes[key] = Outcome(happened, None, told)
    return Backtest(tuple(asked_), forecasts, outcomes, Corpus(()), 7)


def test_an_assessor_is_scored_by_its_own_likelihoods_on_the_days_on_which_one_stood() -> None:
    """By hand: Ann says .9 of what comes and .6 of what does not; on those days ours are .5, .2."""
    summary = summary_of(
        made(
            ([(0.1, {}), (0.5, {"Ann": 0.9})], True),
            ([(0.2, {"Ann": 0.6, "Ben": 0.1}), (0.4, {"Ben": 0.3})], False),
        )
    )["assessors"]
    ann, ben = summary["all"]
    assert (ann["source"], ann["questions"], ann["forecasts"]) == ("Ann", 2, 2)
    assert ann["brier"] == pytest.approx((0.01 + 0.36) / 2)
    assert ann["ours"] == pytest.approx((0.25 + 0.04) / 2)
    assert ann["skill"] == pytest.approx(1 - 0.29 / 0.37)
    assert ann["difference"] == pytest.approx(ann["ours"] - ann["brier"])
    # The days of one question are one score.
    assert (ben["source"], ben["questions"], ben["forecasts"]) == ("Ben", 1, 2)
    assert ben["brier"] == pytest.approx((0.01 + 0.09) / 2)
    assert ben["ours"] == pytest.approx((0.04 + 0.16) / 2)
    assert [one["source"] for one in summary["opening"]] == ["Ann", "Ben"]
    assert summary["opening"][0]["questions"] == 1


def test_hypotheses_are_scored_where_it_is_told_which_came_true() -> None:
    """The example of docs/methods/questions.md, 6: a feint, called .2 beside .2 and .6."""
    summary = summary_of(made(([(0.2, {})], False), told="feint"))["hypotheses"]
    assert summary["opening"]["questions"] == 1
    assert summary["opening"]["brier"] == pytest.approx(1.04)
    assert summary["opening"]["base_rate"]["brier"] == pytest.approx(0.875)
    assert summary["all"] == summary["opening"]
    assert summary_of(made(([(0.2, {})], False)))["hypotheses"] == {"opening": None, "all": None}


def test_a_source_with_a_stated_likelihood_is_an_assessor_of_the_replay(tmp_path: Path) -> None:
    corpus = lines(tmp_path, report(LIKELY, "2031-03-01"), report(UNLIKELY, "2031-03-10"))
    run = backtest(asked(tmp_path, QUESTION | {"resolved": "yes"}), [corpus])
    before, after = run.forecasts[0], run.forecasts[-1]
    assert len(before.said) == 1
    assert len(after.said) == 2
    for one in run.forecasts:
        assert sum(one.chances.values()) == pytest.approx(1.0)
        assert sum(one.chances_base.values()) == pytest.approx(1.0)
    (first, *_) = summary_of(run)["assessors"]["opening"]
    (said,) = before.said.items()
    assert (first["source"], first["brier"]) == (said[0], pytest.approx((said[1] - 1) ** 2))
    assert first["ours"] == pytest.approx((before.p - 1) ** 2)


def hypotheses(tmp_path: Path) -> tuple[str, str]:
    """A hypothesis of the proposed watch that resolves YES, and one that does not."""
    (one,) = asked_of(asked(tmp_path, QUESTION))
    ways = one.watch().hypotheses
    yes = next(h.id for h in ways if h.resolves_yes)
    return yes, next(h.id for h in ways if not h.resolves_yes)


@pytest.mark.parametrize("field", ["resolved_as", "hypothesis"])
def test_a_question_may_tell_which_hypothesis_came_true(tmp_path: Path, field: str) -> None:
    yes, no = hypotheses(tmp_path)
    for named, happened in ((yes, True), (no, False)):
        for more in ({}, {"resolved": "yes" if happened else "no"}):
            file = asked(tmp_path, QUESTION | {field: named} | more)
            (outcome,) = outcomes_of(file, asked_of(file)).values()
            assert outcome == Outcome(happened, None, named)


def test_a_hypothesis_that_cannot_have_come_true_is_refused(tmp_path: Path) -> None:
    yes, no = hypotheses(tmp_path)
    for row, words in (
        ({"resolved": "no", "resolved_as": yes}, "resolves YES"),
        ({"resolved": "yes", "resolved_as": no}, "resolves NO"),
        ({"resolved": "yes", "resolved_as": "no-such"}, "no hypothesis of the watch"),
        ({"resolved": "annulled", "resolved_as": no}, "annulled"),
    ):
        file = asked(tmp_path, QUESTION | row)
        with pytest.raises(BadRow, match=words):
            outcomes_of(file, asked_of(file))


def test_which_hypothesis_came_true_moves_no_answer(tmp_path: Path) -> None:
    _, no = hypotheses(tmp_path)
    corpus = lines(tmp_path, report(LIKELY, "2031-03-01"))
    blind = backtest(asked(tmp_path, QUESTION), [corpus])
    told = backtest(asked(tmp_path, QUESTION | {"resolved_as": no}), [corpus])
    assert told.forecasts == blind.forecasts
    (case,) = cases_of(told)
    assert case.outcome.hypothesis == no


def test_lines_with_assessors_and_hypotheses_are_as_the_schema_says(
    tmp_path: Path, repository: Path
) -> None:
    _, no = hypotheses(tmp_path)
    schema = json.loads((repository / "docs" / "schemas" / "backtest.json").read_text("utf-8"))
    corpus = lines(tmp_path, report(LIKELY, "2031-03-01"), report(FERRY, "2031-03-02"))
    file = asked(tmp_path, QUESTION | {"resolved_as": no})
    _, told, _ = invoke(file, "--reports", corpus, "--json")
    rows = [json.loads(line) for line in told.splitlines()]
    faults = [e.message for row in rows for e in Draft202012Validator(schema).iter_errors(row)]
    assert faults == []
    *forecasts, summary = rows
    assert summary["assessors"]["all"]
    assert summary["hypotheses"]["all"]["questions"] == 1
    for row in forecasts:
        assert row["said"]
        assert row["brier_many"] == pytest.approx(brier_many(row["hypotheses"], no), abs=1e-6)


def test_the_table_has_a_line_for_each_assessor_and_the_score_over_all_hypotheses(
    tmp_path: Path,
) -> None:
    _, no = hypotheses(tmp_path)
    corpus = lines(tmp_path, report(LIKELY, "2031-03-01"), report(UNLIKELY, "2031-03-03"))
    _, told, _ = invoke(asked(tmp_path, QUESTION | {"resolved_as": no}), "--reports", corpus)
    head = told.index("Skill against each assessor")
    assert "Noor" in told[head:]
    assert "Reed" in told[head:]
    assert "Over all hypotheses" in told[head:]
    assert all(len(line) <= 110 for line in told.splitlines())
