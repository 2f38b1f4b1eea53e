"""Heralds: sentences that tell that somebody goes on to give a figure, an example or a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues, word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["herald"]

_GIVES = word_set("giving")
_GIVEN = word_set("given")
_NEW = frozenset({"a", "an", "another", "one", "some", "several", "more", "further"})
_CLAUSES = frozenset({"acl", "relcl", "ccomp", "appos"})


def herald(sentence: Sentence) -> Token | None:
    """Return who gives in the next sentence what a sentence says that he gave; None where nobody.

    "Ann Lee added a comparison." "The institute offered two reasons.": what follows is theirs.
    A figure that is known by then ("gave the figures"), or told at once ("a comparison that"), says
    nothing of what follows.
    """
    verb = sentence.root
    if verb.lemma_ not in _GIVES or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    if any(c.dep_ in {"neg", "aux", "xcomp", "ccomp", "conj", "mark"} for c in verb.children):
        return None
    who = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    given = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if who is None or given is None or not (_can_speak(who) and _is_new(given)):
        return None
    return who


def _is_new(given: Token) -> bool:
    """Say whether a noun names what is yet to be told: "a comparison", "two reasons"."""
    if given.lemma_.casefold() not in _GIVEN or any(c.dep_ in _CLAUSES for c in given.rights):
        return False
    before = {c.lower_ for c in given.lefts if c.dep_ in {"det", "poss", "neg"}}
    counted = any(c.dep_ == "nummod" for c in given.lefts)
    return bool(before & _NEW) or (not before and (counted or given.tag_ == "NNS"))


def _can_speak(noun: Token) -> bool:
    if noun.ent_type_ in {"PERSON", "ORG"} or noun.lower_ in {"he", "she"}:
        return True
    words, kind = cues(), noun.lemma_.casefold()
    return kind in words.persons | words.groups
