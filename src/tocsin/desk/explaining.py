"""Explaining: from every figure of an estimate to its sentence, watch line or ledger entry."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from tocsin.desk.hints import command_of
from tocsin.desk.place import WATCHES, Desk
from tocsin.desk.settable import Settable
from tocsin.desk.situation import Situation
from tocsin.errors import BadArgument
from tocsin.estimate import VOLATILITY_DAYS, moved_by, phase_of
from tocsin.nouns import Bar, Bearing, Look, Place, Reading, Sighting, View, Watch, iso_of
from tocsin.publish.leaning import looks_of, places_of_sources
from tocsin.publish.standing import standing_line
from tocsin.weigh.learning import LEARNT

__all__ = ["explained", "shown"]

DISCOUNTS = ("announced_discount", "interested_discount")
"""Settings of a watch that lower what one origin weighs."""
QUOTE = 300
"""Characters of a sentence that are shown; the span leads to all of it."""


def explained(desk: Desk, now: Situation, term: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield each figure with the grounds it stands on: {"figure", "value", "grounds": [...]}.

    A ground is {"ref", "report", "start", "end", "quote", "note", "weights"}; its weights are the
    numbers that a person can set there, {"address", "value", "declared", "by", "reason"}, the last
    three null where nobody has. `term` keeps one bar
    only, or the confidence.
    Raises `BadArgument` where there is no such bar.
    """
    bars = {bar.term for bar in now.estimate.waterfall}
    known = bars | {"confidence"}
    if term is not None and term not in known | {row.indicator for row in now.matrix.rows}:
        raise BadArgument(
            f"there is no bar {term!r}.", hint=f"There are: {', '.join(sorted(known))}."
        )
    pages = {reading.report.id: reading for reading in now.readings}
    weights = Settable.of(desk, now)
    for row in (*_declared(desk, now, weights), _confidence(desk, now, pages)):
        if term in {None, row["figure"]}:
            yield row
    for bar in now.estimate.waterfall:
        if term in {None, bar.term} and bar.kind != "base":
            yield _row(
                bar.term,
                f"{bar.logodds:+.4f} log-odds",
                _bar_grounds(desk, bar, now, pages, weights),
            )
    if term is None:
        yield from _uncounted(now, pages)
        yield from _silent_bearings(now, pages)
    for row in _coverage(now, weights):
        if term in {None, row["figure"].removeprefix("coverage ")}:
            yield row


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
    yield _row(
        "event",
        f"{shown(event.p)} ({shown(event.low)} to {shown(event.high)}), {event.word}",
        [
            _ground(f"the sum of the bars below, with the base: {watch.question}"),
            _line(watch, "yardstick", f"yardstick {event.yardstick}"),
            _ground(f"yardstick {event.yardstick}: {desk.yardsticks[watch.yardstick].source}"),
        ],
    )
    yield _row(
        "base",
        shown(estimate.base),
        [
            _line(
                watch,
                "base",
                f"{watch.base.events:g} events in {watch.base.exposure_days:g} days",
                weights=[
                    weights.row("base.events", watch.base.events),
                    weights.row("base.exposure_days", watch.base.exposure_days),
                ],
            ),
            _ground(f"reference class {watch.base.reference_class}", note=watch.base.source),
            _ground("its caveat", note=watch.base.caveat),
            _line(watch, "closes", f"window closes {iso_of(watch.closes)}"),
        ],
    )
    for hypothesis, p in estimate.probabilities.items():
        place = next(n for n, h in enumerate(watch.hypotheses) if h.id == hypothesis)
        yield _row(
            f"hypothesis {hypothesis}",
            shown(p),
            [
                _line(
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
        yield _row(
            f"setting {name}",
            f"{getattr(settings, name):g}",
            [
                _line(
                    watch,
                    f"settings.{name}",
                    "",
                    weights=[weights.row(f"settings.{name}", getattr(settings, name))],
                )
            ],
        )
    for name, number in sorted(watch.grades.items()):
        own = [weights.row(f"grades.{name}", number)]
        yield _row(f"grade {name}", f"{number:g}", [_ground("data/grades.yaml", weights=own)])


def _confidence(desk: Desk, now: Situation, pages: Mapping[str, Reading]) -> dict[str, Any]:
    """Return the confidence: each reason, and behind it what it was counted from."""
    watch, estimate = now.watch, now.estimate
    told = estimate.confidence.reasons
    sources = places_of_sources(now.matrix, estimate.waterfall)
    hand = {note.id: note for note in now.notes}
    grounds = [_ground(told[0])]
    for source, places in sources.items():
        grounds += [_sentence(place, pages, note=source) for place in places[:1]]
    for one, _ in moved_by(now.matrix, estimate.waterfall):
        if one.origin in hand:
            note = hand[one.origin]
            ref = f"ledger note {note.id} by {note.author} ({note.basis})"
            grounds.append(_ground(ref, quote=note.text, note=one.source))
    grounds.append(_ground(told[1]))
    for number, hypothesis in enumerate(watch.hypotheses):
        case = "the deception hypothesis" if hypothesis.deception else ""
        grounds.append(_line(watch, f"hypotheses.{number}", hypothesis.text, note=case))
    spoken = sum(bool(row.sightings or row.looks) for row in now.matrix.rows)
    heard = f"{spoken} of {len(now.matrix.rows)} indicators have evidence"
    grounds.append(_line(watch, "indicators", heard))
    looked = [_sentence(place, pages, note="a look") for place in looks_of(now.matrix)[:1]]
    grounds += looked
    last = estimate.as_of.date()
    first = last - timedelta(days=VOLATILITY_DAYS)
    course = command_of("history", desk.path, watch.id, "--from", f"{first}", "--to", f"{last}")
    grounds += [_ground(told[2]), _ground(course, note="the estimates that this compares")]
    grounds += [_line(watch, "indicators", reason) for reason in told[3:]]
    return _row("confidence", estimate.confidence.level, grounds)


def _window(now: Situation) -> dict[str, Any]:
    """Return how the question stands: an estimate after its close is no forecast."""
    watch, end = now.watch, now.resolution
    phase = phase_of(watch, now.estimate.as_of)
    said = standing_line(watch, phase, end)
    grounds = [
        _line(watch, "opens", f"window opens {iso_of(watch.opens)}"),
        _line(watch, "closes", f"window closes {iso_of(watch.closes)}"),
    ]
    if end is not None:
        grounds.append(_ground(f"ledger entry {end.id} by {end.author}", note=end.reason))
    return _row("window", said or "open", grounds)


def _bar_grounds(
    desk: Desk, bar: Bar, now: Situation, pages: Mapping[str, Reading], weights: Settable
) -> list[dict[str, Any]]:
    grounds: list[dict[str, Any]] = []
    if bar.kind == "floor":
        return [_line(now.watch, "settings.epsilon", "the floor of every probability")]
    if bar.kind == "indicator":
        number = next(n for n, i in enumerate(now.watch.indicators) if i.id == bar.term)
        indicator = now.watch.indicators[number]
        seen = ", ".join(f"P(seen | {h}) = {r:g}" for h, r in indicator.seen.items())
        grounds.append(
            _line(
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
            grounds.append(_line(now.watch, f"indicators.{number}", late))
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
            grounds.append(_ground(ref, quote=hand.text, note=part, weights=own))
        for place in share.spans:
            told = [*own, *weights.of_statement(place)]
            grounds.append(_sentence(place, pages, note=part, weights=told))
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
        yield _ground(command_of("watch", "learnt", desk.path, now.watch.id), note=flag)


def _discount_grounds(one: Sighting | Look, watch: Watch) -> Iterator[dict[str, Any]]:
    """Yield the watch line of each declared discount that entered the weight."""
    for name in DISCOUNTS:
        if any(f"{name} " in flag for flag in one.flags):
            yield _line(watch, f"settings.{name}", f"{name} {getattr(watch.settings, name):g}")


def _share_grounds(view: View, watch: Watch, weights: Settable) -> Iterator[dict[str, Any]]:
    """Yield the watch line of the share that stands between the words and the number."""
    for number, claim in enumerate(watch.propositions):
        if claim.id == view.proposition and claim.share is not None and _shared(view, watch):
            yield _line(
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
        yield _ground(
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
            grounds = [_sentence(place, pages, note=why) for place in view.spans]
            yield _row(f"not counted: {view.source} on {view.proposition}", view.phrase, grounds)


def _silent_bearings(now: Situation, pages: Mapping[str, Reading]) -> Iterator[dict[str, Any]]:
    statements = {s.id: s for page in now.readings for s in page.statements}
    for bearing in now.matrix.bearings:
        if bearing.direction == "none" and bearing.statement in statements:
            statement = statements[bearing.statement]
            ground = _sentence((statement.report, statement.span), pages, note=_why(bearing))
            yield _row(f"moves nothing: {bearing.target}", "0", [ground])


def _why(bearing: Bearing) -> str:
    return bearing.reason if bearing.by == "rule" else f"{bearing.reason} ({bearing.by})"


def _coverage(now: Situation, weights: Settable) -> Iterator[dict[str, Any]]:
    bars = {bar.term for bar in now.estimate.waterfall}
    for number, row in enumerate(now.matrix.rows):
        # The numbers of an indicator that has a bar stand there.
        own = [] if row.indicator in bars else weights.of_indicator(now.watch.indicators[number])
        ground = _line(now.watch, f"indicators.{number}", row.state, weights=own)
        yield _row(f"coverage {row.indicator}", f"{row.coverage:.2f}", [ground])


def _sentence(
    place: Place,
    pages: Mapping[str, Reading],
    *,
    note: str,
    weights: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    report, span = place
    page = pages[report].report
    quote = " ".join(span.of(page.text).split())
    return {
        "ref": f"{page.file}, characters {span.start} to {span.end}",
        "report": report,
        "start": span.start,
        "end": span.end,
        "quote": quote if len(quote) <= QUOTE else quote[:QUOTE].rsplit(" ", 1)[0] + " …",
        "note": note,
        "weights": list(weights),
    }


def _line(
    watch: Watch,
    place: str,
    text: str,
    *,
    note: str = "",
    weights: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    line = watch.lines.get(place)
    where = f"{WATCHES}/{watch.id}.yaml" + (f", line {line}" if line else " (the default)")
    return _ground(f"{where}: {text}" if text else where, note=note, weights=weights)


def _ground(
    ref: str,
    *,
    quote: str | None = None,
    note: str = "",
    weights: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    return {
        "ref": ref,
        "report": None,
        "start": None,
        "end": None,
        "quote": quote,
        "note": note,
        "weights": list(weights),
    }


def _row(figure: str, value: str, grounds: list[dict[str, Any]]) -> dict[str, Any]:
    return {"figure": figure, "value": value, "grounds": grounds}
