"""Foils: the numbers that others are held against, "announced 9,000" beside "3,200 have come"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tocsin.read.count_words import CountWords
from tocsin.read.counted import unit_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["body_of", "changed_to", "first_of", "is_denied", "is_foil", "is_foretold", "is_former"]

_NAMING = frozenset({"amod", "compound", "nmod"})
_TELLING = frozenset({"acl", "relcl", "amod"})
_ARTICLE = (
    r"(?:(?:the|its|their|these|those|an?)\s+)?(?:(?:\w+\s+)?\w+['’]s\s+)?"
    r"(?:(?:first|some|about|roughly)\s+)?"
)
_SHARES = (
    "half|most|some|none|part|hundred|thousand|dozen|many|several|few|majority|bulk|third|quarter"
    "|fifth|tenth|percent|cent|%"
)
_GOES_ON = frozenset({"NOUN", "PROPN", "NUM", "SYM", "ADJ"})


@cache
def _held_against(foretold: frozenset[str]) -> re.Pattern[str]:
    """What stands right before a foil: "3,200 of the announced", "instead of", "not the"."""
    words = "|".join(sorted(foretold))
    return re.compile(
        rf"(?:\b(?:[Aa]gainst|[Vv]ersus|vs\.?|compared\s+(?:with|to)|rather\s+than|instead\s+of"
        rf"|[Oo]ut\s+of|[Nn]ot)|(?:\d|\b(?i:{_SHARES}))"
        rf"\s+of|(?:^|[.!?]\s+)Of)\s+{_ARTICLE}(?:(?:{words})\s+)?$"
    )


def is_foil(text: str, start: int, words: CountWords) -> bool:
    """Say whether the number at `start` is one that another is held against, or a part taken of.

    What the verb tells of the other, that it came or was counted, it does not tell of this one.
    """
    return _held_against(words.foretold).search(text, max(0, start - 60), start) is not None


def is_foretold(noun: Token, words: CountWords) -> bool:
    """Say whether a number is called one that was announced: "the 9,000 that were promised"."""
    if noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ in words.foretold:
        return True
    return any(c.lower_ in words.foretold and c.dep_ in _TELLING for c in noun.children)


def is_denied(text: str, start: int, end: int, words: CountWords) -> bool:
    """Say whether a number is only denied: "not 40 but 50", and not "not 40, as announced"."""
    if re.search(r"\bnot $", text[max(0, start - 4) : start], re.IGNORECASE) is None:
        return False
    told = "|".join(sorted(words.foretold))
    after = (
        rf"(?:\s+\w+){{0,2}}?,?(?:\s+(?:as|that|which|it|had|has|was|were|been))*\s+(?:{told})\b"
    )
    return re.match(after, text[end:]) is None


def changed_to(number: Token, words: CountWords) -> Token | None:
    """Return the verb by which something comes to a number: "has fallen from 9,000 to 6,000"."""
    leading = number.head
    one = leading.lower_ == "from" and any(c.lower_ == "to" for c in number.lefts)
    if number.dep_ != "pobj" or not (leading.lower_ == "to" or one):
        return None
    over = leading.head
    while over.like_num or over.lower_ == "from":  # the parser hangs "to" on the number before
        over = over.head
    return over if over.lemma_.lower() in words.changing else None


def is_former(noun: Token, words: CountWords) -> bool:
    """Say whether so many were there before, and no more: "from 9,000 men to 6,000"."""
    leading = noun.head
    if noun.dep_ != "pobj" or leading.lower_ != "from":
        return False
    return any(
        changed_to(now, words) == leading.head
        and (now.like_num or any(c.dep_ == "nummod" for c in now.lefts))
        for now in noun.doc[noun.i + 1 : noun.sent.end]
    )


def first_of(last: Token, noun: Token) -> Token | None:
    """The number of the whole of which another counts a part: "900" of "200 of the 900 men"."""
    doc = last.doc
    if last.i + 1 >= noun.i or doc[last.i + 1].lower_ != "of":
        return None
    return next((doc[i] for i in range(last.i + 2, noun.i) if doc[i].pos_ == "NUM"), None)


def body_of(number: Token, words: CountWords) -> tuple[Token, str, str] | None:
    """The body that is so many strong, its unit and its name: "an army of about 900"."""
    of = number.head
    if number.dep_ != "pobj" or of.lower_ != "of" or of.i > number.i:
        return None
    body = of.head
    if body.i + 1 != of.i or body.lemma_.lower() not in words.of_bodies or body.tag_ != "NN":
        return None
    if number.i + 1 < len(number.doc) and number.nbor(1).pos_ in _GOES_ON:
        return None
    named = [c.i for c in body.children if c.dep_ in _NAMING and c.i < body.i]
    first = min(named, default=body.i)
    return body, unit_of(body), number.doc[first : body.i + 1].text
