"""The evidence in an assessment: for, against, looked for and not seen, and what contradicts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from tocsin.nouns import (
    Bar,
    Citation,
    Contradiction,
    Grade,
    Indicator,
    Look,
    Matrix,
    Place,
    Row,
    Sentence,
    Sighting,
    View,
    Watch,
    iso_of,
    parse_interval,
)
from tocsin.publish.case import Case
from tocsin.publish.citing import (
    QUOTE,
    Index,
    cited,
    cut,
    entry,
    judged,
    noted,
    replayed,
    watch_line,
    watch_list,
)
from tocsin.publish.figures import capital, count_of, day_of, grade_of, interval_of, listed, odds_of
from tocsin.publish.harmless import one_line
from tocsin.publish.house import House

__all__ = [
    "AFTERWARDS",
    "against",
    "contradictions",
    "declared_late",
    "for_",
    "late_terms",
    "not_seen",
    "reason_of",
    "reliability_of",
    "uncounted",
    "views",
]

AFTERWARDS = "after what it catches"
"""The words by which an indicator that was declared late is marked."""

SHOWN = 12
"""At most so many uncounted statements are quoted; the exported table has them all."""

DISAGREEMENTS = {
    "counts": "Figures for “{about}” do not agree",
    "dates": "Dates of “{about}” do not agree",
    "polarity": "“{about}” is both said and denied",
    "headline": "A headline says other than its report on “{about}”",
}


def for_(case: Case, index: Index) -> Iterator[Sentence]:
    """Yield what raises the odds of yes, the strongest first, each with its origins."""
    found = list(_moving(case, index, up=True))
    yield from found or _nothing(case, "raises")


def against(case: Case, index: Index) -> Iterator[Sentence]:
    """Yield what lowers the odds of yes, the strongest first, each with its origins."""
    found = list(_moving(case, index, up=False))
    yield from found or _nothing(case, "lowers")


def _nothing(case: Case, verb: str) -> Iterator[Sentence]:
    yield judged(
        f"Nothing in hand {verb} the odds of yes against the base rate.",
        watch_list(case.watch, "indicators"),
    )


def _moving(case: Case, index: Index, *, up: bool) -> Iterator[Sentence]:
    bars = [
        bar
        for bar in case.estimate.waterfall
        if bar.kind in {"indicator", "view"} and (bar.logodds > 0) == up
    ]
    rows = {row.indicator: row for row in case.matrix.rows}
    indicators = {one.id: (number, one) for number, one in enumerate(case.watch.indicators)}
    for bar in sorted(bars, key=lambda one: (-abs(one.logodds), one.term)):
        if bar.kind == "view":
            yield from _view_bar(bar, case, index)
            continue
        number, indicator = indicators[bar.term]
        row = rows[bar.term]
        late = _late_mark(indicator, row)
        live = {share.origin for share in bar.origins}
        weighed = [one for one in _by_day(row) if one.origin in live]
        pulling = [one for one in weighed if _pulls(one, bar, case)] or weighed
        others = [one for one in weighed if one not in pulling]
        rest = len(others)
        other = f"; {rest} more {'pulls' if rest == 1 else 'pull'} the other way" if rest else ""
        # What was not seen argues too, and is no sighting: the sentence has to say which it was.
        unseen = all(isinstance(one, Look) for one in pulling)
        looked = ", looked for and not seen," if unseen else ""
        yield judged(
            f"“{indicator.text}”{looked} {odds_of(bar.logodds)} "
            f"({count_of(len(bar.origins) - rest, 'origin')}{other}{late}).",
            watch_line(case.watch, f"indicators.{number}"),
            *(place for one in others for place in _first(one, index)),
        )
        for one in pulling:
            yield _evidence(one, index)


def _first(one: Sighting | Look, index: Index) -> tuple[Citation, ...]:
    return index.cite_all(one.spans)[:1] or (entry(one.origin),)


def _pulls(one: Sighting | Look, bar: Bar, case: Case) -> bool:
    """Say whether a sighting or a look, alone, pulls the way that its indicator's bar goes.

    Seeing what is likelier under yes raises its odds, looking for it and not seeing lowers them.
    """
    rates = {c.hypothesis: c.adjusted for c in case.estimate.cells if c.indicator == bar.term}
    sides: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for hypothesis in case.watch.hypotheses:
        p = case.estimate.probabilities[hypothesis.id]
        sides[hypothesis.resolves_yes].append((p, p * rates.get(hypothesis.id, 0.5)))
    yes, no = (
        math.fsum(r for _, r in sides[side]) / math.fsum(p for p, _ in sides[side])
        for side in (True, False)
    )
    return ((yes > no) == isinstance(one, Sighting)) == (bar.logodds > 0)


def _by_day(row: Row) -> Sequence[Sighting | Look]:
    return sorted(row.evidence, key=lambda one: (one.at, one.origin, isinstance(one, Look)))


def declared_late(indicator: Indicator, row: Row) -> bool:
    """Say whether an indicator was declared only after something that it catches.

    A look that found nothing counts as a sighting does: both move the number.
    """
    return any(one.at.date() < indicator.declared for one in row.evidence)


def late_terms(watch: Watch, matrix: Matrix) -> frozenset[str]:
    """Return the ids of the indicators that were declared only after what they catch."""
    declared = {one.id: one for one in watch.indicators}
    return frozenset(
        row.indicator for row in matrix.rows if declared_late(declared[row.indicator], row)
    )


def _late_mark(indicator: Indicator, row: Row) -> str:
    if not declared_late(indicator, row):
        return ""
    declared = day_of(datetime.combine(indicator.declared, time(), UTC))
    return f"; declared on {declared}, {AFTERWARDS}"


def _evidence(one: Sighting | Look, index: Index) -> Sentence:
    """Return one origin's entry: who, when, in what words, how graded, and through whom."""
    seen = "" if isinstance(one, Sighting) else "looked for and not seen; "
    return said(
        index,
        origin=one.origin,
        source=one.source,
        day=day_of(one.at),
        places=one.spans,
        notes=(seen + _graded(one.grade), *_flags(one.flags)),
    )


def reliability_of(source: str, case: Case) -> str | None:
    """Return the reliability of a source as graded here, else as registered; None if unreviewed."""
    for row in case.matrix.rows:
        for one in row.evidence:
            if one.source == source and one.grade.reliability is not None:
                return one.grade.reliability
    known = case.register.sources.get(source)
    outlet = case.register.outlets.get(source)
    return known.reliability if known else outlet.reliability if outlet else None


def _graded(grade: Grade) -> str:
    mark = "" if grade.reliability is not None else ", source unreviewed"
    return f"grade {grade_of(grade.reliability, grade.credibility)}{mark}"


def _flags(flags: Sequence[str]) -> Iterator[str]:
    # An unknown reliability is said by "unreviewed" already, an unknown credibility by the 6.
    for flag in flags:
        if not flag.startswith(("reliability unknown", "credibility unknown")):
            yield one_line(flag)


def said(
    index: Index,
    *,
    origin: str,
    source: str,
    day: str,
    places: tuple[Place, ...],
    notes: Sequence[str],
) -> Sentence:
    """Return an entry that quotes the first place and leads to all of them.

    What an analyst entered by hand has no place: it leads to the ledger. What the desk adds stands
    in brackets after the quotation.
    """
    citations = index.cite_all(places)
    known = index.origins.get(origin)
    if not citations:
        return cited(f"{capital(one_line(source))}, {day} ({'; '.join(notes)}).", entry(origin))
    first = citations[0]
    when = day if known is None or known.occasion is None else interval_of(known.occasion)
    who = capital(one_line(source or first.speaker or ""))
    added = [*notes, *_travelled(first, when)]
    reports = set() if known is None else {mention.report for mention in known.mentions}
    if len(reports) > 1:
        added.append(f"one origin in {len(reports)} reports")
    return cited(f"{who}, {when}: “{first.quote}” ({'; '.join(added)}).", *citations)


def _travelled(citation: Citation, when: str) -> Iterator[str]:
    """Say through whom the words came, and where and when they were published."""
    relays = tuple(name for name in citation.relay if name != citation.outlet)
    if relays:
        yield f"through {', then '.join(relays)}"
    if citation.translation:
        yield citation.translation
    published = _day(citation)
    if citation.outlet:
        on = "" if published in {None, when} else f", {published}"
        yield f"published by {one_line(citation.outlet)}{on}"
    elif published is not None and published != when:
        yield f"published {published}"


def _day(citation: Citation) -> str | None:
    if citation.published is None:
        return None
    start = parse_interval(citation.published).start
    return None if start is None else day_of(start)


def _view_bar(bar: Bar, case: Case, index: Index) -> Iterator[Sentence]:
    view = _view_of(bar, case)
    yield judged(
        f"The view of {one_line(view.source)} {odds_of(bar.logodds)}, pooled with the evidence.",
        watch_line(case.watch, "settings.omega_max"),
    )
    yield _view(view, case, index, note="see the views as given")


def _view_of(bar: Bar, case: Case) -> View:
    live = {share.origin for share in bar.origins}
    source = bar.term.removeprefix("view: ")
    return next(
        view
        for view in case.matrix.views
        if view.counted
        and view.superseded is None
        and view.origin in live
        and view.source == source
    )


def views(case: Case, index: Index, house: House) -> Iterator[Sentence]:
    """Yield every outside view as it was given, also those that move nothing, with the reason."""
    if not case.matrix.views:
        yield noted("No outside view on this question is in hand.")
    for view in sorted(case.matrix.views, key=lambda v: (v.at, v.source, v.origin, v.proposition)):
        span = house.ranged(view.low, view.high)
        turned = ", turned round (1 − range), for it is said of the opposite" if view.turned else ""
        read = f"read as {span} on {_scale_name(view.yardstick)}{turned}"
        if view.superseded is not None:
            note = f"{read}; not counted: a newer view of the same assessor stands in its place"
        elif view.counted:
            reason = view.reason.rstrip(".")
            note = f"{read}; pooled with weight {view.weight:.2f}" + (
                f": {reason}" if reason else ""
            )
        else:
            note = f"{read}; not counted: {reason_of(view)}"
        if view.horizon is not None:
            note += f"; taken as said of the time up to {iso_of(view.horizon)}"
        yield _view(view, case, index, note=note)


def reason_of(view: View) -> str:
    """Return why a view is not counted, without saying again that it is not."""
    reason = one_line(view.reason).rstrip(".").removesuffix(": shown, not counted")
    return reason or "no reason is given"


def _scale_name(name: str) -> str:
    return {
        "survey": "the survey of readers, for no scale was declared",
        "stated": "the number that it states",
    }.get(name, name)


def _view(view: View, case: Case, index: Index, *, note: str) -> Sentence:
    texts = {p.id: p.text for p in case.watch.propositions}
    about = texts.get(view.proposition, view.proposition)
    mark = [] if reliability_of(view.source, case) else ["source unreviewed"]
    mark += [one_line(f"{one.path.rpartition('.')[2]} {one.told}") for one in view.overruled]
    return said(
        index,
        origin=view.origin,
        source=view.source,
        day=day_of(view.at),
        places=view.spans,
        notes=(f"on “{about}”", f"“{one_line(view.phrase)}”, {note}", *mark),
    )


def not_seen(case: Case, index: Index, house: House) -> Iterator[Sentence]:
    """Yield each look that found nothing: the only silence that moves the number."""
    looked = False
    texts = {one.id: one.text for one in case.watch.indicators}
    for row in case.matrix.rows:
        for look in sorted(row.looks, key=lambda one: (one.at, one.origin)):
            looked = True
            citations = index.cite_all(look.spans) or (entry(look.origin),)
            yield cited(
                f"“{texts[row.indicator]}” was looked for by {one_line(look.source) or 'a writer'} "
                f"on {day_of(look.at)} and not seen "
                f"(taken as {house.percents(look.share)} of place and time).",
                *citations,
            )
    if not looked:
        yield noted("In the reports in hand nobody looked for an indicator and saw nothing.")


def contradictions(case: Case, index: Index) -> Iterator[Sentence]:
    """Yield each contradiction with all its sides; none is settled here."""
    if not case.contradictions:
        yield noted("No contradiction was found in the reports in hand.")
    for one in case.contradictions:
        sides = [side for side in one.sides if side[1] in index.readings]
        if len(sides) < 2:
            continue
        citations = tuple(index.cite((report, span)) for _, report, span in sides)
        about = cut(one.about, 120)
        yield judged(
            f"{DISAGREEMENTS[one.kind].format(about=about)}; the sides stand open.", *citations
        )
        for side in sides:
            yield _side(one, side, index)


def _side(one: Contradiction, side: tuple[str, str, object], index: Index) -> Sentence:
    statement_id, report, _ = side
    place = next((r, s) for i, r, s in one.sides if (i, r) == (statement_id, report))
    statement = index.statements.get(statement_id)
    # A figure alone says little: where the side lies within its statement, the statement is cited.
    if statement is not None and statement.report == report and statement.span.holds(place[1]):
        place = (report, statement.span)
    origin = None if statement is None else index.origin_of(statement)
    citation = index.cite(place)
    return said(
        index,
        origin="" if origin is None else origin.id,
        source=(citation.speaker or "") if origin is None else origin.source,
        day=_day(citation) or "undated",
        places=(place,),
        notes=(),
    )


def uncounted(case: Case, index: Index) -> Iterator[Sentence]:
    """Yield statements that touch the watch and move nothing, each with the reason."""
    moving = {b.statement for b in case.matrix.bearings if b.direction != "none"}
    silent: dict[str, list[str]] = {}
    for bearing in case.matrix.bearings:
        if bearing.direction == "none" and bearing.statement not in moving:
            silent.setdefault(bearing.statement, []).append(bearing.reason)
    found = [index.statements[one] for one in silent if one in index.statements]
    found = [one for one in found if one.report in index.readings]
    if not found:
        yield noted("Every statement that touches the watch was counted.")
        return
    day = {one.id: index.cite((one.report, one.span)).published or "9999" for one in found}
    found.sort(key=lambda one: (day[one.id], one.report, one.span))
    for statement in found[:SHOWN]:
        reasons = list(dict.fromkeys(one.rstrip(".") for one in silent[statement.id]))
        origin = index.origin_of(statement)
        place = (statement.report, statement.span)
        citation = index.cite(place)
        yield said(
            index,
            origin="" if origin is None else origin.id,
            source=(citation.speaker or "") if origin is None else origin.source,
            day=_day(citation) or "undated",
            places=(place,),
            notes=(f"moves nothing: {listed(tuple(cut(one, QUOTE) for one in reasons))}",),
        )
    if len(found) > SHOWN:
        rest = count_of(len(found) - SHOWN, "more statement")
        yield noted(
            f"There are {rest} of this kind in the table of evidence.",
            replayed(case, case.estimate.as_of, "evidence"),
        )
