"""Slots: the words that the @-words of a family stand for, from what a question names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tocsin.data import load
from tocsin.weigh.asking import Question, body_of, kind_of, listed, unique
from tocsin.weigh.parties import (
    names_of_body,
    officials_of,
    party_of,
    phrases_of,
    states_of_official,
)
from tocsin.weigh.patterns import expression_of
from tocsin.weigh.verbs import begun_of, forms_of, past_of

__all__ = ["SIDES", "words_of"]

WHOLE = ("", "the", "all of", "the city of", "the town of", "the whole of", "the rest of")
"""What stands between a verb and the place that it is done to."""

PAIR = ("@both", "@between", "@one", "@two", "@with-one", "@with-two", "@met-one", "@met-two")
"""The @-words of a question that two must do together."""

ACT = ("@enacted", "@enacting", "@itself", "@but", "@ground", "@realm")
"""The @-words of an act that its noun tells."""

DONE_TO = (
    "@matter",
    "@deed",
    "@ousted",
    "@gone",
    "@ousting",
    "@leaving",
    "@leaked",
    "@toppled",
    "@there",
)
"""The @-words that say what is done together with whom or what it is done to."""

SIDES = (*PAIR, *DONE_TO)
"""The @-words that tie a sign to its question by themselves."""

BETWEEN = ("", "* ", "* * ", "* * * ", "* * * * ")
"""Words that may stand between a verb and the name of whom it is done to: his title."""

BEEN = ("was", "were", "is", "been", "was * ", "been * ")

WERE = ("was", "has been", "had been", "is", "was fully", "has been fully")
"""What stands between a place and what was done to it."""

KINDS = re.compile(
    r"\s+(?:People[’']s Republic|Oblast|Region|Province|District|City|Plant|Airport|Base|State)$"
)


def words_of(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return what each @-word of a family stands for, as words of a pattern."""
    verb = forms_of(question.verb)
    undo: Mapping[str, Any] = load("families.yaml")["undo"].get(question.undoing, {})
    would, past = tuple(undo.get("would", ())), tuple(undo.get("past", ()))
    borne = _borne(question)
    return {
        "@actor": unique([one for name in question.actors for one in _called(name)]),
        "@leader": _leaders(question.actors),
        "@target": _phrases(question.targets),
        "@place": unique(
            [
                phrase
                for name in question.bases or _shortened(question.places)
                for phrase in (*phrases_of(name), *(f"{one}*" for one in _spelled(name)))
            ]
        ),
        "@base": _phrases(question.bases),
        "@person": _people(question.persons),
        "@holder": _people(_holders(question)),
        "@what": _what(question),
        "@from": tuple(f"from {one}" for one in _phrases(question.bases)),
        "@into": () if question.bases else _into(question),
        "@home": _home(question),
        "@verb": verb,
        "@thing": question.things or _phrases(question.persons),
        "@event": tuple(undo.get("words", ())) or unique([*_events(question), *borne]) or verb,
        "@key": _key(question),
        "@doing": _of_place(question, "doing"),
        "@done": _of_place(question, "done"),
        "@done-named": _of_place(question, "done", named=True) if question.sites else (),
        **_been(question),
        "@would": would or _forms_of("would", question.events) or verb,
        "@past": past
        or unique([*_past(question), *borne, *_launched(question)])
        or past_of(question.verb),
        "@past-own": _forms_of("past", _own_kins(question)),
        "@who": unique(
            [one for name in question.actors if not party_of(name) for one in _called_alone(name)]
            if len(question.actors) < 2
            else []
        ),
        # What is undone is known by its noun and by whom it is undone for.
        "@of": _phrases(tuple(o for o in question.targets if o not in question.actors))
        if undo
        else _owner(question),
        "@turned": _turned(question.verb),
        **_done_to(question),
        "@made": tuple(load("families.yaml")["made"]) if undo else (),
        **_of_sides(question),
        "@around": _phrases(_shortened(question.places)) if question.sites else (),
    }


def _home(question: Question) -> tuple[str, ...]:
    """Return the words for those of its actors that are states."""
    return _phrases(tuple(one for one in question.actors if party_of(one) == one))


def _owner(question: Question) -> tuple[str, ...]:
    """Return whose it is, where nobody is named who acts and no name says what it is done to.

    "The Union's package is adopted": another one's package is another one.
    """
    named = (*question.persons, *question.targets)
    if question.actors or not named or _key(question) != _alike(question.matters):
        return ()
    return _phrases(named)


def _launched(question: Question) -> tuple[str, ...]:
    """Return what is said where a noun tells the event that is begun: "resumed its attacks"."""
    told = expression_of(_events(question)) if question.events else None
    if _borne(question):
        return ()
    nouns = [one for one in question.things if told and told.search(one.rstrip("*"))]
    return tuple(
        f"{verb} {between}{noun}"
        for verb in begun_of(question.verb)
        for noun in nouns
        for between in ("", "* ", "* * ")
    )


def _of_sides(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for the two who must both do it: each, and each beside the other."""
    if not question.sides:
        return dict.fromkeys(PAIR, ())
    one, two = (_side(name) for name in question.sides)
    met = ("met", "met with", "held talks with") if question.verb == "meet" else ()
    both = [
        f"{a} and {between}{b}"
        for first, second in ((one, two), (two, one))
        for a in first
        for b in second
        for between in ("", "* ")
    ]
    return {
        "@both": tuple(both),
        "@between": tuple(f"between {names}" for names in both),
        "@one": one,
        "@two": two,
        "@with-one": tuple(f"with {the}{name}" for name in one for the in ("", "the ")),
        "@with-two": tuple(f"with {the}{name}" for name in two for the in ("", "the ")),
        "@met-one": tuple(f"{verb} {name}" for verb in met for name in one),
        "@met-two": tuple(f"{verb} {name}" for verb in met for name in two),
    }


def _side(name: str) -> tuple[str, ...]:
    """Return what one of two is called beside the other: a person by the last name."""
    if party_of(name) == name:
        return phrases_of(name)
    if states_of_official(name) or not (names_of_body(name) or body_of(name)):
        return (f"{name.rsplit(maxsplit=1)[-1].casefold()}*",)
    return phrases_of(name)


def _called(name: str) -> tuple[str, ...]:
    """Return what reports call the one who acts: a person by the last name too.

    What a state's official does, reports say of the state as well.
    """
    if states := states_of_official(name):
        return unique([*phrases_of(name), *(one for s in states for one in phrases_of(s))])
    if party_of(name) == name:
        return phrases_of(name)
    if name in listed("bodies"):
        return (re.sub(r"(?:(?<=r)ies|(?<!s)s)$", "", name) + "*",)
    if " " not in name or body_of(name):
        return phrases_of(name)
    return (*phrases_of(name), *phrases_of(name.rsplit(maxsplit=1)[-1]))


def _leaders(actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the last names of the officials whom the register has for the states that act."""
    states = {party_of(name) for name in actors} - {None}
    return unique([one for state in sorted(filter(None, states)) for one in officials_of(state)])


def _holders(question: Question) -> tuple[str, ...]:
    """Return who takes or leaves an office: not the office, where somebody is named beside it."""
    offices = set(listed("offices"))
    people = tuple(
        one
        for one in question.persons
        if one.casefold().split()[-1] not in offices and not names_of_body(one)
    )
    known = tuple(one for one in question.persons if states_of_official(one))
    others = tuple(one for one in question.persons if one not in question.actors)
    # Who dismisses is not the one dismissed; who resigns is both.
    held = [one for one in (*people, *known) if one in others]
    return unique(held or [one for one in (*people, *known) if not others]) or others


def _what(question: Question) -> tuple[str, ...]:
    """Return what is delivered or decided: by its own name, where it has one."""
    named = [
        one
        for one in question.persons
        if one not in question.actors and not names_of_body(one) and one in question.text
    ]
    return _key(question) if named or question.undone else question.things


def _into(question: Question) -> tuple[str, ...]:
    """Return the ground that an attack goes into: the places of the question, else its states."""
    places = tuple(one for one in question.places if one not in question.actors)
    return _phrases(places) or _phrases(question.targets)


def _events(question: Question) -> tuple[str, ...]:
    """Return the words that tell of such an event, those of all its kins."""
    data = load("families.yaml")
    return unique([w for name in question.events for w in {**data["kin"], **data["weak"]}[name]])


def _forms_of(form: str, kins: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of some kins that say that it may come ("would") or is done ("past")."""
    forms = load("families.yaml")[form]
    return unique([word for name in kins for word in forms.get(name, ())])


def _own_kins(question: Question) -> tuple[str, ...]:
    """Return the kins that say enough where only who does it is named beside them."""
    return tuple(one for one in question.events if one not in listed("general"))


def _called_alone(name: str) -> tuple[str, ...]:
    """Return what reports call a body or person, without the states that it speaks for."""
    states = {one for state in states_of_official(name) for one in phrases_of(state)}
    own = set(listed("bodies"))
    if own & set(name.casefold().split()):
        return ()
    return tuple(one for one in _called(name) if one not in states)


def _key(question: Question) -> tuple[str, ...]:
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
            return unique([*_shorter(name), *(f"{one}*" for one in _spelled(name))])
    agreed = _told(question) if question.sides else ()
    return _alike(question.matters or agreed) or _phrases(question.targets) or _told(question)


def _told(question: Question) -> tuple[str, ...]:
    """Return the nouns after a sign or an agreement that tell the event: "sign a ceasefire"."""
    # "Held talks" is one verb, and leaves no noun beside it.
    if question.events == ("talk",) or (len(question.events) < 2 and not question.sides):
        return ()
    told = _events(question)
    return tuple(o for o in question.things if any(w.startswith(o.rstrip("*")) for w in told))


def _alike(words: tuple[str, ...]) -> tuple[str, ...]:
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


def _borne(question: Question) -> tuple[str, ...]:
    """Return the verbs that bear the event where a noun tells it: "conduct a nuclear test"."""
    if not question.events:
        return ()
    told = expression_of(_events(question))
    borne = any(" " in one and told.search(one.replace("*", "")) for one in question.matters)
    return tuple(load("families.yaml")["bearing"]) if borne else ()


def _turned(verb: str) -> tuple[str, ...]:
    """Return the words for an office that is left, or taken; both where the verb says neither."""
    ways: Mapping[str, Mapping[str, Any]] = load("families.yaml")["office"]
    own = [row for row in ways.values() if verb in row["verbs"]] or list(ways.values())
    return unique([str(word) for row in own for word in row["past"]])


def _done_to(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for what is done with whom or what it is done to, by the kind of question.

    `@special` holds them all where the plain verb and noun of the question say too little.
    """
    kind, key = kind_of(question), _key(question)
    told: dict[str, tuple[str, ...]] = dict.fromkeys(DONE_TO, ())
    told |= dict.fromkeys(("@boss", "@to", "@from-actor", "@leaves", "@takes"), ())
    told |= dict.fromkeys(("@toppler", "@sent", "@war-on", "@within", "@inward"), ())
    told["@matter"] = key
    told |= _enacted(question, key)
    struck = kind == "other" and question.sites and {"attack", "destroy"} & set(question.events)
    if kind == "strike" or struck:
        told["@matter"] = _owned(question, key)
    elif kind == "personnel":
        told |= _office(question)
    elif kind == "annexation" and question.verb == "recognise":
        links: Mapping[str, Any] = load("families.yaml")["recognition"]
        told["@deed"] = tuple(
            " ".join(f"{verb} {of} {name}".split())
            for verb in links["verbs"]
            for of in links["of"]
            for name in key
        )
    elif kind == "withdrawal" and "leave" in question.events and _of_forces(question):
        told["@leaving"] = _forms_of("past", ("leave",))
    elif kind == "nuclear" and question.events == ("leak",):
        told["@leaked"] = _forms_of("past", ("leak",))
    elif kind == "unrest" and set(question.events) <= {"overthrow", "protest"}:
        toppled = "overthrow" in question.events
        told["@toppled"] = _forms_of("past", ("overthrow",)) if toppled else ()
        states = tuple(one for one in question.actors if party_of(one) == one)
        told["@there"] = _phrases(question.places or states)
        # Who falls overthrows nobody.
        doers = tuple(one for one in question.actors if one not in states)
        told["@toppler"] = () if question.verb in ("fall", "be") else _phrases(doers)
    elif kind == "entry":
        told |= _ground(question)
    elif question.verb in listed("sending") and question.actors:
        receivers = _phrases(tuple(o for o in question.targets if o not in question.actors))
        told["@to"] = () if set(receivers) & set(key) else receivers
        actors = _phrases(question.actors) if told["@to"] else ()
        told["@from-actor"] = tuple(f"from {the}{one}" for one in actors for the in ("", "the "))
    special = ("@deed", "@leaving", "@leaked", "@toppled")
    return told | {"@special": unique([word for name in special for word in told[name]])}


def _enacted(question: Question, key: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the words for an act that its noun tells: the noun, by whom, by itself, and where.

    Of the question's own words for it where it has such: "general mobilisation" is not any.
    """
    told: dict[str, tuple[str, ...]] = dict.fromkeys(ACT, ())
    rows: Mapping[str, Mapping[str, Any]] = load("families.yaml")["enacted"]
    own = [rows[name] for name in question.events if name in rows]
    if not own or question.undoing:
        return told
    nouns = unique([word for row in own for word in row["nouns"]])
    known = expression_of(nouns)
    named = tuple(one for one in key if known.search(one.replace("*", "")))
    asked = tuple(one for one in nouns if expression_of((one,)).search(question.text))
    meant = unique([word for row in own if not row.get("named") for word in row["nouns"]])
    told_of = named or _alike(asked) or meant
    if not told_of:
        return told
    acting = {phrase for name in question.actors for phrase in _called(name)}
    ground = tuple(
        one for one in _phrases((*question.places, *question.targets)) if one not in acting
    )
    return {
        "@enacted": told_of,
        "@enacting": unique([verb for row in own for verb in row["by"]]),
        "@itself": unique([verb for row in own for verb in row["itself"]]),
        "@but": unique([word for row in own for word in row.get("but", ())]),
        "@ground": () if question.sides else ground,
        "@realm": () if question.sides else ground or _home(question),
    }


def _ground(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for whose ground is entered: war against it, in it, into it."""
    targets = tuple(one for one in question.targets if one not in question.actors)
    names = _phrases(targets or tuple(o for o in question.places if o not in question.actors))
    wars = ("war against", "war in", "war with", "war on", "fighting in")
    return {
        "@war-on": tuple(f"{war} {name}" for war in wars for name in names),
        "@within": tuple(
            f"{by} {of}{name}" for by in ("in", "inside") for name in names for of in BETWEEN[:3]
        ),
        "@inward": tuple(f"into {of}{name}" for name in names for of in BETWEEN[:3]),
        "@sent": listed("dispatching", question.verb)
        if question.verb in listed("dispatching")
        else (),
    }


def _of_forces(question: Question) -> bool:
    """Say whether it is forces that leave: those named, or those meant where nothing is named."""
    armed = expression_of(listed("forces"))
    return not question.matters or armed.search(question.text) is not None


def _owned(question: Question, key: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is struck with whose it is, or where, right beside it; `key` where none is told.

    "Israeli air bases" and "air bases in Israel" are one; another's air bases are others.
    """
    owners = _phrases(tuple(o for o in question.targets if o not in question.actors))
    sites = _alike(tuple(f"{site.rstrip('s')}*" for site in question.sites))
    nouns = sites or tuple(one.split()[-1] for one in key)
    # Where nobody acts, `_owner` tells whose it is: the noun may be what it is struck with.
    if set(key) & set(owners) or (owners and not question.actors):
        return key
    if not set(key) <= set(_alike(question.matters)) or not owners:
        owners = () if set(key) <= set(_alike(question.matters)) else key
        nouns = sites
    beside = [
        phrase
        for owner in owners
        for noun in nouns
        for phrase in (
            *(f"{owner}{own} {of}{noun}" for own in ("", "'s") for of in BETWEEN[:3]),
            *(f"{noun} {of}{owner}" for of in BETWEEN[1:4]),
        )
    ]
    return unique(beside) or key


def _office(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for who leaves or takes an office, never for what he does to others.

    Where only the office is named, it is that of those whom `@boss` names.
    """
    named = _holders(question)
    names = [min(_shorter(name), key=len).casefold() for name in named] or list(question.matters)
    ways: Mapping[str, Mapping[str, Any]] = load("families.yaml")["office"]
    own = [name for name, row in ways.items() if question.verb in row["verbs"]] or list(ways)
    rows = [ways[name] for name in own]
    done = [
        f"{verb} {of}{name}"
        for row in rows
        for name in names
        for verb in row["done"]
        for of in BETWEEN
    ]
    gone = [
        phrase
        for row in rows
        for name in names
        for phrase in (
            *(f"{name} {' '.join(f'{be} {verb}'.split())}" for verb in row["done"] for be in BEEN),
            *(f"{name} {has}been {verb}" for verb in row["done"] for has in ("has ", "had ")),
            *(f"{name} {of}{verb}" for verb in row["does"] for of in BETWEEN[:2]),
        )
    ]
    meant = [
        phrase
        for row in rows
        for name in names
        for phrase in (
            *(f"{verb} {of}{name}" for verb in row["doing"] for of in BETWEEN),
            *(f"{name}{of} be {verb}" for verb in row["done"] for of in ("", " *", " * *")),
            *(f"{name}{of} {verb}" for verb in row["would"] for of in ("", "'s", " *", " * *")),
        )
    ]
    return {
        "@ousted": unique(done),
        "@gone": unique(gone),
        "@ousting": unique([*done, *meant]),
        "@boss": () if named else _phrases(question.actors),
        "@leaves": unique(names if "left" in own else []),
        "@takes": unique(names if "taken" in own else []),
    }


def _past(question: Question) -> tuple[str, ...]:
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
    return tuple(one for one in _forms_of("past", question.events) if one not in less)


def _been(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words that say of the question's place that it has been taken, behind its name."""
    verbs = _forms_of("been", question.events)
    names = tuple(f"{site}*" for site in question.sites) or unique(
        [
            one
            for place in question.bases or question.places
            for one in (*_shorter(place), *(f"{name}*" for name in _spelled(place)))
        ]
    )
    if not verbs or not names:
        return dict.fromkeys(("@been", "@been-done", "@place-which"), ())
    told = [f"{name} {be} {verb}" for name in names for be in WERE for verb in verbs]
    return {
        "@been": verbs,
        "@been-done": unique(told),
        "@place-which": unique(
            [
                f"{name}{which} {the}{actor}"
                for name in names
                for which in (" which", ", which")
                for actor in (phrase for one in question.actors for phrase in _called(one))
                for the in ("", "the ")
            ]
        ),
    }


def _of_place(question: Question, form: str, *, named: bool = False) -> tuple[str, ...]:
    """Return the phrases that say of the question's place that it is taken, left or the like.

    Of a site where the question names one: "the headquarters", or `named` "Garissa airport".
    """
    data = load("families.yaml")
    told = [verb for kin in question.events for verb in data[form].get(kin, ())]
    around = [f"{one.casefold()} " for one in question.places] if named else [""]
    names = [f"{of}{site}*" for site in question.sites for of in around] or [
        one
        for place in question.bases or question.places
        for one in (*_shorter(place), *(f"{name}*" for name in _spelled(place)))
    ]
    return unique(
        [
            " ".join((verb + " " + of + " " + name).split())
            for verb in told
            for of in WHOLE
            for name in names
        ]
    )


def _shorter(name: str) -> list[str]:
    """Return a name as it stands and by its last word, where no other thing has that in common."""
    plain = KINDS.sub("", re.sub(r"\s+\d+$", "", name))
    last = plain.split()[-1]
    names = [name, plain]
    if last.isalpha() and len(last) > 2 and last.casefold() not in listed("sorts"):
        names.append(last)
    return [one.casefold() for one in names]


def _spelled(name: str) -> tuple[str, ...]:
    """Return other spellings of a place, and the name without its kind with any ending."""
    from tocsin.read.gazetteer import spellings

    plain = KINDS.sub("", name)
    return (plain.casefold(), *spellings(plain)) if " " not in plain else spellings(plain)


def _phrases(names: tuple[str, ...]) -> tuple[str, ...]:
    return unique([phrase for name in names for phrase in phrases_of(name)])


def _shortened(places: tuple[str, ...]) -> tuple[str, ...]:
    """Let "Kherson Oblast" be found as "Kherson" too: reports seldom write the kind of place."""
    return tuple(KINDS.sub("", place) for place in places)


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    return unique([part.casefold() for name in names for part in _shorter(name)])
