"""Asking: what a question names - who does what to whom, where, and of which family it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.data import load
from tocsin.weigh.parties import party_of, phrases_of
from tocsin.weigh.patterns import expression_of

__all__ = ["Question", "family_of", "question_of", "words_of"]

NAME = re.compile(
    r"(?:[A-Z][\w’'.-]*|\d+(?:st|nd|rd|th))"
    r"(?:\s+(?:(?:of|al|de|the)\s+(?=[A-Z]))?(?:[A-Z][\w’'.-]*|\d+(?![-\d])))*"
)
DATE = re.compile(
    r"\b(?:by|before|on|until|in|after|during|within)\s+(?:the\s+(?:end|start)\s+of\s+)?(?:\d{4}"
    r"(?:-\d\d(?:-\d\d)?)?|(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b(?:\s+\d{1,2})?(?:,?\s+\d{4})?)\b",
)
ASIDE = re.compile(r"\([^)]*\)")
WORD = re.compile(r"[A-Za-z][\w’'-]+")
FROM = re.compile(r"\b(?:from|out of)\s+(?:the\s+)?$", re.IGNORECASE)
MOST_THINGS = 6
SHORTEST = 4
HELPERS = frozenset({"be", "have"})
KINDS = re.compile(r"\s+(?:Oblast|Region|Province|District|City|Plant|Airport|Base|State)$")
STOPS = frozenset(
    """
    will would least most more than that this with into from over both have been being their there
    which another other least first within through against between under after before during part
    regular officially publicly normal whole town city village region country state states forces
    troops army soldiers military government official officials units armed full all levels
    """.split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """A standing question taken apart, as words for patterns.

    `actors`, `targets`, `places`, `bases` and `persons` are names as the question writes them, in
    its order; a state named by its people ("Russian") stands under the state's own name.
    """

    text: str
    verb: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    bases: tuple[str, ...]
    persons: tuple[str, ...]
    things: tuple[str, ...]


def question_of(text: str) -> Question:
    """Take a question apart. What cannot be told is left empty: the person who asks fills it in."""
    text = " ".join(text.split())
    plain = ASIDE.sub(" ", DATE.sub(" ", text.rstrip("?"))).strip()
    plain = re.sub(r"^(?:Will|Would|Does|Do|Is|Are|Has|Have)\s+", "", plain)
    verb, at = _verb(plain)
    actors: list[str] = []
    after: dict[str, list[str]] = {"states": [], "bases": [], "names": []}
    persons: list[str] = []
    for found in NAME.finditer(plain):
        states, rest = _split(found.group())
        if found.start() < at:
            actors += states
            persons += [rest] if rest else []
            continue
        kind = "bases" if FROM.search(plain, 0, found.start()) else "states"
        after[kind] += states
        after["names"] += [rest] if rest else []
    if not actors:
        actors, after["states"] = after["states"][:1], after["states"][1:]
    names = _unique(after["names"])
    return Question(
        text=text,
        verb=verb,
        actors=_unique(actors),
        targets=_unique(after["states"]),
        places=names or _unique(after["states"]),
        bases=_unique(after["bases"]),
        persons=_unique([*persons, *names]),
        things=_things(plain[at:], verb),
    )


def family_of(text: str) -> str:
    """Return the family whose words speak strongest in the question; "other" where none does."""
    best, most = "other", 0.0
    for name, family in load("families.yaml")["families"].items():
        score = sum(
            float(weight)
            for phrase, weight in family["detect"].items()
            if expression_of((str(phrase).casefold(),)).search(text)
        )
        if score > most:
            best, most = name, score
    return best


def words_of(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return what each @-word of a family stands for, as words of a pattern."""
    verbs: dict[str, Any] = load("families.yaml")["verbs"]
    stem = question.verb.rstrip("e")
    verb = (f"{stem}*", *verbs.get(question.verb, ())) if question.verb else ()
    return {
        "@actor": _phrases(question.actors),
        "@target": _phrases(question.targets),
        "@place": _phrases(question.bases or _shortened(question.places)),
        "@base": _phrases(question.bases),
        "@person": _people(question.persons),
        "@verb": verb,
        "@thing": question.things or _phrases(question.persons),
    }


def _verb(plain: str) -> tuple[str, int]:
    """Return the main verb and where what follows it begins.

    "be" and "have" give way to the participle after them: "be connected", "have left".
    """
    helper: tuple[str, int] | None = None
    for found in WORD.finditer(plain):
        word = found.group()
        if helper is None and word in load("families.yaml")["verbs"]:
            if word not in HELPERS:
                return word, found.start()
            helper = (word, found.start())
        elif helper is not None and (verb := _forms().get(word)) is not None:
            return verb, helper[1]
    return helper or ("", 0)


@cache
def _forms() -> Mapping[str, str]:
    """Return the verb of each of its past forms."""
    forms: dict[str, str] = {}
    for verb, irregular in load("families.yaml")["verbs"].items():
        stem = verb.rstrip("e")
        for form in (*irregular, f"{stem}ed", f"{stem[:-1]}ied"):
            forms.setdefault(form, verb)
    return forms


def _split(name: str) -> tuple[list[str], str]:
    """Split a run of capitals into the states it names and what else it names."""
    whole = re.sub(r"['’]s$", "", name)
    if (state := party_of(whole)) is not None:
        return [state], ""
    states, rest = [], []
    for word in name.split():
        bare = re.sub(r"['’]s$", "", word)
        if (state := party_of(bare)) is not None:
            states.append(state)
        else:
            rest.append(bare)
    return states, " ".join(rest)


def _things(rest: str, verb: str) -> tuple[str, ...]:
    """Return the other words of the question, stemmed, at most `MOST_THINGS` of them."""
    things = []
    for found in WORD.finditer(rest):
        word = found.group()
        if word != word.casefold() or len(word) < SHORTEST or word in STOPS or word == verb:
            continue
        stem = re.sub(r"(?:ies|es|s|ing|ed|e|y)$", "", word) if len(word) > SHORTEST else word
        things.append(f"{stem}*")
    return tuple(_unique(things)[:MOST_THINGS])


def _phrases(names: tuple[str, ...]) -> tuple[str, ...]:
    return _unique([phrase for name in names for phrase in phrases_of(name)])


def _shortened(places: tuple[str, ...]) -> tuple[str, ...]:
    """Let "Kherson Oblast" be found as "Kherson" too: reports seldom write the kind of place."""
    return tuple(KINDS.sub("", place) for place in places)


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    return _unique([part.casefold() for name in names for part in (name, name.split()[-1])])


def _unique(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
