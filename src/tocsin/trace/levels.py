"""Levels: how high a phrase of likelihood is, as far as it takes to tell a changed word."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from tocsin.data import load
from tocsin.nouns import Likelihood

__all__ = ["differ", "is_phrase", "side_of"]

EVEN = 50.0
"""Per cent at which a thing is as likely as not."""

STEP = 0.65
"""Log-odds up to which phrases of one base are one level: "very unlikely", "highly unlikely"."""

OTHER_STEP = 1.0
"""Log-odds up to which phrases of two bases may retell each other: "unlikely", "a low chance"."""

NUMBERS = 0.05
"""What two stated numbers may differ by and be one, rounded differently."""

LEANS = 0.8
"""Log-odds from which nearly all readers have a word on its side of even."""

_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")

JUDGING = frozenset("likely unlikely certain imminent none".split())
ENDINGS = ("ly", "ble", "certain", "imminent")
"""Bases, and endings of words, that judge a clause by themselves, as headlines do."""


def differ(one: Likelihood | None, other: Likelihood | None) -> bool:
    """Say whether two likelihoods are told at two levels: not where one is, or is not known."""
    if one is None or other is None:
        return False
    first, second = _number(one), _number(other)
    if first is not None and second is not None:
        return abs(first - second) > NUMBERS
    phrases = [" ".join(likelihood.phrase.lower().split()) for likelihood in (one, other)]
    if phrases[0] == phrases[1] or first is not None or second is not None:
        return False
    first_level, second_level = _level(phrases[0]), _level(phrases[1])
    if first_level is None or second_level is None:
        return False
    step = STEP if first_level[0] == second_level[0] else OTHER_STEP
    return abs(first_level[1] - second_level[1]) > step


def side_of(phrase: str) -> int:
    """Return 1 for a phrase above even for nearly all readers, -1 for one below, else 0.

    Of a phrase that no survey lists its strongest word decides: that of "very unlikely". One whose
    level its words leave open ("not certain", "a chance") has no side.
    """
    phrase = " ".join(phrase.lower().split())
    asked = _survey().get(phrase)
    if asked is not None:
        return int(asked["low"] >= EVEN) - int(asked["high"] <= EVEN)
    base, negated, _ = _parts(phrase)
    if base is None or (negated and base in _table()["ends"]):
        return 0
    place = _table()["priors"][base] * (-1 if negated else 1)
    return int(place >= LEANS) - int(place <= -LEANS)


def is_phrase(phrase: str) -> bool:
    """Say whether words of a headline are a phrase of likelihood, with nothing besides.

    One that a survey lists, or an adjective or an adverb that judges a whole clause, with its
    degrees and negations: "very likely" is; "high", "will" and "believe" stand for too much else.
    """
    if phrase in _survey():
        return True
    table = _table()
    words = _split(phrase)
    judging = [word for word in words if table["bases"].get(word) in JUDGING]
    judging = [word for word in judging if word.endswith(ENDINGS)]
    rest = set(words) - set(judging)
    return len(judging) == 1 and all(w in table["degrees"] or w in table["negations"] for w in rest)


def _number(likelihood: Likelihood) -> float | None:
    known = [value for value in (likelihood.low, likelihood.high) if value is not None]
    return sum(known) / len(known) if known else None


@lru_cache(maxsize=4096)
def _level(phrase: str) -> tuple[str, float] | None:
    """Return the base of a phrase and its log-odds, None where its words leave them open."""
    base, negated, degree = _parts(phrase)
    if base is None or (negated and base in _table()["ends"]):
        return None
    place: float = _table()["priors"][base]
    if negated:
        return base, -place * float(_table()["negation"])
    return base, place + math.copysign(degree, degree * place)


def _parts(phrase: str) -> tuple[str | None, bool, float]:
    """Return the strongest base of a phrase, whether it is negated, and its degrees away from even.

    No base where the phrase turns a word without saying where to, or only compares.
    """
    table = _table()
    if _no_level().search(phrase):
        return None, False, 0.0
    base, negated, degree = None, False, 0.0
    for word in _split(phrase):
        if word in table["negations"]:
            negated = not negated
        elif word in table["degrees"]:
            degree += table["degrees"][word]
        elif word in table["bases"]:
            found = table["bases"][word]
            if base is None or table["order"].index(found) > table["order"].index(base):
                base = found
    return base, negated, degree


@lru_cache(maxsize=4096)
def _split(phrase: str) -> tuple[str, ...]:
    text = " ".join(_WORDS.findall(phrase.replace("’", "'").replace("n't", " not")))
    for entry in _long():
        if entry in text:  # hardly ever, and that is quickly seen
            text = re.sub(rf"\b{re.escape(entry)}\b", entry.replace(" ", "_"), text)
    return tuple(word.replace("_", " ") for word in text.split())


@cache
def _long() -> tuple[str, ...]:
    table = _table()
    entries = (entry for group in ("bases", "degrees", "negations") for entry in table[group])
    return tuple(sorted((e for e in entries if " " in e), key=lambda e: (-len(e), e)))


@cache
def _no_level() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{source})\b" for source in _table()["no_level"]))


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = load("composition.yaml")
    return table


@cache
def _survey() -> Mapping[str, Mapping[str, float]]:
    phrases: Mapping[str, Mapping[str, float]] = load("survey.yaml")["phrases"]
    return phrases
