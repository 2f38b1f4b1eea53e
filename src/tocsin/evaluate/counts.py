"""Counts: how many, of what, on what basis and which way, on sentences that we labelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tocsin.evaluate import parsed
from tocsin.evaluate.labels import CountRow, load_counts
from tocsin.evaluate.read_in_place import statements_in, texts_folder
from tocsin.nouns import Quantity
from tocsin.rulers import quantities as ruler
from tocsin.rulers.figures import column_sums, f1_of_totals, interval, prf
from tocsin.rulers.rows import read_table, table_of

__all__ = ["figures", "intervals", "predict", "quantity_row"]

_MEASURES = ("basis", "direction", "value_head_basis_direction")
"""Of quantities with the right value and head: those that agree in one field more, and in both."""


def predict(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "quantities": [{"low", "high", "object", "basis", "direction"}]}`.

    Each sentence is read amid its own text (`read_in_place.context_of`).
    """
    reader = parsed.reader()
    for row in load_counts(texts, labels=gold.parent):
        found = {
            quantity.span: quantity
            for statement in statements_in(reader, row.sample)
            for quantity in statement.quantities
            if quantity.span.overlaps(row.sample.span)
        }
        rows = [quantity_row(found[span]) for span in sorted(found)]
        yield {"id": row.sample.id, "quantities": rows}


def quantity_row(quantity: Quantity) -> dict[str, Any]:
    """Return a quantity in the ruler's format.

    What is counted is given with its unit, since a label names what is understood ("person" of "12
    died") and where the reader borrows a noun from the count before. People are persons.
    """
    named = [quantity.counted or "", quantity.unit or ""]
    if "people" in named:
        named.append("person")
    return {
        "low": quantity.low,
        "high": quantity.high,
        "object": " ".join(word for word in named if word),
        "basis": quantity.basis,
        "direction": quantity.direction,
    }


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures, and those with basis and direction.

    `value_head_basis_direction` is right where the ruler's value and head are and both fields too;
    `basis` and `direction` ask for the one field. Raises `BadArgument` where no texts are here.
    """
    rows = load_counts(texts_folder(), labels=gold.parent)
    result = ruler.score_rows(
        table_of((row.as_gold() for row in rows), gold.name), read_table(predictions)
    )
    units = _units(rows, predictions)
    *right, found, wanted = column_sums(units)
    more = zip(_MEASURES, right, strict=True)
    return {**result, **{name: prf(n, found, wanted) for name, n in more}}


def intervals(gold: Path, predictions: Path) -> Mapping[str, Sequence[float]]:
    """Return the 95 % intervals that `figures` lacks, drawn over sentences."""
    units = _units(load_counts(texts_folder(), labels=gold.parent), predictions)
    found, wanted = len(_MEASURES), len(_MEASURES) + 1
    return {
        f"{name}.f1": interval(units, f1_of_totals(n, found, wanted))
        for n, name in enumerate(_MEASURES)
    }


def _units(rows: Sequence[CountRow], predictions: Path) -> list[list[int]]:
    given = {row.text("id"): row.values["quantities"] for row in read_table(predictions).rows}
    return [_unit(row, given.get(row.sample.id, [])) for row in rows]


def _unit(row: CountRow, found: Sequence[Mapping[str, Any]]) -> list[int]:
    """Count one sentence: hits by each of `_MEASURES`, quantities found, quantities labelled."""
    labels = [
        (_as_ruled(gold), label.basis, label.direction)
        for gold, label in zip(row.as_gold()["quantities"], row.quantities, strict=True)
    ]
    hits = [0, 0, 0]
    for n, (with_basis, with_direction) in enumerate(((True, False), (False, True), (True, True))):
        free = list(found)
        for gold, basis, direction in labels:
            for place, one in enumerate(free):
                agrees = ruler.MEASURES["value_head"](gold, _as_ruled(one))
                # Null is a number asked for or wished: the reader has no such basis.
                agrees &= not with_basis or basis is None or one["basis"] == basis
                agrees &= not with_direction or one["direction"] == direction
                if agrees:
                    hits[n] += 1
                    del free[place]
                    break
    return [*hits, len(found), len(labels)]


def _as_ruled(row: Mapping[str, Any]) -> ruler.Quantity:
    return ruler.Quantity(row["low"], row["high"], row["object"], None, row.get("head", ""))
