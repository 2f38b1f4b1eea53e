#!/usr/bin/env python3
"""Say what the pooling rule would gain by more, each addition held out: docs/methods/pooling.md.

    python -m scripts.try_pooling GOLD

GOLD is questions.jsonl.gz with outcomes, with the forecasts beside it. The rule of pooling.yaml is
fitted anew with each addition, on ten folds by question, and the Brier scores of the questions left
out are written between the marks of the page. Nothing here is used: it shows what was tried.
"""

from __future__ import annotations

import argparse
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from scripts.fit_pooling import RIDGE, Array, Points, _crossed, _figure, inputs, loss, read

from tocsin.estimate.pooling import (
    Forecast,
    Pool,
    Resolved,
    features_of,
    newest,
    shipped_rule,
)
from tocsin.evaluate.pooling import _book, _time
from tocsin.nouns import DAY
from tocsin.rulers.rows import read_table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "methods" / "pooling.md"
BEGIN, END = "<!-- tried: begin -->", "<!-- tried: end -->"
SET = "predictionbook"
RULE = shipped_rule()


def main() -> None:
    """Try, and write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    gold = parser.parse_args().gold
    points = read(gold)
    plain = inputs(points, RULE)
    rows = [row("the rule as it is", points, plain)]
    for name, column in ADDED.items():
        more = np.array([column(pool) for pool in points.pools])[:, None]
        rows.append(row(f"and {name}", points, np.hstack([plain, more])))
    kept = histories(gold)
    for steepness, prior in ((5.0, 5.0), (10.0, 5.0), (20.0, 20.0)):
        pools = [tracked(pool, kept, steepness, prior) for pool in points.pools]
        made = inputs(replace(points, pools=pools), RULE)
        rows.append(row(f"and track records, s = {steepness:g}, {prior:g} questions", points, made))
    head = ["| rule | log score, all sets | Brier, PredictionBook | its ECE |", "|---|---|---|---|"]
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    after = rest.split(END)[1]
    table = "\n".join([*head, *rows])
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", "utf-8")


def row(name: str, points: Points, matrix: Array) -> str:
    """Return a row of the table: held-out scores with these inputs."""
    p = _crossed(matrix, points, np.ones(len(points.folds), bool), RIDGE)
    these = points.datasets == SET
    score, ece = (_figure(points, p, these, figure) for figure in ("brier", "ece"))
    return f"| {name} | {loss(points, p):.4f} | {score:.4f} | {ece:.4f} |"


def middle(pool: Pool) -> float:
    """Return the weighted mean of log-odds where only people forecast, else 0."""
    return features_of(pool, RULE)["people"]


def last_word(pool: Pool) -> float:
    """Return how far the newest forecast lies from the mean, in log-odds."""
    dated = [one for one in pool.forecasts if one.made is not None]
    if not dated or pool.crowd is not None:
        return 0.0
    return middle(replace(pool, forecasts=(max(dated, key=_when),))) - middle(pool)


def days_left(pool: Pool) -> float:
    """Return ln(1 + days left) where people forecast and a close is known, else 0."""
    known = pool.forecasts and pool.crowd is None and pool.days_left is not None
    return math.log1p(min(max(pool.days_left or 0.0, 0.0), 1000.0)) if known else 0.0


def silence(pool: Pool) -> float:
    """Return ln(1 + days since anybody spoke)."""
    dated = [one for one in pool.forecasts if one.made is not None]
    if not dated or pool.as_of is None or pool.crowd is not None:
        return 0.0
    newest_ = max(dated, key=_when).made or pool.as_of
    return math.log1p(max((pool.as_of - newest_) / DAY, 0.0))


def most_practised(pool: Pool) -> float:
    """Return how far the one who forecast most often lies from the mean, in log-odds."""
    if not pool.forecasts or not pool.experience or pool.crowd is not None:
        return 0.0
    count = pool.experience
    one = max(pool.forecasts, key=lambda own: (count.get(own.forecaster, 0), own.forecaster))
    return middle(replace(pool, forecasts=(one,))) - middle(pool)


ADDED: Mapping[str, Callable[[Pool], float]] = {
    "the newest word": last_word,
    "days left": days_left,
    "days left, times the mean": lambda pool: days_left(pool) * middle(pool),
    "days since the newest word": silence,
    "days since the newest word, times the mean": lambda pool: silence(pool) * middle(pool),
    "who forecast most often": most_practised,
    "the mean's size, times the mean": lambda pool: middle(pool) * abs(middle(pool)),
}


def _when(one: Forecast) -> tuple[datetime, str]:
    return one.made or datetime.min.replace(tzinfo=UTC), one.forecaster


History = tuple[list[datetime], list[float]]


def histories(gold: Path) -> Mapping[str, History]:
    """Return each forecaster's excess of squared error, summed, after each question that ended."""
    book = _book(gold.parent)
    ended: list[tuple[datetime, list[Resolved]]] = []
    for asked in read_table(gold).rows:
        question = asked.text("question_id")
        end = _time(asked.text_or_none("resolve_time"))
        known = newest(book.forecasts.get(question, ()), end)
        if end is not None and known:
            yes = asked.whole("outcome") == 1
            own = [Resolved(one.forecaster, question, one.p, end, yes) for one in known]
            ended.append((end, own))
    kept: defaultdict[str, History] = defaultdict(lambda: ([], []))
    for end, own in sorted(ended, key=lambda one: (one[0], one[1][0].question)):
        errors = [(one.p - one.yes) ** 2 for one in own]
        mean = math.fsum(errors) / len(errors)
        for one, error in zip(own, errors, strict=True):
            times, sums = kept[one.forecaster]
            sums.append((sums[-1] if sums else 0.0) + error - mean)
            times.append(end)
    return kept


def tracked(pool: Pool, kept: Mapping[str, History], steepness: float, prior: float) -> Pool:
    """Return the pool with track records from questions that had ended by then, and no others."""
    if pool.as_of is None:
        return pool
    weights: dict[str, float] = {}
    for one in pool.forecasts:
        times, sums = kept.get(one.forecaster, ([], []))
        count = _before(times, pool.as_of)
        if count:
            weights[one.forecaster] = math.exp(-steepness * sums[count - 1] / (count + prior))
    return replace(pool, track=weights)


def _before(times: Sequence[datetime], at: datetime) -> int:
    return bisect_left(times, at)


if __name__ == "__main__":
    main()
