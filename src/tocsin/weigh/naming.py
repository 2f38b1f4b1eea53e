"""Naming: what reports call those, and the places, that a question names."""

from __future__ import annotations

import re

from tocsin.data import load
from tocsin.weigh.asking import Question, body_of
from tocsin.weigh.parties import (
    names_of_body,
    officials_of,
    party_of,
    phrases_of,
    states_of_official,
)
from tocsin.weigh.terms import listed, unique

__all__ = [
    "BETWEEN",
    "WERE",
    "called",
    "called_alone",
    "called_beside",
    "home_of",
    "leaders_of",
    "people_of",
    "phrases_for",
    "shortened",
    "shorter",
    "spelled",
]

BETWEEN = ("", "* ", "* * ", "* * * ", "* * * * ")
"""Words that may stand between a verb and the name of whom it is done to: his title."""

WERE = ("was", "has been", "had been", "is", "was fully", "has been fully")
"""What stands between a name and what was done to it."""

MANY = re.compile(r"[a-z]{3}s$")
UNSURE = re.compile(r"(?:ss|us|as|is|os|es)$")
"""Endings of a plural, and those that a single name has as well: "Hamas", "Boris", "James"."""

KINDS = re.compile(
    r"\s+(?:People[’']s Republic|Oblast|Region|Province|District|City|Plant|Airport|Base|State)$"
)


def called(name: str) -> tuple[str, ...]:
    """Return what reports call the one who acts: a person by the last name too.

    What a state's official does, reports say of the state as well.
    """
    if states := states_of_official(name):
        return unique([*phrases_of(name), *(one for s in states for one in phrases_of(s))])
    if party_of(name) == name:
        return phrases_of(name)
    if rows := [row for row in load("families.yaml")["irregulars"] if name in row]:
        return unique([f"{re.sub(r'(?<=[a-z])s$', '', one)}*" for row in rows for one in row])
    if name in listed("bodies"):
        return (re.sub(r"(?:(?<=r)ies|(?<!s)s)$", "", name) + "*",)
    if one := one_of(name):
        return unique([*phrases_of(name), one, f"{one}ish"])
    if " " not in name or body_of(name):
        return phrases_of(name)
    return (*phrases_of(name), *phrases_of(name.rsplit(maxsplit=1)[-1]))


def called_alone(name: str) -> tuple[str, ...]:
    """Return what reports call a body or person, without the states that it speaks for."""
    states = {one for state in states_of_official(name) for one in phrases_of(state)}
    own = set(listed("bodies"))
    if own & set(name.casefold().split()):
        return ()
    return tuple(one for one in called(name) if one not in states)


def called_beside(name: str) -> tuple[str, ...]:
    """Return what one of two is called beside the other: a person by the last name."""
    if party_of(name) == name:
        return phrases_of(name)
    if states_of_official(name) or not (names_of_body(name) or body_of(name)):
        return (f"{name.rsplit(maxsplit=1)[-1].casefold()}*",)
    return phrases_of(name)


def leaders_of(actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the last names of the officials whom the register has for the states that act."""
    states = {party_of(name) for name in actors} - {None}
    return unique([one for state in sorted(filter(None, states)) for one in officials_of(state)])


def home_of(question: Question) -> tuple[str, ...]:
    """Return the words for those of its actors that are states."""
    return phrases_for(tuple(one for one in question.actors if party_of(one) == one))


def one_of(name: str) -> str:
    """Return what one of a people or movement is called, "" where the name is not of many.

    "Houthi fighters" are the Houthis: what stands before a common word is not the plural.
    """
    last = name.casefold()
    if " " in name or party_of(name) is not None or not MANY.search(last):
        return ""
    single = last[:-1]
    known = any(one.casefold().startswith(f"{single} ") for one in names_of_body(name))
    return single if known or not UNSURE.search(last) else ""


def people_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what people and bodies are called, in full and by the last word."""
    return unique([part.casefold() for name in names for part in shorter(name)])


def phrases_for(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of patterns for names, states by all their own."""
    return unique([phrase for name in names for phrase in phrases_of(name)])


def shorter(name: str) -> list[str]:
    """Return a name as it stands and by its last word, where no other thing has that in common."""
    plain = KINDS.sub("", re.sub(r"\s+\d+$", "", name))
    last = plain.split()[-1]
    names = [name, plain]
    plain_name = last.isalpha() and len(last) > 2 and last.casefold() not in listed("sorts")
    # "Port Sudan" is not Sudan.
    if plain_name and (last == plain or party_of(last) is None):
        names.append(last)
    return [one.casefold() for one in names]


def shortened(places: tuple[str, ...]) -> tuple[str, ...]:
    """Let "Kherson Oblast" be found as "Kherson" too: reports seldom write the kind of place."""
    return tuple(KINDS.sub("", place) for place in places)


def spelled(name: str) -> tuple[str, ...]:
    """Return other spellings of a place, and the name without its kind with any ending."""
    from tocsin.read.gazetteer import spellings

    plain = KINDS.sub("", name)
    return (plain.casefold(), *spellings(plain)) if " " not in plain else spellings(plain)
