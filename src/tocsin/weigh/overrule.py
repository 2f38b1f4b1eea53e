"""Overruling: what people have put in place of a machine's readings, as far as weighing goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, cast

from tocsin.nouns import Correction, Name, Reliability, Statement

__all__ = ["Overrules", "corrected", "overrules_of"]

PLAIN = frozenset({"act", "polarity", "tense", "background"})
"""Fields of a statement that a correction may set to a plain value."""

EMPTIED = frozenset({"likelihood", "condition", "absence", "speaker"})
"""Fields of a statement that a correction may take away (null)."""


@dataclass(frozen=True, slots=True)
class Overrules:
    """Corrections that hold, by what they overrule.

    `statements` maps a statement id to the fields to replace; `rejected` to the correction that
    rejects it; `bearings` maps (statement id, target id) to the correction; `reliability` a
    source's name and `credibility` a statement id to the grade, None for unknown.
    """

    statements: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    rejected: Mapping[str, Correction] = field(default_factory=dict)
    bearings: Mapping[tuple[str, str], Correction] = field(default_factory=dict)
    reliability: Mapping[str, Reliability | None] = field(default_factory=dict)
    credibility: Mapping[str, int | None] = field(default_factory=dict)


def overrules_of(corrections: Iterable[Correction]) -> Overrules:
    """Return what holds of `corrections`: the latest of each target, without those taken back.

    Of those of one time the last that is given, as a ledger gives them in the order of entry.
    """
    # Of one second the ledger's order of entry decides: the sort leaves it as it was.
    ordered = sorted(corrections, key=lambda one: one.at)
    undone = {one.undoes for one in ordered if one.undoes is not None}
    statements: dict[str, dict[str, object]] = {}
    rejected: dict[str, Correction] = {}
    bearings: dict[tuple[str, str], Correction] = {}
    reliability: dict[str, Reliability | None] = {}
    credibility: dict[str, int | None] = {}
    for one in ordered:
        if one.id in undone:
            continue
        if one.kind == "statement":
            statements.setdefault(one.target, {}).update(one.value)
        elif one.kind == "reject":
            rejected[one.target] = one
        elif one.kind == "bearing":
            statement, _, target = one.target.rpartition(":")
            bearings[statement, target] = one
        elif one.kind == "grade" and "reliability" in one.value:
            letter = one.value["reliability"]
            known = letter in {"A", "B", "C", "D", "E"}
            reliability[one.target] = cast("Reliability", letter) if known else None
        elif one.kind == "grade" and "credibility" in one.value:
            # As typed on a command line it is text.
            digit = str(one.value["credibility"])
            credibility[one.target] = int(digit) if digit in {"1", "2", "3", "4", "5"} else None
    return Overrules(statements, rejected, bearings, reliability, credibility)


def corrected(statement: Statement, overrules: Overrules) -> Statement:
    """Return `statement` with the fields that people replaced.

    A speaker given by name stands for the whole statement: people need not point to where he is
    named. A field that weighing does not know is left as it is.
    """
    values = overrules.statements.get(statement.id)
    if not values:
        return statement
    known = {one.name for one in fields(Statement)}
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            continue
        if name == "background":
            changes[name] = value in (True, "true")
        elif name in PLAIN or (value is None and name in EMPTIED):
            changes[name] = value
        elif name == "speaker" and isinstance(value, str):
            given = Name(value, statement.span, named=True)
            changes[name] = None if value == "none" else given
        elif name == "speaker" and isinstance(value, Mapping):
            named = bool(value.get("named", True))
            changes[name] = Name(str(value.get("name", "")), statement.span, named=named)
    return replace(statement, **changes) if changes else statement
