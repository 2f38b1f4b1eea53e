"""Disjoint sets of text keys, named by their least member: joined the same whatever the order."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Sets"]


class Sets:
    """Members that are put together step by step; the name of a set is its least member."""

    def __init__(self, members: Iterable[str] = ()) -> None:
        self._parent: dict[str, str] = {member: member for member in members}

    def name(self, member: str) -> str:
        """Return the least member of the set that holds `member`; a new one stands alone."""
        parent = self._parent
        root = parent.setdefault(member, member)
        while parent[root] != root:
            root = parent[root]
        while parent[member] != root:
            parent[member], member = root, parent[member]
        return root

    def join(self, one: str, other: str) -> str:
        """Put the sets of two members together and return the name of the whole."""
        first, second = sorted((self.name(one), self.name(other)))
        self._parent[second] = first
        return first

    def groups(self) -> dict[str, list[str]]:
        """Return the members of each set, sorted, by its name."""
        found: dict[str, list[str]] = {}
        for member in sorted(self._parent):
            found.setdefault(self.name(member), []).append(member)
        return found
