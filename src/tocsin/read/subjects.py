"""Subjects: of whom a sentence tells, as far as the next one can go on with "he" or "the group"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.nouns import Name
from tocsin.read.cues import cues, word_set
from tocsin.read.descriptions import Description, is_state, kind_of, nations_of
from tocsin.read.gazetteer import key_of, lookup
from tocsin.read.names import person_beside
from tocsin.read.outlets import publishes
from tocsin.read.syntax import core

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["can_be_meant", "is_band", "is_told_of"]

_ANY = frozenset({"a", "an", "some", "another", "one", "no", "each", "every"})
_PLACES = word_set("places_not_voices")
_BARE = frozenset({"group", "organization", "organisation"})
_AGENCIES = frozenset({"agency", "service"})
_OFFICES = frozenset({"agency", "service", "intelligence", "bureau"})
_OF_STATES = word_set("of_states")
_FIGHTING = word_set("fighting")
_NO_BANDS = frozenset(
    "DATE TIME EVENT LAW LANGUAGE MONEY PERCENT QUANTITY CARDINAL ORDINAL".split()
)


def is_told_of(doc: Doc, subject: Token) -> bool:
    """Say whether a subject is one man with an office, or one body: "The chancellor, Ole Berg,"."""
    if subject.pos_ != "NOUN" or subject.tag_ != "NN" or subject.dep_ != "nsubj":
        return False
    words, kind = cues(), subject.lemma_.casefold()
    if person_beside(doc, subject, words) is not None:
        return True
    if any(c.lower_ in _ANY for c in subject.lefts):
        return False
    within = doc[slice(*core(subject))]
    known = any(c.dep_ in {"det", "poss"} for c in subject.lefts) or within[0].pos_ == "PROPN"
    compound = {f"{c.lower_} {kind}" for c in subject.lefts if c.dep_ == "compound"} | {kind}
    return known and bool(compound & (words.persons | words.groups - _PLACES))


def is_band(subject: Token) -> bool:
    """Say whether a name, of no state, place or known man, can be that of some who act together.

    "The M23 took the town": the model knows no such body.
    """
    if subject.pos_ != "PROPN" or subject.dep_ != "nsubj" or subject.ent_type_ in _NO_BANDS:
        return False
    if subject.ent_type_ == "PERSON" or not subject.text[:1].isupper():
        return False
    return not is_state(subject.text) and not lookup(key_of(subject.text))


def can_be_meant(topic: Name, told: Description) -> bool:
    """Say whether "the group" or "the agency" can be the body of which was just told."""
    own, name = kind_of(topic.text), topic.text
    if told.plural or told.nations or not topic.named or is_state(name):
        return False
    if told.kind in _AGENCIES:
        return not told.asked and (own in _OFFICES or publishes(name))
    if told.kind not in _BARE or not told.asked <= _FIGHTING or publishes(name):
        return False
    official = own in _OF_STATES and (name.split()[-1].islower() or bool(nations_of(name)))
    return not official
