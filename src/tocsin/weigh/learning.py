"""Learning: what the accepts and rejects of a watch say of its other bearings, feature by feature.

A ridge logistic regression about the shipped probabilities: Genkin, Lewis and Madigan (2007),
"Large-Scale Bayesian Logistic Regression for Text Categorization", Technometrics 49(3), with the
rule's own chance as the offset. Without a decision nothing moves.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.data import load
from tocsin.nouns import Bearing, Correction, Pattern, Register, Statement, Watch
from tocsin.weigh.grades import in_writers_voice
from tocsin.weigh.overrule import Overrules
from tocsin.weigh.patterns import Match

__all__ = [
    "LEARNT",
    "Head",
    "Judged",
    "Lesson",
    "accepts",
    "chance_given",
    "counted",
    "features_of",
    "head_of",
    "kind_of",
    "lessons_of",
    "moved",
    "pattern_of",
    "patterns_named",
    "source_kind",
    "sure",
    "told_by",
]

Floats = npt.NDArray[np.float64]

DECIMALS = 9
"""Decimals of a weight: beyond them, machines add up differently."""
EVEN = 0.5
STEPS = 100
TOLERANCE = 1e-12
MOVING = frozenset({"seen", "absent", "view"})
LEARNT = "learnt from"
"""How the flag of a bearing that was taught begins."""
TOLD = 0.005
"""A factor nearer to 1 than this is not worth a word, unless the pattern itself was decided on."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of one statement and one target, with the match that it rests on.

    `source` is the kind of the source that said it, "" where the register does not have it.
    """

    bearing: Bearing
    statement: Statement
    match: Match
    source: str

    @property
    def key(self) -> tuple[str, str]:
        """Statement and target."""
        return self.bearing.statement, self.bearing.target


@dataclass(frozen=True, slots=True)
class Lesson:
    """A person's decision on a bearing that the rules would have counted.

    `weight` in (0, 1]: what one origin's statements teach of one target is one lesson together.
    """

    statement: str
    target: str
    features: tuple[str, ...]
    fit: float
    accepted: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Head:
    """What was learnt: a weight in log-odds for each feature; accepts and rejects behind it."""

    weights: Mapping[str, float]
    accepts: Mapping[str, float]
    rejects: Mapping[str, float]

    def chance(self, features: Iterable[str], fit: float) -> float:
        """Return the chance in (0, 1) that a match of these features is right."""
        shift = math.fsum(self.weights.get(name, 0.0) for name in features)
        return _logistic(_prior(fit) + shift)

    def times(self, features: Iterable[str], fit: float) -> float:
        """Return the factor on the probability of a bearing by rule: 1 where nothing was learnt.

        At most 1 / `fit`: accepts can make good how loosely the words stand, and nothing else.
        """
        names = [name for name in features if self.weights.get(name, 0.0) != 0.0]
        if not names:
            return 1.0
        return min(self.chance(names, fit) / min(fit, sure()), 1.0 / fit)


def sure() -> float:
    """Return the declared chance that a match which fits in full is right."""
    return float(load("learning.yaml")["sure"])


def kind_of(feature: str) -> str:
    """Return the kind of a feature, its first word."""
    return feature.partition(" ")[0]


@cache
def _variance(kind: str) -> float:
    table: dict[str, Any] = load("learning.yaml")["variance"]
    return float(table[kind])


def _prior(fit: float) -> float:
    chance = min(fit, sure())
    return math.log(chance / (1.0 - chance))


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x >= 0.0 else math.exp(x) / (1.0 + math.exp(x))


def patterns_named(watch: Watch, target: str) -> list[tuple[str, Pattern]]:
    """Return the patterns of a target under the places at which the watch file has them."""
    for claim in watch.propositions:
        if claim.id == target:
            return [(f"{target}.match.{n}", one) for n, one in enumerate(claim.match)]
    for sign in watch.indicators:
        if sign.id == target:
            named = [(f"{target}.match.{n}", one) for n, one in enumerate(sign.match)]
            return named + [(f"{target}.looked.{n}", one) for n, one in enumerate(sign.looked)]
    return []


def pattern_of(watch: Watch, feature: str) -> Pattern | None:
    """Return the pattern that a feature names, None where it names another thing."""
    kind, _, place = feature.partition(" ")
    if kind != "pattern":
        return None
    target = place.rsplit(".", 2)[0]
    return next((one for name, one in patterns_named(watch, target) if name == place), None)


def features_of(one: Judged, watch: Watch) -> tuple[str, ...]:
    """Return the features of a bearing by rule, sorted: the kind of each is its first word."""
    statement, target = one.statement, one.bearing.target
    names = [
        f"target {target}",
        f"direction {one.bearing.direction}",
        f"act {statement.act}",
        f"tense {statement.tense}",
        f"polarity {statement.polarity}",
        f"speaker {_speaker(statement)}",
        f"source {one.source or 'unregistered'}",
        f"fit {'whole' if one.match.fit >= 1.0 else 'in part'}",
        f"slots {len(one.match.slots)}",
    ]
    places = (name for name, own in patterns_named(watch, target) if own == one.match.pattern)
    names += [f"pattern {name}" for name in places][:1]
    names += sorted({f"basis {q.basis}" for q in statement.quantities})
    return tuple(sorted(names))


def _speaker(statement: Statement) -> str:
    if in_writers_voice(statement):
        return "writer"
    return "named" if statement.speaker is not None and statement.speaker.named else "unnamed"


def source_kind(source: str, register: Register) -> str:
    """Return the kind of a source, "outlet" for a registered outlet, "" for any other."""
    known = register.sources.get(source)
    if known is not None:
        return known.kind
    return "outlet" if source in register.outlets else ""


def lessons_of(judged: Iterable[Judged], overrules: Overrules, watch: Watch) -> tuple[Lesson, ...]:
    """Return what people decided on bearings that the rules would count, by statement and target.

    A bearing that a person gives the rule's direction is an accept; another direction, none, a
    probability below one half, and the reject of the whole statement are rejects. Where the rules
    count nothing there is no lesson.
    """
    decided: list[tuple[Judged, bool]] = []
    for one in sorted(judged, key=lambda each: each.key):
        if one.bearing.direction not in MOVING:
            continue
        if one.bearing.statement in overrules.rejected:
            decided.append((one, False))
        elif (made := overrules.bearings.get(one.key)) is not None:
            decided.append((one, accepts(made, one.bearing.direction)))
    shares = Counter((one.bearing.origin, one.bearing.target) for one, _ in decided)
    return tuple(
        Lesson(
            *one.key,
            features_of(one, watch),
            one.match.fit,
            accepted,
            1.0 / shares[one.bearing.origin, one.bearing.target],
        )
        for one, accepted in decided
    )


def accepts(made: Correction, direction: str) -> bool:
    """Say whether a decision agrees with the rule's `direction`, and is surer of it than not."""
    same = made.value.get("direction", direction) == direction
    return same and chance_given(made.value.get("probability")) >= EVEN


def chance_given(value: object) -> float:
    """Return the probability that a person set, as a number or as its words; 1 where none is."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 1.0
    try:
        given = float(value)
    except ValueError:
        return 1.0
    return min(max(given, 0.0), 1.0) if math.isfinite(given) else 1.0


def head_of(lessons: Sequence[Lesson]) -> Head:
    """Return the weights that the lessons make likeliest, with the declared priors about 0.

    Maximises sum_i n_i ln P(y_i) - sum_j w_j^2 / (2 v_j), where P(accept) is the logistic of
    logit(min(fit, sure)) plus the weights of the lesson's features. Strictly concave: there is one
    answer, whatever the order.
    """
    ordered = sorted(lessons, key=lambda one: (one.statement, one.target))
    names = sorted({name for one in ordered for name in one.features})
    if not ordered:
        return Head({}, {}, {})
    at = {name: n for n, name in enumerate(names)}
    present = np.zeros((len(ordered), len(names)))
    for row, one in enumerate(ordered):
        present[row, [at[name] for name in one.features]] = 1.0
    weights = _likeliest(
        present,
        offset=np.array([_prior(one.fit) for one in ordered]),
        accepted=np.array([float(one.accepted) for one in ordered]),
        counts=np.array([one.weight for one in ordered]),
        variance=np.array([_variance(kind_of(name)) for name in names]),
    )
    return Head(
        {name: round(float(weights[n]), DECIMALS) for name, n in at.items()},
        _sums(ordered, accepted=True),
        _sums(ordered, accepted=False),
    )


def _sums(lessons: Sequence[Lesson], *, accepted: bool) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for one in lessons:
        for name in one.features:
            if one.accepted is accepted:
                found.setdefault(name, []).append(one.weight)
    return {name: math.fsum(found[name]) for name in sorted(found)}


def _likeliest(
    present: Floats, *, offset: Floats, accepted: Floats, counts: Floats, variance: Floats
) -> Floats:
    """Return the mode of the posterior by Newton's method, each step halved until it climbs."""

    def height(weights: Floats) -> float:
        odds = offset + present @ weights
        told = np.where(accepted > 0.0, odds, -odds)
        return float(-(counts * np.logaddexp(0.0, -told)).sum() - (weights**2 / variance).sum() / 2)

    weights = np.zeros(len(variance))
    best = height(weights)
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(offset + present @ weights)))
        slope = present.T @ (counts * (accepted - chance)) - weights / variance
        bend = (present.T * (counts * chance * (1.0 - chance))) @ present
        step = np.linalg.solve(bend + np.diag(1.0 / variance), slope)
        size = 1.0
        while height(weights + size * step) < best and size > TOLERANCE:
            size /= 2.0
        weights = weights + size * step
        best = max(best, height(weights))
        if float(np.abs(size * step).max()) < TOLERANCE:
            break
    return weights


def moved(judged: Sequence[Judged], overrules: Overrules, watch: Watch) -> tuple[Bearing, ...]:
    """Return the bearings by rule, those on which nobody decided as the decisions teach them.

    Statements that were decided on keep what the rules say; people's word stands over it.
    """
    lessons = lessons_of(judged, overrules, watch)
    if not lessons:
        return tuple(one.bearing for one in judged)
    head = head_of(lessons)
    taught = {one.statement for one in lessons}
    return tuple(
        one.bearing
        if one.bearing.statement in taught or one.bearing.direction not in MOVING
        else _after(one, head, watch)
        for one in judged
    )


def _after(one: Judged, head: Head, watch: Watch) -> Bearing:
    features = features_of(one, watch)
    times = head.times(features, one.match.fit)
    said = told_by(head, features)
    if not said or (times == 1.0 and not _decided(head, features)):
        return one.bearing
    if abs(times - 1.0) < TOLD and not _decided(head, features):
        flags, reason = one.bearing.flags, one.bearing.reason
    else:
        flags = (*one.bearing.flags, f"{said}: times {times:.2f}")
        reason = f"{one.bearing.reason} {said[0].upper()}{said[1:]}: times {times:.2f}."
    probability = min(one.bearing.probability * times, 1.0)
    return replace(one.bearing, probability=probability, reason=reason, flags=flags)


def _decided(head: Head, features: Iterable[str]) -> bool:
    own = [name for name in features if kind_of(name) == "pattern"]
    return any(name in head.accepts or name in head.rejects for name in own)


def told_by(head: Head, features: Iterable[str]) -> str:
    """Return in words what a bearing was taught by: decisions on its own pattern, else on others.

    "" where no decision shares a feature with it.
    """
    names = list(features)
    own = [name for name in names if kind_of(name) == "pattern"]
    if _decided(head, names):
        return f"{LEARNT} {counted(head, own)} of its pattern"
    target = [name for name in names if kind_of(name) == "target"]
    if any(name in head.accepts or name in head.rejects for name in target):
        return f"{LEARNT} {counted(head, target)} of its target's other patterns"
    if any(name in head.weights for name in names):
        return f"{LEARNT} decisions on other targets"
    return ""


def counted(head: Head, names: Iterable[str]) -> str:
    """Return accepts and rejects behind some features in words: "4 accepts, 1 reject"."""
    listed = list(names)
    parts = []
    for counts, word in ((head.accepts, "accept"), (head.rejects, "reject")):
        number = round(math.fsum(counts.get(name, 0.0) for name in listed), 2)
        if number > 0.0:
            parts.append(f"{number:g} {word}{'' if number == 1.0 else 's'}")
    return ", ".join(parts)
