"""Withheld: who would not say a thing has kept it back, and tells of nothing that is to come."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.phrases import names_event

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_withheld"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WOULD = frozenset({"would", "'d", "’d", "d"})
_CASES = frozenset({"if", "unless", "without", "were", "had"})
_POINTING = frozenset({"it", "this", "that", "these", "those", "which", "there"})


def is_withheld(verb: Token, helpers: list[Token]) -> bool:
    """Say whether a verb is of what somebody would not say: "would not confirm".

    In a case that is named ("if asked, it would not say"), of what cannot speak ("a raid would not
    confirm it") and told by another ("said it would not name him") a "would" is what it always is.
    """
    words = {h.lower_ for h in helpers}
    if not words & _WOULD or "have" in words or verb.dep_ in {"ccomp", "pcomp"}:
        return False
    drawn = verb.lemma_ == "draw" and "be" in words and _has(verb, "on")
    if not drawn and ("be" in words or verb.lemma_ not in _withholding()):
        return False
    subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if subject is not None and (subject.lower_ in _POINTING or names_event(subject)):
        return False
    none = subject is not None and any(c.lower_ in {"no", "neither"} for c in subject.lefts)
    denied = any(c.dep_ == "neg" or c.lower_ == "neither" for c in verb.lefts)
    return (denied or none) and not _in_a_case(verb)


def _has(verb: Token, word: str) -> bool:
    return any(c.lower_ == word for c in verb.rights)


def _in_a_case(verb: Token) -> bool:
    """Say whether a case is named; the "if" right behind the verb is a "whether"."""
    asked = verb.i + 1
    return any(t.lower_ in _CASES and t.i < verb.i and t.head.dep_ in {"advcl", "ROOT"}
               and t.dep_ in {"mark", "prep", "aux"} for t in verb.sent) or any(
        c.dep_ == "advcl" and c.left_edge.i > asked and c.left_edge.lower_ in _CASES
        for c in verb.rights
    )  # fmt: skip


@cache
def _withholding() -> frozenset[str]:
    return frozenset(load("read_doubt.yaml")["withholding"])
