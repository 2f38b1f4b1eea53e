"""Decoding: the likeliest chain of labels for the words of a window, and the runs it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["CUE_LABELS", "ROLE_LABELS", "Run", "forbidden", "partition", "runs", "viterbi"]

Floats = npt.NDArray[np.float32]

CUE_LABELS = ("O", "B-cue", "I-cue")
ROLE_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")

NEVER = -10_000.0
"""The weight of a step that may not be taken: far below any other, and still a number."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` up to `past` that play one role."""

    role: str
    first: int
    past: int


def forbidden(labels: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return, as [1 + labels, labels], which label may not follow which; row 0 is the beginning.

    I-x follows B-x or I-x alone.
    """
    table = np.zeros((len(labels) + 1, len(labels)), dtype=bool)
    for n, label in enumerate(labels):
        if label.startswith("I-"):
            before = ("", *labels)
            table[:, n] = [b not in {label, f"B-{label[2:]}"} for b in before]
    return table


def viterbi(emissions: Floats, transitions: Floats) -> npt.NDArray[np.int64]:
    """Return the best labels [n, words] for `emissions` [n, words, labels].

    `transitions` [1 + labels, labels] are the weights of each step, row 0 those of the beginning.
    Of equal paths the one with the lower labels is taken.
    """
    count, length, _ = emissions.shape
    if length == 0:
        return np.zeros((count, 0), dtype=np.int64)
    score = emissions[:, 0] + transitions[0]
    back: list[npt.NDArray[np.int64]] = []
    for n in range(1, length):
        paths = score[:, :, None] + transitions[None, 1:]
        back.append(paths.argmax(axis=1))
        score = paths.max(axis=1) + emissions[:, n]
    best = np.zeros((count, length), dtype=np.int64)
    best[:, -1] = score.argmax(axis=1)
    rows = np.arange(count)
    for n in range(length - 1, 0, -1):
        best[:, n - 1] = back[n - 1][rows, best[:, n]]
    return best


def partition(emissions: Floats, transitions: Floats) -> Floats:
    """Return the logarithm of the weights of all paths together, [n]; 0 where there is no word."""
    count, length, _ = emissions.shape
    if length == 0:
        return np.zeros(count, dtype=np.float32)
    score = emissions[:, 0] + transitions[0]
    for n in range(1, length):
        paths = score[:, :, None] + transitions[None, 1:]
        top = paths.max(axis=1)
        score = top + np.log(np.exp(paths - top[:, None]).sum(axis=1)) + emissions[:, n]
    top = score.max(axis=1)
    total: Floats = top + np.log(np.exp(score - top[:, None]).sum(axis=1))
    return total


def runs(labels: Sequence[int], names: Sequence[str]) -> tuple[Run, ...]:
    """Return the runs that labels spell. An I-x that follows nothing of x begins a run too."""
    found: list[Run] = []
    role, first = "", 0
    for n, name in enumerate([*(names[label] for label in labels), "O"]):
        inside = name[2:]
        if role and (name.startswith("B-") or inside != role):
            found.append(Run(role, first, n))
            role = ""
        if inside and not role:
            role, first = inside, n
    return tuple(found)
