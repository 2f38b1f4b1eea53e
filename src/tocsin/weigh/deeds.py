"""Deeds: words for what is done together with whom, or what, it is done to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tocsin.data import load
from tocsin.weigh.asking import Question, kind_of
from tocsin.weigh.blows import struck
from tocsin.weigh.holders import EXITS, office_of
from tocsin.weigh.matter import alike, key_of, kin_words
from tocsin.weigh.naming import (
    BETWEEN,
    WERE,
    called,
    home_of,
    phrases_for,
    shortened,
    shorter,
    spelled,
)
from tocsin.weigh.patterns import expression_of
from tocsin.weigh.terms import listed, unique
from tocsin.weigh.toppling import TOPPLED, toppled
from tocsin.weigh.undergoing import UNDERGONE, undergone

__all__ = ["DONE_TO", "been_taken", "done_to", "of_place"]

WHOLE = ("", "the", "all of", "the city of", "the town of", "the whole of", "the rest of")
"""What stands between a verb and the place that it is done to."""

ACT = ("@enacted", "@enacting", "@itself", "@but", "@ground", "@realm")
"""The @-words of an act that its noun tells."""

DONE_TO = (
    "@matter",
    "@deed",
    "@ousted",
    "@gone",
    "@ousting",
    "@office",
    "@leaving",
    "@away",
    "@leaked",
    "@mishap",
    "@made-part",
    "@part-of",
    "@nominal",
    "@nominal-own",
    "@agreed-on",
    *TOPPLED,
    *UNDERGONE,
)
"""The @-words that say what is done together with whom or what it is done to."""


def done_to(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for what is done with whom or what it is done to, by the kind of question.

    `@special` holds them all where the plain verb and noun of the question say too little.
    """
    kind, key = kind_of(question), key_of(question)
    told: dict[str, tuple[str, ...]] = dict.fromkeys(DONE_TO, ())
    told |= dict.fromkeys(("@gone-there", "@boss", "@to", "@from-actor", "@leaves", "@takes"), ())
    told |= dict.fromkeys(EXITS, ())
    told |= dict.fromkeys(("@struck-in", "@no-target"), ())
    told |= dict.fromkeys(
        ("@toppler", "@fallen", "@sent", "@war-on", "@within", "@inward", "@crossed"), ()
    )
    told["@matter"] = key
    told["@nominal"], told["@nominal-own"] = _by_noun(question, kind, key)
    told |= _enacted(question, key)
    told |= _agreed(question, key)
    talked = kind == "agreement" and "talk" not in question.events
    told["@only-talk"] = listed("only-talk") if talked else ()
    blow = kind == "other" and question.sites and {"attack", "destroy"} & set(question.events)
    if kind == "strike" or blow:
        told |= struck(question, key)
    elif kind == "personnel":
        told |= office_of(question)
    elif kind == "annexation" and question.verb == "recognise":
        links: Mapping[str, Any] = load("families.yaml")["recognition"]
        told["@deed"] = tuple(
            " ".join(f"{verb} {of} {name}".split())
            for verb in links["verbs"]
            for of in links["of"]
            for name in key
        )
    elif kind == "annexation" and "annex" in question.events:
        told |= _annexed(question)
    elif kind == "withdrawal" and "leave" in question.events and _of_forces(question):
        told["@leaving"] = kin_words("past", ("leave",))
        told["@away"] = _away(question)
    elif kind == "nuclear":
        told["@leaked"] = kin_words("past", ("leak",)) if question.events == ("leak",) else ()
        told["@mishap"] = _mishap(question)
    elif kind == "unrest" and set(question.events) <= {"overthrow", "protest"}:
        told |= toppled(question)
    elif kind == "entry":
        told |= _ground(question)
    elif question.verb in listed("sending") and question.actors:
        receivers = phrases_for(tuple(o for o in question.targets if o not in question.actors))
        told["@to"] = () if set(receivers) & set(key) else receivers
        actors = phrases_for(question.actors) if told["@to"] else ()
        told["@from-actor"] = tuple(f"from {the}{one}" for one in actors for the in ("", "the "))
    told |= undergone(question, kind)
    special = ("@undergone", "@deed", "@leaving", "@leaked", "@toppled")
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
    told_of = named or alike(asked) or meant
    if not told_of:
        return told
    acting = {phrase for name in question.actors for phrase in called(name)}
    ground = tuple(
        one for one in phrases_for((*question.places, *question.targets)) if one not in acting
    )
    return {
        "@enacted": told_of,
        "@enacting": unique([verb for row in own for verb in row["by"]]),
        "@itself": unique([verb for row in own for verb in row["itself"]]),
        "@but": unique([word for row in own for word in row.get("but", ())]),
        "@ground": () if question.sides else ground,
        "@realm": () if question.sides else ground or home_of(question),
    }


def _agreed(question: Question, key: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the words for that two have agreed, and for what they have agreed to do.

    "A prisoner exchange", "the exchange of 900 prisoners", "swap prisoners": the noun stands with
    its own, so that "agreed to an exchange of envoys" is another one.
    """
    rows: Mapping[str, Any] = load("families.yaml")["agreed"]
    asks = question.sides and question.verb in listed("agreeing")
    if not asks or question.undoing:
        return {"@agreed": (), "@agreed-on": (), "@no-accord": ()}
    own = [rows[name] for name in question.events if name in rows]
    told = [
        phrase
        for row in own
        for one in key
        for phrase in (
            *(f"{one} {noun}" for noun in row["nouns"]),
            *(f"{noun} of {gap}{one}" for noun in row["nouns"] for gap in BETWEEN[:4]),
            *(f"{verb} {gap}{one}" for verb in row["verbs"] for gap in BETWEEN[:4]),
        )
    ]
    verbs = tuple(map(str, rows["verbs"]))
    return {"@agreed": verbs, "@agreed-on": unique(told), "@no-accord": listed("no-accord")}


def _by_noun(question: Question, kind: str, key: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the nouns for what would be done, with what it would be done to right behind them.

    "Withdrawal from the north", "sanctions on the island", "recognition of the province"; who does
    it stands before them, or behind "by". Nothing of what undoes them.
    """
    if question.undoing:
        return (), ()
    rows: Mapping[str, Mapping[str, Any]] = load("families.yaml")["by-noun"]
    who = [phrase for name in question.actors for phrase in called(name)]
    named = phrases_for((*question.bases, *question.places, *question.targets))
    ground = tuple(one for one in named if one not in who)
    told: list[str] = []
    own: list[str] = []
    for row in rows.values():
        kins, verbs = row.get("kins", ()), row.get("verbs", ())
        asked = set(kins) & set(question.events) or question.verb in verbs
        if kind not in row["kinds"] or not asked:
            continue
        behind = key if row["to"] == "key" else ground
        told += [
            " ".join(f"{noun} {of} {gap} {one}".split())
            for noun in row["nouns"]
            for of in row["of"]
            for gap in ("", "the", "*")
            for one in behind
        ]
        own += [
            f"{noun} of {one}{gap} from {place}"
            for noun in (row["nouns"] if row.get("own") else ())
            for one in who
            for gap in ("", " *")
            for place in behind
        ]
    return unique(told), unique(own)


def _ground(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for whose ground is entered: war against it, in it, into it."""
    targets = tuple(one for one in question.targets if one not in question.actors)
    names = phrases_for(targets or tuple(o for o in question.places if o not in question.actors))
    wars = ("war against", "war in", "war with", "war on", "fighting in")
    return {
        "@war-on": tuple(f"{war} {name}" for war in wars for name in names),
        "@within": tuple(
            f"{by} {of}{name}" for by in ("in", "inside") for name in names for of in BETWEEN[:3]
        ),
        "@inward": tuple(f"into {of}{name}" for name in names for of in BETWEEN[:3]),
        "@crossed": tuple(
            phrase
            for name in names
            for phrase in (
                *(f"crossed {the}{name}{own} border" for the in ("", "the ") for own in ("", "'s")),
                *(f"crossed the border {by} {name}" for by in ("of", "with", "to")),
            )
        ),
        "@sent": listed("dispatching", question.verb)
        if question.verb in listed("dispatching")
        else (),
    }


def _annexed(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return how it is told that ground was made part of a state: by its act, and of the ground."""
    states = home_of(question)
    acting = {phrase for name in question.actors for phrase in called(name)}
    ground = tuple(
        one for one in phrases_for((*question.places, *question.targets)) if one not in acting
    )
    parts = tuple(
        f"{as_}{part}"
        for as_ in ("", "to be ", "as ")
        for part in ("part of", "a part of", "a province of", "a state of", "a region of")
    )
    made = ("declared", "proclaimed", "made", "making", "makes", "make")
    whose = (*states, "its", "its territory", "the country", "the federation")
    owned = ("its own", "its territory", "its own territory", "its land", "its province")
    ruled = ("applied", "extended", "imposed", "established")
    become = ("joined", "became part of", "has joined", "has become part of", "became a part of")
    been = ("was incorporated into", "has been incorporated into", "was absorbed by")
    return {
        "@made-part": (
            *(
                f"{verb} {the}{name} {part} {one}"
                for verb in made
                for the in ("", "the ")
                for name in ground
                for part in parts
                for one in whose
            ),
            *(
                f"{verb} {the}{name} {as_}{own}"
                for verb in made[:2]
                for the in ("", "the ")
                for name in ground
                for as_ in ("", "to be ", "as ")
                for own in owned
            ),
            *(
                f"{verb} {its}sovereignty {over} {the}{name}"
                for verb in (*ruled, *made[:2])
                for its in ("", "its ", "* ")
                for over in ("over", "to")
                for the in ("", "the ")
                for name in ground
            ),
        ),
        "@part-of": tuple(
            f"{name} {end} {one}" for name in ground for end in (*become, *been) for one in states
        ),
    }


def _away(question: Question) -> tuple[str, ...]:
    """Return the words for whence forces are pulled, right before it: "out of southern Peru"."""
    names = phrases_for(shortened(question.bases or question.places))
    return tuple(
        f"{way} {of}{name}" for way in ("out of", "from") for of in BETWEEN[:3] for name in names
    )


def _mishap(question: Question) -> tuple[str, ...]:
    """Return the nouns for what would go wrong: those that the question has, and their like."""
    groups = (tuple(map(str, group)) for group in load("families.yaml")["mishaps"])
    asked = [group for group in groups if expression_of(group[:1]).search(question.text)]
    return unique([word for group in asked for word in group])


def _of_forces(question: Question) -> bool:
    """Say whether it is forces that leave: those named, or those meant where nothing is named."""
    armed = expression_of(listed("forces"))
    return not question.matters or armed.search(question.text) is not None


def been_taken(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words that say of the question's place that it has been taken, behind its name."""
    verbs = kin_words("been", question.events)
    names = tuple(f"{site}*" for site in question.sites) or unique(
        [
            one
            for place in question.bases or question.places
            for one in (*shorter(place), *(f"{name}*" for name in spelled(place)))
        ]
    )
    if not verbs or not names:
        return dict.fromkeys(("@been", "@been-done", "@place-which", "@fall-of", "@has-fallen"), ())
    told = [f"{name} {be} {verb}" for name in names for be in WERE for verb in verbs]
    taken = names if "capture" in question.events else ()
    return {
        "@been": verbs,
        "@been-done": unique(told),
        "@fall-of": tuple(f"fall of {name}" for name in taken),
        "@has-fallen": tuple(
            f"{name} {fell}" for name in taken for fell in ("fell", "has fallen", "had fallen")
        ),
        "@place-which": unique(
            [
                f"{name}{which} {the}{actor}"
                for name in names
                for which in (" which", ", which")
                for actor in (phrase for one in question.actors for phrase in called(one))
                for the in ("", "the ")
            ]
        ),
    }


def of_place(question: Question, form: str, *, named: bool = False) -> tuple[str, ...]:
    """Return the phrases that say of the question's place that it is taken, left or the like.

    Of a site where the question names one: "the headquarters", or `named` "Garissa airport".
    """
    data = load("families.yaml")
    told = [verb for kin in question.events for verb in data[form].get(kin, ())]
    around = [f"{one.casefold()} " for one in question.places] if named else [""]
    names = [f"{of}{site}*" for site in question.sites for of in around] or [
        one
        for place in question.bases or question.places
        for one in (*shorter(place), *(f"{name}*" for name in spelled(place)))
    ]
    return unique(
        [
            " ".join((verb + " " + of + " " + name).split())
            for verb in told
            for of in WHOLE
            for name in names
        ]
    )
