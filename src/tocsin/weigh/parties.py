"""Parties: states and bodies by the words that stand for them, from the shipped register."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tocsin.data import load

__all__ = [
    "interests_of",
    "joined_names",
    "names_of_body",
    "officials_of",
    "parties_by_name",
    "party_of",
    "phrases_of",
    "states_of_official",
]


@cache
def phrases_of(party: str) -> tuple[str, ...]:
    """Return patterns for a party's name, its people's adjective and, for a state, its capital.

    A body of the register is looked for under all its names, any other party as it is written;
    one word with any ending.
    """
    for row in load("register.yaml")["countries"]:
        if row["name"] == party:
            return tuple(_shortened(_words(row), closed=_openings(party)))
    return tuple(_shortened([party, *names_of_body(party)]))


@cache
def names_of_body(name: str) -> tuple[str, ...]:
    """Return the names that the register has for `name`; none where it does not know it."""
    row = _row(name)
    return () if row is None else (row["name"], *row.get("aliases", ()))


@cache
def states_of_official(name: str) -> tuple[str, ...]:
    """Return the states for which the register has an official of that name, else none."""
    row = _row(name)
    if row is None or row["kind"] != "official":
        return ()
    return tuple(one for one in row["interests"] if party_of(one) == one)


@cache
def interests_of(name: str) -> tuple[str, ...]:
    """Return the parties for which the register has a source of that name speak: "the Kremlin"."""
    row = _row(re.sub(r"^the\s+", "", name, flags=re.IGNORECASE))
    return () if row is None else tuple(row["interests"])


@cache
def officials_of(state: str) -> tuple[str, ...]:
    """Return the last names, in lower case, of the officials whom the register has for a state."""
    rows: Sequence[Mapping[str, Any]] = load("register.yaml")["sources"]
    people = [r for r in rows if r["kind"] == "official" and r["interests"] == [state]]
    names = {name for row in people for name in (row["name"], *row.get("aliases", ()))}
    return tuple(sorted({name.split()[-1].casefold() for name in names}))


@cache
def parties_by_name(common: frozenset[str] = frozenset()) -> Mapping[str, str]:
    """Return all states and bodies for which somebody of the register speaks, by folded names.

    A government's own body stands for it ("the Kremlin"), where its name has none of the `common`
    words that many bodies have. A name that two have is nobody's.
    """
    known = load("register.yaml")
    named: dict[str, set[str]] = {}
    for row in known["countries"]:
        for word in (row["name"], *row.get("forms", ()), *row["people"]):
            named.setdefault(word.casefold(), set()).add(row["name"])
    states = {row["name"] for row in known["countries"]}
    bodies = {one for row in known["sources"] for one in row.get("interests", ())} - states
    for body in bodies:
        for word in (body, *names_of_body(body)):
            named.setdefault(word.casefold(), set()).add(body)
    for row in known["sources"]:
        if row["kind"] in {"government", "military"} and len(row.get("interests", ())) == 1:
            for word in (row["name"], *row.get("aliases", ())):
                if not common & set(word.casefold().split()):
                    named.setdefault(word.casefold(), set()).add(row["interests"][0])
    for word in [one for one in named if one in {"us", "uk", "un", "eu", "uae"}]:
        named[f"{'.'.join(word)}."] = named[word]
    return {word: min(parties) for word, parties in named.items() if len(parties) == 1}


def joined_names(text: str) -> str:
    """Return `text` with each state whose name joins two by "and" under the name of its people."""
    for row in load("register.yaml")["countries"]:
        if " and " in row["name"]:
            text = text.replace(row["name"], row["people"][0])
    return text


@cache
def _row(name: str) -> Mapping[str, Any] | None:
    folded = name.casefold()
    rows: Sequence[Mapping[str, Any]] = load("register.yaml")["sources"]
    for row in rows:
        if folded in (one.casefold() for one in (row["name"], *row.get("aliases", ()))):
            return row
    # A last name alone, where one official only has it.
    bare = folded.removeprefix("al-").removeprefix("el-")
    last = [
        r
        for r in rows
        if r["kind"] == "official"
        and any(
            one.casefold().endswith((f" {bare}", f" al-{bare}", f" el-{bare}"))
            for one in (r["name"], *r.get("aliases", ()))
        )
    ]
    return last[0] if len(last) == 1 else None


@cache
def party_of(word: str) -> str | None:
    """Return the state that `word` names: its name, another form of it, or its people.

    None for a word that names two states or none.
    """
    folded = word.casefold()
    named = []
    for row in load("register.yaml")["countries"]:
        names = [row["name"], *row.get("forms", ()), *row["people"]]
        if any(folded in {n.casefold(), n.casefold() + "s"} for n in names):
            named.append(str(row["name"]))
    return named[0] if len(named) == 1 else None


def _words(row: Mapping[str, Any]) -> list[str]:
    return [row["name"], *row.get("forms", ()), *row["people"], *row["capitals"]]


@cache
def _openings(party: str) -> tuple[str, ...]:
    """Return the folded words of all other states: what must not be taken for an ending of one."""
    rows = load("register.yaml")["countries"]
    own = {word.casefold() for row in rows if row["name"] == party for word in _words(row)}
    others = {word.casefold() for row in rows if row["name"] != party for word in _words(row)}
    return tuple(sorted(others - own))


def _shortened(words: list[str], *, closed: tuple[str, ...] = ()) -> list[str]:
    """Fold the words and drop what a shorter one with any ending finds too.

    A word with which one of `closed` begins takes no ending: "Niger" is not in "Nigeria".
    """
    kept: list[str] = []
    for word in sorted({w.casefold() for w in words}, key=lambda w: (len(w), w)):
        if not any(own.endswith("*") and word.startswith(own[:-1]) for own in kept):
            whole = " " in word or any(other.startswith(word) for other in closed)
            kept.append(word if whole else word + "*")
    return sorted(kept)
