"""Contests: words for who wins or loses a vote of which a question asks who wins it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tocsin.data import load
from tocsin.weigh.asking import NAME, Question, kind_of
from tocsin.weigh.naming import BETWEEN, phrases_for, shorter
from tocsin.weigh.patterns import expression_of
from tocsin.weigh.terms import unique

__all__ = ["CONTEST", "contest_of"]

CONTEST = ("@elected", "@elected-as", "@post", "@contest", "@beaten", "@beaten-as", "@ahead")
"""The @-words of a vote that somebody wins: told with his name, so that another's is none of it."""

REST = ("@contender", "@vote-place", "@winning", "@won-bare")

_SUBJECT = re.compile(r"^Will\s+(?P<who>.+?)\s+win\b")


def contest_of(question: Question) -> Mapping[str, tuple[str, ...]]:
    """Return the words for who wins, loses, leads and trails; all empty where no vote is asked of.

    The name stands right before what he does, or right behind what is done to him: who is beaten
    in an election is named beside it as well.
    """
    told: dict[str, tuple[str, ...]] = dict.fromkeys((*CONTEST, *REST), ())
    rows: Mapping[str, Sequence[str]] = load("families.yaml")["contest"]
    nouns = tuple(map(str, rows["nouns"]))
    subject = _SUBJECT.search(question.text)
    runs = list(NAME.finditer(subject["who"])) if subject else []
    asks = expression_of(nouns).search(question.text) is not None
    if question.verb != "win" or question.undoing or not asks or not runs:
        return told
    if kind_of(question) != "other":
        return told
    names = unique([one.casefold() for one in shorter(runs[-1].group())])
    posts = tuple(one for key, one in _pairs(rows["posts"]) if key in question.text.casefold())
    elsewhere = tuple(one for one in question.targets if one not in question.actors)
    return {
        "@contender": names,
        "@contest": nouns,
        "@post": unique([*nouns, *posts]),
        "@elected": _before(names, rows["won"]),
        "@elected-as": _before(names, rows["elected"]),
        "@beaten": unique([*_before(names, rows["lost"]), *_behind(rows["beat"], names)]),
        "@beaten-as": _before(names, rows["behind"]),
        "@ahead": _before(names, rows["ahead"]),
        "@winning": tuple(map(str, rows["won"])),
        "@vote-place": phrases_for(elsewhere),
        "@won-bare": () if elsewhere else tuple(map(str, rows["won"])),
        # Other words of the question would tell of any vote, and of the state that holds it.
        "@actor": tuple(f"{one}*" for one in names),
        "@who": (),
        "@event": tuple(map(str, rows["event"])),
        "@would": tuple(map(str, rows["event"])),
        "@key": nouns,
        "@matter": nouns,
        "@about": nouns,
    }


def _pairs(rows: Sequence[str]) -> list[tuple[str, str]]:
    return [(key, post) for key, _, post in (str(one).partition(":") for one in rows)]


def _before(names: Sequence[str], verbs: Sequence[str]) -> tuple[str, ...]:
    """Return the verbs with the name before them: "Marlow won", "Marlow has narrowly won"."""
    return unique([f"{one} {gap}{verb}" for one in names for verb in verbs for gap in BETWEEN[:3]])


def _behind(verbs: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    return unique([f"{verb} {gap}{one}" for verb in verbs for one in names for gap in BETWEEN[:3]])
