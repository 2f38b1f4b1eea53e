"""Moments: the dates and times that files state about themselves, as intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from tocsin.nouns import Interval, Span

__all__ = ["dates_in", "moment_of"]

_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(),
        start=1,
    )
}
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|"
    r"Aug(?:ust|\.)?|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = (
    re.compile(rf"{_DAY}(?: of)?[ \xa0]{_MONTH},?[ \xa0]{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}[ \xa0]{_DAY},?[ \xa0]{_YEAR}", re.IGNORECASE),
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-/._])(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)"
    ),
)
_PACKED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
_ISO_TIME = re.compile(
    r"\d{4}-?\d\d-?\d\d[T ]\d\d(?::?\d\d)?(?::?\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?(?:\d\d)?)?"
)
_MAIL = re.compile(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d\d", re.ASCII)
_EARLIEST, _LATEST = 1900, 2100
_MILLISECONDS = 100_000_000_000


def moment_of(written: str | float | None, *, midnight: bool = True) -> Interval | None:
    """Return the interval that a stated date (its whole day, UTC) or time (its second) stands for.

    Reads ISO 8601, the dates of mail headers, "20 October 2022", "October 20, 2022", and for
    numbers seconds or milliseconds since 1970. A time without a zone is taken as UTC. Where
    `midnight` is False an exact midnight counts as a bare date: pages write it when they do not
    know the time. None for anything else, and for years outside 1900 to 2100: an unreadable date
    is no date.
    """
    if written is None or isinstance(written, bool):
        return None
    if isinstance(written, int | float):
        return _since_1970(written)
    text = _WEEKDAY.sub("", written.strip()[:80])
    day = _day_of(text)
    if day is not None:
        return Interval.day(day)
    at = _time_of(written.strip()[:80])
    if at is None or not _EARLIEST <= at.year < _LATEST:
        return None
    if not midnight and (at.hour, at.minute, at.second) == (0, 0, 0):
        return Interval.day(at.date())
    return Interval.instant(at if at.tzinfo is not None else at.replace(tzinfo=UTC))


def dates_in(text: str, *, packed: bool = False) -> Iterator[tuple[Span, Interval]]:
    """Yield the full dates (day, month and year) of `text` in order; `packed` adds 20221020."""
    patterns = (*_WRITTEN, _PACKED) if packed else _WRITTEN
    found: dict[int, tuple[Span, Interval]] = {}
    for pattern in patterns:
        for match in pattern.finditer(text):
            day = _day_from(match)
            if day is not None:
                found.setdefault(match.start(), (Span(*match.span()), Interval.day(day)))
    for start in sorted(found):
        yield found[start]


def _day_of(text: str) -> date | None:
    for pattern in (*_WRITTEN, _PACKED):
        match = pattern.fullmatch(text)
        if match is not None:
            return _day_from(match)
    return None


def _day_from(match: re.Match[str]) -> date | None:
    month = match["month"]
    number = int(month) if month.isdecimal() else _MONTHS[month[:3].lower()]
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None


def _time_of(text: str) -> datetime | None:
    bare = re.sub(r"\s*(?:UTC|GMT)$", "Z", text)
    try:
        if _ISO_TIME.fullmatch(bare):
            return datetime.fromisoformat(re.sub(r"(?<=\d)\s+(?=[Z+-])", "", bare))
        if _MAIL.match(text):
            return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return None


def _since_1970(seconds: float) -> Interval | None:
    if isinstance(seconds, int) and _PACKED.fullmatch(str(seconds)):
        return moment_of(str(seconds))
    try:
        if abs(seconds) >= _MILLISECONDS:
            seconds /= 1000
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    # A small number is a year, a count or a row number, no time.
    return Interval.instant(at) if 1980 <= at.year < _LATEST else None
