"""Clusters: items grouped together, such as articles into events or statements into origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tocsin.rulers.figures import Figures, Floats, middle_95, prf, ratio
from tocsin.rulers.rows import Table, match, read_table

__all__ = ["compare", "intervals", "score", "score_rows"]


def score(gold: Path, predictions: Path) -> Figures:
    """Score `{"id", "cluster"}` against `{"id", "cluster"}`; the names of clusters are free.

    An item without a prediction stands alone. Raises `RulerError`.
    """
    return score_rows(read_table(gold), read_table(predictions))


def score_rows(gold: Table, predictions: Table) -> Figures:
    """As `score`, on tables in memory."""
    wanted, found = _groupings(gold, predictions)
    missing = sum(kind == "alone" for kind, _ in found)
    return {"items": len(wanted), "missing": missing, **compare(wanted, found)}


def intervals(gold: Path, predictions: Path, *, rounds: int = 1000) -> dict[str, list[float]]:
    """Return intervals over items of B-cubed F1 and the adjusted Rand index, by their places.

    Items are drawn with replacement. An item's own precision and recall stay those it has among
    all items, and one drawn twice makes no pair with itself: else every grouping would look
    better the more often its items are drawn.
    """
    wanted, found = _groupings(read_table(gold), read_table(predictions))
    shared = Counter(zip(wanted, found, strict=True))
    gold_sizes, found_sizes = Counter(wanted), Counter(found)
    each = list(zip(wanted, found, strict=True))
    precision = np.array([shared[g, f] / found_sizes[f] for g, f in each])
    recall = np.array([shared[g, f] / gold_sizes[g] for g, f in each])
    groupings = [_numbered(each), _numbered(found), _numbered(wanted)]
    rng = np.random.default_rng(0)
    b_cubed, ari = np.empty(rounds), np.empty(rounds)
    for number in range(rounds):
        times = np.bincount(rng.integers(0, len(each), len(each)), minlength=len(each))
        p, r = float(times @ precision) / len(each), float(times @ recall) / len(each)
        b_cubed[number] = ratio(2 * p * r, p + r)
        together, predicted, true = (_pairs_drawn(times, groups) for groups in groupings)
        everything = _pairs_drawn(times, np.zeros(len(each), np.intp))
        ari[number] = _adjusted(together, predicted, true, everything)
    return {"b_cubed.f1": middle_95(b_cubed), "ari": middle_95(ari)}


def _groupings(gold: Table, predictions: Table) -> tuple[list[str], list[tuple[str, str]]]:
    """The group of each item in the gold, and in the predictions."""
    wanted, found = [], []
    for row, prediction in match(gold, predictions, "id"):
        wanted.append(str(row.anything("cluster")))
        # The first part keeps an item that stands alone apart from a cluster of the same name.
        if prediction is None:
            found.append(("alone", row.text("id")))
        else:
            found.append(("given", str(prediction.anything("cluster"))))
    return wanted, found


def compare(gold: Sequence[object], found: Sequence[object]) -> Figures:
    """Compare two groupings of the same items, each given by one group name an item.

    Pairs put together; B-cubed (Bagga and Baldwin 1998), averaged over items; the adjusted Rand
    index (Hubert and Arabie 1985), 1 where both groupings leave no room for chance.
    """
    items = len(gold)
    shared = Counter(zip(gold, found, strict=True))
    gold_sizes, found_sizes = Counter(gold), Counter(found)
    together = _pairs(shared.values())
    predicted, true = _pairs(found_sizes.values()), _pairs(gold_sizes.values())
    precision = sum(n * n / found_sizes[f] for (_, f), n in shared.items()) / items
    recall = sum(n * n / gold_sizes[g] for (g, _), n in shared.items()) / items
    return {
        "gold_clusters": len(gold_sizes),
        "predicted_clusters": len(found_sizes),
        "pairs": prf(together, predicted, true),
        "b_cubed": {
            "p": precision,
            "r": recall,
            "f1": ratio(2 * precision * recall, precision + recall),
        },
        "ari": _adjusted(together, predicted, true, items * (items - 1) / 2),
    }


def _adjusted(together: float, predicted: float, true: float, everything: float) -> float:
    by_chance = ratio(predicted * true, everything)
    room = (predicted + true) / 2 - by_chance
    return (together - by_chance) / room if room else 1.0


def _numbered(groups: Sequence[object]) -> npt.NDArray[np.intp]:
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return np.array([numbers[group] for group in groups], np.intp)


def _pairs_drawn(times: npt.NDArray[np.intp], groups: npt.NDArray[np.intp]) -> float:
    """Pairs of different items in one group, where item n was drawn `times[n]` times."""
    drawn: Floats = np.bincount(groups, times)
    return float((drawn @ drawn - times @ times) / 2)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
