"""Series: further days of one month, named by their numbers alone beside a day of it.

"From 10 to 24 May", "on 27, 28 and 29 April" and "May 10-24" name each of their days once as a
number, and the month once. Each number is a time expression of its own, as in TIMEX3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tocsin.nouns import Span
from tocsin.read.calendar.scene import day_of, iso
from tocsin.read.calendar.timex import Timex

__all__ = ["beside", "series_start"]

_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_JOINT = r"(?:\s*,\s*(?:and\s+|or\s+)?(?:on\s+)?|\s+(?:and|or|to|until|till|through)\s+|\s*[-–]\s*)"
_LED = (
    r"(?:\b(?:on|from|between|of|for|during|until|by|since|and|dated|the|was|were|is)\s+"
    r"(?:the\s+)?|\(|,\s+|^\s*)"
)
_BEFORE = re.compile(
    rf"{_LED}(?P<days>{_NUMBER}(?:{_JOINT}{_NUMBER})*?){_JOINT}(?:the\s+)?$", re.IGNORECASE
)
_AFTER = re.compile(
    rf"(?:{_JOINT}{_NUMBER})+(?![\w%$€£]|[.,:/]\d)"
    r"(?=\s*(?:$|[.;:!?)\n]|,\s*(?:[a-z]|(?:19|20)\d\d)|\s+(?:19|20)\d\d\b"
    r"|\s+(?:in|at|near|with|when|as|and|to|for|after|before|because|while|which|that|by|over|on"
    r"|around|outside|between|against|during|but|is|are|was|were|will)\b))",
    re.IGNORECASE,
)
_REACH = 40
"""Characters before a day that a series may take up."""


def series_start(text: str, start: int) -> int:
    """Return where the series begins whose last day begins at `start`; `start` where none does."""
    found = _before(text, start)
    return start if found is None else found[0]


def beside(timex: Timex, text: str) -> tuple[tuple[Timex, ...], tuple[Timex, ...]]:
    """Return the days of a series before and after `timex`, in order; none where it is no day.

    Days of a series ascend: "killed 30 and 24 May saw" is none.
    """
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", timex.value)
    if found is None or timex.kind != "DATE" or timex.mod is not None:
        return (), ()
    year, month, number = (int(part) for part in found.groups())
    words = timex.span.of(text)
    if re.match(r"\d", words):
        listed = _before(text, timex.span.start)
        spans = [] if listed is None else list(_numbers(text, *listed))
        return _ascending(timex, spans, text, year, month, below=number), ()
    if re.search(r"\d(?:st|nd|rd|th)?$", words) and not re.search(r"\d{4}$", words):
        after = _AFTER.match(text, timex.span.end)
        spans = [] if after is None else list(_numbers(text, *after.span()))
        return (), _ascending(timex, spans, text, year, month, above=number)
    return (), ()


def _before(text: str, start: int) -> tuple[int, int] | None:
    first = max(0, start - _REACH)
    found = _BEFORE.search(text[first:start])
    return None if found is None else (first + found.start("days"), first + found.end("days"))


def _numbers(text: str, start: int, end: int) -> Iterator[Span]:
    for one in re.finditer(_NUMBER, text[start:end], re.IGNORECASE):
        yield Span(start + one.start(), start + one.end())


def _ascending(
    timex: Timex,
    spans: list[Span],
    text: str,
    year: int,
    month: int,
    *,
    above: int = 0,
    below: int = 32,
) -> tuple[Timex, ...]:
    """The days at `spans`, as far as they ascend between the two numbers; else none."""
    made: list[Timex] = []
    last = above
    for span in spans:
        number = int(re.sub(r"\D", "", span.of(text)))
        day = day_of(year, month, number)
        if not last < number < below or day is None:
            return ()
        made.append(replace(timex, span=span, value=iso(day)))
        last = number
    return tuple(made)
