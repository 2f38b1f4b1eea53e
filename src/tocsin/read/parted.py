"""Parted: a judgement and what it is of, with who judges between: "It is likely", he said, that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, LIKELIHOOD_NOUNS, word_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["parted"]

_EMPTY = frozenset({"it", "there"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_LONGEST = 25
"""Words at most of what stands between: who says it, to whom and when."""
_ENDS = frozenset({".", ";", ":", "!", "?"})


def parted(sentence: Sentence) -> None:
    """Hang the clause that goes on behind who says so on what it is of, in place.

    The parser makes both halves of "It is likely," Lee said, "that it will sail" what she said.
    """
    for rated in sentence:
        noun = word_of(rated) in LIKELIHOOD_NOUNS and rated.pos_ == "NOUN"
        if not noun and word_of(rated) not in LIKELIHOOD_ADJECTIVES:
            continue
        if not _is_of_something(rated):
            continue
        that = _goes_on(rated, sentence)
        if that is None:
            continue
        said = that.head
        opened = that.lower_ == "of" or that.dep_ == "mark"
        if that.lower_ == "of":
            said = that
        if not opened or said.i < that.i or (said.is_ancestor(rated) and not _lowered(said, rated)):
            continue
        said.head = rated
        said.dep_ = "prep" if said.i == that.i else "acl" if noun else "ccomp"


def _lowered(said: Token, rated: Token) -> bool:
    """Put the judgement in the place of the clause that the parser hung it on."""
    top = next(t for t in (rated, *rated.ancestors) if t.head.i == said.i)
    if said.dep_ != "ROOT" or top.i > rated.i:
        return False
    top.head, top.dep_ = top, "ROOT"
    for word in [c for c in said.lefts if c.i < top.right_edge.i and c.i != top.i]:
        word.head = top
    return True


def _is_of_something(rated: Token) -> bool:
    """Say whether a judgement leaves open what it is of: "it is likely", "I think it likely"."""
    beside = [*rated.lefts, *(c for c in rated.head.children if c.i < rated.i)]
    return any(c.dep_ in _SUBJECTS and c.lower_ in _EMPTY for c in beside)


def _goes_on(rated: Token, sentence: Sentence) -> Token | None:
    """The "that" or "of" by which a judgement goes on behind an aside that tells whose it is."""
    doc, past = sentence.doc, rated.i + 1
    comma = False
    while past < sentence.end and (doc[past].is_quote or doc[past].text == ","):
        comma = comma or doc[past].text == ","
        past += 1
    if not comma:
        return None
    told = False
    for word in doc[past : min(past + _LONGEST, sentence.end)]:
        before = doc[word.i - 1]
        if word.text in _ENDS:
            return None
        if told and word.lower_ in {"that", "of"} and (before.is_quote or before.text == ","):
            return word if word.lower_ == "that" or before.is_quote else None
        says = word.tag_ in {"VBD", "VBZ", "VBP"} and cues().says(word.lemma_)
        told = told or says or word.lower_ == "according"
    return None
