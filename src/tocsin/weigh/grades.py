"""Grades: how far a source can be relied on and how credible what it says is, set apart.

The scales are the Admiralty system's (NATO AJP-2.1); what a grade weighs is declared in
`data/grades.yaml`, not measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.data import load
from tocsin.nouns import Grade, Origin, Register, Reliability, Statement, Verification
from tocsin.weigh.overrule import Overrules

__all__ = [
    "Graded",
    "declared",
    "factor",
    "grade_of",
    "in_writers_voice",
    "weigh_grade",
]

_WORD = re.compile(r"\w+")
_AS_DECLARED: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with what it weighs, in [0, 1), and the flags that say what entered the weight.

    `opinion` is the weight of a judgement by the same source: what nobody can have checked yet has
    no credibility, so only the source and the doubts count.
    """

    grade: Grade
    weight: float
    opinion: float
    flags: tuple[str, ...]


@cache
def declared() -> Mapping[str, float]:
    """Return the declared numbers of `grades.yaml` by name: "reliability.B", "writer_voice".

    Without those of track records, which hang on other watches.
    """
    table: dict[str, Any] = load("grades.yaml")
    found: dict[str, float] = {}
    for name, value in table.items():
        if name in {"reliability", "credibility"}:
            found |= {f"{name}.{key}": float(row["weight"]) for key, row in value.items()}
        elif not isinstance(value, dict):
            found[name] = float(value)
    return found


def factor(name: str, put: Mapping[str, float] = _AS_DECLARED) -> float:
    """Return a number of `grades.yaml` by its name: what `put` has for it, else as declared."""
    return put[name] if name in put else declared()[name]


def weigh_grade(
    grade: Grade, put: Mapping[str, float] = _AS_DECLARED
) -> tuple[float, tuple[str, ...]]:
    """Return what `grade` weighs, and flags for the parts of it that are unknown.

    `put` are numbers of `grades.yaml` that people set, by name.
    """
    flags = []
    source = _source_weight(grade.reliability, put)
    if grade.reliability is None:
        flags.append("reliability unknown: declared default")
    if grade.credibility is None:
        item = factor("unknown_credibility", put)
        flags.append("credibility unknown: declared default")
    else:
        item = factor(f"credibility.{grade.credibility}", put)
    return source * item, tuple(flags)


def grade_of(
    statement: Statement,
    origin: Origin | None,
    register: Register,
    *,
    corroborating: Sequence[str] = (),
    opposed: int = 0,
    marks: Sequence[Verification] | None = None,
    heard: str = "",
    overrules: Overrules | None = None,
    judgement: bool | None = None,
    put: Mapping[str, float] = _AS_DECLARED,
) -> Graded:
    """Grade what `statement` says, as its origin's source says it.

    `corroborating` are the sources of *other* origins that say the same: copies and relays of one
    origin never count. `opposed` is how many say the opposite at that time: each takes one of those
    away. `marks` are what is written of the standing of what the origin says, in any report that
    holds it; None takes those of the statement. `heard` are words by which who speaks tells what
    others told him. Every unnamed link of the chain and every doubt that is written down lowers
    the weight; each is flagged. `judgement` says whether what is graded is a judgement; None takes
    it from the act of the statement. `put` are numbers of `grades.yaml` that people set, by name.
    """
    judgement = statement.act == "assessment" if judgement is None else judgement
    overrules = overrules or Overrules()
    name = "" if origin is None else origin.source
    # F, which a person sets, is unknown too, and stands in place of what the register has.
    known = _registered(name, register)
    reliability = overrules.reliability.get(name, known)
    marks = statement.verification if marks is None else marks
    marks = [mark for mark in marks if not _own_word(mark, statement, name, register)]
    own_voice = name in register.sources
    others = max(len(set(corroborating) - {name}) - opposed, 0)
    credibility = _credibility(statement, marks, others, own_voice=own_voice)
    flags: list[str] = []
    if name in overrules.reliability:
        flags.append("reliability set by an analyst")
    if statement.id in overrules.credibility:
        credibility = overrules.credibility[statement.id]
        flags.append("credibility set by an analyst")
    grade = Grade(reliability, credibility)
    weight, unknown = weigh_grade(grade, put)
    flags += unknown
    doubt, opinion = 1.0, _source_weight(reliability, put)
    doubts = _doubts(statement, heard, own_voice=own_voice)
    for kind, words, times in [*doubts, *_standing(statement, marks, judgement=judgement)]:
        doubt *= factor(kind, put) ** times
        # A view is a judgement by its nature.
        opinion *= 1.0 if kind == "judgement" else factor(kind, put) ** times
        flags.append(words)
    return Graded(grade, weight * doubt, opinion, tuple(flags))


def _source_weight(reliability: Reliability | None, put: Mapping[str, float]) -> float:
    if reliability is None:
        return factor("unknown_reliability", put)
    return factor(f"reliability.{reliability}", put)


def _registered(name: str, register: Register) -> Reliability | None:
    source = register.sources.get(name)
    if source is not None:
        return source.reliability
    outlet = register.outlets.get(name)
    return None if outlet is None else outlet.reliability


def _own_word(mark: Verification, statement: Statement, source: str, register: Register) -> bool:
    """Say whether a mark is only what its speaker says of his own words: he "confirmed" them."""
    if mark.by is None:
        return False
    by = _folded(mark.by)
    speaker = "" if statement.speaker is None else _folded(statement.speaker.text)
    return by in {_folded(source), speaker} or register.by_alias.get(by) == source


def _folded(name: str) -> str:
    words = _WORD.findall(name.casefold())
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _credibility(
    statement: Statement, marks: Sequence[Verification], others: int, *, own_voice: bool
) -> int | None:
    """Grade the item by what is written of its standing, who else says it, and how it is known."""
    statuses = {mark.status for mark in marks}
    if "denied" in statuses:
        return 3 if others >= 2 else 4
    if others >= 2 or ("verified" in statuses and others >= 1):
        return 1
    if others == 1 or "verified" in statuses:
        return 2
    if "unverified" in statuses:
        return None
    if statement.act == "observation" or statement.absence is not None:
        # It says how it is known: somebody looked.
        return 3
    # Figures can be checked, and whoever names them can be held to them: not so a mere writer.
    speaks = own_voice or not in_writers_voice(statement)
    named = statement.speaker is not None and statement.speaker.named
    return 3 if speaks and named and statement.quantities else None


def in_writers_voice(statement: Statement) -> bool:
    """Say whether the writer speaks, and nobody whom the text names."""
    return statement.speaker is None or statement.speaker.span is None


def _doubts(statement: Statement, heard: str, *, own_voice: bool) -> list[tuple[str, str, int]]:
    """Return (factor, words, times) for every doubt in who speaks and how he knows.

    `own_voice`: the writer is a registered source, such as an institute in its own report.
    """
    doubts: list[tuple[str, str, int]] = []
    speaker = statement.speaker
    if in_writers_voice(statement):
        if own_voice:
            return doubts
        doubts.append(("writer_voice", "the writer's own voice: its basis is not said", 1))
    elif speaker is not None and not speaker.named:
        doubts.append(("unnamed", "nobody is named as the speaker", 1))
    unnamed = sum(not link.name.named for link in statement.chain)
    if unnamed:
        links = "link" if unnamed == 1 else "links"
        doubts.append(("unnamed_link", f"hearsay: {unnamed} unnamed {links}", unnamed))
    elif heard:
        doubts.append(("unnamed_link", f"hearsay: told by others (“{heard}”)", 1))
    return doubts


def _standing(
    statement: Statement, marks: Sequence[Verification], *, judgement: bool
) -> list[tuple[str, str, int]]:
    doubts: list[tuple[str, str, int]] = []
    if judgement and statement.absence is None:
        doubts.append(("judgement", "a judgement, not an observation", 1))
    if any(mark.status == "unverified" for mark in marks):
        doubts.append(("unverified", "not verified, as is said beside it", 1))
    return doubts
