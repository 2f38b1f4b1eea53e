"""Interests: whether who speaks tells of a deed of the party for which he speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.nouns import Pattern, Register, Span, Statement, Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh.cues import cue
from tocsin.weigh.parties import interests_of, party_of, phrases_of, states_of_official
from tocsin.weigh.patterns import PRONOUNS, Match
from tocsin.weigh.phrasing import mentions
from tocsin.weigh.rules import cut
from tocsin.weigh.titles import parties_by_title

__all__ = ["doers_of", "interested"]

_ITS = re.compile(
    r"(?:no\s+|none\s+of\s+)?(?:its|his|her|their|our|my)\s+(?:own\s+)?", re.IGNORECASE
)
"""What opens a subject that is the speaker's own: "its forces have not entered"."""

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_PLACED = re.compile(r"\s(?:in|for|at|on|near|around|to|towards?|against|along|inside)\s")
"""What opens a place or an aim, whose name is no doer's: "plans for a vote in Kherson"."""

_DETERMINERS = frozenset({"no", "not", "none", "the", "a", "an", "any", "neither", "all", "there"})


def doers_of(watch: Watch) -> tuple[str, ...]:
    """Return the words for those of whose deed a watch asks: who acts in its outcome and its claim.

    Nobody where its patterns name nobody who acts.
    """
    asking: list[Pattern] = [
        *(one for sign in watch.indicators if sign.kind == OUTCOME for one in sign.match),
        *(one for claim in watch.propositions if claim.relation == "same" for one in claim.match),
    ]
    return tuple(sorted({word for one in asking for word in one.slots.get("actor", ())}))


def interested(
    statement: Statement,
    source: str,
    register: Register,
    found: Match,
    doers: Sequence[str],
    *,
    report: str | None = None,
) -> str | None:
    """Return the party for which the source speaks when it speaks of that party itself, else None.

    What a party says of itself serves it: a denial above all. Parties are those of the register;
    one that it does not know speaks for the party whose office `report`, the text in which it
    speaks, gives it, else for itself where it tells of its own deed.
    Whoever looks is not the one who is looked at: the look of a party serves it where the watch
    asks for that party's own deed (`doers`), and not where another threatens it.
    """
    known = register.sources.get(source)
    speaker = "" if statement.speaker is None else statement.speaker.text
    # Of a last name alone the register knows the one official who has it.
    parties = states_of_official(source) if known is None else known.interests
    if not parties and speaker:
        parties = parties_by_title(speaker, statement.text if report is None else report)
    told = _doer(statement, found)
    if told is None or _is_nobody(told):
        looking = (party for party in parties if _is_of(party, doers))
        return next(looking, None if parties else _of_both(doers, speaker, speaker))
    if told.casefold() in PRONOUNS or _ITS.match(told):
        told = speaker or told
    for party in parties:
        if mentions(phrases_of(party), told) or party in interests_of(told):
            return party
    return None if parties else _of_both(doers, speaker, told)


def _is_nobody(told: str) -> bool:
    """Say whether the words for who does something name nobody: "no strike group", "troops"."""
    if told.casefold() in PRONOUNS or _ITS.match(told):
        return False
    doer, *placed = _PLACED.split(told, maxsplit=1)
    first, *others = _WORD.findall(doer) or [""]
    common = not first or first.casefold() in _DETERMINERS or mentions(cue("own_forces"), first)
    # With what it is for behind it, one word that opens a sentence is no name: "Plans for a vote".
    common = common or (bool(placed) and not interests_of(first) and party_of(first) is None)
    return (common or first.islower()) and not any(word[0].isupper() for word in others)


def _of_both(doers: Sequence[str], speaker: str, told: str) -> str | None:
    """Return who speaks, where one name of those asked of is both his and of whom he tells."""
    both = any(mentions((one,), speaker) and mentions((one,), told) for one in doers)
    return speaker if both else None


def _doer(statement: Statement, found: Match) -> str | None:
    """Return the words for who is told to do what matched; None where he is only looked for."""
    acting = next((span for slot, span in found.slots if slot == "actor"), None)
    if acting is not None and not _is_looker(statement, acting):
        return _subject_at(statement, acting)
    actor = statement.claim.actor
    if statement.absence is not None and (actor is None or _is_looker(statement, actor)):
        return None
    return "" if actor is None else cut(statement, actor)


def _subject_at(statement: Statement, acting: Span) -> str:
    """Return the subject that an actor's word stands in, else the word itself."""
    actor = statement.claim.actor
    return cut(statement, actor if actor is not None and actor.holds(acting) else acting)


def _is_looker(statement: Statement, who: Span) -> bool:
    """Say whether these words are the subject of the looking, and of nothing that is looked for."""
    absence, saying, action = statement.absence, statement.cue, statement.claim.action
    if absence is None:
        return False
    actor = statement.claim.actor
    if actor is None or not actor.overlaps(who):
        return False
    return action is not None and saying is not None and saying.overlaps(action)


def _is_of(party: str, doers: Sequence[str]) -> bool:
    """Say whether a party of the register is among those of whose deed a watch asks."""
    if "opposition" in party.split():
        return False
    own = set(phrases_of(party))
    return not own.isdisjoint(doers) or (bool(doers) and mentions(tuple(doers), party))
