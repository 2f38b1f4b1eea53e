"""Clusters: pairs, B-cubed and the adjusted Rand index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.rulers.clusters import compare, score_rows
from tocsin.rulers.rows import table_of

groupings = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12)


def test_b_cubed_is_the_mean_over_items_of_what_their_cluster_shares() -> None:
    """Two pure pairs put together: half of each item's cluster is its own, and all of its own."""
    figures = compare(["a", "a", "b", "b"], ["x"] * 4)
    assert figures["b_cubed"] == {"p": 0.5, "r": 1.0, "f1": pytest.approx(2 / 3)}
    assert figures["pairs"] == {"p": pytest.approx(1 / 3), "r": 1.0, "f1": 0.5}


def test_the_adjusted_rand_index_of_a_crossed_grouping() -> None:
    """Hubert and Arabie: no pair together, 2/3 expected, at most 2: (0 - 2/3) / (2 - 2/3)."""
    assert compare(["a", "a", "b", "b"], ["x", "y", "x", "y"])["ari"] == pytest.approx(-0.5)


def test_all_together_has_no_more_than_chance() -> None:
    assert compare(["a", "a", "b", "b"], ["x"] * 4)["ari"] == 0


@given(groupings)
def test_the_index_does_not_know_which_side_is_gold(pairs: list[tuple[int, int]]) -> None:
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    one, other = compare(left, right), compare(right, left)
    assert one["ari"] == pytest.approx(other["ari"])
    assert one["b_cubed"]["p"] == pytest.approx(other["b_cubed"]["r"])


@given(groupings)
def test_names_of_clusters_are_free(pairs: list[tuple[int, int]]) -> None:
    gold, found = [a for a, _ in pairs], [b for _, b in pairs]
    assert compare(gold, found) == compare(gold, [f"cluster {name}" for name in found])


def test_an_item_without_a_prediction_stands_alone_even_by_an_equal_name() -> None:
    gold = table_of([{"id": "1", "cluster": "a"}, {"id": "2", "cluster": "a"}])
    figures = score_rows(gold, table_of([{"id": "1", "cluster": "2"}]))
    assert (figures["predicted_clusters"], figures["missing"]) == (2, 1)
