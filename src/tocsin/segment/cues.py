"""Cues: what the words of a line say of the line itself, by patterns kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.data import load
from tocsin.nouns import SegmentKind

__all__ = ["Cue", "Vocabulary", "found_in", "tokens_of", "vocabulary"]

TOKEN = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*|[:|©…»]")
LONG = 60  # tokens; few cues count in a longer line
DIGITS = frozenset("0123456789")
NUMBER = "NUM"
GAP = 4  # words that ** stands for, at most


@dataclass(frozen=True, slots=True)
class Cue:
    """A family of patterns; `kind` is None where it speaks for the article.

    `most` is the longest line, in tokens, in which it counts; `lean` the log-odds for "outside"
    that it is believed to carry before data.
    """

    name: str
    kind: SegmentKind | None
    most: int
    lean: float


Rest = tuple[frozenset[str] | str, ...]
Table = Mapping[str, tuple[tuple[Cue, Rest], ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything of `segment.yaml`.

    Patterns are filed under their first word: those that begin a line, those that stand anywhere,
    and of the latter those that count in lines of more than `LONG` tokens.
    """

    cues: Mapping[str, Cue]
    openings: Table
    anywhere: Table
    in_long: Table
    function_words: frozenset[str]
    calls: frozenset[str]
    dates: frozenset[str]
    agencies: frozenset[str]
    leans: Mapping[str, float]


def tokens_of(text: str) -> list[str]:
    """Return the words of `text` in lower case, with the few signs that patterns know."""
    return TOKEN.findall(text.lower().replace("’", "'").replace("...", "…"))


def found_in(tokens: Sequence[str], words: Vocabulary) -> frozenset[str]:
    """Return the names of the cues that a line of these tokens has."""
    if not tokens:
        return frozenset()
    length = len(tokens)
    first = tokens[0]
    found = {
        cue.name
        for cue, rest in words.openings.get(NUMBER if first[0] in DIGITS else first, ())
        if length <= cue.most and _follows(tokens, 1, rest)
    }
    table = words.anywhere if length <= LONG else words.in_long
    numbers = table.get(NUMBER, ())
    for at, token in enumerate(tokens):
        rows = table.get(token)
        if rows is None:
            if token[0] not in DIGITS:
                continue
            rows = numbers
        for cue, rest in rows:
            if length <= cue.most and cue.name not in found and _follows(tokens, at + 1, rest):
                found.add(cue.name)
    return frozenset(found)


def _follows(tokens: Sequence[str], at: int, rest: Rest) -> bool:
    for step, part in enumerate(rest):
        if part == "$":
            return at == len(tokens)
        if part == "**":
            later = rest[step + 1 :]
            return any(
                _follows(tokens, skip, later) for skip in range(at, min(at + GAP, len(tokens)) + 1)
            )
        if at >= len(tokens):
            return False
        here = tokens[at]
        if part != "*" and here not in part and not (NUMBER in part and here[0] in DIGITS):
            return False
        at += 1
    return True


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    data = load("segment.yaml")
    cues: dict[str, Cue] = {}
    openings: dict[str, list[tuple[Cue, Rest]]] = {}
    anywhere: dict[str, list[tuple[Cue, Rest]]] = {}
    for name, row in (*data["cues"].items(), *data["inside"].items()):
        cue = cues[name] = Cue(name, row.get("kind"), int(row["most"]), float(row["lean"]))
        for written in str(row["patterns"]).splitlines():
            first, rest, begins = _parsed(written)
            for word in sorted(first):
                (openings if begins else anywhere).setdefault(word, []).append((cue, rest))
    long = {
        word: [row for row in rows if row[0].most > LONG]
        for word, rows in anywhere.items()
        if any(row[0].most > LONG for row in rows)
    }
    return Vocabulary(
        cues=cues,
        openings={word: tuple(rows) for word, rows in openings.items()},
        anywhere={word: tuple(rows) for word, rows in anywhere.items()},
        in_long={word: tuple(rows) for word, rows in long.items()},
        leans=_leans(cues.values(), data),
        **{name: _words(data, name) for name in WORD_LISTS},
    )


WORD_LISTS = ("function_words", "calls", "dates", "agencies")


def _leans(cues: Iterable[Cue], data: Mapping[str, Any]) -> dict[str, float]:
    """Return the log-odds for "outside" that features are believed to carry before data."""
    leans = {str(name): float(lean) for name, lean in data["signs"].items()}
    for cue in cues:
        for length, factor in data["lengths"].items():
            leans[f"cue:{cue.name}:{length}"] = cue.lean * (factor if cue.kind else 1.0)
    return leans


def _words(data: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(data[name]).split())


def _parsed(written: str) -> tuple[frozenset[str], Rest, bool]:
    """Return a pattern's first words, what has to follow, and whether it begins the line.

    Raises ValueError for a pattern without a written first word.
    """
    parts: list[frozenset[str] | str] = [
        part if part in {"*", "**", "$", "^"} else frozenset(part.split("/"))
        for part in written.split()
    ]
    begins = bool(parts) and parts[0] == "^"
    parts = parts[begins:]
    if not parts or isinstance(parts[0], str):
        raise ValueError(f"a cue pattern has to begin with a word: {written!r}")
    return parts[0], tuple(parts[1:]), begins
