"""Indicators: how well observed activities are told as for, against or neither, for a question."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.evaluate import parsed
from tocsin.evaluate.merits import wilson
from tocsin.evaluate.weighed import read_text, report_of
from tocsin.nouns import DAY, Bearing, Indicator, Watch
from tocsin.rulers import labels as ruler
from tocsin.rulers.rows import read_table
from tocsin.trace import load_register, trace
from tocsin.weigh import bearings, parse_watch, propose_watch

__all__ = ["QUESTION", "figures", "intervals", "label_of", "predict", "watch_for"]

QUESTION = "Will Russian forces launch an attack from Belarus into Ukraine by {closes}?"
"""The question under which the institute sorted what it saw; the watch is made from it alone."""

INDICATOR, COUNTER = "indicator", "counter"
"""Labels of what speaks for the event, and of what speaks against it."""

WINDOW_DAYS = 90
AGAINST, FOR = -0.25, 1.0
"""Log-odds below which an activity speaks against the event, and above which it speaks for it.

Apart on purpose: what is seen every day under every hypothesis is ambiguous, and calling a sign
against the event a sign of it is the graver error.
"""


def watch_for(day: date) -> Watch:
    """Return the watch that is proposed for the question, opened on `day`."""
    closes = day + WINDOW_DAYS * DAY
    text = propose_watch(QUESTION.format(closes=closes), closes, opens=day)
    return parse_watch(text, file="the proposed watch")


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "label"}` for every activity. Reads `id`, `date` and `text`, nothing else."""
    rows = [
        (row.text("id"), date.fromisoformat(row.text("date")), row.text("text"))
        for row in read_table(gold).rows
    ]
    if not rows:
        return
    reader, register = parsed.reader(), load_register()
    watch = watch_for(min(day for _, day, _ in rows))
    for key, day, text in rows:
        report = report_of(text, day, "the institute", name=key)
        reading = read_text(reader, report)
        found = bearings(watch, [reading], trace([reading], register), register)
        yield {"id": key, "label": label_of(watch, found)}


def label_of(watch: Watch, found: Sequence[Bearing]) -> str:
    """Return "indicator", "counter" or "ambiguous" by what an activity would say if it is true.

    The declared likelihoods alone speak, each indicator once by its strongest bearing: who said it
    and when, which the estimate weighs, are not what the institute's bins are about.
    """
    moved = sum(
        max((_log_odds(watch, indicator, b) for b in found if b.target == indicator.id), key=abs)
        for indicator in watch.indicators
        if any(b.target == indicator.id for b in found)
    )
    if moved <= AGAINST:
        return COUNTER
    return INDICATOR if moved >= FOR else "ambiguous"


def _log_odds(watch: Watch, indicator: Indicator, bearing: Bearing) -> float:
    """Return the weight of evidence of one bearing, ln P(e | yes) / P(e | no), times its chance."""
    yes = sum(h.weight * indicator.seen[h.id] for h in watch.hypotheses if h.resolves_yes)
    no = sum(h.weight * indicator.seen[h.id] for h in watch.hypotheses if not h.resolves_yes)
    if bearing.direction == "seen":
        return bearing.probability * math.log(yes / no)
    if bearing.direction == "absent":
        return bearing.probability * math.log((1 - yes) / (1 - no))
    return 0.0


def intervals(gold: Path, predictions: Path) -> dict[str, list[float]]:
    """Return intervals of figures that the ruler gives without one."""
    return ruler.intervals(gold, predictions)


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures, and the graver error: a counter-indicator called an indicator.

    "counter": how many there are (`n`), how many of them are called one (`called_for`), their share
    and its interval (Wilson's), None where there is no counter-indicator.
    """
    asked, given = read_table(gold), read_table(predictions)
    result = ruler.score_rows(asked, given)
    called = {row.text("id"): row.text("label") for row in given.rows}
    counters = [
        called.get(row.text("id")) for row in asked.rows if row.values.get("label") == COUNTER
    ]
    wrong, count = sum(label == INDICATOR for label in counters), len(counters)
    result["counter"] = {
        "n": count,
        "called_for": wrong,
        "called_for_share": wrong / count if count else None,
        "called_for_share_95": list(wilson(wrong, count)) if count else None,
    }
    return result
