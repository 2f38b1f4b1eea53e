"""Spreads: on which days the same words were published, and those that retell them beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import product

__all__ = ["Spreads"]

Times = list[datetime]


class Spreads:
    """Of sets of utterances that grow: when each wording in them was published, by name of the set.

    The same words stand for one wording, however late a paper copies them. A retelling of it may
    be published between the first and the last copy, or a day after any. But two wordings of one
    set must be published near each other, each to each: retellings of retellings would wander
    through the days.
    """

    def __init__(self, published: Mapping[str, datetime | None]) -> None:
        """Begin with sets of one utterance: `published` gives for each when, by its rank."""
        self._published = published
        self._several: dict[str, list[Times]] = {}

    def near(self, one: str, other: str, within: timedelta) -> bool:
        """Say whether all wordings of two sets were published this near to each other."""
        first, second = self._wordings(one), self._wordings(other)
        if not first and not second:
            return False
        return all(_gap(a, b) <= within for a, b in product(first, second))

    def join(self, first: str, second: str, *, reworded: bool) -> None:
        """Put two sets together under the name of the first: in one wording unless `reworded`."""
        wordings = [*self._wordings(first), *self._wordings(second)]
        self._several.pop(second, None)
        self._several[first] = _few(wordings) if reworded else _united(wordings)

    def _wordings(self, name: str) -> list[Times]:
        held = self._several.get(name)
        if held is not None:
            return held
        at = self._published[name]
        return [] if at is None else [[at]]


def _few(wordings: Iterable[Times]) -> list[Times]:
    """Return `wordings`, of those with one publication only the first and the last.

    Whatever is near to both is near to all between.
    """
    ones: Times = []
    found: list[Times] = []
    for times in wordings:
        if len(times) == 1:
            ones += times
        elif times not in found:
            found.append(times)
    return [[at] for at in sorted({min(ones), max(ones)})] + found if ones else found


def _united(wordings: Iterable[Times]) -> list[Times]:
    """Return all as one wording; the longest list takes the others in, so each grows seldom."""
    ordered = sorted(wordings, key=len)
    if not ordered:
        return []
    held = ordered.pop()
    for at in (at for times in ordered for at in times):
        place = bisect_left(held, at)
        if place == len(held) or held[place] != at:
            held.insert(place, at)
    return [held]


def _gap(one: Times, other: Times) -> timedelta:
    """Return how far apart the nearest of two lists of times are, both in their order."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    least = timedelta.max
    for at in few:
        place = bisect_left(many, at)
        for near in many[max(0, place - 1) : place + 1]:
            least = min(least, abs(near - at))
    return least
