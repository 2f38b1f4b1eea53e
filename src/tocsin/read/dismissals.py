"""Dismissals: who waves a claim off by what he calls it: "nonsense", "far from reality"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.read.cues import word_set
from tocsin.read.syntax import Range, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tocsin.nouns import Act

__all__ = [
    "CLAIMED",
    "Dismissal",
    "belied",
    "is_waved_off",
    "told_claim",
    "turned_down",
    "waved_off",
]

_DATA: dict[str, list[str]] = load("read_doubt.yaml")
_CALLING = frozenset(_DATA["calling"])
_ONLY_AS = frozenset(_DATA["calling_as"])
_FALSE = frozenset(_DATA["false"])
_WORDS = _FALSE | frozenset(_DATA["waved_off_as"])
CLAIMED = word_set("claim_names") | frozenset({"video", "footage", "image", "story", "tale"})
"""What a claim, or what is shown for one, is called."""
_POINTING = frozenset({"it", "this", "that", "these", "those"})
_WAVING = frozenset(_DATA["waved_off_as"])
_ALLEGED = frozenset(_DATA["alleged"])
_FACTS = frozenset(_DATA["facts"])
_PARTED = frozenset(_DATA["parted_from"])
_BELYING = frozenset(_DATA["belying"])
_AGREEING = frozenset(_DATA["agreeing"])
_TURNED: dict[str, Any] = load("read_doubt.yaml")["turned_down"]
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEFORE = frozenset({"DET", "ADJ", "ADV", "PUNCT", "NOUN"})
_NEAR = 4
"""Words between an "as" and the word by which a claim is waved off."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """The noun of a claim that is waved off, and the words by which it is, in tokens."""

    claim: Token
    words: Range


def waved_off(verb: Token) -> Dismissal | None:
    """Return the claim that a verb waves off, and the words that do it, None where it does not.

    "Called reports that it had sent tanks absurd", "described as a provocation a claim that". The
    parser may hang that word on whatever stands before it, so it is sought at the end of the clause
    and behind an "as".
    """
    if verb.lemma_ not in _CALLING | _ONLY_AS or verb.tag_[:2] != "VB":
        return None
    if any(c.dep_ == "neg" or c.dep_ in {"nsubjpass", "auxpass"} for c in verb.lefts):
        return None
    claims = [c for c in verb.rights if c.dep_ in {"dobj", "nsubj", "ccomp"}]
    for word in verb.doc[verb.i + 1 : verb.sent.end]:
        if not _says_false(word):
            continue
        as_ = _as_before(word, verb)
        if as_ is None and (verb.lemma_ in _ONLY_AS or not _closes(word)):
            continue
        claims += _taken_for_verbs(word, verb)
        glued = [c for c in word.lefts if c.dep_ in {"compound", "nmod"}]
        for claim in (*glued, *claims):
            if claim.i == word.i or not verb.i < claim.i or not _is_claim(claim, word):
                continue
            first = word.i if as_ is None else as_
            if claim.i < word.i:  # "a", and the mark before it
                while first - 1 > claim.i and (
                    verb.doc[first - 1].pos_ == "DET" or verb.doc[first - 1].is_quote
                ):
                    first -= 1
            return Dismissal(claim, (first, word.i + 1))
    return None


def turned_down(verb: Token) -> tuple[Token, Act] | None:
    """Return the claim that a verb has nothing to do with, and the act, None where it does not.

    "Scoffed at reports that it had sent tanks", "dismissed fears of a raid", "laughed off the
    claim" deny it; "cast doubt on reports that" asks. One also laughs off a wound, and contests a
    seat: it has to be a claim.
    """
    if verb.tag_[:2] != "VB" or any(c.dep_ == "neg" for c in verb.lefts):
        return None
    lemma = verb.lemma_.casefold()
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if lemma in _TURNED["alone"]:
        return _first_claim(objects, "denial")
    words = verb.doc[verb.i + 1 : verb.i + 1 + _NEAR]
    said = f"{lemma} {' '.join(t.lower_ for t in words)} "
    acts: tuple[tuple[str, Act], ...] = (("with_more", "denial"), ("doubting", "question"))
    for name, act in acts:
        row = next((row for row in _TURNED[name] if said.startswith(f"{row} ")), None)
        if row is not None:
            last = words[row.count(" ") - 1]
            return _first_claim([*(c for c in last.rights if c.dep_ == "pobj"), *objects], act)
    return None


def _first_claim(nouns: Sequence[Token], act: Act) -> tuple[Token, Act] | None:
    """The first of these that is a claim or a view, and the act of who turns it down."""
    known = CLAIMED | frozenset(_TURNED["views"])
    claim = next((c for c in nouns if c.lemma_.casefold() in known), None)
    return None if claim is None else (claim, act)


def is_waved_off(claim: Token) -> bool:
    """Say whether what the parser takes for a verb is a claim: "described as a fake reports that".

    It is what is waved off, and tells of nobody's saying.
    """
    if claim.tag_ != "VBZ" or claim.lemma_.casefold() not in CLAIMED:
        return False
    found = waved_off(claim.head)
    return found is not None and found.claim.i == claim.i


def belied(word: Token) -> Token | None:
    """Return the claim that its clause sets outside the facts by `word`, None where it does not.

    "The reports are disinformation", "do not correspond to reality", "have no basis in fact".
    """
    kind = word.lemma_.casefold()
    if {kind, word.lower_} & _WAVING and word.dep_ in {"acomp", "attr", "pobj"}:
        verb = _said_of(word)
        claim = None if verb is None else _claim_of(verb)
        if verb is None:
            return None
        return None if claim is None or _is_turned(verb) or not _is_alleged(claim) else claim
    if word.dep_ == "attr" and any(c.dep_ == "amod" and c.lower_ in _FALSE for c in word.lefts):
        claim = _claim_of(word.head)  # "were fake news"
        return None if claim is None or _is_turned(word.head) else claim
    if kind not in _FACTS:
        return None
    for verb in word.ancestors:
        claim = _claim_of(verb)
        if claim is None:
            continue
        between = {t.lower_ for t in word.doc[verb.i + 1 : word.i]}
        turned = _is_turned(verb)
        parted = bool(between & _PARTED) or verb.lemma_ == "lack"
        false = verb.lemma_ in _BELYING or (verb.lemma_ in _AGREEING and parted)
        agrees = turned and verb.lemma_ in _AGREEING and not parted
        return claim if (false and not turned) or agrees else None
    return None


def _said_of(word: Token) -> Token | None:
    """The "be" that says a word of its subject: "are rumours", "are nothing but rumours"."""
    if word.dep_ == "pobj":
        word = word.head.head if word.head.lower_ in {"but", "than"} else word
        if word.lower_ not in {"nothing", "more"}:
            return None
    known = word.dep_ in {"acomp", "attr"} and word.head.lemma_ == "be"
    return word.head if known else None


def _claim_of(verb: Token) -> Token | None:
    """The subject of a verb where it is a claim, and the verb tells what is, not what may be."""
    if verb.pos_ not in {"VERB", "AUX"} or any(c.tag_ == "MD" for c in verb.lefts):
        return None
    subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    known = subject is not None and subject.lemma_.casefold() in word_set("claim_names")
    return subject if known else None


def _is_turned(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _is_alleged(claim: Token) -> bool:
    """Say whether a noun means a claim by itself, or by what it says: "the report that"."""
    told = any(
        c.dep_ in {"acl", "ccomp", "relcl"} or c.lower_ in {"of", "about"} for c in claim.rights
    )
    return claim.lemma_.casefold() in _ALLEGED or told


def told_claim(found: Dismissal) -> Range:
    """Return the claim with what it says, without the words that wave it off."""
    claim = found.claim
    first, past = claim.left_edge.i, claim.right_edge.i + 1
    if claim.i < found.words[0]:
        first = claim.i if claim.dep_ in {"compound", "nmod"} else first
        past = max(claim.i + 1, min(past, found.words[0]))
    while first < claim.i and claim.doc[first].is_quote:
        first += 1
    return trimmed(claim.doc, (first, past)) or (claim.i, claim.i + 1)


def _taken_for_verbs(word: Token, verb: Token) -> list[Token]:
    """The "reports" of "as a provocation reports that", which the parser joins to the verb."""
    joined = (c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBZ" and c.i > word.i)
    return [c for c in joined if all(t.is_quote for t in word.doc[word.i + 1 : c.i])]


def _says_false(word: Token) -> bool:
    return bool({word.lemma_.casefold(), word.lower_} & _WORDS)


def _is_claim(claim: Token, word: Token) -> bool:
    if claim.lower_ in _POINTING:  # "called this absurd" may be said of a plan
        return bool({word.lemma_.casefold(), word.lower_} & _FALSE)
    asked = any(c.dep_ == "prep" and c.lower_ == "for" for c in claim.rights)
    if claim.lower_ == "talk":  # "called talk of a raid nonsense", and no talks on it
        return any(c.dep_ == "prep" and c.lower_ in {"of", "about"} for c in claim.rights)
    known = claim.lemma_.casefold() in CLAIMED | frozenset(_TURNED["views"])
    return known and not asked  # "claims for damages"


def _as_before(word: Token, verb: Token) -> int | None:
    """Where the "as" of "as a crude provocation" stands."""
    for before in reversed(word.doc[max(verb.i + 1, word.i - _NEAR) : word.i]):
        if before.lower_ == "as":
            return before.i
        if before.pos_ not in _BEFORE:
            return None
    return None


def _closes(word: Token) -> bool:
    """Say whether a clause ends with a word."""
    past = word.i + 1
    while past < word.sent.end and word.doc[past].is_quote:
        past += 1
    after = word.doc[past : past + 1]
    return past >= word.sent.end or after[0].is_punct or after[0].dep_ == "cc"
