"""Labels: accuracy, macro and weighted F1, one label on its own."""

from __future__ import annotations

import pytest

from tocsin.errors import RulerError
from tocsin.rulers.labels import compare, score_rows
from tocsin.rulers.rows import table_of

TRUTH = ["no", "no", "no", "yes"]


def test_macro_f1_gives_a_rare_label_the_same_say() -> None:
    figures = compare(TRUTH, ["no", "no", "no", "no"])
    assert figures["accuracy"] == 0.75
    assert figures["macro_f1"] == pytest.approx((6 / 7 + 0) / 2)
    assert figures["weighted_f1"] == pytest.approx(6 / 7 * 0.75)


def test_an_item_without_a_guess_is_wrong_and_missing() -> None:
    figures = compare(TRUTH, ["no", "no", None, "yes"])
    assert (figures["accuracy"], figures["missing"]) == (0.75, 1)


def test_one_label_can_be_shown_on_its_own() -> None:
    positive = compare(TRUTH, ["yes", "no", "no", "yes"], positive="yes")["positive"]
    assert positive["figures"] == {"p": 0.5, "r": 1.0, "f1": pytest.approx(2 / 3)}


def test_labels_that_the_gold_lacks_are_named() -> None:
    assert compare(TRUTH, ["perhaps", "no", "no", None])["labels_not_in_gold"] == ["perhaps"]


def test_truth_values_may_be_labels_on_either_side() -> None:
    gold = table_of([{"id": "1", "core": True}, {"id": "2", "core": False}])
    found = table_of([{"id": "1", "label": "true"}, {"id": "2", "label": False}])
    assert score_rows(gold, found, field="core", positive="true")["accuracy"] == 1


def test_conditions_set_rows_aside_on_both_sides() -> None:
    gold = table_of([{"id": str(n), "label": label, "new": n > 1} for n, label in enumerate(TRUTH)])
    found = table_of([{"id": str(n), "label": "no"} for n in range(4)])
    figures = score_rows(gold, found, conditions={"new": "true"})
    assert (figures["items"], figures["accuracy"], figures["missing"]) == (2, 0.5, 0)


def test_a_condition_that_no_row_meets_is_refused() -> None:
    rows = table_of([{"id": "1", "label": "no"}])
    with pytest.raises(RulerError, match="no row meets"):
        score_rows(rows, rows, conditions={"label": "yes"})


def test_a_positive_label_that_the_gold_lacks_is_refused() -> None:
    rows = table_of([{"id": "1", "label": "no"}])
    with pytest.raises(RulerError, match="no row has label 'yes'"):
        score_rows(rows, rows, positive="yes")
