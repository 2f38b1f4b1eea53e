"""Learnt: what a watch's matcher made of the decisions on it, shown feature by feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.nouns import Correction, Origin, Pattern, Reading, Register, Watch, Yardstick
from tocsin.weigh.bearings import judged_by_rule
from tocsin.weigh.learning import (
    MOVING,
    Judged,
    accepts,
    chance_given,
    features_of,
    head_of,
    kind_of,
    lessons_of,
    moved,
    pattern_of,
    sure,
)
from tocsin.weigh.overrule import Overrules, overrules_of

__all__ = ["Learnt", "Shown", "learnt", "words_of_pattern"]

MISSED = "missed"
"""The kind of a row that counts what people found to bear and no pattern did."""

KINDS = ("pattern", "target", MISSED)
"""Kinds of row that stand first; those of all other features follow by name."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A bearing as an example: its probability by rule, and after all that was learnt."""

    statement: str
    target: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of one feature.

    `words` are the pattern's own where it is a pattern. `accepts` and `rejects` count origins, not
    copies. `weight_before` and `weight_after` are log-odds, `before` and `after` the chance that a
    match that fits in full and has this feature alone is right. `bearings`: other statements on
    which it has a say. `example` is the one of them that moved most, else one that was decided on.
    `decisions` are those behind it: statement, target, and whether it was accepted.
    """

    feature: str
    kind: str
    words: str
    accepts: float
    rejects: float
    weight_before: float
    weight_after: float
    before: float
    after: float
    bearings: int
    example: Shown | None
    decisions: tuple[tuple[str, str, bool], ...]


def learnt(
    watch: Watch,
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    register: Register,
    corrections: Sequence[Correction] = (),
    yardsticks: Mapping[str, Yardstick] | None = None,
) -> tuple[Learnt, ...]:
    """Return what the decisions teach: patterns first, then targets, missed ones, all else.

    Nothing where nobody decided on a bearing of the watch.
    """
    overrules = overrules_of(corrections)
    judged = judged_by_rule(watch, readings, origins, register, overrules, yardsticks)
    lessons = lessons_of(judged, overrules, watch)
    head = head_of(lessons)
    taught = {one.statement for one in lessons}
    decided = {(one.statement, one.target) for one in lessons}
    examples: dict[str, list[tuple[bool, float, Shown]]] = {}
    for one, bearing in zip(judged, moved(judged, overrules, watch), strict=True):
        free = one.statement.id not in taught
        if one.bearing.direction not in MOVING or not (free or one.key in decided):
            continue
        p = one.bearing.probability
        after = bearing.probability if free else _decided(one, overrules)
        for name in features_of(one, watch):
            if name in head.weights:
                shown = Shown(one.statement.id, one.bearing.target, p, after)
                examples.setdefault(name, []).append((free, abs(after - p), shown))
    rows = [
        Learnt(
            name,
            kind_of(name),
            "" if (own := pattern_of(watch, name)) is None else words_of_pattern(own),
            head.accepts.get(name, 0.0),
            head.rejects.get(name, 0.0),
            0.0,
            weight,
            sure(),
            head.chance([name], 1.0),
            sum(free for free, _, _ in examples[name]),
            max(examples[name], key=lambda each: (each[:2], each[2].statement))[2],
            tuple((x.statement, x.target, x.accepted) for x in lessons if name in x.features),
        )
        for name, weight in head.weights.items()
    ]
    rows += _missed(judged, overrules, watch)
    return tuple(sorted(rows, key=_place))


def _place(row: Learnt) -> tuple[int, str]:
    return (KINDS.index(row.kind) if row.kind in KINDS else len(KINDS)), row.feature


def _decided(one: Judged, overrules: Overrules) -> float:
    """Return what the person who decided agreed to, 0 where it was rejected."""
    made = overrules.bearings.get(one.key)
    if one.statement.id in overrules.rejected or made is None:
        return 0.0
    if not accepts(made, one.bearing.direction):
        return 0.0
    return chance_given(made.value.get("probability"))


def _missed(judged: Sequence[Judged], overrules: Overrules, watch: Watch) -> list[Learnt]:
    """Count what people found to bear on a target where the rules count nothing: no pattern learns.

    It wants another pattern, which a person writes.
    """
    counting = {one.key for one in judged if one.bearing.direction in MOVING}
    targets = [*(one.id for one in watch.propositions), *(one.id for one in watch.indicators)]
    rows = []
    for target in targets:
        own = sorted(
            statement
            for (statement, about), made in overrules.bearings.items()
            if about == target
            and (statement, about) not in counting
            and statement not in overrules.rejected
            and made.value.get("direction") in MOVING
        )
        if own:
            shown = Shown(own[0], target, 0.0, 1.0)
            count = float(len(own))
            name = f"{MISSED} {target}"
            told = tuple((one, target, True) for one in own)
            rows.append(Learnt(name, MISSED, "", count, 0.0, 0.0, 0.0, 0.0, 0.0, 0, shown, told))
    return rows


def words_of_pattern(pattern: Pattern) -> str:
    """Return a pattern on one line: "object: tank*, armour*; action: arriv*"."""
    return "; ".join(f"{slot}: {', '.join(words)}" for slot, words in pattern.slots.items())
