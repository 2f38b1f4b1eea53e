"""Merits: how well the forecasts of a backtest did, alone and beside simpler forecasters."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tocsin.estimate.scores import bin_of, brier, brier_many, lead_days, log_score, murphy, skill
from tocsin.evaluate.backtest import Backtest, Forecast, Outcome
from tocsin.evaluate.redrawn import mean_redrawn, skill_redrawn
from tocsin.evaluate.standing import Asked

__all__ = [
    "BINS",
    "Case",
    "assessors_of",
    "binned",
    "calibration_of",
    "cases_of",
    "summary_of",
    "warnings_of",
    "wilson",
]

BINS = 10
BAR = 0.5
"""From here on a forecast is a warning."""

NORMAL_95 = 1.959963984540054

Rule = Callable[["Case", Forecast], float]


@dataclass(frozen=True, slots=True)
class Case:
    """A question that has ended, with the forecasts of it from before it was decided."""

    asked: Asked
    outcome: Outcome
    forecasts: tuple[Forecast, ...]

    @property
    def happened(self) -> bool:
        """Whether it came true."""
        return self.outcome.happened

    @property
    def day(self) -> str:
        """The opening day, which questions that share their events have in common."""
        return self.asked.as_of.isoformat()

    def pick(self, which: str) -> tuple[Forecast, ...]:
        """Return the first forecast ("opening"), the last one ("last"), or every one ("all")."""
        if which == "all":
            return self.forecasts
        return self.forecasts[:1] if which == "opening" else self.forecasts[-1:]


def cases_of(made: Backtest) -> tuple[Case, ...]:
    """Return the questions of a backtest whose outcome is known."""
    return tuple(
        Case(asked, made.outcomes[asked.id], made.open_of(asked.id))
        for asked in made.questions
        if asked.id in made.outcomes
    )


def summary_of(made: Backtest) -> dict[str, Any]:
    """Return the figures of a backtest; those that need outcomes are None where none is known.

    A score is averaged within a question first, so that a long window counts no more than a short
    one. Intervals are of 95 %; but for those of the calibration, whole opening days are redrawn.
    """
    cases = cases_of(made)
    corpus = made.corpus
    return {
        "questions": len(made.questions),
        "resolved": len(cases),
        "annulled": len(made.annulled),
        "opening_days": len({case.day for case in cases}),
        "forecasts": len(made.forecasts),
        "scored": sum(len(case.forecasts) for case in cases),
        "every": made.every,
        "reports": {
            "taken": len(corpus.reports),
            "later": corpus.later,
            "undated": corpus.undated,
            "held": corpus.held,
            "unread": corpus.unread,
        },
        "opening": _scores(cases, "opening"),
        "last": _scores(cases, "last"),
        "all": _scores(cases, "all"),
        "against": {which: _against(cases, which) for which in ("opening", "all")},
        "assessors": {which: assessors_of(cases, which) for which in ("opening", "all")},
        "hypotheses": {which: _many(cases, which) for which in ("opening", "all")},
        "calibration": calibration_of(cases),
        "warnings": warnings_of(cases),
    }


def calibration_of(cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Return, for each tenth of the scale with a forecast in it, what was said and what came."""
    return binned([(case.happened, [one.p for one in case.forecasts]) for case in cases])


def binned(asked: Sequence[tuple[bool, Sequence[float]]]) -> list[dict[str, Any]]:
    """Return the same of questions, each with whether it came true and its forecasts in [0, 1].

    A question counts once in a bin, at its mean forecast there, however many days it stood there:
    its days share one outcome. The interval is Wilson's (1927) for that many questions.
    """
    bins: defaultdict[int, list[tuple[bool, list[float]]]] = defaultdict(list)
    for came_true, forecasts in asked:
        own: defaultdict[int, list[float]] = defaultdict(list)
        for p in forecasts:
            own[bin_of(p, BINS)].append(p)
        for number, said in own.items():
            bins[number].append((came_true, said))
    rows = []
    for number, held in sorted(bins.items()):
        count, came = len(held), sum(happened for happened, _ in held)
        low, high = wilson(came, count)
        rows.append(
            {
                "low": number / BINS,
                "high": (number + 1) / BINS,
                "questions": count,
                "forecasts": sum(len(said) for _, said in held),
                "said": math.fsum(math.fsum(said) / len(said) for _, said in held) / count,
                "seen": came / count,
                "seen_95": [low, high],
            }
        )
    return rows


def warnings_of(cases: Sequence[Case]) -> dict[str, Any] | None:
    """Return how early what came was called, and how often what did not come was.

    A question is called where a forecast of it is 0.5 or more. Lead is the number of days before
    it was decided (or closed) since when every forecast was.
    """
    if not cases:
        return None
    leads = {
        case.asked.id: lead_days(
            [(one.day, one.p) for one in case.forecasts],
            case.outcome.decided or case.asked.closes,
            bar=BAR,
        )
        for case in cases
        if case.happened
    }
    called = [case for case in cases if any(one.p >= BAR for one in case.forecasts)]
    early = [days for days in leads.values() if days is not None]
    return {
        "came": len(leads),
        "called_in_time": len(early),
        "lead_days": leads,
        "median_lead_days": float(np.median(early)) if early else None,
        "called": len(called),
        "false_alarms": sum(not case.happened for case in called),
        "false_alarm_ids": [case.asked.id for case in called if not case.happened],
    }


def wilson(came: int, count: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share: `came` of `count`."""
    z2 = NORMAL_95**2
    middle = (came + z2 / 2) / (count + z2)
    half = NORMAL_95 / (count + z2) * math.sqrt(came * (count - came) / count + z2 / 4)
    # At either end the bound is exact; the rounding of the formula is not.
    return 0.0 if came == 0 else middle - half, 1.0 if came == count else middle + half


def _scores(cases: Sequence[Case], which: str) -> dict[str, Any] | None:
    if not cases:
        return None
    picked = [(case, one) for case in cases for one in case.pick(which)]
    weights = [1.0 / len(case.pick(which)) for case, _ in picked]
    squared = _means(cases, which, lambda case, one: brier(one.p, case.happened))
    logged = _means(cases, which, lambda case, one: log_score(one.p, case.happened))
    pairs = [(one.p, case.happened) for case, one in picked]
    parts = murphy(pairs, bins=BINS, weights=weights)
    score, days = float(squared.mean()), [case.day for case in cases]
    mean = math.fsum(w * p for (p, _), w in zip(pairs, weights, strict=True)) / len(cases)
    spread = math.fsum(w * (p - mean) ** 2 for (p, _), w in zip(pairs, weights, strict=True))
    return {
        "brier": score,
        "brier_95": mean_redrawn(days, squared),
        "reliability": parts.reliability,
        "resolution": parts.resolution,
        "uncertainty": parts.uncertainty,
        "within_bins": score - (parts.reliability - parts.resolution + parts.uncertainty),
        "log": float(logged.mean()),
        "log_95": mean_redrawn(days, logged),
        "sharpness": spread / len(cases),
        "said": mean,
        "came": sum(case.happened for case in cases) / len(cases),
    }


def _against(cases: Sequence[Case], which: str) -> dict[str, Any] | None:
    """Return the scores of simpler forecasters at the same times, and the skill against each."""
    if not cases:
        return None
    share = sum(case.happened for case in cases) / len(cases)
    rules: dict[str, Callable[[Forecast], float]] = {
        "constant": lambda _: share,
        "base_rate": lambda one: one.base,
        "stated_likelihoods": lambda one: one.views,
    }
    days = [case.day for case in cases]
    ours = _means(cases, which, lambda case, one: brier(one.p, case.happened))
    return {
        name: _beside(days, ours, _means(cases, which, _scored_by(rule)))
        for name, rule in rules.items()
    }


def assessors_of(cases: Sequence[Case], which: str) -> list[dict[str, Any]]:
    """Return each source that stated likelihoods of its own, scored by them, and ours beside it.

    Both on the answers of those days alone on which a view of the source stood, so that the figures
    of two sources are of different days and not to be compared with each other.
    """
    held: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        picked = case.pick(which)
        for source in sorted({name for one in picked for name in one.said}):
            own = tuple(one for one in picked if source in one.said)
            held[source].append(Case(case.asked, case.outcome, own))
    rows = []
    for source, own_cases in sorted(held.items()):
        days = [case.day for case in own_cases]
        ours = _means(own_cases, "all", lambda case, one: brier(one.p, case.happened))
        theirs = _means(own_cases, "all", _scored_by(_said_by(source)))
        rows.append(
            {
                "source": source,
                "questions": len(own_cases),
                "forecasts": sum(len(case.forecasts) for case in own_cases),
                "ours": float(ours.mean()),
                **_beside(days, ours, theirs),
            }
        )
    return rows


def _said_by(source: str) -> Callable[[Forecast], float]:
    return lambda one: one.said[source]


def _many(cases: Sequence[Case], which: str) -> dict[str, Any] | None:
    """Return Brier's score over all hypotheses, 0 to 2, where it is told which one came true."""
    told = [case for case in cases if case.outcome.hypothesis is not None]
    if not told:
        return None
    days = [case.day for case in told]
    ours = _means(told, which, lambda case, one: _over_all(case, one.chances))
    theirs = _means(told, which, lambda case, one: _over_all(case, one.chances_base))
    return {
        "questions": len(told),
        "brier": float(ours.mean()),
        "brier_95": mean_redrawn(days, ours),
        "base_rate": _beside(days, ours, theirs),
    }


def _over_all(case: Case, chances: Mapping[str, float]) -> float:
    return brier_many(chances, case.outcome.hypothesis or "")


def _beside(days: Sequence[str], ours: Any, theirs: Any) -> dict[str, Any]:
    """Return the score of others, ours less theirs, and the skill against them."""
    below = float(theirs.mean())
    return {
        "brier": below,
        "difference": float((ours - theirs).mean()),
        "difference_95": mean_redrawn(days, ours - theirs),
        "skill": skill(float(ours.mean()), below) if below > 0.0 else None,
        "skill_95": skill_redrawn(days, ours, theirs),
    }


def _scored_by(rule: Callable[[Forecast], float]) -> Rule:
    return lambda case, one: brier(rule(one), case.happened)


def _means(cases: Sequence[Case], which: str, score: Rule) -> Any:
    """Return the mean score of each case over its chosen forecasts."""
    return np.array(
        [
            math.fsum(score(case, one) for one in case.pick(which)) / len(case.pick(which))
            for case in cases
        ]
    )
