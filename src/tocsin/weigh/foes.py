"""Foes: the two of whom a question asks whether they go to war, and the words for each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tocsin.weigh.asking import Question, body_of, kind_of
from tocsin.weigh.naming import called
from tocsin.weigh.parties import names_of_body
from tocsin.weigh.terms import common, listed, unique

__all__ = ["FOES", "foes_of"]

FOES = (
    *("@foe-one", "@foe-two", "@with-foe-one", "@with-foe-two"),
    *("@between-one", "@between-two", "@fought", "@lone-foe"),
)
"""The @-words of a war between two, or of one that only one party is named in."""

TOWARDS = ("with", "against", "on", "and")
"""What stands before the other of two at war: "on" of whom war is declared on."""

LEADS = ("", "the ", "* ")
WARS = ("war", "wars", "civil war", "hostilities")
FIGHTS = ("fighting", "combat", "battle", "battles", "clashes", "exchange of fire")
ASKS_OF_FIGHTS = re.compile(r"\b(?:fight(?!\s+an?\b[\w\s-]*\bwar\b)\w*|clash\w*|blows)\b")
IN = re.compile(r"\b(?:in|at|near|over|across|from)\s+(?:the\s+)?$", re.IGNORECASE)


def foes_of(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for the two who would be at war; all empty where no war is asked of.

    `@fought` are the nouns for it, with those of fighting where the question asks of that;
    `@lone-foe` is the one party of a question that names no other.
    """
    if kind_of(question) != "war":
        return dict.fromkeys(FOES, ())
    named = _parties(question)
    nouns = (*WARS, *(FIGHTS if ASKS_OF_FIGHTS.search(question.text) else ()))
    words = [called(name) for name in named]
    if len(words) < 2:
        alone = words[0] if words else ()
        return {**dict.fromkeys(FOES, ()), "@fought": nouns, "@lone-foe": alone}
    one, two = words
    return {
        "@foe-one": one,
        "@foe-two": two,
        "@with-foe-one": _behind(TOWARDS, one),
        "@with-foe-two": _behind(TOWARDS, two),
        "@between-one": _behind(("between",), one),
        "@between-two": _behind(("between",), two),
        "@fought": nouns,
        "@lone-foe": (),
    }


def _behind(leads: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{lead} {of}{name}" for lead in leads for name in names for of in LEADS)


def _parties(question: Question) -> tuple[str, ...]:
    """Return the first two who could be at war, in order: states and bodies before mere names."""
    if question.sides:
        return question.sides
    bodies = [one for one in question.persons if names_of_body(one) or body_of(one)]
    armies = [word for word in common(question.text) if word in listed("bodies")]
    others = [one for one in question.persons if not _is_place(one, question.text)]
    told = (*question.actors, *question.targets, *bodies, *armies, *others)
    held = [one for one in unique(list(told)) if not _is_place(one, question.text)]
    return tuple(held[:2])


def _is_place(name: str, text: str) -> bool:
    """Say whether a name only says where: "in Kashmir"."""
    at = text.find(name)
    return at > 0 and IN.search(text[:at]) is not None
