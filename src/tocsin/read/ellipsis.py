"""Ellipsis: a second likelihood, joined to the first without its verb and its "is"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, assessors, word_of
from tocsin.read.syntax import Range, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["joined_likelihood", "joined_rating"]

_JOINTS = frozenset({"and", "but", "yet", "though"})
_BREAKS = frozenset({";", ":", "–", "—", "(", ")"})
_COPULAS = frozenset({"be", "seem", "remain", "appear", "look", "become", "stay"})
_BENT = frozenset({"VBZ", "VBP", "VBD", "MD"})
_PHRASE = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "ADP", "PRON", "PART"})
_FARTHEST = 2
"""Words such as "then" or "even more" that may stand before either adjective."""


def joined_likelihood(doc: Doc, first: Range, second: Range) -> Range | None:
    """Return the half of a clause that a second likelihood has to itself, from its joint on.

    "A raid is unlikely before May, and likely to come after that": what begins with "and". None
    where the second has a verb of its own, belongs to a noun, or only adds to the first ("possible
    and even likely"). `first` and `second` are the tokens of the two phrases.
    """
    joint = _joint(doc, second)
    if joint is None or not first[1] < joint or doc[first[0]].sent != doc[joint].sent:
        return None
    between = [t for t in doc[first[1] : joint] if t.is_alpha or t.like_num]
    if not between or not (_is_predicate(doc, first) and _is_adjective(doc, second)):
        return None
    end = _end(doc, second[1])
    rest = doc[second[1] : end]
    if len(rest) == 0 or rest[0].pos_ in {"NOUN", "PROPN", "ADJ"} or rest[0].lower_ == "that":
        return None
    if any(t.tag_ in _BENT and t.dep_ not in {"relcl", "advcl"} for t in rest[:2]):
        return None
    return trimmed(doc, (joint, end))


def joined_rating(doc: Doc, first: Range, second: Range) -> Range | None:
    """Return what a second likelihood is of where only its own noun stands before it.

    "Called a raid possible and an invasion improbable", "a raid is likely and an invasion
    unlikely": "an invasion". None where a verb stands between, or nobody calls the first so.
    """
    between = doc[first[1] : second[0]]
    if len(between) < 2 or doc[first[0]].sent != doc[second[0]].sent:
        return None
    if not (_is_adjective(doc, first) and _is_adjective(doc, second)):
        return None
    rest = [t for t in between if not t.is_quote]
    while rest and (rest[0].text == "," or rest[0].lower_ in _JOINTS | {"while"}):
        rest = rest[1:]
    if not rest or rest[0].i == first[1] or rest[-1].text == ",":
        return None
    if rest[-1].lower_ == "as":
        rest = rest[:-1]
    noun = any(t.pos_ in {"NOUN", "PROPN"} for t in rest)
    if not noun or any(t.pos_ not in _PHRASE for t in rest):
        return None
    end = second[1]
    if end < doc[first[0]].sent.end and doc[end].pos_ in {"NOUN", "PROPN", "ADJ"}:
        return None  # "a raid possible and a landing at a likely place"
    before = doc[doc[first[0]].sent.start : first[0]]
    rated = any(t.lemma_ in assessors() or _is_copula(t) for t in before)
    return (rest[0].i, rest[-1].i + 1) if rated else None


def _joint(doc: Doc, second: Range) -> int | None:
    """Where the word stands that joins the second likelihood to what is before it."""
    for i in range(second[0] - 1, max(second[0] - 2 - _FARTHEST, -1), -1):
        if doc[i].lower_ in _JOINTS:
            return i
        if doc[i].pos_ != "ADV":
            return None
    return None


def _is_predicate(doc: Doc, phrase: Range) -> bool:
    """Say whether a phrase is what something is said to be: "is unlikely", "seems very likely"."""
    if not _is_adjective(doc, phrase):
        return False
    before = doc[max(doc[phrase[0]].sent.start, phrase[0] - 1 - _FARTHEST) : phrase[0]]
    return any(_is_copula(t) for t in before)


def _is_copula(token: Token) -> bool:
    return token.lemma_ in _COPULAS and token.tag_[:2] == "VB"


def _is_adjective(doc: Doc, phrase: Range) -> bool:
    return any(word_of(t) in LIKELIHOOD_ADJECTIVES for t in doc[phrase[0] : phrase[1]])


def _end(doc: Doc, first: int) -> int:
    """Where the half ends: at a stronger mark, or at a comma before another clause."""
    sentence = doc[first - 1].sent
    for token in doc[first : sentence.end]:
        if token.text in _BREAKS or token.is_quote:
            return token.i
        if token.text == "," and _opens(doc, token.i + 1, sentence.end):
            return token.i
    return sentence.end


def _opens(doc: Doc, first: int, end: int) -> bool:
    """Say whether another clause, or the words of saying, open behind a comma."""
    following = doc[first : min(first + 2, end)]
    if len(following) == 0 or following[0].dep_ == "cc" or following[0].lower_ in _JOINTS:
        return True
    return any(t.dep_ in {"nsubj", "nsubjpass"} for t in doc[first:end])
