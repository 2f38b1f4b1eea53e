"""Ways: whether what moves comes into the country that a pattern is about, or goes out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from tocsin.nouns import Direction, Quantity, Span, Statement

__all__ = ["Way", "leads_to", "way_of", "way_untold", "way_worded"]

Way = Literal["in", "out", "elsewhere"]
"""As seen from one country; "elsewhere": the move is between others."""

_TO = re.compile(
    r"\b(?:to|into|toward|towards)\s+(?:the\s+|neighbou?ring\s+|\w+ern\s+)*$", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:from|out\s+of|left|leave|leaves|leaving)\s+(?:the\s+|neighbou?ring\s+|\w+ern\s+)*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:\s+(?:has|have|had|is|was|also|reportedly))*\s+", re.IGNORECASE)
_WHERE = re.compile(
    r"\b(?:in|at|near|of|for|with|by|through|to|into|from)\s+(?:the\s+|\w+ern\s+)*$", re.IGNORECASE
)
_AWAY = re.compile(
    r"\b(?:away\s+from|out\s+of|off|from|leav(?:e|es|ing)|left|quit(?:s|ting)?|vacat\w+"
    r"|withdr[ae]w\w*\s+from)\s+"
    r"(?:(?:the|its|their|this|that|whole|area|zone|of|near|at|along|around|\w+ern)\s+)*$",
    re.IGNORECASE,
)
"""Before a place from which it goes: "left the border", "away from the area near the border"."""
_BACK = re.compile(
    r"\bback\s+(?:in)?to\s+(?:(?:the|its|their)\s+)?(?:\w+\s+)?"
    r"(?:barracks|base|bases|garrisons?|depots?|quarters|homes?|deployment)\b"
    r"|\bback\s+home\b",
    re.IGNORECASE,
)
"""Said of what goes back to where it belongs."""
_NEAR = 60
"""Characters after a match within which a place may still tell where the move leads."""


def way_of(quantity: Quantity, home: str | None) -> Way | None:
    """Return which way a counted thing goes as seen from `home`, None where nothing tells it.

    The ends that the words tell rule. The reader's own `direction`, which is seen from the country
    that the report is about, stands in only where they tell no end or `home` is not known.
    """
    return _way(quantity.whence, quantity.whither, home, quantity.direction)


def way_worded(text: str, slots: Mapping[str, tuple[int, int]]) -> Way | None:
    """Return "out" where the words put the matched place behind what moves, None otherwise.

    `slots` are where the words of a match stand in `text`: "left the border", "moved away from the
    border", "moved from the border back to their barracks".
    """
    if (place := slots.get("place")) is not None:
        start, _ = place
        if _AWAY.search(text, max(0, start - 60), start):
            return "out"
    if (action := slots.get("action")) is not None:
        _, end = action
        last = max(b for _, b in slots.values())
        stop = re.compile(r"[.;!?]").search(text, last)
        to = min(len(text) if stop is None else stop.start(), last + _NEAR)
        if _BACK.search(text, end, to):
            return "out"
    return None


def leads_to(text: str, slots: Mapping[str, tuple[int, int]]) -> bool:
    """Say whether the matched place is told as where it goes: "to the border", "into Norland".

    Not where it comes from the matched `other`, to which a place beside it only belongs.
    """
    if (place := slots.get("place")) is None:
        return False
    if (other := slots.get("other")) is not None:
        start, _ = other
        if _FROM.search(text, max(0, start - 40), start):
            return False
    start, _ = place
    return _TO.search(text, max(0, start - 40), start) is not None


def way_untold(statement: Statement, cover: Span, home: str | None) -> Way | None:
    """Return the way that the places of a statement tell of what it does not count.

    A state that does it to what goes elsewhere sends it: "Norland moved tanks to Suland".
    """
    if home is None or statement.quantities:
        return None
    ends: dict[bool, str | None] = {}
    for place in statement.places:
        if place.country is None or not cover.start <= place.span.start <= cover.end + _NEAR:
            continue
        at = place.span.start - statement.span.start
        for leads, words in ((True, _TO), (False, _FROM)):
            if words.search(statement.text, max(0, at - 40), at):
                ends.setdefault(leads, place.country)
    if True in ends and (doer := _doer(statement, cover)) != ends[True]:
        ends.setdefault(False, doer)
    return _way(ends.get(False), ends.get(True), home, None)


def _doer(statement: Statement, cover: Span) -> str | None:
    """Return the state that is the subject of what matched, or stands as one right before it."""
    text, offset = statement.text, statement.span.start
    for place in statement.places:
        at = place.span.start - offset
        beside = place.span.end <= cover.start and _SUBJECT.fullmatch(
            text, place.span.end - offset, cover.start - offset
        )
        if place.span == statement.claim.actor or (
            beside and not _WHERE.search(text, max(0, at - 40), at)
        ):
            return place.country
    return None


def _way(
    whence: str | None, whither: str | None, home: str | None, direction: Direction | None
) -> Way | None:
    if home is None or (whence is None and whither is None):
        return direction
    if whence == whither:
        return "elsewhere"  # within one country: neither in nor out
    if whither == home:
        return "in"
    if whence == home:
        return "out"
    if whither is None:
        return "in"  # "came from Norland": the pattern's words tell that it comes
    if whence is None:
        return "out" if direction == "out" else "elsewhere"
    return "elsewhere"
