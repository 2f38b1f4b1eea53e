"""Pairs: whether two articles share copied reporting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tocsin.rulers.figures import Figures, Floats, f1_of_totals, interval, prf, ratios
from tocsin.rulers.rows import Row, Table, match, read_table

__all__ = ["intervals", "score", "score_rows", "sweep"]

# What a pair without a prediction scores when the threshold is applied.
_UNSCORED = 0.0


@dataclass(frozen=True, slots=True)
class _Pair:
    copy: int
    kind: str
    score: float | None


def score(gold: Path, predictions: Path, *, threshold: float = 0.5) -> Figures:
    """Score `{"a", "b", "score"}` against `{"a", "b", "label": 1 | 0, "kind"}`.

    A pair is called a copy at or above the threshold; one without a prediction scores 0. Raises
    `RulerError`.
    """
    return score_rows(read_table(gold), read_table(predictions), threshold=threshold)


def score_rows(gold: Table, predictions: Table, *, threshold: float = 0.5) -> Figures:
    """As `score`, on tables in memory."""
    pairs = [_pair(row, prediction) for row, prediction in match(gold, predictions, "a", "b")]
    copies = np.array([pair.copy for pair in pairs])
    kinds = np.array([pair.kind for pair in pairs], object)
    called = _called(pairs, threshold)
    units = np.column_stack([called & (copies == 1), called, copies == 1]).astype(int)
    by_kind = {}
    for kind in sorted({pair.kind for pair in pairs}):
        inside = called[kinds == kind]
        by_kind[kind] = {
            "n": len(inside),
            "called": int(inside.sum()),
            "share": float(inside.mean()),
        }
    return {
        "pairs": len(pairs),
        "missing": sum(pair.score is None for pair in pairs),
        "threshold": threshold,
        "all": prf(*units.sum(axis=0).tolist()),
        "f1_95": interval(units, f1_of_totals(0, 1, 2)),
        "by_kind": by_kind,
        **sweep(
            copies, np.array([-np.inf if pair.score is None else pair.score for pair in pairs])
        ),
    }


def intervals(gold: Path, predictions: Path, *, threshold: float = 0.5) -> dict[str, list[float]]:
    """Return intervals of the share of each kind, by place in the figures of `score`.

    Pairs are drawn within the kind: a sample of all may hold none of a rare one.
    """
    matched = match(read_table(gold), read_table(predictions), "a", "b")
    pairs = [_pair(row, prediction) for row, prediction in matched]
    called = _called(pairs, threshold)
    found = {}
    for kind in sorted({pair.kind for pair in pairs}):
        inside = called[[pair.kind == kind for pair in pairs]].astype(int)
        units = np.column_stack([inside, np.ones_like(inside)])
        found[f"by_kind.{kind}.share"] = interval(
            units, lambda totals: ratios(totals[:, 0], totals[:, 1])
        )
    return found


def sweep(copies: npt.NDArray[np.int_], scores: Floats) -> Figures:
    """The best F1 over all thresholds, where it lies, and the average precision.

    `copies` holds 1 or 0 and `scores` minus infinity for a pair that has none. Pairs of one score
    are let in together; those without a score come last, one by one in the order given.
    """
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    cut = np.append((ranked[1:] != ranked[:-1]) | np.isinf(ranked[1:]), True)
    let_in = np.flatnonzero(cut) + 1
    right = np.cumsum(copies[order])[cut]
    true = int(copies.sum())
    f1 = 2 * right / (let_in + true)
    gained = np.diff(right, prepend=0) / max(true, 1)
    best = int(f1.argmax())
    return {
        "best_f1": float(f1[best]),
        "best_threshold": float(ranked[cut][best]),
        "average_precision": float((gained * right / let_in).sum()),
    }


def _called(pairs: Sequence[_Pair], threshold: float) -> npt.NDArray[np.bool_]:
    applied = np.array([_UNSCORED if pair.score is None else pair.score for pair in pairs])
    return applied >= threshold


def _pair(row: Row, prediction: Row | None) -> _Pair:
    copy = row.whole("label")
    if copy not in (0, 1):
        raise row.fault(f"the field 'label' must be 0 or 1, not {copy}.")
    given = None if prediction is None else float(prediction.number("score"))
    return _Pair(copy, row.text("kind"), given)
