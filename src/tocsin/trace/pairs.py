"""Pairs: whether two texts share copied reporting, and which words show it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tocsin.nouns import Span
from tocsin.trace.words import Run, Text, runs, text_of

__all__ = ["PairVerdict", "judge_pair", "judge_texts"]

LONG_RUN = 8
"""Shared words in a row from which a run is more than idiom."""

COPIED_SHARE = 0.35
"""Part of the shorter text in long runs from which one is a copy of the other."""

WHOLE_SENTENCE = 10
"""Words from which a whole sentence in both is reporting that one had from the other, or both
from a third. A part of a sentence is not enough: two reporters may hear the same speaker."""


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """What two texts have in common.

    `kind`: "copy" (much of the shorter text), "quote" (at least one whole sentence), "none".
    `score` in [0, 1] grows with what is shared; it is at least .5 exactly when `kind` is not
    "none".
    `spans` are the shared runs as (span of a, span of b), in order of `a`.
    """

    kind: Literal["copy", "quote", "none"]
    score: float
    spans: tuple[tuple[Span, Span], ...]


def judge_pair(a: str, b: str) -> PairVerdict:
    """Return whether text `b` shares copied reporting with text `a`; the order does not matter.

    Deterministic, and symmetric in kind and score. Case, punctuation and typography do not count.
    """
    return judge_texts(text_of(a), text_of(b))


def judge_texts(a: Text, b: Text) -> PairVerdict:
    """Return the verdict on two texts that are already words."""
    forth = runs(a.words, b.words)
    back = runs(b.words, a.words)
    shorter = max(1, min(len(a.words), len(b.words)))
    # A text that repeats itself covers more of one side than of the other: the lesser cover counts.
    mass = min(_mass(forth), _mass(back)) / shorter
    sentence = max((_longest_sentence(run, a, b) for run in forth), default=0)
    # Greedy runs of the other direction may cut elsewhere.
    turned = (Run(run.b, run.a, run.count) for run in back)
    sentence = max(sentence, max((_longest_sentence(run, a, b) for run in turned), default=0))
    copied = mass >= COPIED_SHARE
    quoted = sentence >= WHOLE_SENTENCE
    strength = max(mass / COPIED_SHARE, sentence / WHOLE_SENTENCE)
    score = strength / (1 + strength)
    spans = tuple(
        (a.span(run.a, run.count), b.span(run.b, run.count))
        for run in forth
        if run.count >= LONG_RUN
    )
    return PairVerdict("copy" if copied else "quote" if quoted else "none", score, spans)


def _mass(found: tuple[Run, ...]) -> int:
    return sum(run.count for run in found if run.count >= LONG_RUN)


def _longest_sentence(run: Run, a: Text, b: Text) -> int:
    """Return the most words of a stretch of `run` that is one whole sentence in both texts."""
    cuts = [at for at in range(run.count + 1) if run.a + at in a.starts and run.b + at in b.starts]
    return max((second - first for first, second in pairwise(cuts)), default=0)
