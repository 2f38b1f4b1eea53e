"""Asides: dates that tell of a thing, or of what it is compared with, and not of what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.nouns import Span
from tocsin.read.cues import cues, word_set
from tocsin.read.former import former_count
from tocsin.read.syntax import Range

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

__all__ = ["aside_of"]

_COMPARING = frozenset({"as", "like", "unlike", "than"})
_AGAIN = frozenset({"do", "have", "be", "happen", "occur"})
"""Verbs that only point back to what is told: "as it did", "as happened"."""
_WHEN = frozenset({"in", "on", "at", "during", "before", "after"})
_EARLIER = frozenset({"later", "earlier", "sooner", "longer", "rather", "other", "such"})
_OPENING = frozenset({"ADP", "DET", "NOUN", "ADJ", "VERB"})
_REACH = 10
"""Words between "as" and the date that it leads to."""
_STOPS = frozenset({",", ";", ":", ".", "(", ")", "–", "—"})


def aside_of(root: Token, date: Span, offset: int) -> Range | None:
    """Return the tokens of the aside in which a date stands below `root`, None where in none.

    Those are a relative clause or participle ("a town held since October"), what is set beside a
    name ("Bara, a stronghold since October", "under siege since May"), and a comparison ("as it
    did last May"). `offset` is where the parsed text begins in the report, as `date` counts.
    """
    words = root.doc.char_span(date.start - offset, date.end - offset, alignment_mode="expand")
    if words is None:
        return None
    beside = _counted(words) or _compared(root, words) or _stood(root, words)
    if beside is not None:
        return beside
    above = [words.root, *words.root.ancestors]
    if root not in above:
        return None
    for token in above[: above.index(root)]:
        if _is_relative(token) or _describes(token, root) or _stands_beside(token, words, root):
            return token.left_edge.i, token.right_edge.i + 1
    return None


def _is_relative(verb: Token) -> bool:
    # The parser calls some relative clauses adverbial; the relative pronoun gives them away.
    return verb.dep_ == "relcl" or (
        verb.dep_ == "advcl"
        and any(
            c.lower_ in {"that", "which", "who", "whom"}
            and c.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj"}
            for c in verb.lefts
        )
    )


def _describes(verb: Token, root: Token) -> bool:
    """Say whether a participle describes a thing: "a town held", "tanks captured in May".

    What is found, shown or told of is itself what the participle dates: "shows tanks moved in May",
    "there are tanks parked there since May".
    """
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.head.i >= verb.i:
        return False
    noun = verb.head
    if noun == root or root.pos_ not in {"VERB", "AUX"} or noun.dep_ in {"attr", "expl"}:
        return False
    lemma = root.lemma_.casefold()
    return lemma not in cues().lemmas and lemma not in word_set("looking")


def _stands_beside(token: Token, words: Words, root: Token) -> bool:
    """Say whether a date is within a noun phrase that is set beside another behind a comma."""
    edge = token.left_edge
    if not root.i < edge.i < words.start or edge.i == 0 or edge.nbor(-1).text != ",":
        return False
    beside = token.dep_ == "appos" and token.head != root
    return beside and token.pos_ == "NOUN" and not token.ent_type_


def _stood(root: Token, words: Words) -> Range | None:
    """What has stood so since a date, set off by a comma: "took Norvik, under siege since May"."""
    doc = root.doc
    if words[0].lower_ != "since":
        return None
    comma = next((i for i in range(words.start - 1, root.i, -1) if doc[i].text == ","), None)
    between = [] if comma is None else list(doc[comma + 1 : words.start])
    if comma is None or not between or any(t.dep_ == "cc" for t in between):
        return None
    if any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBN" for t in between):
        return None
    return (comma + 1, words.end) if between[0].pos_ in _OPENING else None


def _counted(words: Words) -> Range | None:
    """What a count once was, up to the date of that: "9,000 men, up from 5,000 in May"."""
    doc, sentence = words.doc, words.sent
    start = former_count(doc.text[sentence.start_char : words.start_char])
    if start is None:
        return None
    opening = doc.char_span(sentence.start_char + start, words.end_char, alignment_mode="contract")
    return None if opening is None else (opening.start, words.end)


def _compared(root: Token, words: Words) -> Range | None:
    """The comparison that leads to a date: "as it did in 2022", "like last May", "than in 2021"."""
    doc, first = root.doc, words.start
    for i in range(first - 1, max(root.sent.start, first - _REACH) - 1, -1):
        token = doc[i]
        if token.text in _STOPS or i == root.i:
            return None
        if token.lower_ not in _COMPARING or token.pos_ == "VERB":
            continue
        before = {t.lower_ for t in doc[max(root.sent.start, i - 3) : i]}
        close = doc[i - 1].lower_ if i > root.sent.start else ""
        if close in _EARLIER or (token.lower_ == "as" and "as" in before):
            return None
        return (i, words.end) if _points_back(token, words) else None
    return None


def _points_back(opening: Token, words: Words) -> bool:
    """Say whether what stands between "as" and a date has no deed of its own."""
    between = [t for t in opening.doc[opening.i + 1 : words.start] if t.is_alpha]
    verbs = [t for t in between if t.pos_ in {"VERB", "AUX"}]
    if verbs:
        over = verbs[-1].head if verbs[-1].dep_ in {"aux", "auxpass"} else verbs[-1]
        return all(v.lemma_ in _AGAIN for v in (*verbs, over))
    if between and between[0].lower_ == "of":
        return False
    if opening.lower_ == "than" and not between:
        return not any(t.lower_ in {"ago", "earlier", "before"} for t in words)
    if opening.lower_ == "as":
        return not between or between[0].lower_ in _WHEN
    return True
