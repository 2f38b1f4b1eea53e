"""Subjects: of whom a sentence tells, as far as the next one can go on with "he" or "the group"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.nouns import Name, Span
from tocsin.read.cues import cues, word_set
from tocsin.read.descriptions import (
    Description,
    description_of,
    is_state,
    kind_of,
    nations_of,
)
from tocsin.read.gazetteer import key_of, lookup
from tocsin.read.names import person_beside
from tocsin.read.outlets import publishes
from tocsin.read.registered import bodies
from tocsin.read.syntax import core
from tocsin.read.whose import agrees

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["can_be_meant", "is_band", "is_told_of", "who_acts"]

_ANY = frozenset({"a", "an", "some", "another", "one", "no", "each", "every"})
_PLACES = word_set("places_not_voices")
_BARE = frozenset({"group", "organization", "organisation"})
_AGENCIES = frozenset({"agency", "service"})
_OFFICES = frozenset({"agency", "service", "intelligence", "bureau"})
_OF_STATES = word_set("of_states")
_FIGHTING = word_set("fighting")
_BLOCS = frozenset({"bloc", "alliance", "coalition", "movement", "body"})
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


def who_acts(doc: Doc, saying: Token, deed: Token) -> Token | None:
    """Return whom "it", "he", "they" or "the group" can mean behind a deed told before: who did it.

    "The coast guard has sent two boats, it said": `saying` is the subject of "said", `deed` the
    verb of what is said.
    """
    who = next((c for c in deed.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if who is None or who.pos_ not in {"NOUN", "PROPN"}:
        return None
    if any(c.dep_ == "conj" or c.lower_ in _ANY for c in who.children):
        return None
    kind, office = who.lemma_.casefold(), who.lemma_.casefold() in cues().persons
    if saying.pos_ == "PRON":
        if saying.lower_ in {"he", "she"}:
            return who if office or who.ent_type_ == "PERSON" or _is_full_name(who) else None
        if not agrees(who, saying.lower_):
            return None
        some = saying.lower_ == "they" and (office or kind in _FIGHTING)
        return who if some or _is_body(who) else None
    if saying.pos_ != "NOUN" or not any(c.lower_ == "the" for c in saying.lefts):
        return None
    told = description_of(saying, 0)
    if (
        told.kind not in _AGENCIES | _BARE | _BLOCS
        or not told.plain
        or not agrees(who, "it")
        or not _is_body(who)
    ):
        return None
    name = Name(doc[slice(*core(who))].text, Span(who.idx, who.idx + len(who)), named=True)
    if told.kind in _AGENCIES | _BARE:
        return who if can_be_meant(name, told) else None
    own = kind_of(name.text)
    return None if own in _OF_STATES or is_state(name.text) or publishes(name.text) else who


def _is_full_name(noun: Token) -> bool:
    """Say whether a name can be that of a man whom the model takes for a body: "Ann Lee"."""
    first = [c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    name = " ".join(t.text for t in (*first, noun))
    known = name.casefold() in bodies() or publishes(name)
    shown = noun.tag_ == "NNP" and noun.ent_type_ in {"", "ORG"} and not name.isupper()
    bare = not any(c.dep_ in {"det", "poss", "amod"} for c in noun.lefts)
    return bool(first) and shown and bare and not known and kind_of(name) not in cues().groups


def _is_body(noun: Token) -> bool:
    """Say whether a noun means a body, or a state: no place, and nobody's road or ship."""
    kind = noun.lemma_.casefold()
    if noun.pos_ == "NOUN" and noun.ent_type_ != "ORG":
        return kind in cues().groups - _PLACES
    if noun.ent_type_ in _NO_BANDS or noun.ent_type_ == "LOC":
        return False
    return is_state(noun.text) or noun.ent_type_ == "ORG" or not lookup(key_of(noun.text))
