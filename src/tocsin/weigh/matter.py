"""Matter: the words that tell a question's event, and those by which its matter is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.data import load
from tocsin.weigh.asking import Question
from tocsin.weigh.naming import phrases_for, shorter, spelled
from tocsin.weigh.parties import names_of_body, party_of
from tocsin.weigh.patterns import expression_of
from tocsin.weigh.terms import listed, unique
from tocsin.weigh.verbs import begun_of

__all__ = [
    "alike",
    "borne_by",
    "event_words",
    "key_of",
    "kin_words",
    "launched",
    "own_kins",
    "past_words",
]


def event_words(question: Question) -> tuple[str, ...]:
    """Return the words that tell of such an event, those of all its kins."""
    data = load("families.yaml")
    return unique([w for name in question.events for w in {**data["kin"], **data["weak"]}[name]])


def kin_words(form: str, kins: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of some kins that say that it may come ("would") or is done ("past")."""
    forms = load("families.yaml")[form]
    return unique([word for name in kins for word in forms.get(name, ())])


def own_kins(question: Question) -> tuple[str, ...]:
    """Return the kins that say enough where only who does it is named beside them."""
    return tuple(one for one in question.events if one not in listed("general"))


def past_words(question: Question) -> tuple[str, ...]:
    """Return what is said when it is done; nothing that says less than its noun, where it has one.

    Delegates vote for much, and hold no referendum by it.
    """
    rows: Mapping[str, Mapping[str, Any]] = load("families.yaml")["enacted"]
    less = {
        word
        for name in question.events
        if name in rows and expression_of(tuple(rows[name]["nouns"])).search(question.text)
        for word in rows[name].get("less", ())
    }
    parted: Mapping[str, Sequence[str]] = load("families.yaml")["parted"]
    own = parted.get(question.verb, ()) if question.events else ()
    return tuple(one for one in (*kin_words("past", question.events), *own) if one not in less)


def borne_by(question: Question) -> tuple[str, ...]:
    """Return the verbs that bear the event where a noun tells it: "conduct a nuclear test"."""
    if not question.events:
        return ()
    told = expression_of(event_words(question))
    borne = any(" " in one and told.search(one.replace("*", "")) for one in question.matters)
    return tuple(load("families.yaml")["bearing"]) if borne else ()


def launched(question: Question) -> tuple[str, ...]:
    """Return what is said where a noun tells the event that is begun: "resumed its attacks"."""
    told = expression_of(event_words(question)) if question.events else None
    if borne_by(question):
        return ()
    nouns = [one for one in question.things if told and told.search(one.rstrip("*"))]
    return tuple(
        f"{verb} {between}{noun}"
        for verb in begun_of(question.verb)
        for noun in nouns
        for between in ("", "* ", "* * ")
    )


def key_of(question: Question) -> tuple[str, ...]:
    """Return the words by which reports of this very matter are known.

    The first name in the question that is neither a state nor who acts; else what it is about in
    common words that are not the event's own; else the state to which it is done.
    """
    if question.undone:
        return question.undone
    acting = {*question.actors, *(name for one in question.actors for name in names_of_body(one))}
    for name in (*question.bases, *question.persons, *question.places):
        common = name.casefold() in listed("sorts")
        if name not in acting and party_of(name) is None and not (common or names_of_body(name)):
            return unique([*shorter(name), *(f"{one}*" for one in spelled(name))])
    agreed = _told(question) if question.sides else ()
    return alike(question.matters or agreed) or phrases_for(question.targets) or _told(question)


def _told(question: Question) -> tuple[str, ...]:
    """Return the nouns after a sign or an agreement that tell the event: "sign a ceasefire"."""
    # "Held talks" is one verb, and leaves no noun beside it.
    if question.events == ("talk",) or (len(question.events) < 2 and not question.sides):
        return ()
    told = event_words(question)
    return tuple(o for o in question.things if any(w.startswith(o.rstrip("*")) for w in told))


def alike(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with those that reports use for the same: a truce is a ceasefire."""
    groups = [tuple(map(str, group)) for group in load("families.yaml")["alike"]]
    same = [
        other
        for word in words
        for group in groups
        if any(expression_of((word,)).search(other.rstrip("*")) for other in group)
        for other in group
    ]
    return unique([*words, *same])
