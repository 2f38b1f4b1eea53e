"""Words of likelihood: from a phrase, and the scale its speaker is known to use, to a range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tocsin.data import load
from tocsin.errors import UnknownWord, WatchFault
from tocsin.nouns import Band, Likelihood, Yardstick
from tocsin.weigh.composition import Denied, Rules, denied, fitted, parts_of, quantiles_of

__all__ = ["SURVEY", "Range", "denial_of", "load_yardsticks", "point_of", "range_of", "surveyed"]

SURVEY = "survey"
"""The scale of those who declared none: what surveyed readers take the words to mean."""
STATED = "stated"
"""The scale of those who gave a number."""
WHOLE = (0.01, 0.99)


@dataclass(frozen=True, slots=True)
class Range:
    """A range of probability, in [0, 1], and the scale it was read on.

    `exact` says that the scale itself gives the word that range. Otherwise the range was put
    together from the parts of the phrase, or is that of a survey.
    """

    low: float
    high: float
    yardstick: str
    exact: bool


def range_of(
    phrase: str, low: float | None, high: float | None, yardstick: Yardstick | None
) -> Range:
    """Return the range of a likelihood phrase.

    A number that the phrase states (`low`, `high`, in [0, 1]) is kept, as wide as its rounding. A
    word of the `yardstick` that its speaker is known to write to gets that band exactly; with a
    "not" behind it, what that band leaves of the whole. Any other
    phrase is read as surveyed readers read it, from the tenth of a hundred to the ninetieth, or put
    together from its parts. A phrase that nothing is known of gets nearly the whole of [0, 1].
    """
    if low is not None or high is not None:
        return _stated(0.0 if low is None else low, 1.0 if high is None else high)
    if yardstick is not None:
        band = _band(phrase, yardstick)
        if band is not None:
            return Range(band.low, band.high, yardstick.name, exact=True)
    if (opposite := _opposite(phrase, yardstick)) is not None:
        found = range_of(opposite, None, None, yardstick)
        return Range(_turned(found.high), _turned(found.low), found.yardstick, exact=False)
    first, _, last = _quantiles(phrase) or (WHOLE[0], 0.5, WHOLE[1])
    if first == last:  # readers who all say the same still round what they say
        first, last = _rounded(first)
    return Range(first, last, SURVEY, exact=False)


def denial_of(likelihood: Likelihood) -> Denied:
    """Return what the denial of a likelihood is read as: that of a number is its other half."""
    if likelihood.low is not None or likelihood.high is not None:
        return "turned"
    return denied(_folded(likelihood.phrase))


def point_of(phrase: str) -> float | None:
    """Return what the middle one of surveyed readers takes the phrase to mean; None if unknown."""
    if (opposite := _opposite(phrase)) is not None:
        point = point_of(opposite)
        return None if point is None else _turned(point)
    quantiles = _quantiles(phrase)
    return None if quantiles is None else quantiles[1]


def _opposite(phrase: str, yardstick: Yardstick | None = None) -> str | None:
    """Return "almost certainly" of "almost certainly not", which says it of the opposite.

    None where a survey lists the whole phrase and the speaker's scale does not say more.
    """
    found = _OF_OPPOSITE.fullmatch(_folded(phrase))
    if found is None:
        return None
    banded = yardstick is not None and _band(found["word"], yardstick) is not None
    listed = any(form in surveyed() for form in _variants(phrase))
    return found["word"] if banded or not listed else None


def _turned(p: float) -> float:
    """The probability that a thing of the probability `p` does not happen."""
    return round(1.0 - p, 9)


@cache
def surveyed() -> Mapping[str, tuple[float, float, float]]:
    """Return the surveyed phrases: their 10th, 50th and 90th percentile of readers, in [0, 1]."""
    phrases: Mapping[str, Mapping[str, float]] = load("survey.yaml")["phrases"]
    return {
        phrase: (row["low"] / 100, row["median"] / 100, row["high"] / 100)
        for phrase, row in phrases.items()
    }


def load_yardsticks(extra: Mapping[str, Any] | None = None) -> Mapping[str, Yardstick]:
    """Return the shipped yardsticks by name, and those that a house adds in the same form.

    Raises `WatchFault` with all that is wrong in `extra`.
    """
    shipped = _shipped()
    if not extra:
        return shipped
    faults: list[tuple[str, str]] = []
    added = {str(name): _yardstick(str(name), form, faults) for name, form in extra.items()}
    if faults:
        raise WatchFault(tuple(faults), file="yardsticks.yaml")
    return {**shipped, **{name: scale for name, scale in added.items() if scale is not None}}


@cache
def _shipped() -> Mapping[str, Yardstick]:
    faults: list[tuple[str, str]] = []
    scales = {
        name: _yardstick(name, form, faults) for name, form in load("yardsticks.yaml").items()
    }
    return {name: scale for name, scale in scales.items() if scale is not None}


def _yardstick(name: str, form: Any, faults: list[tuple[str, str]]) -> Yardstick | None:
    if not isinstance(form, Mapping) or not isinstance(form.get("bands"), list):
        faults.append((name, "a yardstick needs `bands`, a list of {word, low, high}."))
        return None
    bands = [_band_of(f"{name}.bands[{n}]", row, faults) for n, row in enumerate(form["bands"])]
    title = ", ".join(str(form[key]) for key in ("name", "edition") if form.get(key))
    return Yardstick(
        name, title, str(form.get("source", "")), tuple(band for band in bands if band is not None)
    )


def _band_of(at: str, row: Any, faults: list[tuple[str, str]]) -> Band | None:
    try:
        low, high = float(row["low"]), float(row["high"])
        words = [_folded(str(word)) for word in (row["word"], *row.get("synonyms", ()))]
    except (KeyError, TypeError, ValueError, AttributeError):
        faults.append((at, "a band needs `word`, and `low` and `high` in per cent."))
        return None
    if not 0 <= low < high <= 100:
        faults.append((at, f"{low:g} to {high:g} is no range within 0 to 100 per cent."))
        return None
    return Band(words[0], low / 100, high / 100, tuple(words[1:]))


def _folded(phrase: str) -> str:
    return " ".join(phrase.lower().split())


_ADVERBS = {
    "probably": "probable",
    "possibly": "possible",
    "certainly": "certain",
    "improbably": "improbable",
    "definitely": "definite",
}
_OF_OPPOSITE = re.compile(r"(?P<word>(?:.+ )?(?!than|as|or|if|is|why)\w+) not")
"""Not "more likely than not", "as likely as not"."""
_HARDLY_ANY = re.compile(
    r"\b(?:(?:hardly|scarcely|barely) any|virtually no|practically no|next to no)\b"
)
_FRINGE = re.compile(
    r"^(?:(?:is|are|was|were|be|remains?|remained|seems?|appears?|there is|still|an?|the|will"
    r"|would)\s+)+"
)


def _variants(phrase: str) -> Iterator[str]:
    """The forms in which a scale or a survey may list the phrase, the nearest first."""
    folded = _HARDLY_ANY.sub("almost no", _folded(phrase))
    yield folded
    bare = _FRINGE.sub("", folded)
    yield bare
    plain = " ".join(_ADVERBS.get(word, word) for word in bare.split())
    yield plain
    for noun in ("chances", "chance", "likelihood", "probability", "risk", "odds"):
        if plain.endswith(f" {noun}"):
            yield f"{plain.removesuffix(noun)}chance"
            yield f"{plain.removesuffix(noun)}likelihood"
            yield plain.removesuffix(f" {noun}")
    yield f"chances {plain}"
    yield f"about {plain}"
    yield f"{plain} happen"


def _band(phrase: str, yardstick: Yardstick) -> Band | None:
    for form in _variants(phrase):
        try:
            return yardstick.band_of(form)
        except UnknownWord:
            continue
    return None


@lru_cache(maxsize=4096)
def _quantiles(phrase: str) -> tuple[float, float, float] | None:
    known = surveyed()
    for form in _variants(phrase):
        if form in known:
            return known[form]
    parts = parts_of(_folded(phrase))
    return None if parts is None else quantiles_of(parts, _rules())


@cache
def _rules() -> Rules:
    return fitted(surveyed())


def _stated(low: float, high: float) -> Range:
    """A stated number, as wide as the step to which such numbers are rounded."""
    if low == high:
        low, high = _rounded(low)
    return Range(low, high, STATED, exact=True)


def _rounded(p: float) -> tuple[float, float]:
    """What a number may have been before it was rounded."""
    spread = _rounding(p)
    return max(0.0, p - spread), min(1.0, p + spread)


def _rounding(p: float) -> float:
    """Half the step of the coarsest grid that p lies on: tens, fives or single points."""
    for step in (0.1, 0.05, 0.01):
        if abs(p / step - round(p / step)) < 1e-6:
            return step / 2
    return 0.05 if p > 0.05 else p / 4
