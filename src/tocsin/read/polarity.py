"""Polarity: whether a clause says that something is so, or that it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.nouns import Polarity
from tocsin.read.cues import word_set
from tocsin.read.inversions import denied_at_front
from tocsin.read.negation import is_denied_with, stops_short
from tocsin.read.scope import auxiliaries, is_none, is_still_to_come
from tocsin.read.undone import undone, undone_by

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_few", "polarity"]

_RAISING = word_set("neg_raising")


def polarity(root: Token) -> Polarity:
    """Return whether the clause of `root` says that something is, or is not, so.

    Of what is not done ("refused to sail") that is the deed: one who did not fail to do it did it.
    """
    denied = _is_denied(root)
    over = undone_by(root)
    if undone(root) is not None or any(undone(c) is not None for c in _completing(root)):
        denied = not denied
    elif over is not None:
        denied = denied == _is_denied(over)
    return "negated" if denied else "affirmed"


def _completing(verb: Token) -> Iterator[Token]:
    """What a verb has behind it with a "to": "is expected to refuse"."""
    return (c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB")


def _is_denied(root: Token) -> bool:
    """Say whether a clause denies what its own verb tells."""
    for child in root.children:
        if child.lower_ == "nor" and child.i < root.i and child.dep_ in {"cc", "preconj", "advmod"}:
            return True  # "Nor are camps being set up"
        if is_still_to_come(child):
            return True
        if child.lower_ == "longer" and child.i > 0 and child.nbor(-1).lower_ == "no":
            return True
        if (child.dep_ == "neg" and not stops_short(child)) or (
            child.dep_ == "advmod" and child.lower_ in {"never", "hardly", "nowhere"}
        ):
            return True
        if _is_of_none(child, root):
            return True
        if child.dep_ in {"acomp", "xcomp"} and any(
            g.dep_ == "neg" and not stops_short(g) for g in child.children
        ):
            return True
    if denied_at_front(root) or is_denied_with(root):
        return True
    if _names_none(root) or _is_denied_astray(root):
        return True
    above = [root.head] if root.dep_ == "xcomp" and root.tag_ == "VB" else []
    return any(is_still_to_come(c) and c.i < root.i for a in above for c in a.children)


def _is_of_none(noun: Token, root: Token) -> bool:
    """Say whether a clause has none, or few who think so, for its subject or its object."""
    if noun.dep_ == "nsubj" and root.lemma_ in _RAISING and is_few(noun):
        return True  # "few think it will end"
    none = noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and is_none(noun)
    return none and not _is_beside_what_is(noun)


def is_few(noun: Token) -> bool:
    """Say whether a noun is of few, which "a few" is not: "few believe it"."""
    few = next((t for t in (noun, *noun.lefts) if t.lower_ == "few"), None)
    return few is not None and not any(t.lower_ in {"a", "quite"} for t in noun.lefts)


def _is_denied_astray(verb: Token) -> bool:
    """Say whether the parser hung a modal's "not" on a phrase: "would not by itself mean war"."""
    modal = next((h for h in auxiliaries(verb) if h.tag_ == "MD"), None)
    if modal is None or modal.i + 2 >= verb.i:
        return False
    denial, behind = verb.doc[modal.i + 1], verb.doc[modal.i + 2]
    lost = denial.head.pos_ in {"ADP", "PRON", "NOUN"} and denial.head.i < verb.i
    return denial.dep_ == "neg" and lost and behind.pos_ == "ADP"


def _is_beside_what_is(noun: Token) -> bool:
    """Over "it is a trickle not a rush": what it is has been told, and then what it is not."""
    if noun.dep_ != "attr" or noun.i < noun.head.i:
        return False
    return any(c.dep_ == "attr" and c.i < noun.i and not is_none(c) for c in noun.head.rights)


def _names_none(noun: Token) -> bool:
    """Over "no tanks", told as what was seen; not "no tanks but three guns"."""
    but = any(c.lower_ == "but" for c in noun.rights)
    return noun.pos_ in {"NOUN", "PROPN"} and is_none(noun) and not but
