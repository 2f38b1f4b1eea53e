"""Time expressions with their value in the notation of TIMEX3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.nouns import Span

__all__ = ["Kind", "Mod", "Timex"]

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Mod = Literal["START", "MID", "END", "HALF", "SECOND_HALF", "BEFORE", "AFTER"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: where it stands, what kind it is, and its TIMEX3 value.

    `value` is "" where the expression cannot be resolved. `mod` narrows the value: its first,
    middle or last third, its first or second half, or the part of it before or after the anchor.
    `since` says that it runs from there to the anchor ("since late May"). `relative` says whether
    the anchor was needed; `back` and `forth` are the days that a duration reaches from the anchor
    ("the past two weeks": back 14). `offset` are the hours by which the clock of a time of day is
    ahead of UTC. `brink` says that a `mod` means no third but the very start or end ("the end of
    the year": its last month).
    """

    span: Span
    kind: Kind
    value: str
    mod: Mod | None = None
    relative: bool = False
    back: int | None = None
    forth: int | None = None
    offset: int = 0
    brink: bool = False
    since: bool = False
