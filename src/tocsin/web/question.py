"""The question page: what the estimate is, why, what moved it last and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.desk import Situation, explained
from tocsin.desk.place import Desk
from tocsin.estimate import brier
from tocsin.nouns import Bar, Sentence, View, clock_of
from tocsin.publish import Case, late_terms
from tocsin.publish.bottom import change
from tocsin.publish.charts import Step, scale_of, waterfall_of
from tocsin.publish.citing import Index
from tocsin.publish.figures import capital, factor_of, horizon_of, points_of, score_of
from tocsin.publish.grounds import reason_of
from tocsin.publish.harmless import one_line
from tocsin.publish.hinges import hinge_line
from tocsin.publish.house import House, house_for
from tocsin.publish.outlook import TELLING, Diagnostic, diagnostics
from tocsin.web.history import History
from tocsin.web.lines import line_of

__all__ = ["TABLED", "Would", "question_of"]

SHOWN = 15
"""Grounds of a bar that are listed on the page; the table of evidence has them all."""

LEAST = 0.05
"""Log-odds below which it is not told what an indicator would do."""


TABLED = 100
"""Rows of the table beside the line; a longer window is thinned, and whole as a file."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A row of the waterfall: its drawing, its bar, and the grounds it opens."""

    step: Step
    bar: Bar | None
    late: bool
    grounds: tuple[Mapping[str, Any], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Would:
    """What one indicator would do to the odds of yes, seen or looked for in full and not seen."""

    text: str
    how: str
    logodds: float
    factor: str
    lead: float
    state: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the places in reports that it stands on."""

    text: str
    places: tuple[tuple[str, int, int, str], ...]


def question_of(
    desk: Desk,
    now: Situation,
    case: Case,
    history: History | None,
    scored: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Return what the page of a question is filled with; `scored` once its answer is known.

    Without its history, while that is being made, it has no line.
    """
    house = house_for(case.watch.yardstick)
    event, estimate = case.estimate.event, case.estimate
    days = () if history is None else history.until(estimate.as_of)
    held = () if history is None else history.views
    views = [view for view in held if view.counted and view.at < estimate.as_of]
    thin = -(-len(days) // TABLED) or 1
    return {
        "case": case,
        "event": event,
        "told": house.told(event.p, case.yardstick),
        "ranged": house.ranged(event.low, event.high),
        "base_told": house.told_apart(estimate.base),
        "horizon": horizon_of(case.watch.closes),
        "scale": scale_of(case, house),
        "making": history is None,
        "line": line_of(case.watch, days, event, estimate.as_of, views),
        "days": days,
        "views": views,
        "grounds_of_confidence": _confidence(case, house),
        "waterfall": (waterfall := waterfall_of(case, house)),
        "causes": list(_causes(desk, now, case, waterfall.steps)),
        "uncounted": [(view, capital(reason_of(view))) for view in _uncounted(case)],
        "propositions": {one.id: one.text for one in case.watch.propositions},
        "would_raise": _would(case, up=True),
        "would_lower": _would(case, up=False),
        "hinge": hinge_line(case, house),
        "moved": None if case.before is None else points_of(case.before, event.p),
        "changed": [_told(one) for one in change(case, Index(case), house)],
        "answers": sorted(
            case.watch.hypotheses, key=lambda h: (-estimate.probabilities[h.id], h.id)
        ),
        "percent": house.told_apart,
        "score": None if scored is None else _score(case, scored),
        "table_days": [
            (clock_of(past.day.as_of), past.day.p, past.low, past.high, past.day.base)
            for past in days[::-1][::thin]
        ],
        "thinned": thin if thin > 1 else 0,
        "since_day": "" if case.since is None else clock_of(case.since)[:10],
    }


def _confidence(case: Case, house: House) -> list[tuple[str, str, str]]:
    """Return each ground of the confidence: what it is called, its level, and its reason."""
    made = case.estimate.confidence
    levels = (made.information, made.rigour, made.volatility)
    names = ("Information", "Rigour", "Steadiness")
    found = [
        (name, level, reason)
        for name, level, reason in zip(names, levels, made.reasons, strict=False)
    ]
    return found + [(house.grounds[-1], "", reason) for reason in made.reasons[len(names) :]]


def _causes(desk: Desk, now: Situation, case: Case, steps: Sequence[Step]) -> Iterator[Cause]:
    """Yield the rows of the waterfall in their order, each with its bar and its grounds."""
    grounds = {row["figure"]: row["grounds"] for row in explained(desk, now)}
    late = late_terms(case.watch, case.matrix)
    bars = [bar for bar in case.estimate.waterfall if bar.kind in {"indicator", "view"}]
    bars.sort(key=lambda bar: (-abs(bar.logodds), bar.term))
    bars += [bar for bar in case.estimate.waterfall if bar.kind == "floor"]
    rest = iter(bars)
    for step in steps:
        if step.way == "end":
            continue
        bar = None if step.way == "start" else next(rest)
        found = grounds.get("base" if bar is None else bar.term, [])
        yield Cause(
            step,
            bar,
            bar is not None and bar.kind == "indicator" and bar.term in late,
            tuple(found[:SHOWN]),
            len(found[SHOWN:]),
        )


def _uncounted(case: Case) -> list[View]:
    return [one for one in case.matrix.views if not one.counted and one.superseded is None]


def _would(case: Case, *, up: bool) -> list[Would]:
    """Return what would raise the estimate, or lower it, the most telling first."""
    found = [
        one
        for each in diagnostics(case)
        if each.state != "observed" and (one := _one(each, up=up)) is not None
    ]
    return sorted(found, key=lambda one: -abs(one.logodds))[:TELLING]


def _one(each: Diagnostic, *, up: bool) -> Would | None:
    value = max(each.seen, each.absent) if up else min(each.seen, each.absent)
    if abs(value) < LEAST or (value > 0) is not up:
        return None
    return Would(
        one_line(each.indicator.text),
        "seen" if value == each.seen else "looked for in full and not seen",
        value,
        factor_of(value),
        each.indicator.lead_days,
        each.state,
    )


def _told(sentence: Sentence) -> Told:
    places = [
        (
            one.report,
            one.span.start,
            one.span.end,
            f"{one.speaker}, {(one.published or 'undated')[:10]}",
        )
        for one in sentence.citations
        if one.report is not None and one.span is not None
    ]
    return Told(sentence.text, tuple(places[:6]))


def _score(case: Case, scored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the Brier scores of this estimate and of all open days, each with its base rate's."""
    happened = bool(scored["happened"])
    found = {
        "brier": brier(case.estimate.event.p, happened),
        "base": brier(case.estimate.base, happened),
        "mean": scored["brier"],
        "mean_base": scored["brier_base"],
    }
    return {
        "happened": happened,
        "days": scored["days"],
        "skill": scored["skill"],
        **found,
        **{f"{name}_told": score_of(value) for name, value in found.items()},
    }
