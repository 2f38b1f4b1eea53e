"""Roles: whether a name that matched is the one who acts, not whose ally or foe another is."""

from __future__ import annotations

import re
from functools import cache

from tocsin.data import load
from tocsin.nouns import Pattern, Span, Statement
from tocsin.weigh.cues import cue
from tocsin.weigh.parties import party_of
from tocsin.weigh.phrasing import expression_of, find, mentions

__all__ = ["is_barred", "is_driven_off", "is_of_another", "is_of_those_told", "suffers"]

DONE_BY = "done by "
"""Before who must not be the one that does what a pattern asks for, among its `without`."""

STEM = 4
"""Letters by which a phrase is told to ask for a lesser office: "deput*"."""

_OWN = frozenset({"it", "they", "he", "she", "we", "i", "its", "their", "his", "her", "our"})
_WHICH = re.compile(
    r"(?P<who>[\w’'-]+(?:\s+[\w’'-]+){0,3}),?\s+(?:which|who|that)\s+(?:(?:has|have|had)\s+)?$",
    re.IGNORECASE,
)
"""Before a verb: whom its relative clause tells more of."""
_NAME = re.compile(r"[A-Z]\w+")
_WERE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|got|get|gets|getting)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_OFF = re.compile(r"\s+(?:\w+\s+)?(?:back|out|away|off|from)\b", re.IGNORECASE)
"""Behind a verb by which somebody is driven: that he is driven off."""
_BY = re.compile(r"\bby\s+(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)
_REACH = 60
"""Characters before a name in which another's office or alliance may begin."""


def is_of_another(phrases: tuple[str, ...], text: str, start: int, end: int) -> bool:
    """Say whether words found in `text` only tell whose ally, or which lesser office, another is.

    "Norland's ally Suland sent troops" tells nothing of Norland, and "the deputy prime minister"
    nothing of the prime minister, unless one of the phrases asks for a deputy.
    """
    behind, before, lesser = _relations()
    if behind.match(text, end) or before.search(text, max(0, start - _REACH), start):
        return True
    titles = (one.start("title") for one in lesser.finditer(text, max(0, start - _REACH), end))
    return any(start <= at < end for at in titles) and not _asks_lesser(phrases)


@cache
def _relations() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what makes another of a name behind it and before it, and an office a lesser one."""
    kinds = expression_of(cue("kinds_of_ally")).pattern
    allies = expression_of(cue("allies")).pattern
    lesser = expression_of(cue("lesser")).pattern
    titles = expression_of(tuple(map(str, load("families.yaml")["titles"]))).pattern
    few = r"(?:(?!(?:said|says|told|and|or|to|of|for|the|an?|his|her|its|who)\b)\w+\s+){0,2}?"
    return (
        re.compile(rf"(?:['’]s?)?\s+(?:{kinds}\s+){{0,2}}{allies}", re.IGNORECASE),
        re.compile(rf"{allies}\s+of\s+(?:the\s+)?$", re.IGNORECASE),
        re.compile(rf"{lesser}[\s-]+{few}(?P<title>{titles})", re.IGNORECASE),
    )


@cache
def _asks_lesser(phrases: tuple[str, ...]) -> bool:
    stems = {one[:STEM] for one in cue("lesser")}
    return any(word[:STEM] in stems for one in phrases for word in one.split())


def suffers(statement: Statement, who: Span) -> bool:
    """Say whether a name stands for those to whom it is done: "Lunar fighters were captured".

    Only of verbs by which a foe is hurt (`hurting`): troops that "were sent" are sent by their own.
    """
    sufferer, action = statement.claim.object, statement.claim.action
    if sufferer is None or action is None or sufferer.end > action.start:
        return False
    return sufferer.holds(who) and mentions(cue("hurting"), _cut(statement, action))


def is_driven_off(statement: Statement, slots: dict[str, Span]) -> bool:
    """Say whether the matched action is done to who fills the actor: "they were pushed back".

    Of a verb by which a foe is driven (`driving`) only who stands behind "by" is the doer.
    """
    acting, deed = slots.get("actor"), slots.get("action")
    if acting is None or deed is None or not mentions(cue("driving"), _cut(statement, deed)):
        return False
    text, offset = statement.text, statement.span.start
    off = _OFF.match(text, deed.end - offset) is not None
    if not off or _WERE.search(text[: max(deed.start - offset, 0)]) is None:
        return False
    return acting.start < deed.end or _BY.search(text[: acting.start - offset]) is None


def is_barred(pattern: Pattern, statement: Statement, slots: dict[str, Span]) -> bool:
    """Say whether the matched action is told of one by whom it must not be done.

    `without` names him behind "done by", and the claim has him as its subject; a pronoun stands for
    the speaker. Not where what is moved is of another name that matched: "Norland moved 300
    Sulandic soldiers" is no move of its own.
    """
    phrases, deed = _barred(pattern.without), slots.get("action")
    if not phrases or deed is None or not (subject := _subject(statement, deed)):
        return False
    if not any(not is_of_another(phrases, subject, a, b) for a, b in find(phrases, subject)):
        return False
    moved = statement.claim.object
    tied = [span for slot, span in slots.items() if slot in {"place", "other"}]
    return moved is None or not any(moved.holds(span) for span in tied)


def is_of_those_told(pattern: Pattern, statement: Statement, slots: dict[str, Span]) -> bool:
    """Say whether the matched action is told of others, by whom a relative clause tells of them.

    "Norland caught Sulandic soldiers who had crossed the border": those who crossed are not of
    Norland, whoever caught them. Those of no named state may be anybody's: "sent men who crossed".
    """
    acting, deed = slots.get("actor"), slots.get("action")
    if acting is None or deed is None or not acting.end <= deed.start:
        return False
    who = _which(statement, deed)
    if not who or mentions(pattern.slots["actor"], who):
        return False
    start = deed.start - statement.span.start
    if acting.end > statement.span.start + statement.text.rfind(who, 0, start):
        return False
    return any(party_of(word) is not None for word in _NAME.findall(who))


def _which(statement: Statement, deed: Span) -> str:
    """Return what a relative clause before an action tells more of, "" where there is none.

    It stands behind the claim's own action: whoever caught them is none of them.
    """
    offset, own = statement.span.start, statement.claim.action
    since = own.end - offset if own is not None and own.end < deed.start else 0
    told = _WHICH.search(statement.text, max(since, 0), max(deed.start - offset, 0))
    return "" if told is None else told["who"]


def _subject(statement: Statement, deed: Span) -> str:
    """Return the subject of a matched action, "" where none is told.

    That of the claim, or what a relative clause tells more of: "Norland, which called up men".
    """
    claim = statement.claim
    if claim.action is None or not claim.action.overlaps(deed):
        return _which(statement, deed)
    subject = (claim.elided or "") if claim.actor is None else _cut(statement, claim.actor)
    if subject.split(" ", 1)[0].casefold() in _OWN and statement.speaker is not None:
        return statement.speaker.text
    return subject


@cache
def _barred(without: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one[len(DONE_BY) :] for one in without if one.startswith(DONE_BY))


def _cut(statement: Statement, span: Span) -> str:
    start = max(span.start - statement.span.start, 0)
    return statement.text[start : start + len(span)]
