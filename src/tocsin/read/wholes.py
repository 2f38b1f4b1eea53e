"""Wholes: the strength of a body, and the part of it that alone does what a text tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.count_words import CountWords
from tocsin.read.counted import is_counted

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_part_moved", "is_told_of_part", "sends_others"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_THOSE = frozenset({"whom", "which", "them", "these", "those"})
_EVERY = frozenset({"all", "both", "each", "every"})


def is_told_of_part(clause: Token) -> bool:
    """Say whether a clause about a noun tells but of some of those that it names.

    "9,000 men, of whom 300 were sent", "most of whom have left"; "all of whom" are the whole.
    """
    before = list(clause.doc[clause.left_edge.i : clause.i])
    if not any(t.lower_ in _THOSE and t.head.lower_ == "of" for t in before):
        return False
    who = next((c for c in clause.lefts if c.dep_ in _SUBJECTS), None)
    return who is None or not any(t.lower_ in _EVERY for t in who.subtree)


def is_part_moved(number: Token, words: CountWords) -> bool:
    """Say whether a number tells how many of those before were moved, or were seen.

    "Of whom 300 were sent", "300 of which have left", "including 300 deployed in the north".
    """
    beside = (c for c in number.rights if c.dep_ == "acl" and c.tag_ == "VBN")
    verb = number.head if number.dep_ in _SUBJECTS else next(beside, None)
    return verb is not None and verb.lemma_ in words.of_forces


def sends_others(verb: Token, below: Token, words: CountWords) -> bool:
    """Say whether a verb tells that those within `below` send others, and stay where they are.

    `below` is what hangs on the verb: its subject ("an army of 9,000 sent 300 men"), or what is
    told before that ("with 9,000 men, the army sent 300").
    """
    if verb.lemma_ not in load("read_quantities.yaml")["sending"]:
        return False
    who = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    sent = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if who is None or sent is None or not (sent.like_num or is_counted(sent, words)):
        return False
    return below.i == who.i or (below.dep_ == "prep" and below.i < who.i)
