"""Timing: when what a statement tells of is or will be, bounded by the words before its dates."""

from __future__ import annotations

import re
from datetime import datetime

from tocsin.nouns import DAY, DateMention, Report, Statement, Watch
from tocsin.read.former import former_count
from tocsin.weigh.cues import cue

__all__ = ["Bounds", "after_close", "bounds_of", "is_planned", "moment_of", "stated_until"]

LONGEST_WHEN = 31 * DAY
"""A longer time says too little of when something was."""

Bounds = tuple[datetime | None, datetime | None]
"""Not before the first, and before the second; None where nothing is said."""

_UP_TO = (
    r"(?:until|till)\s+after|before|until|till|prior\s+to|ahead\s+of|earlier\s+than|by"
    r"|(?:no|not)\s+later\s+than"
)
_FROM = r"not\s+before|not\s+until|not?\s+(?:earlier|sooner)\s+than|from|since|starting|as\s+of"
_AFTER = r"after|later\s+than|beyond|past|following"
_LIMIT = re.compile(
    rf"\b(?:(?P<last>(?:no|not)\s+later\s+than)|(?P<from>{_FROM})|(?P<to>{_UP_TO})"
    rf"|(?P<after>{_AFTER}))\s+"
    r"(?:(?:the|this|next|early|late|mid|about|around|on|in|sometime|at\s+least)[\s-]+)*"
    r"(?:(?P<edge>end|close|start|beginning)\s+of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_EDGE = re.compile(r"(?:the\s+)?(?P<edge>end|close|start|beginning)\b", re.IGNORECASE)
_OR_LATER = re.compile(
    r"\s*,?\s*(?:or|and)\s+(?:later|after|beyond)\b|\s*onwards?\b|\s*at\s+the\s+earliest\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:from|against|with)\s+(?:\w+\s+){0,2}?[\d.]+\s*(?:%|per\s?cent)\s+(?:chance\s+)?(?:(?:back\s+)?in\s+"
    r"|on\s+)?(?:its|her|his|their|the)?\s*$",
    re.IGNORECASE,
)
_HENCE = re.compile(r"\b(?:today|tonight|this|next|coming|later|hours?)\b", re.IGNORECASE)
_OWNED = re.compile(r"(?:['’]s|s['’]|\b(?:its|his|her|their|our))\s+$", re.IGNORECASE)
_NOUN = re.compile(r"\s+[^\W\d]")
_LEAD = 48
"""Characters before a date in which the words that bound it are looked for."""


def bounds_of(statement: Statement, date: DateMention) -> Bounds:
    """Return the bounds that a date sets, by the words around it.

    "Before 2023" sets an end and no start, "after 2023" a start and no end, "in 2023" both. "By
    June" is taken to end where June begins, "by 3 June" where that day is over.
    """
    if date.interval is None:
        return None, None
    start, end = date.interval.start, date.interval.end
    at = max(date.span.start - statement.span.start, 0)
    limit = _LIMIT.search(statement.text[max(at - _LEAD, 0) : at])
    if limit is None:
        rest = statement.text[at + len(date.span) :]
        return (start, None) if _OR_LATER.match(rest) else (start, end)
    own = _EDGE.match(date.text)
    edge = (limit["edge"] or (own["edge"] if own else "")).casefold()
    if limit["last"]:
        return None, end
    if limit["from"]:
        return (end if edge in {"end", "close"} else start), None
    if limit["after"]:
        return (start if edge in {"start", "beginning"} else end or start), None
    day = start is not None and end is not None and end - start <= DAY
    word = limit["to"].casefold()
    whole = edge in {"end", "close"} or word.endswith("after") or (day and word == "by")
    return None, end if whole else start


def after_close(statement: Statement, watch: Watch) -> bool:
    """Say whether all that the statement dates lies after the close of the window.

    What is bounded by a later date ("before the summer") may well come within it.
    """
    starts = [
        bounds_of(statement, date)[0]
        for date in statement.dates
        if date.interval is not None
        and statement.content.holds(date.span)
        and not _is_of_former(statement, date)
    ]
    return bool(starts) and all(start is not None and start >= watch.closes for start in starts)


def _is_of_former(statement: Statement, date: DateMention) -> bool:
    """Say whether a date is when a former number was given: "from 40 percent in January to 25"."""
    at = max(date.span.start - statement.span.start, 0)
    return statement.likelihood is not None and _FORMER.search(statement.text[:at]) is not None


def stated_until(statement: Statement, at: datetime) -> datetime | None:
    """Return up to when a view said at `at` was stated, None where the statement sets no end.

    The date of something else that is told beside it sets none: of the day on which it was said,
    named as a date, or of what somebody did ("despite the minister's 3 May visit").
    """
    ends = []
    for date in statement.dates:
        held = statement.content.holds(date.span) and not _is_of_former(statement, date)
        if date.interval is None or not held:
            continue
        start, end = bounds_of(statement, date)
        if end is None or end <= at or (start is not None and start < at):
            continue
        if start is None or not _is_beside(statement, date, start, end, at):
            ends.append(end)
    return max(ends, default=None)


def _is_beside(
    statement: Statement, date: DateMention, start: datetime, end: datetime, at: datetime
) -> bool:
    """Say whether a day, which no word bounds, is of something told beside what is to come."""
    if end - start > DAY:
        return False
    # Who means the day on which he speaks says "today".
    if start - at < DAY and _HENCE.search(date.text) is None:
        return True
    place = max(date.span.start - statement.span.start, 0)
    owned = _OWNED.search(statement.text[max(place - _LEAD, 0) : place])
    return owned is not None and _NOUN.match(statement.text[place + len(date.span) :]) is not None


def moment_of(statement: Statement, report: Report, said: datetime) -> datetime:
    """Return when what the statement tells of was so: its own date, else when it was said.

    Dates that only bound it ("since April", "before the invasion") do not count, nor do dates
    after it was said, nor whole seasons and years, nor when a count was another ("up from 900 in
    May"). Of several dates the latest counts.
    """
    times = []
    for date in statement.dates:
        if date.interval is None or not statement.content.holds(date.span):
            continue
        before = report.text[max(date.span.start - 12, 0) : date.span.start]
        last = before.split()[-1:] or [""]
        start = date.interval.start
        if last[0].casefold() in cue("date_limits") or start is None or start > said:
            continue
        end = date.interval.end
        if end is None or end - start > LONGEST_WHEN:
            continue
        if (
            former_count(statement.text[: max(date.span.start - statement.span.start, 0)])
            is not None
        ):
            continue
        times.append(start)
    return max(times, default=said)


def is_planned(statement: Statement, said: datetime) -> bool:
    """Say whether a statement tells in the present what a date that it gives puts after `said`."""
    if statement.tense != "present":
        return False
    starts = [
        bounds_of(statement, date)[0]
        for date in statement.dates
        if date.interval is not None and statement.content.holds(date.span)
    ]
    return bool(starts) and all(start is not None and start - said >= DAY for start in starts)
