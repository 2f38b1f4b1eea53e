"""Retorts: what a denial is of that its own sentence told before: "says so, which Oslo denies"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.cues import cues, word_set
from tocsin.read.phrases import names_event
from tocsin.read.syntax import Range, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["PLAIN_DENIALS", "told_before"]

PLAIN_DENIALS = frozenset({"deny", "refute", "disprove", "debunk"})
"""Verbs that deny whatever they are said of: one rejects an offer, too."""
_REFUSED = frozenset(load("read_doubt.yaml")["refused"])


def told_before(verb: Token) -> Range | None:
    """Return the tokens of the clause that a verb of denying behind it is of, None elsewhere."""
    return _told_as_claim(verb) or _told_in_clause(verb)


def _told_as_claim(verb: Token) -> Range | None:
    """What was told before it is called a claim: "said it had won, a claim that Oslo denies"."""
    claim = verb.head
    first = claim.left_edge
    named = claim.lemma_.casefold() in word_set("claim_names") and first.lower_ in {"a", "an"}
    named = named or claim.lower_ == "something"
    owned = any(c.dep_ == "nsubj" and c.lower_ not in {"which", "that"} for c in verb.lefts)
    owned = owned or (verb.tag_ == "VBN" and any(c.dep_ == "agent" for c in verb.rights))
    if verb.dep_ not in {"relcl", "acl"} or not named or not owned or first.i < 2:
        return None
    if first.nbor(-1).text != ",":
        return None
    return _clause_up_to(claim, first.i)


def _told_in_clause(verb: Token) -> Range | None:
    """What is told before a "which" that means all of it: "says it has won, which Oslo denies".

    The parser hangs the "which" on the last noun; nobody denies a town or troops.
    """
    which = next((c for c in verb.lefts if c.lower_ == "which" and c.dep_ == "dobj"), None)
    if which is None or verb.lemma_ not in PLAIN_DENIALS or verb.dep_ not in {"relcl", "advcl"}:
        return None
    noun = verb.head
    names = word_set("claim_names") | cues().documents | _REFUSED
    if which.nbor(-1).text != "," or noun.lemma_.casefold() in names:
        return None
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return trimmed(verb.doc, (noun.left_edge.i, which.i)) if noun.i < which.i else None
    return _clause_up_to(noun, which.i) if not names_event(noun) else None


def _clause_up_to(word: Token, past: int) -> Range | None:
    """The clause in which a word stands, up to a token."""
    above = next((t for t in word.ancestors if t.pos_ in {"VERB", "AUX"} and t.i < past), None)
    return None if above is None else trimmed(word.doc, (above.left_edge.i, past))
