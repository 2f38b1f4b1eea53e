"""Tellings: what somebody tells, where the parser hung it on an aside or on who was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.cues import cues, word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["tellings"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_BENT = frozenset({"VBD", "VBZ", "VBP"})
_HUNG = frozenset({"ccomp", "relcl", "acl", "advcl"})
_CALLING = frozenset({"call", "brand", "label", "deem"})
_CLAIMS = word_set("claim_names")
_FALSE = frozenset(load("read_doubt.yaml")["false"])
_HEARERS = frozenset({"ORG", "PERSON", "GPE", "NORP"})


def tellings(sentence: Sentence) -> None:
    """Hang the clauses that verbs of saying tell, and their subjects, on these verbs, in place."""
    for verb in sentence:
        if verb.lemma_ in _CALLING:
            _called_so(verb)
        if verb.tag_ in _BENT and cues().says(verb.lemma_):
            _past_an_aside(verb)
            _told_both(verb)
            _told_someone(verb)


def _past_an_aside(verb: Token) -> None:
    """Give a verb its subject over an aside: "Lee, who in May said that it was dry, says it rains".

    The parser makes the subject that of the aside's last clause, which has one of its own.
    """
    if _own(verb) is not None or not any(c.dep_ == "ccomp" for c in verb.rights):
        return
    for aside in [c for c in verb.lefts if c.dep_ in {"ccomp", "advcl"}]:
        owns = [c for c in aside.lefts if c.dep_ in _SUBJECTS]
        tells = next((c for c in owns[0].rights if c.dep_ == "relcl"), None) if owns else None
        if tells is None or len(owns) < 2 or not owns[0].i < tells.i < owns[1].i:
            continue
        if not any(t.text == "," for t in verb.doc[aside.right_edge.i : verb.i]):
            continue
        _hang(owns[0], verb, "nsubj")
        _hang(aside, tells, "ccomp")
        if owns[1].left_edge.lower_ == "that" and owns[1].left_edge.i != owns[1].i:
            _hang(owns[1].left_edge, aside, "mark")
        for comma in [c for c in aside.rights if c.is_punct]:
            _hang(comma, verb, comma.dep_)


def _told_both(verb: Token) -> None:
    """Make one saying of two clauses: "Lee told the board that it rained, and that it was cold".

    The parser hangs the first on who was told, or the second on the telling.
    """
    for more in [c for c in verb.rights if c.dep_ == "conj"]:
        if not any(c.dep_ == "mark" and c.lower_ == "that" for c in more.lefts):
            continue
        told = [c for c in verb.rights if c.i < more.i]
        below = [g for c in told if c.dep_ == "dobj" for g in c.rights]
        first = next((c for c in (*told, *below) if _is_whole(c)), None)
        if first is None:
            continue
        _take(verb, first)
        _hang(more, first, "conj")
        for joint in [c for c in verb.rights if c.dep_ in {"cc", "punct"}]:
            if first.i < joint.i < more.i:
                _hang(joint, first, joint.dep_)


def _told_someone(verb: Token) -> None:
    """Take what someone is told from whom it was told: "told an aid board that men had come".

    The parser makes a relative clause of it.
    """
    if verb.lemma_ != "tell" or any(c.dep_ in {"ccomp", "xcomp"} for c in verb.rights):
        return
    hearer = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if hearer is None:
        return
    words, kind = cues(), hearer.lemma_.casefold()
    if hearer.ent_type_ in _HEARERS or kind in words.groups | words.persons | words.outlets:
        first = next((c for c in hearer.rights if c.dep_ == "relcl" and _is_whole(c)), None)
        if first is not None:
            _take(verb, first)


def _called_so(verb: Token) -> None:
    """Part a claim from what it is called: "called the report nonsense".

    The parser makes one noun of the two.
    """
    for word in [c for c in verb.rights if c.dep_ == "dobj"]:
        claim = word.nbor(-1)
        known = word.lemma_.casefold() in _FALSE and claim.lemma_.casefold() in _CLAIMS
        if known and claim.dep_ == "compound" and claim.head.i == word.i:
            for part in [c for c in word.lefts if c.i < claim.i]:
                _hang(part, claim, part.dep_)
            _hang(claim, verb, "dobj")
            word.dep_ = "oprd"


def _take(verb: Token, clause: Token) -> None:
    _hang(clause.left_edge, clause, "mark")
    _hang(clause, verb, "ccomp")


def _is_whole(clause: Token) -> bool:
    """Say whether a clause stands behind a "that", and has a subject of its own."""
    opened = clause.left_edge.lower_ == "that" and clause.left_edge.head.i == clause.i
    own = _own(clause)
    return clause.dep_ in _HUNG and opened and own is not None and own.lower_ != "that"


def _own(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)


def _hang(word: Token, head: Token, dep: str) -> None:
    """Hang a word on another, but for one below it: that would close a circle."""
    if word.i != head.i and not word.is_ancestor(head):
        word.head = head
        word.dep_ = dep
