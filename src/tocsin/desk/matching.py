"""Matching: what a watch learnt from decisions, and what may bear on it that no pattern found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.desk.hints import command_of
from tocsin.desk.place import Desk
from tocsin.desk.situation import Situation
from tocsin.errors import BadArgument
from tocsin.nouns import Reading, Statement
from tocsin.weigh.learnt import Shown, learnt
from tocsin.weigh.nearness import Measure, Words, near

__all__ = ["MEASURES", "learnt_rows", "suggested"]

MEASURES = ("words", "encoder")
"""What nearness is told by; the encoder is in an extra of its own."""


def learnt_rows(desk: Desk, now: Situation) -> list[dict[str, Any]]:
    """Return a row for each feature on which somebody decided, patterns first.

    `weight_before` and `weight_after` are log-odds; `before` and `after` the chance that a whole
    match with this feature alone is right; `decisions` those behind it; `example` a statement with
    its place, its words and the probability of its bearing by rule and as learnt.
    """
    places = _places(now)
    return [
        {
            "feature": one.feature,
            "kind": one.kind,
            "words": one.words,
            "accepts": one.accepts,
            "rejects": one.rejects,
            "weight_before": one.weight_before,
            "weight_after": one.weight_after,
            "before": one.before,
            "after": one.after,
            "bearings": one.bearings,
            "decisions": [
                {"statement": statement, "target": target, "accepted": accepted}
                for statement, target, accepted in one.decisions
            ],
            "example": None if one.example is None else _example(one.example, places),
        }
        for one in learnt(
            now.watch,
            now.readings,
            now.origins,
            desk.register,
            now.corrections,
            desk.yardsticks,
        )
    ]


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of `learnt_rows` as a line of a table.

    Its example has columns of its own, and decisions are written as "statement:target", those that
    were rejected with a "!" before.
    """
    example = row["example"] or dict.fromkeys(_example_keys())
    decided = [
        f"{'' if one['accepted'] else '!'}{one['statement']}:{one['target']}"
        for one in row["decisions"]
    ]
    return {
        **{key: value for key, value in row.items() if key != "example"},
        "decisions": " ".join(decided),
        **{f"example_{key}": example[key] for key in _example_keys()},
    }


def suggested(
    desk: Desk, now: Situation, *, by: str | None, least: float | None, limit: int
) -> Iterator[dict[str, Any]]:
    """Yield the statements that stand nearest to an indicator and fill no pattern, nearest first.

    Nothing of it counts until somebody sets the bearing: `accept` and `refuse` are the commands.
    `by` is "words" or "encoder"; None takes the encoder where it is installed. Raises
    `BadArgument`, `ExtraMissing`.
    """
    measure = measure_of(by)
    found = near(
        now.watch,
        now.readings,
        now.origins,
        desk.register,
        now.corrections,
        by=measure,
        least=least,
        yardsticks=desk.yardsticks,
    )
    places = _places(now)
    for one in found[:limit]:
        page, statement = places[one.statement]
        text = _words(page, statement)
        reason = one.reason
        if one.near is not None and one.near in places:
            reason += f": “{_words(*places[one.near])}”"
        target = f"{one.statement}:{one.target}"
        yield {
            "statement": one.statement,
            "target": one.target,
            "cosine": one.cosine,
            "by": measure.name,
            "near": one.near,
            "reason": reason,
            "report": page.report.id,
            "file": page.report.file,
            "start": statement.span.start,
            "end": statement.span.end,
            "text": text,
            "act": statement.act,
            "tense": statement.tense,
            "polarity": statement.polarity,
            "accept": _command(desk, target, "DIRECTION"),
            "refuse": _command(desk, target, "none"),
        }


def measure_of(name: str | None) -> Measure:
    """Return what nearness is told by. Raises `BadArgument`, `ExtraMissing`."""
    if name not in {None, *MEASURES}:
        raise BadArgument(
            f"nothing is called {name!r} here.", hint=f"There are: {', '.join(MEASURES)}."
        )
    from tocsin.weigh.encoder import MiniLM

    if name == "words" or (name is None and MiniLM.missing()):
        return Words()
    return MiniLM()


def _command(desk: Desk, target: str, direction: str) -> str:
    value = f"direction={direction}"
    return command_of(
        "correct",
        desk.path,
        "bearing",
        target,
        "--set",
        value,
        "--author",
        "NAME",
        "--reason",
        "WHY",
    )


def _places(now: Situation) -> dict[str, tuple[Reading, Statement]]:
    ordered = sorted(now.readings, key=lambda one: one.report.id, reverse=True)
    return {one.id: (page, one) for page in ordered for one in page.statements}


def _words(page: Reading, statement: Statement) -> str:
    return " ".join(statement.span.of(page.report.text).split())


def _example_keys() -> tuple[str, ...]:
    return ("statement", "target", "before", "after", "report", "file", "start", "end", "text")


def _example(one: Shown, places: Mapping[str, tuple[Reading, Statement]]) -> dict[str, Any] | None:
    if one.statement not in places:
        return None
    page, statement = places[one.statement]
    return {
        "statement": one.statement,
        "target": one.target,
        "before": one.before,
        "after": one.after,
        "report": page.report.id,
        "file": page.report.file,
        "start": statement.span.start,
        "end": statement.span.end,
        "text": _words(page, statement),
    }
