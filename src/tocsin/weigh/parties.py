"""Parties: states by the words that stand for them, from the shipped register's list."""

from __future__ import annotations

from functools import cache

from tocsin.data import load

__all__ = ["party_of", "phrases_of"]


@cache
def phrases_of(party: str) -> tuple[str, ...]:
    """Return patterns for a party's name, its people's adjective and, for a state, its capital.

    A party that is no state of the list is looked for as it is written, with any ending.
    """
    for row in load("register.yaml")["countries"]:
        if row["name"] == party:
            words = [row["name"], *row.get("forms", ()), *row["people"], *row["capitals"]]
            return tuple(_shortened(words))
    return (party.casefold() + "*",)


@cache
def party_of(word: str) -> str | None:
    """Return the state that `word` names: its name, another form of it, or its people."""
    folded = word.casefold()
    for row in load("register.yaml")["countries"]:
        names = [row["name"], *row.get("forms", ()), *row["people"]]
        if any(folded in {n.casefold(), n.casefold() + "s"} for n in names):
            return str(row["name"])
    return None


def _shortened(words: list[str]) -> list[str]:
    """Fold the words and drop what a shorter one with any ending finds too."""
    kept: list[str] = []
    for word in sorted({w.casefold() for w in words}, key=lambda w: (len(w), w)):
        if not any(word.startswith(own.rstrip("*")) for own in kept):
            kept.append(word if " " in word else word + "*")
    return sorted(kept)
