"""Likely dates: what speaks for the date of a report that states none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Literal

from tocsin.collect.moment import dates_in
from tocsin.nouns import Interval, Report, Span

__all__ = ["Evidence", "likely_dates"]

_HEAD = 600
_IN_TEXT = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """A date that a report may be of: where it stands and as written; `span` if in the text."""

    where: Literal["file name", "address", "head of the text", "text"]
    written: str
    interval: Interval
    span: Span | None = None


def likely_dates(report: Report) -> tuple[Evidence, ...]:
    """Return the evidence for the date of `report`, the most telling first.

    Only dates with a day, a month and a year; nothing is decided. The file's name, the address,
    the first lines, then up to five dates further down.
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
    below = 0
    for span, interval in islice(dates_in(text[:100_000]), 100):
        if span.start < _HEAD:
            yield Evidence("head of the text", span.of(text), interval, span)
        elif below < _IN_TEXT:
            below += 1
            yield Evidence("text", span.of(text), interval, span)
