"""Made-up reports for all tests: a text becomes a report, and what a test cares for is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tocsin.nouns import Interval, Report, report_id, sha256_of

__all__ = ["report_of"]


def report_of(
    text: str,
    *,
    data: bytes | None = None,
    published: Interval | date | None = None,
    publisher: str | None = None,
    host: str | None = None,
    **more: Any,
) -> Report:
    """A plain English report of this text and these bytes; `more` are its other fields."""
    encoded = text.encode("utf-8", "surrogatepass")
    sha256 = sha256_of(encoded if data is None else data)
    day = Interval.day(published) if isinstance(published, date) else published
    made = Report(
        id=report_id(sha256, publisher, host, day),
        sha256=sha256,
        text_sha256=sha256_of(encoded),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        faults=0,
        file="made.txt",
        title=None,
        published=day,
        published_by="none" if day is None else "manifest",
        updated=None,
        publisher=publisher,
        host=host,
        author=None,
        url=None,
        language="en",
    )
    return replace(made, **more)
