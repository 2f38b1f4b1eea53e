"""Hindsight: what a sentence tells as over that came on a day after its own, by its grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.evaluate import parsed
from tocsin.read.mending import mended
from tocsin.read.offsets import Offsets
from tocsin.read.tenses import is_planned, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["over_by"]

_LONGEST = 600
"""Characters on each side of a date in which its sentence is sought."""

_LISTS: dict[str, list[str]] = load("hindsight.yaml")
_SOME_DAY = frozenset(_LISTS["when"])
_SINCE = frozenset(_LISTS["since"])
_DEEDS = frozenset(_LISTS["deeds"])
_TIMES = frozenset(_LISTS["times"])
_PAPERS = frozenset(_LISTS["papers"])
_SEEING = frozenset(_LISTS["seeing"])
_AIMS = frozenset(_LISTS["aims"])
_LASTING = frozenset(_LISTS["lasting"])
_STANDING = frozenset(_LISTS["standing"])
_BY = frozenset({"by", "as of"})
_UNTIL = frozenset({"until", "till", "to", "through"})
_ARRANGING = frozenset(_LISTS["arranging"])
_MODAL = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})
_CASES = frozenset({"if", "unless", "should", "whether", "until", "till"})
_SUBORDINATE = frozenset({"advcl", "ccomp", "xcomp", "relcl", "acl", "conj"})


def over_by(text: str, days: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield those of some dates in `text` on or by which something was done, in their order.

    A date "on", "in", "during" or "since" which a clause in the past tells what was done, which
    dates a noun of what is done ("the fall of Kunduz in August 2031"), by which something was so,
    or until which it lasted. What was agreed, planned, called or put off for a day, what was done
    for something on it, and what may have come by it, is not over. English only.
    """
    for found in days:
        sentence, at = _around(text, found)
        doc = mended(next(iter(parsed.parse([sentence]))))
        if _is_over(doc, at, at + len(found.group())):
            yield found


def _around(text: str, found: re.Match[str]) -> tuple[str, int]:
    """The sentence that holds a date, and where in it the date begins."""
    first = max(text.rfind("\n", 0, found.start()) + 1, found.start() - _LONGEST)
    ends = re.search(r"[.!?][\"”’)]*(?:\s|$)|\n", text[found.end() : found.end() + _LONGEST])
    past = found.end() + (ends.end() if ends else _LONGEST)
    opens = [
        m.end() for m in re.finditer(r"[.!?][\"”’)]*\s+(?=[\"“A-Z])", text[first : found.start()])
    ]
    first += opens[-1] if opens else 0
    return text[first:past].rstrip(), found.start() - first


def _is_over(doc: Doc, start: int, end: int) -> bool:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    day: Token = next((t for t in span if t.is_alpha and t.pos_ != "ADP"), span.root)
    root = _whole(day)
    opening, anchor = _hung(doc, root)
    offsets = Offsets(doc)
    tense = tense_of(offsets, day.idx)
    if tense == "future" or is_planned(offsets, day.idx) or _may_be(day):
        return False
    if opening == "since":
        return True  # whatever the tense: "under their rule since 8 August 2031, the town is quiet"
    if tense != "past" or _is_aim(doc, root, anchor):
        return False
    if opening in _BY:
        return _was_so_by(root, anchor)
    if opening in _UNTIL:
        return anchor.lemma_ in _LASTING or _is_told_of(root)
    if root.dep_ in {"nsubj", "nsubjpass"}:  # "8 August 2031 saw the fall", "was the day on which"
        named = anchor.lemma_ == "be" and any(
            c.dep_ == "attr" and c.lemma_ == "day" and _is_told_of(c) for c in anchor.rights
        )
        return anchor.lemma_ in _SEEING or named
    if opening == "of":
        return anchor.lemma_.lower() in _PAPERS
    if opening not in _SOME_DAY | _SINCE and root.dep_ not in {"npadvmod", "appos", "nmod"}:
        return False
    if anchor.pos_ in {"VERB", "AUX"}:
        return anchor.lemma_ not in _ARRANGING or opening in _SINCE
    return anchor.pos_ in {"NOUN", "PROPN"} and _is_of_deed(anchor, opening)


def _whole(day: Token) -> Token:
    """The head of the words that name a time: the "week" of "the first week of August 2031"."""
    over = day.head
    while over.lower_ == "of" and over.head.i < over.i and _is_time(over.head):
        day, over = over.head, over.head.head
    return day


def _is_time(word: Token) -> bool:
    return (
        word.lemma_.lower() in _TIMES or re.fullmatch(r"\d+(?:st|nd|rd|th)", word.text) is not None
    )


def _hung(doc: Doc, root: Token) -> tuple[str, Token]:
    """What leads to a date, and the word that it is hung on."""
    first = root.left_edge
    anchor, opening = root.head, ""
    before = doc[max(first.i - 1, 0)]
    if before.i < first.i and before.dep_ == "prep":
        # Before a noun with no comma between, the parser takes the date for a part of that noun.
        anchor, opening = before.head, before.lower_
    if opening == "of" and anchor.lower_ == "as":
        opening = "as of"
    while (anchor.pos_ == "ADP" or anchor.dep_ == "prep") and anchor.head.i != anchor.i:
        opening, anchor = opening or anchor.lower_, anchor.head
    if anchor.dep_ in {"aux", "auxpass"}:
        anchor = anchor.head  # "had by 8 August 2031 captured"
    return opening or (first.lower_ if first.pos_ == "ADP" else ""), anchor


def _was_so_by(root: Token, anchor: Token) -> bool:
    """Say whether a clause tells how things stood by a day: "by then they had taken it"."""
    if anchor.lemma_ in _ARRANGING or any(c.dep_ in {"ccomp", "xcomp"} for c in anchor.children):
        return False
    helpers = {c.lower_ for c in anchor.lefts if c.dep_ in {"aux", "auxpass"}}
    if anchor.tag_ == "VBN" and helpers & {"had", "has", "have"}:
        return "to" not in helpers
    if anchor.lower_ in {"was", "were"}:
        return any(c.dep_ == "prep" and c.lower_ in _STANDING for c in anchor.rights)
    return anchor.tag_ == "VBD" and root.i < anchor.i


def _is_told_of(word: Token) -> bool:
    """Say whether a clause tells what was done on a day: "until 8 August 2031, when it fell"."""
    return any(c.dep_ == "relcl" and c.tag_ == "VBD" for c in word.rights)


def _is_aim(doc: Doc, root: Token, anchor: Token) -> bool:
    """Say whether a date is that of an aim: "registered for the vote on", "the right to stand in".

    A definite deed is none: "blamed for the attack on 8 August 2031".
    """
    if anchor.dep_ == "acl" and anchor.tag_ == "VB":
        return True
    noun = doc[max(root.left_edge.i - 2, 0)]
    if noun.pos_ == "NOUN" and noun.head.pos_ == "ADP" and noun.head.head.lemma_ in _AIMS:
        return True
    if noun.pos_ != "NOUN" or noun.head.lower_ != "for":
        return False
    definite = any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that"} for c in noun.lefts)
    return noun.lemma_.lower() not in _DEEDS or not definite


def _is_of_deed(noun: Token, opening: str) -> bool:
    """Say whether a date is that of what is done: "the fall of the town on 8 May", "in May"."""
    over = [noun, *noun.ancestors]
    for word in over[:4]:
        if word.pos_ in {"VERB", "AUX"}:
            return opening in _SINCE or (_is_place(noun) and word.lemma_ not in _ARRANGING)
        if word.lemma_.lower() in _DEEDS:
            return not any(w.lemma_ in _ARRANGING for w in word.ancestors)
    return False


def _is_place(noun: Token) -> bool:
    """Say whether the parser hung a date on a place: "entered Kunduz on 8 August 2031"."""
    return noun.dep_ in {"dobj", "pobj"} and noun.ent_type_ in {"FAC", "GPE", "LOC"}


def _may_be(root: Token) -> bool:
    """Say whether the clause of a date, or one over it, tells a case or what may be."""
    for word in root.ancestors:
        if word.pos_ not in {"VERB", "AUX"}:
            continue
        if any(c.dep_ in {"aux", "mark"} and c.lower_ in _MODAL | _CASES for c in word.lefts):
            return True
        if word.dep_ not in _SUBORDINATE:
            return False
    return False
