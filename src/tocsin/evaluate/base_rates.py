"""Base rates: asked questions answered from their text and dates alone, beside one rate for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.errors import BadArgument
from tocsin.evaluate.redrawn import mean_redrawn
from tocsin.evaluate.related import related
from tocsin.nouns import DAY
from tocsin.rulers.rows import Row, read_table, unique
from tocsin.weigh.forms import chance_of, form_of

__all__ = ["ASKER", "Due", "due_of", "figures", "predict"]

ASKER = "forecastbench_market"
"""The set whose questions are answered."""

WITHHELD = "(question text not"
"""How the text begins that stands for one that a set does not give."""

POINTS = ("eval_points.jsonl.gz", "eval_points.jsonl")
DIGITS = 9
USUAL_DAYS = 60.0
"""Taken where a question's opening or close is not known."""


@dataclass(frozen=True, slots=True)
class Due:
    """A question at a time at which an answer is due, `days` before its scheduled close."""

    question: str
    dataset: str
    text: str
    as_of: str
    days: float
    geopolitical: bool
    yes: bool


def predict(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield `{"question_id", "as_of", "p"}` wherever an answer to a ForecastBench question is due.

    Reads the text and the scheduled close of a question and no other field of it, and the days on
    which answers are due beside the gold. No forecast of anybody is read. Raises `BadArgument`.
    """
    asked = unique(read_table(gold), "question_id")
    for row in _points(gold):
        own = asked.get((row.text("question_id"),))
        if own is None or own.text_or_none("dataset") != ASKER:
            continue
        days = _days(row.text("as_of"), own.text_or_none("scheduled_close"))
        p = chance_of(own.text("text"), days)
        yield {
            "question_id": row.text("question_id"),
            "as_of": row.text("as_of"),
            "p": round(p, DIGITS),
        }


def due_of(gold: Path) -> list[Due]:
    """Return all questions that have a text and an outcome, for fitting: each when it is due.

    Those of other sets count once, at their opening. Raises `RulerError`, `BadArgument`.
    """
    asked = unique(read_table(gold), "question_id")
    found = []
    for row in _points(gold):
        own = asked.get((row.text("question_id"),))
        if own is not None and own.text_or_none("dataset") == ASKER and _told(own):
            found.append(_due(own, row.text("as_of")))
    found += [
        _due(own, own.text_or_none("open_time") or "")
        for own in asked.values()
        if own.text_or_none("dataset") != ASKER and _told(own)
    ]
    return found


def _told(row: Row) -> bool:
    return row.values.get("outcome") in (0, 1) and not row.text("text").startswith(WITHHELD)


def _due(row: Row, as_of: str) -> Due:
    return Due(
        question=row.text("question_id"),
        dataset=row.text("dataset"),
        text=row.text("text"),
        as_of=as_of,
        days=_days(as_of, row.text_or_none("scheduled_close")),
        geopolitical=bool(row.values.get("geopolitical")),
        yes=row.values["outcome"] == 1,
    )


def _days(as_of: str, closes: str | None) -> float:
    at, end = _time(as_of), _time(closes)
    return USUAL_DAYS if at is None or end is None else max((end - at) / DAY, 1.0)


def _time(written: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


def _points(gold: Path) -> tuple[Row, ...]:
    for name in POINTS:
        if (gold.parent / name).is_file():
            return read_table(gold.parent / name).rows
    raise BadArgument(
        f"{POINTS[0]} is needed beside the gold.",
        hint="It stands beside questions.jsonl.gz in the public set.",
        file=str(gold.parent / POINTS[0]),
    )


def figures(gold: Path, predictions: Path) -> dict[str, Any]:
    """Return Brier scores beside those of one rate, whole and for questions on public affairs.

    A question's answers are averaged first, so each counts once. `one_rate` is the share of yes in
    the very set, which nobody could have known: the hardest single number to beat. Intervals draw
    whole groups of related questions anew. `by_form` has the share and both scores of each form.
    Raises `RulerError`.
    """
    asked = unique(read_table(gold), "question_id")
    cases = _cases(asked, read_table(predictions).rows)
    if not cases:
        return {"questions": 0}
    texts = sorted({one.text for one in cases})
    group = dict(zip(texts, related(texts), strict=True))
    share = sum(one.yes for one in cases) / len(cases)
    public = [one for one in cases if one.geopolitical]
    return {
        **_scored(cases, share, group),
        "groups": len({group[one.text] for one in cases}),
        "geopolitical": _scored(public, share, group) if public else None,
        "by_form": {
            name: _plain([one for one in cases if one.form == name], share)
            for name in sorted({one.form for one in cases})
        },
    }


@dataclass(frozen=True, slots=True)
class _Case:
    """A question that has ended, with the answers to it."""

    text: str
    form: str
    yes: float
    geopolitical: bool
    answers: tuple[float, ...]

    @property
    def brier(self) -> float:
        return sum((p - self.yes) ** 2 for p in self.answers) / len(self.answers)


def _cases(asked: Mapping[tuple[str, ...], Row], given: Sequence[Row]) -> list[_Case]:
    answers: defaultdict[str, list[float]] = defaultdict(list)
    for row in given:
        answers[row.text("question_id")].append(float(row.number("p")))
    cases = []
    for key, own in sorted(answers.items()):
        row_ = asked.get((key,))
        if row_ is None or row_.values.get("outcome") not in (0, 1):
            continue
        text = row_.text("text")
        public = bool(row_.values.get("geopolitical"))
        yes = float(row_.values["outcome"] == 1)
        cases.append(_Case(text, form_of(text), yes, public, tuple(own)))
    return cases


def _plain(cases: Sequence[_Case], share: float) -> dict[str, Any]:
    return {
        "questions": len(cases),
        "came_true": sum(one.yes for one in cases) / len(cases),
        "brier": sum(one.brier for one in cases) / len(cases),
        "one_rate": sum((share - one.yes) ** 2 for one in cases) / len(cases),
    }


def _scored(cases: Sequence[_Case], share: float, group: Mapping[str, int]) -> dict[str, Any]:
    ours = np.array([one.brier for one in cases])
    theirs = np.array([(share - one.yes) ** 2 for one in cases])
    kin = [f"{group[one.text]:06d}" for one in cases]
    apart = mean_redrawn(kin, ours - theirs)
    return {
        **_plain(cases, share),
        "brier_95": mean_redrawn(kin, ours),
        "difference": float((ours - theirs).mean()),
        "difference_95": apart,
        "difference_high": apart[1],
    }
