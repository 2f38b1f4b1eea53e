"""Rows: what the desk has on each indicator, one term for each origin."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tocsin.nouns import (
    Bearing,
    Grade,
    Indicator,
    Look,
    Note,
    Origin,
    Row,
    Sighting,
    Span,
    Statement,
    Verification,
    Watch,
)
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh.bearings import RULE
from tocsin.weigh.chorus import Chorus, Voice
from tocsin.weigh.coverage import Intake, coverage_of, state_of
from tocsin.weigh.grades import factor, grade_of, in_writers_voice, weigh_grade
from tocsin.weigh.leaning import leans_on, through
from tocsin.weigh.material import Material, best_match
from tocsin.weigh.reach import heard, judged
from tocsin.weigh.timing import is_planned, moment_of

__all__ = ["last_heard", "rows_of"]

_LETTER = re.compile(r"\w")
MOST = 1.0 - 2.0**-20
"""No origin is certain."""

OTHER = {"seen": "absent", "absent": "seen"}
"""The opposite of each direction."""

SPOKEN = 0.6
"""Probability from which a bearing of another origin corroborates. Declared."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A bearing with its grade: a candidate for the one term of its origin."""

    bearing: Bearing
    root: str
    source: str
    at: datetime
    weight: float
    grade: Grade
    flags: tuple[str, ...]
    via: frozenset[str]


def rows_of(
    watch: Watch,
    bearings: Sequence[Bearing],
    material: Material,
    notes: Sequence[Note],
    *,
    intake: Intake | None = None,
) -> tuple[Row, ...]:
    """Return a row for every indicator of the watch, in its order; within rows by origin id."""
    by_indicator: dict[str, list[Bearing]] = {}
    for bearing in bearings:
        moves = bearing.direction in {"seen", "absent"} and bearing.probability > 0.0
        if bearing.target_kind == "indicator" and moves and material.usable(bearing):
            by_indicator.setdefault(bearing.target, []).append(bearing)
    bearing_reports = {
        report.id for one in bearings for report in material.reports.get(one.statement, ())
    }
    spoke = last_heard(material, within=bearing_reports)
    rows = []
    for indicator in watch.indicators:
        terms = _named_first(
            _terms(
                indicator,
                _inmost(indicator, by_indicator.get(indicator.id, ()), material),
                material,
                watch.grades,
            ),
            material,
        )
        if indicator.kind == OUTCOME:
            terms = [term for term in terms if _came_about(term, watch, material)]
        own = [n for n in notes if n.watch == watch.id and n.indicator == indicator.id]
        sightings, looks = _evidence(watch, terms, own, material)
        since = material.as_of - timedelta(days=indicator.lead_days)
        heard = frozenset(name for name, last in spoke.items() if last >= since)
        rows.append(
            Row(
                indicator.id,
                sightings,
                looks,
                coverage_of(
                    indicator,
                    sightings,
                    looks,
                    heard=heard,
                    look_share=watch.settings.look_share,
                    now=material.as_of,
                    intake=intake,
                ),
                state_of(indicator, sightings, looks, now=material.as_of),
            )
        )
    return tuple(rows)


def last_heard(material: Material, *, within: Collection[str]) -> dict[str, datetime]:
    """Return when each source, and each kind of source, was last heard to say anything.

    Only the reports `within` are looked at, those that bear on the watch: what else a desk has
    read hangs on which other watches it keeps, and since when.
    """
    last: dict[str, datetime] = {}
    for statement, reports in material.reports.items():
        if not any(report.id in within for report in reports):
            continue
        origin = material.origin(statement)
        if origin is None:
            continue
        said = material.said(statement)
        names = [origin.source]
        known = material.register.sources.get(origin.source)
        if known is not None:
            names.append(known.kind)
        elif origin.source in material.register.outlets:
            names.append("media")
        for name in names:
            last[name] = max(last.get(name, said), said)
    return last


def _came_about(term: _Term, watch: Watch, material: Material) -> bool:
    """Say whether a term tells that what is asked came about within the window.

    What was so before the question opened is not its answer, and that it has not come about yet
    says no more than that the window is still open. The present with a day to come is a plan: "the
    army enters the town on 1 May", told in April.
    """
    if term.bearing.direction != "seen" or term.at < watch.opens:
        return False
    said = material.said(term.bearing.statement)
    return not is_planned(material.statements[term.bearing.statement], said)


def _terms(
    indicator: Indicator,
    bearings: Iterable[Bearing],
    material: Material,
    put: Mapping[str, float],
) -> list[_Term]:
    listed = sorted(bearings, key=lambda b: (b.statement, b.target))
    days = max(indicator.lead_days, factor("corroboration_days", put))
    judging = {
        b.statement: judged(
            material.statements[b.statement], material.match(indicator, b.statement)
        )
        for b in listed
    }
    voices = [_voice(b, material, judges=judging[b.statement]) for b in listed]
    chorus = Chorus(voices, timedelta(days=days))
    opposite = Chorus(voices, timedelta(days=factor("opposing_days", put)))
    marks = _marks(indicator, voices, listed, material)
    terms = []
    for bearing, own in zip(listed, voices, strict=True):
        if judging[bearing.statement] and _repeats(bearing, listed, judging, material):
            continue
        statement = material.statements[bearing.statement]
        origin = material.origin(bearing.statement)
        contradicting = material.contradicting.get(bearing.statement, frozenset())
        others = chorus.beside(own, contradicting)
        against = opposite.beside(replace(own, direction=OTHER[own.direction]), frozenset())
        graded = grade_of(
            statement,
            origin,
            material.register,
            corroborating=others,
            opposed=len(set(against) - {own.source}),
            marks=marks[own.root, own.direction],
            heard=heard(statement, material.match(indicator, statement.id)),
            overrules=material.overrules,
            judgement=judging[bearing.statement],
            put=put,
        )
        flags = (*graded.flags, *bearing.flags)
        if bearing.by != "rule":
            flags = (*flags, f"bearing set by {bearing.by}")
        terms.append(
            _Term(
                bearing,
                own.root,
                own.source,
                own.at,
                min(bearing.probability * graded.weight, MOST),
                graded.grade,
                flags,
                own.via,
            )
        )
    return terms


def _voice(bearing: Bearing, material: Material, *, judges: bool) -> Voice:
    statement = material.statements[bearing.statement]
    origin = material.origin(bearing.statement)
    said = material.said(bearing.statement)
    report = material.reports[bearing.statement][0]
    root = bearing.origin if origin is None else material.root(origin, bearing.statement).id
    speaker = statement.speaker
    # A writer who says it in his own voice may only repeat what others told him, and so may one
    # whom nobody names; a judgement may rest on the very words that it would confirm.
    speaks = not in_writers_voice(statement) and speaker is not None and speaker.named
    speaks = speaks and not judges
    return Voice(
        root,
        "" if origin is None else origin.source,
        bearing.direction,
        moment_of(statement, report, said),
        speaks and bearing.probability >= SPOKEN,
        through(statement, material),
    )


def _marks(
    indicator: Indicator,
    voices: Sequence[Voice],
    bearings: Sequence[Bearing],
    material: Material,
) -> dict[tuple[str, str], tuple[Verification, ...]]:
    """Return what is written of the standing of each origin's words, by root and direction.

    A denial that one report holds is one of what the origin said, whoever else tells it without.
    """
    ways = {bearing.statement: bearing.direction for bearing in bearings}
    found: dict[tuple[str, str], set[Verification]] = {}
    looked: set[tuple[str, str, str]] = set()
    for bearing, voice in zip(bearings, voices, strict=True):
        own = found.setdefault((voice.root, voice.direction), set())
        own.update(material.statements[bearing.statement].verification)
        origin = material.origin(bearing.statement)
        if origin is None or (voice.root, voice.direction, origin.id) in looked:
            continue  # of a thousand copies each would look through all others
        looked.add((voice.root, voice.direction, origin.id))
        for mention in origin.mentions:
            told = material.statements.get(mention.statement)
            if told is None or not told.verification or told.id in ways:
                continue
            if told.id in material.reports and material.match(indicator, told.id) is not None:
                own.update(told.verification)
    return {
        key: tuple(sorted(own, key=lambda m: (m.status, m.by or "", m.of)))
        for key, own in found.items()
    }


def _repeats(
    bearing: Bearing,
    bearings: Sequence[Bearing],
    judging: Mapping[str, bool],
    material: Material,
) -> bool:
    """Say whether a judgement only concludes from what others saw, and is weighed by their words.

    It is no look of its own: beside the observations that it leans on it would count them twice.
    """
    return bearing.by == RULE and any(
        other.direction == bearing.direction
        and not judging[other.statement]
        and leans_on(bearing.statement, other.statement, material)
        for other in bearings
    )


def _evidence(
    watch: Watch, terms: Sequence[_Term], notes: Sequence[Note], material: Material
) -> tuple[tuple[Sighting, ...], tuple[Look, ...]]:
    sightings: list[Sighting] = []
    looks: list[Look] = []
    by_root: dict[str, list[_Term]] = {}
    for term in terms:
        by_root.setdefault(term.root, []).append(term)
    for root, own in sorted(by_root.items()):
        first = [term for term in own if _origin_id(term, material.owner) == root] or own
        # What a re-statement adds is freshness: the weight stays that of the first saying.
        best = max(
            first,
            key=lambda t: (t.weight, t.bearing.direction == "absent", t.bearing.statement),
        )
        same = [term for term in own if term.bearing.direction == best.bearing.direction]
        at = max(term.at for term in same)
        flags = best.flags
        if len({_origin_id(term, material.owner) for term in same}) > 1:
            flags = (*flags, "said again: its age counts from the latest time")
        spans = material.places(term.bearing.statement for term in same)
        if best.bearing.direction == "seen":
            seen = Sighting(root, best.source, at, best.weight, best.grade, spans, flags)
            sightings.append(replace(seen, through=tuple(sorted(best.via))))
        else:
            share = watch.settings.look_share
            look = Look(root, best.source, at, best.weight, share, best.grade, spans, flags)
            looks.append(replace(look, through=tuple(sorted(best.via))))
    for note in sorted(notes, key=lambda n: n.id):
        if note.when < material.as_of:
            _enter(note, watch, sightings, looks)
    return (
        tuple(sorted(sightings, key=lambda s: s.origin)),
        tuple(sorted(_newest(looks), key=lambda look: look.origin)),
    )


def _named_first(terms: Sequence[_Term], material: Material) -> list[_Term]:
    """Leave out whoever is only described where the same report names one who says the same.

    "His service" beside the service's name is no second witness, and nothing tells the two apart
    for sure: doubt counts one. Whoever is heard through another ("my sources in the army") is
    somebody else for certain, and counts for what hearsay counts.
    """

    def told(term: _Term) -> list[tuple[str, str]]:
        reports = material.reports[term.bearing.statement]
        return [(report.id, term.bearing.direction) for report in reports]

    def named(term: _Term) -> bool:
        statement = material.statements[term.bearing.statement]
        speaker = statement.speaker
        return bool(statement.chain) or (speaker is not None and speaker.named)

    by_name = {place for term in terms if named(term) for place in told(term)}
    return [term for term in terms if named(term) or not by_name.issuperset(told(term))]


def _inmost(indicator: Indicator, bearings: Sequence[Bearing], material: Material) -> list[Bearing]:
    """Leave out a frame where what it says of the indicator is what it quotes of another.

    "The first was when an official said that …": the official says it, so his statement within is
    what is graded and weighed. What the writer, or who speaks, adds outside of it stays his own.
    """
    # Another's words within a frame stand in the very same reports.
    beside: dict[str, list[Bearing]] = {}
    for one in bearings:
        beside.setdefault(material.reports[one.statement][0].id, []).append(one)

    def own(outer: Bearing) -> bool:
        frame = material.statements[outer.statement]
        if outer.by != RULE:
            return True
        inner = [
            material.statements[one.statement].span
            for one in beside[material.reports[outer.statement][0].id]
            if one.direction == outer.direction and _within(frame, one.statement, material)
        ]
        return not inner or best_match(indicator, _without(frame, inner)) is not None

    return [bearing for bearing in bearings if own(bearing)]


def _within(frame: Statement, other: str, material: Material) -> bool:
    """Say whether the other statement is somebody else's words within the frame."""
    inner = material.statements[other]
    framed, told = material.origin(frame.id), material.origin(inner.id)
    another = in_writers_voice(frame) or (
        framed is not None and told is not None and framed.source != told.source
    )
    return another and (
        material.reports[frame.id] == material.reports[inner.id]
        and not in_writers_voice(inner)
        and inner.span != frame.span
        and frame.span.holds(inner.span)
    )


def _without(frame: Statement, parts: Iterable[Span]) -> Statement:
    """Return the frame with the letters of the parts blanked; every offset stays."""
    text, start = frame.text, frame.span.start
    for part in parts:
        a, b = part.start - start, part.end - start
        text = text[:a] + _LETTER.sub("_", text[a:b]) + text[b:]
    return replace(frame, text=text)


def _newest(looks: Iterable[Look]) -> list[Look]:
    """Keep a source's newest look: that it looks every day makes it no second witness."""
    kept: dict[str, Look] = {}
    for look in sorted(looks, key=lambda one: (one.at, one.origin)):
        kept[look.source or look.origin] = look
    return list(kept.values())


def _origin_id(term: _Term, owner: Mapping[str, Origin]) -> str:
    origin = owner.get(term.bearing.statement)
    return term.bearing.origin if origin is None else origin.id


def _enter(note: Note, watch: Watch, sightings: list[Sighting], looks: list[Look]) -> None:
    """Put a hand-entered observation beside the others: no span, its own id for an origin."""
    grade = Grade(None, note.credibility)
    weight, unknown = weigh_grade(grade, watch.grades)
    flags = (*unknown, f"entered by hand by {note.author}: {note.basis}")
    weight = min(weight, MOST)
    if note.direction == "seen":
        sightings.append(Sighting(note.id, note.author, note.when, weight, grade, (), flags))
    else:
        share = watch.settings.look_share
        looks.append(Look(note.id, note.author, note.when, weight, share, grade, (), flags))
