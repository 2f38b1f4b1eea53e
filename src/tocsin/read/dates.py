"""Dates: time expressions in a text and the stretch of time that each one means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tocsin.nouns import DAY, DateMention, Interval, Span
from tocsin.read.awaited import is_announced, is_awaited, is_led_up_to
from tocsin.read.calendar.grammar import TRIGGER, forms
from tocsin.read.calendar.resolve import merged, resolve
from tocsin.read.calendar.scene import Scene
from tocsin.read.calendar.series import beside
from tocsin.read.calendar.then import as_written_then
from tocsin.read.calendar.timex import Timex
from tocsin.read.calendar.value import bounds_of
from tocsin.read.lasting import is_lasting
from tocsin.read.offsets import Offsets
from tocsin.read.tenses import is_planned, is_timetabled, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find", "timexes"]

_YEAR = len("2031")
"""Characters of a value that is a whole year."""


def find(doc: Doc, anchor: date | None, *, shown: bool = False) -> tuple[DateMention, ...]:
    """Return the dates and times in `doc`, in order, resolved against the day `anchor`.

    `anchor` is the day of publication (or of a dateline), None for an undated report: then only
    absolute dates get an interval. What cannot be resolved has the interval None, never the anchor.
    `shown` is true of captions and headlines, whose present tells what is over.
    """
    text = doc.text
    dated = [
        _with_since(timex, text)
        for timex in timexes(doc, anchor, shown=shown)
        if _dates(timex, text)
    ]
    spans = [(timex.span, interval_of(timex, anchor)) for timex in dated]
    return tuple(
        DateMention(span.of(text), span, interval)
        for span, interval in as_written_then(spans, text)
    )


_SINCE = re.compile(r"\b[Ss]ince\s+(?:the\s+)?$")
_STRETCH = re.compile(r"\b(?:days|weeks|months|quarters|years|decades)\b", re.IGNORECASE)


def _with_since(timex: Timex, text: str) -> Timex:
    """The expression with the "since" before it, which makes a stretch of a point."""
    since = _SINCE.search(text[max(0, timex.span.start - 14) : timex.span.start])
    if since is None:
        return timex
    span = Span(timex.span.start - len(since.group()), timex.span.end)
    return replace(timex, span=span, since=True)


def _dates(timex: Timex, text: str) -> bool:
    """Whether an expression says when: not how long or how often, and more than "now"."""
    if timex.value in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}:
        return _STRETCH.search(timex.span.of(text)) is not None
    if timex.kind == "DURATION":
        return timex.relative
    return timex.kind != "SET"


def timexes(doc: Doc, anchor: date | None, *, shown: bool = False) -> tuple[Timex, ...]:
    """Return all time expressions of `doc`, durations and sets too, with their TIMEX3 values."""
    text = doc.text
    if TRIGGER.search(text) is None:
        return ()
    matches = [
        (m.start(), -m.end(), order, name, m)
        for order, (name, form) in enumerate(forms())
        for m in form.finditer(text)
    ]
    matches.sort(key=lambda item: item[:3])
    offsets = Offsets(doc)
    scene = Scene(
        anchor,
        lambda at: tense_of(offsets, at, shown=shown),
        text,
        planned=lambda at: is_planned(offsets, at),
        timetabled=lambda at: is_timetabled(offsets, at, shown=shown),
        led_up_to=lambda at: _holds(is_led_up_to, offsets, at),
        awaited=lambda at: _holds(is_awaited, offsets, at),
        announced=lambda at: _holds(is_announced, offsets, at),
        lasts=lambda at: _holds(is_lasting, offsets, at),
    )
    found: list[Timex] = []
    reach = 0
    for start, _, _, name, match in matches:
        if start < reach:
            continue
        timex = resolve(name, match, scene)
        if timex is None:
            continue
        reach = timex.span.end
        before, after = beside(timex, text)
        if after:
            reach = after[-1].span.end
        joined = merged(found[-1], timex, text) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.extend((*before, timex, *after))
    return tuple(found)


def _holds(rule: Callable[[Token], bool], offsets: Offsets, at: int) -> bool:
    """Say whether a rule holds of the word at the character `at`."""
    word = offsets.span(at, at + 1)
    return word is not None and rule(word[0])


def interval_of(timex: Timex, anchor: date | None) -> Interval | None:
    """Return the stretch of time that `timex` means, None where that is not known.

    "Since" runs from the start of what follows to the end of the anchor; "earlier this month" ends
    with the anchor and "later this year" begins with it.
    """
    today = None if anchor is None else datetime.combine(anchor, time(), UTC)
    if today is not None and (timex.back or timex.forth):
        try:
            back, forth = timedelta(days=timex.back or 0), timedelta(days=1 + (timex.forth or 0))
            return Interval(today - back, today + forth, anchor)
        except OverflowError:
            return None  # "the last 3,000 years": before the first day of the calendar
    bounds = bounds_of(timex.value) if timex.kind in {"DATE", "TIME"} else None
    if bounds is None:
        return None
    start, end = (side - timedelta(hours=timex.offset) for side in bounds)
    used = anchor if timex.relative else None
    whole = (end - start).days // 3
    third = whole * DAY if whole else (end - start) / 3
    if timex.brink and len(timex.value) == _YEAR:
        third = 31 * DAY  # January, December
    if timex.mod in {"HALF", "SECOND_HALF"}:
        middle = start + (end - start).days // 2 * DAY
        start, end = (start, middle) if timex.mod == "HALF" else (middle, end)
    elif timex.mod == "START":
        end = start + third
    elif timex.mod == "MID":
        start, end = start + third, end - third
    elif timex.mod == "END":
        start = end - third
    elif timex.mod == "BEFORE" and today is not None and start <= today < end:
        end, used = today + DAY, anchor
    elif timex.mod == "AFTER" and today is not None and start <= today < end:
        start, used = today, anchor
    return _since(start, today, anchor) if timex.since else Interval(start, end, used)


def _since(start: datetime, today: datetime | None, anchor: date | None) -> Interval:
    if today is None or start >= today + DAY:
        return Interval(start, None, None)
    return Interval(start, today + DAY, anchor)
