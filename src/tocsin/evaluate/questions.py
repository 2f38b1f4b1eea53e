"""Questions: standing questions answered from the reports up to each day, and scored."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.evaluate.redrawn import mean_redrawn
from tocsin.evaluate.standing import archive_of, asked_of, days_of
from tocsin.rulers import forecasts as ruler
from tocsin.rulers.rows import Row, Table, read_table

__all__ = ["LENGTHS", "figures", "predict"]

DRAWN_TO_ALL = 4.0
"""Questions' worth of the share of all, in the share of a family or of a length of window."""

TOLD = {"yes": 1.0, "no": 0.0}
SHORT = 14
"""Days up to which a window is short, for what its kind alone would say."""

LENGTHS: Mapping[str, float] = {
    "up to 14 days": 14,
    "15 to 45 days": 45,
    "over 45 days": math.inf,
}
"""Lengths of windows, each with the most days it holds, for the table beside the score."""


def predict(gold: Path, reports: Sequence[Path] = ()) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "as_of", "p", "base", "views"}` on each question's own day, then every week.

    `reports` are folders of reports; one with an `index.jsonl` (`date`, `file`) is dated by it. An
    answer rests on nothing that is dated after its as-of, and no field that tells the outcome is
    read. `base` and `views` are what the base rate alone, and stated likelihoods alone, would say.
    """
    questions = asked_of(gold)
    archive = archive_of(questions, reports)
    for asked in questions:
        for day in days_of(asked):
            given = archive.answer(asked, day)
            yield {
                "id": asked.id,
                "as_of": day.isoformat(),
                "p": given.p,
                "base": given.base,
                "views": given.views,
            }


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return the ruler's figures of the first answers, and how they compare and go on.

    "against": other forecasters of the first answers, with the differences (below zero: ours is
    better) and an interval for which whole opening days are drawn anew, because questions asked on
    one day share their events. "window": the Brier score as the windows go by. "by_family",
    "by_window", "by_length" (by `LENGTHS`) and "by_family_and_length": the first answers for each
    kind. Raises `RulerError`.
    """
    asked, given = read_table(gold), read_table(predictions)
    lines = _lines(given)
    firsts = [rows[0] for rows in lines.values()]
    result = ruler.score_rows(asked, Table(given.name, tuple(firsts)))
    cases = [
        _Case.of(row, lines[key])
        for row in asked.rows
        if (key := row.text("id")) in lines and row.values.get("resolved") in TOLD
    ]
    if not cases:
        return result
    opening = np.array([(case.first - case.yes) ** 2 for case in cases])
    result["brier_by_day_95"] = _drawn(cases, opening)
    share = sum(case.yes for case in cases) / len(cases)
    others: dict[str, Callable[[_Case], float | None]] = {
        "constant": lambda _: share,
        "stated_likelihoods": lambda case: case.views,
        "base_rate": lambda case: case.base,
        "family_and_window": lambda case: _of_kind(case, cases),
    }
    result["against"] = {name: _against(cases, opening, rule) for name, rule in others.items()}
    result["window"] = _window(cases)
    result["by_family"] = _table(cases, lambda case: case.family)
    result["by_window"] = _table(cases, lambda case: f"{case.days:g} days")
    result["by_family_and_length"] = {
        family: _table([case for case in cases if case.family == family], _length)
        for family in sorted({case.family for case in cases})
    }
    result["by_length"] = _table(cases, _length)
    return result


@dataclass(frozen=True, slots=True)
class _Case:
    """A question that has ended, with all answers to it in the order of their days."""

    yes: float
    answers: tuple[float, ...]
    day: str
    family: str
    days: int
    base: float | None
    views: float | None

    @property
    def first(self) -> float:
        return self.answers[0]

    @classmethod
    def of(cls, row: Row, answers: Sequence[Row]) -> _Case:
        days = row.values.get("horizon_days")
        first = answers[0]
        return cls(
            TOLD[str(row.values["resolved"])],
            tuple(float(one.number("p")) for one in answers),
            row.text_or_none("as_of") or "",
            row.text_or_none("family") or "",
            days if isinstance(days, int) else 0,
            float(first.number("base")) if "base" in first.values else None,
            float(first.number("views")) if "views" in first.values else None,
        )


def _lines(table: Table) -> dict[str, list[Row]]:
    """Return the answers to each question, the earliest first."""
    lines: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table.rows:
        lines[row.text("id")].append(row)
    return {
        key: sorted(rows, key=lambda row: row.text_or_none("as_of") or "")
        for key, rows in lines.items()
    }


def _drawn(cases: Sequence[_Case], values: Any) -> list[float]:
    """Return the 95 % interval of the mean, whole opening days drawn anew."""
    return mean_redrawn([case.day for case in cases], values)


def _against(
    cases: Sequence[_Case], opening: Any, rule: Callable[[_Case], float | None]
) -> dict[str, Any] | None:
    """Return another forecaster's Brier score, and ours minus it; None where it says nothing."""
    theirs = [rule(case) for case in cases]
    if any(p is None for p in theirs):
        return None
    other = np.array([((p or 0.0) - case.yes) ** 2 for p, case in zip(theirs, cases, strict=True)])
    return {
        "brier": float(other.mean()),
        "difference": float((opening - other).mean()),
        "difference_by_day_95": _drawn(cases, opening - other),
    }


def _of_kind(case: _Case, cases: Sequence[_Case]) -> float:
    """Return what the questions of other days say of one of its family and length of window.

    Fitted to outcomes of the very set: what the choice of questions alone gives away.
    """
    rest = [one for one in cases if one.day != case.day]
    if not rest:
        return 0.5
    share = sum(one.yes for one in rest) / len(rest)
    kinds = (
        [one for one in rest if one.family == case.family],
        [one for one in rest if (one.days <= SHORT) == (case.days <= SHORT)],
    )
    drawn = [
        (sum(one.yes for one in kind) + DRAWN_TO_ALL * share) / (len(kind) + DRAWN_TO_ALL)
        for kind in kinds
    ]
    return sum(drawn) / len(drawn)


def _window(cases: Sequence[_Case]) -> dict[str, Any]:
    """Return the Brier score at the opening, in the middle and at the last answer, and by week.

    The first three are of the same questions: all that are answered more than once.
    """
    often = [case for case in cases if len(case.answers) > 1]
    if not often:
        return {"questions": 0, "first": None, "middle": None, "last": None, "by_week": []}

    def brier(at: Callable[[Sequence[float]], float]) -> float:
        return sum((at(case.answers) - case.yes) ** 2 for case in often) / len(often)

    weeks = Counter(week for case in cases for week in range(len(case.answers)))
    return {
        "questions": len(often),
        "first": brier(lambda line: line[0]),
        "middle": brier(lambda line: line[len(line) // 2]),
        "last": brier(lambda line: line[-1]),
        "by_week": [
            {
                "week": week,
                "questions": count,
                "brier": sum(
                    (case.answers[week] - case.yes) ** 2
                    for case in cases
                    if len(case.answers) > week
                )
                / count,
            }
            for week, count in sorted(weeks.items())
        ],
    }


def _length(case: _Case) -> str:
    return next(name for name, most in LENGTHS.items() if case.days <= most)


def _table(cases: Sequence[_Case], kind: Callable[[_Case], str]) -> dict[str, Mapping[str, Any]]:
    groups: defaultdict[str, list[_Case]] = defaultdict(list)
    for case in cases:
        groups[kind(case)].append(case)
    return {
        name: {
            "questions": len(own),
            "came_true": sum(case.yes for case in own) / len(own),
            "brier": sum((case.first - case.yes) ** 2 for case in own) / len(own),
        }
        for name, own in sorted(groups.items())
    }
