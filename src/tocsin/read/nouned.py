"""Nouned: nouns that the parser took for adjectives: "Kyiv doubts", "an offensive unlikely"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.descriptions import is_place_of_state
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, names_event

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["nouned"]

_RATED = frozenset({"oprd", "dobj", "attr", "ccomp"})


def nouned(doc: Doc) -> None:
    """Make nouns again of capitals and of events taken for adjectives, in place."""
    for token in doc:
        if token.tag_ != "JJ":
            continue
        if token.text[:1].isupper() and is_place_of_state(token.text):
            token.tag_, token.pos_ = "NNP", "PROPN"
            if token.dep_ == "amod":
                token.dep_ = "nsubj" if token.head.tag_ == "VBZ" else "compound"
        elif names_event(token):
            _rated(token)


def _rated(event: Token) -> None:
    """Part an event from how likely it is called: "the ministry called an offensive unlikely"."""
    size = event.head
    beside = event.dep_ in {"amod", "compound"} and size.i == event.i + 1
    rated = size.dep_ in _RATED and size.lower_ in LIKELIHOOD_ADJECTIVES
    if not beside or not rated or size.head.pos_ != "VERB" or size.head.i > event.i:
        return
    event.tag_, event.pos_ = "NN", "NOUN"
    for part in [c for c in size.lefts if c.i != event.i]:
        part.head = event
    event.head, event.dep_ = size.head, "dobj"
    size.tag_, size.pos_, size.dep_ = "JJ", "ADJ", "oprd"
