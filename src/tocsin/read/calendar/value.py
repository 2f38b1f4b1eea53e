"""Values: from the TIMEX3 notation of a date or time to the stretch of time it means."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

__all__ = ["add_months", "bounds_of", "week_of"]

_DAY = timedelta(days=1)
# Meteorological seasons of the north; a winter carries the year in which it begins.
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PARTS = {
    "MO": (6, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (18, 24),
    "NI": (18, 30),
    "DT": (6, 18),
}
_VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?:Q(?P<q>[1-4])|H(?P<h>[12])|(?P<s>SP|SU|FA|WI)|W(?P<w>\d\d)(?P<we>-WE)?"
    r"|(?P<m>\d\d)(?:-(?P<d>\d\d)(?:T(?:(?P<part>[A-Z]{2})|(?P<hour>\d\d)(?::(?P<min>\d\d))?))?)?))?"
)


def bounds_of(value: str) -> tuple[datetime, datetime] | None:
    """Return the [start, end) in UTC that a TIMEX3 value means, None for one that means none.

    "197" is a decade and "19" a century, as in TIMEX3.
    """
    if re.fullmatch(r"\d{2,3}", value):
        span = 10 ** (4 - len(value))
        first = int(value) * span
        return _days(first, 1, 1, first + span, 1, 1)
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    try:
        return _bounds(found)
    except (ValueError, OverflowError):
        return None


def _bounds(found: re.Match[str]) -> tuple[datetime, datetime] | None:
    year = int(found["y"])
    if found["w"]:
        monday = date.fromisocalendar(year, int(found["w"]), 1)
        first = monday + 5 * _DAY if found["we"] else monday
        return _midnight(first), _midnight(monday + 7 * _DAY)
    for group, length in (("q", 3), ("h", 6)):
        if found[group]:
            return _months(year, 1 + length * (int(found[group]) - 1), length)
    if found["s"]:
        return _months(year, _SEASONS[found["s"]], 3)
    if not found["m"]:
        return _months(year, 1, 12)
    if not found["d"]:
        return _months(year, int(found["m"]), 1)
    day = _midnight(date(year, int(found["m"]), int(found["d"])))
    if found["part"]:
        if found["part"] not in _PARTS:
            return day, day + _DAY
        start, end = _PARTS[found["part"]]
        return day + timedelta(hours=start), day + timedelta(hours=end)
    if found["hour"]:
        start_of = day + timedelta(hours=int(found["hour"]), minutes=int(found["min"] or 0))
        return start_of, start_of + timedelta(minutes=1 if found["min"] else 60)
    return day, day + _DAY


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return (year, month) that many months after; months may be negative."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def week_of(day: date) -> str:
    """Return the ISO week that holds `day`, as "1989-W43"."""
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def _months(year: int, month: int, length: int) -> tuple[datetime, datetime] | None:
    return _days(year, month, 1, *add_months(year, month, length), 1)


def _days(y1: int, m1: int, d1: int, y2: int, m2: int, d2: int) -> tuple[datetime, datetime] | None:
    if not 1 <= y1 <= 9999 or y2 > 9999:
        return None
    return _midnight(date(y1, m1, d1)), _midnight(date(y2, m2, d2))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
