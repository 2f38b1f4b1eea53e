"""Forms: what it would take for a question to come true, and how often such questions do."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.data import load
from tocsin.weigh.asking import family_of

__all__ = ["EVENT", "AskedRates", "asked_rates", "chance_of", "digest_of", "form_of", "forms"]

EVENT = "event"
"""The form of what is left: something is to happen."""

MEAN_DAYS = 60.0
"""Days left at which the slopes turn; it only says what the effects are of."""


@dataclass(frozen=True, slots=True)
class AskedRates:
    """Log-odds that a question comes true: what all have in common, its form, family and time.

    `slopes` are by form, of ln(days left / 60).
    """

    one: float
    forms: Mapping[str, float]
    families: Mapping[str, float]
    slopes: Mapping[str, float]

    def logit(self, form: str, family: str, days: float) -> float:
        """Return the log-odds of a question of that form and family, `days` before its close."""
        time = math.log(max(days, 1.0) / MEAN_DAYS)
        return self.one + self.forms[form] + self.families[family] + self.slopes[form] * time


@cache
def forms() -> Mapping[str, re.Pattern[str]]:
    """Return the expression of each form, in the order in which they are tried."""
    return {
        name: re.compile(rf"(?<!\w)(?:{'|'.join(row['words'])})(?!\w)", re.IGNORECASE)
        for name, row in load("question_forms.yaml").items()
    }


def form_of(text: str) -> str:
    """Return the form of a question, by its words alone; "event" where no other is told."""
    return next((name for name, words in forms().items() if words.search(text)), EVENT)


def digest_of(text: str) -> str:
    """Return what a question is known by where its text is not kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@cache
def asked_rates() -> tuple[AskedRates, Sequence[AskedRates], Mapping[str, int]]:
    """Return the rule of data/question_rates.yaml, those of its folds, and the fold of a question.

    Questions are named by `digest_of`. A fold's rule saw neither these questions nor any related.
    """
    table = load("question_rates.yaml")
    held = {name: fold for fold, names in enumerate(table["held"]) for name in names}
    return _rates(table["all"]), tuple(_rates(one) for one in table["folds"]), held


def _rates(row: Mapping[str, Mapping[str, float]]) -> AskedRates:
    return AskedRates(float(str(row["one"])), row["forms"], row["families"], row["slopes"])


def chance_of(text: str, days: float) -> float:
    """Return how likely a question comes true, from its words and the days to its close alone.

    A question that the rule was fitted on is answered by the rule of the fold that left it out.
    """
    whole, folds, held = asked_rates()
    fold = held.get(digest_of(text))
    rates = whole if fold is None else folds[fold]
    return 1.0 / (1.0 + math.exp(-rates.logit(form_of(text), family_of(text), days)))
