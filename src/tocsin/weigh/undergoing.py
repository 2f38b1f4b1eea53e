"""Undergoing: words for what is done to one whom a question names alone as its subject."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tocsin.data import load
from tocsin.weigh.asking import Question
from tocsin.weigh.conjugation import gerund_of, third_of
from tocsin.weigh.naming import BETWEEN, phrases_for, shorter
from tocsin.weigh.parties import names_of_body
from tocsin.weigh.terms import unique
from tocsin.weigh.verbs import forms_of

__all__ = ["UNDERGONE", "undergone"]

UNDERGONE = ("@undergone", "@undergo", "@undergo-noun")
"""The @-words of what is done to one: as done, as what may come, and by its noun."""

REST = ("@undergoer", "@handed-to")
"""Who undergoes it, and whom he is handed to."""

WERE = ("was", "were", "has been", "have been", "had been", "is", "are", "has now been")
TO = re.compile(r"\bto\s+(?:the\s+)?[A-Z]")


def undergone(question: Question, kind: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words for what is done to whom the question names; all empty where it is no such.

    The name stands right before or behind the verb: whoever is named as a subject of the same verb
    does it to others.
    """
    told: dict[str, tuple[str, ...]] = dict.fromkeys((*UNDERGONE, *REST), ())
    if kind != "other" or not question.undergoes or question.undoing:
        return told
    name = question.undergoes
    names = unique([one.casefold() for o in (name, *names_of_body(name)) for one in shorter(o)])
    done = _alike(question.participle)
    plain = question.verb
    stems = {f"{one.removesuffix('ed')}*" for one in done if " " not in one}
    verbs = (plain, third_of(plain), gerund_of(plain)) if plain != "be" else ()
    return {
        "@undergone": unique(
            [
                phrase
                for one in names
                for verb in done
                for phrase in (
                    *(f"{one} {be} {verb}" for be in WERE),
                    *(f"{verb} {gap}{one}" for gap in BETWEEN[:4]),
                )
            ]
        ),
        "@undergo": unique(
            [
                phrase
                for one in names
                for phrase in (
                    *(f"{one} {gap}be {verb}" for verb in done for gap in BETWEEN),
                    *(f"{verb} {gap}{one}" for verb in verbs for gap in BETWEEN[:4]),
                )
            ]
        ),
        "@undergo-noun": unique(
            [
                phrase
                for one in names
                for stem in sorted(stems)
                for phrase in (*(f"{stem} of {gap}{one}" for gap in BETWEEN[:4]), f"{one}'s {stem}")
            ]
        ),
        "@undergoer": names,
        "@handed-to": phrases_for(question.targets) if TO.search(question.text) else (),
        "@key": names,
        "@event": unique([*forms_of(plain), *done]),
    }


def _alike(participle: str) -> tuple[str, ...]:
    """Return a participle with those that reports use for the same: freed, released."""
    groups = [tuple(map(str, group)) for group in load("families.yaml")["undergone"]]
    return unique([participle, *(one for group in groups if participle in group for one in group)])
