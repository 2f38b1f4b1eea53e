"""Quantities: how many people, weapons and vehicles a text counts, on what basis and which way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.nouns import Basis, Direction, Interval, Quantity
from tocsin.read import dates
from tocsin.read.counts import Count, counts
from tocsin.read.places import Setting, setting_of
from tocsin.read.places import find as find_places

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find"]


@dataclass(frozen=True, slots=True)
class _Verbs:
    harm: frozenset[str]
    arriving: frozenset[str]
    carrying: frozenset[str]
    leaving: frozenset[str]
    planned: frozenset[str]
    observing: frozenset[str]
    claiming: frozenset[str]
    estimating: frozenset[str]
    speaking: frozenset[str]
    holding: frozenset[str]


@cache
def _verbs() -> _Verbs:
    data: Any = load("read_quantities.yaml")
    return _Verbs(*(frozenset(data[name]) for name in _Verbs.__slots__))


@cache
def _so_far() -> re.Pattern[str]:
    return re.compile(load("read_quantities.yaml")["so_far"], re.IGNORECASE)


def find(
    doc: Doc, anchor: date | None = None, setting: Setting | None = None
) -> tuple[Quantity, ...]:
    """Return the counts of people and things in `doc`, in order.

    `anchor` dates "to date" and "so far"; `setting` is that of the whole report, whose most named
    country says which way is in. Shares, ages, money, distances and dates are no counts.
    """
    found = tuple(counts(doc))
    if not found:
        return ()
    countries: Mapping[int, str] = {}
    home: str | None = None
    if any(_moves(count.noun) for count in found):
        setting = setting or setting_of([doc])
        home = setting.country
        countries = {
            place.span.start: place.country
            for place in find_places(doc, setting)
            if place.country is not None
        }
    return tuple(
        Quantity(
            count.low,
            count.high,
            count.unit,
            count.counted,
            _basis(count),
            _direction(count.noun, countries, home),
            _as_of(count, anchor),
            count.span,
        )
        for count in found
    )


def _governors(noun: Token) -> Iterable[Token]:
    """The verbs that govern a noun, the nearest first, and participles that stand beside it."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            yield child
    for word in noun.ancestors:
        if word.lemma_ != "include" and (
            word.pos_ in {"VERB", "AUX"} or word.lemma_ in _verbs().harm
        ):
            yield word


def _moves(noun: Token) -> bool:
    verbs = _verbs()
    return any(verb.lemma_ in verbs.arriving | verbs.leaving for verb in _governors(noun))


def _basis(count: Count) -> Basis:
    """On what a count rests: what is planned, what was seen, what is said, or what is reckoned."""
    verbs = _verbs()
    governors = list(_governors(count.noun))
    lemmas = [verb.lemma_.lower() for verb in governors]
    near = lemmas[:2]
    if governors and _ahead(governors[0]):
        return "announced"
    if governors and _possible(governors[0]):
        return "announced" if set(near) & verbs.planned else "estimated"
    if len(governors) > 1 and governors[0].dep_ == "xcomp" and near[1] in verbs.planned:
        return "announced"
    if near[:1] and near[0] in verbs.planned and near[0] not in verbs.observing:
        return "announced"
    reckoned = count.reckoned or (
        count.hedged and not set(near) & (verbs.harm | verbs.arriving | verbs.leaving)
    )
    if set(near) & verbs.estimating or reckoned:
        return "estimated"
    if set(lemmas) & verbs.claiming:
        return "claimed"
    if set(lemmas) & verbs.observing:
        return "observed"
    spoken = bool(set(lemmas) & verbs.speaking) or _attributed(count.noun)
    if near[:1] and near[0] in verbs.harm:
        return "claimed" if spoken else "observed"
    if near[:1] and near[0] not in verbs.holding | verbs.speaking:
        return "observed"
    if count.hedged or not spoken:
        return "estimated"
    return "claimed"


def _attributed(noun: Token) -> bool:
    sentence = noun.sent
    return (
        any(token.lemma_ in _verbs().speaking and token.pos_ == "VERB" for token in sentence)
        or " according to " in f" {sentence.text.lower()} "
    )


def _ahead(verb: Token) -> bool:
    """Whether a verb tells what is to come: "will come", "are to be sent"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & {"will", "would", "shall", "'ll", "’ll"}:
        return "have" not in helpers
    if verb.tag_ == "VB" and "to" in helpers:
        return verb.head.lemma_ in {"be", "go", "due", "set", "ready"} | _verbs().planned
    return False


def _possible(verb: Token) -> bool:
    """Whether a verb tells what can be: "could be called up"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return bool(helpers & {"could", "can", "may", "might"}) and "have" not in helpers


def _direction(noun: Token, countries: Mapping[int, str], home: str | None) -> Direction | None:
    """In or out: by the verb, and by where to and where from.

    What is carried to another country than the one the report is about goes out of that one.
    """
    verbs = _verbs()
    for verb in _governors(noun):
        if verb.lemma_ not in verbs.arriving | verbs.leaving:
            continue
        to = _country(verb, {"to", "into", "in", "toward", "towards", "for", "at"}, countries)
        away = _country(verb, {"from"}, countries)
        outward = any(
            child.lower_ in {"out", "away"} and child.dep_ in {"prt", "advmod", "prep"}
            for child in verb.children
        )
        if to is not None and home is not None and verb.lemma_ in verbs.carrying:
            return "in" if to == home else "out"
        if away is not None and to is None:
            return "out" if home in {None, away} else "in"
        if verb.lemma_ in verbs.leaving or outward:
            return "out"
        if to is not None or verb.lemma_ in _INWARD:
            return "in"
    return None


_INWARD = frozenset(
    {
        "arrive",
        "come",
        "enter",
        "deploy",
        "bring",
        "land",
        "station",
        "gather",
        "mass",
        "concentrate",
        "accumulate",
        "pour",
    }
)


def _country(verb: Token, prepositions: set[str], countries: Mapping[int, str]) -> str | None:
    for child in verb.children:
        if child.dep_ == "dobj" and verb.lemma_ in {"enter", "reach", "leave", "quit"}:
            matched = countries.get(child.idx)
            if matched is not None and ("from" in prepositions) == (
                verb.lemma_ in {"leave", "quit"}
            ):
                return matched
        steps = [child, *(c for c in child.children if child.dep_ == "advmod")]
        for step in steps:
            if step.dep_ not in {"prep", "dative"} or step.lower_ not in prepositions:
                continue
            for word in step.subtree:
                if word.idx in countries:
                    return countries[word.idx]
    return None


def _as_of(count: Count, anchor: date | None) -> Interval | None:
    sentence = count.noun.sent
    if anchor is not None and _so_far().search(sentence.text):
        return Interval.day(anchor, anchor=anchor)
    stated = re.search(r"\bas of\s+", sentence.text, re.IGNORECASE)
    if stated is None:
        return None
    at = sentence.start_char + stated.end()
    for mention in dates.find(sentence.doc, anchor):
        if mention.span.start <= at + 4 and mention.span.end > at:
            return mention.interval
    return None
