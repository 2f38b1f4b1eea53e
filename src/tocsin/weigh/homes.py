"""Homes: the country from which a pattern sees what comes in and what goes out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tocsin.weigh.asking import question_of

__all__ = ["home_of"]

_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:of|and|the)\s+)?[A-Z][\w’'-]*)*")
CAPITAL, CITY = 400_000, 100_000
"""Inhabitants from which a city's name tells its state: anywhere, and as a place asked for."""


def home_of(places: Iterable[str], text: str, question: str) -> str | None:
    """Return the country (ISO 3166-1 alpha-2) that a pattern's `direction` is seen from.

    It is the one that the pattern's own `places` are in; else the one that the indicator's `text`
    names; else the one from which the question says that it comes, or that it names alone. None
    where each of them names several, or none does: a border is of two.
    """
    told: tuple[set[str | None], ...] = (
        {_country(word.rstrip("*"), CITY) for word in places},
        {*_named(text)},
        {code for base in question_of(question).bases for code in _named(base)},
        {*_named(question)},
    )
    for one in told:
        if len(one) == 1 and None not in one:
            return one.pop()
    return None


def _named(text: str) -> set[str]:
    """Return the countries that a text names, the longest names first: "South Korea" is one."""
    found: set[str] = set()
    for run in _NAME.finditer(text):
        words = run.group().split()
        at = 0
        while at < len(words):
            for end in range(len(words), at, -1):
                code = _country(" ".join(words[at:end]))
                if code is not None:
                    found.add(code)
                    at = end - 1
                    break
            at += 1
    return found


@lru_cache(maxsize=4096)
def _country(name: str, inhabitants: int = CAPITAL) -> str | None:
    """Return the country that a name is of: a state, its people, or a city of that size."""
    from tocsin.read.gazetteer import How, Kind, key_of, lookup

    bare = re.sub(r"[’']s?$", "", name)
    for entry in lookup(key_of(bare)):
        state = entry.how is How.DEMONYM or entry.kind is Kind.COUNTRY
        if state or (entry.kind is Kind.CITY and entry.population >= inhabitants):
            return entry.country
    return None
