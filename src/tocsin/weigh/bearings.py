"""Bearings: what each statement has to do with each indicator and proposition of a watch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from tocsin.nouns import (
    READ_KINDS,
    Bearing,
    Correction,
    Origin,
    Pattern,
    Proposition,
    Reading,
    Register,
    Relation,
    Span,
    Statement,
    Watch,
    Yardstick,
    of_any,
)
from tocsin.weigh.decrees import done_by_word
from tocsin.weigh.defenders import defenders_of, done_by_defender
from tocsin.weigh.interests import doers_of, interested
from tocsin.weigh.learning import Judged, chance_given, moved, source_kind
from tocsin.weigh.oldnews import edge_of, without_old_news
from tocsin.weigh.overrule import Overrules, corrected, overrules_of
from tocsin.weigh.patterns import Match, asked_of, match
from tocsin.weigh.phrasing import Openings
from tocsin.weigh.pointed import pointed
from tocsin.weigh.propositions import judged_proposition
from tocsin.weigh.rules import Verdict, judged_indicator, likelihood_asked, scale_of
from tocsin.weigh.words import load_yardsticks

__all__ = [
    "RULE",
    "Judge",
    "bearings",
    "by_statement",
    "earliest_first",
    "judged_by_rule",
    "origin_by_statement",
]

RULE = "rule"

_Tried = tuple[tuple[Pattern, tuple[Openings, ...]], ...]

Target = tuple[str, Literal["indicator", "proposition"], Relation]


def bearings(
    watch: Watch,
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    register: Register,
    corrections: Sequence[Correction] = (),
    yardsticks: Mapping[str, Yardstick] | None = None,
    judge: Judge | None = None,
) -> tuple[Bearing, ...]:
    """Return the bearings of all statements of `readings` on `watch`, by statement, then target.

    Every statement that matches a target gets one, also when it moves nothing: its reason says
    why. Corrections of kind "statement", "reject" and "bearing" overrule the rules, and what they
    decide teaches the other bearings (`tocsin.weigh.learning`). `yardsticks` are the scales by
    name, the shipped ones where none are given. `judge`, of the same watch, register and scales,
    spares what it has judged before.
    """
    overrules = overrules_of(corrections)
    owner = origin_by_statement(origins)
    judged = judged_by_rule(watch, readings, origins, register, overrules, yardsticks, judge)
    found: dict[tuple[str, str], Bearing] = {}
    for bearing in moved(judged, overrules, watch):
        found[bearing.statement, bearing.target] = bearing
    for bearing in _overruled(watch, found, owner, overrules):
        found[bearing.statement, bearing.target] = bearing
    return tuple(found[key] for key in sorted(found))


def judged_by_rule(
    watch: Watch,
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    register: Register,
    overrules: Overrules,
    yardsticks: Mapping[str, Yardstick] | None = None,
    judge: Judge | None = None,
) -> tuple[Judged, ...]:
    """Return what the rules alone say of each statement that matches a target, with its match."""
    judge = Judge(watch, register, yardsticks) if judge is None else judge
    owner = origin_by_statement(origins)
    texts = {reading.report.id: reading.report.text for reading in readings}
    return tuple(
        one
        for statement in by_statement(readings, overrules).values()
        for one in judge.of(statement, owner.get(statement.id), texts.get(statement.report))
    )


def by_statement(readings: Iterable[Reading], overrules: Overrules) -> dict[str, Statement]:
    """Return all statements in segments that are read, with corrections applied, by id.

    Two reports with the same text have the same statements: that of the first stands for both. Its
    day is the one that "on Sunday" is reckoned from.
    """
    statements: dict[str, Statement] = {}
    for reading in earliest_first(readings):
        for at, statement in enumerate(of_any(reading.statements)):
            if statement.segment in READ_KINDS and statement.id not in statements:
                statements[statement.id] = corrected(reading.statements[at], overrules)
    return statements


def earliest_first(readings: Iterable[Reading]) -> list[Reading]:
    """Return readings in the order of publication, the undated last."""

    def when(reading: Reading) -> tuple[bool, float, str]:
        published = reading.report.published
        start = None if published is None else published.start
        return start is None, 0.0 if start is None else start.timestamp(), reading.report.id

    return sorted(readings, key=when)


def origin_by_statement(origins: Sequence[Origin]) -> dict[str, Origin]:
    """Return the origin of each statement, by statement id.

    Of several, whose reports have one text, that which is named first: `tocsin.trace` gives them
    in the order of their earliest mentions.
    """
    owner: dict[str, Origin] = {}
    for origin in reversed(origins):
        for mention in origin.mentions:
            owner[mention.statement] = origin
        for item in origin.items:
            owner[item] = origin
    return owner


@dataclass(frozen=True, slots=True)
class _Hit:
    target: Target
    match: Match
    verdict: Verdict


class Judge:
    """The rules of one watch, which judge a statement once however many days are weighed.

    What they say hangs on the statement's words and on its source, on no clock and no other
    statement. `judged` counts statements that the patterns were tried on.
    """

    def __init__(
        self, watch: Watch, register: Register, yardsticks: Mapping[str, Yardstick] | None = None
    ) -> None:
        self._watch = watch
        self._register = register
        self._scales = load_yardsticks() if yardsticks is None else yardsticks
        self._doers = doers_of(watch)
        self._defenders = defenders_of(watch)
        self._indicators = tuple(
            (one, _tried(one.match), _tried(one.looked)) for one in watch.indicators
        )
        self._propositions = tuple((one, _tried(one.match)) for one in watch.propositions)
        self._held: dict[str, tuple[Statement, str, tuple[_Hit, ...]]] = {}
        self.judged = 0

    def of(
        self, statement: Statement, origin: Origin | None, report: str | None = None
    ) -> Iterator[Judged]:
        """Yield what the rules say of a statement, with its match, by target.

        `report` is the text that it stands in, which may tell for whom its speaker speaks.
        """
        source = "" if origin is None else origin.source
        for hit in self._hits(statement, source, report):
            bearing = Bearing(
                statement=statement.id,
                origin=statement.id if origin is None else origin.id,
                watch=self._watch.id,
                target=hit.target[0],
                target_kind=hit.target[1],
                relation=hit.target[2],
                direction=hit.verdict.direction,
                probability=min(max(hit.verdict.probability, 0.0), 1.0),
                reason=hit.verdict.reason,
                by=RULE,
                flags=hit.verdict.flags,
            )
            yield Judged(bearing, statement, hit.match, source_kind(source, self._register))

    def _hits(self, statement: Statement, source: str, report: str | None) -> tuple[_Hit, ...]:
        held = self._held.get(statement.id)
        # One statement of two copies is the same but for its report; a corrected one is not.
        if held is None or held[1] != source or not (held[0] is statement or held[0] == statement):
            self.judged += 1
            hits = self._weighed(statement, source, report)
            self._held[statement.id] = held = (statement, source, hits)
        return held[2]

    def _weighed(self, statement: Statement, source: str, report: str | None) -> tuple[_Hit, ...]:
        watch, register, scales = self._watch, self._register, self._scales
        known = register.sources.get(source)
        scale = scale_of(None if known is None else known.yardstick, scales)
        hits: list[_Hit] = []
        for indicator, tried, looks in self._indicators:
            found, looked = _indicator_match(tried, looks, statement)
            if found is None:
                continue
            target: Target = (indicator.id, "indicator", "sign-of")
            news, retold = without_old_news(statement, edge_of(indicator, watch))
            if retold:
                told, looked = _indicator_match(tried, looks, news)
                if told is None:
                    old = f"It retells what was over before the window (“{retold}”)."
                    hits.append(_Hit(target, found, _nothing(old)))
                    continue
                found = told
            by = done_by_defender(indicator.kind, statement, found, self._defenders)
            if by is not None:
                own = f"{by} does it, against whom it would be done: that is no sign of the others."
                hits.append(_Hit(target, found, _nothing(own)))
                continue
            verdict = judged_indicator(
                statement,
                found,
                watch,
                looked=looked,
                scale=scale,
                party=interested(statement, source, register, found, self._doers, report=report),
                told=done_by_word(indicator, statement, found),
            )
            hits.append(_Hit(target, found, verdict))
        views: list[_Hit] = []
        asked = pointed(statement, report)
        for proposition, tried in self._propositions:
            best = _best(tried, asked)
            if best is not None:
                verdict = judged_proposition(asked, proposition, best, watch, scale=scale)
                views.append(
                    _Hit((proposition.id, "proposition", proposition.relation), best, verdict)
                )
        views = _exclusive(views, watch.propositions)
        return (*_signs(statement, hits, views), *views)


def _tried(patterns: Iterable[Pattern]) -> _Tried:
    """Return patterns with what each asks at least of a text."""
    return tuple((pattern, asked_of(pattern)) for pattern in patterns)


def _indicator_match(
    tried: _Tried, looks: _Tried, statement: Statement
) -> tuple[Match | None, bool]:
    """Return the best match of an indicator, and whether it is one of its looks."""
    looked, found = _best(looks, statement), _best(tried, statement)
    if looked is None or (found is not None and found.weight > looked.weight):
        return found, False
    return looked, True


def _best(tried: _Tried, statement: Statement) -> Match | None:
    """Return the match that fits best, then the one that asks most; the first of equals."""
    best: Match | None = None
    for pattern, asked in tried:
        if not all(openings.may_stand_in(statement.text) for openings in asked):
            continue
        one = match(pattern, statement)
        if one is not None and (best is None or (one.fit, one.weight) > (best.fit, best.weight)):
            best = one
    return best


def _exclusive(views: list[_Hit], propositions: Sequence[Proposition]) -> list[_Hit]:
    """Leave one view a statement: its likelihood is of one claim, the one that fits it closest.

    The subject of the likelihood leads: closest is what stands first, then what fills most slots.
    """
    stating = [hit for hit in views if hit.verdict.direction == "view"]
    if len(stating) < 2:
        return views
    best = max(
        stating,
        key=lambda hit: (-hit.match.cover.start, hit.match.weight),
    )
    text = {proposition.id: proposition.text for proposition in propositions}[best.target[0]]
    reason = f"Its likelihood is of another claim, “{text}”."
    return [
        hit if hit is best or hit not in stating else _Hit(hit.target, hit.match, _nothing(reason))
        for hit in views
    ]


def _signs(statement: Statement, hits: list[_Hit], views: list[_Hit]) -> list[_Hit]:
    """Leave no sign that is but the question's own event: how likely that is, is a view of it.

    "They will probably enter", said by whoever it be, announces nothing; and a word of likelihood
    that a sign asks for is heard once, as the view that it is.
    """
    stating = [hit for hit in views if hit.verdict.direction == "view"]
    stated = [_deed(hit.match) for hit in stating]
    asked = any(hit.target[2] != "none" for hit in stating)
    reason = "It says how likely the event itself is, which is a view and no sign of it."
    return [
        _Hit(hit.target, hit.match, _nothing(reason))
        if hit.verdict.direction in {"seen", "absent"}
        and (
            any(_same(one, _deed(hit.match)) for one in stated)
            or (asked and likelihood_asked(statement, hit.match))
        )
        else hit
        for hit in hits
    ]


def _deed(found: Match) -> Span | None:
    return next((span for slot, span in found.slots if slot == "action"), None)


def _same(one: Span | None, other: Span | None) -> bool:
    """Say whether two actions are one deed, told in more or fewer words: "call", "call up"."""
    return one is not None and other is not None and one.overlaps(other)


def _nothing(reason: str) -> Verdict:
    return Verdict("none", 0.0, reason)


def _overruled(
    watch: Watch,
    found: Mapping[tuple[str, str], Bearing],
    owner: Mapping[str, Origin],
    overrules: Overrules,
) -> Iterator[Bearing]:
    """Yield the bearings that people put in place of the rules'."""
    targets: dict[str, Target] = {
        i.id: (i.id, "indicator", "sign-of") for i in watch.indicators
    } | {p.id: (p.id, "proposition", p.relation) for p in watch.propositions}
    for (statement, target), bearing in sorted(found.items()):
        if (correction := overrules.rejected.get(statement)) is not None:
            yield Bearing(
                statement,
                bearing.origin,
                watch.id,
                target,
                bearing.target_kind,
                bearing.relation,
                "none",
                0.0,
                f"Rejected: {correction.reason}",
                correction.author,
            )
    for (statement, target), correction in sorted(overrules.bearings.items()):
        if target not in targets or statement in overrules.rejected:
            continue
        _, kind, relation = targets[target]
        before = found.get((statement, target))
        origin = owner.get(statement)
        direction = str(correction.value.get("direction", before.direction if before else "none"))
        if direction not in {"seen", "absent", "view", "none"}:
            continue
        yield Bearing(
            statement,
            statement if origin is None else origin.id,
            watch.id,
            target,
            kind,
            relation,
            cast("Literal['seen', 'absent', 'view', 'none']", direction),
            _probability(correction.value.get("probability"), direction),
            correction.reason,
            correction.author,
        )


def _probability(value: object, direction: str) -> float:
    return 0.0 if direction == "none" else chance_given(value)
