"""Nouned: nouns that the parser took for adjectives, or parted from the name right behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.descriptions import is_place_of_state
from tocsin.read.phrases import (
    LIKELIHOOD_ADJECTIVES,
    assessors,
    is_likelihood,
    names_event,
    sizes,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["nouned"]

_KINDS = frozenset(
    {"agency", "broadcaster", "channel", "daily", "magazine", "network", "newspaper", "outlet"}
    | {"portal", "site", "station", "tabloid", "website", "weekly"}
)
_PLACES = frozenset({"dative", "dobj", "oprd", "pobj"})
_RATED = frozenset({"oprd", "dobj", "attr", "ccomp"})


def nouned(doc: Doc) -> None:
    """Make nouns again of capitals and events taken for adjectives, and name outlets.

    In place: "Kyiv doubts that", "called an offensive unlikely", "told the news agency Tass".
    """
    for token in doc:
        if token.lower_ in _KINDS and token.dep_ in _PLACES:
            _named(token)
        if token.tag_ != "JJ":
            continue
        if token.text[:1].isupper() and is_place_of_state(token.text):
            token.tag_, token.pos_ = "NNP", "PROPN"
            if token.dep_ == "amod":
                token.dep_ = "nsubj" if token.head.tag_ == "VBZ" else "compound"
        elif names_event(token):
            _rated(token)
        elif token.dep_ == "amod" and token.head.i == token.i + 1 and token.head.dep_ == "pobj":
            _sized(token)


def _named(kind: Token) -> None:
    """Set beside an outlet the name that follows it: "according to the state agency BelTA"."""
    behind = (c for c in kind.head.rights if c.pos_ == "PROPN" and c.left_edge.i == kind.i + 1)
    name = next(behind, None)
    if name is None or name.ent_type_ in {"DATE", "TIME"}:
        return
    if name.dep_ in _PLACES | {"npadvmod", "nmod"}:
        name.head, name.dep_ = kind, "appos"


def _sized(thing: Token) -> None:
    """Part what a risk is of from its size: "considers the risk of a northern front small"."""
    size, of = thing.head, thing.head.head
    risk = of.head
    if size.lower_ not in sizes() or size.pos_ != "ADJ" or of.lower_ != "of":
        return
    if not is_likelihood(risk) or risk.dep_ != "dobj" or risk.head.lemma_ not in assessors():
        return
    thing.tag_, thing.pos_ = "NN", "NOUN"
    for part in [c for c in size.lefts if c.i != thing.i]:
        part.head = thing
    thing.head, thing.dep_ = of, "pobj"
    size.head, size.tag_, size.dep_ = risk.head, "JJ", "oprd"


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
