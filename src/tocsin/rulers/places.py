"""Places: names of places found in text, and the coordinates given to them."""

from __future__ import annotations

import math
import statistics
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.rulers.figures import (
    Figures,
    column_sums,
    f1_of_totals,
    interval,
    prf,
    ratio,
    ratios,
)
from tocsin.rulers.rows import Number, Row, Table, match, read_table
from tocsin.rulers.spans import keep, pair_off, same_spans

__all__ = [
    "FARTHEST_KM",
    "NEAR_KM",
    "Place",
    "great_circle_km",
    "intervals",
    "score",
    "score_rows",
]

NEAR_KM = 161
"""A hundred miles: a name counts as rightly placed within this distance."""

FARTHEST_KM = 20039.0
"""Half the Earth's girth: the error of a name that was found and not placed."""

_EARTH_DIAMETER_KM = 12742


@dataclass(frozen=True, slots=True)
class Place:
    """A name of a place: its span and, where it is placed, latitude and longitude in degrees."""

    start: int
    end: int
    at: tuple[Number, Number] | None
    type: str | None = None


def score(gold: Path, predictions: Path, *, types: Collection[str] = ()) -> Figures:
    """Score `{"id", "toponyms": [{"start", "end", "lat", "lon"}]}` against the same with a text.

    `lat` and `lon` are null or absent where a name has no place. `types` keeps only gold names of
    these types and sets predictions on the others aside. A document without a prediction counts
    as one in which nothing was found. Raises `RulerError`.
    """
    return score_rows(read_table(gold), read_table(predictions), types=types)


def score_rows(gold: Table, predictions: Table, *, types: Collection[str] = ()) -> Figures:
    """As `score`, on tables in memory."""
    matched = match(gold, predictions, "id")
    units: list[list[int]] = []
    errors: list[float] = []
    for row, prediction in matched:
        wanted = [_gold(item) for item in row.objects("toponyms")]
        found = _found(prediction, len(row.text("text")))
        if types:
            wanted, found = keep(wanted, found, lambda place: place.type in types)
        counts, kilometres = _measure(wanted, found)
        units.append(counts)
        errors += kilometres
    total = column_sums(units)
    true, predicted, strict, found_names, placeable, near, true_placed, given_placed = total
    return {
        "documents": len(matched),
        "missing": sum(prediction is None for _, prediction in matched),
        "gold": true,
        "gold_with_coordinates": true_placed,
        "predicted": predicted,
        "strict": prf(strict, predicted, true),
        "overlap": prf(found_names, predicted, true),
        "matched": placeable,
        "acc161": ratio(near, placeable),
        "acc161_95": interval(units, lambda totals: ratios(totals[:, 5], totals[:, 4])),
        "median_km": statistics.median(errors) if errors else None,
        "auc": _area(errors) if errors else None,
        "end_to_end": prf(near, given_placed, true_placed),
    }


def intervals(gold: Path, predictions: Path) -> dict[str, list[float]]:
    """Return intervals over articles of what `score` gives without one, by place in its figures."""
    units = [
        _measure(
            [_gold(item) for item in row.objects("toponyms")],
            _found(prediction, len(row.text("text"))),
        )[0]
        for row, prediction in match(read_table(gold), read_table(predictions), "id")
    ]
    return {"overlap.f1": interval(units, f1_of_totals(3, 1, 0))}


def great_circle_km(start: tuple[Number, Number], end: tuple[Number, Number]) -> float:
    """The distance in kilometres between two (latitude, longitude) in degrees, by haversines."""
    lat1, lon1 = map(math.radians, start)
    lat2, lon2 = map(math.radians, end)
    haversine = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    # Rounding can push opposite points past 1.
    return _EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(haversine)))


def _area(errors: Sequence[float]) -> float:
    """The area under the curve of ln(error + 1): 0 all exact, 1 all as far as can be."""
    return sum(math.log(e + 1) for e in errors) / len(errors) / math.log(FARTHEST_KM + 1)


def _measure(gold: Sequence[Place], found: Sequence[Place]) -> tuple[list[int], list[float]]:
    """The counts of one document, and the error in km of each matched name that has a place."""
    pairs = pair_off(gold, found, ties_to_last=True)
    errors = [
        FARTHEST_KM if given.at is None else great_circle_km(wanted.at, given.at)
        for wanted, given in pairs
        if wanted.at is not None
    ]
    near = sum(error <= NEAR_KM for error in errors)
    given_placed = sum(place.at is not None for place in found)
    # A prediction on a gold name that has no place can be neither right nor wrong end to end.
    judged = max(given_placed - (len(pairs) - len(errors)), near)
    true_placed = sum(place.at is not None for place in gold)
    strict = same_spans(gold, found)
    counts = [len(gold), len(found), strict, len(pairs), len(errors), near, true_placed, judged]
    return counts, errors


def _coordinates(row: Row) -> tuple[Number, Number] | None:
    if row.values.get("lat") is None or row.values.get("lon") is None:
        return None
    return row.number("lat"), row.number("lon")


def _gold(row: Row) -> Place:
    return Place(row.whole("start"), row.whole("end"), _coordinates(row), row.text_or_none("type"))


def _found(row: Row | None, length: int) -> list[Place]:
    if row is None:
        return []
    return [Place(*item.span(length), _coordinates(item)) for item in row.objects("toponyms")]
