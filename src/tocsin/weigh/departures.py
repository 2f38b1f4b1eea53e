"""Departures: whether what is moved goes away from the ground to which a pattern has it come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tocsin.nouns import Pattern
from tocsin.weigh.cues import cue
from tocsin.weigh.phrasing import mentions

__all__ = ["departs"]

_BEHIND = re.compile(
    r"\b(?:from|out\s+of|off)\s+(?:(?:the|its|their|his|her|this|that|area|areas|zone|region|line"
    r"|positions|posts?|bases?|of|near|at|along|around|with|between|borders?|frontiers?|\w+ern)"
    r"\s+)*$",
    re.IGNORECASE,
)
"""Before a name from whose ground it goes: "away from the border with", "out of positions near"."""

_BACK = re.compile(r"\s+back\b(?!\s+(?:in)?to\b)", re.IGNORECASE)
"""Behind a verb: whom one sends back goes away, where no ground is named that he goes back to."""

_BORDER = re.compile(r"(?:border|frontier)\w*", re.IGNORECASE)
_REACH = 80
"""Characters before a name in which the words for whence begin."""


def departs(pattern: Pattern, text: str, slots: Mapping[str, tuple[int, int]]) -> bool:
    """Say whether the matched ground lies behind what is moved: "moved away from the border".

    `slots` are where the words of a match stand in `text`. Verbs that by themselves tell no way
    (`moving`) mean that it comes, unless the pattern asks for leaving too. Of a border it is told
    by whose it is: "from the Sulandic border to the Norlandic border".
    """
    place, action = slots.get("place"), slots.get("action")
    if place is None or action is None or not mentions(cue("moving"), text[slice(*action)]):
        return False
    if _asks_leaving(pattern.slots["action"]):
        return False
    if _BACK.match(text, action[1]):
        return True
    of_whom = slots.get("other")
    ground = of_whom if of_whom and _BORDER.fullmatch(text[slice(*place)]) else place
    start = ground[0]
    return _BEHIND.search(text, max(0, start - _REACH), start) is not None


@cache
def _asks_leaving(actions: tuple[str, ...]) -> bool:
    return any(mentions(cue("leaving"), one.replace("*", "")) for one in actions)
