"""Awaited days: whether a date is that of what was still to come when a deed was done."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_announced", "is_awaited", "is_led_up_to"]

_REACH = 12
"""Words between what leads up to an event and its date, at most."""

_JOINING = frozenset({"ADJ", "ADP", "ADV", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN"})
_SET_DOWN = frozenset({"due", "plan", "schedule", "set", "expect"})
_BEFORE = frozenset({"prior to"})
_CLAUSES = frozenset("that which who whom as when while after since because where if by".split())


def is_led_up_to(day: Token) -> bool:
    """Say whether a date is one that a deed leads up to: "ahead of the vote on 7 June".

    The tense of the deed does not govern such a day. What nobody announces ("ahead of the raid on
    7 June") is known by its day only when that is over.
    """
    between, cue = _reached(day)
    if cue is None or _names(between + _named_after(day), "unannounced"):
        return False
    return _ends_with(cue, _listed("leading_up"))


def is_awaited(day: Token) -> bool:
    """Say whether a date may be that of what was to come: "before the talks on 7 June".

    Told after the event such words are the same, so that only a day close ahead is taken so, as a
    deadline is ("gave it a 7 June deadline"). A deed done "before 7 June" itself is told when that
    day is over.
    """
    between, cue = _reached(day)
    after = _named_after(day)
    deadline = between and between[-1].lower_ in {"of", "on"} and _names(between, "deadlines")
    if deadline or _names(after, "deadlines"):
        return True
    event = between + after
    if cue is None or _names(event, "unannounced") or not _names(event, "announced"):
        return False  # "spoke before parliament on 7 June"
    verb = next((t for t in cue.ancestors if t.pos_ == "VERB"), None)
    there = cue.lower_ == "for" and verb is not None and verb.lemma_ in _listed("attending")
    return not there  # "met for talks on 7 June": the day is that of the deed


def is_announced(day: Token) -> bool:
    """Say whether a date is that of what somebody gave notice of: "announced an exercise in June".

    The tense of the notice does not govern it. What is told by being announced ("announced two
    arrests in June") has no day set for it, and is over.
    """
    path = [day]
    for word in day.ancestors:
        if word.pos_ == "VERB":
            return _gives_notice(word, path, day)
        if word.pos_ not in {"ADP", "NOUN", "NUM", "PROPN"}:
            return False
        path.append(word)
    return False


def _gives_notice(verb: Token, path: list[Token], day: Token) -> bool:
    """Say whether a verb gives notice of something whose date stands behind it."""
    asks = verb.lemma_ == "call" and any(c.lower_ == "for" and c.i > verb.i for c in verb.children)
    foretells = asks or verb.lemma_ in _listed("foretelling")
    if not foretells and verb.lemma_ not in _listed("announcing"):
        return False
    of_what = [c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < day.i]
    if asks:
        of_what = [c for p in verb.children if p.lower_ == "for" for c in p.children]
    named = [t for t in path if t.pos_ == "NOUN"]
    for noun in of_what:
        named += [noun, *(c for c in noun.children if c.dep_ in {"conj", "compound"})]
    if not of_what or any(t.dep_ == "relcl" for t in path):
        return False
    return foretells or _names(named, "announced")


def _reached(day: Token) -> tuple[list[Token], Token | None]:
    """The words from what leads up to a date, the date left out; and the last of what does so."""
    between: list[Token] = []
    doc, first = day.doc, day.sent.start
    for at in range(day.i - 1, max(first, day.i - _REACH) - 1, -1):
        word = doc[at]
        if word.lower_ in {"before", "for"} or _ends_with(word, _listed("leading_up") | _BEFORE):
            return between[::-1], word
        set_down = word.tag_ == "VBN" and word.lemma_ in _SET_DOWN
        if word.lower_ in _CLAUSES or not (word.pos_ in _JOINING or set_down):
            break
        between.append(word)
    return between[::-1], None


def _named_after(day: Token) -> list[Token]:
    """The nouns that a date stands before: "the 7 June vote", "its June 7 party congress"."""
    doc, at = day.doc, day.i
    while at < len(doc) and (doc[at].ent_type_ == "DATE" or doc[at].like_num or at == day.i):
        at += 1
    if at < len(doc) and doc[at - 1].lower_ == "the":  # "the 7 June": the date has its article
        while at < len(doc) and (doc[at].like_num or doc[at].lower_ in _months()):
            at += 1
    found: list[Token] = []
    while at < len(doc) and doc[at].pos_ in {"ADJ", "NOUN", "PROPN"}:
        found.append(doc[at])
        at += 1
    return found


def _names(tokens: list[Token], name: str) -> bool:
    return any(t.lemma_.casefold() in _listed(name) for t in tokens)


def _ends_with(word: Token, rows: frozenset[str]) -> bool:
    """Say whether a word is the last of one of these rows of words: the "of" of "ahead of"."""
    first = max(0, word.i - 2)
    said = " ".join(t.lower_ for t in word.doc[first : word.i + 1])
    return any(said == row or said.endswith(f" {row}") for row in rows)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("read_dates.yaml")[name])


@cache
def _months() -> frozenset[str]:
    return frozenset(m for names in load("read_dates.yaml")["months"].values() for m in names)
