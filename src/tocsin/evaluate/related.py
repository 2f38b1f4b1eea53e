"""Related: questions that share their events, found by their words, so as to be kept together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

__all__ = ["related"]

ALIKE = 0.4
"""The part of two questions' words that they have in common from which they are related."""

NAMES = 3
"""Capitalised words in common from which they are, whatever else they ask."""

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_STOPS = frozenset(
    """
    will would the a an of in on by to be or and for at from with before after end between than
    more least any is it its as his her their this that during into 1 30 31 if i
    """.split()
) | set(_MONTHS)
_WORD = re.compile(r"[a-z0-9][\w’'–-]*")
_NAME = re.compile(r"\b[A-Z][\w’'.-]*")
_YEAR = re.compile(r"20\d\d")


def related(texts: Sequence[str]) -> tuple[int, ...]:
    """Return the group of each text, numbered by the first of each: related ones have one number.

    Two are related that have two fifths of their words in common, dates and small words aside, or
    three names. Groups are the connected parts: what is related to one of a group is of it.
    """
    words = [_words(text) for text in texts]
    names = [_names(text) for text in texts]
    group = list(range(len(texts)))

    def first(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(words):
        shared = Counter(other for word in own for other in holders[word])
        for other, count in sorted(shared.items()):
            alike = count >= ALIKE * len(own | words[other])
            if alike or len(names[at] & names[other]) >= NAMES:
                a, b = sorted((first(at), first(other)))
                group[b] = a
        for word in own:
            holders[word].append(at)
    return tuple(first(at) for at in range(len(texts)))


def _words(text: str) -> frozenset[str]:
    found = (one for one in _WORD.findall(text.casefold()) if not _YEAR.fullmatch(one))
    return frozenset(found) - _STOPS


def _names(text: str) -> frozenset[str]:
    found = (one.rstrip("’'s.").casefold() for one in _NAME.findall(text))
    return frozenset(found) - _STOPS
