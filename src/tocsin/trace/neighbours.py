"""Neighbours: an index from keys to what holds them, so that only likely pairs are compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

__all__ = ["BEFORE", "FIRST", "DictNeighbours", "Met", "Neighbours", "met_in", "near"]

FIRST = 3
BEFORE = 2
"""Members of one key that are compared: so many of the first, so many of the nearest before."""


Met = Callable[[Mapping[str, Sequence[str]]], Iterable[tuple[str, Sequence[str]]]]
"""Gives members, which come with their keys, each with the earlier ones to compare it with."""


class Neighbours(Protocol):
    """What `trace` asks of an index. A member is a text that sorts by time, report and place.

    The ledger keeps one in a table (key, member) with an index over both; a dict will do.
    """

    def add(self, member: str, keys: Iterable[str]) -> None:
        """Enter `member` under each of `keys`; entering it twice changes nothing."""

    def first(self, key: str, count: int) -> Sequence[str]:
        """Return up to `count` least members of `key`, in order."""

    def before(self, key: str, member: str, count: int) -> Sequence[str]:
        """Return up to `count` members of `key` that sort just before `member`, in order."""


class DictNeighbours:
    """Neighbours held in memory."""

    def __init__(self) -> None:
        self._members: dict[str, list[str]] = {}
        self._unsorted: set[str] = set()

    def add(self, member: str, keys: Iterable[str]) -> None:
        """Enter `member` under each of `keys`."""
        for key in keys:
            held = self._members.setdefault(key, [])
            if held and member <= held[-1]:
                self._unsorted.add(key)
            held.append(member)

    def first(self, key: str, count: int) -> Sequence[str]:
        """Return up to `count` least members of `key`, in order."""
        return self._sorted(key)[:count]

    def before(self, key: str, member: str, count: int) -> Sequence[str]:
        """Return up to `count` members of `key` that sort just before `member`, in order."""
        held = self._sorted(key)
        at = bisect_left(held, member)
        return held[max(0, at - count) : at]

    def _sorted(self, key: str) -> list[str]:
        if key in self._unsorted:
            self._members[key] = sorted(set(self._members[key]))
            self._unsorted.discard(key)
        return self._members.get(key, [])


def near(index: Neighbours, member: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the earlier members to compare `member` with, sorted: a bounded number a key.

    A key that very many hold ("did not respond to a request for comment") costs no more than a
    rare one. Of each key the earliest members are taken, who are the likely origin, and
    those just before: a chain of like ones is followed link by link.
    """
    found: set[str] = set()
    for key in keys:
        found.update(other for other in index.first(key, FIRST) if other < member)
        found.update(index.before(key, member, BEFORE))
    return tuple(sorted(found))


def met_in(index: Neighbours) -> Met:
    """Return who enters members into an index, all of them, and then gives those near to each."""

    def met(members: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
        for member, keys in members.items():
            index.add(member, keys)
        for member, keys in members.items():
            yield member, near(index, member, keys)

    return met
