"""Labels: one label an item, such as hedged or certain, negated or affirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from tocsin.errors import RulerError
from tocsin.rulers.figures import Figures, Floats, f1_of_totals, interval, prf, ratios
from tocsin.rulers.rows import Table, match, plain, read_table, where

__all__ = ["compare", "intervals", "score", "score_rows"]


def score(
    gold: Path,
    predictions: Path,
    *,
    field: str = "label",
    positive: str | None = None,
    conditions: Mapping[str, str] | None = None,
) -> Figures:
    """Score `{"id", "label"}` against `{"id", field}`; an item without a prediction is wrong.

    `field` names the gold field that holds the label; true and false are read as "true" and
    "false". `positive` adds the figures of one label with their interval. `conditions` (field to
    value) keeps the gold rows that meet all of them and sets predictions for the others aside.
    Raises `RulerError`.
    """
    return score_rows(
        read_table(gold),
        read_table(predictions),
        field=field,
        positive=positive,
        conditions=conditions,
    )


def score_rows(
    gold: Table,
    predictions: Table,
    *,
    field: str = "label",
    positive: str | None = None,
    conditions: Mapping[str, str] | None = None,
) -> Figures:
    """As `score`, on tables in memory."""
    truth: list[str] = []
    guesses: list[str | None] = []
    for row, prediction in match(gold, predictions, "id"):
        label = plain(row.anything(field))
        guess = None if prediction is None else plain(prediction.anything("label"))
        if where(row, conditions or {}):
            truth.append(label)
            guesses.append(guess)
    if not truth:
        raise RulerError(f"no row meets the conditions {dict(conditions or {})}.", file=gold.name)
    if positive is not None and positive not in truth:
        listed = ", ".join(sorted(set(truth)))
        raise RulerError(f"no row has {field} {positive!r} (labels: {listed}).", file=gold.name)
    return compare(truth, guesses, positive=positive)


def intervals(gold: Path, predictions: Path, *, field: str = "label") -> dict[str, list[float]]:
    """Return intervals over items of what `score` gives without one, by place in its figures."""
    units = [
        [int(p is not None and plain(row.anything(field)) == plain(p.anything("label"))), 1]
        for row, p in match(read_table(gold), read_table(predictions), "id")
    ]
    return {"accuracy": interval(units, lambda totals: ratios(totals[:, 0], totals[:, 1]))}


def compare(
    truth: Sequence[str], guesses: Sequence[str | None], *, positive: str | None = None
) -> Figures:
    """Compare guessed labels with true ones, item by item; None is a guess not made.

    Macro figures are means over the labels of the truth. `positive`, if given, is one of them.
    """
    labels = sorted(set(truth))
    true, guessed = np.array(truth, object), np.array(guesses, object)
    wanted = true[:, None] == np.array(labels, object)
    called = guessed[:, None] == np.array(labels, object)
    # Items, labels, and for each the counts right, predicted, gold.
    cells = np.stack([wanted & called, called, wanted], axis=2).astype(int)
    total = cells.sum(axis=0).tolist()
    by_label = {label: prf(*counts) for label, counts in zip(labels, total, strict=True)}
    sizes = {label: counts[2] for label, counts in zip(labels, total, strict=True)}
    figures: Figures = {
        "items": len(truth),
        "missing": sum(guess is None for guess in guesses),
        "accuracy": sum(right for right, _, _ in total) / len(truth),
        "macro_f1": float(np.mean([label["f1"] for label in by_label.values()])),
        "macro_f1_95": interval(cells.reshape(len(truth), -1), _macro_f1),
        "weighted_f1": sum(by_label[label]["f1"] * sizes[label] for label in labels) / len(truth),
        "by_label": by_label,
        "gold_counts": sizes,
        "labels_not_in_gold": sorted({g for g in guesses if g is not None} - set(labels)),
    }
    if positive is not None:
        figures["positive"] = {
            "label": positive,
            "figures": by_label[positive],
            "f1_95": interval(cells[:, labels.index(positive)], f1_of_totals(0, 1, 2)),
        }
    return figures


def _macro_f1(totals: Floats) -> Floats:
    right, predicted, gold = totals[:, 0::3], totals[:, 1::3], totals[:, 2::3]
    means: Floats = ratios(2 * right, predicted + gold).mean(axis=1)
    return means
