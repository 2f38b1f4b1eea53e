"""Movement: the verbs that govern what is counted, and which way they say that it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.read.count_words import count_words
from tocsin.read.wholes import is_told_of_part, sends_others

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tocsin.nouns import Direction
    from tocsin.read.ends import Ends

__all__ = ["CountVerbs", "count_verbs", "direction_of", "ends_of", "governors_of", "moves"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GOALS = frozenset({"to", "into", "in", "toward", "towards", "for", "at"})
_STARTS = frozenset({"from"})
_PARTICLES: Mapping[str, Direction] = {"particle_out": "out", "particle_in": "in"}


@dataclass(frozen=True, slots=True)
class CountVerbs:
    """The lists of `read_quantities.yaml` that tell what is done with the counted."""

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
    bidding: frozenset[str]
    bound_for: frozenset[str]
    inward: frozenset[str]
    needing: frozenset[str]


@cache
def count_verbs() -> CountVerbs:
    """Return the lists, read once."""
    data: Any = load("read_quantities.yaml")
    return CountVerbs(*(frozenset(data[name]) for name in CountVerbs.__slots__))


def governors_of(noun: Token) -> Iterable[Token]:
    """The verbs that govern a noun, the nearest first, and participles that stand beside it.

    What is told but of a part of those it names, or has them send others, governs it not.
    """
    words = count_words()
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB" and not is_told_of_part(child):
            yield child
    below = noun
    for word in noun.ancestors:
        if word.lemma_ != "include" and (
            (word.pos_ in {"VERB", "AUX"} and not sends_others(word, below, words))
            or word.lemma_ in count_verbs().harm
        ):
            yield word
        below = word


def _shared(noun: Token) -> Iterable[Token]:
    """The further verbs of which a noun is the subject: "the men broke a gate and crossed"."""
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return
    for verb in noun.head.conjuncts:
        if verb.pos_ == "VERB" and not any(c.dep_ in _SUBJECTS for c in verb.children):
            yield verb
    # "tanks were seen heading west", "are expected to leave", "are due to leave", "are to leave"
    above = noun.head
    raised = noun.dep_ == "nsubjpass" or above.lemma_ == "be"
    for step in (above, *(c for c in above.children if c.dep_ == "acomp")) if raised else ():
        yield from (c for c in step.children if c.dep_ == "xcomp" and c.tag_ in {"VB", "VBG"})


def _movers(noun: Token) -> Iterable[Token]:
    """The verbs that may tell how those move that a noun names, the nearest first."""
    for verb in (*governors_of(noun), *_shared(noun)):
        if not _is_beyond(noun, verb):
            yield verb


def _is_beyond(noun: Token, verb: Token) -> bool:
    """Say whether a verb is of another clause than a noun: "9,000 men are left; 300 were sent"."""
    verbs = count_verbs()
    for word in noun.ancestors:
        if word.i == verb.i:
            return False
        own = any(c.dep_ in _SUBJECTS for c in word.children)
        if word.dep_ in {"advcl", "ccomp", "conj", "parataxis"} and own:
            return verb.is_ancestor(word)
        if word.dep_ == "relcl" and word.lemma_ in verbs.arriving | verbs.leaving:
            return verb.is_ancestor(word)  # of 90 sent, "of whom 30 came back"
    return False


def moves(noun: Token) -> bool:
    """Say whether a verb that governs `noun` may tell which way it goes."""
    verbs = count_verbs()
    moving = verbs.arriving | verbs.leaving | verbs.bidding
    return any(
        (verb.lemma_ in moving and not _stays(noun, verb)) or _by_particle(verb)
        for verb in _movers(noun)
    )


def direction_of(noun: Token, ends: Ends) -> Direction | None:
    """Return the way in which what `noun` names goes: by where to, where from, and the verb.

    A move is seen from its goal, and so is `in`. It is `out` where it starts in the country that
    the report is about and ends in another, where its verb leads away, and where nothing but a
    start is named. A start that nothing tells is understood to be in that country.
    """
    verbs = count_verbs()
    for verb in _movers(noun):
        if verb.lemma_ in verbs.bidding and _has_end(verb, {"to", "into"}):
            return "in"
        told = _by_particle(verb)
        if told is not None:
            return told
        if verb.lemma_ not in verbs.arriving | verbs.leaving or _stays(noun, verb):
            continue
        if noun.lemma_.lower() in verbs.fired and not _is_brought(noun, verb):
            return None  # a shell that lands was fired, not brought
        way = _between(noun, verb, ends) or _by_words(verb)
        if way is not None:
            return way
    return None


def ends_of(noun: Token, ends: Ends) -> tuple[str | None, str | None]:
    """Return the countries where a move of what `noun` names starts, and where it ends.

    A start is named ("from Norland"), or is the state that sends. None for an end that the words do
    not tell: which country the report names most says nothing here.
    """
    verbs = count_verbs()
    for verb in _movers(noun):
        moving = verb.lemma_ in verbs.arriving | verbs.leaving | verbs.bidding
        if not (moving or _by_particle(verb)) or _stays(noun, verb):
            continue
        if noun.lemma_.lower() in verbs.fired and not _is_brought(noun, verb):
            return None, None
        to, away = ends.named(verb, _GOALS), ends.named(verb, _STARTS)
        if verb.lemma_ in verbs.leaving and to is not None and away is None:
            to = ends.named(verb, _GOALS - {"in", "at"})  # "withdrew in Norland": not thither
        if to is not None and away is None and verb.lemma_ in verbs.carrying:
            sender = ends.sender(verb)
            away = None if sender == to else sender
        if to is not None or away is not None:
            return away, to
    return None, None


def _between(noun: Token, verb: Token, ends: Ends) -> Direction | None:
    """The way that the countries tell to which, and from which, a verb of movement leads."""
    home = ends.home
    to = ends.named(verb, _GOALS)
    away = ends.named(verb, _STARTS)
    if to is None:
        if away is None:
            return None
        return "out" if home in {None, away} or _is_outward(verb) else "in"
    if home is not None and verb.lemma_ in count_verbs().carrying:
        if to == home:
            return "in"
        return "out" if (away or ends.start(noun, verb)) == home else "in"
    if away is not None and away == home != to:
        return "out"
    return None if _is_outward(verb) else "in"


def _by_words(verb: Token) -> Direction | None:
    """The way that a verb of movement tells of itself, or with where it leads to."""
    verbs = count_verbs()
    if _is_outward(verb):
        return "out"
    bound = _has_end(verb, {"to", "into", "onto", "toward", "towards"})
    bound = bound or (verb.lemma_ in verbs.bound_for and _has_end(verb, {"for"}))
    if bound or (verb.lemma_ in verbs.inward and not _is_state(verb) and not _happens(verb)):
        return "in"
    if any(c.lower_ == "there" and c.dep_ == "advmod" for c in verb.children):
        return "in"
    if verb.lemma_ in {"cross", "reach"} and any(_is_place(c) for c in verb.children):
        return "in"
    return "out" if _has_end(verb, {"from"}) else None


def _is_outward(verb: Token) -> bool:
    """Say whether a verb leads away: "left", "pulled out", "flew away"."""
    return verb.lemma_ in count_verbs().leaving or any(
        child.lower_ in {"out", "away"} and child.dep_ in {"prt", "advmod", "prep"}
        for child in verb.children
    )


def _by_particle(verb: Token) -> Direction | None:
    """The way that only a particle tells: "took off", "turned up"."""
    for name, way in _PARTICLES.items():
        particles = load("read_quantities.yaml")[name].get(verb.lemma_, ())
        if any(c.dep_ == "prt" and c.lower_ in particles for c in verb.children):
            return way
    return None


def _is_place(noun: Token) -> bool:
    """Say whether the object of a verb of movement is one to come to: "the depot", no "accord"."""
    known = noun.pos_ == "PROPN" or any(c.lower_ in {"the", "this", "its"} for c in noun.children)
    return noun.dep_ == "dobj" and known


def _is_brought(noun: Token, verb: Token) -> bool:
    """Say whether a thing is carried to where it goes, and does not go there by itself."""
    itself = noun.dep_ == "nsubj" and noun.head == verb
    return verb.lemma_ in count_verbs().carrying and not itself


def _is_state(verb: Token) -> bool:
    """Say whether a participle tells where things stand: "40 tanks deployed near the border"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def _stays(noun: Token, verb: Token) -> bool:
    """Say whether a noun is of what is left over: "are left in the town", "there are 40 left".

    Who leaves somebody there ("left 300 men at the base") does not take him away.
    """
    if verb.lemma_ != "leave":
        return False
    done_to = any(c.dep_ == "auxpass" for c in verb.lefts)
    perfect = any(c.lower_ in {"has", "have", "had", "having"} for c in verb.lefts)
    beside = verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not perfect
    object_ = noun.dep_ == "dobj" and noun.head.i == verb.i
    return (
        done_to
        or (beside and not any(c.dep_ == "dobj" for c in verb.rights))
        or (object_ and any(c.lower_ in {"in", "at", "on", "behind", "there"} for c in verb.rights))
    )


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
