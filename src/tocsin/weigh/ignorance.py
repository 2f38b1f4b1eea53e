"""Ignorance: whether words say that a matched claim is not known or not told, and no more."""

from __future__ import annotations

import re
from functools import cache

from tocsin.data import load
from tocsin.nouns import Statement
from tocsin.weigh.patterns import Match, expression_of

__all__ = ["ignorant"]

_BREAK = re.compile(
    r"[.,;:!?—]|\s[–-]\s|\b(?:but|although|though|while|whereas|however)\b", re.IGNORECASE
)
"""Where what is asked or not known ends."""

_NONE = r"(?:\bno\s+one|\b(?:no|not|never|nobody|none|nothing|cannot|neither|nor|without)|n['’]t)\b"
_FEW = r"(?:\b(?:no|little|few|without)|(?:\bnot|n['’]t)\s+(?:\w+\s+){0,2}?any)\b"
_ASKING = r"(?:if|how|when|where|why|what|which|who|whom|whose)\b"
_ON = r"(?:on|about|regarding|concerning|as\s+to|as\s+regards)\b"
_NEAR = r"(?:\s+[\w’'-]+){0,5}?\s+"


@cache
def _unknown() -> re.Pattern[str]:
    words: dict[str, list[str]] = load("weigh_cues.yaml")
    doubting, knowing, telling, tidings = (
        f"(?:{expression_of(tuple(words[name])).pattern})"
        for name in ("doubting", "knowing", "telling", "tidings")
    )
    forms = (
        # Whoever speaks of it, what hangs on "whether" is neither said to be so nor not to be so.
        rf"(?<!\w)(?!{doubting}\s+whether)[\w’'-]+\s+whether\b",
        # "Does not know if", "no one could say how", "not clear when".
        rf"{_NONE}{_NEAR}{knowing}\s+(?:\w+\s+)?(?:(?:{_ON}|of)\s+)?{_ASKING}",
        # "Did not say that", "nobody has claimed that".
        rf"{_NONE}{_NEAR}{telling}\s+that\b",
        # "Has no information on", "published no report this week about".
        rf"{_FEW}{_NEAR}{tidings}(?:\s+(?!of\b|that\b|to\b)[\w’'-]+){{0,3}}?\s+{_ON}",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


def ignorant(statement: Statement, found: Match) -> str:
    """Return the words by which what matched is asked, not known or passed over; "" without any.

    Who "did not say whether tanks had left" has not looked for tanks. The deed that matched hangs
    on these words; "sent tanks without saying whether more would come" tells of tanks.
    """
    text, offset = statement.text, statement.span.start
    hung = [s.start - offset for slot, s in found.slots if slot == "action"] or [
        s.start - offset for slot, s in found.slots if slot in {"object", "other"}
    ]
    first = min(hung, default=found.cover.start - offset)
    for told in _unknown().finditer(text, 0, max(first, 0)):
        if _BREAK.search(text, told.end(), first) is None:
            return told.group()
    return ""
