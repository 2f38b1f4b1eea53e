"""Copied: what one text has, as of each of the reports that have that text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast, overload

__all__ = ["Copied", "of_any"]

T = TypeVar("T")


class Copied(Sequence[T]):
    """Parts of a text under another report's id, each made when it is asked for.

    `told` are its segments or statements: those that are the same in a report with the same text
    are that report's, held once however many copies there are. They are made anew, with the id of
    this one, whenever they are asked for: equal, and not the same object.
    """

    __slots__ = ("_report", "told")

    def __init__(self, told: tuple[T, ...], report: str) -> None:
        self.told = told
        self._report = report

    def __len__(self) -> int:
        return len(self.told)

    def __iter__(self) -> Iterator[T]:
        report = self._report
        for one in self.told:
            yield _as_of(one, report)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Copied[T]: ...
    def __getitem__(self, at: int | slice) -> T | Copied[T]:
        if isinstance(at, slice):
            return Copied(self.told[at], self._report)
        return _as_of(self.told[at], self._report)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Copied) and other.told is self.told:
            return self._report == other._report or not self.told
        if not isinstance(other, tuple | Copied) or len(other) != len(self):
            return NotImplemented
        return all(one == same for one, same in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Copied({tuple(self)!r})"


def of_any(parts: Sequence[T]) -> Sequence[T]:
    """Return `parts` as any copy has them: all but the report's id in them is right.

    For whoever knows the report, and would hold the parts of very many copies.
    """
    return parts.told if isinstance(parts, Copied) else parts


def _as_of(part: T, report: str) -> T:
    one: Any = part
    kind: Any = type(part)
    return part if one.report == report else cast("T", _under(kind)(one, report))


@cache
def _under(kind: Any) -> Callable[[Any, str], Any]:
    """Return what gives a noun of `kind` with another `report`: made once a kind."""
    names = [one.name for one in fields(kind)]
    at, all_of = names.index("report"), attrgetter(*names)

    def under(one: Any, report: str) -> Any:
        values = all_of(one)
        return kind(*values[:at], report, *values[at + 1 :])

    return under
