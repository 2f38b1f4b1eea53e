"""Resolution: from the form of a time expression to its TIMEX3 value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from tocsin.nouns import Span
from tocsin.read.calendar import days, lengths, named, periods, years
from tocsin.read.calendar.scene import Rule, Scene, remember
from tocsin.read.calendar.timex import Timex

__all__ = ["merged", "resolve"]

_RULES: Mapping[str, Rule] = {
    **days.RULES,
    **named.RULES,
    **years.RULES,
    **periods.RULES,
    **lengths.RULES,
}
_LEANING = frozenset({"ago", "yearago", "thequarter", "periodof"})


def resolve(form: str, found: re.Match[str], scene: Scene) -> Timex | None:
    """Return the time expression that `found` is, None where the words turn out to be none.

    `scene` remembers what was resolved, for "a year earlier" and "the following day".
    """
    timex = _RULES[form](found, scene)
    # "A year earlier" leans on what was spoken of last, and is not itself spoken of after.
    if timex is not None and form not in _LEANING:
        remember(timex, scene)
    return timex


def merged(first: Timex, second: Timex, text: str) -> Timex | None:
    """Join a time of day and the day beside it ("noon Saturday"); None where they do not join."""
    gap = text[first.span.end : second.span.start]
    if not re.fullmatch(r",?\s*(?:on\s+|of\s+)?(?:the\s+)?", gap, re.IGNORECASE):
        return None
    span = Span(first.span.start, second.span.end)
    for clock, day in ((first, second), (second, first)):
        dated = day.kind == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", day.value)
        if clock.kind == "TIME" and "T" in clock.value and dated:
            of_day = clock.value[clock.value.index("T") :]
            return replace(clock, span=span, value=day.value + of_day, relative=day.relative)
    return None
