"""Topped: a level that another one tops, and that denies nothing: "not only likely but certain"."""

from __future__ import annotations

import re

__all__ = ["is_not_only", "opening", "tops"]

_NOT_ONLY = re.compile(
    r"\b(?:not|n['’]t)\s+(?:only|just|merely|simply|solely)\s+"
    r"(?:(?:is|are|was|were|that)\s+(?:[\w'’-]+\s+){1,6}?)?$",
    re.IGNORECASE,
)
_LONGEST = 80
"""Characters before a phrase in which its "not only" stands."""
_TOPPING = re.compile(
    r"(?:\s*,\s*(?:but|yet)?|\s+(?:but|yet)|\s*[-–—]+\s*(?:but)?)\s*"
    r"(?:(?:also|even|indeed|actually|in\s+fact|rather|now|that|it|they|this|is|are|was|were)\s+"
    r"|(?:it|that)['’]s\s+)*",
    re.IGNORECASE,
)


_OPENING = re.compile(
    r"not\s+(?:only|just|merely|simply|solely)\s+(?:is|are|was|were|that)\s+", re.IGNORECASE
)


def is_not_only(text: str, at: int) -> bool:
    """Say whether what stands at a character of a text is "not only" so, and so in any case."""
    return _NOT_ONLY.search(text, max(0, at - _LONGEST), at) is not None


def tops(text: str, end: int, start: int) -> bool:
    """Say whether a level at `start` tops what ends at `end`: ", but", ", it is"."""
    return end < start and _TOPPING.fullmatch(text, end, start) is not None


def opening(text: str) -> int:
    """Return how many characters of a text open it with "not only is", 0 where none do."""
    found = _OPENING.match(text)
    return 0 if found is None else found.end()
