"""Count words: the pattern of a number in a text, and the lists of what numbers count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.data import load
from tocsin.read.numbers import NUMBER

__all__ = ["CountWords", "count_words"]


@dataclass(frozen=True, slots=True)
class CountWords:
    """The lists of `read_quantities.yaml` that tell what counts what, and a number's pattern."""

    pattern: re.Pattern[str]
    nouns: frozenset[str]
    doubtful: frozenset[str]
    of_war: re.Pattern[str]
    struck_by: frozenset[str]
    of_people: frozenset[str]
    of_crowds: frozenset[str]
    losses: frozenset[str]
    numbers: frozenset[str]
    changing: frozenset[str]
    of_minds: frozenset[str]
    loads: frozenset[str]
    cargo: frozenset[str]
    of_forces: frozenset[str]
    of_bodies: frozenset[str]
    foretold: frozenset[str]
    foretelling: frozenset[str]
    amounts: Mapping[str, tuple[int, int]]
    at_least: frozenset[str]
    at_most: frozenset[str]


@cache
def count_words() -> CountWords:
    """Return the lists, read once."""
    data: Any = load("read_quantities.yaml")

    def listed(*names: str) -> str:
        options = [word for name in names for word in data[name]]
        return "|".join(
            re.escape(word).replace(r"\ ", r"\s+")
            for word in sorted(options, key=len, reverse=True)
        )

    measures, loads = listed("measures"), listed("loads")
    pattern = re.compile(
        rf"(?:\b(?:(?P<at_least>{listed('at_least')})|(?P<at_most>{listed('at_most')})"
        rf"|(?P<roughly>{listed('roughly')})|(?P<between>between)|(?P<from>from))\s+"
        r"(?:an?\s+(?:extra|additional|further)\s+)?)?"
        rf"(?<![\w$£€.])(?P<n>(?P<vague>{listed('amounts')})|{NUMBER})\b"
        rf"(?:(?P<joint>\s*(?:-|–)\s*|\s+(?:to|or|and)\s+)(?P<b>{NUMBER})\b)?"
        rf"(?!\s*(?:%|(?!(?:{loads})s?\s+of\b)(?:{measures})s?\b))",
        re.IGNORECASE,
    )
    nouns = frozenset(noun for group in data["counted"].values() for noun in group)
    return CountWords(
        pattern,
        nouns,
        frozenset(data["doubtful"]),
        re.compile(data["of_war"].replace("  ", ""), re.IGNORECASE),
        frozenset(data["struck_by"]),
        frozenset(data["of_people"]),
        frozenset(data["of_crowds"]),
        frozenset(data["losses"]),
        frozenset(data["numbers"]),
        frozenset(data["changing"]),
        frozenset(data["of_minds"]),
        frozenset(data["loads"]),
        frozenset(data["cargo"]),
        frozenset([*data["arriving"], *data["leaving"], *data["observing"], "join"]),
        frozenset(data["of_bodies"]),
        frozenset(data["foretold"]),
        frozenset(data["foretelling"]),
        {word: tuple(bounds) for word, bounds in data["amounts"].items()},
        frozenset(data["at_least"]),
        frozenset(data["at_most"]),
    )
