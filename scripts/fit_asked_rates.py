#!/usr/bin/env python3
"""Fit how often asked questions come true, by family and length of window, and write it.

    .venv/bin/python scripts/fit_asked_rates.py QUESTIONS [--write]

QUESTIONS is JSONL (plain or gzipped) with `dataset`, `text`, `outcome`, `geopolitical`, `open_time`
and `scheduled_close`. Logistic regression with an effect for each asker (`dataset`) and family,
both drawn to none by a normal prior whose width is chosen by the marginal likelihood (Laplace), and
a slope on ln(days / 60). Without --write the numbers are printed and nothing is changed. The
method is on docs/methods/questions.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from tocsin.data import load
from tocsin.weigh.asking import family_of

FILE = Path(__file__).resolve().parent.parent / "src/tocsin/data/asked_rates.yaml"
WIDTHS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
USUAL_DAYS = 60
WITHHELD = "(question text not"
"""How the text begins that stands for one that a set does not give."""

ROUNDS = 60
HEAD = """\
# How often questions with a date that people asked about public affairs came true.
#
# Written by scripts/fit_asked_rates.py; do not edit by hand. Counts are facts: no text is here.
# docs/methods/questions.md says how the numbers were fitted and what they leave out.

"""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question that was asked: by whom, of which family ("" unknown), for how long, outcome."""

    asker: str
    family: str
    days: int | None
    yes: int


def main() -> None:
    """Fit, and print or write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    text = HEAD + yaml.safe_dump(table_of(cases_of(options.questions)), sort_keys=False, width=100)
    if options.write:
        FILE.write_text(text, encoding="utf-8")
    print(text)


def cases_of(path: Path) -> list[Case]:
    """Return the questions on public affairs, and those of a set that keeps no texts."""
    return [case for row in rows_of(path) if (case := case_of(row)) is not None]


def case_of(row: dict[str, Any]) -> Case | None:
    """Return a row as a case; None for a personal question and for one without an outcome."""
    if row["outcome"] not in (0, 1):
        return None
    # A set without texts cannot be sorted: its share tells of its asker alone.
    text = "" if row["text"].startswith(WITHHELD) else row["text"]
    if text and not row["geopolitical"]:
        return None
    days = None
    if row["open_time"] and row["scheduled_close"]:
        days = max((day_of(row["scheduled_close"]) - day_of(row["open_time"])).days, 1)
    return Case(row["dataset"], family_of(text) if text else "", days, int(row["outcome"]))


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSONL file, plain or gzipped."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def day_of(text: str) -> date:
    """Return the day of an ISO date or time."""
    return date.fromisoformat(text[:10])


def table_of(cases: Sequence[Case]) -> dict[str, Any]:
    """Return what is written: the fitted numbers and the counts that they rest on."""
    listed = load("families.yaml")["families"]
    families = [name for name, row in listed.items() if "counted" not in row]
    askers = sorted({case.asker for case in cases})
    x, y = design(cases, askers, families)
    best = max(
        (
            (evidence(x, y, widths_of(a, f, askers, families)), a, f)
            for a, f in product(WIDTHS, repeat=2)
        ),
        key=lambda one: one[0],
    )
    _, asker_width, family_width = best
    w, _ = fitted(x, y, widths_of(asker_width, family_width, askers, families))
    own = w[1 + len(askers) : -1]
    came = Counter(case.family for case in cases if case.yes)
    asked = Counter(case.family for case in cases)
    return {
        "usual_days": USUAL_DAYS,
        "intercept": round(float(w[0]), 3),
        "log_days": round(float(w[-1]), 3),
        "asker_width": asker_width,
        "family_width": family_width,
        "families": {
            name: {
                "effect": round(float(effect), 3),
                "came_true": came[name],
                "of": asked[name],
            }
            for name, effect in zip(families, own, strict=True)
        },
        "askers": {
            name: {
                "came_true": sum(case.yes for case in cases if case.asker == name),
                "of": sum(case.asker == name for case in cases),
            }
            for name in askers
        },
    }


def design(
    cases: Sequence[Case], askers: Sequence[str], families: Sequence[str]
) -> tuple[Floats, Floats]:
    """Return a row a case - one, its asker, its family, ln(days / 60) - and the outcomes."""
    x = np.zeros((len(cases), 2 + len(askers) + len(families)))
    x[:, 0] = 1.0
    for row, case in zip(x, cases, strict=True):
        row[1 + askers.index(case.asker)] = 1.0
        if case.family:
            row[1 + len(askers) + families.index(case.family)] = 1.0
        row[-1] = math.log((case.days or USUAL_DAYS) / USUAL_DAYS)
    return x, np.array([case.yes for case in cases], np.float64)


def widths_of(
    asker: float, family: float, askers: Sequence[str], families: Sequence[str]
) -> Floats:
    """Return the width of the prior of each number; that of the intercept is as good as none."""
    return np.array([30.0, *[asker] * len(askers), *[family] * len(families), 1.0])


def fitted(x: Floats, y: Floats, widths: Floats) -> tuple[Floats, Floats]:
    """Return the most likely numbers under their priors, and the curvature there."""
    w = np.zeros(x.shape[1])
    pull = 1.0 / widths**2
    curve = np.diag(pull)
    for _ in range(ROUNDS):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        curve = (x * (p * (1.0 - p))[:, None]).T @ x + np.diag(pull)
        w = w + np.linalg.solve(curve, x.T @ (y - p) - pull * w)
    return w, curve


def evidence(x: Floats, y: Floats, widths: Floats) -> float:
    """Return the logarithm of the marginal likelihood, by Laplace's approximation."""
    w, curve = fitted(x, y, widths)
    p = 1.0 / (1.0 + np.exp(-x @ w))
    fit = float(np.sum(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)))
    prior = float(-np.sum((w / widths) ** 2) / 2 - np.sum(np.log(widths)))
    return fit + prior - float(np.linalg.slogdet(curve)[1]) / 2


if __name__ == "__main__":
    main()
