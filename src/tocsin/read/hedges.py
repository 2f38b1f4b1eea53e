"""Hedges: whether a text speaks with doubt about what it says, or leaves open who says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["is_hedged"]


@dataclass(frozen=True, slots=True)
class _Words:
    doubt: frozenset[str]
    verbs: frozenset[str]
    modals: frozenset[str]
    nouns: frozenset[str]
    vague: frozenset[str]
    loosely: frozenset[str]


@cache
def _words() -> _Words:
    data: Any = load("read_hedges.yaml")
    return _Words(*(frozenset(data[name]) for name in _Words.__slots__))


def is_hedged(doc: Doc) -> bool:
    """Say whether the writer of `doc` keeps a distance from what is said.

    One word of doubt is enough ("may", "probably", "is believed"); so is one that leaves open who
    is meant ("some", "critics"). Of those that leave open how often or how far it takes two.
    """
    loose = 0
    for token in doc:
        if _doubts(token):
            return True
        loose += token.lower_ in _words().loosely
    return loose > 1


def _doubts(token: Token) -> bool:
    words = _words()
    word, lemma = token.lower_, token.lemma_.lower()
    if word in words.modals:
        return token.tag_ == "MD"
    if word in words.doubt or word in words.vague:
        return True
    if token.pos_ in {"VERB", "AUX"} and lemma in words.verbs:
        return True
    return token.pos_ == "NOUN" and lemma in words.nouns
