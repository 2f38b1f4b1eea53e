"""Attributions: who is said to say or think what, throughout one passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tocsin.read.attribution import Attribution
from tocsin.read.cues import Cues, cues
from tocsin.read.nominals import of_adjective, of_adverb, of_noun, of_prepositions
from tocsin.read.speech import with_speech
from tocsin.read.syntax import Range
from tocsin.read.verbs import of_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["attributions", "parent_of"]


def attributions(doc: Doc, quotes: Sequence[Range]) -> tuple[Attribution, ...]:
    """Return the attributions of a passage, in order of their cues.

    `quotes` are the quotations of the passage, as tokens, marks included.
    """
    words = cues()
    found: list[Attribution] = []
    for sentence in doc.sents:
        inner = [q for q in quotes if q[0] < sentence.end and sentence.start < q[1]]
        found += with_speech(sentence, list(_in_sentence(sentence, words)), inner, words)
    return tuple(sorted((a for a in found if a.content), key=lambda a: (a.head, a.content)))


def _in_sentence(sentence: Span, words: Cues) -> Iterator[Attribution]:
    for token in sentence:
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            yield from of_verb(token, sentence, words)
            if token.tag_ == "VBN" and token.lower_ in words.adjectives:
                yield from of_adjective(token)  # "is convinced that"
        elif token.pos_ == "NOUN":
            yield from of_noun(token, words)
        elif token.pos_ == "ADJ" and token.lemma_.casefold() in words.adjectives:
            yield from of_adjective(token)
        if token.lower_ in words.hearsay:
            yield from of_adverb(token)
    yield from of_prepositions(sentence, words)


def parent_of(found: Sequence[Attribution], each: Attribution) -> Attribution | None:
    """Return the closest attribution whose content holds the cue of `each`."""
    holding = [
        a
        for a in found
        if a is not each
        and a.speaks
        and any(first <= each.head < past for first, past in a.content)
        and not any(first <= a.head < past for first, past in each.content)
    ]
    return min(holding, key=lambda a: (a.hull[1] - a.hull[0], a.head), default=None)
