"""Estimative words: how near the range given to a phrase comes to what readers take it for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tocsin.rulers import estimative as ruler
from tocsin.rulers.rows import read_table, table_of
from tocsin.weigh.composition import fitted, parts_of, quantiles_of
from tocsin.weigh.words import load_yardsticks, point_of, range_of, surveyed

__all__ = ["SCALES", "exact_of", "figures", "intervals", "left_out", "predict"]

SCALES = "yardsticks.json"
"""Published scales as others wrote them down: where it is, it lies beside the survey."""


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"phrase", "point", "low", "high"}`, in per cent, for every phrase of the gold.

    Reads `phrase` of the gold, nothing else.
    """
    for phrase in _phrases(gold):
        point = point_of(phrase)
        found = range_of(phrase, None, None, None)
        yield _row(phrase, (found.low, 0.5 if point is None else point, found.high))


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures, and under "left_out" those of phrases kept out of the fit.

    Under "yardsticks" stands how many terms of published scales get their published range, where
    such scales lie beside the gold.
    """
    scales = gold.parent / SCALES
    return {
        **ruler.score(gold, predictions),
        "left_out": ruler.score_rows(read_table(gold), table_of(left_out(gold))),
        **({"yardsticks": exact_of(scales)} if scales.is_file() else {}),
    }


def exact_of(scales: Path) -> dict[str, Any]:
    """Return the share of the terms of published scales that get just the range published there.

    `scales` is an object of `{"terms": {phrase: [low, high]}}`, in per cent, by the name of each
    scale. A term of a scale that we do not know, and one without a range of its own, is wrong.
    """
    own = {_plain(name): scale for name, scale in load_yardsticks().items()}
    right, wrong = 0, []
    for name, published in json.loads(scales.read_text("utf-8")).items():
        known = next((scale for ours, scale in own.items() if ours in _plain(name)), None)
        for phrase, (low, high) in published["terms"].items():
            got = range_of(phrase, None, None, known)
            ends = round(100 * got.low, 6), round(100 * got.high, 6)
            if got.exact and ends == (low, high):
                right += 1
            else:
                wrong.append(f"{name}: {phrase}")
    terms = right + len(wrong)
    return {"exact": right / terms if terms else None, "terms": terms, "wrong": wrong}


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def intervals(gold: Path, predictions: Path) -> dict[str, list[float]]:
    """Return intervals over phrases of the ruler's means, and of those under "left_out"."""
    result = figures(gold, predictions)
    apart = ruler.intervals(result["left_out"])
    return {
        **ruler.intervals(result),
        **{f"left_out.{name}": bounds for name, bounds in apart.items()},
    }


def left_out(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield each phrase put together from its parts by rules that never saw it surveyed."""
    survey: Mapping[str, tuple[float, float, float]] = surveyed()
    for phrase in _phrases(gold):
        parts = parts_of(phrase)
        rest = {other: row for other, row in survey.items() if other != phrase.lower()}
        yield _row(phrase, (0.0, 0.5, 1.0) if parts is None else quantiles_of(parts, fitted(rest)))


def _phrases(gold: Path) -> list[str]:
    return list(dict.fromkeys(row.text("phrase") for row in read_table(gold).rows))


def _row(phrase: str, quantiles: tuple[float, float, float]) -> dict[str, Any]:
    low, point, high = (round(100 * value, 6) for value in quantiles)
    return {"phrase": phrase, "point": point, "low": low, "high": high}
