"""Semicolons: a saying that is whole before one, and no part of the clause behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["whole_before_semicolon"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAID = frozenset({"ccomp", "xcomp", "dobj"})


def whole_before_semicolon(sentence: Sentence) -> None:
    """Set a saying beside the clause behind its semicolon, of which the parser makes it a part.

    "The army said it had won; the claim could not be verified": whether the claim was verified is
    not said by the army, and that it spoke is not denied.
    """
    for verb in sentence:
        if verb.dep_ != "ccomp" or verb.head.i < verb.i or not cues().says(verb.lemma_):
            continue
        if _is_whole(verb) and _closed(verb):
            verb.dep_ = "parataxis"


def _is_whole(verb: Token) -> bool:
    """Say whether a verb of saying has somebody who says, and something said, of its own."""
    return any(c.dep_ in _SUBJECTS for c in verb.lefts) and any(
        c.dep_ in _SAID for c in verb.rights
    )


def _closed(verb: Token) -> bool:
    after = verb.right_edge.i + 1
    doc = verb.doc
    while after < verb.head.i and doc[after].is_quote:
        after += 1
    return doc[after].text == ";" and after < verb.head.i
