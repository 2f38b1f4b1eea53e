"""Rating: what somebody holds for likely, which the parser parted from its word by a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import word_set
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, word_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["rated_behind_date"]

_LOOSE = frozenset({"advcl", "advmod", "ccomp", "oprd", "xcomp", "acomp", "npadvmod"})
_DEGREES = frozenset({"advmod", "neg"})
_MARKS = frozenset({".", ",", ";", ":", "!", "?", ")", "–", "—", '"', "”", "’", "'"})


def rated_behind_date(sentence: Sentence) -> None:
    """Make one clause of a thing, its date and its likelihood: "deems a raid in May likely".

    As without the date, the word of likelihood then completes the verb and the thing is its
    subject.
    """
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_.casefold() not in word_set("rating"):
            continue
        thing = next((c for c in verb.rights if c.dep_ in {"dobj", "nsubj"}), None)
        if thing is None or thing.pos_ not in {"NOUN", "PROPN"}:
            continue
        word = _word_behind(thing, verb)
        if word is not None:
            _complete(verb, thing, word)


def _word_behind(thing: Token, verb: Token) -> Token | None:
    """The word of likelihood that ends the phrase of a thing, hung on what is not the thing."""
    doc, end = thing.doc, verb.sent.end
    for at in range(thing.i + 1, end):
        word = doc[at]
        if word.is_punct or word.pos_ == "VERB":
            return None
        if word_of(word) not in LIKELIHOOD_ADJECTIVES:
            continue
        closes = at + 1 >= end or doc[at + 1].text in _MARKS or doc[at + 1].is_space
        loose = word.head == verb and word.dep_ in _LOOSE
        before = word.head.i < word.i and word.head.lower_ != "as"
        dated = word.dep_ in {"amod", "pobj"} and before
        between = at - thing.i > 1
        return word if closes and between and (loose or dated) else None
    return None


def _complete(verb: Token, thing: Token, word: Token) -> None:
    """Hang the thing on its word of likelihood, that on the verb, and the date on the thing."""
    before = word.head
    if word.dep_ == "pobj":  # "in July likely": July is what follows the preposition
        date = next((c for c in word.lefts if c.dep_ not in _DEGREES), None)
        if date is None:
            return
        for other in [c for c in word.lefts if c.dep_ not in _DEGREES and c.i != date.i]:
            other.head = date
        date.head, date.dep_ = before, "pobj"
    word.head, word.dep_ = verb, "ccomp"
    for between in [c for c in verb.children if thing.i < c.i < word.i and c.i != word.i]:
        if between.dep_ in {"prep", "npadvmod"}:
            between.head = thing
        elif between.dep_ in _DEGREES and between.i == word.i - 1:
            between.head = word
    thing.head, thing.dep_ = word, "nsubj"
    word.tag_, word.pos_ = "JJ", "ADJ"
