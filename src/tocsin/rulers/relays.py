"""Relays: who shows a report and whose reporting it is, as a line of sources names them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tocsin.rulers.figures import Figures, column_sums, f1_of_totals, interval, prf, ratio, ratios
from tocsin.rulers.rows import Row, Table, match, read_table

__all__ = ["score", "score_rows"]

Pair = tuple[str, str]


def score(gold: Path, predictions: Path) -> Figures:
    """Score `{"id", "chains": [{"name", "via"}]}` against the same.

    `name` is whose reporting it is, `via` who shows it; a chain without `via` is no relay and left
    out. Case, runs of blanks and commas at either end do not count. Raises `RulerError`.
    """
    return score_rows(read_table(gold), read_table(predictions))


def score_rows(gold: Table, predictions: Table) -> Figures:
    """As `score`, on tables in memory."""
    units: list[list[int]] = []
    missing = 0
    for row, prediction in match(gold, predictions, "id"):
        wanted = _chains(row)
        found = [] if prediction is None else _chains(prediction)
        missing += prediction is None
        units.append(
            [
                int(wanted == found),
                int([via for _, via in wanted] == [via for _, via in found]),
                int([name for name, _ in wanted] == [name for name, _ in found]),
                sum((Counter(wanted) & Counter(found)).values()),
                len(found),
                len(wanted),
                1,
            ]
        )
    both, publisher, origin, right, predicted, true, items = column_sums(units)
    return {
        "items": items,
        "missing": missing,
        "both": ratio(both, items),
        "both_95": interval(units, lambda totals: ratios(totals[:, 0], totals[:, 6])),
        "publisher": ratio(publisher, items),
        "origin": ratio(origin, items),
        "chains": prf(right, predicted, true),
        "chains_f1_95": interval(units, f1_of_totals(3, 4, 5)),
    }


def _chains(row: Row) -> list[Pair]:
    found = []
    for chain in row.list_of("chains"):
        if not isinstance(chain, dict) or not isinstance(chain.get("name"), str):
            raise row.fault("a chain is an object with a `name`.")
        via = chain.get("via")
        if via is not None and not isinstance(via, str):
            raise row.fault("`via` of a chain is a string or null.")
        if via is not None:
            found.append((_folded(chain["name"]), _folded(via)))
    return found


def _folded(name: str) -> str:
    return " ".join(name.split()).strip(" ,").casefold()
