"""Outlets: who publishes what others say, told by the words of a name or by the register."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.cues import cues, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_outlet", "outlet_names", "publishes", "relays_others"]

_PRESS = word_set("press")
_OF_NAMES = frozenset({"compound", "amod", "nmod", "poss"})


@cache
def outlet_names() -> frozenset[str]:
    """Return the names of those who publish, in lower case: whole names, and no mere letters."""
    rows = load("register.yaml")["outlets"]
    names = (name for row in rows for name in (row["name"], *row.get("aliases", ())))
    return frozenset(name.casefold().removeprefix("the ") for name in names)


def publishes(name: str) -> bool:
    """Say whether a whole name is that of an outlet: "Harbour Gazette", "Meduza", "Radio Narvik".

    Of what may be a paper or a body of another kind ("agency", "network") a name says no more.
    """
    folded = name.casefold().removeprefix("the ")
    if folded in outlet_names():
        return True
    words = folded.split()
    ends = {words[0], words[-1]} if words else set()
    return bool(ends & (cues().outlets - cues().groups))


def relays_others(name: str) -> bool:
    """Say whether a name as it stands is of the press: an outlet, or "the North's state media"."""
    words = name.casefold().split()
    press = bool(set(words[-1:]) & (_PRESS - cues().groups - cues().persons))
    return publishes(name) or press or "news" in words


def is_outlet(noun: Token) -> bool:
    """Say whether a noun names someone who publishes what others say."""
    if _is_known(noun):
        return True
    if noun.pos_ != "PROPN" and not noun.ent_type_:
        return noun.lemma_.casefold() in _PRESS
    outlets = cues().outlets
    if noun.ent_type_ in {"PERSON", "NORP", "DATE", "GPE"}:
        # "Radio Dabanga": named after a person or a place, and a station by the word before
        kinds = {c.lower_ for c in noun.lefts if c.dep_ in _OF_NAMES}
        return noun.lower_ in outlets or bool(kinds & _PRESS & outlets)
    return bool(
        ({noun.lower_} | {c.lower_ for c in noun.children if c.dep_ in _OF_NAMES}) & outlets
    )


def _is_known(noun: Token) -> bool:
    """Say whether a proper noun closes the name of one that is known to publish: "Meduza"."""
    if noun.pos_ != "PROPN":
        return False
    first = noun.i
    while first > noun.left_edge.i and noun.doc[first - 1].dep_ in {"compound", "amod"}:
        first -= 1
    return noun.doc[first : noun.i + 1].text.casefold() in outlet_names()
