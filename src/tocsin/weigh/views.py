"""Views: outside estimates of the watch's claims, each assessor's newest word once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tocsin.nouns import DAY, Bearing, Origin, Place, Proposition, Statement, View, Watch
from tocsin.weigh.grades import factor, grade_of, in_writers_voice
from tocsin.weigh.leaning import leans_on
from tocsin.weigh.material import Material
from tocsin.weigh.patterns import PRONOUNS, match
from tocsin.weigh.propositions import Turn, told_range, turn_of
from tocsin.weigh.rules import MUTE_SEGMENTS
from tocsin.weigh.timing import stated_until

__all__ = ["open_until", "views_of"]

ORDER = ("same", "narrower", "broader")
"""Relations under which a view can count, the closest first."""

OPEN_DAYS = 90
"""The least time for which a view is taken to be meant that sets none. Declared."""

CLEAR = 0.5
"""The part of the clearest word's weight that a word needs to stand in its place. Declared."""

_POINTING = frozenset("their them him you who which that this these those one".split())
"""Words that, like pronouns, stand for somebody named elsewhere."""

UNCOUNTED = {
    "needed-for": "needed for the question, not the question: shown, not counted",
    "sign-of": "about a sign, not about the question: shown, not counted",
    "none": "another claim: shown, not counted",
}


@dataclass(frozen=True, slots=True)
class _Draft:
    view: View
    order: int
    quality: tuple[float, str]


def views_of(watch: Watch, bearings: Sequence[Bearing], material: Material) -> tuple[View, ...]:
    """Return all views, by assessor, claim and time; those that count are marked.

    Of one assessor's views on one claim the newest counts and names no other; older ones hold the
    id of the origin that superseded them. Where an assessor has spoken of several claims, only the
    one nearest to the question counts: an outside view enters once.
    """
    claims = {p.id: p for p in watch.propositions}
    usable = [b for b in bearings if material.usable(b)]
    moving = [b for b in usable if b.direction == "view"]
    listed: dict[str, set[str]] = {}
    for bearing in usable:
        listed.setdefault(bearing.target, set()).add(bearing.statement)
    borne = {target: frozenset(own) for target, own in listed.items()}
    drafts: dict[tuple[str, str], list[_Draft]] = {}
    said = _Said(borne, material)
    for bearing in sorted(moving, key=lambda b: b.statement):
        proposition = claims.get(bearing.target)
        if proposition is None:
            continue
        draft = _draft(bearing, proposition, watch, material, said)
        if draft is None:
            continue
        drafts.setdefault((draft.view.origin, draft.view.proposition), []).append(draft)
    cited = _citations(bearings, material)
    occasions = [
        [
            replace(d, view=replace(d.view, cites=tuple(sorted(cited.get(d.view.origin, ())))))
            for d in sorted(own, key=lambda one: one.quality, reverse=True)
        ]
        for own in drafts.values()
    ]
    return _once(_superseded(_kept(occasions)))


def _draft(
    bearing: Bearing, proposition: Proposition, watch: Watch, material: Material, said: _Said
) -> _Draft | None:
    statement = material.statements[bearing.statement]
    origin = material.origin(bearing.statement)
    source = "" if origin is None else origin.source
    turn = _turn_of(statement, proposition, material)
    told = told_range(statement, material.scale(source), turn)
    likelihood = statement.likelihood
    if told is None or likelihood is None:
        return None
    low, high = told.low, told.high
    turned = turn == "turned"
    if turned:
        low, high = 1.0 - high, 1.0 - low
    counted, reason = proposition.relation in ORDER, ""
    low, high, reason, counted = _related(low, high, proposition, counted=counted)
    if turn == "not":
        reason = f"denied, and read as “not {likelihood.phrase}”; {reason}"
    graded = grade_of(
        statement, origin, material.register, overrules=material.overrules, put=watch.grades
    )
    weight = graded.opinion * bearing.probability
    at = material.said(bearing.statement)
    report = material.reports[bearing.statement][0]
    gloss = in_writers_voice(statement) and source not in material.register.sources
    if gloss:
        weight *= factor("gloss", watch.grades)
        reason = f"the writer's own gloss, no assessor's estimate; {reason}"
    if counted and source.casefold() in PRONOUNS | _POINTING:
        # Who "it" or "they" is, is not known: no assessor can be told from another by a pronoun.
        counted, reason = False, "its speaker is known by a pronoun only: shown, not counted"
    assessor = source or (report.publisher or report.file)
    record = material.records.get(assessor)
    if record is not None:
        weight *= record.factor
    view = View(
        origin=bearing.origin if origin is None else origin.id,
        source=assessor,
        proposition=proposition.id,
        phrase=likelihood.phrase,
        low=low,
        high=high,
        yardstick=told.yardstick,
        at=at,
        horizon=stated_until(statement, at) or open_until(at, watch.closes),
        weight=min(max(weight, 0.0), 1.0),
        cites=(),
        spans=said.places(bearing, origin, likelihood.phrase),
        counted=counted,
        reason=reason,
        turned=turned,
        record=record,
    )
    order = ORDER.index(proposition.relation) if proposition.relation in ORDER else len(ORDER)
    return _Draft(view, order, (weight, bearing.statement))


@dataclass(frozen=True, slots=True)
class _Said:
    """Where the words stand on which views rest, found once for all copies of one origin."""

    borne: Mapping[str, frozenset[str]]
    material: Material
    known: dict[tuple[str, str, str], tuple[Place, ...]] = field(default_factory=dict)

    def places(self, bearing: Bearing, origin: Origin | None, phrase: str) -> tuple[Place, ...]:
        """Return where the origin says the same of the same claim.

        A headline or caption moves nothing, so no view stands on one.
        """
        if origin is None:
            return self.material.places(self._same(bearing.target, {bearing.statement}, phrase))
        key = origin.id, bearing.target, phrase.casefold()
        if key not in self.known:
            same = self._same(bearing.target, set(origin.items), phrase)
            self.known[key] = self.material.places(same)
        return self.known[key]

    def _same(self, target: str, names: Iterable[str], phrase: str) -> Iterable[str]:
        for name in self.borne[target].intersection(names):
            other = self.material.statements[name]
            told = other.likelihood
            if other.segment in MUTE_SEGMENTS or told is None:
                continue
            if told.phrase.casefold() == phrase.casefold():
                yield name


def _turn_of(statement: Statement, proposition: Proposition, material: Material) -> Turn:
    """Return how a statement's likelihood stands to the claim it is matched with; seen once."""
    key = proposition.id, statement.id
    if key not in material.turned:
        found = [one for p in proposition.match if (one := match(p, statement)) is not None]
        best = max(found, key=lambda m: (m.fit, m.weight), default=None)
        material.turned[key] = "" if best is None else turn_of(statement, best)
    return material.turned[key]


def _related(
    low: float, high: float, proposition: Proposition, *, counted: bool
) -> tuple[float, float, str, bool]:
    """Return the range after the declared share, the reason in words, and whether it counts."""
    relation, share = proposition.relation, proposition.share
    if relation == "same":
        return low, high, "a view on the question itself", counted
    if relation == "broader" and share is not None:
        reason = f"broader than the question: times {share:g}, the declared share"
        return low * share, high * share, reason, True
    if relation == "narrower" and share is not None:
        reason = f"narrower than the question: over {share:g}, the declared share"
        return min(low / share, 1.0), min(high / share, 1.0), reason, True
    if relation in {"broader", "narrower"}:
        reason = f"{relation} than the question, and no share is declared: shown, not counted"
        return low, high, reason, False
    return low, high, UNCOUNTED[relation], False


def open_until(at: datetime, closes: datetime) -> datetime | None:
    """Return up to when a view holds that sets no time: the close, or later if that is very near.

    "Remains unlikely", ten days before a close, is not said of these ten days.
    """
    until = at + OPEN_DAYS * DAY
    return until if until > closes else None


def _kept(occasions: Iterable[Sequence[_Draft]]) -> list[_Draft]:
    """Choose one word of each occasion, the clearest first, as the assessor's words go on.

    Who says the word that he said last, and another beside it, has not changed his word. The same
    word said again undoes its ageing and no more: it weighs what it weighed when it was first said.
    """
    by_claim: dict[tuple[str, str], list[Sequence[_Draft]]] = {}
    for words in occasions:
        by_claim.setdefault((words[0].view.source, words[0].view.proposition), []).append(words)
    chosen: list[_Draft] = []
    for _, own in sorted(by_claim.items()):
        last: View | None = None
        for words in sorted(own, key=lambda one: (one[0].view.at, one[0].view.origin)):
            draft = words[0]
            for one in words:
                clear = one.view.weight >= CLEAR * draft.view.weight
                if last is not None and clear and _alike(one.view, last):
                    draft = replace(one, view=replace(one.view, weight=last.weight))
                    break
            last = draft.view
            chosen.append(draft)
    return chosen


def _alike(one: View, other: View) -> bool:
    """Say whether two views are the same word: one range, and both counted or neither."""
    return (one.low, one.high, one.counted) == (other.low, other.high, other.counted)


def _superseded(drafts: Iterable[_Draft]) -> list[_Draft]:
    by_claim: dict[tuple[str, str], list[_Draft]] = {}
    for draft in drafts:
        by_claim.setdefault((draft.view.source, draft.view.proposition), []).append(draft)
    done: list[_Draft] = []
    for _, own in sorted(by_claim.items()):
        ordered = sorted(own, key=lambda d: (d.view.at, d.view.origin))
        newest = ordered[-1].view
        done += [
            replace(
                d,
                view=replace(
                    d.view,
                    counted=False,
                    superseded=newest.origin,
                    reason="superseded by the same assessor's newer word"
                    if d.view.at < newest.at
                    else "said at the time of another word of the same assessor, which counts",
                ),
            )
            for d in ordered[:-1]
        ]
        done.append(ordered[-1])
    return done


def _once(drafts: Sequence[_Draft]) -> tuple[View, ...]:
    """Let each assessor count once: by the claim nearest to the question, the newest of equals."""
    leading: dict[str, _Draft] = {}
    for draft in sorted(drafts, key=lambda d: (-d.order, d.view.at, d.view.origin)):
        if draft.view.counted:
            leading[draft.view.source] = draft
    views = []
    for draft in drafts:
        view = draft.view
        if view.counted and leading[view.source] is not draft:
            reason = "the same assessor's word on a claim nearer to the question counts instead"
            view = replace(view, counted=False, reason=reason)
        views.append(view)
    return tuple(sorted(views, key=lambda v: (v.origin, v.proposition)))


def _citations(bearings: Sequence[Bearing], material: Material) -> Mapping[str, frozenset[str]]:
    """Return, for each origin with a view, the observations that its assessor leans on.

    When an assessor leans on one says `tocsin.weigh.leaning`.
    """
    observed: dict[str, set[str]] = {}
    held: dict[str, set[str]] = {}
    for bearing in bearings:
        if bearing.direction in {"seen", "absent"} and material.usable(bearing):
            observed.setdefault(bearing.statement, set()).add(bearing.origin)
            for report in material.reports[bearing.statement]:
                held.setdefault(report.id, set()).add(bearing.statement)
    cited: dict[str, set[str]] = {}
    for bearing in bearings:
        origin = material.origin(bearing.statement)
        if bearing.direction != "view" or origin is None or not material.usable(bearing):
            continue
        home = material.reports[bearing.statement]
        beside = {one for report in home for one in held.get(report.id, ())}
        for statement in sorted(beside):
            if leans_on(bearing.statement, statement, material):
                cited.setdefault(origin.id, set()).update(observed[statement])
    return {one: frozenset(ids) for one, ids in cited.items()}
