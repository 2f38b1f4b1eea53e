"""Base rates of asked questions: forms, kinship, the formula, and what is read of the gold."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.evaluate import base_rates
from tocsin.evaluate.related import related
from tocsin.weigh.forms import AskedRates, asked_rates, chance_of, digest_of, form_of


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Will Arland still hold the port of Besk on 1 May 2031?", "holds"),
        ("Will Ada Quist be president of Arland on 30 June 2031?", "holds"),
        ("Will the Besk Rovers finish in the top 4 of the league?", "among"),
        ("Will the Besk Rovers win the league?", "first"),
        ("Will a barrel of oil close above $90 in May?", "level"),
        ("Will Arland and Borland go to war in 2031?", "event"),
    ],
)
def test_a_form_is_told_by_the_words_of_the_question(question: str, form: str) -> None:
    assert form_of(question) == form


def test_the_worked_example_of_the_page() -> None:
    """docs/methods/base-rates.md, by hand: an event of no family, 30 days left."""
    whole, _, _ = asked_rates()
    logit = whole.one + whole.forms["event"] + whole.families["other"]
    logit += whole.slopes["event"] * math.log(30 / 60)
    page = Path(__file__).resolve().parents[2] / "docs" / "methods" / "base-rates.md"
    text = page.read_text("utf-8")
    parts = (whole.one, whole.forms["event"], whole.families["other"], whole.slopes["event"])
    for part in parts:
        assert f"{abs(part):.3f}" in text
    p = 1.0 / (1.0 + math.exp(-logit))
    assert whole.logit("event", "other", 30) == pytest.approx(logit)
    assert f"= {p:.3f}" in text


@given(st.floats(1.0, 3000.0), st.sampled_from(("event", "holds", "first")))
def test_the_chance_is_within_nought_and_one_and_short_windows_are_a_day(
    days: float, form: str
) -> None:
    rates = AskedRates(-1.0, {form: 0.5}, {"other": 0.0}, {form: -0.2})
    assert math.isfinite(rates.logit(form, "other", days))
    assert rates.logit(form, "other", 0.0) == rates.logit(form, "other", 1.0)


def test_a_question_that_was_fitted_on_is_answered_by_the_fold_that_left_it_out() -> None:
    _, folds, held = asked_rates()
    assert len(folds) == len(set(held.values()))
    assert digest_of("Will Arland and Borland go to war in 2031?") not in held
    assert 0.0 < chance_of("Will Arland and Borland go to war in 2031?", 90.0) < 0.3


def test_questions_that_differ_in_a_name_or_a_date_are_kept_together() -> None:
    texts = [
        "Will Besk win the Northern Cup in 2031?",
        "Will Tolm win the Northern Cup in 2031?",
        "Will Arland leave the customs union by May?",
        "Will Arland leave the customs union by June 2032?",
        "Will it snow?",
    ]
    assert related(texts) == (0, 0, 2, 2, 4)


@given(st.permutations(["a red cat", "a red cat sat", "blue dog", "green owl"]))
def test_kinship_does_not_know_the_order(texts: list[str]) -> None:
    group = dict(zip(texts, related(texts), strict=True))
    assert group["a red cat"] == group["a red cat sat"]
    assert len(set(group.values())) == 3


def test_no_outcome_is_read_before_scoring(tmp_path: Path) -> None:
    row = {
        "question_id": "q1",
        "dataset": base_rates.ASKER,
        "text": "Will Arland and Borland go to war in 2031?",
        "scheduled_close": "2031-06-01T00:00:00Z",
    }
    point = {"question_id": "q1", "as_of": "2031-03-01T00:00:00Z"}
    (tmp_path / "eval_points.jsonl").write_text(json.dumps(point) + "\n", encoding="utf-8")
    answers = []
    for name, more in (("bare", {}), ("yes", {"outcome": 1}), ("no", {"outcome": 0})):
        gold = tmp_path / f"{name}.jsonl"
        gold.write_text(json.dumps(row | more) + "\n", encoding="utf-8")
        answers.append(list(base_rates.predict(gold)))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0]["p"] == pytest.approx(chance_of(row["text"], 92.0))


def test_one_rate_is_the_share_of_the_set_and_kin_are_drawn_together(tmp_path: Path) -> None:
    asked = [
        {
            "question_id": f"q{n}",
            "dataset": base_rates.ASKER,
            "text": text,
            "outcome": yes,
            "geopolitical": n < 2,
        }
        for n, (text, yes) in enumerate(
            [("Will Besk win the cup?", 1), ("Will Tolm win the cup?", 0), ("Will it snow?", 0)]
        )
    ]
    given_ = [{"question_id": f"q{n}", "as_of": "x", "p": p} for n, p in enumerate((0.5, 0.1, 0.1))]
    files = []
    for name, rows in (("gold", asked), ("given", given_)):
        file = tmp_path / f"{name}.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
        files.append(file)
    made = base_rates.figures(*files)
    assert made["one_rate"] == pytest.approx((2 / 3) ** 2 / 3 + 2 * (1 / 3) ** 2 / 3)
    assert made["brier"] == pytest.approx((0.25 + 0.01 + 0.01) / 3)
    assert made["groups"] == 2
    assert made["geopolitical"]["questions"] == 2
