"""Absence: that someone looked for something and did not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.cues import cues, word_set
from tocsin.read.syntax import Range, subtree, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["absence_in"]

_LOOKING = word_set("looking")
_SIGNS = word_set("signs")
_MATTER = word_set("matter")
_BODIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_GIVING = frozenset(load("read_doubt.yaml")["giving"])


def absence_in(doc: Doc, content: Range) -> Range | None:
    """Return the words of a content that say: looked for, not seen; None when none do.

    A verb of seeing that is negated or whose object is none ("no launches were recorded"), "no sign
    of", and the bare "no tanks" of someone who tells what is there.
    """
    for token in doc[content[0] : content[1]]:
        if token.tag_[:2] == "VB" and token.lemma_ in _LOOKING:
            found = _unseen(token) if _can_look(token) else None
        elif token.lemma_ in _SIGNS and _no(token) and not _is_kept_back(token):
            found = subtree(token)
        else:
            continue
        if found is not None:
            return _within(doc, found, content)
    for token in doc[content[0] : content[1]]:
        if token.lower_ == "no" and token.dep_ == "det" and _is_matter(token.head):
            there = token.head.head
            exists = token.head.dep_ in {"attr", "conj", "appos", "dobj"} and (
                token.head.dep_ in {"conj", "appos"} or there.lemma_ in {"be", "see", "have"}
            )
            if exists:
                return _within(doc, subtree(token.head), content)
    return None


def _can_look(verb: Token) -> bool:
    """Say whether the subject of a verb of seeing has eyes: no year or tenure "sees" anything."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "NOUN" or subject.ent_type_ in _BODIES:
        return True
    known = cues().persons | cues().groups | cues().documents | {"people", "analyst", "monitor"}
    lemma = subject.lemma_.lower()
    return lemma in known or lemma.endswith(("er", "or", "ist", "man", "ian", "ant"))


def _is_kept_back(noun: Token) -> bool:
    """Say whether proof is not given in a quarrel: nobody looked for it."""
    return noun.dep_ in {"dobj", "conj"} and noun.head.lemma_ in _GIVING


def _is_matter(noun: Token) -> bool:
    """Say whether a noun is something that watchers look for: "carriers", "build-up"."""
    return bool({noun.lemma_.casefold(), noun.lower_} & _MATTER) or noun.lower_ == "up"


def _unseen(verb: Token) -> Range | None:
    """The clause of a verb of seeing, when nothing was seen."""
    modal = {c.lower_ for c in verb.children if c.dep_ == "aux"} & {
        "will",
        "would",
        "may",
        "might",
        "should",
        "must",
    }
    if modal:
        return None
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children):
        objects = [c for c in verb.children if c.dep_ in {"dobj", "ccomp", "nsubjpass"}]
        return _clause(verb) if objects else None
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"} and _no(child):
            return _clause(verb)
        if child.dep_ == "ccomp" and any(
            _no(c) for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}
        ):
            return _clause(verb)
    return None


def _no(noun: Token) -> bool:
    if noun.lower_ in {"nothing", "none"}:
        return True
    if any(c.dep_ == "neg" for c in noun.head.children) and any(
        c.lower_ == "any" for c in noun.children
    ):
        return True
    return any(
        c.lower_ in {"no", "zero"} and c.dep_ in {"det", "neg", "nummod", "advmod"}
        for c in noun.children
    )


def _clause(verb: Token) -> Range:
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    first, past = subtree(verb)
    if subject is not None and subject.dep_ == "nsubj":
        first = max(first, min(c.i for c in [verb, *verb.children] if c.i > subject.i))
    for child in verb.children:
        if child.dep_ in {"conj", "cc"} and child.i > verb.i:
            past = min(past, child.left_edge.i)
    return first, max(past, verb.i + 1)


def _within(doc: Doc, found: Range, content: Range) -> Range | None:
    return trimmed(doc, (max(found[0], content[0]), min(found[1], content[1])))
