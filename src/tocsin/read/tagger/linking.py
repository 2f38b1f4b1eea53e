"""Linking: cues with the source and the content that a network gives to each, as sayings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tocsin.nouns import Span
from tocsin.read.sayings import Saying
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
from tocsin.read.tagger.encoding import Encoded, Window, windows

__all__ = ["Decision", "Link", "Network", "Seen", "links_of", "sayings_from"]

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seen:
    """A window as a network takes it: all arrays are of whole numbers and one dimension.

    `pieces`, `marks` and `hints` have one number a piece, those that open and close the window with
    them; `firsts` says at which piece each word begins.
    """

    pieces: Ints
    marks: Ints
    hints: Ints
    firsts: Ints


class Network(Protocol):
    """What a trained network can do, by whatever library it runs."""

    def see(self, seen: Seen) -> tuple[Floats, Floats]:
        """Return vectors [words, width] and weights of the cue labels [words, 3]."""

    def link(self, vectors: Floats, firsts: Ints, pasts: Ints) -> Floats:
        """Return weights [cues, words, 5] of the role labels beside each cue."""


@dataclass(frozen=True, slots=True)
class Decision:
    """How a network's weights become sayings; fitted after training, on text it has not seen.

    `transitions` [6, 5] are the steps between role labels; `lean` is added to the weight of being
    no cue, `eager` to that of beginning a source; a saying is kept from `least` on, its probability
    between 0 and 1.
    """

    room: int
    overlap: int
    opening: int
    closing: int
    transitions: tuple[tuple[float, ...], ...]
    lean: float
    eager: float
    least: float


@dataclass(frozen=True, slots=True)
class Link:
    """A cue with its source and content, in words of the text, and how probable it is."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    probability: float


def seen_of(encoded: Encoded, window: Window, decision: Decision) -> Seen:
    """Return what a network is shown of a window."""
    pieces, marks, hints, firsts = [decision.opening], [0], [0], []
    for n in range(window.first, window.past):
        firsts.append(len(pieces))
        count = len(encoded.pieces[n])
        pieces += encoded.pieces[n]
        marks += [encoded.marks[n]] * count
        hints += [encoded.hints[n]] * count
    pieces.append(decision.closing)
    marks.append(0)
    hints.append(0)
    return Seen(*(np.array(row, dtype=np.int64) for row in (pieces, marks, hints, firsts)))


def links_of(encoded: Encoded, network: Network, decision: Decision) -> tuple[Link, ...]:
    """Return the links of a text, in order of their cues, those below `least` left out."""
    found: list[Link] = []
    sizes = [len(p) for p in encoded.pieces]
    for window in windows(sizes, room=decision.room, overlap=decision.overlap):
        found += _in_window(encoded, window, network, decision)
    return tuple(sorted(found, key=lambda link: link.cue))


def _in_window(
    encoded: Encoded, window: Window, network: Network, decision: Decision
) -> list[Link]:
    vectors, weights = network.see(seen_of(encoded, window, decision))
    cues = [
        run for run in cues_of(weights, decision.lean)
        if window.core_first <= window.first + run.first < window.core_past
    ]  # fmt: skip
    if not cues:
        return []
    firsts = np.array([c.first for c in cues], dtype=np.int64)
    pasts = np.array([c.past for c in cues], dtype=np.int64)
    emissions = network.link(vectors, firsts, pasts) + _eagerness(decision)
    transitions = np.array(decision.transitions, dtype=np.float32)
    labels = viterbi(emissions, transitions)
    empty = emissions[:, :, 0].sum(axis=1) + transitions[0, 0]
    empty = empty + transitions[1, 0] * max(emissions.shape[1] - 1, 0)
    said = 1.0 - np.exp(np.minimum(empty - partition(emissions, transitions), 0.0))
    certain = _certainty(weights)
    found: list[Link] = []
    for n, cue in enumerate(cues):
        link = _link(
            cue,
            runs(labels[n].tolist(), ROLE_LABELS),
            float(said[n]) * max(certain[cue.first : cue.past].tolist()),
            window.first,
        )
        if link.content and link.probability >= decision.least:
            found.append(link)
    return found


def cues_of(weights: Floats, lean: float) -> tuple[Run, ...]:
    """Return the cues in a window for weights [words, 3] of the cue labels."""
    leaning = weights + np.array([lean, 0.0, 0.0], dtype=np.float32)
    steps = np.where(forbidden(CUE_LABELS), np.float32(NEVER), np.float32(0.0))
    return runs(viterbi(leaning[None], steps)[0].tolist(), CUE_LABELS)


def _eagerness(decision: Decision) -> Floats:
    """What is added to the weights of role labels."""
    added: Floats = np.zeros(len(ROLE_LABELS), dtype=np.float32)
    added[ROLE_LABELS.index("B-source")] = decision.eager
    return added


def _certainty(weights: Floats) -> Floats:
    """How probable it is that each word is in a cue, [words]."""
    shifted = np.exp(weights - weights.max(axis=1, keepdims=True))
    certain: Floats = 1.0 - shifted[:, 0] / shifted.sum(axis=1)
    return certain


def _link(cue: Run, roles: Sequence[Run], probability: float, shift: int) -> Link:
    sources = [r for r in roles if r.role == "source"]
    # One source a cue: of several the nearest, and of two as near the one before.
    nearest = min(
        sources,
        key=lambda r: (max(cue.first - r.past, r.first - cue.past), r.first),
        default=None,
    )
    return Link(
        (cue.first + shift, cue.past + shift),
        () if nearest is None else ((nearest.first + shift, nearest.past + shift),),
        tuple((r.first + shift, r.past + shift) for r in roles if r.role == "content"),
        round(probability, 4),
    )


def sayings_from(links: Sequence[Link], spans: Sequence[Span]) -> tuple[Saying, ...]:
    """Return links as sayings: their words as spans of the text."""

    def span(part: tuple[int, int]) -> Span:
        return Span(spans[part[0]].start, spans[part[1] - 1].end)

    return tuple(
        Saying(
            tuple(span(part) for part in link.source),
            (span(link.cue),),
            tuple(span(part) for part in link.content),
        )
        for link in links
    )
