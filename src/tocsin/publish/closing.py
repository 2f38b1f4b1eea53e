"""The end of an assessment: sources, method and limits, and how the estimate did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin.errors import Unsupported
from tocsin.estimate import brier, skill
from tocsin.nouns import DAY, Look, Sentence, Sighting, Span, View, clock_of
from tocsin.publish.case import Case
from tocsin.publish.citing import (
    Index,
    cited,
    entry,
    judged,
    noted,
    registered,
    scale,
    setting,
    watch_line,
)
from tocsin.publish.figures import capital, count_of, day_of, listed, moment_of, score_of, signed
from tocsin.publish.grounds import reliability_of
from tocsin.publish.harmless import one_line
from tocsin.publish.house import House

__all__ = ["method", "score", "sources"]


def sources(case: Case, index: Index) -> Iterator[Sentence]:
    """Yield every source whose word bears on the watch, reviewed or marked unreviewed."""
    spoken: dict[str, list[Sighting | Look | View]] = {}
    for row in case.matrix.rows:
        for one in row.evidence:
            spoken.setdefault(one.source, []).append(one)
    for view in case.matrix.views:
        spoken.setdefault(view.source, []).append(view)
    for source in sorted(spoken):
        yield _source(source, spoken[source], case, index)
    yield from _outlets(case)


def _source(
    name: str, told: Sequence[Sighting | Look | View], case: Case, index: Index
) -> Sentence:
    origins = sorted({one.origin for one in told})
    count = count_of(len(origins), "origin")
    known = case.register.sources.get(name)
    outlet = case.register.outlets.get(name)
    reliability = reliability_of(name, case)
    standing = f"reliability {reliability}" if reliability else "unreviewed, reliability F"
    who = capital(one_line(name)) or "A source without a name"
    if known is not None:
        parts = [known.kind, standing, count]
        if known.interests:
            parts.append(f"speaks for {listed(known.interests)}")
        if known.yardstick:
            parts.append(f"writes to {known.yardstick}")
        return cited(f"{who} ({'; '.join(parts)}).", registered(name))
    if outlet is not None:
        return cited(f"{who} (outlet; {standing}; {count}).", registered(name))
    text = f"{who} ({standing}; not in the register; {count})."
    places = index.cite_all(tuple(place for one in told for place in one.spans))
    return cited(text, *(places[:1] or (entry(origins[0]),)))


def _outlets(case: Case) -> Iterator[Sentence]:
    by_outlet: dict[str, int] = {}
    for reading in case.readings:
        outlet = reading.report.publisher or reading.report.host or "an outlet not named"
        by_outlet[one_line(outlet)] = by_outlet.get(one_line(outlet), 0) + 1
    if not case.readings:
        return
    parts = [f"{name} ({number})" for name, number in sorted(by_outlet.items())]
    if len(parts) > 12:
        parts = [*parts[:11], f"{len(parts) - 11} more"]
    yield noted(f"In hand are {count_of(len(case.readings), 'report')}, from {listed(parts)}.")


def method(case: Case, house: House) -> Iterator[Sentence]:
    """Yield how the number came about: clocks, base rate, settings, limits."""
    watch, estimate = case.watch, case.estimate
    base = watch_line(watch, "base")
    yield noted(
        f"This speaks as of {moment_of(estimate.as_of)}, by what the desk knew at "
        f"{moment_of(estimate.known_at)}."
    )
    if estimate.retrospective:
        yield noted(
            "It is retrospective: at least one report was captured only after that day, so the "
            "desk could not have written this then."
        )
    days = max((watch.closes - max(estimate.as_of, watch.opens)) / DAY, 0.0)
    yield noted(
        f"The base rate counts {watch.base.events:g} events in "
        f"{watch.base.exposure_days:,.0f} days of “{one_line(watch.base.reference_class)}”: "
        f"{house.told_apart(estimate.base)} for the {days:,.0f} days left.",
        base,
    )
    yield noted(f"Source of the base rate: {_ended(watch.base.source)}", base)
    yield noted(f"Its caveat: {_ended(watch.base.caveat)}", base)
    yield noted(
        "Every indicator moves the number by the likelihoods that the watch declares, less for "
        "weak grades, age and dependence; copies of one origin move it once."
    )
    floor = next((bar for bar in estimate.waterfall if bar.kind == "floor"), None)
    if floor is not None:
        yield noted(
            f"No answer falls below {watch.settings.epsilon:g}: that floor moves the log-odds by "
            f"{signed(floor.logodds)}.",
            setting(watch, "epsilon"),
        )
    yield from _settings(case)
    for one in case.watch.overruled:
        yield noted(_ended(f"The watch's {one.path} was {one.told}"), entry(one.entry))
    yield noted(
        "The range is meant to hold the truth four times in five, so far as the declared "
        "uncertainties reach."
    )
    yield noted(f"Words of likelihood are those of {case.yardstick.edition}.", scale(case))
    yield noted(
        "Grades follow the Admiralty system: reliability A to F, credibility 1 to 6; F and 6 mean "
        "that it cannot be judged."
    )
    yield noted(f"House style: {house.title} ({house.source}).")
    yield noted("The form of this text was checked by program; whether it is true was not.")
    yield noted(f"Made by {estimate.version}, from revision {watch.revision[:12]} of the watch.")


def _settings(case: Case) -> Iterator[Sentence]:
    own = case.watch.settings
    for name, text in (
        ("omega_max", f"Outside views together weigh at most {own.omega_max:g} of the whole."),
        (
            "view_half_life_days",
            f"A view loses half its weight in {own.view_half_life_days:g} days.",
        ),
        ("kappa", f"Indicators of one group are discounted for dependence by {own.kappa:g}."),
        (
            "announced_discount",
            f"What is announced and not yet seen counts {own.announced_discount:g}.",
        ),
        (
            "interested_discount",
            f"What a party says in its own interest counts {own.interested_discount:g}.",
        ),
        ("look_share", f"A look of unstated reach is taken to cover {own.look_share:g} of it."),
        (
            "scale_indicators",
            f"Each declared likelihood is held uncertain by {own.scale_indicators:g} on the logit.",
        ),
    ):
        yield noted(text, setting(case.watch, name))


def _ended(text: str) -> str:
    line = one_line(text)
    return line if line.endswith((".", "!", "?")) else f"{line}."


def score(case: Case, index: Index) -> Iterator[Sentence]:
    """Yield how the watch ended and how the number did beside the base rate; empty while open.

    Raises `Unsupported` when a resolution names an outcome that the watch does not have.
    """
    end = case.resolution
    if end is None:
        return
    places = tuple((report, Span(start, stop)) for report, start, stop in end.spans)
    citations = (*index.cite_all(places), entry(end.id))
    when = day_of(end.resolved_on)
    if end.outcome is None:
        yield cited(f"The watch was annulled on {when}: {_ended(end.reason)}", *citations)
        return
    outcome = next((h for h in case.watch.hypotheses if h.id == end.outcome), None)
    if outcome is None:
        raise Unsupported(f"the outcome {end.outcome!r} is no hypothesis of the watch.")
    answer = "yes" if outcome.resolves_yes else "no"
    yield cited(
        f"The watch was resolved on {when} as “{outcome.text}”: the answer is {answer}.", *citations
    )
    yield cited(f"The reason given: {_ended(end.reason)}", *citations)
    own = brier(case.estimate.event.p, outcome.resolves_yes)
    base = brier(case.estimate.base, outcome.resolves_yes)
    better = "better than" if own < base else "worse than" if own > base else "the same as"
    yield judged(
        f"The Brier score of this number is {score_of(own)}; that of the base rate alone "
        f"is {score_of(base)} "
        f"(0 is best, 0.25 a coin).",
        entry(end.id),
        watch_line(case.watch, "base"),
    )
    yield judged(
        f"It did {better} the base rate: skill {signed(skill(own, base))}.",
        entry(end.id),
        watch_line(case.watch, "base"),
    )
    yield noted(
        f"One question scores one number as of {clock_of(case.estimate.as_of)}; "
        f"it takes many to tell skill from luck."
    )
