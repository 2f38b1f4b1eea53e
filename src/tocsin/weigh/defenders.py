"""Defenders: what those do against whom a watch asks, which is no sign that others come."""

from __future__ import annotations

import re

from tocsin.data import load
from tocsin.nouns import Span, Statement, Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh.cues import cue
from tocsin.weigh.interests import doers_of
from tocsin.weigh.parties import phrases_of
from tocsin.weigh.patterns import PRONOUNS, Match
from tocsin.weigh.phrasing import mentions
from tocsin.weigh.rules import cut
from tocsin.weigh.slots import stands_beside

__all__ = ["Defenders", "defenders_of", "done_by_defender"]

LEAST = 4
"""Letters of a phrase that may name a state."""

GATHERED = frozenset({"military", "logistics"})
"""Kinds of signs that forces gather or are made ready."""

_WHERE = re.compile(r"\b(?:to|towards?|at|near|along|on|with|in|into|from|by|over|against)\b")

Defenders = tuple[tuple[str, ...], tuple[str, ...]]
"""Words for those against whom a watch asks, and for those of whose deed it asks."""


def defenders_of(watch: Watch) -> Defenders:
    """Return the states against whom a watch asks, as words, and those who would do it.

    They are named where its outcome is done to somebody, and act in none of it. Nobody where it
    names nobody who acts, and never those beside whom they would fight.
    """
    doers = doers_of(watch)
    named = {
        phrase
        for sign in watch.indicators
        if sign.kind == OUTCOME
        for one in sign.match
        for slot, phrases in one.slots.items()
        if slot not in {"actor", "action"}
        for phrase in phrases
        if len(phrase.rstrip("*")) >= LEAST and " " not in phrase
    }
    if not doers or not named:
        return (), doers
    states = [str(row["name"]) for row in load("register.yaml")["countries"]]
    others = [
        one
        for one in states
        if mentions(tuple(sorted(named)), one)
        and not mentions(doers, one)
        and not stands_beside(one, watch.question)
    ]
    return tuple(word for one in others for word in phrases_of(one)), doers


def done_by_defender(
    kind: str, statement: Statement, found: Match, defenders: Defenders
) -> str | None:
    """Return who of those threatened brings up forces or trains, by himself; None where none does.

    Only of a sign that asks for nobody by name who does it: "troops at the border" are anybody's.
    Whoever moves the other's forces, or trains with them, tells of those.
    """
    threatened, doers = defenders
    claim = statement.claim
    if kind not in GATHERED or not threatened or "actor" in found.pattern.slots:
        return None
    if claim.action is None or not mentions(cue("gathering"), cut(statement, claim.action)):
        return None
    deed = next((span for slot, span in found.slots if slot == "action"), None)
    told = deed.overlaps(claim.action) if deed else claim.action.start <= found.cover.start
    if not told:
        return None
    subject = _subject(statement, claim.actor)
    moved = "" if claim.object is None else _WHERE.split(cut(statement, claim.object))[0]
    if mentions(doers, subject) or mentions(doers, moved):
        return None
    return subject if mentions(threatened, subject) else None


def _subject(statement: Statement, actor: Span | None) -> str:
    """Return who acts; the speaker where he tells of himself."""
    subject = (statement.claim.elided or "") if actor is None else cut(statement, actor)
    own = subject.split(" ", 1)[0].casefold() in PRONOUNS
    return statement.speaker.text if own and statement.speaker is not None else subject
