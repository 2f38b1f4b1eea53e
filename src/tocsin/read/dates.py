"""Dates: time expressions in a text and the stretch of time that each one means."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, UTC
from typing import TYPE_CHECKING

from tocsin.nouns import DateMention, Interval, Span
from tocsin.read.calendar.grammar import TRIGGER, forms
from tocsin.read.calendar.resolve import Scene, Tense, merged, resolve
from tocsin.read.calendar.timex import Timex
from tocsin.read.calendar.value import bounds_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find", "timexes"]


def find(doc: Doc, anchor: date | None) -> tuple[DateMention, ...]:
    """Return the dates and times in `doc`, in order, resolved against the day `anchor`.

    `anchor` is the day of publication (or of a dateline), None for an undated report: then only
    absolute dates get an interval. What cannot be resolved has the interval None, never the anchor.
    """
    found = []
    for timex in timexes(doc, anchor):
        if (
            timex.kind in {"DURATION", "SET"}
            and timex.back is None
            and timex.forth is None
            and not timex.relative
        ):
            continue
        if timex.kind == "SET" or timex.value in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}:
            continue
        span = timex.span
        found.append(DateMention(span.of(doc.text), span, interval_of(timex, anchor)))
    return tuple(found)


def timexes(doc: Doc, anchor: date | None) -> tuple[Timex, ...]:
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
    scene = Scene(anchor, lambda at: _tense(doc, at), text)
    found: list[Timex] = []
    reach = 0
    for start, _, _, name, match in matches:
        if start < reach:
            continue
        timex = resolve(name, match, scene)
        if timex is None:
            continue
        reach = timex.span.end
        joined = merged(found[-1], timex, text) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(timex)
    return tuple(found)


def interval_of(timex: Timex, anchor: date | None) -> Interval | None:
    """Return the stretch of time that `timex` means, None where that is not known."""
    used = anchor if timex.relative else None
    if anchor is not None and (timex.back or timex.forth):
        today = datetime.combine(anchor, time(), UTC)
        return Interval(
            today - timedelta(days=timex.back or 0),
            today + timedelta(days=1 + (timex.forth or 0)),
            anchor,
        )
    if timex.kind not in {"DATE", "TIME"}:
        return None
    bounds = bounds_of(timex.value)
    if bounds is None:
        return None
    start, end = bounds
    length = end - start
    if timex.mod == "START":
        end = start + length / 3
    elif timex.mod == "MID":
        start, end = start + length / 3, end - length / 3
    elif timex.mod == "END":
        start = end - length / 3
    return Interval(start, end, used)


def _tense(doc: Doc, at: int) -> Tense | None:
    """The tense of the clause that holds the character `at`."""
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None:
        return None
    token: Token = span[0]
    for word in (token, *token.ancestors):
        if word.tag_ in {"VBD"}:
            return "past"
        if word.tag_ == "MD":
            return "future" if word.lower_ in {"will", "shall", "'ll"} else None
        if word.pos_ in {"VERB", "AUX"}:
            auxiliaries = [c for c in word.children if c.dep_ in {"aux", "auxpass"}]
            if any(
                a.tag_ == "MD" and a.lower_ in {"will", "shall", "'ll", "’ll"} for a in auxiliaries
            ):
                return "future"
            if any(a.tag_ == "VBD" or a.lower_ in {"has", "have", "'ve"} for a in auxiliaries):
                return "past"
            if word.tag_ in {"VBZ", "VBP"} or auxiliaries:
                return "present"
    return None
