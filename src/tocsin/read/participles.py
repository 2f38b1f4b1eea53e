"""Participles: what one does who says a thing: "said a raid was likely, urging calm"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues, word_set
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, word_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["beside_who_speaks", "is_loose", "of_who_speaks"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_LOOSE = frozenset({"advcl", "acl", "dep", "prep", "parataxis"})
_POINTING = word_set("pointing") | {"point", "adduce", "invoke"}
_LEVELS = frozenset({"acomp", "attr", "oprd"})


def is_loose(word: Token) -> bool:
    """Say whether a word is a participle behind a comma, beside its clause: ", citing a law"."""
    if word.tag_ != "VBG" or word.dep_ not in _LOOSE:
        return False
    first = word.left_edge.i
    return first > word.sent.start and word.doc[first - 1].text == ","


def of_who_speaks(sentence: Sentence) -> None:
    """Give to the verb of saying the participle of one who speaks or points, in place.

    "Oslo said a raid was likely, citing images": no raid cites. The parser hangs it on the clause
    that is said; it stays there where the clause's own subject can speak and does something: "Oslo
    said Lund had replied, citing a law".
    """
    for word in sentence:
        if not is_loose(word) or not _speaks(word):
            continue
        clause = word.head
        while clause.dep_ in {*_LEVELS, "conj"} and clause.head.i < clause.i:
            clause = clause.head
        verb = clause.head
        if clause.dep_ != "ccomp" or verb.i > clause.i or not _says(verb):
            continue
        if _is_rated(clause) or not any(_has_a_voice(c) for c in clause.lefts):
            word.head, word.dep_ = verb, "advcl"


def beside_who_speaks(sentence: Sentence) -> None:
    """Make a clause of what somebody says beside the news, in place: "…, with Oslo saying that".

    It is no part of what the writer tells, as "with its lights off" is.
    """
    for word in sentence:
        link = word.head
        if word.tag_ != "VBG" or word.dep_ not in {"pcomp", "acl"} or not _speaks(word):
            continue
        if word.dep_ == "acl":  # "with Oslo saying", where the parser hangs all on Oslo
            noun, link = word.head, word.head.head
            if link.lower_ != "with" or noun.dep_ != "pobj" or noun.i + 1 != word.i:
                continue
        first = link.i
        if link.lower_ != "with" or link.dep_ != "prep" or first <= sentence.start:
            continue
        own = any(c.dep_ in _SUBJECTS for c in word.lefts)
        if sentence.doc[first - 1].text != "," or not (own or word.dep_ == "acl"):
            continue
        over = next((t for t in link.ancestors if t.pos_ in {"VERB", "AUX"}), link.head)
        if word.dep_ == "acl":
            word.head.head, word.head.dep_ = word, "nsubj"
        word.head, word.dep_ = over, "advcl"
        link.head, link.dep_ = word, "mark"


def _speaks(word: Token) -> bool:
    lemma = word.lemma_.casefold()
    return lemma in cues().lemmas or lemma in _POINTING


def _says(verb: Token) -> bool:
    found = cues().verbs.get((verb.lemma_.casefold(), None), ())
    own = any(c.dep_ in _SUBJECTS for c in verb.lefts)
    return own and any(cue.speaks and "clause" in cue.frames for cue in found)


def _is_rated(clause: Token) -> bool:
    """Say whether a clause tells how likely something is: "was likely to sail"."""
    rated = (c for c in clause.rights if c.dep_ in _LEVELS)
    return clause.lemma_ == "be" and any(word_of(c) in LIKELIHOOD_ADJECTIVES for c in rated)


def _has_a_voice(subject: Token) -> bool:
    """Say whether a subject is one who could speak."""
    if subject.dep_ not in _SUBJECTS:
        return False
    if subject.pos_ in {"PROPN", "PRON"} or subject.ent_type_ in _SPEAKERS:
        return subject.lower_ not in {"it", "there", "this", "that"}
    words, kind = cues(), subject.lemma_.casefold()
    return kind in words.persons | words.groups | words.titles | words.documents
