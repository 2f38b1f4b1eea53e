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
_ARRANGING = frozenset(_LISTS["arranging"])
_MODAL = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})
_CASES = frozenset({"if", "unless", "should", "whether", "until", "till"})
_SUBORDINATE = frozenset({"advcl", "ccomp", "xcomp", "relcl", "acl", "conj"})


def over_by(text: str, days: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield those of some dates in `text` on or by which something was done, in their order.

    A date "on", "in", "during" or "since" which a clause in the past tells what was done, or which
    dates a noun of what is done ("the fall of Kunduz in August 2031"). What was agreed, planned,
    called or put off for a day, and what may have come by it, is not over. English only.
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
    offsets = Offsets(doc)
    root: Token = span.root
    if tense_of(offsets, root.idx) != "past" or is_planned(offsets, root.idx):
        return False
    if _may_be(root):
        return False
    anchor, opening = root.head, ""
    before = doc[max(span.start - 1, 0)]
    if before.i < span.start and before.dep_ == "prep":
        # Before a noun with no comma between, the parser takes the date for a part of that noun.
        anchor, opening = before.head, before.lower_
    while (anchor.pos_ == "ADP" or anchor.dep_ == "prep") and anchor.head.i != anchor.i:
        opening, anchor = opening or anchor.lower_, anchor.head
    opening = opening or (span[0].lower_ if span[0].pos_ == "ADP" else "")
    if opening == "by":
        return anchor.tag_ == "VBN" and any(c.lower_ == "had" for c in anchor.lefts)
    if opening not in _SOME_DAY | _SINCE and root.dep_ not in {"npadvmod", "appos", "nmod"}:
        return False
    if anchor.pos_ in {"VERB", "AUX"}:
        return anchor.lemma_ not in _ARRANGING or opening in _SINCE
    return anchor.pos_ in {"NOUN", "PROPN"} and _is_of_deed(anchor, opening)


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
