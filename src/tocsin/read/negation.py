"""Negation: which events a text says did not, do not or will not happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["is_denied_with", "is_negated", "negated_events", "stops_short"]

_NOT = frozenset({"not", "n't", "n’t", "never", "nt"})
_NO = frozenset({"no", "neither", "nary"})
_NOBODY = frozenset({"nobody", "none", "nothing", "noone", "neither", "nowhere"})
_ONLY = frozenset({"only", "just", "merely", "simply", "necessarily", "solely"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OBJECTS = frozenset({"dobj", "attr", "pobj", "oprd"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
# Verbs that pass their denial on to the act they govern: "is not going to", "does not have to".
_PASSING = frozenset({"go", "have", "need", "be"})
# Words after which the act they govern does not take place.
_BARRING = frozenset({"impossible", "unable", "powerless"})


def negated_events(doc: Doc) -> frozenset[int]:
    """Return the indices of the tokens in `doc` that stand for events or states it denies.

    Verbs, nouns of events and predicates are given: in "was not aware" it is "aware", in "reached
    no agreement" it is "reached", in "there was no attack" it is "attack". What is denied within a
    denial is not weighed against it.
    """
    found: set[int] = set()
    for token in doc:
        for event in _denied_by(token):
            found.add(event.i)
            found.update(other.i for other in _alternatives(event))
    return frozenset(found)


def is_negated(doc: Doc, start: int, end: int) -> bool:
    """Say whether the event at the characters [start, end) of `doc` is denied."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    return not negated_events(doc).isdisjoint(range(span.start, span.end))


def is_denied_with(verb: Token) -> bool:
    """Say whether a denial of several verbs holds for this one, though no "not" is its own.

    "Neither sent tanks nor called up men" denies both; "did not send tanks, close the road or call
    up men" all three. What "and" or "but" joins, or has a subject or helper of its own, is another
    matter.
    """
    for word in (verb, *verb.lefts):
        # The parser may hang "neither" on the subject: "Norland neither has moved nor".
        if any(c.lower_ == "neither" and c.dep_ in {"preconj", "cc"} for c in word.lefts) and (
            word.dep_ in _SUBJECTS or word is verb
        ):
            return True
        if word.dep_ in _SUBJECTS and any(
            c.lower_ == "neither" and c.dep_ == "preconj" for c in word.rights
        ):
            return True
    head = verb.head
    if verb.dep_ != "conj" or head.i > verb.i or head.pos_ not in {"VERB", "AUX"}:
        return False
    if _joiner(verb) == "nor":
        return True
    if any(c.dep_ in _SUBJECTS or c.tag_ in {"MD", "VBZ", "VBP"} for c in verb.lefts):
        return False
    if any(c.lower_ in {"did", "do", "was", "were", "had"} for c in verb.lefts):
        return False
    if _joiner(verb) != "or":
        return False
    return is_denied_with(head) or any(
        c.lower_ in _NOT and c.i < head.i and not stops_short(c) for c in head.lefts
    )


def _joiner(verb: Token) -> str | None:
    """The word that joins a verb to the one before, or that ends the list in which it stands."""
    joiners = [c for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i]
    joiners = joiners[-1:] or [c for c in verb.children if c.dep_ == "cc"]
    return joiners[0].lower_ if joiners else None


def _denied_by(token: Token) -> Iterator[Token]:
    """The events that one word denies."""
    word = token.lower_
    if word in _NOT and token.dep_ in {"neg", "advmod", "preconj", "cc"}:
        if not stops_short(token):
            yield from _events(token.head)
    elif word == "longer" and token.i and token.nbor(-1).lower_ == "no":
        yield from _events(token.head)
    elif word in _NO and token.dep_ in {"det", "predet"}:
        yield from _noun(token.head)
    elif word in _NOBODY and token.dep_ in _SUBJECTS | {"dobj"}:
        yield from _events(token.head)
    elif word in {"neither", "nor"} and token.dep_ in {"cc", "preconj", "advmod", "mark"}:
        yield from _neither(token)
    elif word == "without" and token.dep_ in {"prep", "mark"}:
        yield from (c for c in token.children if c.dep_ in {"pcomp", "pobj"})
        if token.dep_ == "mark":
            yield token.head
    elif token.lemma_ in _BARRING:
        yield from _barred(token)
    elif word == "yet" and token.i + 1 < len(doc := token.doc) and doc[token.i + 1].lower_ == "to":
        yield from (c for c in (token.head, *token.head.children) if c.tag_ == "VB")
    elif word in {"than", "of"} and token.i and token.nbor(-1).lower_ in {"rather", "instead"}:
        yield from (c for c in token.children if c.dep_ == "pcomp")


def stops_short(token: Token) -> bool:
    """Say whether a "not" goes with "only" or "just", and denies nothing."""
    if token.lower_ not in _NOT:
        return False
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return after in _ONLY - {"necessarily"}


def _events(head: Token) -> Iterator[Token]:
    """What a word's denial is of: itself, what it predicates, and the act that it governs."""
    predicates = [c for c in head.children if c.dep_ in _PREDICATES]
    if head.lemma_ == "be" and predicates:
        yield from predicates
        for predicate in predicates:
            # "They are not a happy group": the denial is of the describing word too.
            yield from (c for c in predicate.children if c.dep_ == "amod" and c.i < predicate.i)
    elif head.lemma_ == "be":
        yield from (c for c in head.children if c.dep_ == "prep" and c.i > head.i)
        yield from (c for c in head.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB")
    yield head
    if head.lemma_ in _PASSING:
        yield from (c for c in head.children if c.dep_ == "xcomp" and c.tag_ in {"VB", "VBN"})


def _noun(noun: Token) -> Iterator[Token]:
    """What "no" before a noun denies: the verb that the noun completes, or the noun's own event."""
    verb = noun.head
    if noun.dep_ in _SUBJECTS and verb.pos_ in {"VERB", "AUX"}:
        yield from _events(verb)
    elif noun.dep_ == "dobj" and verb.pos_ in {"VERB", "AUX"}:
        yield verb
        return
    yield noun


def _neither(token: Token) -> Iterator[Token]:
    head = token.head
    joined = [c for c in head.children if c.dep_ == "conj" and c.i > token.i]
    if head.pos_ in {"VERB", "AUX"}:
        # "It has not grown, nor has it shrunk": "nor" denies what it leads to.
        for verb in joined if head.i < token.i and joined else [head]:
            yield from _events(verb)
            # "Nor are camps being set up": the parser hangs the act on its subject
            for noun in (c for c in verb.children if c.dep_ == "attr" and token.i < verb.i):
                yield from (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN")
    elif head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if head.dep_ in _SUBJECTS:
            yield head.head
        yield head


def _barred(token: Token) -> Iterator[Token]:
    """The act in "impossible for him to enter", "unable to stop"."""
    yield from (c for c in token.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and _bare(c))
    if token.pos_ == "ADJ":
        after = [c for c in token.head.children if c.i > token.i]
        yield from (c for c in after if c.dep_ in {"xcomp", "ccomp", "advcl"} and _bare(c))


def _bare(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)


def _alternatives(event: Token) -> Iterator[Token]:
    """What "or" and "nor" join to a denied event is denied with it; what "but" joins is not."""
    for child in event.children:
        if child.dep_ == "conj":
            between = {t.lower_ for t in event.doc[event.i : child.i]}
            if between & {"or", "nor"} and not any(c.dep_ in _SUBJECTS for c in child.children):
                yield child
                yield from _alternatives(child)
