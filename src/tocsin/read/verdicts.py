"""Verdicts: what a clause says of a claim - that it is false, or not true - and of which claim."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.dismissals import CLAIMED, belied, waved_off
from tocsin.read.scope import auxiliaries

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "calls_false",
    "calls_it_false",
    "claim_called_false",
    "clause_behind",
    "doubted",
    "is_verdict",
    "is_waved_off",
]

_POINTING = frozenset({"it", "this", "that", "these", "those"})
_CALLING = frozenset({"call", "brand", "label", "deem"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@cache
def doubted(name: str) -> frozenset[str]:
    """Return a list of words of `read_doubt.yaml`."""
    return frozenset(load("read_doubt.yaml")[name])


def is_verdict(word: Token) -> bool:
    """Say whether a word can call what it is said of false: "fabricated", "a lie", "not true"."""
    known = doubted("false") | doubted("true") | doubted("believed")
    if word.lemma_ == "make" and word.tag_ == "VBN":  # "was made up", but not "of"
        up = next((c for c in word.rights if c.lower_ == "up" and c.dep_ == "prt"), None)
        return up is not None and not any(c.lower_ in {"of", "by"} for c in word.rights)
    return word.lemma_.casefold() in known or word.lower_ in known


def claim_called_false(word: Token) -> Token | None:
    """Return the claim that a clause calls false by `word`, None where it calls nothing so.

    "The accusation is false", "the claim that ... is not true", "this was fabricated".
    """
    verb = word if word.tag_[:2] == "VB" and word.dep_ not in {"amod", "acomp"} else word.head
    truth = word.lower_ in doubted("true")
    if word.dep_ == "oprd" and verb.lemma_ in _CALLING:  # "called the report false"
        called = _called(verb, word)
        return called if called is not None and _is_claim(called) and not truth else None
    if verb is not word and (word.dep_ not in {"acomp", "attr", "oprd"} or verb.lemma_ != "be"):
        return None
    if word.lemma_.casefold() in doubted("believed") and clause_behind(word) is None:
        return None  # "it is a legend of the sea"
    denied = any(c.dep_ == "neg" for c in verb.children)
    if truth != denied or verb.tag_ == "MD" or any(h.tag_ == "MD" for h in auxiliaries(verb)):
        return None
    for noun in (c for c in verb.lefts if c.dep_ in _SUBJECTS):
        if _is_claim(noun):
            return noun
    return None


def calls_it_false(verb: Token) -> bool:
    """Say whether a clause says of what follows that it is false: "it is a myth that"."""
    for word in verb.rights:
        if word.dep_ in {"acomp", "attr"} and is_verdict(word) and clause_behind(word) is not None:
            claim = claim_called_false(word)
            if claim is not None and claim.lower_ == "it":
                return True
    return False


def calls_false(root: Token) -> bool:
    """Say whether a clause, or who calls its subject so, says that a claim is false."""
    words = (
        root,
        *(c for c in (*root.rights, *root.head.rights) if c.dep_ in {"acomp", "attr", "oprd"}),
    )
    if any(is_verdict(w) and claim_called_false(w) is not None for w in words):
        return True
    claims = (belied(word) for word in root.subtree)
    return any(claim is not None and claim.head.i == root.i for claim in claims)


def is_waved_off(claim: Token) -> bool:
    """Over "dismissed the report as pure fabrication": who does so denies it."""
    # or the clause of one that the parser takes for a verb: "described as a fake reports that"
    over = ((claim, claim.head), (claim.head, claim.head.head))
    found = ((noun, waved_off(verb)) for noun, verb in over if noun.i != verb.i)
    return any(told is not None and told.claim.i == noun.i for noun, told in found)


def clause_behind(word: Token) -> Token | None:
    """Return the verb of the clause of which a word is said: "it is not true that they came"."""
    verb = word if word.tag_[:2] == "VB" else word.head
    for clause in (*verb.rights, *word.rights):
        that = clause.left_edge
        if clause.dep_ in {"ccomp", "acl", "relcl"} and that.lower_ == "that" and that.i > word.i:
            return clause
    return None


def _called(verb: Token, word: Token) -> Token | None:
    """What somebody calls by a word: "called the story fake", "a claim that he called fake"."""
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    named = [c for c in (*verb.rights, *word.lefts) if c.dep_ in {"dobj", "compound"}]
    return next((c for c in named if c.i < word.i), None)


def _is_claim(noun: Token) -> bool:
    return noun.lemma_.casefold() in CLAIMED or noun.lower_ in _POINTING
