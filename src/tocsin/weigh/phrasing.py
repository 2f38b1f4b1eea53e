"""Phrasing: phrases of a watch as expressions, found in a text whatever case and hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

__all__ = ["Openings", "expression_of", "find", "mentions", "openings_of"]

_HYPHENS = "-\u2010\u2011\u2012\u2013"
_ANY_HYPHEN = rf"[\s{re.escape(_HYPHENS)}]"
_MONTHS = frozenset({"may", "march"})
"""Words that are months where they have a capital: "may attack", and no "18 May"."""

_LEADING = re.compile(r"\w+")
_GAP = rf"{_ANY_HYPHEN}+"


@cache
def expression_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression that finds any of `phrases`: whole words, `*` for any ending."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_phrase, ordered))})(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    return _GAP.join(_word(word) for word in phrase.split())


def _word(word: str) -> str:
    if word == "*":
        return r"\w+(?:[.,]\d{3})*"  # a number too: "1,000"
    if (stem := word.rstrip("*")) in _MONTHS:
        return rf"(?-i:{stem}|{stem.upper()}){word[len(stem) :].replace('*', chr(92) + 'w*')}"
    signs = {"*": r"\w*", "'": "['’‘]", "’": "['’‘]"} | dict.fromkeys(_HYPHENS, rf"{_ANY_HYPHEN}?")
    return "".join(signs.get(sign) or re.escape(sign) for sign in word)


def find(phrases: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every place in `text` where one of `phrases` stands."""
    for found in expression_of(phrases).finditer(text):
        yield found.span()


def mentions(phrases: tuple[str, ...], text: str) -> bool:
    """Say whether any of `phrases` stands in `text`."""
    return expression_of(phrases).search(text) is not None


@dataclass(frozen=True, slots=True)
class Openings:
    """How phrases begin: by whole words, by what words begin with, or by any (`anyhow`).

    Where none of it stands in a text no phrase does: asked first it spares most of the searching.
    """

    words: frozenset[str]
    starts: frozenset[str]
    anyhow: bool

    def may_stand_in(self, text: str) -> bool:
        """Say whether one of the phrases may stand in a text; where not, none does."""
        if self.anyhow:
            return True
        words, starts = _opened(text)
        return not (self.words.isdisjoint(words) and self.starts.isdisjoint(starts))


@cache
def openings_of(phrases: tuple[str, ...]) -> Openings:
    """Return how `phrases` begin."""
    words: set[str] = set()
    starts: set[str] = set()
    anyhow = False
    for phrase in phrases:
        first = phrase.lower().split(maxsplit=1)[:1]
        led = _LEADING.match(first[0]) if first else None
        if led is None:
            anyhow = True
        else:
            (words if led.end() == len(first[0]) else starts).add(led.group())
    return Openings(frozenset(words), frozenset(starts), anyhow)


@lru_cache(maxsize=64)
def _opened(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, in lower case, and all that they begin with."""
    words = frozenset(_LEADING.findall(text.lower()))
    return words, frozenset(word[:size] for word in words for size in range(1, len(word) + 1))
