"""Blocks: parts of many articles within which a story is looked for, by the strong words shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

__all__ = ["blocks"]

SHARED = 3
"""Strong words that two articles of one block share, or each with a third."""

NEAR = 50
"""Articles before it with which an article is compared by one word: a word that thousands have
costs no more for each than one that fifty have."""


def blocks(keys: Sequence[Sequence[str]], *, most: int) -> list[list[int]]:
    """Return the places in `keys` in blocks of up to `most`, each and all in order.

    `keys` are the strong words of each article. Articles are joined that share SHARED of them;
    within a block of more than `most` another one is asked for, until it falls apart. What shares
    all of them and is still too many is cut in the order that is given. The work is in proportion
    to all words of `keys`.
    """
    done: list[list[int]] = []
    open_: list[tuple[list[int], int]] = [(list(range(len(keys))), SHARED)]
    longest = max((len(words) for words in keys), default=0)
    while open_:
        places, asked = open_.pop()
        for part in _joined(places, keys, asked):
            if len(part) <= most:
                done.append(part)
            elif asked < longest:
                open_.append((part, asked + 1))
            else:
                done.extend(part[at : at + most] for at in range(0, len(part), most))
    return sorted(done)


def _joined(places: Iterable[int], keys: Sequence[Sequence[str]], asked: int) -> list[list[int]]:
    """Return `places` in groups that hang together by `asked` shared words, each in order."""
    leader: dict[int, int] = {}
    having: dict[str, list[int]] = {}

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for place in places:
        leader[place] = place
        shared: Counter[int] = Counter()
        for word in keys[place]:
            earlier = having.setdefault(word, [])
            shared.update(earlier[-NEAR:])
            earlier.append(place)
        for other, count in shared.items():
            if count >= asked:
                one, two = sorted((lead(place), lead(other)))
                leader[two] = one
    groups: dict[int, list[int]] = {}
    for place in leader:
        groups.setdefault(lead(place), []).append(place)
    return list(groups.values())
