"""Chain: how likely each piece of a page stands outside its article, all decided together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from tocsin.data import load
from tocsin.segment.cues import vocabulary
from tocsin.segment.traits import Traits

__all__ = ["DOUBTFUL", "TAIL", "Model", "is_plain", "model", "outside_probabilities"]


PLAIN = frozenset("PSQ")  # shapes of sentences
SPOKEN = 30  # words of a paragraph in which it counts that someone speaks
TAIL = "near:tail begun"
DOUBTFUL = frozenset({"again", "under heading", TAIL, "mark:bracketed call"})


@dataclass(frozen=True, slots=True)
class Model:
    """A linear chain over two states, inside (0) and outside (1) the article.

    `weights` are the log-odds for "outside" that a feature adds; `steps[a][b]` the score of going
    from state a to state b. A piece of n words is put outside where its probability p has
    p - floor > cost * n * (1 - p): to lose words of the article costs more the more they are.
    A sentence without a cue for "outside", before the end of the text, has the floor `plain`:
    what stands between furniture may still be the article.
    """

    bias: float
    weights: Mapping[str, float]
    steps: tuple[tuple[float, float], tuple[float, float]]
    floor: float
    plain: float
    cost: float

    def score(self, features: Iterable[str]) -> float:
        """Return the log-odds for "outside" of a piece with these features, by itself."""
        weights = self.weights
        return self.bias + sum([weights[name] for name in features if name in weights])

    def puts_outside(self, probability: float, trait: Traits, features: Collection[str]) -> bool:
        """Say whether a piece with these traits, features and this probability is put outside."""
        doubts = DOUBTFUL.intersection(features)
        # Furniture below an article seldom tells who said what.
        spoken = doubts == {TAIL} and "speech" in trait.cues and trait.end == "stop"
        plain = is_plain(trait) and (not doubts or spoken)
        floor = self.plain if plain else self.floor
        return probability - floor > self.cost * trait.size * (1.0 - probability)


def is_plain(trait: Traits) -> bool:
    """Say whether a piece with these traits is a sentence without a cue for "outside"."""
    # Whoever speaks in a long paragraph, "sign up" and the like is what they say.
    told = not trait.outside or (trait.size > SPOKEN and "speech" in trait.cues)
    return trait.shape in PLAIN and told


@cache
def model() -> Model:
    """Return the shipped model: learned weights, and beliefs for features that were not seen."""
    data = load("segment_weights.yaml")
    learned = {str(name): float(weight) for name, weight in data["weights"].items()}
    (stay, leave), (enter, remain) = data["steps"]
    return Model(
        bias=float(data["bias"]),
        weights={**vocabulary().leans, **learned},
        steps=((float(stay), float(leave)), (float(enter), float(remain))),
        floor=float(data["floor"]),
        plain=float(data["plain"]),
        cost=float(data["cost"]),
    )


def outside_probabilities(scores: Sequence[float], chain: Model) -> list[float]:
    """Return for every piece the probability that it is outside, given all scores of the page.

    Forward and backward sums in the log domain, kept as the difference of the two states: time
    linear in the number of pieces, no overflow for any finite scores.
    """
    (stay, leave), (enter, remain) = chain.steps
    forward: list[float] = []
    odds = 0.0
    for at, score in enumerate(scores):
        if at:
            odds = _log_sum(leave, odds + remain) - _log_sum(stay, odds + enter)
        odds += score
        forward.append(odds)
    probabilities = [0.0] * len(scores)
    back = 0.0
    for at in range(len(scores) - 1, -1, -1):
        probabilities[at] = _logistic(forward[at] + back)
        ahead = scores[at] + back
        back = _log_sum(enter, ahead + remain) - _log_sum(stay, ahead + leave)
    return probabilities


def _log_sum(a: float, b: float) -> float:
    high, low = (a, b) if a > b else (b, a)
    return high + log(1.0 + exp(low - high)) if high - low < 40.0 else high


def _logistic(odds: float) -> float:
    if odds >= 0:
        return 1.0 / (1.0 + exp(-min(odds, 700.0)))
    grown = exp(max(odds, -700.0))
    return grown / (1.0 + grown)
