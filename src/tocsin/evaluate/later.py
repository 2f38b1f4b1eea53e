"""Later: what a text tells as done on a day after its own, in words or in the path of a link."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

__all__ = ["linked_since", "told_since"]

_MONTH = "|".join(month_name[1:])
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_NTH}\s+(?:{_MONTH})|(?:{_MONTH})\s+{_NTH})(?:,?\s+\d{{4}})?"
_PLANNED = (
    "scheduled|planned|expected|anticipated|slated|dated|proposed|need\\w*|based|set|due|intended"
    "|postponed|delayed|timed|foreseen|earmarked|called|moved|ordered|extended|limited|shed"
)
"""Past forms beside a day that is still to come: "a vote planned on 18 March"."""

_PRESENT = (
    "is|are|expires?|ends?|begins?|starts?|opens?|closes?|runs?|falls?|comes?|lapses?|resumes?|will"
)
"""Verbs between the two with which the day is another thing's: "the pact signed there ends on"."""

_DONE = re.compile(
    rf"(?<!\bbe\s)(?<!\bto\s)(?<!\bbeing\s)\b(?!(?:{_PLANNED})\b)"
    r"(?:\w{2,}ed|took|fell|won|lost|met|began|broke|came|went|left|seized|struck|shot|held)"
    rf"\s+(?:(?!(?:{_PRESENT})\b)[\w’'-]+\s+){{0,4}}?on\s+(?P<day>{_DAY})\b",
)
"""What was done on a day: "who captured it on 18 March"."""

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
    for found in _DONE.finditer(text):
        if dated and not re.search(r"\d{4}$", found["day"]):
            continue
        clause = re.split(r"[.;:,\n]", text[max(0, found.start() - 80) : found.start()])[-1]
        if dated and _TO_COME.search(clause):
            continue
        day = _day(found["day"], opening)
        if day is not None and day > opening:
            yield found.group().strip(), day


def linked_since(text: str, opening: date) -> Iterator[tuple[str, date]]:
    """Yield the links of `text` whose path holds a day more than one after `opening`, with it."""
    for found in _LINK.finditer(text):
        with suppress(ValueError):
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            if day > opening + ZONES:
                yield found.group(), day


def _day(words: str, opening: date) -> date | None:
    """The day that words name; one without its year is that nearest to the opening."""
    told = " ".join(_NUMBER.sub(r"\1", words.replace(",", " ")).split())
    for shape in ("%d %B", "%B %d"):
        for year in (f" {opening.year}", f" {opening.year - 1}", f" {opening.year + 1}", ""):
            with suppress(ValueError):
                day = datetime.strptime(told + year, f"{shape} %Y").replace(tzinfo=UTC).date()
                if not year or abs((day - opening).days) <= HALF_A_YEAR:
                    return day
    return None
