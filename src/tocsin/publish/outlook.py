"""The outlook in an assessment: alternatives, gaps, and what would move it next."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.nouns import Hypothesis, Indicator, Sentence
from tocsin.publish.case import Case
from tocsin.publish.citing import judged, noted, watch_line, watch_list
from tocsin.publish.figures import count_of, day_of, listed, odds_of
from tocsin.publish.harmless import one_line
from tocsin.publish.house import House

__all__ = ["Diagnostic", "alternatives", "diagnostics", "gaps", "indicators"]

TELLING = 6
"""At most so many indicators are named on either side, the most telling ones."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """By how much an indicator would move the odds of yes, alone: natural log-odds.

    `seen` is ln P(seen | yes) - ln P(seen | no), `absent` the same for a full look that finds
    nothing, both within its lead time and at the present probabilities of the hypotheses.
    """

    indicator: Indicator
    place: int
    seen: float
    absent: float
    state: str


def diagnostics(case: Case) -> tuple[Diagnostic, ...]:
    """Return the indicators by how well seeing them would tell yes from no, the best first."""
    rates = {(c.indicator, c.hypothesis): c.adjusted for c in case.estimate.cells}
    states = {row.indicator: row.state for row in case.matrix.rows}
    found = []
    for place, indicator in enumerate(case.watch.indicators):
        yes = _mean(indicator, case, rates, resolves_yes=True)
        no = _mean(indicator, case, rates, resolves_yes=False)
        found.append(
            Diagnostic(
                indicator,
                place,
                math.log(yes / no),
                math.log((1.0 - yes) / (1.0 - no)),
                states.get(indicator.id, "not collected"),
            )
        )
    return tuple(sorted(found, key=lambda d: (-max(abs(d.seen), abs(d.absent)), d.place)))


def _mean(
    indicator: Indicator,
    case: Case,
    rates: dict[tuple[str, str], float],
    *,
    resolves_yes: bool,
) -> float:
    own = [h for h in case.watch.hypotheses if h.resolves_yes is resolves_yes]
    weights = [case.estimate.probabilities[h.id] for h in own]
    values = [rates.get((indicator.id, h.id), indicator.seen[h.id]) for h in own]
    total = math.fsum(weights)
    return math.fsum(w * v for w, v in zip(weights, values, strict=True)) / total


def alternatives(case: Case, house: House) -> Iterator[Sentence]:
    """Yield each hypothesis with its probability, then the deception case by itself."""
    watch, estimate = case.watch, case.estimate
    order = sorted(
        enumerate(watch.hypotheses), key=lambda one: (-estimate.probabilities[one[1].id], one[0])
    )
    for place, hypothesis in order:
        answer = "yes" if hypothesis.resolves_yes else "no"
        p = estimate.probabilities[hypothesis.id]
        yield judged(
            f"“{hypothesis.text}” stands at {house.told_apart(p)} (the answer would be {answer}).",
            watch_line(watch, f"hypotheses.{place}"),
        )
    for place, hypothesis in order:
        if hypothesis.deception:
            yield from _deception(case, place, hypothesis)
    if not any(h.deception for h in watch.hypotheses):
        yield noted("No hypothesis of deception is declared, so none is weighed.")


def _deception(case: Case, place: int, hypothesis: Hypothesis) -> Iterator[Sentence]:
    yield judged(
        f"The deception case is “{hypothesis.text}”: signs that are shown on purpose would look "
        f"much the same.",
        watch_line(case.watch, f"hypotheses.{place}"),
    )
    told = []
    for number, indicator in enumerate(case.watch.indicators):
        for other in case.watch.hypotheses:
            if other.resolves_yes:
                ratio = indicator.seen[other.id] / indicator.seen[hypothesis.id]
                told.append((-abs(math.log(ratio)), number, indicator, ratio))
    if not told:
        return
    _, number, indicator, ratio = min(told, key=lambda one: one[:2])
    side = "a yes" if ratio > 1.0 else "deception"
    yield judged(
        f"What tells the two apart best is “{indicator.text}”: seeing it speaks for {side}.",
        watch_line(case.watch, f"indicators.{number}.seen"),
    )


def gaps(case: Case, house: House) -> Iterator[Sentence]:
    """Yield what was not collected, what has expired, and what is in hand and of no use."""
    watch, coverage = case.watch, case.estimate.coverage
    line = watch_list(watch, "indicators")
    if coverage:
        mean = math.fsum(coverage[key] for key in sorted(coverage)) / len(coverage)
        share = "nothing" if mean < 0.0005 else house.percents(min(mean, 0.9994))
        yield judged(
            f"The reports in hand would show {share} of what the watch looks for, "
            f"as the mean over {count_of(len(coverage), 'indicator')}.",
            line,
        )
    by_state: dict[str, list[tuple[int, Indicator]]] = {}
    states = {row.indicator: row.state for row in case.matrix.rows}
    for place, indicator in enumerate(watch.indicators):
        state = states.get(indicator.id, "not collected")
        by_state.setdefault(state, []).append((place, indicator))
    for place, indicator in by_state.get("not collected", []):
        would = f"; {listed(indicator.who)} would see it" if indicator.who else ""
        yield judged(
            f"Not collected: “{indicator.text}”{would}.",
            watch_line(watch, f"indicators.{place}"),
        )
    for place, indicator in by_state.get("expired", []):
        row = next(row for row in case.matrix.rows if row.indicator == indicator.id)
        last = max(one.at for one in row.evidence)
        yield judged(
            f"Expired: “{indicator.text}”, last heard of on {day_of(last)}.",
            watch_line(watch, f"indicators.{place}"),
        )
    for gap in case.gaps:
        yield noted(one_line(gap))
    if len(by_state) == 1 and "observed" in by_state and not case.gaps:
        yield noted("Every indicator is observed.")


def indicators(case: Case, house: House) -> Iterator[Sentence]:
    """Yield what would raise and what would lower the estimate, the most telling first."""
    del house
    open_ = [one for one in diagnostics(case) if one.state != "observed"]
    raising = sorted(open_, key=lambda one: (-max(one.seen, one.absent), one.place))
    lowering = sorted(open_, key=lambda one: (min(one.seen, one.absent), one.place))
    rest: list[Sentence] = []
    for order, up in ((raising, True), (lowering, False)):
        said = [one for each in order if (one := _would(each, case, up=up)) is not None]
        yield from said[:TELLING]
        rest += said[TELLING:]
    if not open_:
        yield noted("Every declared indicator has been observed: the watch needs new ones.")
        return
    if rest:
        lines = dict.fromkeys(place for one in rest for place in one.citations)
        yield noted(f"There are {len(rest)} more of these, each of less account.", *lines)
    yield noted(
        "Each factor is that of a certain sighting, or a full look, on its own; grades, "
        "dependence and outside views lessen it."
    )


def _would(one: Diagnostic, case: Case, *, up: bool) -> Sentence | None:
    value = max(one.seen, one.absent) if up else min(one.seen, one.absent)
    if abs(value) < 0.05 or (value > 0) is not up:
        return None
    how = "seen" if value == one.seen else "looked for in full and not seen"
    verb = "raise" if up else "lower"
    factor = odds_of(value).rpartition(" factor of ")[2]
    days = f"{one.indicator.lead_days:g}"
    return judged(
        f"Would {verb} it: “{one.indicator.text}”, {how} (odds of yes by a factor of {factor}; "
        f"lead time {days} days; now {one.state}).",
        watch_line(case.watch, f"indicators.{one.place}"),
    )
