"""Figures in words: probabilities, odds and dates as a reader of plain English expects them."""

from __future__ import annotations

import math
from datetime import UTC, datetime, time

from tocsin.nouns import DAY, Band, Change, Event, Interval, Yardstick, clock_of, number

__all__ = [
    "MONTHS",
    "capital",
    "closing_of",
    "count_of",
    "day_of",
    "event_row",
    "factor_of",
    "grade_of",
    "horizon_of",
    "interval_of",
    "listed",
    "moment_of",
    "number_of",
    "odds_of",
    "opposed",
    "percent_of",
    "points_of",
    "range_of",
    "score_of",
    "signed",
    "told_of",
]

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EDGE = 0.02
FAINT = 0.02
"""Log-odds that are not worth a word beside others."""

HARDLY = 0.1
"""Part of what pulls one way below which what pulls the other is not told beside it."""
MONTHS = (
    "January February March April May June July August September October November December"
).split()


def event_row(event: Event) -> dict[str, float | str | bool | None]:
    """Return the likelihood of the event as values of JSON; `p`, `low` and `high` in [0, 1]."""
    return {
        "p": number(event.p),
        "low": number(event.low),
        "high": number(event.high),
        "word": event.word,
        "yardstick": event.yardstick,
        "within_band": event.within_band,
    }


def number_of(p: float, *, decimals: int = 0) -> str:
    """Return a probability in per cent without its unit: "5", "0.4", "under 0.1"; never 0 or 100.

    `decimals` is the least number of them; within two points of either end there is one at least,
    for there it tells one chance from twice that chance. What would still round to 0 or 100 is put
    in words.
    """
    least = max(decimals, 1 if min(p, 1.0 - p) < EDGE else 0)
    for places in range(least, max(least + 1, 2)):
        written = f"{p * 100:.{places}f}"
        if 0.0 < float(written) < 100.0:
            return written
    return "under 0.1" if p < 0.5 else "over 99.9"


def percent_of(p: float, *, unit: str = f"{SPACE}%", decimals: int = 0) -> str:
    """Return a probability with its unit: "5 %"."""
    return number_of(p, decimals=decimals) + unit


def told_of(p: float, yardstick: Yardstick, *, unit: str = f"{SPACE}%") -> tuple[str, Band, bool]:
    """Return `p` in per cent, its band, and whether the band holds it.

    As many decimals are written as it takes for the written number to fall on the same side of the
    band's edge as `p` does: a reader who checks 5 % against 0 to 5 % must not find us wrong.
    """
    band, held = yardstick.word_for(p)
    for decimals in range(4):
        written = number_of(p, decimals=decimals) if decimals < 2 else f"{p * 100:.{decimals}f}"
        try:
            shown = float(written) / 100.0
        except ValueError:
            return written + unit, band, held
        if (band.distance(shown) == 0.0) == held:
            return written + unit, band, held
    return f"{p * 100:.4f}{unit}", band, held


def range_of(low: float, high: float, *, unit: str = f"{SPACE}%") -> str:
    """Return a range of probability: "3 to 9 %"."""
    one, other = number_of(low), number_of(high)
    if one == other:
        # "Under 0.1" is no number that could be about right.
        return f"{one}{unit}" if " " in one else f"about {one}{unit}"
    return f"{one} to {other}{unit}"


def points_of(before: float, now: float) -> str:
    """Return the difference of two probabilities in points: "up 2 points", "unchanged".

    It is that of the two as written to a tenth, so that a reader who subtracts finds the same.
    """
    difference = round(now * 100, 1) - round(before * 100, 1)
    size = abs(difference)
    if size < 0.05:
        return "unchanged"
    written = f"{size:.0f}" if size >= 0.95 else f"{size:.1f}"
    unit = "point" if written == "1" else "points"
    return f"{'up' if difference > 0 else 'down'} {written} {unit}"


def signed(value: float, *, decimals: int = 2) -> str:
    """Return a number with its sign, by the true minus: "+0.62", "−0.44", "0.00"."""
    written = f"{abs(value):.{decimals}f}"
    if float(written) == 0.0:
        return written
    return f"{'+' if value > 0 else MINUS}{written}"


def factor_of(logodds: float) -> str:
    """Return the factor by which odds are raised or lowered, never below 1: "1.9", "12"."""
    factor = math.exp(min(abs(logodds), 30.0))
    if factor >= 9.95:
        return f"{factor:,.0f}"
    return f"{factor:.1f}" if factor >= 1.095 else f"{factor:.2f}"


def opposed(change: Change) -> tuple[float, float] | None:
    """Return the log-odds that raise and that lower within a cause; None where one way is hardly.

    The two sum to the cause's, so nothing that moves is hidden by what moves against it.
    """
    up = math.fsum(one.logodds for one in change.movers if one.logodds > 0)
    down = math.fsum(one.logodds for one in change.movers if one.logodds < 0)
    return None if min(up, -down) < max(FAINT, HARDLY * max(up, -down)) else (up, down)


def score_of(brier: float) -> str:
    """Return a Brier score with as many decimals as tell it from 0: "0.0019", "0.000031"."""
    return f"{brier:.4f}" if brier >= 0.001 else f"{brier:.6f}"


def odds_of(logodds: float, *, what: str = "the odds of yes") -> str:
    """Return what a term does, as a verb phrase: "raises the odds of yes by a factor of 1.9"."""
    if abs(logodds) < 0.005:
        return f"hardly moves {what}"
    return f"{'raises' if logodds > 0 else 'lowers'} {what} by a factor of {factor_of(logodds)}"


def day_of(at: datetime) -> str:
    """Return the day of a time, UTC: "21 October 2022"."""
    at = at.astimezone(UTC)
    return f"{at.day}{SPACE}{MONTHS[at.month - 1]} {at.year}"


def moment_of(cut: datetime) -> str:
    """Return an exclusive cut as the day or second it includes: "21 October 2022"."""
    clock = datetime.fromisoformat(clock_of(cut)).replace(tzinfo=UTC)
    if cut.astimezone(UTC).time() == time():
        return day_of(clock)
    return f"{clock:%H:%M:%S} UTC on {day_of(clock)}"


def horizon_of(closes: datetime) -> str:
    """Return the close of a window in words: "by the end of 31 December 2022"."""
    closes = closes.astimezone(UTC)
    if closes.time() == time():
        return f"by the end of {day_of(closes - DAY)}"
    return f"before {closes:%H:%M} UTC on {day_of(closes)}"


def closing_of(closes: datetime) -> str:
    """Return when a window closed, in words: "at the end of 31 December 2022"."""
    closes = closes.astimezone(UTC)
    if closes.time() == time():
        return f"at the end of {day_of(closes - DAY)}"
    return f"at {closes:%H:%M} UTC on {day_of(closes)}"


def interval_of(interval: Interval | None) -> str:
    """Return an interval in words: a day, "5 to 9 July 2022", or "on a day not stated"."""
    if interval is None or (interval.start is None and interval.end is None):
        return "on a day not stated"
    if interval.start is None:
        return f"before {day_of(interval.end)}" if interval.end is not None else ""
    if interval.end is None:
        return f"since {day_of(interval.start)}"
    first, last = interval.start, max(interval.start, interval.end - DAY)
    if interval.end - interval.start <= DAY:
        return day_of(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_of(last)}"
    return f"{day_of(first)} to {day_of(last)}"


def grade_of(reliability: str | None, credibility: int | None) -> str:
    """Return an Admiralty grade as it is written: "B3"; unknown parts are F and 6."""
    return f"{reliability or 'F'}{credibility or 6}"


def count_of(number: int, noun: str) -> str:
    """Return "1 origin", "2 origins"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def capital(text: str) -> str:
    """Return `text` with its first letter as a sentence begins."""
    return text[:1].upper() + text[1:]


def listed(parts: list[str] | tuple[str, ...]) -> str:
    """Return parts as a list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
