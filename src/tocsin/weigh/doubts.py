"""Doubts on a question: no question about the future, or dates that are not those of its window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from tocsin.errors import DoubtfulQuestion
from tocsin.nouns import DAY, iso_of

__all__ = ["doubts_of"]

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
YEAR = r"(?P<year>(?:19|20|21)\d\d)"
LEADS = r"(?P<lead>by|before|until|till|in|on|during|within|through)"
EDGE = r"(?:\s+the\s+(?P<edge>end|start|beginning)\s+of)?"
SHAPES = tuple(
    re.compile(rf"\b{LEADS}{EDGE}\s+{shape}(?![\w-])", re.IGNORECASE)
    for shape in (
        rf"{YEAR}-(?P<number>\d\d)-(?P<day>\d\d)",
        rf"{YEAR}-(?P<number>\d\d)",
        rf"(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?",
        rf"{MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,?\s+{YEAR})?(?!\d)",
        rf"{MONTH}(?:,?\s+{YEAR})?(?!\s+\d)",
        YEAR,
    )
)
"""The ways of writing a date that a question of people has, each after the word that ties it."""

FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|would|going to|about to|set to|due to|expected to)\b|['’]ll\b",
    re.IGNORECASE,
)
OPEN = frozenset({"who", "whom", "whose", "what", "when", "where", "why", "how", "which"})
PAST = frozenset({"did", "was", "were", "had", "has", "have"})

Days = tuple[date, date]
"""The first day of a stretch and the first day after it."""


def doubts_of(
    question: str, *, opens: datetime, closes: datetime, file: str | None = None
) -> Iterator[DoubtfulQuestion]:
    """Yield what a person should look at before a watch asks `question` from `opens` to `closes`.

    None of it stops the watch: what a question means is for people to say, and English only is
    looked at.
    """
    text = " ".join(question.split())
    dates = list(_dates(text, opens, closes))
    if (message := _no_question(text, dated=bool(dates))) is not None:
        yield DoubtfulQuestion(
            message,
            hint='Ask what will be so or not at the close: "Will X do Y before DATE?"',
            file=file,
            at="question",
        )
    # A question may name other days too ("elected in 2020"): one that is the close is enough.
    if dates and not any(_meets(closes, ends) for _, ends in dates):
        written, ends = max(dates, key=lambda one: max(one[1]))
        listed = " or ".join(sorted({day.isoformat() for day in ends}))
        yield DoubtfulQuestion(
            f"the question says {written!r}, and the window closes on {iso_of(closes)}.",
            hint=f"--closes is the first day after the window, here {listed}: "
            "mend the question or the date.",
            file=file,
            at="closes",
        )


def _no_question(text: str, *, dated: bool) -> str | None:
    first = re.match(r"\w*", text.casefold())
    opening = "" if first is None else first.group()
    if not text.endswith("?"):
        return "it does not end with a question mark: a watch asks a question."
    if opening in OPEN:
        return "it cannot be answered by yes or no."
    if opening in PAST and not FUTURE.search(text):
        return "it asks what has happened, not what will."
    if not FUTURE.search(text) and not dated:
        return "nothing in it speaks of the future: no “will”, and no date."
    return None


def _dates(text: str, opens: datetime, closes: datetime) -> Iterator[tuple[str, frozenset[date]]]:
    """Yield each date of a question as written, with the closes that it can mean."""
    taken: list[tuple[int, int]] = []
    for shape in SHAPES:
        for found in shape.finditer(text):
            # The fuller shapes come first: the year within a whole date is no date of its own.
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            named = found.groupdict()
            years = [int(named["year"])] if named.get("year") else [opens.year, closes.year]
            stretches = [days for year in years if (days := _days(named, year)) is not None]
            if stretches:
                taken.append(found.span())
                ends = frozenset(end for days in stretches for end in _ends(named, days))
                yield found.group(), ends


def _days(named: dict[str, str | None], year: int) -> Days | None:
    """Return the days that a written date covers; None for one that no calendar has."""
    month, number, day = named.get("month"), named.get("number"), named.get("day")
    at = MONTHS.index(month.casefold()) + 1 if month else int(number) if number else None
    try:
        if at is None:
            return date(year, 1, 1), date(year + 1, 1, 1)
        if day is None:
            return date(year, at, 1), date(year + at // 12, at % 12 + 1, 1)
        return date(year, at, int(day)), date(year, at, int(day)) + DAY
    except ValueError:
        return None


def _ends(named: dict[str, str | None], days: Days) -> tuple[date, ...]:
    start, end = days
    edge, lead = named["edge"], str(named["lead"]).casefold()
    if edge is not None:
        return (end,) if edge.casefold() == "end" else (start,)
    if lead == "before":
        return (start,)
    # "by June" is before June to some and before July to others: both are let pass.
    return (end,) if lead in {"in", "on", "during", "within", "through"} else (start, end)


def _meets(closes: datetime, ends: frozenset[date]) -> bool:
    return any(
        abs(closes - datetime(end.year, end.month, end.day, tzinfo=UTC)) < DAY for end in ends
    )
