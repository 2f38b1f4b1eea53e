"""Ageing: how much of a piece of evidence is left after a time, the same wherever it is asked."""

from __future__ import annotations

import math
from datetime import datetime

from tocsin.nouns.span import DAY

__all__ = ["EXPIRY", "freshness"]

EXPIRY = 6.0
"""Half-lives after which evidence has expired: its part is then 0 exactly, not merely small."""


def freshness(at: datetime, now: datetime, half_life_days: float) -> float:
    """Return f in [0, 1]: 1 when new, about a half after one half-life, 0 after `EXPIRY` of them.

    2**-x shifted and scaled to reach 0 exactly at `EXPIRY`, without a jump there. Model, line 3.
    """
    lives = max((now - at) / DAY, 0.0) / half_life_days
    if lives >= EXPIRY:
        return 0.0
    rest = math.exp2(-EXPIRY)
    return (math.exp2(-lives) - rest) / (1.0 - rest)
