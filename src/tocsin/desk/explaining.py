"""Explaining: from every figure of an estimate to its sentence, watch line or ledger entry."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.desk.grounding import ground_of, line_of, row_of, sentence_of
from tocsin.desk.hints import command_of
from tocsin.desk.leaning import CONFIDENCE, confidence_rows
from tocsin.desk.place import Desk
from tocsin.desk.settable import Settable
from tocsin.desk.situation import Situation
from tocsin.errors import BadArgument
from tocsin.estimate import phase_of
from tocsin.nouns import Bar, Bearing, Look, Reading, Sighting, View, Watch, iso_of
from tocsin.publish.standing import standing_line
from tocsin.weigh.learning import LEARNT

__all__ = ["explained", "shown"]

DISCOUNTS = ("announced_discount", "interested_discount")
"""Settings of a watch that lower what one origin weighs."""


def explained(desk: Desk, now: Situation, term: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield each figure with the grounds it stands on: {"figure", "value", "grounds": [...]}.

    A ground is {"ref", "report", "start", "end", "quote", "note", "weights"}; its weights are the
    numbers that a person can set there, {"address", "value", "declared", "by", "reason"}, the last
    three null where nobody has. `term` keeps one figure, as printed; of an indicator its bar and
    its coverage, of "confidence" its grounds too.
    Raises `BadArgument` where there is none of that name.
    """
    rows = _rows(desk, now)
    if term is None:
        yield from rows
        return
    kept = [row for row in rows if _is_asked(row["figure"], term)]
    if not kept:
        told = sorted({bar.term for bar in now.estimate.waterfall} | {"event", CONFIDENCE})
        raise BadArgument(f"there is no figure {term!r}.", hint=f"There are: {', '.join(told)}.")
    yield from kept


def _is_asked(figure: str, term: str) -> bool:
    own = term == CONFIDENCE and figure.startswith(f"{CONFIDENCE} ")
    return own or figure in {term, f"coverage {term}"}


def _rows(desk: Desk, now: Situation) -> Iterator[dict[str, Any]]:
    """Yield every figure with its grounds: what is declared, the bars, what moves nothing."""
    pages = {reading.report.id: reading for reading in now.readings}
    weights = Settable.of(desk, now)
    yield from _declared(desk, now, weights)
    yield from confidence_rows(desk, now, pages)
    for bar in now.estimate.waterfall:
        if bar.kind != "base":
            grounds = _bar_grounds(desk, bar, now, pages, weights)
            yield row_of(bar.term, f"{bar.logodds:+.4f} log-odds", grounds)
    yield from _uncounted(now, pages)
    yield from _silent_bearings(now, pages)
    yield from _coverage(now, weights)


def shown(p: float) -> str:
    """Return a probability with four decimals, or as many as tell it from 0 and from 1."""
    nearest = min(p, 1.0 - p)
    if nearest <= 0.0:
        return f"{p:.4f}"
    # Two significant digits of whichever end is near; beyond 15 decimals a float has none.
    return f"{p:.{min(max(4, 1 - math.floor(math.log10(nearest))), 15)}f}"


def _declared(desk: Desk, now: Situation, weights: Settable) -> Iterator[dict[str, Any]]:
    watch, estimate = now.watch, now.estimate
    event = estimate.event
    yield _window(now)
    yield row_of(
        "event",
        f"{shown(event.p)} ({shown(event.low)} to {shown(event.high)}), {event.word}",
        [
            ground_of(f"the sum of the bars below, with the base: {watch.question}"),
            line_of(watch, "yardstick", f"yardstick {event.yardstick}"),
            ground_of(f"yardstick {event.yardstick}: {desk.yardsticks[watch.yardstick].source}"),
        ],
    )
    yield row_of(
        "base",
        shown(estimate.base),
        [
            line_of(
                watch,
                "base",
                f"{watch.base.events:g} events in {watch.base.exposure_days:g} days",
                weights=[
                    weights.row("base.events", watch.base.events),
                    weights.row("base.exposure_days", watch.base.exposure_days),
                ],
            ),
            ground_of(f"reference class {watch.base.reference_class}", note=watch.base.source),
            ground_of("its caveat", note=watch.base.caveat),
            line_of(watch, "closes", f"window closes {iso_of(watch.closes)}"),
        ],
    )
    for hypothesis, p in estimate.probabilities.items():
        place = next(n for n, h in enumerate(watch.hypotheses) if h.id == hypothesis)
        yield row_of(
            f"hypothesis {hypothesis}",
            shown(p),
            [
                line_of(
                    watch,
                    f"hypotheses.{place}",
                    watch.hypotheses[place].text,
                    weights=[
                        weights.row(
                            f"hypotheses.{hypothesis}.weight", watch.hypotheses[place].weight
                        )
                    ],
                )
            ],
        )
    settings = watch.settings
    for name in settings.__slots__:
        yield row_of(
            f"setting {name}",
            f"{getattr(settings, name):g}",
            [
                line_of(
                    watch,
                    f"settings.{name}",
                    "",
                    weights=[weights.row(f"settings.{name}", getattr(settings, name))],
                )
            ],
        )
    for name, number in sorted(watch.grades.items()):
        own = [weights.row(f"grades.{name}", number)]
        yield row_of(f"grade {name}", f"{number:g}", [ground_of("data/grades.yaml", weights=own)])


def _window(now: Situation) -> dict[str, Any]:
    """Return how the question stands: an estimate after its close is no forecast."""
    watch, end = now.watch, now.resolution
    phase = phase_of(watch, now.estimate.as_of)
    said = standing_line(watch, phase, end)
    grounds = [
        line_of(watch, "opens", f"window opens {iso_of(watch.opens)}"),
        line_of(watch, "closes", f"window closes {iso_of(watch.closes)}"),
    ]
    if end is not None:
        grounds.append(ground_of(f"ledger entry {end.id} by {end.author}", note=end.reason))
    return row_of("window", said or "open", grounds)


def _bar_grounds(
    desk: Desk, bar: Bar, now: Situation, pages: Mapping[str, Reading], weights: Settable
) -> list[dict[str, Any]]:
    grounds: list[dict[str, Any]] = []
    if bar.kind == "floor":
        return [line_of(now.watch, "settings.epsilon", "the floor of every probability")]
    if bar.kind == "indicator":
        number = next(n for n, i in enumerate(now.watch.indicators) if i.id == bar.term)
        indicator = now.watch.indicators[number]
        seen = ", ".join(f"P(seen | {h}) = {r:g}" for h, r in indicator.seen.items())
        grounds.append(
            line_of(
                now.watch,
                f"indicators.{number}",
                indicator.text,
                note=seen,
                weights=weights.of_indicator(indicator),
            )
        )
        first = [
            one.at for one in _evidence_of(bar, now).values() if one.at.date() < indicator.declared
        ]
        if first:
            late = f"declared on {indicator.declared}, after what it catches of {min(first).date()}"
            grounds.append(line_of(now.watch, f"indicators.{number}", late))
    evidence = _evidence_of(bar, now)
    notes = {note.id: note for note in now.notes}
    for share in sorted(bar.origins, key=lambda one: (-abs(one.share), one.origin)):
        one = evidence.get(share.origin)
        said = "" if one is None else _weight_note(one, now.watch)
        part = f"{share.share:.0%} of the bar. {said}"
        own = [] if one is None else weights.of_evidence(bar.term, one)
        if share.origin in notes:
            hand = notes[share.origin]
            ref = f"ledger note {hand.id} by {hand.author} ({hand.basis})"
            grounds.append(ground_of(ref, quote=hand.text, note=part, weights=own))
        for place in share.spans:
            told = [*own, *weights.of_statement(place)]
            grounds.append(sentence_of(place, pages, note=part, weights=told))
            part, own = "", []
        if isinstance(one, View):
            grounds.extend(_share_grounds(one, now.watch, weights))
            grounds.extend(_record_grounds(one))
        elif one is not None:
            grounds.extend(_discount_grounds(one, now.watch))
        grounds.extend(_learnt_grounds(desk, share.origin, bar, now))
    return grounds


def _learnt_grounds(desk: Desk, origin: str, bar: Bar, now: Situation) -> Iterator[dict[str, Any]]:
    """Yield what decisions on other statements taught of an origin's bearings, and where to see it.

    Of a view these are its bearings on the claim that it was stated of.
    """
    views = {view.proposition for view in now.matrix.views if f"view: {view.source}" == bar.term}
    targets = views if bar.kind == "view" else {bar.term}
    told = {
        flag
        for bearing in now.matrix.bearings
        if bearing.origin == origin and bearing.target in targets
        for flag in bearing.flags
        if flag.startswith(LEARNT)
    }
    for flag in sorted(told):
        yield ground_of(command_of("watch", "learnt", desk.path, now.watch.id), note=flag)


def _discount_grounds(one: Sighting | Look, watch: Watch) -> Iterator[dict[str, Any]]:
    """Yield the watch line of each declared discount that entered the weight."""
    for name in DISCOUNTS:
        if any(f"{name} " in flag for flag in one.flags):
            yield line_of(watch, f"settings.{name}", f"{name} {getattr(watch.settings, name):g}")


def _share_grounds(view: View, watch: Watch, weights: Settable) -> Iterator[dict[str, Any]]:
    """Yield the watch line of the share that stands between the words and the number."""
    for number, claim in enumerate(watch.propositions):
        if claim.id == view.proposition and claim.share is not None and _shared(view, watch):
            yield line_of(
                watch,
                f"propositions.{number}.share",
                f"share {claim.share:g} of “{claim.text}”",
                note=f"the claim is {claim.relation} than the question",
                weights=[weights.row(f"propositions.{claim.id}.share", claim.share)],
            )


def _record_grounds(view: View) -> Iterator[dict[str, Any]]:
    """Yield the ledger entry of each resolved watch on which the assessor's record rests."""
    for one in () if view.record is None else view.record.tried:
        days = "day" if one.days == 1 else "days"
        yield ground_of(
            f"ledger entry {one.resolution}: how the watch {one.watch} ended",
            note=f"{view.source} there: Brier {one.brier:.3f} over {one.days} {days}, "
            f"the base rate {one.base:.3f}",
        )


def _record_note(view: View) -> str:
    """Say what the assessor's track record is, and what it makes of the weight."""
    record = view.record
    if record is None:
        return ""
    watches = "watch" if len(record.tried) == 1 else "watches"
    return (
        f"; track record: Brier {record.brier:.3f} on {len(record.tried)} resolved {watches} "
        f"(base rate {record.base:.3f}), weight times {record.factor:.2f}"
    )


def _shared(view: View, watch: Watch) -> tuple[float, str] | None:
    """Return the declared share and what it did to the range; None where none was used."""
    claim = next((one for one in watch.propositions if one.id == view.proposition), None)
    if claim is None or claim.share is None or claim.relation not in {"broader", "narrower"}:
        return None
    return claim.share, "times" if claim.relation == "broader" else "over"


def _evidence_of(bar: Bar, now: Situation) -> dict[str, Sighting | Look | View]:
    if bar.kind == "view":
        # An origin may hold several views; the bar is of the one that counts.
        return {view.origin: view for view in now.matrix.views if view.counted}
    row = next(row for row in now.matrix.rows if row.indicator == bar.term)
    return {one.origin: one for one in row.evidence}


def _weight_note(one: Sighting | Look | View, watch: Watch) -> str:
    if isinstance(one, View):
        told = "".join(f"; {done.path.rpartition('.')[2]} {done.told}" for done in one.overruled)
        if any(done.path.endswith(".p") for done in one.overruled):
            # What the words mean by their scale is what a person overruled.
            read = f"“{one.phrase}” counts as {one.low:.0%} to {one.high:.0%}"
        else:
            read = _range_note(one, watch)
        return f"{read}; weight {one.weight:.2f}{_record_note(one)}{told}."
    grade = f"{one.grade.reliability or 'F'}{one.grade.credibility or 6}"
    kind = "looked for and not seen" if isinstance(one, Look) else "seen"
    flags = f"; {', '.join(one.flags)}" if one.flags else ""
    return f"{one.source}, {kind}, grade {grade}, weight {one.weight:.2f}{flags}."


def _range_note(view: View, watch: Watch) -> str:
    """Say what the words mean by their scale, and what the declared share makes of that."""
    used = _shared(view, watch)
    read = f"{view.low:.0%} to {view.high:.0%}"
    if used is None:
        return _worded(view, view.low, view.high)
    share, way = used
    factor = 1.0 / share if way == "times" else share
    # A share may only cap the high end: what was above it is no longer known.
    capped = way == "over" and view.high >= 1.0
    low, high = view.low * factor, view.high * factor
    return f"{_worded(view, low, high, capped=capped)}, {way} {share:g}, the declared share: {read}"


def _worded(view: View, low: float, high: float, *, capped: bool = False) -> str:
    """Say what range the words have by their scale, and that it was turned round where it was."""
    if not view.turned:
        least = " at least" if capped else ""
        return f"“{view.phrase}” is {low:.0%} to{least} {high:.0%} by {view.yardstick}"
    most = "at most " if capped else ""
    return (
        f"“{view.phrase}” is {most}{1.0 - high:.0%} to {1.0 - low:.0%} by {view.yardstick}, "
        f"said of its not being so: turned round (1 − range), that is {low:.0%} to {high:.0%}"
    )


def _uncounted(now: Situation, pages: Mapping[str, Reading]) -> Iterator[dict[str, Any]]:
    for view in now.matrix.views:
        if not view.counted or view.superseded is not None:
            why = view.reason if not view.counted else f"superseded by {view.superseded}"
            grounds = [sentence_of(place, pages, note=why) for place in view.spans]
            yield row_of(f"not counted: {view.source} on {view.proposition}", view.phrase, grounds)


def _silent_bearings(now: Situation, pages: Mapping[str, Reading]) -> Iterator[dict[str, Any]]:
    statements = {s.id: s for page in now.readings for s in page.statements}
    for bearing in now.matrix.bearings:
        if bearing.direction == "none" and bearing.statement in statements:
            statement = statements[bearing.statement]
            ground = sentence_of((statement.report, statement.span), pages, note=_why(bearing))
            yield row_of(f"moves nothing: {bearing.target}", "0", [ground])


def _why(bearing: Bearing) -> str:
    return bearing.reason if bearing.by == "rule" else f"{bearing.reason} ({bearing.by})"


def _coverage(now: Situation, weights: Settable) -> Iterator[dict[str, Any]]:
    bars = {bar.term for bar in now.estimate.waterfall}
    for number, row in enumerate(now.matrix.rows):
        # The numbers of an indicator that has a bar stand there.
        own = [] if row.indicator in bars else weights.of_indicator(now.watch.indicators[number])
        ground = line_of(now.watch, f"indicators.{number}", row.state, weights=own)
        yield row_of(f"coverage {row.indicator}", f"{row.coverage:.2f}", [ground])
