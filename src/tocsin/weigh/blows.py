"""Blows: words for what is struck, whose it is, and on whose ground."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tocsin.data import load
from tocsin.weigh.asking import Question
from tocsin.weigh.matter import alike
from tocsin.weigh.naming import BETWEEN, phrases_for
from tocsin.weigh.parties import names_of_body
from tocsin.weigh.patterns import expression_of, mentions
from tocsin.weigh.terms import unique

__all__ = ["struck"]


def struck(question: Question, key: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the words for what is struck, as the @-words that differ from the plain ones.

    Whose it is stands right beside it: a state's, or a people's or body's that the question names.
    The state in which it would be struck is asked for where it is not whose it is (`@struck-in`):
    "the Union's bases in Norland".
    """
    by_noun = set(key) <= set(alike(question.matters))
    states = tuple(one for one in question.targets if one not in question.actors)
    theirs = tuple(one for one in states if one not in question.grounds)
    bodies = tuple(
        one for one in question.persons if names_of_body(one) and one not in question.actors
    )
    named = not by_noun and not set(key) <= set(phrases_for(states))
    own = key if named else phrases_for(theirs or (bodies if by_noun else ()))
    nouns, others = _kinds(question, of_body=named or (by_noun and bool(bodies) and not theirs))
    told = {
        "@struck-in": phrases_for(question.grounds) if own and question.actors else (),
        "@no-target": others,
    }
    # A place is struck by its name; whose name it is has more that can be.
    if named and nouns and question.actors and not question.sites and not _is_place(key):
        return told | {"@matter": _beside(key, nouns)}
    wider = unique([*key, *nouns]) if by_noun and nouns else key
    owners = own if own and not named else phrases_for(states)
    return told | {"@key": wider, "@matter": _owned(question, key, owners, nouns, wider)}


def _is_place(key: tuple[str, ...]) -> bool:
    """Say whether what stands first in `key` is a place that the gazetteer has."""
    from tocsin.read.gazetteer import key_of, lookup

    return bool(lookup(key_of(key[0].rstrip("*"))))


def _kinds(question: Question, *, of_body: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the nouns that reports use for a kind of target, and what is none of it.

    Of a kind that no list has, those of the question. An armed body's own are told by more.
    """
    rows: Mapping[str, Mapping[str, Any]] = load("families.yaml")["targets"]
    asked = [
        row
        for row in rows.values()
        if mentions(tuple(row.get("asked", row["nouns"])), question.text)
        and not ("unless" in row and mentions(tuple(row["unless"]), question.text))
    ]
    names = tuple(str(one) for row in asked for one in (*row.get("asked", ()), *row["nouns"]))
    plain = " ; ".join(one.replace("*", "") for one in names)
    rest = [one for one in question.matters if not expression_of((one,)).search(plain)]
    told = [noun for row in asked for noun in row["nouns"]]
    told += [noun for row in asked for noun in row.get("of-body", ()) if of_body]
    nouns = [*map(str, told), *alike(tuple(rest))]
    return unique(nouns), unique([str(one) for row in asked for one in row.get("but", ())])


def _owned(
    question: Question,
    key: tuple[str, ...],
    owners: tuple[str, ...],
    kinds: tuple[str, ...],
    wider: tuple[str, ...],
) -> tuple[str, ...]:
    """Return what is struck with whose it is right beside it; `wider` where none is told.

    "Israeli air bases" and "air bases in Israel" are one; another's air bases are others.
    """
    sites = alike(tuple(f"{site.rstrip('s')}*" for site in question.sites))
    nouns = kinds or sites or key
    # Where nobody acts, `_owner` tells whose it is: the noun may be what it is struck with.
    if set(key) & set(owners) or (owners and not question.actors):
        return key
    if not set(key) <= set(alike(question.matters)):
        owners, nouns = key, sites
    return _beside(owners, nouns) or wider


def _beside(owners: tuple[str, ...], nouns: tuple[str, ...]) -> tuple[str, ...]:
    # "Army base" is found as "base" with a word before it.
    least = [one for one in nouns if not {one.split()[-1], one.split()[-1].rstrip("*")} & {*nouns}]
    heads = [one for one in nouns if " " not in one]
    return unique(
        [
            phrase
            for owner in owners
            for noun in unique([*heads, *least])
            for phrase in (
                *(f"{owner}{own} {of}{noun}" for own in ("", "'s") for of in BETWEEN[:2]),
                f"{owner} * * {noun}",
                *(f"{noun} {of}{owner}" for of in BETWEEN[1:4]),
                # "A refinery in Samara, Russia".
                f"{noun} * *, {owner}",
            )
        ]
    )
