"""The chain gives the probabilities that summing over all paths gives."""

from __future__ import annotations

import math
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.segment.chain import Model, model, outside_probabilities
from tocsin.segment.cues import vocabulary
from tocsin.segment.traits import traits_of

STEPS = st.tuples(*[st.tuples(*[st.floats(-5, 5)] * 2)] * 2)
SHORT = "Nine geese were seen on the pond."
LONG = " ".join([SHORT] * 9)


def chain(steps: tuple[tuple[float, float], tuple[float, float]]) -> Model:
    return Model(bias=0.0, weights={}, steps=steps, floor=0.3, plain=0.9, cost=0.01)


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=6), STEPS)
def test_a_probability_is_the_share_of_the_paths_that_pass_through_outside(
    scores: list[float], steps: tuple[tuple[float, float], tuple[float, float]]
) -> None:
    weights = {
        path: math.exp(
            sum(score * state for score, state in zip(scores, path, strict=True))
            + sum(steps[a][b] for a, b in pairwise(path))
        )
        for path in product((0, 1), repeat=len(scores))
    }
    total = math.fsum(weights.values())
    expected = [
        math.fsum(weight for path, weight in weights.items() if path[at]) / total
        for at in range(len(scores))
    ]
    assert outside_probabilities(scores, chain(steps)) == pytest.approx(expected, abs=1e-9)


def test_enormous_scores_do_not_overflow() -> None:
    given_scores = [1e6, -1e6, 1e6]
    found = outside_probabilities(given_scores, chain(((0.5, -0.5), (-0.5, 0.5))))
    assert found == pytest.approx([1.0, 0.0, 1.0])


def test_a_score_is_the_bias_and_the_weights_of_the_features_that_are_known() -> None:
    shipped = Model(0.5, {"a": 1.0, "b": -2.0}, ((0, 0), (0, 0)), 0.3, 0.9, 0.01)
    assert shipped.score(["a", "b", "unheard of"]) == -0.5


def test_more_words_ask_for_more_certainty() -> None:
    words = vocabulary()
    cued = "Subscribe to our newsletter: "
    few = traits_of(cued + "geese", words)
    many = traits_of(cued + "geese " * 50, words)
    judge = chain(((0, 0), (0, 0)))
    assert judge.puts_outside(0.4, few, ())
    assert not judge.puts_outside(0.4, many, ())


def test_a_sentence_without_a_cue_is_put_outside_only_when_it_is_all_but_certain() -> None:
    plain = traits_of(SHORT, vocabulary())
    judge = chain(((0, 0), (0, 0)))
    assert not judge.puts_outside(0.85, plain, ())
    assert judge.puts_outside(0.85, plain, ("again",))


def test_the_shipped_model_holds_to_its_beliefs_where_it_saw_nothing() -> None:
    leans = vocabulary().leans
    assert set(leans) <= set(model().weights)


def test_the_shipped_weights_are_small_numbers_for_named_signs() -> None:
    assert len(model().weights) < 500
    assert all(abs(weight) < 8 for weight in model().weights.values())
