#!/usr/bin/env python3
"""Fit how often asked questions come true by their form, family and time: question_rates.yaml.

    .venv/bin/python scripts/fit_question_rates.py GOLD [--write]

GOLD is questions.jsonl.gz with `text`, `dataset`, `outcome`, `geopolitical` and times, and
eval_points.jsonl.gz beside it. Logistic regression, drawn to none by normal priors of declared
widths. A question whose forecasts are due at several times counts once, spread over them. Ten folds
by groups of related questions: each fold's rule saw none of its questions, so that what is measured
on them was not fitted to them. Without --write the numbers are printed. The method is on
docs/methods/base-rates.md.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from tocsin.data import load
from tocsin.evaluate.base_rates import ASKER, Due, due_of
from tocsin.evaluate.related import related
from tocsin.weigh.asking import family_of
from tocsin.weigh.forms import EVENT, MEAN_DAYS, digest_of, form_of, forms

FILE = Path(__file__).resolve().parent.parent / "src/tocsin/data/question_rates.yaml"
FOLDS = 10
ROUNDS = 60
WIDTHS = {"one": 30.0, "askers": 1.0, "forms": 1.0, "families": 0.4, "slopes": 0.3}
"""Standard deviations of the priors, in log-odds. Declared."""

PERSONAL = "predictionbook"
"""A set of which most questions are personal: only those on public affairs are taken."""

HEAD = """\
# How often asked questions come true, by form, family and time: docs/methods/base-rates.md. Written
# by scripts/fit_question_rates.py; do not edit by hand. Counts and fitted numbers are facts; of the
# texts only digests are kept, to answer each question by a rule that never saw it ("held").
# Sources: ForecastBench (CC BY-SA 4.0, Forecasting Research Institute), the Good Judgment Project
# (CC0), and outcomes of Metaculus, PredictionBook and ACX questions (facts; no text).

"""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """The rows of all questions: inputs, outcomes, weights, and the fold of each."""

    names: tuple[tuple[str, str], ...]
    x: Floats
    y: Floats
    weights: Floats
    folds: npt.NDArray[np.int64]


def main() -> None:
    """Fit, and print or write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = [one for one in due_of(options.gold) if one.dataset != PERSONAL or one.geopolitical]
    text = HEAD + yaml.safe_dump(table_of(cases), sort_keys=False, width=100)
    if options.write:
        FILE.write_text(text, encoding="utf-8")
    else:
        print(text)


def table_of(cases: Sequence[Due]) -> dict[str, Any]:
    """Return what is written."""
    texts = sorted({one.text for one in cases})
    fold_of = dict(zip(texts, map(_fold, (texts[at] for at in related(texts))), strict=True))
    fit = fit_of(cases, fold_of)
    asked = {one.text for one in cases if one.dataset == ASKER}
    counted = {(one.question, one.text, one.yes) for one in cases}
    of = Counter(form_of(text) for _, text, _ in counted)
    came = Counter(form_of(text) for _, text, yes in counted if yes)
    return {
        "widths": WIDTHS,
        "counts": {name: {"came_true": came[name], "of": of[name]} for name in (*forms(), EVENT)},
        "all": rule_of(fit, np.ones(len(fit.y), bool)),
        "folds": [rule_of(fit, fit.folds != fold) for fold in range(FOLDS)],
        "held": [
            sorted(digest_of(text) for text in asked if fold_of[text] == fold)
            for fold in range(FOLDS)
        ],
    }


def fit_of(cases: Sequence[Due], fold_of: dict[str, int]) -> Fit:
    """Return the inputs of the regression."""
    askers = sorted({one.dataset for one in cases} - {ASKER})
    listed = load("families.yaml")["families"]
    families = [name for name, row in listed.items() if "counted" not in row]
    kinds = [*forms(), EVENT]
    names = (
        ("one", "one"),
        *(("askers", name) for name in askers),
        *(("forms", name) for name in kinds),
        *(("families", name) for name in families),
        *(("slopes", name) for name in kinds),
    )
    column = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(cases), len(names)))
    often = Counter(one.question for one in cases)
    for row, one in zip(x, cases, strict=True):
        form = form_of(one.text)
        row[0] = 1.0
        if one.dataset != ASKER:
            row[column["askers", one.dataset]] = 1.0
        row[column["forms", form]] = 1.0
        row[column["families", family_of(one.text)]] = 1.0
        row[column["slopes", form]] = math.log(max(one.days, 1.0) / MEAN_DAYS)
    return Fit(
        names,
        x,
        np.array([float(one.yes) for one in cases]),
        np.array([1.0 / often[one.question] for one in cases]),
        np.array([fold_of[one.text] for one in cases]),
    )


def rule_of(fit: Fit, taken: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """Return the most likely numbers for the rows taken, the askers' own left out."""
    x, y, weights = fit.x[taken], fit.y[taken], fit.weights[taken]
    pull = np.array([WIDTHS[kind] ** -2 for kind, _ in fit.names])
    w = np.zeros(len(pull))
    for _ in range(ROUNDS):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        curve = (x * (weights * p * (1.0 - p))[:, None]).T @ x + np.diag(pull)
        w = w + np.linalg.solve(curve, x.T @ (weights * (y - p)) - pull * w)
    rule: dict[str, Any] = {"one": round(float(w[0]), 4)}
    for (kind, name), value in zip(fit.names[1:], w[1:], strict=True):
        if kind != "askers":
            rule.setdefault(kind, {})[name] = round(float(value), 4)
    return rule


def _fold(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % FOLDS


if __name__ == "__main__":
    main()
