"""The counted: the noun that a number counts, found along the phrase that begins after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tocsin.read.count_words import CountWords

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "cargo_of",
    "has_mind",
    "is_counted",
    "is_warlike",
    "noun_after",
    "phrase_of",
    "sentence_end",
    "strength_of",
    "unit_of",
]

_REACH = 8  # tokens from a number to the noun that it counts
_WITHIN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "X", "SYM"})
# What stands between a number and what it counts, and is no part of it: "40 more of the tanks".
_BEFORE = frozenset(
    "of the these those its their our more additional further extra another other".split()
)


def noun_after(first: Token, last: Token, match: re.Match[str], words: CountWords) -> Token | None:
    """The noun that a number counts: along the phrase that begins after it."""
    doc = last.doc
    best: Token | None = None
    position = last.i + 1
    limit = sentence_end(last, _REACH)
    skipping = bool(match["vague"])
    if position < limit and doc[position].lower_ == "of":
        whole = doc[position + 1] if position + 1 < limit else last
        if whole.lower_ == "which" or (first.lower_ == "one" and not skipping):
            return None
        if (
            whole.lower_ in {"the", "them", "these", "those", "its", "their", "our", "his"}
            or skipping
            or whole.pos_ == "NUM"  # "the first 200 of 900 guards"
        ):
            position += 1
    while position < limit:
        token = doc[position]
        if token.lower_ in {"the", "these", "those", "its", "their", "our", "his", "more"}:
            position += 1
            continue
        if _is_within_word(token, limit):
            position += 1
            continue
        if is_counted(token, words):
            best = token
        elif token.pos_ in {"NOUN", "PROPN"} and best is not None and token.dep_ != "appos":
            # A noun after a counted one takes its place ("tank crews"), unless it is no head.
            if token.head.i > token.i or best.dep_ in {"compound", "nmod", "amod"}:
                best = None if best.head == token else best
        elif token.pos_ not in _WITHIN and not (best is None and _is_participle(token)):
            break
        if best is not None and best.dep_ not in {"compound", "nmod", "amod"}:
            break
        position += 1
    return best


def _is_participle(token: Token) -> bool:
    return token.tag_ in {"VBN", "VBG"} or (token.tag_ == "VBD" and token.dep_ == "amod")


def _is_load(token: Token, words: CountWords) -> bool:
    """Say whether a weight is of what is carried: "492 tons of ammunition"."""
    return token.lemma_.lower() in words.loads and cargo_of(token, words) is not None


def cargo_of(load: Token, words: CountWords) -> Token | None:
    """Return what a weight is of: "ammunition" of "492 tons of ammunition"."""
    of = next((c for c in load.children if c.lower_ == "of" and c.dep_ == "prep"), None)
    named = () if of is None else of.children
    return next((c for c in named if c.lemma_.lower() in words.cargo), None)


def _is_within_word(token: Token, limit: int) -> bool:
    """Say whether a token heads nothing: all before a hyphen, and the "up" of "called-up"."""
    if _joins_on(token) or (token.i + 1 < limit and _joins_on(token.nbor(1))):
        return True
    return token.pos_ in {"ADP", "ADV", "PART"} and _joins_on(token.nbor(-1))


def _joins_on(token: Token) -> bool:
    """Say whether a token is a hyphen within a word."""
    inner = 0 < token.i < len(token.doc) - 1
    return (
        inner and token.lower_ in {"-", "‐", "‑"}
        and not token.whitespace_ and not token.nbor(-1).whitespace_
    )  # fmt: skip


def is_counted(token: Token, words: CountWords) -> bool:
    """Say whether a word names people or things that Tocsin counts."""
    if token.i and _joins_on(token.nbor(-1)) and _noun_follows(token):
        return False
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB"}:
        return False
    lemma = token.lemma_.lower()
    if lemma in words.nouns or token.lower_ in words.nouns or _is_load(token, words):
        return True
    if lemma == "group" and token.i and token.nbor(-1).lower_ == "tactical":
        return True
    if lemma == "strike" and token.i and token.nbor(-1).lemma_.lower() in words.struck_by:
        return True
    folded = token.lower_
    if folded.endswith("s") and folded[:-1] in words.nouns:
        return True
    # Peoples in the plural: "six Palestinians".
    return (
        token.ent_type_ == "NORP"
        and folded.endswith(("ans", "ians", "is", "ns"))
        and (token.i + 1 == len(token.doc) or token.nbor(1).pos_ not in {"NOUN", "PROPN"})
    )


def _noun_follows(token: Token) -> bool:
    """Say whether a phrase goes on with a noun: "anti-ship missiles", "volunteer battalions"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ in {"NOUN", "PROPN", "ADJ"}


def is_warlike(noun: Token, words: CountWords) -> bool:
    """Say whether the sentence of a noun speaks of war beside it."""
    own = noun.lower_
    return any(match.group().lower() != own for match in words.of_war.finditer(noun.sent.text))


def has_mind(noun: Token, words: CountWords) -> bool:
    """Say whether the counted only own what they think: "the ambitions of two men"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.lemma_.lower() in words.of_minds
    )


def strength_of(number: Token) -> Token | None:
    """The noun of a body that is so many strong: "brigade" of "a 4,000-strong brigade"."""
    after = number.doc[number.i + 1 : number.i + 3]
    if [t.lower_ for t in after] != ["-", "strong"] or after[-1].head.pos_ not in {"NOUN", "PROPN"}:
        return None
    return after[-1].head


def phrase_of(noun: Token, last: Token) -> tuple[int, str]:
    """The end of the counted phrase, and its words after the number."""
    doc = noun.doc
    end = noun
    for child in noun.conjuncts:
        joined = {t.lower_ for t in doc[noun.i + 1 : child.i]}
        numbered = any(c.dep_ == "nummod" for c in child.children)
        if (
            child.i > noun.i
            and joined <= {"and", "or", "their"}
            and not numbered
            and child.i - noun.i < 4
        ):
            end = child
    start = last.i + 1
    while start < noun.i and doc[start].lower_ in _BEFORE:
        start += 1
    return end.idx + len(end), doc[start : end.i + 1].text


def unit_of(noun: Token) -> str:
    """Return the counted noun in the singular: "tank", "palestinian"."""
    lemma = noun.lemma_.lower()
    return lemma[:-1] if noun.ent_type_ == "NORP" and lemma.endswith("s") else lemma


def sentence_end(token: Token, reach: int) -> int:
    """The index at which the sentence of a token ends, or where the reach does."""
    doc = token.doc
    for i in range(token.i + 1, min(token.i + reach, len(doc))):
        if doc[i].is_sent_start:
            return i
    return min(token.i + reach, len(doc))
