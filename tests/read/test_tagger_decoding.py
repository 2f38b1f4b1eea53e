"""Chains of labels: the best is really the best, and none breaks the order of its labels."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tocsin.read.tagger.decoding import (
    CUE_LABELS,
    NEVER,
    ROLE_LABELS,
    Run,
    forbidden,
    partition,
    runs,
    viterbi,
)

WEIGHTS = st.floats(-8, 8, width=32)


def weights(*shape: int) -> st.SearchStrategy[np.ndarray]:
    return arrays.arrays(np.float32, shape, elements=WEIGHTS)


def weight_of(path: tuple[int, ...], emissions: np.ndarray, steps: np.ndarray) -> float:
    before = [0, *(label + 1 for label in path[:-1])]
    steps_taken = zip(before[: len(path)], path, strict=True)
    return float(
        sum(emissions[n, label] + steps[b, label] for n, (b, label) in enumerate(steps_taken))
    )


@given(weights(1, 4, 3), weights(4, 3))
def test_no_path_weighs_more_than_the_one_that_is_taken(
    emissions: np.ndarray, steps: np.ndarray
) -> None:
    best = tuple(viterbi(emissions, steps)[0].tolist())
    heaviest = max(weight_of(path, emissions[0], steps) for path in product(range(3), repeat=4))
    assert weight_of(best, emissions[0], steps) == pytest.approx(heaviest, abs=1e-3)


@given(weights(1, 4, 3), weights(4, 3))
def test_the_weight_of_all_paths_is_the_sum_of_each(
    emissions: np.ndarray, steps: np.ndarray
) -> None:
    every = [weight_of(path, emissions[0], steps) for path in product(range(3), repeat=4)]
    total = max(every) + math.log(sum(math.exp(weight - max(every)) for weight in every))
    assert float(partition(emissions, steps)[0]) == pytest.approx(total, abs=1e-3)


@given(weights(2, 9, 5), st.sampled_from([ROLE_LABELS]))
def test_what_goes_on_has_begun(emissions: np.ndarray, labels: tuple[str, ...]) -> None:
    steps = np.where(forbidden(labels), np.float32(NEVER), np.float32(0))
    for row in viterbi(emissions, steps):
        before = ""
        for label in row:
            name = labels[label]
            if name.startswith("I-"):
                assert before in {name, f"B-{name[2:]}"}
            before = name


@given(weights(3, 7, 5), weights(6, 5))
def test_rows_do_not_know_of_each_other(emissions: np.ndarray, steps: np.ndarray) -> None:
    together = viterbi(emissions, steps)
    for n in range(3):
        assert together[n].tolist() == viterbi(emissions[n : n + 1], steps)[0].tolist()


@given(st.lists(st.integers(0, len(ROLE_LABELS) - 1), max_size=12))
def test_runs_hold_each_labelled_word_once(labels: list[int]) -> None:
    held = {n: run.role for run in runs(labels, ROLE_LABELS) for n in range(run.first, run.past)}
    assert held == {n: ROLE_LABELS[label][2:] for n, label in enumerate(labels) if label}
    assert sum(run.past - run.first for run in runs(labels, ROLE_LABELS)) == len(held)


def test_a_second_beginning_begins_a_second_run() -> None:
    assert runs([1, 2, 1, 0, 2], CUE_LABELS) == (
        Run("cue", 0, 2),
        Run("cue", 2, 3),
        Run("cue", 4, 5),
    )


def test_no_words_are_no_path() -> None:
    none = np.zeros((2, 0, 3), dtype=np.float32)
    steps = np.zeros((4, 3), dtype=np.float32)
    assert viterbi(none, steps).shape == (2, 0)
    assert partition(none, steps).tolist() == [0.0, 0.0]
