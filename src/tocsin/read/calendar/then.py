"""Then: weekdays in what was written at an earlier date, which its own day dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tocsin.nouns import DAY, Interval, Span
from tocsin.read.calendar.words import words

__all__ = ["as_written_then"]

_TOLD = (
    r"(?:wrote|written|reported|said|noted|told|recalled|announced|published|stated|claimed|warned)"
)
_CLAUSE = r"\b(?:that|which|who|whom|what|as|after|when|where|while|because|since|and|but)\b"
_BEHIND = re.compile(
    rf",(?:(?!{_CLAUSE})[^,.;:!?\n]){{0,60}}?\b{_TOLD}\b[^,.;:!?\n]{{0,30}}$", re.IGNORECASE
)
_AHEAD = re.compile(rf"[^.;:!?\n]{{0,60}}?\b{_TOLD}\b")
_STOP = re.compile(r"[.!?]['\"”’)]*(?=\s+[A-Z\"“‘'(])|\n")
_WEEK = timedelta(days=7)


def as_written_then(
    dated: Sequence[tuple[Span, Interval | None]], text: str
) -> tuple[tuple[Span, Interval | None], ...]:
    """Return `dated` with each weekday that stands in an older text read as of then.

    "Trains left on Monday, the paper wrote in November": not this week's Monday. With a day of
    writing it is the last such weekday up to it; with a longer stretch it is not known.
    """
    tellers = [(span, when) for span, when in dated if when is not None and when.end is not None]
    return tuple(
        (span, interval)
        if interval is None or not _is_weekday(span, text)
        else (span, _then(span, interval, tellers, text))
        for span, interval in dated
    )


def _is_weekday(span: Span, text: str) -> bool:
    written = span.of(text)
    if any(letter.isdigit() for letter in written):
        return False
    folded = re.findall(r"[a-z]+", written.lower())
    w = words()
    return any(word in w.weekdays for word in folded) and not any(
        word in w.months for word in folded
    )


def _then(
    span: Span, interval: Interval, tellers: Sequence[tuple[Span, Interval]], text: str
) -> Interval | None:
    if interval.start is None or interval.end is None:
        return interval
    for at, when in tellers:
        if when.start is None or when.end is None or when.end > interval.start - _WEEK:
            continue
        if not _dates_the_writing(at, span, text):
            continue
        if when.end - when.start > DAY:
            return None
        back = -((when.end - interval.end) // _WEEK) * _WEEK
        return replace(interval, start=interval.start - back, end=interval.end - back)
    return interval


def _dates_the_writing(at: Span, span: Span, text: str) -> bool:
    """Say whether the date at `at` dates a saying that encloses what is at `span`."""
    first, second = sorted((at, span), key=lambda one: one.start)
    if _STOP.search(text[first.end : second.start]):
        return False
    if at.start > span.end:
        return _BEHIND.search(text[span.end : at.start]) is not None
    opens = at.start == 0 or re.search(
        r"(?:^|[.!?\n]['\"”’)]*\s*)(?:[A-Z][a-z]+\s+)?$", text[: at.start]
    )
    return bool(opens) and _AHEAD.match(text[at.end : span.start]) is not None
