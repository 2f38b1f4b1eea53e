"""Dates: times and durations found in text, and what they resolve to, as TempEval-3 scored them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.rulers.figures import Figures, column_sums, f1_of_totals, interval, prf, ratio
from tocsin.rulers.rows import Row, Table, match, read_table
from tocsin.rulers.spans import keep, pair_off, same_spans

__all__ = ["Expression", "score", "score_rows"]

_POINTS_IN_TIME = ("DATE", "TIME")


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time: its span, its TIMEX3 value ("" for none) and, in gold, its type."""

    start: int
    end: int
    value: str
    type: str = ""


def score(gold: Path, predictions: Path) -> Figures:
    """Score `{"id", "timexes": [{"start", "end", "value"}]}` against the same with text and type.

    Gold rows are `{"id", "text", "timexes": [{…, "type"}]}`; gold spans without characters (a
    document's own date) are left out. A document without a prediction counts as one in which
    nothing was found. Raises `RulerError`.
    """
    return score_rows(read_table(gold), read_table(predictions))


def score_rows(gold: Table, predictions: Table) -> Figures:
    """As `score`, on tables in memory."""
    matched = match(gold, predictions, "id")
    every, dated = [], []
    for row, prediction in matched:
        wanted = [e for e in map(_gold, row.objects("timexes")) if e.end > e.start]
        found = _found(prediction, len(row.text("text")))
        every.append(_counts(wanted, found))
        dated.append(_counts(*keep(wanted, found, lambda e: e.type in _POINTS_IN_TIME)))
    return {
        "documents": len(matched),
        "missing": sum(prediction is None for _, prediction in matched),
        "all": _figures(every),
        "date_time": _figures(dated),
    }


def _counts(gold: Sequence[Expression], found: Sequence[Expression]) -> list[int]:
    """Gold, predicted, same span, overlapping pairs, pairs of one value."""
    pairs = pair_off(gold, found, ties_to_last=False)
    return [
        len(gold),
        len(found),
        same_spans(gold, found),
        len(pairs),
        sum(wanted.value == given.value for wanted, given in pairs),
    ]


def _figures(units: Sequence[Sequence[int]]) -> Figures:
    gold, predicted, strict, relaxed, values = column_sums(units)
    return {
        "gold": gold,
        "predicted": predicted,
        "strict": prf(strict, predicted, gold),
        "relaxed": prf(relaxed, predicted, gold),
        "value_accuracy": ratio(values, relaxed),
        "value": prf(values, predicted, gold),
        "value_f1_95": interval(units, f1_of_totals(4, 1, 0)),
    }


def _gold(row: Row) -> Expression:
    return Expression(
        row.whole("start"), row.whole("end"), row.text_or_none("value") or "", row.text("type")
    )


def _found(row: Row | None, length: int) -> list[Expression]:
    if row is None:
        return []
    return [
        Expression(*item.span(length), item.text_or_none("value") or "")
        for item in row.objects("timexes")
    ]
