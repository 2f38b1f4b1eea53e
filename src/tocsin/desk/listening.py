"""Listening: on which days the feeds of a desk were heard, by its looks at them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tocsin.weigh import Listened

__all__ = ["listened", "silent_after"]

DAY = timedelta(days=1)
REACH = 1
"""Days before and after itself for which an answer stands: what came meanwhile is still listed."""

LEAST = 7
"""Days without anything new before which no feed is called silent."""

TIMES = 3
"""How many times its longest pause so far a feed may be without anything new."""


def silent_after(news: Sequence[date], begun: date) -> date:
    """Return the day from which on a feed counts as silent, by the days on which it had news.

    `news` are sorted, and none is before `begun`.
    """
    days = sorted({begun, *news})
    longest = max(((b - a).days for a, b in pairwise(days)), default=0)
    return days[-1] + timedelta(days=max(LEAST, TIMES * longest) + 1)


def listened(rows: Iterable[tuple[str, date, str]]) -> dict[str, Listened]:
    """Return for each feed on which days it was heard, from its looks as `feed_days` gives them.

    An answer stands for its day, the one before and the one after. Answers without anything new
    stand for nothing once the feed is silent. A feed that was taken off and put back begins anew.
    """
    looks: dict[str, list[tuple[date, str]]] = {}
    for feed, day, result in rows:
        looks.setdefault(feed, []).append((day, result))
    return {feed: _listened(sorted(found)) for feed, found in sorted(looks.items())}


def _listened(found: list[tuple[date, str]]) -> Listened:
    ends = [day for day, result in found if result == "ended"]
    ended = ends[-1] if ends else None
    later = [(day, result) for day, result in found if ended is None or day > ended]
    if ended is not None and later:
        found, ended = later, None
    begun = found[0][0]
    heard: set[date] = set()
    news: list[date] = []
    for day, result in found:
        if result == "new":
            news.append(day)
        # "same" of a day sorts behind "new" of it.
        if result == "new" or (result == "same" and day < silent_after(news, begun)):
            heard |= {day + timedelta(days=by) for by in range(-REACH, REACH + 1)}
    return Listened(begun, ended, tuple(sorted(heard)))
