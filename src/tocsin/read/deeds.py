"""Deeds: what somebody is said to do or to be, behind a verb of saying, without a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.clauses import is_finite
from tocsin.read.syntax import Range, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["NOTHING", "Content", "bare_infinitive", "gerund", "infinitive", "subject_to"]

Content = tuple[tuple[Range, ...], "Token | None"]
"""The ranges of a content and the token that heads it; no ranges where there is none."""

NOTHING: Content = ((), None)
_DEEDS = frozenset({"ccomp", "xcomp", "advcl", "oprd"})
_DOERS = frozenset({"nsubj", "nsubjpass", "expl"})


def bare_infinitive(token: Token) -> bool:
    """Say whether a verb stands with "to" and nothing else."""
    helpers = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    return "to" in helpers and (token.tag_ == "VB" or bool(helpers & {"have", "be"}))


def infinitive(verb: Token) -> Content:
    """What somebody means to do, or is told to: "refused on Monday to sail"."""
    for child in verb.rights:
        asked = any(_is_wh(c, verb) for c in child.lefts)  # "told how to vote"
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and bare_infinitive(child) and not asked:
            first, past = subtree(child)
            between = [
                c.left_edge.i
                for c in verb.rights
                if c.dep_ in {"dobj", "dative", "prep"} and c.left_edge.i < first and not _dated(c)
            ]
            while verb.doc[past - 1].dep_ == "cc":  # "refused to send tanks but" sent guns
                past -= 1
            return ((min([first, *between]), past),), child
    return NOTHING


def subject_to(verb: Token) -> Content:
    """What somebody thinks that another will do or is: "expects it to fall", "judges it to be so".

    The parser gives who is to do it to the deed, or else to the thinking.
    """
    for deed in verb.rights:
        if deed.dep_ not in _DEEDS or not bare_infinitive(deed):
            continue
        first, past = subtree(deed)
        # "expects it to fall and has left": the parser may join the two deeds
        own = [c for c in deed.rights if c.dep_ == "conj" and is_finite(c)]
        past = min([past, *(c.i for c in deed.rights if own and c.dep_ == "cc")])
        if any(c.dep_ in _DOERS for c in deed.lefts):
            return ((first, past),), deed
        doer = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < deed.i), None)
        if doer is not None:
            return ((doer.left_edge.i, past),), deed
    return NOTHING


def gerund(verb: Token) -> Content:
    """The deed of "denies massing tanks", "has not ruled out sending any"."""
    behind = [c for p in verb.rights if p.lower_ == "out" for c in p.rights if c.dep_ == "pcomp"]
    for deed in (*verb.rights, *behind):
        having = any(c.dep_ == "aux" and c.lower_ == "having" for c in deed.lefts)
        if deed.dep_ in {"xcomp", "ccomp", "pcomp"} and (deed.tag_ == "VBG" or having):
            return (subtree(deed),), deed
    return NOTHING


def _dated(preposition: Token) -> bool:
    """Say whether a preposition leads to a date: "refused on Monday to sail"."""
    return any(c.ent_type_ in {"DATE", "TIME"} for c in preposition.children)


def _is_wh(word: Token, verb: Token) -> bool:
    return word.tag_ in {"WRB", "WP", "WDT"} and word.i > verb.i
