"""Slots: the words that the @-words of a family stand for, from what a question names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tocsin.data import load
from tocsin.weigh.asking import DATE, Question, kind_of
from tocsin.weigh.contests import CONTEST, contest_of
from tocsin.weigh.deeds import DONE_TO, been_taken, done_to, of_place
from tocsin.weigh.foes import foes_of
from tocsin.weigh.holders import holders_of
from tocsin.weigh.matter import (
    alike,
    borne_by,
    event_words,
    key_of,
    kin_words,
    launched,
    own_kins,
    past_words,
)
from tocsin.weigh.naming import (
    called,
    called_alone,
    called_beside,
    home_of,
    leaders_of,
    people_of,
    phrases_for,
    shortened,
    spelled,
)
from tocsin.weigh.ownwords import own_pattern
from tocsin.weigh.parties import names_of_body, party_of, phrases_of
from tocsin.weigh.patterns import mentions
from tocsin.weigh.terms import listed, unique
from tocsin.weigh.verbs import WORD, forms_of, past_of

__all__ = ["SIDES", "stands_beside", "words_of"]


THREATENING = frozenset({"entry", "front"})
"""Kinds of questions of which the signs are forces that gather against somebody."""

WAR = re.compile(r"\b(?:wars?|fighting|hostilities|combat)\b", re.IGNORECASE)
"""Words of a question that asks of a war: to join it is what it asks."""

TELLING = (
    *("@deed", "@done", "@done-named", "@been-done", "@leaked", "@joined-war"),
    *("@ousted", "@gone", "@gone-there", "@met-one", "@met-two"),
    *("@undergone", "@felled", "@made-part", "@part-of"),
    *("@elected", "@elected-as"),
)
"""The @-words for what is done that say by themselves what it is done to, or in which war."""

PAIR = (
    "@both",
    "@between",
    "@paired",
    "@one",
    "@two",
    "@with-one",
    "@with-two",
    "@met-one",
    "@met-two",
)
"""The @-words of a question that two must do together."""

SIDES = (*PAIR, *DONE_TO, *CONTEST, "@winning", "@won-bare", "@vote-place")
"""The @-words that tie a sign to its question by themselves."""


def words_of(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return what each @-word of a family stands for, as words of a pattern."""
    verb = forms_of(question.verb)
    undo: Mapping[str, Any] = load("families.yaml")["undo"].get(question.undoing, {})
    would, past = tuple(undo.get("would", ())), tuple(undo.get("past", ()))
    borne = borne_by(question)
    told: dict[str, tuple[str, ...]] = {
        "@actor": unique([one for name in question.actors for one in called(name)]),
        "@leader": leaders_of(question.actors),
        "@target": phrases_for(question.targets),
        "@threatened": _threatened(question),
        "@overthrown": _overthrown(question),
        "@place": unique(
            [
                phrase
                for name in question.bases or shortened(question.places)
                for phrase in (*phrases_of(name), *(f"{one}*" for one in spelled(name)))
            ]
        ),
        "@base": phrases_for(question.bases),
        "@person": people_of(question.persons),
        "@holder": people_of(holders_of(question)),
        "@what": _what(question),
        "@from": tuple(f"from {one}" for one in phrases_for(question.bases)),
        "@out-of": tuple(f"from {one}" for one in phrases_for(question.bases) or home_of(question)),
        "@onto": _onto(question),
        "@into": () if question.bases else _into(question),
        "@home": home_of(question),
        "@verb": verb,
        "@thing": question.things or phrases_for(question.persons),
        "@event": tuple(undo.get("words", ())) or unique([*event_words(question), *borne]) or verb,
        "@key": key_of(question),
        "@doing": of_place(question, "doing"),
        "@done": of_place(question, "done"),
        "@done-named": of_place(question, "done", named=True) if question.sites else (),
        **been_taken(question),
        "@would": would or kin_words("would", question.events) or verb,
        "@past": past
        or unique([*past_words(question), *borne, *launched(question)])
        or past_of(question.verb),
        "@past-own": kin_words("past", own_kins(question)),
        "@who": unique(
            [one for name in question.actors if not party_of(name) for one in called_alone(name)]
            if len(question.actors) < 2
            else []
        ),
        # What is undone is known by its noun and by whom it is undone for.
        "@of": phrases_for(tuple(o for o in question.targets if o not in question.actors))
        if undo
        else _owner(question),
        "@turned": _turned(question.verb),
        **done_to(question),
        "@made": tuple(load("families.yaml")["made"]) if undo else (),
        **_of_sides(question),
        **_front_of(question),
        "@hindered": listed("hindered"),
        "@about": _about(question),
        "@alone": _alone(question),
        "@joined-war": listed("joined-war") if WAR.search(question.text) else (),
        "@no-blow": listed("no-blow") if "attack" in question.events else (),
        "@around": phrases_for(shortened(question.places)) if question.sites else (),
    }
    foes = foes_of(question)
    if both := (*foes["@foe-one"], *foes["@foe-two"]):
        # Either of two at war does what is a sign of it: neither needs the other's consent.
        told |= dict.fromkeys(PAIR, ()) | {"@actor": unique(list(both))}
    told |= foes
    contest = contest_of(question)
    told |= {name: words for name, words in contest.items() if words or name not in told}
    if contest["@elected"]:
        told |= {"@who": (), "@special": unique([*told["@special"], *contest["@elected"]])}
    return told | {"@telling": unique([word for name in TELLING for word in told[name]])}


SIDE = re.compile(
    r"\b(?:beside|alongside|together with|in support of|on the side of|for"
    r"|to (?:help|support|aid|assist|join))\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""Whom those who act would stand by: no one they threaten."""


def _threatened(question: Question) -> tuple[str, ...]:
    """Return the words for whom those who act would enter or attack: what he does is not theirs."""
    if kind_of(question) not in THREATENING or not question.actors:
        return ()
    with_them = tuple(one for one in question.targets if stands_beside(one, question.text))
    kept = (*question.actors, *with_them)
    return phrases_for(tuple(one for one in question.targets if one not in kept))


def stands_beside(party: str, text: str) -> bool:
    """Say whether a question names a party as one beside whom those who act would stand."""
    beside = [text[found.end() :].casefold() for found in SIDE.finditer(text)]
    return any(told.startswith(form.rstrip("*")) for told in beside for form in phrases_of(party))


def _overthrown(question: Question) -> tuple[str, ...]:
    """Return the words for those rulers of whom a passive asks: who falls does not overthrow."""
    before, passive, _ = question.text.partition(" be ")
    if not passive or "overthrow" not in question.events:
        return ()
    return tuple(one for one in listed("rulers") if mentions((one,), before))


def _alone(question: Question) -> tuple[str, ...]:
    """Return the verb of a question that names nothing beside who acts and what he does."""
    rest = re.split(rf"\b{re.escape(question.verb)}", DATE.sub(" ", question.text), maxsplit=1)
    words = WORD.findall(rest[-1]) if question.verb and len(rest) > 1 else ["?"]
    return () if any(not one.endswith("ly") for one in words) else (question.verb,)


def _about(question: Question) -> tuple[str, ...]:
    """Return the words for what a question names beside who acts: to whom, where, who or what.

    A deed of the one who acts is what was asked for only where it is done to one of these.
    """
    names = (*question.targets, *question.places, *question.bases, *question.persons)
    others = tuple(
        one
        for one in names
        if one not in question.actors and not set(question.actors) & set(names_of_body(one))
    )
    sites = [f"{site}*" for site in question.sites]
    first = [*others[:1], *shortened(others[:1])]
    named = unique(
        [*phrases_for(tuple(first)), *(one for o in first for one in spelled(o)), *sites]
    )
    told = named if others else _told_anew(question) or alike(question.things)
    own = (own_pattern(question) or {}).get("object", ())
    return told or tuple(one for one in own if not one.startswith("@"))


def _told_anew(question: Question) -> tuple[str, ...]:
    """Return the words by which its matter is known, and what of it reports write once it is done.

    What was done to a thing before says which it is, and no more what it is: of "occupied towns"
    reports write "the towns".
    """
    key = key_of(question)
    pairs = [one.split() for one in key if one in question.matters]
    heads = [
        pair[-1]
        for pair in pairs
        if len(pair) > 1
        and re.search(rf"\b{re.escape(pair[-2].rstrip('*'))}\w*ed\b", question.text)
    ]
    return unique([*key, *heads])


def _front_of(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return whose border forces stand at before they cross it, and the ground they cross from."""
    far = (*question.targets, *question.places)
    near = question.bases or tuple(one for one in far if one not in question.actors)
    return {
        "@border-of": phrases_for(near),
        "@in-base": tuple(
            f"in {of}{one}" for one in phrases_for(question.bases) for of in ("", "* ")
        ),
    }


def _owner(question: Question) -> tuple[str, ...]:
    """Return whose it is, where nobody is named who acts and no name says what it is done to.

    "The Union's package is adopted": another one's package is another one.
    """
    named = (*question.persons, *question.targets)
    if question.actors or not named or key_of(question) != alike(question.matters):
        return ()
    return phrases_for(named)


def _of_sides(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for the two who must both do it: each, and each beside the other."""
    if not question.sides:
        return dict.fromkeys(PAIR, ())
    one, two = (called_beside(name) for name in question.sides)
    met = ("met", "met with", "held talks with") if question.verb == "meet" else ()
    both = [
        f"{a}{army} and {between}{b}"
        for first, second in ((one, two), (two, one))
        for a in first
        for b in second
        for army in ("", " *", "'s *")
        for between in ("", "* ")
    ]
    return {
        "@both": tuple(both),
        "@between": tuple(f"between {names}" for names in both),
        "@paired": tuple(
            f"{a}-{b}" for first, second in ((one, two), (two, one)) for a in first for b in second
        ),
        "@one": one,
        "@two": two,
        "@with-one": tuple(f"with {the}{name}" for name in one for the in ("", "the ")),
        "@with-two": tuple(f"with {the}{name}" for name in two for the in ("", "the ")),
        "@met-one": tuple(f"{verb} {name}" for verb in met for name in one),
        "@met-two": tuple(f"{verb} {name}" for verb in met for name in two),
    }


def _what(question: Question) -> tuple[str, ...]:
    """Return what is delivered or decided: by its own name, where it has one."""
    named = [
        one
        for one in question.persons
        if one not in question.actors and not names_of_body(one) and one in question.text
    ]
    return key_of(question) if named or question.undone else question.things


def _onto(question: Question) -> tuple[str, ...]:
    """Return the ground of those who act as what something comes to, where no base is named."""
    homes = () if question.bases else home_of(question)
    return tuple(f"{way} {one}" for one in homes for way in ("to", "into", "in"))


def _into(question: Question) -> tuple[str, ...]:
    """Return the ground that an attack goes into: the places of the question, else its states."""
    places = tuple(one for one in question.places if one not in question.actors)
    return phrases_for(places) or phrases_for(question.targets)


def _turned(verb: str) -> tuple[str, ...]:
    """Return the words for an office that is left, or taken; both where the verb says neither."""
    ways: Mapping[str, Mapping[str, Any]] = load("families.yaml")["office"]
    own = [row for row in ways.values() if verb in row["verbs"]] or list(ways.values())
    return unique([str(word) for row in own for word in row["past"]])
