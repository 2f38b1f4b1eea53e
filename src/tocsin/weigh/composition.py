"""Composition: a range for a likelihood phrase that no scale and no survey lists."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from tocsin.data import load

__all__ = ["Denied", "Parts", "Rules", "denied", "fitted", "parts_of", "quantiles_of"]


Denied = Literal["not", "nothing", "turned", "weak"]
"""What the denial of a phrase is: the phrase with a "not", no level, its other half, or a denial of
what it is of."""


_HALVES = re.compile(r",?\s*\b(?:but|yet|though|although|albeit|if)\b\s*")


@dataclass(frozen=True, slots=True)
class Parts:
    """A phrase taken apart: base, degrees (away from even), steps (up), negation."""

    base: str
    degree: float
    step: float
    negated: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """Log-odds of each base, and how far the 10th and 90th of a hundred readers lie from it."""

    places: Mapping[str, float]
    below: float
    above: float


def parts_of(phrase: str) -> Parts | None:
    """Return the parts of a folded likelihood phrase, None where it says no level.

    That is one with no base that is known, one whose base is turned without a word of where to
    ("anything but likely"), and one that only says that an end is not reached ("not certain"), or
    that a small size is outdone ("not negligible").
    """
    table = _table()
    if _no_level().search(phrase):
        return None
    if (leading := _before_end(phrase)) is not None:
        return parts_of(leading)
    negated = False
    degree, step, base = 0.0, 0.0, None
    for word in _words(phrase):
        if word in table["negations"]:
            negated = not negated
        elif word in table["degrees"]:
            degree += table["degrees"][word]
        elif word in table["steps"]:
            step += table["steps"][word]
        elif word in table["bases"]:
            # The strongest word of a phrase leads: in "slim possibility" the size, not the noun.
            rank = table["bases"][word]
            if base is None or _rank(rank) > _rank(base):
                base = rank
    if negated and base in {*table["ends"], *table["outdone"]}:
        return None
    if base is not None and negated and base in table["weak"]:
        if step:
            return None  # "not a growing risk" may be a great one
        return Parts("small" if degree > 0 else table["weak"][base], 0.0, 0.0, negated=False)
    return None if base is None else Parts(base, degree, step, negated)


def denied(phrase: str) -> Denied:
    """Return what the denial of a folded likelihood phrase is read as.

    Who denies that a thing is likely says that it is not, by the other half of the scale. Of what
    is only possible there is no such half: to deny it is to deny the thing. A degree is denied as
    behind a "not" ("highly likely"), and the denial of an end, of a small size or of even odds says
    no level.
    """
    parts, table = parts_of(phrase), _table()
    if parts is None or parts.negated:
        return "turned"
    if parts.base in {*table["ends"], *table["outdone"], *table["middle"]}:
        return "nothing"
    if parts.base in table["weak"]:
        return "weak"
    return "not" if parts.degree > 0 else "turned"


def _before_end(phrase: str) -> str | None:
    """Return "possible" of "possible but not inevitable", whose other half only caps it."""
    halves = _HALVES.split(phrase, maxsplit=1)
    if len(halves) < 2 or not any(word in _table()["negations"] for word in _words(halves[1])):
        return None
    bases: Mapping[str, str] = _table()["bases"]
    told = [bases[word] for word in _words(halves[1]) if word in bases]
    caps = {*_table()["ends"], *_table()["outdone"]}
    return halves[0] if told and max(told, key=_rank) in caps else None


def quantiles_of(parts: Parts, rules: Rules) -> tuple[float, float, float]:
    """Return the 10th, 50th and 90th percentile of readers, as probabilities."""
    base = rules.places[parts.base]
    # A degree within a negation is what is denied: "not very likely" may still be likely a little.
    degree = min(parts.degree, 0.0) if parts.negated else parts.degree
    place = base + math.copysign(1.0, base) * degree + parts.step
    if parts.negated:
        # "Not likely" says less than "unlikely" turned round: readers place it nearer to even.
        place = -place * _table()["negation"]
    place = max(-5.0, min(5.0, place))
    middle = _sigmoid(place)
    low, high = _sigmoid(place - rules.below), _sigmoid(place + rules.above)
    return low, middle, high


def fitted(survey: Mapping[str, Sequence[float]], *, prior: float = 1.0) -> Rules:
    """Fit the places of the bases to surveyed quantiles (phrase to its p10, p50, p90).

    Each place is drawn to its declared prior with the weight of `prior` phrases, so that a base
    seen once, or never, still has a sensible one.
    """
    table = _table()
    prior_of: Mapping[str, float] = table["priors"]
    places: dict[str, float] = {}
    sums = {base: (prior * value, prior) for base, value in prior_of.items()}
    below: list[float] = [1.1]
    above: list[float] = [1.1]
    for phrase in sorted(survey):
        parts = parts_of(phrase)
        if parts is None:
            continue
        low, middle, high = (_logit(value) for value in survey[phrase])
        target = -middle / table["negation"] if parts.negated else middle
        value = target - parts.step - math.copysign(1.0, prior_of[parts.base]) * parts.degree
        total, weight = sums[parts.base]
        sums[parts.base] = total + value, weight + 1.0
        below.append(middle - low)
        above.append(high - middle)
    for base, (total, weight) in sums.items():
        places[base] = total / weight
    return Rules(places, _upper(below), _upper(above))


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = load("composition.yaml")
    return table


@cache
def _no_level() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{source})\b" for source in _table()["no_level"]))


@cache
def _rank(base: str) -> int:
    order: Sequence[str] = _table()["order"]
    return order.index(base)


def _words(phrase: str) -> list[str]:
    """The words of a phrase, with the multi-word entries of the table kept whole."""
    text = " ".join(re.findall(r"[a-z]+(?:['’][a-z]+)?|\d+", phrase.lower().replace("n't", " not")))
    table = _table()
    text = re.sub(rf"\b{table['left_open']}\b", "possible", text)
    long = sorted(
        (
            w
            for group in ("bases", "degrees", "steps", "negations")
            for w in table[group]
            if " " in w
        ),
        key=len,
        reverse=True,
    )
    for entry in long:
        text = re.sub(rf"\b{re.escape(entry)}\b", entry.replace(" ", "_"), text)
    return [word.replace("_", " ") for word in text.split()]


def _upper(values: Sequence[float]) -> float:
    """The value that two thirds lie below: a phrase not surveyed may be a contested one."""
    ordered = sorted(values)
    return ordered[len(ordered) * 2 // 3]


def _logit(p: float) -> float:
    p = min(max(p, 0.005), 0.995)
    return math.log(p / (1 - p))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))
