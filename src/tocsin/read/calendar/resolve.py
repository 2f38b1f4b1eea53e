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
_TITLED = frozenset({"near", "unit"})
_LEANING = frozenset({"ago", "yearago", "thequarter", "periodof"})


def resolve(form: str, found: re.Match[str], scene: Scene) -> Timex | None:
    """Return the time expression that `found` is, None where the words turn out to be none.

    `scene` remembers what was resolved, for "a year earlier" and "the following day".
    """
    if form in _TITLED and _is_title(found, scene.text):
        return None
    timex = _RULES[form](found, scene)
    # "A year earlier" leans on what was spoken of last, and is not itself spoken of after.
    if timex is not None and form not in _LEANING:
        remember(timex, scene)
    return timex


def _is_title(found: re.Match[str], text: str) -> bool:
    """Say whether the words are a name: the programme "This Week", the paper "Norland Today"."""
    words = found.group().split()
    if not all(word[:1].isupper() for word in words) or text[: found.start()].isupper():
        return False
    before = text[max(0, found.start() - 24) : found.start()]
    if len(words) > 1:  # within a sentence, or in quotes, words of time have no capitals
        return re.search(r"[\w,]\s+[\"“‘']?$|[\"“‘']$", before) is not None
    return re.search(r"\b[A-Z][A-Za-z]+ $", before) is not None and _runs_on(text, found.end())


def _runs_on(text: str, at: int) -> bool:
    """Say whether no headline ends here, whose words all have capitals."""
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return any(word[:1].islower() and len(word) > 4 for word in line.split())


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
