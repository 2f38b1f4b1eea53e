"""Quantities: numbers of people, weapons and vehicles read from sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.rulers.figures import Figures, column_sums, f1_of_totals, interval, prf
from tocsin.rulers.rows import Number, Row, Table, match, read_table

__all__ = ["MEASURES", "Quantity", "score", "score_rows"]

# A gold head noun that any object meets: the sentence names nothing that could be matched.
_ANY_HEAD = "others"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number from low to high (None: open) of an object in a state; only gold has a head noun."""

    low: Number | None
    high: Number | None
    object: str
    state: str | None
    head: str = ""


def _bound(quantity: Quantity) -> Number | None:
    """The bound that stands for the whole: the low one, or the high one where that is 0 or open."""
    return quantity.low or quantity.high


def _number(gold: Quantity, found: Quantity) -> bool:
    return _bound(gold) == _bound(found)


def _value(gold: Quantity, found: Quantity) -> bool:
    return (gold.low, gold.high) == (found.low, found.high)


def _value_head(gold: Quantity, found: Quantity) -> bool:
    named = gold.head.rstrip("s").lower() in found.object.lower()
    return _value(gold, found) and (named or gold.head == _ANY_HEAD)


def _value_head_state(gold: Quantity, found: Quantity) -> bool:
    return _value_head(gold, found) and gold.state == found.state


MEASURES: dict[str, Callable[[Quantity, Quantity], bool]] = {
    "number": _number,
    "value": _value,
    "value_head": _value_head,
    "value_head_state": _value_head_state,
}


def score(gold: Path, predictions: Path) -> Figures:
    """Score `{"id", "quantities": [{"low", "high", "object", "state"}]}` against the same and head.

    A sentence without a prediction counts as one in which nothing was found. Raises `RulerError`.
    """
    return score_rows(read_table(gold), read_table(predictions))


def score_rows(gold: Table, predictions: Table) -> Figures:
    """As `score`, on tables in memory."""
    matched = match(gold, predictions, "id")
    sentences = [
        (
            [_gold(item) for item in row.objects("quantities")],
            [] if prediction is None else [_found(i) for i in prediction.objects("quantities")],
        )
        for row, prediction in matched
    ]
    units = [_counts(wanted, found) for wanted, found in sentences]
    *right, predicted, true = column_sums(units)
    without = [found for wanted, found in sentences if not wanted]
    return {
        "sentences": len(sentences),
        "missing": sum(prediction is None for _, prediction in matched),
        "gold": true,
        "predicted": predicted,
        **{m: prf(hits, predicted, true) for m, hits in zip(MEASURES, right, strict=True)},
        "value_head_f1_95": interval(units, f1_of_totals(2, 4, 5)),
        "false_alarms": {"sentences": len(without), "alarmed": sum(map(bool, without))},
    }


def _counts(gold: Sequence[Quantity], found: Sequence[Quantity]) -> list[int]:
    """Hits by each measure (each gold quantity takes the first free one it agrees with), sizes."""
    hits = []
    for agrees in MEASURES.values():
        free = list(found)
        for wanted in gold:
            taken = next((n for n, quantity in enumerate(free) if agrees(wanted, quantity)), None)
            if taken is not None:
                del free[taken]
        hits.append(len(found) - len(free))
    return [*hits, len(found), len(gold)]


def _gold(row: Row) -> Quantity:
    return Quantity(
        row.number_or_none("low"),
        row.number_or_none("high"),
        row.text_or_none("object") or "",
        row.text_or_none("state"),
        row.text("head"),
    )


def _found(row: Row) -> Quantity:
    return Quantity(
        row.number_or_none("low"),
        row.number_or_none("high"),
        row.text_or_none("object") or "",
        row.text_or_none("state"),
    )
