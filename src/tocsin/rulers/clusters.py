"""Clusters: items grouped together, such as articles into events or statements into origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tocsin.rulers.figures import Figures, prf, ratio
from tocsin.rulers.rows import Table, match, read_table

__all__ = ["compare", "score", "score_rows"]


def score(gold: Path, predictions: Path) -> Figures:
    """Score `{"id", "cluster"}` against `{"id", "cluster"}`; the names of clusters are free.

    An item without a prediction stands alone. Raises `RulerError`.
    """
    return score_rows(read_table(gold), read_table(predictions))


def score_rows(gold: Table, predictions: Table) -> Figures:
    """As `score`, on tables in memory."""
    wanted, found = [], []
    missing = 0
    for row, prediction in match(gold, predictions, "id"):
        wanted.append(str(row.anything("cluster")))
        # The first part keeps an item that stands alone apart from a cluster of the same name.
        if prediction is None:
            missing += 1
            found.append(("alone", row.text("id")))
        else:
            found.append(("given", str(prediction.anything("cluster"))))
    return {"items": len(wanted), "missing": missing, **compare(wanted, found)}


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
    by_chance = ratio(predicted * true, items * (items - 1) / 2)
    room = (predicted + true) / 2 - by_chance
    return {
        "gold_clusters": len(gold_sizes),
        "predicted_clusters": len(found_sizes),
        "pairs": prf(together, predicted, true),
        "b_cubed": {
            "p": precision,
            "r": recall,
            "f1": ratio(2 * precision * recall, precision + recall),
        },
        "ari": (together - by_chance) / room if room else 1.0,
    }


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
