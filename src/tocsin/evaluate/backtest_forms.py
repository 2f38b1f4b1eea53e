"""Forms of a backtest: its forecasts as rows and CSV, its figures as a table for the terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tocsin.estimate.scores import brier, brier_many
from tocsin.evaluate.backtest import Backtest
from tocsin.publish.harmless import harmless, one_line, width_of

__all__ = ["COLUMNS", "csv_of", "rows_of", "told_of"]

COLUMNS = ("id", "as_of", "p", "base", "views", "outcome", "scored", "brier")
QUESTION = 48
"""Columns of the terminal that a question takes."""

ASSESSOR = 32
"""Columns of the terminal that an assessor's name takes."""

FEW = 10
"""With fewer opening days the figures say of each interval from how many it was drawn."""

OTHERS = {
    "constant": "constant, the share of yes here",
    "base_rate": "base rate alone",
    "stated_likelihoods": "stated likelihoods alone",
}


def rows_of(made: Backtest) -> Iterator[dict[str, Any]]:
    """Yield a row for each forecast: by question, in the order of the days.

    `outcome` is "yes", "no", "annulled", or None of a question that is open. `scored` says whether
    the forecast counts: its outcome is known, and had not come by its day. `resolved_as` is the
    hypothesis that came true, and `brier_many` the score over all of them, where that is told.
    """
    for asked in made.questions:
        outcome = made.outcomes.get(asked.id)
        named = None if outcome is None else outcome.hypothesis
        open_days = {one.day for one in made.open_of(asked.id)}
        for one in made.lines[asked.id]:
            yield {
                "kind": "forecast",
                "id": one.id,
                "as_of": one.day.isoformat(),
                "p": one.p,
                "base": one.base,
                "views": one.views,
                "outcome": _ended(made, asked.id),
                "scored": outcome is not None and one.day in open_days,
                "brier": None if outcome is None else brier(one.p, outcome.happened),
                "said": dict(one.said),
                "hypotheses": dict(one.chances),
                "resolved_as": named,
                "brier_many": None if named is None else brier_many(one.chances, named),
            }


def _ended(made: Backtest, key: str) -> str | None:
    outcome = made.outcomes.get(key)
    if outcome is not None:
        return "yes" if outcome.happened else "no"
    return "annulled" if key in made.annulled else None


def csv_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return forecasts as CSV with a head, an absent value as an empty cell."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(row[name]) for name in COLUMNS})
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    # A spreadsheet takes what begins so for a formula, and ids are anybody's words.
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" else value


def told_of(made: Backtest, summary: Mapping[str, Any]) -> str:
    """Return the table of the questions and the figures below it, in plain text."""
    return "\n".join(
        [
            *_questions(made),
            "",
            *_totals(summary),
            *_assessors(summary),
            *_hypotheses(summary),
            *_calibration(summary["calibration"]),
            *_warnings(summary["warnings"]),
            "",
            *_reports(summary),
        ]
    )


def _questions(made: Backtest) -> Iterator[str]:
    head = ("question", "opening", "last", "outcome", "Brier", "mean")
    yield _row(*head)
    for asked in made.questions:
        line = made.open_of(asked.id)
        outcome = made.outcomes.get(asked.id)
        said = _ended(made, asked.id) or "open"
        at_first, mean = "", ""
        if outcome is not None:
            scores = [brier(one.p, outcome.happened) for one in line]
            at_first, mean = f"{scores[0]:.4f}", f"{sum(scores) / len(scores):.4f}"
        ends = _percent(line[0].p), _percent(line[-1].p)
        yield _row(_fit(asked.text), *ends, said, at_first, mean)


def _row(question: str, opening: str, last: str, outcome: str, score: str, mean: str) -> str:
    told = f"{opening:>7}  {last:>6}  {outcome:<8}  {score:>6}  {mean:>6}"
    return f"{question:<{QUESTION}}  {told}".rstrip()


def _totals(summary: Mapping[str, Any]) -> Iterator[str]:
    if summary["opening"] is None:
        yield f"{_count(summary['forecasts'], 'forecast')}; no question has an outcome to score."
        return
    days = summary["opening_days"]
    few = f", {_count(days, 'day')}" if days < FEW else ""
    annulled = f", {summary['annulled']} annulled" if summary["annulled"] else ""
    yield (
        f"{summary['scored']} forecasts of {summary['resolved']} resolved questions "
        f"({summary['questions']} asked{annulled}), lower scores are better, 95 % by whole opening "
        f"days:"
    )
    if few:
        yield (
            f"  Drawn from {_count(days, 'opening day')}: too few for an interval to be trusted; "
            "it may be far too narrow."
        )
    for which, name in (("opening", "at opening"), ("last", "last"), ("all", "all days")):
        one = summary[which]
        yield (
            f"  {name:<10}  Brier {one['brier']:.4f} {_range(one['brier_95'], few=few)}, "
            f"log {one['log']:.4f} {_range(one['log_95'], few=few)}"
        )
        yield (
            f"  {'':<10}  = reliability {one['reliability']:.4f} - resolution "
            f"{one['resolution']:.4f} + uncertainty {one['uncertainty']:.4f}, "
            f"{one['within_bins']:+.4f} within bins"
        )
        yield (
            f"  {'':<10}  sharpness {one['sharpness']:.4f}; said {_percent(one['said'])}, "
            f"came {_percent(one['came'])}"
        )
    yield "Skill: 1 - Brier / theirs; above 0 is better than they are."
    for which, name in (("opening", "at opening"), ("all", "all days")):
        for other, words in OTHERS.items():
            one = summary["against"][which][other]
            skill = "none" if one["skill"] is None else f"{one['skill']:+.3f}"
            yield (
                f"  {name:<10}  {words:<32} Brier {one['brier']:.4f}  skill {skill:>6} "
                f"{_range(one['skill_95'], '+.3f', few=few)}"
            ).rstrip()


def _assessors(summary: Mapping[str, Any]) -> Iterator[str]:
    rows = summary["assessors"]["all"]
    if rows:
        yield "Skill against each assessor, on the days on which a likelihood of its own stood:"
    for one in rows:
        skill = "none" if one["skill"] is None else f"{one['skill']:+.3f}"
        days = f"{_count(one['questions'], 'question')}, {_count(one['forecasts'], 'forecast')}"
        yield (
            f"  {_fit(one['source'], ASSESSOR)}  Brier {one['brier']:.4f}, ours {one['ours']:.4f}  "
            f"skill {skill:>6}  {days}"
        )


def _hypotheses(summary: Mapping[str, Any]) -> Iterator[str]:
    if summary["hypotheses"]["opening"] is None:
        return
    count = summary["hypotheses"]["opening"]["questions"]
    yield f"Over all hypotheses, 0 to 2, of {_count(count, 'question')} that tell which came true:"
    for which, name in (("opening", "at opening"), ("all", "all days")):
        one = summary["hypotheses"][which]
        base = one["base_rate"]
        skill = "none" if base["skill"] is None else f"{base['skill']:+.3f}"
        yield (
            f"  {name:<10}  Brier {one['brier']:.4f} {_range(one['brier_95'])}, base rate alone "
            f"{base['brier']:.4f}, skill {skill}"
        )


def _calibration(bins: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if bins:
        yield "Calibration: of what was called so likely, so much came true (95 % by questions)."
    for one in bins:
        yield (
            f"  {_percent(one['low']):>5} to {_percent(one['high']):>5}  "
            f"said {_percent(one['said']):>5}  came {_percent(one['seen']):>5}  "
            f"({_percent(one['seen_95'][0])} to {_percent(one['seen_95'][1])})  "
            f"{_count(one['questions'], 'question')}, {_count(one['forecasts'], 'forecast')}"
        )


def _warnings(told: Mapping[str, Any] | None) -> Iterator[str]:
    if told is None:
        return
    lead = told["median_lead_days"]
    early = "" if lead is None else f", {lead:g} days before it was decided (median)"
    yield (
        f"Warning, at 50 % or more: {told['called_in_time']} of {told['came']} that came were "
        f"called and stayed so{early};"
    )
    yield f"  {told['false_alarms']} of {told['called']} that were called did not come."
    for key, days in told["lead_days"].items():
        if days is not None:
            yield f"  {harmless(one_line(key))}: {_count(days, 'day')}"


def _reports(summary: Mapping[str, Any]) -> Iterator[str]:
    told = summary["reports"]
    every = _count(summary["every"], "day")
    yield f"{_count(told['taken'], 'report')} taken, an answer every {every}."
    yield (
        f"Left out: {told['undated']} undated, {told['unread']} unreadable, {told['later']} later "
        f"than every question; kept back until the day of their text: {told['held']}."
    )


def _fit(text: str, width: int = QUESTION) -> str:
    text = harmless(one_line(text))
    if width_of(text) > width:
        while width_of(text) > width - 1:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    return text + " " * (width - width_of(text))


def _percent(p: float) -> str:
    return f"{p * 100:.0f} %" if 0.1 <= p <= 0.9 or p in (0.0, 1.0) else f"{p * 100:.1f} %"


def _range(ends: Sequence[float] | None, form: str = ".4f", *, few: str = "") -> str:
    return "" if ends is None else f"({ends[0]:{form}} to {ends[1]:{form}}{few})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
