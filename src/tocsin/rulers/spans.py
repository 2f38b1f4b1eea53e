"""Spans: half-open stretches of a text, and how found ones are paired with those of the gold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

__all__ = ["Spanned", "keep", "overlap", "pair_off", "same_spans"]


class Spanned(Protocol):
    """Anything with a half-open place in a text."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character past the last."""


G = TypeVar("G", bound=Spanned)
P = TypeVar("P", bound=Spanned)


def overlap(left: Spanned, right: Spanned) -> int:
    """How many characters two spans share; zero or less when they share none."""
    return min(left.end, right.end) - max(left.start, right.start)


def same_spans(gold: Sequence[Spanned], found: Sequence[Spanned]) -> int:
    """How many different spans stand on both sides."""
    return len({(g.start, g.end) for g in gold} & {(f.start, f.end) for f in found})


def pair_off(gold: Sequence[G], found: Sequence[P], *, ties_to_last: bool) -> list[tuple[G, P]]:
    """Pair spans one to one: each gold span in turn takes the free one it shares most with.

    Of equal overlaps the last found span is taken or the first, as `ties_to_last` says.
    """
    free = list(range(len(found)))
    pairs = []
    for wanted in gold:
        shared = [(overlap(wanted, found[j]), j if ties_to_last else -j) for j in free]
        most, place = max(shared, default=(0, 0))
        if most > 0:
            taken = abs(place)
            free.remove(taken)
            pairs.append((wanted, found[taken]))
    return pairs


def keep(
    gold: Sequence[G], found: Sequence[P], wanted: Callable[[G], bool]
) -> tuple[list[G], list[P]]:
    """Keep the wanted gold spans, and set aside what was found only where unwanted ones stand."""
    kept = [g for g in gold if wanted(g)]
    aside = [g for g in gold if not wanted(g)]
    return kept, [
        f
        for f in found
        if any(overlap(f, g) > 0 for g in kept) or not any(overlap(f, g) > 0 for g in aside)
    ]
