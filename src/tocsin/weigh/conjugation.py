"""Conjugation: the forms of an English verb, told from its plain form or from its past."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from tocsin.data import load

__all__ = ["gerund_of", "irregular", "plain_of", "present_phrases", "third_of"]

VOWELS = "aeiou"
_SHORT = re.compile(r"^[^aeiou]*[aeiou][bdglmnprt]$")
"""A verb of one short syllable, whose last letter is doubled: "get", "cut"."""
HISSING = ("s", "x", "z", "ch", "sh", "o")
"""Ends of a verb after which its third person has a syllable of its own: "reaches", "goes"."""

COMPOUND = frozenset(
    "am is are was were be been being has have had do does did will would may might can".split()
)
"""Helpers: what stands behind one of them is no form of the plain present."""

LEAST_STEM = 2
"""Letters that are left of a past without its ending: "shed" and "bed" are none."""


@cache
def irregular(verb: str) -> tuple[str, ...]:
    """Return the past and the participle of an irregular verb; none where it is regular."""
    return tuple(_table().get(verb, ()))


def third_of(verb: str) -> str:
    """Return the third person of a verb: "enters", "reaches", "carries"."""
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(HISSING) else f"{verb}s"


def gerund_of(verb: str) -> str:
    """Return the gerund of a verb: "entering", "going", "cutting", "freeing"."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    return f"{stem}{stem[-1]}ing" if _SHORT.search(verb) else f"{stem}ing"


def plain_of(past: str) -> tuple[str, ...]:
    """Return the plain forms that a past form may be of; none where it can be none.

    Spelling alone does not tell "invade" from "invad": both are returned, and only one is a word.
    """
    if (known := _plain().get(past)) is not None:
        return known
    if not past.endswith("ed") or len(past) < LEAST_STEM + 3 or past.endswith("eed"):
        return ()
    stem = past[:-2]
    if stem.endswith("i"):
        return (f"{stem[:-1]}y",)
    twice = stem[-1] == stem[-2] and stem[-1] not in VOWELS
    return (stem, f"{stem}e", *((stem[:-1],) if twice else ()))


@cache
def present_phrases(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return phrases that tell in the present what `phrases` tell in the past.

    "Crossed the border" gives "cross the border" and "crosses the border": the first word that is a
    past form is turned, and what has a helper ("has begun", "was signed") is left out.
    """
    return tuple(dict.fromkeys(form for phrase in phrases for form in _turned(phrase)))


def _turned(phrase: str) -> Sequence[str]:
    words = phrase.split()
    for at, word in enumerate(words):
        if word.casefold() in COMPOUND:
            return ()
        if verbs := plain_of(word.casefold()):
            return [
                " ".join((*words[:at], form, *words[at + 1 :]))
                for verb in verbs
                for form in (verb, third_of(verb))
            ]
    return ()


@cache
def _table() -> Mapping[str, Sequence[str]]:
    table: Mapping[str, Sequence[str]] = load("irregular_verbs.yaml")
    return table


@cache
def _plain() -> Mapping[str, tuple[str, ...]]:
    """Return the verbs of each irregular past form; "lay" is of "lie"."""
    found: dict[str, list[str]] = {}
    for verb, forms in _table().items():
        for form in forms:
            found.setdefault(form, []).append(verb)
    return {form: tuple(verbs) for form, verbs in found.items()}
