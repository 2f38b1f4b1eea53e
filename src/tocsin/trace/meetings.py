"""Meetings: who is near whom under which keys, held while members come and go day after day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tocsin.trace.kept import DictKept
from tocsin.trace.neighbours import BEFORE, FIRST, near

__all__ = ["Meetings"]


class Meetings:
    """Gives for each of some members those that `near` finds, and looks for few of them anew.

    Whoever traces one day after the other asks for nearly the same members each time. What is near
    a member hangs on those before it alone, so those that come last, as most do, change nothing
    for the others; where one comes or goes before others, those that it can be near to are looked
    for again. `looked` counts how often any was looked for, `size` the keys that are held.
    """

    def __init__(self) -> None:
        self._keys: dict[str, Sequence[str]] = {}
        self._kept = DictKept()
        self._near: dict[str, tuple[str, ...]] = {}
        self.looked = 0
        self.size = 0

    def among(self, members: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each of `members`, given with its keys, with the earlier ones to compare it with.

        What `near` gives where they and no others are under their keys.
        """
        gone = [one for one, keys in self._keys.items() if members.get(one) != keys]
        if 2 * len(gone) > len(self._keys):
            self.clear()
            gone = []
        for one in sorted(gone, reverse=True):
            self._drop(one)
        for one in sorted(members.keys() - self._keys.keys()):
            self._add(one, members[one])
        for one, keys in members.items():
            found = self._near.get(one)
            if found is None:
                found = self._near[one] = near(self._kept, one, keys)
                self.looked += 1
            yield one, found

    def clear(self) -> None:
        """Let go of all that is held."""
        self._keys.clear()
        self._near.clear()
        self._kept = DictKept()
        self.size = 0

    def _add(self, member: str, keys: Sequence[str]) -> None:
        self._keys[member] = keys
        self.size += len(keys)
        for key in keys:
            self._forget_after(key, member)
        self._kept.add(member, keys)

    def _drop(self, member: str) -> None:
        keys = self._keys.pop(member)
        self.size -= len(keys)
        self._near.pop(member, None)
        self._kept.drop(member, keys)
        for key in keys:
            self._forget_after(key, member)

    def _forget_after(self, key: str, member: str) -> None:
        """Forget what is near those that `member` is looked at for, under a key it is not under."""
        # Of the first of a key all later ones hear, of any other only the next few.
        first = self._kept.first(key, FIRST)
        whole = len(first) < FIRST or member < first[-1]
        for other in self._kept.after(key, member, None if whole else BEFORE):
            self._near.pop(other, None)
