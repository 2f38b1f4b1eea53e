"""Shapes of label rows: which fields a set's rows have, and what may stand in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from tocsin.nouns.statement import Act, Basis, Direction

__all__ = [
    "ACTS",
    "BASES",
    "DIRECTIONS",
    "PAIRS",
    "REPEATS",
    "RULES",
    "SETS",
    "SHAPES",
    "STATUSES",
    "Shape",
    "faults",
]

ACTS: tuple[str, ...] = get_args(Act)
BASES: tuple[str, ...] = get_args(Basis)
DIRECTIONS: tuple[str, ...] = get_args(Direction)
STATUSES = ("unverified", "verified", "denied")
REPEATS = ("again", "changed", "other")
RULES = (
    *("TL01", "TL02", "TL03", "TL04", "TL05", "TL09", "TL16", "TL19", "TL20"),
    *("TL22", "TL23", "TL24", "TL25", "TL26", "TL27"),
)
"""Rules of the checker that one sentence of any prose can break."""

Kind = Literal["span", "spans", "flag", "choice", "number", "text", "record", "records"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands in one field of a row.

    `optional` allows null. `before` allows a span that stands before the sentence. `choices` are
    the words of a choice, `fields` the fields of a record, `key` the field of a record that tells
    which of two passes' records are about the same thing.
    """

    kind: Kind
    optional: bool = False
    before: bool = False
    choices: tuple[str, ...] = ()
    fields: Mapping[str, Shape] = field(default_factory=dict)
    key: str = ""


SPAN = Shape("span")
SPAN_OR_NULL = Shape("span", optional=True)


def _choice(choices: tuple[str, ...], *, optional: bool = False) -> Shape:
    return Shape("choice", optional=optional, choices=choices)


FAULTS = Shape("records", key="span", fields={"rule": _choice(RULES), "span": SPAN})

SHAPES: dict[str, dict[str, Shape]] = {
    "chains": {
        "statements": Shape(
            "records",
            key="content",
            fields={
                "speaker": SPAN_OR_NULL,
                "speaker_named": Shape("flag"),
                "antecedent": Shape("span", optional=True, before=True),
                "chain": Shape("spans"),
                "content": SPAN,
            },
        ),
    },
    "binding": {
        "likelihood": Shape("record", fields={"phrase": SPAN}),
        "actor": SPAN_OR_NULL,
        "action": SPAN,
        "event": Shape("text"),
    },
    "counts": {
        "quantities": Shape(
            "records",
            key="span",
            fields={
                "span": SPAN,
                "low": Shape("number", optional=True),
                "high": Shape("number", optional=True),
                "counted_head": Shape("text"),
                "counted": SPAN,
                "basis": _choice(BASES, optional=True),
                "direction": _choice(DIRECTIONS, optional=True),
            },
        ),
    },
    "doubt": {
        "act": _choice(ACTS),
        "verification": Shape(
            "records",
            key="status",
            fields={"status": _choice(STATUSES), "of": SPAN_OR_NULL},
        ),
        "absence": SPAN_OR_NULL,
        "basis": _choice(BASES, optional=True),
    },
    "lint": {"faults": FAULTS},
    "lint_unseen": {"faults": FAULTS},
    "repeats": {"label": _choice(REPEATS)},
    "restated": {"label": _choice(REPEATS)},
}
PAIRS: tuple[str, ...] = ("repeats", "restated")
"""Sets of pairs of sentences: an earlier and a later one."""
SETS: tuple[str, ...] = tuple(name for name in SHAPES if name not in PAIRS)
"""Sets of single sentences."""


def faults(name: str, row: Mapping[str, Any], *, start: int, end: int) -> list[str]:
    """Return what is wrong with a label row of the set `name`, [] when nothing is.

    `start` and `end` bound the labelled sentence, in code points of its document.
    """
    wanted = {"id", *SHAPES[name]}
    found = [f"no field {key!r}" for key in sorted(wanted - row.keys())]
    found += [f"unknown field {key!r}" for key in sorted(row.keys() - wanted)]
    for key, shape in SHAPES[name].items():
        if key in row:
            found += _faults(shape, row[key], key, start, end)
    if name == "counts" and not found:
        found += [fault for item in row["quantities"] for fault in _bounds(item)]
    return found


def _bounds(item: Mapping[str, Any]) -> list[str]:
    low, high = item["low"], item["high"]
    if low is None and high is None:
        return ["a quantity has at least one bound"]
    if low is not None and high is not None and low > high:
        return [f"low {low} is above high {high}"]
    return []


def _faults(shape: Shape, value: Any, where: str, start: int, end: int) -> list[str]:
    if value is None:
        return [] if shape.optional else [f"{where} may not be null"]
    match shape.kind:
        case "record":
            return _record_faults(shape, value, where, start, end)
        case "records" | "spans" if not isinstance(value, list):
            return [f"{where} is no list"]
        case "records":
            return [
                fault
                for place, item in enumerate(value)
                for fault in _record_faults(shape, item, f"{where}[{place}]", start, end)
            ]
        case "spans":
            return [
                fault
                for place, item in enumerate(value)
                for fault in _span_faults(SPAN, item, f"{where}[{place}]", start, end)
            ]
        case "span":
            return _span_faults(shape, value, where, start, end)
        case _:
            return _plain_faults(shape, value, where)


def _record_faults(shape: Shape, value: Any, where: str, start: int, end: int) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where} is no object"]
    found = [f"{where}: no field {key!r}" for key in sorted(shape.fields.keys() - value.keys())]
    found += [
        f"{where}: unknown field {key!r}" for key in sorted(value.keys() - shape.fields.keys())
    ]
    for key, inner in shape.fields.items():
        if key in value:
            found += _faults(inner, value[key], f"{where}.{key}", start, end)
    return found


def _span_faults(shape: Shape, value: Any, where: str, start: int, end: int) -> list[str]:
    whole = isinstance(value, list) and [type(side) for side in value] == [int, int]
    if not whole:
        return [f"{where} is no span [start, end]"]
    first, last = value
    lowest = 0 if shape.before else start
    if not lowest <= first < last <= end:
        return [f"{where} {value} does not stand within [{lowest}, {end}]"]
    return []


def _plain_faults(shape: Shape, value: Any, where: str) -> list[str]:
    match shape.kind:
        case "flag":
            good = isinstance(value, bool)
        case "number":
            good = isinstance(value, int | float) and not isinstance(value, bool)
        case "text":
            good = isinstance(value, str) and bool(value.strip())
        case _:
            good = isinstance(value, str) and value in shape.choices
    return [] if good else [f"{where}: {value!r} is no {shape.kind} of this field"]
