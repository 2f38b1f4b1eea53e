"""Toppling: words for rulers who are overthrown or fall, by whom and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tocsin.data import load
from tocsin.weigh.asking import Question
from tocsin.weigh.matter import kin_words
from tocsin.weigh.naming import BETWEEN, WERE, phrases_for, shorter
from tocsin.weigh.parties import party_of
from tocsin.weigh.patterns import expression_of
from tocsin.weigh.terms import listed, unique

__all__ = ["TOPPLED", "toppled"]

TOPPLED = ("@toppled", "@there", "@felled", "@fallen-of")
"""The @-words of a fall that tie a sign to its question by themselves."""

RULERS = ("government", "regime", "junta")
COLLAPSED = ("fell", "has fallen", "collapsed", "has collapsed")
"""Those who rule a state, and what is said of them when they fall."""


def toppled(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for a coup: what is told of it, by whom, where, and of which ruler."""
    over = "overthrow" in question.events
    states = tuple(one for one in question.actors if party_of(one) == one)
    # Who falls overthrows nobody, and one soldier's coup is another's.
    plotters = set(listed("plotters"))
    doers = tuple(
        one
        for one in question.actors
        if one not in states and one not in question.fallen and one.casefold() not in plotters
    )
    names = [min(shorter(name), key=len) for name in question.fallen if over]
    verbs = listed("felled")
    there = phrases_for(question.places or states or question.targets)
    ends = (*(f"{be} {verb}" for be in WERE[:3] for verb in verbs), *COLLAPSED)
    felled = [
        *(f"{rulers} of {one} {end}" for rulers in RULERS if over for one in there for end in ends),
        *(f"{verb} {of}{name}" for name in names for verb in verbs for of in BETWEEN[:4]),
        *(f"{name} {be} {verb}" for name in names for verb in verbs for be in WERE[:4]),
        *(f"{name} fell from power" for name in names),
    ]
    falls = over and question.verb in listed("falling", "verbs")
    told: dict[str, tuple[str, ...]] = {
        "@toppled": kin_words("past", ("overthrow",)) if over else (),
        "@there": there,
        "@toppler": () if falls or question.verb == "be" else phrases_for(doers),
        "@felled": unique(felled),
    }
    # Who takes power, or seizes it, takes much else.
    told |= {"@verb": ()} if over else {}
    return told | (_fallen(question, there) if falls else {})


def _fallen(question: Question, there: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return what is said when those who rule have fallen, by themselves and with whose they are.

    Of those who rule, and of nothing else of the state's: its currency falls too. What would be
    done to them is a view on it, and nothing that they, or their state, would do to others.
    """
    rows: Mapping[str, Any] = load("families.yaml")["falling"]
    ends = (*rows["ends"], *(rows["leaves"] if _may_leave(question) else ()))
    return {
        "@fallen": tuple(f"{one} {end}" for one in rows["rulers"] for end in ends),
        "@fallen-of": tuple(
            f"{one} {way} {the}{whose} {end}"
            for one in rows["rulers"]
            for way in ("of", "in")
            for the in ("", "the ")
            for whose in there
            for end in ends
        ),
        "@would": tuple(one for one in kin_words("would", ("overthrow",)) if one[:3] == "be "),
    }


def _may_leave(question: Question) -> bool:
    """Say whether those who rule fall by leaving too: a government does, a junta does not."""
    return expression_of(listed("falling", "leaving")).search(question.text) is not None
