"""News present: where a statement tells in the present tense what has come about."""

from __future__ import annotations

import re

from tocsin.nouns import Pattern, Span, Statement
from tocsin.weigh.conjugation import present_phrases
from tocsin.weigh.cues import cue
from tocsin.weigh.phrasing import find, mentions

__all__ = ["news_phrases", "told_now"]

TOLD = frozenset({"statement", "observation", "announcement"})
"""Acts by which something is told as come about."""

BOTH = frozenset({"past", "present"})

_HELPED = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|do|does|did|will|would|may|might|can|could|shall|should"
    r"|must|need|dare|to|not|never|n['’]t|cannot)\b|['’](?:ll|d|re|m)\b",
    re.IGNORECASE,
)
"""Between a subject and its verb: then it is no plain present, or does not happen."""


def news_phrases(pattern: Pattern) -> tuple[str, ...]:
    """Return how the deeds of a pattern are told in the present of news: "enters", "crosses".

    Only a pattern of what is done, which lets the present stand for the past, is told so.
    """
    if not set(pattern.tense) >= BOTH:
        return ()
    return present_phrases(tuple(pattern.slots.get("action", ())))


def told_now(
    pattern: Pattern, statement: Statement, text: str, offset: int, deed: Span | None
) -> list[tuple[int, int]]:
    """Return where `text` tells the action in the present of news: "Norland enters the war".

    It is the verb of the claim itself, or the verb of saying that is a deed (`deed`, in the
    characters of `text`), with a subject and no helper; and nothing tells it as planned, staged,
    usual or yet to come.
    """
    if statement.tense != "present" or statement.act not in TOLD:
        return []
    if statement.polarity != "affirmed" or statement.condition is not None or statement.background:
        return []
    phrases = news_phrases(pattern)
    if not phrases or (verb := _verb(statement, text, offset, deed)) is None:
        return []
    if mentions(cue("not_now"), text) or _is_foretold(statement):
        return []
    without = present_phrases(tuple(pattern.without))
    if without and mentions(without, text):
        return []
    return [(a, b) for a, b in find(phrases, text) if a <= verb.start < b]


def _verb(statement: Statement, text: str, offset: int, deed: Span | None) -> Span | None:
    """Return the finite verb of what is told, in the characters of `text`."""
    if deed is not None:
        return deed
    subject, action = statement.claim.actor, statement.claim.action
    if action is None or not offset <= action.start < offset + len(text):
        return None
    verb = Span(action.start - offset, action.end - offset)
    if subject is None:
        return verb if statement.claim.elided is not None else None
    if subject.end > action.start:
        return None
    return None if _HELPED.search(text, max(subject.end - offset, 0), verb.start) else verb


def _is_foretold(statement: Statement) -> bool:
    """Say whether the verb of saying tells of what is to come: "promises that it joins"."""
    cue_at, start = statement.cue, statement.span.start
    if cue_at is None or not statement.span.holds(cue_at):
        return False
    return mentions(cue("foretelling"), statement.text[cue_at.start - start : cue_at.end - start])
