"""Candidates: the pairs that a full comparison would find, kept right as members come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tocsin.trace.kept import Kept
from tocsin.trace.neighbours import BEFORE, FIRST, near

__all__ = ["Judge", "Pair", "change"]

Pair = tuple[str, str]
"""Two members, the later first."""

Judge = Callable[[str, str], str | None]
"""What is known of a pair (earlier, later), or None where they are none."""

Keys = Callable[[str], Sequence[str]]


def change(
    kept: Kept,
    leave: Mapping[str, Sequence[str]],
    come: Mapping[str, Sequence[str]],
    keys: Keys,
    judge: Judge,
) -> tuple[set[Pair], set[Pair]]:
    """Take members out of `kept` and put others in; return the pairs that are lost and new.

    `leave` and `come` give members with their keys; one in both is judged anew. After it the pairs
    in `kept` are those that `near` would bring together among all members and `judge` would find.
    What comes last of all, as reports mostly do, is compared with `near` members and nobody else is
    looked at. What comes before others may take its place beside them, and only those are compared
    again. `keys` gives those of any member.
    """
    touched: set[Pair] = set()
    before: dict[Pair, str] = {}
    for member in sorted(leave):
        for key in leave[member]:
            touched.update(_taking_its_place(kept, key, member))
            kept.drop(member, (key,))
        before |= {(member, other): known for other, known in kept.earlier(member).items()}
        for later in kept.later(member):
            before[later, member] = kept.earlier(later)[member]
    for later, earlier in before:
        kept.part(later, earlier)
    for member in sorted(come):
        kept.add(member, come[member])
        for key in come[member]:
            touched.update(_making_way(kept, key, member))
    touched = {
        pair for pair in touched if not any(one in leave and one not in come for one in pair)
    }
    sure = {
        (member, other) for member in sorted(come) for other in near(kept, member, come[member])
    }
    lost, new = set(before), set()
    for later, earlier in sorted(touched | sure):
        held = kept.earlier(later).get(earlier)
        value: str | None = None
        if (later, earlier) in sure or _meet(kept, later, earlier, keys):
            value = judge(earlier, later) if held is None else held
        if value is None and held is not None:
            kept.part(later, earlier)
            lost.add((later, earlier))
        elif value is not None and held is None:
            kept.pair(later, earlier, value)
            new.add((later, earlier))
    both = {pair for pair in lost & new if before.get(pair) == kept.earlier(pair[0])[pair[1]]}
    return lost - both, new - both


def _taking_its_place(kept: Kept, key: str, member: str) -> Iterator[Pair]:
    """Yield the pairs that may come to meet under `key` when `member` leaves."""
    for other in kept.after(key, member, BEFORE):
        window = kept.before(key, other, BEFORE + 1)
        if len(window) > BEFORE:
            yield other, window[0]
    first = kept.first(key, FIRST + 1)
    if member in first[:FIRST] and len(first) > FIRST:
        for other in kept.after(key, first[FIRST], None):
            yield other, first[FIRST]


def _making_way(kept: Kept, key: str, member: str) -> Iterator[Pair]:
    """Yield the pairs that meet under `key` since `member` came, and those that may no longer.

    Of the latter only those that are pairs, or that this change has brought together itself.
    """
    for other in kept.after(key, member, BEFORE):
        yield other, member
        window = kept.before(key, other, BEFORE + 1)
        if len(window) > BEFORE and window[0] in kept.earlier(other):
            yield other, window[0]
    first = kept.first(key, FIRST + 1)
    if member in first[:FIRST]:
        for other in kept.after(key, member, None):
            yield other, member
        if len(first) > FIRST:
            for other in kept.later(first[FIRST]):
                yield other, first[FIRST]


def _meet(kept: Kept, later: str, earlier: str, keys: Keys) -> bool:
    """Say whether `near` brings `earlier` before `later`."""
    shared = set(keys(later)) & set(keys(earlier))
    return any(
        earlier in kept.first(key, FIRST) or earlier in kept.before(key, later, BEFORE)
        for key in sorted(shared)
    )
