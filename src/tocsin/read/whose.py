"""Whose: who is "its" in "Norlab stands by its view that": the subject of the clause it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues, word_set
from tocsin.read.syntax import is_passive, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["agrees", "own_verb"]

_SAME = {
    "its": frozenset({"it", "which", "that"}),
    "his": frozenset({"he", "who"}),
    "her": frozenset({"she", "who"}),
    "their": frozenset({"they", "who", "which"}),
}
_OWNING = {"it": "its", "he": "his", "she": "her", "they": "their"}
_TAKING_UP = word_set("contesting") | word_set("taking_up")
_HOLDING = word_set("holding_views")
_BODIES = frozenset({"ORG", "GPE", "NORP"})


def own_verb(noun: Token) -> tuple[Token, Token] | None:
    """Return who has the view that `noun` names with "its", and the verb that he does with it.

    None where "its" need not be the subject's: of who rejects, echoes or cites "its view" it is
    another's.
    """
    pronoun = next((c for c in noun.lefts if c.dep_ == "poss" and c.lower_ in _SAME), None)
    verb = None if pronoun is None else _verb_over(noun)
    if pronoun is None or verb is None or is_passive(verb) or not _is_told(verb):
        return None
    subject = subject_of(verb)
    if subject is None or not subject.i < verb.i < noun.i or not agrees(subject, pronoun.lower_):
        return None
    return subject, verb


def _verb_over(noun: Token) -> Token | None:
    """The verb by which somebody keeps, changes or drops what a noun names, whosever that is."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    over = noun.head
    if noun.dep_ == "dobj" and over.tag_[:2] == "VB":
        return None if _takes_up(over) else over
    if noun.dep_ != "pobj" or over.dep_ not in {"prep", "agent", "prt", "advmod"}:
        return None
    word = over.lower_
    over = over.head
    if over.pos_ == "ADV":  # "back away from"
        over = over.head
    held = over.tag_[:2] == "VB" and f"{over.lemma_.casefold()} {word}" in _HOLDING
    return over if held else None


def _takes_up(verb: Token) -> bool:
    """Say whether what a verb takes for its object is rather another's: "backs its view"."""
    lemma = verb.lemma_.casefold()
    groups = {cue.group for cue in cues().verbs.get((lemma, None), ())}
    return lemma in _TAKING_UP or bool(groups & {"blame", "side", "know", "amplify", "deny"})


def _is_told(verb: Token) -> bool:
    """Say whether a verb is bent, or completes one with the same subject: "decided to keep"."""
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts):
        return True
    over = verb.head
    whom = any(c.dep_ in {"dobj", "dative"} for c in over.rights if c.i < verb.i)
    return verb.dep_ == "xcomp" and not whom


def agrees(subject: Token, pronoun: str) -> bool:
    """Say whether a pronoun can mean a subject, by kind and number: "it", "his", "they"."""
    pronoun = _OWNING.get(pronoun, pronoun)
    if subject.pos_ == "PRON":
        return subject.lower_ in _SAME[pronoun]
    if subject.pos_ not in {"NOUN", "PROPN"}:
        return False
    kind = subject.lemma_.casefold()
    many = subject.tag_ == "NNS" or any(c.dep_ == "conj" for c in subject.rights)
    office = kind in cues().persons
    full = subject.ent_type_ == "PERSON" and any(
        t.ent_type_ == "PERSON" for t in subject.lefts if t.dep_ == "compound"
    )
    if pronoun == "its":
        return not many and not office and not full
    if pronoun == "their":
        body = subject.ent_type_ in _BODIES or kind in cues().groups
        return many or subject.tag_ == "NNPS" or (body and not office)
    named = subject.pos_ == "PROPN" and subject.ent_type_ not in _BODIES
    return not many and (office or subject.ent_type_ == "PERSON" or named)
