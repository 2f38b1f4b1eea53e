"""Owners: whether those who tell of a plan are those whose plan it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.cues import word_set
from tocsin.read.descriptions import nations_in, nations_of
from tocsin.read.movement import governors_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from tocsin.nouns import Quantity
    from tocsin.read.speakers import Cast
    from tocsin.read.syntax import Range
    from tocsin.read.threads import Page, Voice

__all__ = ["as_told"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OFFICES = word_set("rulers") | word_set("mouths") | {"minister", "ministry", "government"}


def as_told(count: Quantity, page: Page, content: Range, voice: Voice, cast: Cast) -> Quantity:
    """Return a count on the basis on which the one whose `voice` it is can know it.

    Announced is what is to come in the words of the owner of the act, or of a state that has a part
    in it. What another says of it is claimed, or estimated where it is told as a judgement.
    `content` are the tokens of `page` in which the count stands.
    """
    if count.basis != "announced" or voice.writer or voice.speaker is None:
        return count
    by = page.offset
    number = page.doc.char_span(count.span.start - by, count.span.end - by, alignment_mode="expand")
    if number is None or not len(number):
        return count
    deeds = [v for v in governors_of(number.root) if content[0] <= v.i < content[1]]
    declared = any(v.lemma_ in _listed("declaring", "decreeing") for v in deeds[:2])
    if not deeds or declared or not _is_anothers(number.doc, deeds, content, voice, cast):
        return count
    judged = voice.act == "assessment" or voice.word in _listed("estimating")
    return replace(count, basis="estimated" if judged else "claimed")


def _is_anothers(doc: Doc, deeds: list[Token], content: Range, voice: Voice, cast: Cast) -> bool:
    """Say whether the states named with a deed are others than the one who tells is of."""
    told = _nations(voice, cast)
    doer = _doer(deeds)
    if doer is not None and voice.word in _listed("claiming"):
        return True  # "claimed that the neighbours were planning to attack"
    if doer is None and voice.act == "announcement":
        return False  # "promised to send 40 tanks": one's own
    within = doc[content[0] : content[1]]
    owners = nations_in(within)
    if doer is not None and any(v.lemma_ in _intending() for v in deeds):
        owners = nations_in(doer.subtree) or owners
    if told:
        return bool(owners) and told.isdisjoint(owners)
    # Who is told of by name alone, with no office, does not speak for a state.
    known = None if voice.speaker is None else cast.known.get(voice.speaker.text)
    private = known is not None and known.person and not known.described & _OFFICES
    return private and doer is not None and bool(nations_in([doer])) and doer.ent_type_ == "GPE"


def _nations(voice: Voice, cast: Cast) -> frozenset[str]:
    """The states that who tells is said to be of, by the name or by what the report says of it."""
    if voice.speaker is None:
        return frozenset()
    name = voice.speaker.text
    known = cast.known.get(name)
    if known is not None and known.nations:
        return known.nations
    if known is not None and known.of is not None:
        body = cast.known.get(known.of.text)
        return frozenset() if body is None else body.nations
    return nations_of(name)


def _doer(deeds: Iterable[Token]) -> Token | None:
    for verb in deeds:
        for child in verb.children:
            if child.dep_ in _SUBJECTS and child.pos_ in {"NOUN", "PROPN"}:
                return child
    return None


@cache
def _intending() -> frozenset[str]:
    """What is meant and need not be said: to plan, to prepare."""
    return _listed("planned") - _listed("declaring")


@cache
def _listed(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in load("read_quantities.yaml")[name])
