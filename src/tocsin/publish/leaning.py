"""Leaning: what each ground of the confidence was counted from, as places that can be looked up."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.estimate.confidence import checks_of, voices_of
from tocsin.nouns import Citation, Confidence
from tocsin.publish.case import Case
from tocsin.publish.citing import Index, entry, replayed, watch_line, watch_list
from tocsin.publish.figures import signed

__all__ = ["extremes", "leans_on"]

GROUNDS = 3
"""Reasons that stand for a ground each; what follows them are caps."""


def leans_on(case: Case, index: Index, number: int) -> tuple[Citation, ...]:
    """Return what the reason with that number, from 0, of the confidence was counted from.

    The information base leads to one sentence of each source that moves the estimate, rigour to
    what its checks look at, steadiness to the two days that are farthest apart, a cap to what it
    caps by.
    """
    found: Iterator[Citation]
    match number:
        case 0:
            found = _sources(case, index)
        case 1:
            found = _checks(case, index)
        case 2:
            found = _days(case)
        case _:
            found = _cap(case, case.estimate.confidence.reasons[number])
    return tuple(dict.fromkeys(found)) or (watch_list(case.watch, "indicators"),)


def extremes(confidence: Confidence) -> tuple[int, ...]:
    """Return the places among its days of the least and the greatest, in the order of days."""
    values = [value for _, value in confidence.days]
    if not values:
        return ()
    return tuple(sorted({values.index(min(values)), values.index(max(values))}))


def _sources(case: Case, index: Index) -> Iterator[Citation]:
    for voice in voices_of(case.matrix, case.estimate.waterfall):
        yield from index.cite_all(voice.spans)[:1] or (entry(voice.origins[0]),)


def _checks(case: Case, index: Index) -> Iterator[Citation]:
    for check in checks_of(case.watch, case.matrix, case.estimate.waterfall):
        for line in check.lines:
            yield watch_line(case.watch, line)
        # One look that counts is what the check asks for; all stand under "not seen".
        for look in check.looks[:1]:
            yield from index.cite_all(look.spans)[:1] or (entry(look.origin),)


def _days(case: Case) -> Iterator[Citation]:
    days = case.estimate.confidence.days
    for place in extremes(case.estimate.confidence):
        cut, value = days[place]
        yield replayed(
            case, cut, "confidence", told=f"evidence moves the log-odds by {signed(value)}"
        )
    if not days:
        yield replayed(case, case.estimate.as_of, "confidence")


def _cap(case: Case, reason: str) -> Iterator[Citation]:
    states = {one.assumption: one for one in case.assumed}
    for number, assumption in enumerate(case.watch.assumptions):
        if f"“{assumption.text.rstrip('.')}”" in reason:
            yield watch_line(case.watch, f"assumptions.{number}")
            one = states.get(assumption.id)
            if one is not None and one.entry:
                yield entry(one.entry)
            return
    states_of = {row.indicator: row.state for row in case.matrix.rows}
    for number, indicator in enumerate(case.watch.indicators):
        if "not collected" not in reason or states_of.get(indicator.id) == "not collected":
            yield watch_line(case.watch, f"indicators.{number}")
