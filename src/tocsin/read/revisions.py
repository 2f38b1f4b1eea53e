"""Revisions: what somebody who sets a likelihood anew says: "raised the odds of it to 10 %"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.cues import cues
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, LIKELIHOOD_NOUNS, sizes, word_of
from tocsin.read.syntax import Range, is_passive, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["revision"]

_ENDS = frozenset({"cc", "conj", "parataxis", "advcl", "relcl"})
_AGAIN = frozenset({"it", "them", "that"})
_TO = frozenset({"to", "at", "from"})
_DEEDS = frozenset({"danger", "threat", "threats", "dangers"})
"""Nouns that one who "raised" them has in hand, and does not estimate."""


def revision(verb: Token) -> tuple[Range, Token] | None:
    """Return what a verb sets anew, with the level it is set to, and the noun that heads it.

    None unless it is a likelihood, or an estimate of one, and the level is a number or a word of
    likelihood: to "cut the risk of a fire" is a deed. Anything else is set to such a word alone
    ("upgraded a raid from unlikely to likely").
    """
    slot = "nsubjpass" if is_passive(verb) else "dobj"
    target = next((c for c in verb.children if c.dep_ == slot), None)
    if target is None:
        return None
    sentence = verb.sent
    later = [t for t in verb.doc[target.i + 1 : sentence.end] if t.lower_ in _TO]
    level = _is_level if _is_likelihood(target) else _is_word
    if not any(level(t) for t in later if t.lower_ != "from"):
        return None
    past = verb.right_edge.i + 1
    by = [t.i for t in verb.doc[target.i : past] if t.dep_ == "agent"]
    past = min([past, *by])
    for child in verb.rights:
        to = child.left_edge.lower_ in _TO  # the parser makes a clause of 'to "unlikely"'
        if child.dep_ in _ENDS and child.i > target.i and not to:
            past = min(past, child.left_edge.i)
    past = max(past, target.right_edge.i + 1)
    kept = trimmed(verb.doc, (target.left_edge.i, past))
    return None if kept is None else (kept, target)


def _is_likelihood(noun: Token) -> bool:
    word = word_of(noun)
    if word in LIKELIHOOD_NOUNS and word not in _DEEDS:
        return True
    if noun.lower_ in _AGAIN and noun.head.dep_ == "conj":  # "put the odds at 5, then raised them"
        told = (c for c in noun.head.head.rights if c.dep_ == "dobj")
        return any(_is_likelihood(c) for c in told)
    known = cues().nouns.get(noun.lemma_.casefold())
    estimate = known is not None and known.act == "assessment"
    return estimate and any(word_of(t) in LIKELIHOOD_NOUNS or _may_come(t) for t in noun.subtree)


def _may_come(noun: Token) -> bool:
    """Say whether a noun is of one event that comes or not: the raid of "estimate of a raid"."""
    one = any(c.lower_ in {"a", "an", "any", "another"} for c in noun.lefts)
    return one and noun.dep_ == "pobj" and noun.lemma_.casefold() in _events()


@cache
def _events() -> frozenset[str]:
    return frozenset(load("read_likelihood.yaml")["come_or_not"])


def _is_level(preposition: Token) -> bool:
    """Say whether a number or a word of likelihood follows within a few words."""
    doc = preposition.doc
    for token in doc[preposition.i + 1 : min(preposition.i + 6, preposition.sent.end)]:
        if token.like_num or word_of(token) in LIKELIHOOD_ADJECTIVES | sizes():
            return True
        if token.tag_[:2] == "VB":
            return False
    return False


def _is_word(preposition: Token) -> bool:
    """Say whether but a word of likelihood follows: "upgraded a raid to likely"."""
    doc, end = preposition.doc, preposition.sent.end
    at = preposition.i + 1
    while at < end and (doc[at].is_quote or doc[at].pos_ == "ADV"):
        at += 1
    if at >= end or word_of(doc[at]) not in LIKELIHOOD_ADJECTIVES:
        return False
    return at + 1 >= end or doc[at + 1].pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}
