"""Undone: deeds that a verb tells are not done: "refused to sail", "stopped short of sailing"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, word_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

__all__ = ["undone", "undone_by"]

_TO_DO = frozenset({"advcl", "ccomp", "xcomp"})
_OPEN = frozenset({"whether", "if", "when", "where", "what", "who", "which"})
_LEADING = ("from", "against", "at")


def undone(verb: Token) -> Token | None:
    """Return the deed that `verb` says is not done, None where it says no such thing.

    Whether the verb is denied itself ("did not fail to sail") is left out of account.
    """
    lemma, lists = verb.lemma_.lower(), _lists()
    if lemma == "fail" and _is_rated(verb):
        return None  # "will likely fail to take it": what is called likely is the failing
    if lemma in lists["to"] or _is_not_up_to(verb):
        found = _infinitive(verb)
        if found is not None:
            return found
    for leading in _LEADING:
        if lemma in lists[leading] and _is_complete(verb):
            found = _behind(verb, leading)
            if found is not None:
                return found
    if lemma in lists["short of"]:
        for short in (c for c in verb.rights if c.lower_ == "short"):
            return _behind(short, "of")
    if lemma == "be":
        return _hard_to_see(verb)
    if lemma in lists["ing"]:
        return next((c for c in verb.rights if c.dep_ in _TO_DO and c.tag_ == "VBG"), None)
    return None


def undone_by(deed: Token) -> Token | None:
    """Return the verb that tells that a deed is not done: the "refused" of "refused to sail".

    It holds for all that "or" and "and" join to what it governs: "refused to sail or to land".
    """
    first = deed
    while first.dep_ == "conj" and first.head.tag_ == deed.tag_ and _has_no_subject(first):
        first = first.head
    for over in [*first.ancestors][:3]:
        found = undone(over)
        if found is not None and found.i == first.i:
            return over
    return None


def _has_no_subject(verb: Token) -> bool:
    return not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts)


@cache
def _lists() -> Mapping[str, Any]:
    data: Mapping[str, Any] = load("read_undone.yaml")
    return data


def _infinitive(verb: Token) -> Token | None:
    """What a verb has behind it with a "to", its own or its predicate's: "was unable to sail"."""
    beside = (c for c in verb.rights if c.dep_ == "acomp")
    for each in (verb, *beside):
        for child in each.rights:
            if child.dep_ in _TO_DO and _has_to(child):
                return child
            between = child.rights if child.dep_ == "prep" else ()
            beyond = (c for n in between if _may_part(n, verb) for c in n.rights if _has_to(c))
            found = next(beyond, None)
            if found is not None:
                return found
    return None


def _may_part(noun: Token, verb: Token) -> bool:
    """Say whether a verb's deed may hang on a noun: "failed for a third time to", "in a bid to"."""
    if noun.ent_type_ in {"DATE", "TIME"} or noun.lower_ == "time":
        return True
    return verb.lemma_.lower() == "fail" and noun.lemma_.lower() in _lists()["bids"]


def _has_to(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


def _is_not_up_to(verb: Token) -> bool:
    """Say whether a clause calls somebody unable, or unwilling, to do a thing."""
    adjectives = _lists()["adjectives"]
    return any(c.dep_ == "acomp" and c.lower_ in adjectives for c in verb.rights)


def _hard_to_see(verb: Token) -> Token | None:
    """The deed that it is hard to see somebody do: "it is hard to imagine that they will sail".

    "Hard to see whether" and "when" leave it open; "how it could" does not.
    """
    lists = _lists()
    hard = next((c for c in verb.rights if c.dep_ == "acomp" and c.lower_ in lists["hard"]), None)
    if hard is None:
        return None
    for see in (c for each in (verb, hard) for c in each.rights if c.dep_ in _TO_DO and _has_to(c)):
        if see.lemma_.lower() not in lists["seen"]:
            continue
        deeds = (c for c in see.rights if c.dep_ == "ccomp" and c.pos_ in {"VERB", "AUX"})
        deed = next(deeds, None)
        if deed is not None and not any(c.lower_ in _OPEN for c in deed.lefts):
            return deed
    return None


def _is_rated(verb: Token) -> bool:
    """Say whether a verb is called likely, or unlikely, itself."""
    beside = [c for c in verb.children if c.dep_ in {"advmod", "acomp"}]
    over = [verb.head] if verb.dep_ in {"xcomp", "ccomp"} else []
    return any(word_of(t) in LIKELIHOOD_ADJECTIVES or t.lower_ == "probably" for t in beside + over)


def _is_complete(verb: Token) -> bool:
    """Say whether a verb has the word beside it that it needs, and nothing that it is done to."""
    needed = _lists()["beside"].get(verb.lemma_.lower())
    words = {c.lower_ for c in verb.rights}
    done_to = any(c.dep_ == "dobj" for c in verb.rights)
    return not done_to and (needed is None or bool(words & set(needed)))


def _behind(word: Token, leading: str) -> Token | None:
    """The gerund behind a preposition of a word, or of the particle of that: "held back from"."""
    for step in (word, *(c for c in word.rights if c.dep_ in {"advmod", "prt"})):
        for child in step.rights:
            if child.lower_ == leading and child.dep_ == "prep":
                return next((c for c in child.rights if c.tag_ == "VBG"), None)
    return None
