"""Timetables: clauses in the present that tell for when a thing is set: "the truce ends on Friday".

English tells so of what has a day set for it: that a thing begins or ends, that a body meets or
rules, that somebody travels. Captions and headlines tell in the same present what is over, and so
do those who retell ("the toll rises on Monday"): of any other deed the day is not taken for one to
come.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_on_the_calendar"]

_PRESENT = frozenset({"VBZ", "VBP"})
_BARE = _PRESENT | {"VB"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OF_DAY = frozenset({"compound", "nummod", "det", "amod", "nmod"})
_BELOW = frozenset({"dobj", "pobj", "prep", "dative", "conj", "advmod"})
_PLACING = frozenset({"in", "at", "near", "outside", "across"})
_PHOTO = re.compile(
    r"^(?:above|below|left|right|top|bottom|from left),|\bpictured\b|\bin this photo"
    r"|\((?:file|ap|afp|reuters|getty|photo)\b|[(,] ?(?:left|right|cent(?:re|er))[,)]",
    re.IGNORECASE,
)


def is_on_the_calendar(verb: Token, token: Token, *, shown: bool = False) -> bool:
    """Say whether a clause in the present tells that a thing is set for the day at `token`.

    `shown` is true of captions and headlines: there only what begins, ends or is "next" is to come.
    """
    if not _is_present(verb):
        return False
    day = _day_of(token)
    on = day.head if day.dep_ == "pobj" else day
    # the parser takes "the ship sails" for sails of a ship
    doers = [c for c in verb.lefts if c.dep_ in _SUBJECTS] or [
        c for c in verb.lefts if c.dep_ == "compound" and c.pos_ in {"NOUN", "PROPN"}
    ]
    subjects = [_stands_for(c, verb) for c in doers]
    direct = on.head == verb and on.dep_ in {"prep", "npadvmod"}
    if direct and on.i > verb.i and _is_next(subjects):
        return True
    if verb.lemma_ == "be":
        alone = not any(c.dep_ in {"acomp", "attr"} for c in verb.children)
        after = direct and on.i > verb.i
        return after and alone and day.dep_ == "pobj" and on.lower_ in {"on", "at"}
    if not subjects or not (direct or _is_below(on, verb)) or _is_pictured(verb, on, subjects):
        return False
    starts = _begins_or_ends(verb)
    return starts if shown else starts or _is_set(verb, on)


def _is_present(verb: Token) -> bool:
    """Say whether a verb is in the plain present: "ends", "does not end"."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    denied = any(c.dep_ == "neg" for c in verb.children)
    if not helpers:
        return verb.tag_ in _BARE and not denied  # without a "to" before it a base is a present
    return denied and all(h.lemma_ == "do" and h.tag_ in _PRESENT for h in helpers)


def _day_of(token: Token) -> Token:
    """The word that heads the words of a day: the "Friday" of "late on Friday"."""
    day = token
    while day.dep_ in _OF_DAY and day.head != day:
        day = day.head
    return day.head if day.dep_ == "npadvmod" and day.head.dep_ == "pobj" else day


def _stands_for(subject: Token, verb: Token) -> Token:
    """The noun that is meant: that before the "which" of a relative clause."""
    relative = verb.dep_ == "relcl" and subject.lower_ in {"which", "that", "who"}
    return verb.head if relative else subject


def _is_next(subjects: list[Token]) -> bool:
    """Say whether a clause is of what comes next: "the next round of talks is on Monday"."""
    below = [w for one in subjects for w in (*one.lefts, *one.rights)]
    below += [w for of in below if of.lower_ == "of" for n in of.rights for w in n.lefts]
    return any(w.lower_ in _listed("ahead") for w in below)


def _is_below(on: Token, verb: Token) -> bool:
    """Say whether the parser hung the day of a deed on what follows the verb: "hold talks on"."""
    word = on.head
    while word != verb:
        stray = word.dep_ not in _BELOW or word.i < verb.i
        away = word.dep_ == "prep" and word.lower_ not in _listed("within")
        if stray or away or word.lemma_.casefold() in _listed("unannounced"):
            return False
        word = word.head
    return on.i > verb.i


def _is_pictured(verb: Token, on: Token, subjects: list[Token]) -> bool:
    """Say whether a sentence is that of a caption: "A march takes place in Oslo on Monday"."""
    if _PHOTO.search(verb.sent.text):
        return True
    some = any(c.lower_ in {"a", "an"} for one in subjects for c in one.lefts)
    before = verb.doc[verb.i + 1 : on.i]
    return some and any(t.dep_ == "prep" and t.lower_ in _PLACING for t in before)


def _begins_or_ends(verb: Token) -> bool:
    """Say whether a thing begins, holds or ends: "opens", "takes effect", "comes into force"."""
    if verb.lemma_ in _listed("timetabled"):
        return _has_set_object(verb, needed=False)
    after = verb.doc[verb.i + 1 : verb.i + 4].text.casefold()
    forms = _phrases("timetabled_with").get(verb.lemma_, ())
    return any(re.match(rf"{form}\b", after) for form in forms)


def _is_set(verb: Token, on: Token) -> bool:
    """Say whether somebody does what has a day set for it: "votes", "flies to", "holds talks".

    Not where the outcome is told with it ("rules that", "votes to", "votes against"), nor behind a
    comma, where captions have their day ("speaks in Norvik, Sudland, Monday").
    """
    if on.i > verb.i and on.nbor(-1).text == ",":
        return False
    told = any(
        c.dep_ in {"ccomp", "oprd"}
        or (c.dep_ in {"xcomp", "advcl"} and verb.lemma_ in _listed("deciding"))
        or (c.dep_ == "prep" and c.lower_ in {"against", "during"})
        or (c.dep_ == "advcl" and any(m.lower_ in {"as", "while"} for m in c.lefts))
        for c in verb.rights
    )
    if told:
        return False
    if verb.lemma_ in _listed("holding"):
        return _has_set_object(verb, needed=True)
    things = [c for c in verb.rights if c.dep_ == "dobj"]
    if verb.lemma_ == "meet" and things:
        return not any(c.lemma_.casefold() in _listed("met_with") for c in things)
    if verb.lemma_ in _listed("on_agenda") and not things:  # not "returns fire", "flies drones"
        return True
    if verb.lemma_ in _listed("on_agenda_of") and things:
        return True
    after = verb.doc[verb.i + 1 : verb.i + 5].text.casefold()
    forms = _phrases("on_agenda_with").get(verb.lemma_, ())
    return any(re.match(rf"{form}\b", after) for form in forms)


def _has_set_object(verb: Token, *, needed: bool) -> bool:
    """Say whether what a verb is done to has a day set for it; `needed`: there must be such."""
    things = [c for c in verb.rights if c.dep_ == "dobj"]
    if not things:
        return not needed and not any(c.dep_ in {"xcomp", "oprd"} for c in verb.rights)
    held = _listed("announced") | _listed("on_paper")
    return any(c.lemma_.casefold() in held for c in things)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("read_dates.yaml")[name])


@cache
def _phrases(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = load("read_dates.yaml")[name]
    return found
