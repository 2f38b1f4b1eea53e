"""Quantities: how many people, weapons and vehicles a text counts, on what basis and which way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.nouns import Basis, Direction, Interval, Quantity
from tocsin.read import dates
from tocsin.read.counts import Count, counts
from tocsin.read.ends import Ends
from tocsin.read.movement import count_verbs, direction_of, ends_of, governors_of, moves
from tocsin.read.places import Setting, setting_of
from tocsin.read.places import find as find_places

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find"]


@cache
def _of_late() -> re.Pattern[str]:
    return re.compile(load("read_quantities.yaml")["of_late"], re.IGNORECASE)


_AMONG = re.compile(
    r"\b(?:among|amongst)\s+(?:them|these|which)\W+(?:(?:is|are|was|were)\s+)?$", re.IGNORECASE
)


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
    ends = Ends({}, None)
    if any(moves(count.noun) for count in found):
        setting = setting or setting_of([doc])
        ends = Ends(
            {
                place.span.start: place.country
                for place in find_places(doc, setting)
                if place.country is not None
            },
            setting.country,
        )
    return tuple(
        Quantity(
            count.low,
            count.high,
            count.unit,
            count.counted,
            _basis(count),
            way,
            _as_of(count, anchor),
            count.span,
            *((None, None) if count.apart else ends_of(count.noun, ends)),
        )
        for count, way in zip(found, _ways(doc, found, ends), strict=True)
    )


def _ways(doc: Doc, found: Sequence[Count], ends: Ends) -> list[Direction | None]:
    """The way in which each of the counted goes: a part of what goes, goes with it.

    "90 men were sent to Norland; among them were 12 medics": 12 medics were sent.
    """
    ways: list[Direction | None] = []
    for place, count in enumerate(found):
        way = None if count.apart else direction_of(count.noun, ends)
        if way is None and place and _is_part(doc, found[place - 1], count):
            way = ways[-1]
        ways.append(way)
    return ways


def _is_part(doc: Doc, whole: Count, part: Count) -> bool:
    """Say whether a count tells how many of those counted before are of a kind, and no more."""
    if part.apart or whole.noun.sent != part.noun.sent:
        return False
    between = doc.text[whole.span.end : part.span.start]
    own = any(c.dep_ in {"acl", "relcl"} for c in part.noun.children)
    return not own and _AMONG.search(between) is not None


def _basis(count: Count) -> Basis:
    """On what a count rests: what is planned, what was seen, what is reckoned, or what is said.

    Said is the ordinary case: a writer's own flat word rests on no more than a speaker's does.
    """
    verbs = count_verbs()
    if count.foretold:
        return "announced"
    governors = list(governors_of(count.noun))
    lemmas = [verb.lemma_.lower() for verb in governors]
    near = lemmas[:2]
    if governors and _is_need(governors[0]):
        return "estimated"
    if not count.apart and _is_announced(count.noun, governors):
        return "announced"
    if not count.apart and governors and _possible(governors[0]):
        return "announced" if set(near) & verbs.planned else "estimated"
    if set(near) & verbs.estimating or count.reckoned:
        return "estimated"
    if set(lemmas) & verbs.claiming:
        return "claimed"
    if any(_sees(verb) for verb in governors) or _is_tally(count.noun, governors):
        return "observed"
    held = count.apart or set(near) & verbs.holding
    if count.hedged and held and not _attributed(count.noun):
        return "estimated"  # a round strength that nobody gave
    return "claimed"


def _is_announced(noun: Token, governors: Sequence[Token]) -> bool:
    """Say whether a count is of what is to come, or of what someone does by declaring it."""
    verbs = count_verbs()
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
    verbs = count_verbs()
    if any(c.dep_ == "dobj" and any(g.lower_ == "no" for g in c.children) for c in verb.children):
        return False  # "saw no need to ask for 10,000 men"
    if verb.lemma_ in verbs.showing:
        return any(c.dep_ == "nsubj" and c.lemma_.lower() in verbs.images for c in verb.children)
    return verb.lemma_ in verbs.observing


def _is_tally(noun: Token, governors: Sequence[Token]) -> bool:
    """Say whether a count is the running sum of movements: "have been sent there to date"."""
    verbs = count_verbs()
    return any(
        verb.lemma_ in verbs.arriving | verbs.leaving
        and any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children)
        for verb in governors[:2]
    ) and bool(_so_far().search(noun.sent.text) or _of_late().search(noun.sent.text))


def _attributed(noun: Token) -> bool:
    sentence = noun.sent
    return (
        any(token.lemma_ in count_verbs().speaking and token.pos_ == "VERB" for token in sentence)
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
        return verb.head.lemma_ in {"be", "go", "due", "set", "ready"} | count_verbs().planned
    return False


def _is_due(child: Token, verb: Token) -> bool:
    """Over "are to follow": what stands right after the verb."""
    opens = child.dep_ == "xcomp" and child.tag_ == "VB" and child.left_edge.i == verb.i + 1
    return opens and child.left_edge.lower_ == "to"


def _is_need(verb: Token) -> bool:
    """Say whether a verb tells what something would ask for: "it would take 400 men to hold it"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return bool(helpers & {"would", "will"}) and verb.lemma_ in count_verbs().needing


def _possible(verb: Token) -> bool:
    """Whether a verb tells what can be: "could be called up"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return bool(helpers & {"could", "can", "may", "might"}) and "have" not in helpers


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
