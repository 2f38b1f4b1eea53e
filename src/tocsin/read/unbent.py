"""Unbent: verbs whose past is another of their forms, which the parser took it for: "cut", "left".

"He came and cut the road" has no base "cut", and in "ships set off for Tavo, the navy said" they
are not ones that were set off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues, word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["clause_told", "risk_told", "told_as_past"]

_UNBENT = word_set("unbent")
_SAID = frozenset("word words thing things prayer mass goodbye farewell grace line".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def told_as_past(sentence: Sentence) -> None:
    """Make a past of a verb that is joined to one, and has one form for both: "left and shut"."""
    for verb in sentence:
        if verb.tag_ not in {"VB", "VBP"} or verb.dep_ != "conj" or verb.lower_ not in _UNBENT:
            continue
        helped = any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.lefts)
        if verb.head.tag_ == "VBD" and not helped:
            verb.tag_ = "VBD"


def clause_told(sentence: Sentence) -> None:
    """Make a clause of what is told, before who says it or behind, in place.

    "Two ships set off for Tavo, the navy said": the parser makes them ships that were set off, and
    has them speak; or has the navy say ships. What is told has a verb; where no other can be it, it
    is the last of those that look like participles.
    """
    said = sentence.root
    for thing in [c for c in said.rights if c.dep_ == "dobj" and said.lemma_ == "say"]:
        if thing.lemma_ not in _SAID and not any(c.dep_ == "ccomp" for c in said.rights):
            verb = _last_past(thing.doc[thing.i + 1 : thing.right_edge.i + 1])
            if verb is not None:
                _make_clause(verb, thing, said)
    own = next((c for c in reversed(list(said.lefts)) if c.dep_ == "nsubj"), None)
    if own is None or said.tag_ not in {"VBD", "VBZ"} or not cues().says(said.lemma_):
        return
    comma = own.left_edge.i - 1
    if comma <= sentence.start or sentence.doc[comma].text != ",":
        return
    before = sentence.doc[sentence.start : comma]
    noun = next((c for c in said.lefts if c.i < comma and c.pos_ in {"NOUN", "PROPN"}), None)
    if noun is None or any(map(_is_told, before)):
        return
    verb = _last_past(sentence.doc[noun.i + 1 : comma])
    if verb is None:
        return
    _make_clause(verb, noun, said)
    for stray in [c for c in said.lefts if c.i < comma and c.i not in {verb.i, noun.i}]:
        stray.head = verb


def _make_clause(verb: Token, subject: Token, said: Token) -> None:
    verb.tag_, verb.head, verb.dep_ = "VBD", said, "ccomp"
    subject.head, subject.dep_ = verb, "nsubj"


def risk_told(sentence: Sentence) -> None:
    """Give a clause behind "the risk that" its verb, taken for the subject of the next, in place.

    "The risk that the war spreads is growing, officials said": no "spreads" grow, and no risk says.
    """
    said = sentence.root
    slots = {"nsubj", "dobj", "dep"}
    risk = next((c for c in said.lefts if c.pos_ == "NOUN" and c.dep_ in slots), None)
    if risk is None or not any(c.dep_ == "nsubj" and c.i > risk.i for c in said.children):
        return
    if not cues().says(said.lemma_) or risk.right_edge.nbor(1).text != ",":
        return
    verb = next((c for c in risk.rights if c.dep_ == "acl" and c.tag_[:2] == "VB"), None)
    that = None if verb is None else next((c for c in verb.lefts if c.dep_ == "mark"), None)
    if verb is None or that is None or that.lower_ != "that":
        return
    spreads = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i > that.i), None)
    if spreads is None or spreads.tag_ not in {"VBZ", "NNS"}:
        return
    own = [c for c in spreads.lefts if c.dep_ in {"nsubj", "compound"}]
    if not own or own[-1].i + 1 != spreads.i:
        return
    for word in spreads.lefts:
        word.head = own[-1] if word.i != own[-1].i else word.head
    spreads.tag_, spreads.pos_, spreads.head, spreads.dep_ = "VBZ", "VERB", risk, "acl"
    own[-1].head, own[-1].dep_ = spreads, "nsubj"
    that.head = spreads
    verb.head, verb.dep_ = said, "ccomp"
    risk.head, risk.dep_ = verb, "nsubj"


def _last_past(words: Sentence) -> Token | None:
    """Return the last word taken for a participle beside a noun that has the form of a past."""
    return next((word for word in reversed(list(words)) if _may_be_past(word)), None)


def _is_told(word: Token) -> bool:
    """Say whether a word is the verb of a clause for sure."""
    return word.dep_ == "ccomp" or (word.tag_ in _FINITE and word.dep_ != "acl")


def _may_be_past(word: Token) -> bool:
    done_by = any(c.dep_ == "agent" for c in word.rights)
    return word.tag_ in {"VBN", "VBD"} and word.dep_ == "acl" and not done_by
