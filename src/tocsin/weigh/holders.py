"""Holders: who leaves or takes an office, named or not, and what is said when it is so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tocsin.data import load
from tocsin.weigh.asking import Question
from tocsin.weigh.matter import kin_words
from tocsin.weigh.naming import BETWEEN, called, shorter
from tocsin.weigh.offices import chief_of
from tocsin.weigh.parties import names_of_body, states_of_official
from tocsin.weigh.patterns import expression_of
from tocsin.weigh.terms import listed, unique

__all__ = ["EXITS", "holders_of", "office_of"]

EXITS = ("@exit", "@exit-of", "@leaver", "@leaver-of", "@by-boss")
"""The @-words of an exit or an appointment by its noun."""

BEEN = ("was", "were", "is", "been", "was * ", "been * ")


def holders_of(question: Question) -> tuple[str, ...]:
    """Return who takes or leaves an office: not the office, where somebody is named beside it.

    Nobody where only who dismisses is named: "Will Marlow dismiss the mayor?" asks of the mayor.
    """
    offices = set(listed("offices"))
    chief = chief_of(question.text)
    persons = tuple(o for o in question.persons if chief is None or o not in chief.body)
    people = tuple(
        one
        for one in persons
        if one.casefold().split()[-1] not in offices and not names_of_body(one)
    )
    known = tuple(one for one in persons if states_of_official(one))
    others = tuple(one for one in persons if one not in question.actors)
    if not others and question.verb in listed("ousting"):
        return ()
    # Who dismisses is not the one dismissed; who resigns is both.
    held = [one for one in (*people, *known) if one in others]
    return unique(held or [one for one in (*people, *known) if not others]) or others


def office_of(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for who leaves or takes an office, never for what he does to others.

    Where only the office is named, it is that of those whom `@boss` names.
    """
    named = holders_of(question)
    puts = question.verb in listed("ousting")
    office = not named
    chief = chief_of(question.text) if office else None
    names = [min(shorter(name), key=len).casefold() for name in named] or _offices(question)
    # Who holds the office is named beside it: "President Ann Marlow has resigned".
    holding = BETWEEN[:4] if office else BETWEEN[:2]
    ways: Mapping[str, Mapping[str, Any]] = load("families.yaml")["office"]
    one = named and question.verb in ways["left"]["of-person"]
    own = ["left"] if one else [n for n, row in ways.items() if question.verb in row["verbs"]]
    own = own or list(ways)
    rows = [ways[name] for name in own]
    ends = [verb for row in rows for verb in row["done"]]
    ends += [verb for row in rows for verb in row.get("of-one", ()) if question.undergoes]
    done = [f"{verb} {of}{name}" for name in names for verb in ends for of in BETWEEN]
    gone = [
        phrase
        for name in names
        for verb in ends
        for phrase in (
            *(f"{name} {' '.join(f'{be} {verb}'.split())}" for be in BEEN),
            *(f"{name} {has}been {verb}" for has in ("has ", "had ")),
        )
    ]
    gone += [
        phrase
        for row in rows
        for name in names
        for phrase in (
            *(f"{name} {of}{verb}" for verb in row["does"] for of in holding),
            *(f"{verb} as {the}{name}" for verb in row["does"] for the in ("", "the ") if office),
        )
    ]
    meant = [
        phrase
        for row in rows
        for name in names
        for phrase in (
            *(f"{verb} {of}{name}" for verb in row["doing"] for of in BETWEEN),
            *(f"{name}{of} be {verb}" for verb in row["done"] for of in ("", " *", " * *")),
            *(f"{name}{of} {verb}" for verb in row["would"] for of in ("", "'s", " *", " * *")),
        )
    ]
    of_body = chief is not None and chief.body != chief.body.casefold()
    whose = unique([o for name in question.actors for o in called(name)] if not of_body else [])
    boss = whose if office else ()
    gone_there = [
        f"{name} of {the}{state} {of}{verb}"
        for row in rows
        for name in names
        for state in boss
        for the in ("", "the ")
        for of in BETWEEN[:3]
        for verb in (*row["does"], *(f"was {one}" for one in row["done"]))
    ]
    nouns = [str(noun) for row in rows for noun in row["nouns"]]
    return {
        **_by_noun(nouns, names, boss),
        "@gone-there": unique(gone_there),
        "@ousted": unique(done),
        "@gone": unique(gone),
        "@ousting": unique([*done, *meant]),
        "@boss": boss,
        "@office": unique(names if office and "left" in own else []),
        "@leaves": unique(names if "left" in own else []),
        "@takes": unique(names if "taken" in own else []),
        **({"@key": unique(names)} if chief else {}),
        **({"@would": kin_words("would", ("dismiss",))} if puts else {}),
    }


def _by_noun(
    nouns: list[str], names: list[str], boss: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    """Return an exit or an appointment by its noun, with whose it is: "the dismissal of Petrova".

    An office is told with those whose office it is, before or behind it, or with who would end it.
    """
    told: dict[str, tuple[str, ...]] = dict.fromkeys(EXITS, ())
    if not boss:
        of_whom = [
            phrase
            for noun in nouns
            for name in names
            for phrase in (*(f"{noun} of {gap}{name}" for gap in BETWEEN[:4]), f"{name}'s {noun}")
        ]
        return told | {"@exit-of": unique(of_whom)}
    whose = [
        phrase
        for name in names
        for one in boss
        for phrase in (
            *(f"{one}{own} {gap}{name}" for own in ("", "'s") for gap in BETWEEN[:2]),
            *(f"{name} of {the}{one}" for the in ("", "the ")),
        )
    ]
    return told | {
        "@exit": unique(nouns),
        "@leaver": unique(names),
        "@leaver-of": unique(whose),
        "@by-boss": unique([f"by {the}{one}" for one in boss for the in ("", "the ")]),
    }


def _offices(question: Question) -> list[str]:
    """Return the words for an office: of whom one is the head, or the matters that name a title."""
    if chief := chief_of(question.text):
        return list(chief.words)
    titles = expression_of(listed("titles"))
    told = [one for one in question.matters if titles.search(one.replace("*", ""))]
    return told or list(question.matters)
