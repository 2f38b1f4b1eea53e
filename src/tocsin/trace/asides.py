"""Asides: dates that stand by the words of saying and tell when something else was."""

from __future__ import annotations

import re
from functools import cache

from tocsin.data import load
from tocsin.nouns import Span

__all__ = ["is_aside", "says_now"]

_OPENS = re.compile(r"[,(–—]\s*(?:(?:\w+\s+){0,2}(?:who|whose|whom|which))\b", re.IGNORECASE)
_CLOSES = re.compile(r"[,)–—]\s")
_NOW = re.compile(
    r"\bnow\b(?!\s*(?:-|defunct|deposed|exiled|retired|former|in\s+(?:charge|command|exile)))",
    re.IGNORECASE,
)
_REACH = 60
"""Characters after a date in which its clause may go on."""
_NEAR = 16
"""Characters after the words of saying in which a "now" belongs to them."""


def is_aside(text: str, date: Span, around: Span) -> bool:
    """Say whether a date is of what a relative clause by the words of saying tells of something.

    `around` runs from the speaker to the verb, or back. What the clause tells may be this very
    saying ("Lee, who spoke in Oslo on Monday, said"), or hold it ("Lee, who said on Monday that").
    """
    opened = None
    for told in _OPENS.finditer(text, around.start, date.start):
        opened = told
    if opened is None or _CLOSES.search(text, opened.end() + 1, max(date.start - 1, 0)):
        return False
    closed = _CLOSES.search(text, date.end, max(around.end, date.end + _REACH))
    if closed is None and date.end <= around.end:
        return False
    end = date.end + _REACH if closed is None else closed.start()
    within = date.end > around.end or end < around.end
    return within and _speaking().search(text, opened.end(), end) is None


def says_now(text: str, around: Span) -> bool:
    """Say whether the words of saying stand with a "now": no day named beside is theirs."""
    return _NOW.search(text, around.start, around.end + _NEAR) is not None


@cache
def _speaking() -> re.Pattern[str]:
    words = "|".join(sorted(load("trace_terms.yaml")["speaking"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
