"""The day that a page's address names, where it names one."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

__all__ = ["days_of"]

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>\d{1,2}|[A-Za-z]{3,9})"
_FORMS = (
    # /2024/feb/03/ and /2024-02-03-words
    re.compile(rf"/{_YEAR}[/-]{_MONTH}[/-](?P<day>\d{{1,2}})(?![\d])"),
    # ...-20240203.html: eight digits that stand alone
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
    # /2024/02/ without a day
    re.compile(rf"/{_YEAR}[/-]{_MONTH}(?=[/-]|$)"),
)


def days_of(address: str) -> tuple[date, date] | None:
    """Return the first and the last day on which the page at `address` may have been published.

    Both are one day where the address names a day, the ends of a month where it names a month,
    None where it names neither or none that exists. An address is what a publisher chose, not what
    it certifies: it serves to tell stories apart, never to date a report.
    """
    for form in _FORMS:
        for match in form.finditer(address):
            named = match.groupdict()
            days = _days(named["year"], named["month"], named.get("day"))
            if days is not None:
                return days
    return None


def _days(year: str, month: str, day: str | None) -> tuple[date, date] | None:
    number = int(month) if month.isdecimal() else _MONTHS.get(month.lower(), 0)
    try:
        if day is not None:
            named = date(int(year), number, int(day))
            return named, named
        first = date(int(year), number, 1)
    except ValueError:
        return None
    return first, first + timedelta(days=calendar.monthrange(first.year, first.month)[1] - 1)
