"""Words: the vocabulary of time expressions, as pieces of regular expressions and as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.data import load

__all__ = ["Words", "words"]


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary: each mapping goes from a folded word to its value."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    clock: frozenset[str]
    seasons: Mapping[str, str]
    parts: Mapping[str, str]
    ordinals: Mapping[str, int]
    references: Mapping[str, str]
    sets: Mapping[str, str]
    vague: frozenset[str]
    zones: Mapping[str, int]
    ambiguous: frozenset[str]
    named: Mapping[str, str]
    named_never_after: frozenset[str]
    named_never_before: frozenset[str]


@cache
def words() -> Words:
    """Return the vocabulary of `read_dates.yaml`."""
    data: Any = load("read_dates.yaml")
    return Words(
        months=_inverse(data["months"]),
        weekdays=_inverse(data["weekdays"]),
        units={unit: letter for unit, (letter, _) in data["units"].items()},
        clock=frozenset(unit for unit, (_, kind) in data["units"].items() if kind == "clock"),
        seasons=_inverse(data["seasons"]),
        parts=_inverse(data["parts_of_day"]),
        ordinals=_inverse(data["ordinals"]),
        references=_inverse(data["references"]),
        sets=_inverse(data["sets"]),
        vague=frozenset(data["vague"]),
        zones=data["zones"],
        ambiguous=frozenset(data["ambiguous_months"]),
        named=_inverse(data["named_days"]),
        named_never_after=frozenset(data["named_never_after"]),
        named_never_before=frozenset(data["named_never_before"]),
    )


def _inverse(table: Mapping[Any, Iterable[str]]) -> dict[str, Any]:
    return {word: value for value, listed in table.items() for word in listed}
