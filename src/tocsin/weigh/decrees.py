"""Decrees: whether what an announcement tells is done by that very word, or is yet to come."""

from __future__ import annotations

from tocsin.nouns import Indicator, Statement
from tocsin.weigh.cues import cue
from tocsin.weigh.patterns import Match, mentions
from tocsin.weigh.rules import cut

__all__ = ["done_by_word"]


def done_by_word(indicator: Indicator, statement: Statement, found: Match) -> bool:
    """Say whether nothing is left to be seen of what a statement announces.

    An indicator may ask for the very saying: "announced or formed", "claims that". And who told in
    the past, in no one else's words, that somebody resigned, imposed a ban or lifted it tells of
    what is done; but an order, a promise or an agreement leaves it to come, unless to give one is
    what the indicator asks for.
    """
    deed, own = statement.cue, False
    if deed is None:
        if statement.tense != "past":
            return False
        deed, own = statement.claim.action, True
    if deed is None:
        return False
    words = cut(statement, deed)
    if any(slot == "action" and span.overlaps(deed) for slot, span in found.slots):
        return True
    if any(mentions(one.slots.get("action", ()), words) for one in indicator.match):
        return True
    return own and not mentions(cue("pledging"), words)
