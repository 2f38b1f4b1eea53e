"""Resized: the size that a risk has come to, where the parser took it for a verb: "to moderate"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.phrases import resetting, shifting, sizes, word_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

__all__ = ["come_to_size"]

_LOOSE = frozenset({"advcl", "xcomp"})


def come_to_size(sentence: Sentence) -> None:
    """Make sizes of infinitives: "has fallen from high to moderate" is no wish to moderate."""
    changing = resetting() | shifting()
    for size in sentence:
        verb = size.head
        if size.dep_ not in _LOOSE or verb.i > size.i or word_of(size) not in sizes():
            continue
        to, *more = [c for c in size.children if not c.is_punct] or [size]
        if more or to.lower_ != "to" or verb.tag_[:2] != "VB" or verb.lemma_ not in changing:
            continue
        to.head, to.dep_, to.pos_, to.tag_ = verb, "prep", "ADP", "IN"
        size.head, size.dep_, size.pos_, size.tag_ = to, "pobj", "ADJ", "JJ"
