"""Said then: the day right behind a saying, which the parser gives to what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.calendar.words import words
from tocsin.read.cues import cues
from tocsin.read.phrases import names_event

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["said_then"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_TOLD = frozenset({"dative", "dobj"})
_ON = frozenset({"at", "during", "in", "on"})
_AHEAD = frozenset({"coming", "later", "next", "tomorrow"})
_OF_DAYS = frozenset({"prayers", "nights", "mornings", "evenings"})


def said_then(sentence: Sentence) -> None:
    """Hang the day right behind a saying on it, in place.

    "Said on Monday it was likely that", "said on Monday Russian forces had shelled": the day is
    when it was said, and part neither of what is said nor of who does it. What lies ahead is of
    what is said ("said next week it").
    """
    for token in sentence:
        _day_before_doer(token)
    for token in sentence:
        _day_before_clause(token)


def _day_before_doer(day: Token) -> None:
    """Part a day from the noun behind it: "on Monday Russian forces had shelled the town"."""
    noun, name = day.head, day.lower_.rstrip(".")
    weekday = name in words().weekdays
    if day.dep_ not in {"amod", "compound", "nmod"} or noun.left_edge.i != day.i or day.i < 2:
        return
    if day.pos_ != "PROPN" or not (weekday or name in words().months):
        return
    before = day.nbor(-1)
    on = before if before.lower_ in {"in", "on"} else None
    if on is None and (not weekday or noun.tag_ != "NNS" or _is_of_day(noun)):
        return
    if on is not None and on.i < 1:
        return
    verb = _saying(day.nbor(-1) if on is None else on.nbor(-1))
    if verb is None:
        return
    clause = noun.head if noun.dep_ in _SUBJECTS else _without_doer(verb, noun, on)
    if clause is None or clause.head != verb or clause.dep_ != "ccomp":
        return
    passive = any(c.dep_ == "auxpass" for c in clause.lefts)
    if on is None:
        day.head, day.dep_ = verb, "npadvmod"
    else:
        noun.head = clause  # before the day goes below the preposition
        on.head, on.dep_ = verb, "prep"
        day.head, day.dep_ = on, "pobj"
    noun.head, noun.dep_ = clause, "nsubjpass" if passive else "nsubj"


def _without_doer(verb: Token, noun: Token, on: Token | None) -> Token | None:
    """The clause that follows a noun behind "on" and has nobody who does it."""
    if on is None or noun.dep_ != "pobj" or noun.head != on:
        return None
    clauses = (c for c in verb.rights if c.dep_ == "ccomp" and c.left_edge.i > noun.i)
    clause = next(clauses, None)
    if clause is None or clause.left_edge.i != noun.right_edge.i + 1:
        return None
    return None if any(c.dep_ in _SUBJECTS for c in clause.lefts) else clause


def _is_of_day(noun: Token) -> bool:
    """Say whether a noun may have a day of its own: "Friday prayers", "Monday talks"."""
    return noun.lower_ in _OF_DAYS or names_event(noun)


def _saying(before: Token) -> Token | None:
    """The verb of saying that ends with a word, or with whom it was told."""
    verb = before.head if before.dep_ in _TOLD else before
    return verb if (verb.lemma_.casefold(), None) in cues().verbs else None


def _day_before_clause(time: Token) -> None:
    clause, verb = time.head, time.head.head
    if clause.dep_ != "ccomp" or (verb.lemma_.casefold(), None) not in cues().verbs:
        return
    named = time if time.dep_ == "npadvmod" else next(iter(time.rights), time)
    if named.ent_type_ not in {"DATE", "TIME"} or (time.dep_ == "prep" and time.lower_ not in _ON):
        return
    told = time.doc[time.left_edge.i : time.right_edge.i + 1]
    between = time.doc[verb.i + 1 : told.start]
    behind = verb.i < told.start and all(t.dep_ in _TOLD for t in between)
    own = next((c for c in clause.lefts if c.dep_ in _SUBJECTS), None)
    before = own is not None and told.end <= own.left_edge.i
    if behind and before and not any(t.lower_ in _AHEAD for t in told):
        time.head = verb
