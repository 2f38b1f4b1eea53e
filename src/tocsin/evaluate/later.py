"""Later: what a text tells as done on a day after its own, in words or in the path of a link."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

__all__ = ["linked_since", "told_since"]

_MONTH = "|".join((*month_name[1:], *(f"{one}\\.?" for one in month_abbr[1:]), r"Sept\.?"))
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_NTH}\s+(?:{_MONTH})|(?:{_MONTH})\s+{_NTH})(?:,?\s+\d{{4}})?"
_WEEKDAY = rf"(?:(?:{'|'.join(day_name)}),?\s+)"
_PLANNED = (
    "scheduled|planned|expected|anticipated|slated|dated|proposed|need\\w*|based|set|due|intended"
    "|postponed|delayed|timed|foreseen|earmarked|called|moved|ordered|extended|limited|shed"
)
"""Past forms beside a day that is still to come: "a vote planned on 18 March"."""

_PRESENT = (
    "is|are|expires?|ends?|begins?|starts?|opens?|closes?|runs?|falls?|comes?|takes?|lapses?"
    "|resumes?|will"
)
"""Verbs between the two with which the day is another thing's: "the pact signed there ends on"."""

_PAST = (
    r"(?:\w{2,}ed|took|fell|won|lost|met|began|broke|came|went|left|seized|struck|shot|held"
    r"|drove|fought|fled|sent|withdrew|overthrew|overran|swept|sank|hit|was|were|had)"
)
"""Past forms of verbs."""

_MEANT = (
    "agreed|decided|wanted|hoped|promised|vowed|pledged|asked|told|offered|threatened|wished"
    "|meant|had|was|were|sworn"
)
"""Past forms after which "to" says what is still to come."""

_DONE = re.compile(
    rf"(?<!\bbe\s)(?<!\bto\s)(?<!\bbeing\s)\b(?!(?:{_PLANNED}|was|were|had)\b)"
    rf"(?!(?:{_MEANT})\s+(?:\w+\s+){{0,3}}to\s){_PAST}"
    rf"\s+(?:(?!(?:{_PRESENT})\b)[\w’'-]+\s+){{0,4}}?"
    rf"(?:(?:on|in\s+the\s+(?:\w+\s+){{1,2}}of)\s+{_WEEKDAY}?|{_WEEKDAY})(?P<day>{_DAY})(?!\w)",
)
"""What was done on a day: "who captured it on 18 March", "on Tuesday, 18 March"."""

_DAY_FIRST = re.compile(
    rf"(?:(?<![^.!?\n])\s*|(?<=[,;:—–“\"(])\s*|(?<=\bthat)\s+|(?<=\band)\s+)"
    rf"(?:on|(?:in|during|after|since)\s+the\s+(?:\w+\s+){{1,2}}of)"
    rf"\s+{_WEEKDAY}?(?P<day>{_DAY})(?!\w),?\s+(?P<rest>[^.;:\n]+)",
    re.IGNORECASE,
)
"""A day before what was done on it: "On 18 March 2031 troops captured", "in the raid of ..."."""

_BY_DAY = re.compile(
    rf"\b(?:[Bb]y|[Aa]s\s+of)\s+{_WEEKDAY}?(?P<day>{_DAY})(?!\w),?\s+(?P<rest>[^.;:,\n]+)"
)
"""A day by which it was done: "By 18 March 2031 troops had captured"."""

_SINCE = re.compile(rf"\b[Ss]ince\s+{_WEEKDAY}?(?P<day>{_DAY})(?!\w)")
_STAMP = re.compile(
    r"(?:^|(?<=[.!|•·(]\s)|(?<=[|•·(]))[ \t]*(?:(?:this|the)\s+\w+\s+was\s+)?(?:last\s+|first\s+)?"
    r"(?:updated|modified|published|posted|corrected|revised|edited|amended|archived|captured"
    rf"|retrieved|accessed|update|date)(?:\s+(?:on|at))?\s*:?\s+{_WEEKDAY}?"
    rf"(?P<day>{_DAY}|\d{{4}}-\d\d-\d\d)(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
"""When a page says that it was written or changed: "Last updated: 18 March 2031"."""

_DATELINE = re.compile(
    rf"^[A-Z][A-Z .’'/-]{{2,40}},\s+(?P<day>{_DAY})\s*(?:\([^)\n]{{1,30}}\)\s*)?[-–—]", re.MULTILINE
)
"""Where and when a report was filed: "GARISSA, 18 March 2031 —"."""

_DID = re.compile(
    rf"(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bof\s)(?<!\bin\s)(?<!\bits\s)(?<!\ball\s)"
    rf"(?<!\bnewly\s)\b(?!(?:{_PLANNED}|need|speed|feed|exceed|proceed|succeed|hundred|sacred)\b)"
    rf"(?!(?:{_MEANT})\s+to\b){_PAST}\b"
)
_HAD_DONE = re.compile(
    rf"\b(?:had|has|have)\s+(?:been\s+|\w+ly\s+|all\s+|already\s+)?(?!(?:{_PLANNED}|{_MEANT})\b)"
    r"(?:\w{2,}ed|taken|fallen|won|lost|met|begun|broken|come|gone|left|struck|shot|held|driven"
    r"|withdrawn|overthrown|overrun)\b"
)
_SAID_SO = re.compile(r"\b(?:\w{2,}ed|said|told\s+\w+)\s*$")
"""How a clause ends that only says who tells it: "the ministry announced"."""

_ASIDE = re.compile(r"\b(?:because|though|although|as|after|when|which|who|whose|that|where)\b")
"""What opens a clause within the clause: its verb tells of another day."""

_AHEAD = re.compile(
    rf"\b(?:will|would|shall|may|might|could|should|must|if|{_PRESENT})\b", re.IGNORECASE
)

_TO_COME = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|to|must|be|not|if|until|before|for|next"
    rf"|{_PLANNED})\b[^.;]*$",
    re.IGNORECASE,
)
"""Words before it in its clause that put it off."""

_NUMBER = re.compile(r"(\d)(?:st|nd|rd|th)\b")
_LINK = re.compile(
    r"https?://[^\s\"'<>]*?[/_-](?P<year>(?:19|20)\d\d)(?P<part>[/-]?)(?P<month>0[1-9]|1[0-2])"
    r"(?P=part)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
HALF_A_YEAR = 183
ZONES = timedelta(days=1)
"""A link may be dated in another zone."""


def told_since(text: str, opening: date, *, dated: bool = False) -> Iterator[tuple[str, date]]:
    """Yield what `text` tells as done on a day after `opening`, with the day. English only.

    A day without a year is that nearest to the opening; with `dated`, only days with one count.
    """
    for found in _told(text, all_days=not dated):
        if dated and not re.search(r"\d{4}$|^\d{4}-", found["day"]):
            continue
        day = _day(found["day"], opening)
        if day is not None and day > opening:
            yield found.group().strip(), day


def _told(text: str, *, all_days: bool) -> Iterator[re.Match[str]]:
    """Yield where a text tells what was done on a day, in the order of their shapes."""
    for shape in (_DONE, _SINCE, _STAMP):
        for found in shape.finditer(text):
            clause = re.split(r"[.;:,\n]", text[max(0, found.start() - 80) : found.start()])[-1]
            if (all_days and shape is _DONE) or not _TO_COME.search(clause):
                yield found
    yield from _DATELINE.finditer(text)
    yield from (found for found in _DAY_FIRST.finditer(text) if _was_done(found["rest"]))
    for found in _BY_DAY.finditer(text):
        done = _HAD_DONE.search(found["rest"])
        before = "" if done is None else found["rest"][: done.start()]
        if done is not None and not _AHEAD.search(before) and not _ASIDE.search(before):
            yield found


def _was_done(rest: str) -> bool:
    """Say whether the words behind a day tell what was done on it, and not what is to come."""
    for clause in rest.split(","):
        ahead, did = _AHEAD.search(clause), _DID.search(clause)
        if ahead is not None:
            return False
        aside = _ASIDE.search(clause)
        if did is None or _SAID_SO.search(clause):
            continue
        if aside is None or aside.start() > did.start():
            return True
    return False


def linked_since(text: str, opening: date) -> Iterator[tuple[str, date]]:
    """Yield the links of `text` whose path holds a day more than one after `opening`, with it."""
    for found in _LINK.finditer(text):
        with suppress(ValueError):
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            if day > opening + ZONES:
                yield found.group(), day


def _day(words: str, opening: date) -> date | None:
    """The day that words name; one without its year is that nearest to the opening."""
    with suppress(ValueError):
        return date.fromisoformat(words)
    told = " ".join(_NUMBER.sub(r"\1", re.sub("[,.]", " ", words)).split())
    told = re.sub(r"\bSept\b", "Sep", told)
    for shape in ("%d %B", "%B %d", "%d %b", "%b %d"):
        for year in (f" {opening.year}", f" {opening.year - 1}", f" {opening.year + 1}", ""):
            with suppress(ValueError):
                day = datetime.strptime(told + year, f"{shape} %Y").replace(tzinfo=UTC).date()
                if not year or abs((day - opening).days) <= HALF_A_YEAR:
                    return day
    return None
