"""Kept: what tracing remembers of reports it has seen, so that one more costs only itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from tocsin.trace.neighbours import Neighbours

__all__ = ["DictKept", "Kept"]


class Kept(Neighbours, Protocol):
    """Neighbours that can be taken back, the pairs found among them, and single facts.

    A ledger keeps each in a table; dicts will do. Keys, members, spaces and names are texts.
    """

    def drop(self, member: str, keys: Iterable[str]) -> None:
        """Take `member` from under each of `keys`; where it is not there nothing changes."""

    def after(self, key: str, member: str, count: int | None) -> Sequence[str]:
        """Return up to `count` members of `key` (None: all) that sort after `member`, in order."""

    def pair(self, later: str, earlier: str, value: str) -> None:
        """Remember that two members are a pair, with what is known of it."""

    def part(self, later: str, earlier: str) -> None:
        """Forget a pair; where there is none nothing changes."""

    def earlier(self, later: str) -> Mapping[str, str]:
        """Return the pairs of which a member is the later: what is known, by the earlier."""

    def later(self, earlier: str) -> Sequence[str]:
        """Return the later members of the pairs of which a member is the earlier, in order."""

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Yield all pairs: later, earlier, what is known."""

    def put(self, space: str, name: str, value: str | None) -> None:
        """Remember a fact under a name, in place of an older one; None forgets it."""

    def get(self, space: str, name: str) -> str | None:
        """Return the fact of a name, or None."""

    def facts(self, space: str) -> Iterator[tuple[str, str]]:
        """Yield names and facts of a space, by name."""


class DictKept:
    """What tracing remembers, held in memory."""

    def __init__(self) -> None:
        self._members: dict[str, list[str]] = {}
        self._earlier: dict[str, dict[str, str]] = {}
        self._later: dict[str, set[str]] = {}
        self._facts: dict[str, dict[str, str]] = {}

    def add(self, member: str, keys: Iterable[str]) -> None:
        """Enter `member` under each of `keys`."""
        for key in keys:
            held = self._members.setdefault(key, [])
            at = bisect_left(held, member)
            if at == len(held) or held[at] != member:
                insort(held, member)

    def drop(self, member: str, keys: Iterable[str]) -> None:
        """Take `member` from under each of `keys`."""
        for key in keys:
            held = self._members.get(key, [])
            at = bisect_left(held, member)
            if at < len(held) and held[at] == member:
                del held[at]
                if not held:
                    del self._members[key]

    def first(self, key: str, count: int) -> Sequence[str]:
        """Return up to `count` least members of `key`, in order."""
        return self._members.get(key, [])[:count]

    def before(self, key: str, member: str, count: int) -> Sequence[str]:
        """Return up to `count` members of `key` that sort just before `member`, in order."""
        held = self._members.get(key, [])
        at = bisect_left(held, member)
        return held[max(0, at - count) : at]

    def after(self, key: str, member: str, count: int | None) -> Sequence[str]:
        """Return up to `count` members of `key` that sort after `member`, in order."""
        held = self._members.get(key, [])
        at = bisect_right(held, member)
        return held[at:] if count is None else held[at : at + count]

    def every(self) -> Sequence[str]:
        """Return all keys that have members, in order."""
        return sorted(self._members)

    def pair(self, later: str, earlier: str, value: str) -> None:
        """Remember that two members are a pair."""
        self._earlier.setdefault(later, {})[earlier] = value
        self._later.setdefault(earlier, set()).add(later)

    def part(self, later: str, earlier: str) -> None:
        """Forget a pair."""
        self._earlier.get(later, {}).pop(earlier, None)
        self._later.get(earlier, set()).discard(later)

    def earlier(self, later: str) -> Mapping[str, str]:
        """Return what is known of pairs, by their earlier member."""
        return dict(sorted(self._earlier.get(later, {}).items()))

    def later(self, earlier: str) -> Sequence[str]:
        """Return the later members of pairs, in order."""
        return sorted(self._later.get(earlier, ()))

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Yield all pairs, in order."""
        for later in sorted(self._earlier):
            for earlier, value in sorted(self._earlier[later].items()):
                yield later, earlier, value

    def put(self, space: str, name: str, value: str | None) -> None:
        """Remember a fact, or forget it."""
        held = self._facts.setdefault(space, {})
        if value is None:
            held.pop(name, None)
        else:
            held[name] = value

    def get(self, space: str, name: str) -> str | None:
        """Return the fact of a name, or None."""
        return self._facts.get(space, {}).get(name)

    def facts(self, space: str) -> Iterator[tuple[str, str]]:
        """Yield names and facts of a space, by name."""
        yield from sorted(self._facts.get(space, {}).items())
