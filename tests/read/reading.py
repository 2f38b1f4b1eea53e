"""What the tests of the reader share: made-up reports, and ways to ask what was read in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests import reports

from tocsin.nouns import Report, Segment, SegmentKind, Span, Statement
from tocsin.read import Reader

__all__ = ["content", "report_of", "said", "segments_of", "statements"]


def report_of(
    text: str,
    *,
    published: date | None = date(2031, 5, 20),
    publisher: str | None = "The Harbour Post",
    author: str | None = None,
) -> Report:
    return reports.report_of(
        text,
        id="r0",
        file="made-up.txt",
        published=published,
        publisher=publisher,
        author=author,
    )


def segments_of(report: Report, kind: SegmentKind = "body") -> tuple[Segment, ...]:
    return (Segment(report.id, Span(0, len(report.text)), kind),)


def statements(
    reader: Reader,
    text: str,
    *,
    kind: SegmentKind = "body",
    published: date | None = date(2031, 5, 20),
    publisher: str | None = "The Harbour Post",
    author: str | None = None,
) -> tuple[Statement, ...]:
    report = report_of(text, published=published, publisher=publisher, author=author)
    return reader.read(report, segments_of(report, kind))


def said(found: Sequence[Statement], words: str) -> Statement:
    """The statement whose content holds `words`: the shortest content, if several do."""
    held = [s for s in found if words in content(s)]
    assert held, f"no statement says {words!r}: {[s.text for s in found]}"
    return min(held, key=lambda s: (len(s.content), s.span))


def content(statement: Statement) -> str:
    start = statement.content.start - statement.span.start
    return statement.text[start : start + len(statement.content)]
