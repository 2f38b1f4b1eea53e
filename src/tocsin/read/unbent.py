"""Unbent: verbs whose past is their base, which the parser took for the base: "came and cut"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

__all__ = ["told_as_past"]

_UNBENT = word_set("unbent")


def told_as_past(sentence: Sentence) -> None:
    """Make a past of a verb that is joined to one, and has one form for both: "left and shut"."""
    for verb in sentence:
        if verb.tag_ not in {"VB", "VBP"} or verb.dep_ != "conj" or verb.lower_ not in _UNBENT:
            continue
        helped = any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.lefts)
        if verb.head.tag_ == "VBD" and not helped:
            verb.tag_ = "VBD"
