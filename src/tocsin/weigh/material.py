"""Material: statements, their places, origins and corrections at one as-of, looked up by id."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import permutations

from tocsin.nouns import (
    Bearing,
    Contradiction,
    Correction,
    Indicator,
    Origin,
    Place,
    Reading,
    Register,
    Report,
    Span,
    Statement,
    TrackRecord,
    Yardstick,
    of_any,
)
from tocsin.weigh.bearings import by_statement, earliest_first, origin_by_statement
from tocsin.weigh.overrule import Overrules, overrules_of
from tocsin.weigh.patterns import Match, match
from tocsin.weigh.propositions import Turn
from tocsin.weigh.rules import Scale, scale_of

__all__ = ["Matched", "Material", "best_match", "contradicting", "material_of"]

Matched = dict[tuple[str, str], Match | None]
"""The match of a statement that fits an indicator best, by the ids of both."""


@dataclass(frozen=True, slots=True)
class Material:
    """What rows and views are made of.

    `reports` maps a statement id to the reports, published before `as_of`, that hold it, earliest
    first; a statement without any is out of the timeline and out of here. `contradicting` maps a
    statement id to the sources that say what cannot be true beside it, `records` a source to its
    track record. `matched` fills as matches
    are asked for: they hang on no clock, and what is left out changes none. So does `spoken`: what
    the source of an origin says in the reports of one statement, by the statement and the source;
    `held`, the statements of each report; `turned`, how its likelihood stands to a claim, by both;
    and `again`, what each origin only says again.
    """

    as_of: datetime
    statements: Mapping[str, Statement]
    reports: Mapping[str, tuple[Report, ...]]
    owner: Mapping[str, Origin]
    origins: Mapping[str, Origin]
    register: Register
    overrules: Overrules
    scales: Mapping[str, Yardstick]
    contradicting: Mapping[str, frozenset[str]] = field(default_factory=dict)
    records: Mapping[str, TrackRecord] = field(default_factory=dict)
    matched: Matched = field(default_factory=dict, compare=False, repr=False)
    spoken: dict[tuple[str, str], tuple[str, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    held: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)
    turned: dict[tuple[str, str], Turn] = field(default_factory=dict, compare=False, repr=False)
    again: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def beside(self, statement: str) -> list[str]:
        """Return the statements of the reports that hold a statement, itself among them, by id."""
        if not self.held:
            for one, reports in self.reports.items():
                for report in reports:
                    self.held.setdefault(report.id, []).append(one)
        return sorted({one for home in self.reports[statement] for one in self.held[home.id]})

    def origin(self, statement: str) -> Origin | None:
        """Return the origin of a statement."""
        return self.owner.get(statement)

    def match(self, indicator: Indicator, statement: str) -> Match | None:
        """Return the match of an indicator that fits a statement best, None where none does."""
        key = indicator.id, statement
        if key not in self.matched:
            self.matched[key] = best_match(indicator, self.statements[statement])
        return self.matched[key]

    def root(self, origin: Origin, statement: str) -> Origin:
        """Return the first of the origins that said what `statement` says again.

        That is `origin` itself where the statement is new: an assessor that repeats one thing may
        say another for the first time in the same breath.
        """
        if origin.id not in self.again:
            said = (m.statement for m in origin.mentions if m.kind == "restatement")
            self.again[origin.id] = frozenset(said)
        if statement not in self.again[origin.id]:
            return origin
        seen = {origin.id}
        while origin.restates is not None and origin.restates not in seen:
            earlier = self.origins.get(origin.restates)
            if earlier is None:
                break
            seen.add(earlier.id)
            origin = earlier
        return origin

    def said(self, statement: str) -> datetime:
        """Return when a statement was said: its origin's occasion, else its first publication.

        Never later than its first publication, nor than the as-of.
        """
        published = min(
            (
                r.published.start
                for r in self.reports[statement]
                if r.published and r.published.start
            ),
            default=self.as_of,
        )
        origin = self.owner.get(statement)
        occasion = None if origin is None or origin.occasion is None else origin.occasion.start
        times = [self.as_of, published, *([] if occasion is None else [occasion])]
        return min(times)

    def scale(self, source: str) -> Scale:
        """Return the scale that a source is known to write to."""
        known = self.register.sources.get(source)
        return scale_of(None if known is None else known.yardstick, self.scales)

    def places(self, statements: Iterable[str]) -> tuple[Place, ...]:
        """Return every (report, span) of the statements, in order of report id and span."""
        places = {
            (report.id, self.statements[one].span)
            for one in statements
            for report in self.reports[one]
        }
        return tuple(sorted(places))

    def usable(self, bearing: Bearing) -> bool:
        """Say whether the bearing's statement is in the timeline."""
        return bearing.statement in self.reports


def material_of(
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    register: Register,
    *,
    as_of: datetime,
    corrections: Sequence[Correction],
    scales: Mapping[str, Yardstick],
    contradictions: Iterable[Contradiction] = (),
    matched: Matched | None = None,
    records: Mapping[str, TrackRecord] | None = None,
) -> Material:
    """Gather the material: only what was published, wholly, before `as_of`.

    `records` are the track records of sources by name. `matched` holds matches of the same
    indicators in the same statements from before, and gains new ones.
    """
    owner = origin_by_statement(origins)
    overrules = overrules_of(corrections)
    reports: dict[str, list[Report]] = {}
    current = [
        reading
        for reading in readings
        if reading.report.published is not None and reading.report.published.known_by(as_of)
    ]
    for reading in earliest_first(current):
        for statement in of_any(reading.statements):
            reports.setdefault(statement.id, []).append(reading.report)
    statements = by_statement(current, overrules)
    return Material(
        as_of=as_of,
        statements=statements,
        reports={one: tuple(held) for one, held in reports.items() if one in statements},
        owner=owner,
        origins={origin.id: origin for origin in origins},
        register=register,
        overrules=overrules,
        scales=scales,
        contradicting=contradicting(contradictions, statements, owner),
        records={} if records is None else records,
        matched={} if matched is None else matched,
    )


def best_match(indicator: Indicator, statement: Statement) -> Match | None:
    """Return the match, of what it looks for or is looked for by, that fits a statement best."""
    found = [match(one, statement) for one in (*indicator.match, *indicator.looked)]
    return max((m for m in found if m is not None), key=lambda m: (m.fit, m.weight), default=None)


def contradicting(
    found: Iterable[Contradiction],
    statements: Mapping[str, Statement],
    owner: Mapping[str, Origin],
) -> Mapping[str, frozenset[str]]:
    """Return, by statement, the other sources with which it cannot be true.

    A headline that says other than its text is no second source, and what was published later than
    the as-of contradicts nothing yet.
    """
    against: dict[str, set[str]] = {}
    for one in found:
        if one.kind == "headline":
            continue
        sides = [side for side in one.sides if side[0] in statements and side[0] in owner]
        for (own, _, here), (other, _, there) in permutations(sides, 2):
            # Two who agree against a third are sides of one contradiction, but none to each other.
            agree = len(sides) > 2 and not _apart(
                _number(statements[own], here), _number(statements[other], there)
            )
            if not agree and owner[own].source != owner[other].source:
                against.setdefault(own, set()).add(owner[other].source)
    return {own: frozenset(sources) for own, sources in against.items()}


def _number(statement: Statement, span: Span) -> tuple[float, float] | None:
    """Return the least and the most of the quantity at `span`, None where there is none."""
    found = next((q for q in statement.quantities if q.span == span), None)
    if found is None or (found.low is None and found.high is None):
        return None
    return found.low or 0.0, math.inf if found.high is None else found.high


def _apart(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    """Say whether two figures cannot both hold; what is no figure is not told apart."""
    if one is None or other is None:
        return False
    return max(one[0], other[0]) > min(one[1], other[1])
