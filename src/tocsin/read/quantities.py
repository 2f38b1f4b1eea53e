"""Quantities: how many people, weapons and vehicles a text counts, on what basis and which way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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

__all__ = ["find", "governors_of"]


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
    decreeing: frozenset[str]
    showing: frozenset[str]
    images: frozenset[str]
    fired: frozenset[str]


@cache
def _verbs() -> _Verbs:
    data: Any = load("read_quantities.yaml")
    return _Verbs(*(frozenset(data[name]) for name in _Verbs.__slots__))


@cache
def _of_late() -> re.Pattern[str]:
    return re.compile(load("read_quantities.yaml")["of_late"], re.IGNORECASE)


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


def governors_of(noun: Token) -> Iterable[Token]:
    """The verbs that govern a noun, the nearest first, and participles that stand beside it."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            yield child
    for word in noun.ancestors:
        if word.lemma_ != "include" and (
            word.pos_ in {"VERB", "AUX"} or word.lemma_ in _verbs().harm
        ):
            yield word


def _shared(noun: Token) -> Iterable[Token]:
    """The further verbs of which a noun is the subject: "the men broke a gate and crossed"."""
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        for verb in noun.head.conjuncts:
            if verb.pos_ == "VERB" and not any(c.dep_ in _SUBJECTS for c in verb.children):
                yield verb


def _moves(noun: Token) -> bool:
    verbs = _verbs()
    moving = verbs.arriving | verbs.leaving
    return any(verb.lemma_ in moving for verb in (*governors_of(noun), *_shared(noun)))


def _basis(count: Count) -> Basis:
    """On what a count rests: what is planned, what was seen, what is reckoned, or what is said.

    Said is the ordinary case: a writer's own flat word rests on no more than a speaker's does.
    """
    verbs = _verbs()
    governors = list(governors_of(count.noun))
    lemmas = [verb.lemma_.lower() for verb in governors]
    near = lemmas[:2]
    if _is_announced(count.noun, governors):
        return "announced"
    if governors and _possible(governors[0]):
        return "announced" if set(near) & verbs.planned else "estimated"
    if set(near) & verbs.estimating or count.reckoned:
        return "estimated"
    if set(lemmas) & verbs.claiming:
        return "claimed"
    if any(_sees(verb) for verb in governors) or _is_tally(count.noun, governors):
        return "observed"
    if count.hedged and set(near) & verbs.holding and not _attributed(count.noun):
        return "estimated"  # a round strength that nobody gave
    return "claimed"


def _is_announced(noun: Token, governors: Sequence[Token]) -> bool:
    """Say whether a count is of what is to come, or of what someone does by declaring it."""
    verbs = _verbs()
    if not governors:
        return False
    first = governors[0]
    if _ahead(first) or (first.lemma_ in verbs.decreeing and _is_done_to(noun, first)):
        return True
    above = governors[1] if len(governors) > 1 else None
    if above is not None and above.lemma_ in verbs.planned and first.dep_ == "xcomp":
        return True
    if above is not None and above.lemma_ == "announce" and first.lemma_ not in verbs.harm:
        # "announced that it had cancelled 40 flights": one's own deed
        own = any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in first.children)
        if own and first.lemma_ not in verbs.observing:
            return True
    return (
        first.lemma_ in verbs.planned
        and first.lemma_ not in verbs.observing
        and _is_done_to(noun, first)
    )


def _is_done_to(noun: Token, verb: Token) -> bool:
    """Say whether a noun is what a verb is about, and not the one who does it."""
    for word in (noun, *noun.ancestors):
        if word.head == verb:
            return word.dep_ not in {"nsubj", "advcl"}
    return True


def _sees(verb: Token) -> bool:
    """Say whether a verb is one of seeing or counting; showing is what images do, not figures."""
    verbs = _verbs()
    if any(c.dep_ == "dobj" and any(g.lower_ == "no" for g in c.children) for c in verb.children):
        return False  # "saw no need to ask for 10,000 men"
    if verb.lemma_ in verbs.showing:
        return any(c.dep_ == "nsubj" and c.lemma_.lower() in verbs.images for c in verb.children)
    return verb.lemma_ in verbs.observing


def _is_tally(noun: Token, governors: Sequence[Token]) -> bool:
    """Say whether a count is the running sum of movements: "have been sent there to date"."""
    verbs = _verbs()
    return any(
        verb.lemma_ in verbs.arriving | verbs.leaving
        and any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children)
        for verb in governors[:2]
    ) and bool(_so_far().search(noun.sent.text) or _of_late().search(noun.sent.text))


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
    if verb.lemma_ == "be" and any(_is_due(c, verb) for c in verb.children):
        return True
    if verb.tag_ == "VB" and "to" in helpers:
        return verb.head.lemma_ in {"be", "go", "due", "set", "ready"} | _verbs().planned
    return False


def _is_due(child: Token, verb: Token) -> bool:
    """Over "are to follow": what stands right after the verb."""
    opens = child.dep_ == "xcomp" and child.tag_ == "VB" and child.left_edge.i == verb.i + 1
    return opens and child.left_edge.lower_ == "to"


def _possible(verb: Token) -> bool:
    """Whether a verb tells what can be: "could be called up"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return bool(helpers & {"could", "can", "may", "might"}) and "have" not in helpers


def _direction(noun: Token, countries: Mapping[int, str], home: str | None) -> Direction | None:
    """In or out: by the verb, and by where to and where from.

    What is carried to another country than the one the report is about goes out of that one.
    """
    verbs = _verbs()
    for verb in (*governors_of(noun), *_shared(noun)):
        if verb.lemma_ not in verbs.arriving | verbs.leaving:
            continue
        if noun.lemma_.lower() in verbs.fired and verb.lemma_ not in verbs.carrying | {"send"}:
            return None  # a shell that lands was fired, not brought
        to = _country(verb, {"to", "into", "in", "toward", "towards", "for", "at"}, countries)
        away = _country(verb, {"from"}, countries)
        outward = any(
            child.lower_ in {"out", "away"} and child.dep_ in {"prt", "advmod", "prep"}
            for child in verb.children
        )
        carried = verb.lemma_ in verbs.carrying and not _is_brought(verb)
        if to is not None and home is not None and carried:
            return "in" if to == home else "out"
        if to is not None and away is not None and away == home != to:
            return "out"
        if away is not None and to is None:
            return "out" if home in {None, away} else "in"
        if verb.lemma_ in verbs.leaving or outward:
            return "out"
        bound = _has_end(verb, {"to", "into", "onto", "toward", "towards"})
        inward = verb.lemma_ in _INWARD and not _is_state(verb) and not _happens(verb)
        if to is not None or bound or inward:
            return "in"
        if verb.lemma_ == "cross" and any(c.dep_ == "dobj" for c in verb.children):
            return "in"
        if _has_end(verb, {"from"}):
            return "out"
    return None


def _is_brought(verb: Token) -> bool:
    """Say whether someone who is named carries a thing: where to is then where it comes in."""
    subject = any(c.dep_ == "nsubj" for c in verb.children)
    return subject and any(c.dep_ == "dobj" for c in verb.children)


def _is_state(verb: Token) -> bool:
    """Say whether a participle tells where things stand: "40 tanks deployed near the border"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def _happens(verb: Token) -> bool:
    """Say whether what "comes" may be an event: "an attack with 300 men that could come in May"."""
    return verb.lemma_ == "come" and verb.dep_ == "relcl"


def _has_end(verb: Token, prepositions: set[str]) -> bool:
    """Say whether a verb of movement has one of these prepositions with a noun, and no date."""
    return any(
        child.dep_ == "prep"
        and child.lower_ in prepositions
        and any(c.dep_ == "pobj" and c.ent_type_ not in {"DATE", "TIME"} for c in child.children)
        for child in verb.children
    )


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INWARD = frozenset(
    {
        "attract",
        "arrive",
        "come",
        "enter",
        "deploy",
        "send",
        "dispatch",
        "bring",
        "land",
        "join",
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
