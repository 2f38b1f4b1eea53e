"""Phrasing: phrases of a watch as expressions, found in a text whatever case and hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

__all__ = ["expression_of", "find", "mentions"]

_HYPHENS = "-\u2010\u2011\u2012\u2013"
_ANY_HYPHEN = rf"[\s{re.escape(_HYPHENS)}]"
_MONTHS = frozenset({"may", "march"})
"""Words that are months where they have a capital: "may attack", and no "18 May"."""

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
