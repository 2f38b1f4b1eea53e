"""Passing on: claims of another that somebody repeats: "echoed the army's claim that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues, word_set
from tocsin.read.whose import own_verb

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["ABOUT", "anothers_claim", "hang_claims", "holder_of"]

ABOUT = frozenset("about over of on for against at".split())
"""What leads from a claim to what it is of."""
_CLAUSES = frozenset({"acl", "ccomp", "relcl", "advcl"})
_BY = frozenset({"by", "from", "among"})
_NAMED = frozenset({"PERSON", "ORG", "GPE"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_THAT = frozenset({"that", "whether"})
_PASSING = word_set("passing_on")
_WITH_MORE = {"pass": frozenset({"on", "along"})}


def anothers_claim(verb: Token) -> Token | None:
    """Return the noun of the claim of another that a verb passes on, None where it does not.

    "Repeated the army's claim that it had won", "amplified claims by the army of a raid". What
    somebody repeats of his own ("its claim"), and what nobody is said to claim, is his saying.
    """
    lemma = verb.lemma_.casefold()
    if verb.tag_[:2] != "VB" or (lemma not in _PASSING and lemma not in _WITH_MORE):
        return None
    for noun in _objects(verb, lemma):
        if noun.lemma_.casefold() not in cues().nouns or not _says_something(noun):
            continue
        holder = holder_of(noun)
        if holder is not None and (holder.pos_ != "PRON" or own_verb(noun) is None):
            return noun
    return None


def holder_of(noun: Token) -> Token | None:
    """Return whose claim it is that a noun names, None where that is not told."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _BY:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.lemma_ in word_set("contesting") | _PASSING:
        # "rejected the view of the bank that"
        for child in noun.rights:
            named = [c for c in child.children if c.dep_ == "pobj"] if child.lower_ == "of" else []
            if named and _is_known(named[0]):
                return named[0]
    for child in noun.lefts:  # "blogger reports that"
        if child.dep_ in {"compound", "amod"} and child.lemma_.casefold() in cues().persons:
            return child
    return None


def hang_claims(sentence: Sentence) -> None:
    """Hang on a claim the clause that tells it, where the parser hung it on whose claim it is.

    "Claims by the army that it had won": the clause goes to the army, or to the verb before.
    """
    for noun in sentence:
        if noun.pos_ != "NOUN" or noun.lemma_.casefold() not in cues().nouns:
            continue
        by = sentence.doc[min(noun.i + 1, sentence.end - 1)]
        if by.lower_ not in _BY | {"of"} or by.dep_ != "prep" or by.head not in (noun, noun.head):
            continue
        holder = next((c for c in by.rights if c.dep_ == "pobj"), None)
        if holder is None or not (by.lower_ == "by" or _is_known(holder)):
            continue
        for clause in sentence.doc[holder.i + 1 : sentence.end]:
            opening = clause.left_edge
            if opening.lower_ != "that" or clause.head not in (holder, noun, noun.head):
                continue
            if opening.i == _past(holder, clause) and _is_whole(clause, opening):
                by.head, clause.head, clause.dep_ = noun, noun, "acl"
                opening.head, opening.dep_, opening.tag_ = clause, "mark", "IN"
            break


def _objects(verb: Token, lemma: str) -> list[Token]:
    more = _WITH_MORE.get(lemma)
    if more is None:
        return [c for c in verb.rights if c.dep_ == "dobj"]
    behind = [c for c in verb.rights if c.lower_ in more]
    found = [c for b in behind for c in b.rights if c.dep_ == "pobj"]
    return [*found, *(c for c in verb.rights if behind and c.dep_ == "dobj")]


def _says_something(noun: Token) -> bool:
    """Say whether a noun has behind it what is claimed: "that it had won", "of a raid"."""
    for child in noun.rights:
        if child.dep_ in _CLAUSES and any(
            c.dep_ == "mark" and c.lower_ in _THAT for c in child.children
        ):
            return True
        if child.dep_ == "prep" and child.lower_ in ABOUT:
            about = next((c for c in child.rights if c.dep_ == "pobj"), None)
            if about is not None and about != holder_of(noun):
                return True
    return False


def _past(holder: Token, clause: Token) -> int:
    """The word behind a holder's phrase, without a clause that may hang on it."""
    inside = {t.i for t in clause.subtree}
    return max(t.i for t in holder.subtree if t.i not in inside) + 1


def _is_whole(clause: Token, that: Token) -> bool:
    """Say whether a clause lacks nothing but a "that", as "the army that Norland trained" does."""
    if not any(c.dep_ in _SUBJECTS and c.i != that.i for c in clause.lefts):
        return False
    if that.dep_ == "mark" or clause.lemma_ in word_set("objectless"):
        return True
    return any(c.dep_ not in {"aux", "auxpass", "neg", "punct"} for c in clause.rights)


def _is_known(noun: Token) -> bool:
    """Say whether a noun is a name, or of people or a body, who can claim a thing."""
    return noun.ent_type_ in _NAMED or noun.lemma_.casefold() in cues().persons | cues().groups
