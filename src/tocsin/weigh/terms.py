"""Terms: the common words of a question - what it is about, and the kins that tell its event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tocsin.data import load
from tocsin.weigh.patterns import expression_of
from tocsin.weigh.verbs import WORD, participle_of

__all__ = ["common", "kins_in", "listed", "matters_in", "things_in", "unique"]

MOST_THINGS = 6
SHORTEST = 4
STOPS = frozenset(
    """
    will would least most more than that this with into from over both have been being their there
    which another other least first within through against between under after before during part
    regular officially publicly normal whole town city village region country state states forces
    troops army soldiers military government official officials units armed full all levels
    such four five many more further single main member members following large scale large-scale
    either neither each take takes taking place
    """.split()
)


def common(words: str) -> list[str]:
    """Return the words that are no names, as they stand."""
    return [word for word in WORD.findall(words) if word == word.casefold()]


def listed(*place: str) -> tuple[str, ...]:
    """Return the entries of families.yaml at a place, or the names of them."""
    data = load("families.yaml")
    for name in place:
        data = data[name]
    return tuple(data)


def things_in(rest: str, verb: str) -> tuple[str, ...]:
    """Return the other words of the question, stemmed, at most `MOST_THINGS` of them."""
    stems = (_stem(found.group(), verb) for found in WORD.finditer(rest))
    things = [stem for stem in stems if stem is not None]
    # A word for a sort of thing is no term where another word names the thing.
    things = [one for one in things if one.rstrip("*") not in _modifiers()]
    return tuple(unique(things)[:MOST_THINGS])


def kins_in(plain: str) -> tuple[str, ...]:
    """Return the kins that the question's own words are of; weak ones only where no other is."""
    told: list[str] = []
    for kind in ("kin", "weak"):
        groups: Mapping[str, list[str]] = load("families.yaml")[kind]
        for name, words in groups.items():
            if expression_of(tuple(words)).search(plain):
                told.append(name)
        if told:
            break
    yielding: Mapping[str, str] = load("families.yaml")["yields"]
    return tuple(name for name in told if yielding.get(name) not in told)


def matters_in(plain: str, verb: str) -> tuple[str, ...]:
    """Return what a question is about in common words: those side by side as one phrase.

    Words that tell the event itself, or who does it, are none of these.
    """
    data = load("families.yaml")
    groups = [group for kind in ("kin", "weak") for group in data[kind].values()]
    told = expression_of(tuple(word for group in groups for word in group))
    runs: list[list[str]] = [[]]
    end = 0
    for found in WORD.finditer(plain):
        word = found.group()
        stem = _stem(word, verb)
        event = told.search(word) is not None
        bare = [one for one in runs[-1] if one.rstrip("*") not in _modifiers()]
        apart = stem is None or word in listed("bodies") or (event and (bare or not runs[-1]))
        if apart or plain[end : found.start()].strip():
            runs.append([])
            apart = apart or event
        if not apart and stem is not None:
            # "General mobilisation" is one term: neither word says as much alone.
            runs[-1].append(stem)
        if event:
            runs.append([])
        end = found.end()
    named = [run for run in runs if any(one.rstrip("*") not in _modifiers() for one in run)]
    return unique([one for run in named[:MOST_THINGS] for one in _spellings(" ".join(run))])


@cache
def _modifiers() -> frozenset[str]:
    """Return the stems of words that only say what sort of thing a noun names."""
    return frozenset(_cut(str(word)) for word in listed("modifiers"))


def _spellings(phrase: str) -> tuple[str, ...]:
    """Return a phrase as it is spelt on both sides of the sea."""
    other = re.sub(r"ilis(?=\w|\*)", "iliz", phrase)
    return (phrase,) if other == phrase else (phrase, other)


def _stem(word: str, verb: str) -> str | None:
    """Return a common word as a pattern for all its endings; None where it says nothing."""
    if word != word.casefold() or len(word) < SHORTEST or word in STOPS or word in verb.split():
        return None
    if word.endswith("ly") or participle_of(word) == verb:
        return None
    return f"{_cut(word)}*"


def _cut(word: str) -> str:
    """Return a word without its ending."""
    return re.sub(r"(?:ies|es|s|ing|ed|e|y)$", "", word) if len(word) > SHORTEST else word


def unique(values: list[str]) -> tuple[str, ...]:
    """Return the values, each once, in the order in which they first stand."""
    return tuple(dict.fromkeys(values))
