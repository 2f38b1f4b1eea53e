"""Nearness: what no pattern found and stands near an indicator, for a person to judge.

Nearness proposes and never decides: it cannot tell "unlikely" from "certain", so that what is near
counts for nothing until a person accepts it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tocsin.nouns import Correction, Origin, Reading, Register, Statement, Watch, Yardstick
from tocsin.weigh.bearings import by_statement, judged_by_rule, origin_by_statement
from tocsin.weigh.overrule import Overrules, overrules_of
from tocsin.weigh.patterns import content_of
from tocsin.weigh.rules import MUTE_ACTS, MUTE_SEGMENTS

__all__ = ["Measure", "Near", "Words", "near"]

Floats = npt.NDArray[np.float64]

SHORTEST = 5
"""Words that a statement's content needs: fewer say too little to be near anything."""
MOVING = frozenset({"seen", "absent"})
DECIMALS = 4

_WORD = re.compile(r"[^\W\d_]{2,}")
STEM = 6
"""Letters by which words are told to be of one stem."""


class Measure(Protocol):
    """What tells how near texts stand: by their words, or a sentence encoder's vectors."""

    name: str
    least: float
    """The cosine from which a statement is worth a person's look."""

    def cosines(self, texts: Sequence[str], anchors: Sequence[str]) -> Floats:
        """Return the cosine of each text with each anchor, [texts, anchors]."""


@dataclass(frozen=True, slots=True)
class Near:
    """A statement that may bear on an indicator, for a person to accept or reject.

    `near` is the id of the accepted statement that it is nearest to, None where that is the
    indicator's own text. Nothing of it counts.
    """

    statement: str
    target: str
    cosine: float
    near: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    target: str
    text: str
    statement: str | None
    accepted: bool
    reason: str


class Words:
    """The cosine of the stems that texts share, each weighed by how rare it is among the texts."""

    name = "words"
    least = 0.25

    def cosines(self, texts: Sequence[str], anchors: Sequence[str]) -> Floats:
        """Return the cosine of each text with each anchor, [texts, anchors]."""
        bags = [_stems(text) for text in (*texts, *anchors)]
        spread = Counter(stem for bag in bags for stem in bag)
        idf = {stem: math.log(1.0 + len(bags) / spread[stem]) for stem in sorted(spread)}
        unit = [_unit(bag, idf) for bag in bags]
        rows, columns = unit[: len(texts)], unit[len(texts) :]
        made = [
            [math.fsum(a[s] * b[s] for s in sorted(a.keys() & b)) for b in columns] for a in rows
        ]
        return np.array(made, dtype=np.float64).reshape(len(texts), len(anchors))


def _stems(text: str) -> Counter[str]:
    return Counter(word[:STEM] for word in _WORD.findall(text.casefold()))


def _unit(bag: Counter[str], idf: dict[str, float]) -> dict[str, float]:
    weights = {stem: (1.0 + math.log(count)) * idf[stem] for stem, count in bag.items()}
    length = math.sqrt(math.fsum(one * one for _, one in sorted(weights.items())))
    return {stem: one / length for stem, one in weights.items()} if length else {}


def near(
    watch: Watch,
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    register: Register,
    corrections: Sequence[Correction] = (),
    *,
    by: Measure,
    least: float | None = None,
    yardsticks: Mapping[str, Yardstick] | None = None,
) -> tuple[Near, ...]:
    """Return statements that stand near an indicator or an accepted statement, the nearest first.

    Only those that fill no pattern of the watch, on which nobody decided, and that could count: no
    headline, question, threat, appeal, condition or old news. One of each origin. Whatever stands
    nearer to a rejected bearing on the indicator than to all else is left out. `least` is the
    smallest cosine, that of `by` where none is given.
    """
    overrules = overrules_of(corrections)
    judged = judged_by_rule(watch, readings, origins, register, overrules, yardsticks)
    statements = by_statement(readings, overrules)
    known = {one.statement.id for one in judged} | {key for key, _ in overrules.bearings}
    open_ = [
        one
        for key, one in sorted(statements.items())
        if key not in known and key not in overrules.rejected and _could_count(one)
    ]
    anchors = _anchors(watch, statements, overrules, {one.key for one in judged})
    if not open_ or not anchors:
        return ()
    table = by.cosines([content_of(one)[0] for one in open_], [one.text for one in anchors])
    owner = origin_by_statement(origins)
    best: dict[str, Near] = {}
    for row, statement in enumerate(open_):
        nearest = _nearest(table[row], anchors)
        if nearest is None or nearest[1] < (by.least if least is None else least):
            continue
        anchor, cosine = nearest
        found = Near(statement.id, anchor.target, cosine, anchor.statement, anchor.reason)
        origin = owner.get(statement.id)
        root = statement.id if origin is None else origin.id
        if root not in best or best[root].cosine < cosine:
            best[root] = found
    return tuple(sorted(best.values(), key=lambda one: (-one.cosine, one.statement)))


def _could_count(statement: Statement) -> bool:
    muted = statement.segment in MUTE_SEGMENTS or statement.act in MUTE_ACTS
    if muted or statement.background or statement.condition is not None:
        return False
    return len(_WORD.findall(content_of(statement)[0])) >= SHORTEST


def _anchors(
    watch: Watch,
    statements: dict[str, Statement],
    overrules: Overrules,
    judged: set[tuple[str, str]],
) -> list[_Anchor]:
    """Return the indicators' own texts, and what people accepted or refused for each."""
    found = [
        _Anchor(one.id, one.text, None, accepted=True, reason=f"near the indicator “{one.text}”")
        for one in watch.indicators
    ]
    own = {one.id for one in watch.indicators}
    decided = {
        key: (made.value.get("direction") in MOVING, made.author)
        for key, made in overrules.bearings.items()
    }
    for pair in sorted(judged):
        if (made := overrules.rejected.get(pair[0])) is not None:
            decided[pair] = (False, made.author)
    for (key, target), (accepted, author) in sorted(decided.items()):
        if target in own and key in statements:
            text = content_of(statements[key])[0]
            found.append(_Anchor(target, text, key, accepted, f"near what {author} accepted"))
    return found


def _nearest(cosines: Floats, anchors: Sequence[_Anchor]) -> tuple[_Anchor, float] | None:
    """Return the nearest accepted anchor whose target has no refused one that is nearer still."""
    refused: dict[str, float] = {}
    ordered: list[tuple[float, _Anchor]] = []
    for cosine, anchor in zip(cosines, anchors, strict=True):
        value = round(float(cosine), DECIMALS)
        if anchor.accepted:
            ordered.append((value, anchor))
        else:
            refused[anchor.target] = max(refused.get(anchor.target, -1.0), value)
    ordered.sort(key=lambda one: (-one[0], one[1].target, one[1].statement or ""))
    return next(
        ((anchor, value) for value, anchor in ordered if value > refused.get(anchor.target, -1.0)),
        None,
    )
