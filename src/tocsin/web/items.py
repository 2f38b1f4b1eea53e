"""Items: what an inbox shows of a situation, statement by statement, the newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from tocsin.desk import Situation
from tocsin.nouns import Bearing, Correction, Grade, Origin, Reading, Register, Statement
from tocsin.web.sifting import Item

__all__ = ["decided_on", "items_of"]

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

UNKNOWN = ("F", "6")
"""The letter and the figure of what is not known; no average."""


def items_of(now: Situation, register: Register, came: Mapping[str, datetime]) -> tuple[Item, ...]:
    """Return the statements of a situation, those of the newest report first.

    Reports of one text have the same statements: the first of them, by id, stands for all, as in
    weighing. `came` says when the desk first had each report.
    """
    owner = _owners(now.origins)
    bearings: dict[str, list[Bearing]] = defaultdict(list)
    for one in now.matrix.bearings:
        bearings[one.statement].append(one)
    for own in bearings.values():
        own.sort(key=lambda one: (one.direction == "none", -one.probability, one.target))
    decisions = decided_on(now.corrections, owner)
    grades = _grades(now)
    found: list[Item] = []
    known: set[str] = set()
    for reading in sorted(now.readings, key=lambda one: one.report.id):
        for statement in reading.statements:
            if statement.id in known:
                continue
            known.add(statement.id)
            origin = owner.get(statement.id)
            borne = tuple(bearings.get(statement.id, ()))
            made = decisions.get(statement.id, ())
            grade = _grade(origin, register, grades, made)
            published = reading.report.published
            at = published.start if published is not None and published.start else LONG_AGO
            found.append(
                Item(
                    statement=statement,
                    reading=reading,
                    origin=origin,
                    bearings=borne,
                    decisions=made,
                    grade=grade,
                    at=at,
                    came=came.get(reading.report.id, LONG_AGO),
                    facets=dict(_facets(statement, reading, origin, borne, made, grade)),
                )
            )
    found.sort(key=lambda one: (one.reading.report.id, one.statement.span))
    found.sort(key=lambda one: one.at, reverse=True)
    return tuple(found)


def decided_on(
    standing: Iterable[Correction], origins: Mapping[str, Origin]
) -> dict[str, tuple[Correction, ...]]:
    """Return the corrections that stand on each statement; `origins` are by statement."""
    of_origin: dict[str, list[str]] = defaultdict(list)
    for name, origin in origins.items():
        of_origin[origin.id].append(name)
    found: dict[str, list[Correction]] = defaultdict(list)
    for one in standing:
        if one.kind in {"statement", "reject"} or (
            one.kind == "grade" and "credibility" in one.value
        ):
            found[one.target].append(one)
        elif one.kind == "bearing":
            found[one.target.partition(":")[0]].append(one)
        elif one.kind == "split":
            for statement in _listed(one):
                found[statement].append(one)
        elif one.kind == "join":
            for statement in sorted(of_origin.get(one.target, ())):
                found[statement].append(one)
    return {name: tuple(rows) for name, rows in found.items()}


def _owners(origins: Sequence[Origin]) -> dict[str, Origin]:
    """Return the origin of each statement; of two that hold it, the first by id."""
    owner: dict[str, Origin] = {}
    for origin in sorted(origins, key=lambda one: one.id):
        for item in (*(mention.statement for mention in origin.mentions), *origin.items):
            owner.setdefault(item, origin)
    return owner


def _grades(now: Situation) -> dict[str, Grade]:
    """Return the grade with which each origin was weighed, where it was."""
    return {
        one.origin: one.grade
        for row in now.matrix.rows
        for one in sorted(row.evidence, key=lambda one: one.origin)
    }


def _grade(
    origin: Origin | None,
    register: Register,
    grades: Mapping[str, Grade],
    decisions: Sequence[Correction],
) -> str:
    """Return reliability and credibility as one word, "B2": as weighed, else as registered."""
    if origin is not None and origin.id in grades:
        weighed = grades[origin.id]
        return f"{weighed.reliability or UNKNOWN[0]}{weighed.credibility or UNKNOWN[1]}"
    source = None if origin is None else register.sources.get(origin.source)
    letter = UNKNOWN[0] if source is None else source.reliability or UNKNOWN[0]
    given = [one.value["credibility"] for one in decisions if one.kind == "grade"]
    return f"{letter}{given[-1] if given else UNKNOWN[1]}"


def _facets(
    statement: Statement,
    reading: Reading,
    origin: Origin | None,
    bearings: Sequence[Bearing],
    decisions: Sequence[Correction],
    grade: str,
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "is", tuple(_states(statement, reading, bearings, decisions))
    yield "indicator", tuple(dict.fromkeys(one.target for one in bearings))
    yield "act", (statement.act,)
    phrase = statement.likelihood
    yield "likelihood", () if phrase is None else (" ".join(phrase.phrase.casefold().split()),)
    standings = tuple(dict.fromkeys(one.status for one in statement.verification))
    yield "verification", standings or ("not told",)
    yield "grade", (grade,)
    yield "source", ("not told",) if origin is None else (origin.source,)
    yield "origin", () if origin is None else (origin.id,)
    yield "language", (reading.report.language or "not told",)


def _states(
    statement: Statement,
    reading: Reading,
    bearings: Sequence[Bearing],
    decisions: Sequence[Correction],
) -> Iterator[str]:
    if any(one.direction != "none" and one.probability > 0.0 for one in bearings):
        yield "may move the estimate"
    if decisions:
        yield "decided by a person"
    if any(one.kind == "reject" for one in decisions):
        yield "rejected"
    if statement.likelihood is not None:
        yield "states a likelihood"
    if statement.polarity == "negated":
        yield "negated"
    if statement.background:
        yield "background"
    if reading.report.translation is not None:
        yield "translated"


def _listed(split: Correction) -> tuple[str, ...]:
    given = split.value.get("statements")
    return tuple(str(one) for one in given) if isinstance(given, list | tuple) else (str(given),)
