"""Foretold: headlines that tell what is to come as a fact, with no word of how likely it is."""

from __future__ import annotations

import re

from tocsin.trace.utterances import Utterance

__all__ = ["MOST_FORETOLD", "SIGNALS", "deed_in", "foretells"]

_SURE = r"(?:all but |almost )?(?:set|bound|certain|sure|poised|due|about|going)"
WILL = re.compile(
    rf"\b(?:will|shall)\b|\b(?:is|are|was|were)?\s*{_SURE} to [a-z]"
    r"|^(?:(?:the|of|and) |[A-Z][\w'’.-]* ){1,4}to [a-z]"
)
"""Words by which a thing is told as what will be: "will", "set to", a headline's "Lee to go"."""

WONT = re.compile(r"\b(?:wo|sha)n['’]t\b|\b(?:will|shall|not) (?:not|never)\b|\bnot to [a-z]")
OPEN = re.compile(
    r"(?<!in )(?<!by )(?<!until )(?<!\d )\bmay\b(?! \d)"
    r"|\b(?:might|could|can|would|should|if|unless|whether|likely|unlikely|possibl[ey]|perhaps"
    r"|probabl[ey]|consider|decide|discuss|talk|try|seek|want|plan|hope|need|ready|able)(?:s|ed)?\b",
    re.IGNORECASE,
)
"""Words that leave open whether a thing comes about, or tell no more than that it is talked of."""

MOST_FORETOLD = 0.65
"""Part of what a headline foretells that the judgement has that it is held against."""

SIGNALS = frozenset("set bound certain sure pois due going wil won't".split())
"""Stems of words that only tell that a thing is to come."""

ALIKE = 4
"""Letters at the beginning by which a noun is that of a verb: "invade", "invasion"."""


def foretells(head: Utterance) -> int:
    """Return 1 where a headline tells as a fact what will be, -1 what will not be, else 0."""
    statement = head.statement
    said = statement.content.of(head.report.text)
    if statement.likelihood is not None or statement.condition is not None or OPEN.search(said):
        return 0
    if WONT.search(said):
        return -1
    return int(WILL.search(said) is not None and statement.polarity != "negated")


def deed_in(deed: str, stems: frozenset[str]) -> frozenset[str]:
    """Return the deed where `stems` have its noun: of "invad" and "invasion" the first."""
    same = len(deed) >= ALIKE and any(word.startswith(deed[:ALIKE]) for word in stems)
    return frozenset({deed}) if same else frozenset()
