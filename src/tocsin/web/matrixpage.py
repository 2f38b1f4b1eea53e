"""The matrix page: hypotheses across, evidence down, and what each says of each."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import Any

from tocsin.nouns import Hypothesis, Indicator
from tocsin.publish import Case
from tocsin.publish.figures import signed
from tocsin.publish.house import house_for
from tocsin.weigh import diagnosticity, inconsistency

__all__ = ["HARDLY", "STRONGLY", "Box", "letter_of", "matrix_of"]

HARDLY, STRONGLY = log(1.02), log(1.3)
"""Log-likelihoods: below the one a cell says nothing, from the other on its letter is doubled."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as shown: its log-likelihood, its letters, and the same in words."""

    loglikelihood: float
    letter: str
    told: str
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """A hypothesis over its column, with what speaks against it in all."""

    hypothesis: Hypothesis
    p: float
    told: str
    against: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """An indicator's row: how much it can tell, its state, its cells, the estimate without it."""

    indicator: Indicator
    bits: float
    state: str
    boxes: tuple[Box | None, ...]
    without: float | None
    without_told: str


SILENT = frozenset({"expired", "not collected"})
"""States of which a cell is blank: there is nothing that counts."""

WORDS = {
    "CC": "strongly consistent",
    "C": "consistent",
    "N": "says nothing",
    "I": "inconsistent",
    "II": "strongly inconsistent",
}


def letter_of(loglikelihood: float) -> str:
    """Return the letters of a cell: CC, C, N, I or II."""
    size = abs(loglikelihood)
    if size < HARDLY:
        return "N"
    return ("C" if loglikelihood > 0 else "I") * (2 if size >= STRONGLY else 1)


def matrix_of(case: Case) -> dict[str, Any]:
    """Return what the page of the matrix is filled with.

    Hypotheses come least inconsistent first, evidence most diagnostic first (Heuer 1999).
    """
    watch, estimate = case.watch, case.estimate
    house = house_for(watch.yardstick)
    hypotheses = {one.id: one for one in watch.hypotheses}
    p = estimate.probabilities
    heads = [
        Head(
            hypotheses[one.hypothesis],
            p[one.hypothesis],
            house.told_apart(p[one.hypothesis]),
            one.score,
        )
        for one in inconsistency(estimate.cells)
    ]
    states = {row.indicator: row for row in case.matrix.rows}
    cells = {(one.indicator, one.hypothesis): one.loglikelihood for one in estimate.cells}
    indicators = {one.id: one for one in watch.indicators}
    without = {one.name: one.p for one in case.sensitivity if one.kind == "indicator"}
    rows = []
    for one in diagnosticity(watch):
        row = states[one.indicator]
        left = without.get(one.indicator)
        rows.append(
            Evidence(
                indicators[one.indicator],
                one.bits,
                row.state,
                tuple(
                    _box(cells[one.indicator, head.hypothesis.id])
                    if row.state not in SILENT
                    else None
                    for head in heads
                ),
                left,
                "" if left is None else house.told_apart(left),
            )
        )
    return {
        "heads": heads,
        "rows": rows,
        "letters": WORDS,
        "hardly": f"{exp(HARDLY):.2f}",
        "strongly": f"{exp(STRONGLY):.1f}",
    }


def _box(loglikelihood: float) -> Box:
    letter = letter_of(loglikelihood)
    return Box(loglikelihood, letter, signed(loglikelihood), WORDS[letter])
