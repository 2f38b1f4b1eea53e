"""Antecedents: what was told before, of which "the chances are slim" or "that is unlikely" is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tocsin.nouns import Statement
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, LIKELIHOOD_NOUNS, resetting, word_of
from tocsin.read.polarity import polarity
from tocsin.read.scope import auxiliaries, is_question, tense
from tocsin.read.syntax import Range, subtree, trimmed
from tocsin.read.threads import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["taken_up"]

_POINTING = frozenset({"that", "this", "it", "them"})
_RATED = frozenset({"at", "as"})
_POSSIBLE = frozenset({"may", "might", "could"})
_COMPLEMENTS = frozenset({"acl", "relcl", "ccomp", "xcomp", "csubj"})
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "advcl", "acl", "relcl", "parataxis"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_OPENING = frozenset({"mark", "cc", "punct"})
_FARTHEST = 2
"""Sentences back within which bare chances can be of what was told; a "that" looks one back."""


def taken_up(pages: Sequence[Page], number: int, made: Statement) -> Statement:
    """Return a statement of page `number` whose likelihood is of what it takes up from before.

    "Norway may join the war. The chances are slim.": of its joining. That is the last possibility
    told within two sentences; where none is, or the likelihood tells itself what it is of, the
    statement stays as it is.
    """
    if made.likelihood is None:
        return made
    page, of = pages[number], made.likelihood.of
    about = page.doc.char_span(
        of.start - page.offset, of.end - page.offset, alignment_mode="expand"
    )
    if about is None or not len(about):
        return made
    at = made.likelihood.span.start - page.offset, made.likelihood.span.end - page.offset
    subject = _empty_subject(about.root, at)
    if subject is None:
        return made
    far = 1 if subject.pos_ == "PRON" else _FARTHEST
    for there, first, past in _before(pages, number, about.start, far):
        doc = there.doc
        for token in reversed(doc[first:past]):
            claim = _named(token, subject) or (
                _clause(token, past) if _is_possible(token) else None
            )
            if claim is not None:
                return replace(made, likelihood=replace(made.likelihood, of=there.span(claim)))
    return made


def _empty_subject(root: Token, phrase: tuple[int, int]) -> Token | None:
    """The bare "chances", or "that", of which a clause only says how likely it is.

    `phrase` are the characters of the words that say so; in "it would likely be a loss" they do not
    stand for what it is.
    """
    said = [c for c in root.rights if c.dep_ in _PREDICATES]
    alone = root.left_edge == root.right_edge or _rated(root)
    if root.dep_ == "dobj" and root.lower_ in _POINTING and alone:
        anew = root.head.lemma_ in resetting()  # "but raised them to 70 percent"
        # "cannot exclude it", "calls this unlikely"
        return root if root.i and (anew or phrase[1] <= root.idx or _rated(root)) else None
    if root.dep_ in {"nsubj", "advmod"} and root.lower_ in _POINTING and root.head.pos_ == "ADJ":
        return root if _rated(root) else None  # "considers this unlikely", as the parser has it
    if root.pos_ != "NOUN" and not any(phrase[0] <= c.idx < phrase[1] for c in said):
        return None
    if any(c.dep_ in _COMPLEMENTS for c in (*root.rights, *_below(root))):
        return None
    bare = root if root.pos_ == "NOUN" else None
    subject = next((c for c in root.lefts if c.dep_ == "nsubj"), bare)
    if subject is None or root.pos_ not in {"AUX", "VERB", "NOUN"}:
        return None
    if subject.pos_ == "PRON":
        return subject if subject.lower_ in _POINTING and root.lemma_ in {"be", "seem"} else None
    before = {c.lower_ for c in subject.lefts}
    own = any(c.dep_ in {"prep", "poss", "compound", *_COMPLEMENTS} for c in subject.children)
    if word_of(subject) not in LIKELIHOOD_NOUNS or own or not before <= {"the", "that", "this"}:
        return None
    return subject


def _rated(pointing: Token) -> bool:
    """Say whether a likelihood follows right behind: "calls this unlikely", "this as likely"."""
    behind = pointing.doc[pointing.i + 1 : min(pointing.i + 4, pointing.sent.end)]
    words = [t for t in behind if t.lower_ not in _RATED and t.dep_ != "advmod"]
    return bool(words) and word_of(words[0]) in LIKELIHOOD_ADJECTIVES


def _below(root: Token) -> list[Token]:
    return [g for c in root.rights if c.dep_ in {"acomp", "attr"} for g in c.rights]


def _before(
    pages: Sequence[Page], number: int, start: int, far: int
) -> Iterator[tuple[Page, int, int]]:
    """The stretches before a token in which to look: its own sentence, then those before it."""
    page = pages[number]
    sentence = page.doc[start].sent
    yield page, sentence.start, start
    left = far
    for place in range(number, -1, -1):
        there = pages[place]
        if there.heading or there.passage.kind != page.passage.kind:
            continue
        until = sentence.start if place == number else len(there.doc)
        for one in reversed([s for s in there.doc.sents if s.end <= until]):
            if left == 0:
                return
            left -= 1
            if not is_question(one.text):
                yield there, one.start, one.end


def _named(noun: Token, subject: Token) -> Range | None:
    """What an earlier "risk of a raid" is of, where a bare "risk" goes on with it."""
    anew = subject.pos_ == "PRON" and subject.head.lemma_ in resetting()
    same = word_of(noun) in LIKELIHOOD_NOUNS if anew else noun.lemma_ == subject.lemma_
    if not same or noun.pos_ != "NOUN":
        return None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            past = child.right_edge.i + 1
            rated = (t.i for t in noun.doc[child.i + 2 : past] if anew and t.lower_ in _RATED)
            return trimmed(noun.doc, (child.i + 1, next(rated, past)))
        if child.dep_ in {"acl", "ccomp"}:
            first, past = subtree(child)
            opened = noun.doc[first].dep_ == "mark"
            return trimmed(noun.doc, (first + opened, past))
    return None


def _is_possible(verb: Token) -> bool:
    """Say whether a verb heads a clause of something that may come to be."""
    if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ not in _CLAUSES:
        return False
    if polarity(verb) == "negated" or any(c.lower_ in {"if", "unless"} for c in verb.lefts):
        return False
    helpers = {h.lower_ for h in auxiliaries(verb)}
    return bool(helpers & _POSSIBLE) or (tense(verb) == "future" and "would" not in helpers)


def _clause(verb: Token, past: int) -> Range | None:
    """The words of a clause, without what opens it and the clauses joined to it."""
    first, end = subtree(verb)
    end = min(end, past)
    for child in verb.rights:
        if child.dep_ in {"cc", "conj", "parataxis"}:
            end = min(end, child.left_edge.i)
    while first < verb.i and verb.doc[first].dep_ in _OPENING:
        first += 1
    return trimmed(verb.doc, (first, end))
