"""Likely dates: what speaks for the date of a report that states none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Literal

from tocsin.collect.moment import dates_in
from tocsin.nouns import Interval, Report, Span

__all__ = ["Evidence", "likely_dates"]

_HEAD = 600
_EACH = 5
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
# "14 September", "September 14", "1 day ago": they tell a person something, a clock nothing.
_HALF = re.compile(
    rf"\b{_DAY}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})\b|\b(?:{_MONTHS}) {_DAY}\b|"
    r"\b(?:\d{1,3}|an?) (?:minute|hour|day|week|month)s? ago\b"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A date that a report may be of: where it stands and as written; `span` if in the text.

    `interval` is None for what leaves the year open, or counts from a day that is not known.
    """

    where: Literal["file name", "address", "head of the text", "text"]
    written: str
    interval: Interval | None
    span: Span | None = None


def likely_dates(report: Report) -> tuple[Evidence, ...]:
    """Return the evidence for the date of `report`, the most telling first.

    The file's name, the address, the first lines, then up to five full dates further down and
    five without a year. Nothing is decided, and nothing is resolved against today.
    """
    return (*_outside(report), *_inside(report.text))


def _outside(report: Report) -> Iterator[Evidence]:
    path = PurePath(report.file.partition("#")[0])
    named = "/".join(path.parts[-4:])
    for span, interval in dates_in(named, packed=True):
        yield Evidence("file name", span.of(named), interval)
    address = report.url or ""
    for span, interval in dates_in(address, packed=True):
        yield Evidence("address", span.of(address), interval)


def _inside(text: str) -> Iterator[Evidence]:
    start = text[:100_000]
    full = list(islice(dates_in(start), 100))
    head = [(span, interval) for span, interval in full if span.start < _HEAD]
    below = [(span, interval) for span, interval in full if span.start >= _HEAD][:_EACH]
    for span, interval in head:
        yield Evidence("head of the text", span.of(text), interval, span)
    for span, interval in below:
        yield Evidence("text", span.of(text), interval, span)
    halves = (Span(*match.span()) for match in _HALF.finditer(start))
    told = [span for span, _ in full]
    alone = (span for span in halves if not any(span.overlaps(other) for other in told))
    for span in islice(alone, _EACH):
        yield Evidence(
            "head of the text" if span.start < _HEAD else "text", span.of(text), None, span
        )
