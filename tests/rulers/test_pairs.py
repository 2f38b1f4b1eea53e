"""Pairs: at one threshold, by kind, and over all thresholds."""

from __future__ import annotations

import numpy as np
import pytest

from tocsin.errors import BadRow, UnknownId
from tocsin.rulers.figures import Figures
from tocsin.rulers.pairs import score_rows, sweep
from tocsin.rulers.rows import table_of

GOLD = table_of(
    [
        {"a": "1", "b": "2", "label": 1, "kind": "trim"},
        {"a": "1", "b": "3", "label": 1, "kind": "quote"},
        {"a": "1", "b": "4", "label": 0, "kind": "same_event"},
    ]
)


def judged(*scores: float, threshold: float = 0.5) -> Figures:
    rows = [{"a": "1", "b": str(n), "score": score} for n, score in enumerate(scores, 2)]
    return score_rows(GOLD, table_of(rows), threshold=threshold)


def test_a_pair_at_the_threshold_is_a_copy() -> None:
    figures = judged(0.5, 0.4, 0.4)
    assert figures["all"] == {"p": 1.0, "r": 0.5, "f1": pytest.approx(2 / 3)}


def test_each_kind_shows_how_many_were_called() -> None:
    by_kind = judged(0.9, 0.1, 0.7)["by_kind"]
    assert by_kind["quote"] == {"n": 1, "called": 0, "share": 0.0}
    assert by_kind["same_event"] == {"n": 1, "called": 1, "share": 1.0}


def test_a_pair_without_a_prediction_scores_0() -> None:
    assert judged(0.9)["by_kind"]["quote"]["called"] == 0
    assert judged(0.9, threshold=0.0)["by_kind"]["quote"]["called"] == 1


def test_average_precision_is_the_mean_precision_at_each_copy() -> None:
    """Copies at ranks 1 and 3: (1/1 + 2/3) / 2."""
    figures = sweep(np.array([1, 0, 1]), np.array([0.9, 0.8, 0.7]))
    assert figures["average_precision"] == pytest.approx(5 / 6)
    assert (figures["best_f1"], figures["best_threshold"]) == (pytest.approx(0.8), 0.7)


def test_equal_scores_are_let_in_together() -> None:
    figures = sweep(np.array([1, 0]), np.array([0.5, 0.5]))
    assert figures["average_precision"] == 0.5


def test_pairs_without_a_score_come_last_and_one_by_one() -> None:
    """Copies at ranks 1 and 2 of 3, the second only because it stands first in the gold."""
    scores = np.array([-np.inf, -np.inf, 0.1])
    assert sweep(np.array([1, 0, 1]), scores)["average_precision"] == 1
    assert sweep(np.array([0, 1, 1]), scores)["average_precision"] == pytest.approx(5 / 6)


def test_a_pair_that_the_gold_lacks_is_refused() -> None:
    with pytest.raises(UnknownId):
        judged(1, 1, 1, 1)


def test_a_label_is_1_or_0() -> None:
    gold = table_of([{"a": "1", "b": "2", "label": 2, "kind": "trim"}])
    with pytest.raises(BadRow):
        score_rows(gold, table_of([{"a": "1", "b": "2", "score": 0}]))
