"""Reports: captured documents, and the segments that divide their text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.nouns.ids import digest_of
from tocsin.nouns.span import Interval, Span, iso_of

__all__ = [
    "READ_KINDS",
    "Capture",
    "Report",
    "Segment",
    "SegmentKind",
    "Translation",
    "report_id",
]

SegmentKind = Literal[
    "headline", "byline", "body", "caption", "quotebox", "teaser", "furniture", "meta"
]

READ_KINDS: frozenset[str] = frozenset({"headline", "body", "caption", "quotebox"})
"""The kinds of segment in which statements are looked for."""


def report_id(
    sha256: str, publisher: str | None, host: str | None, published: Interval | None
) -> str:
    """Return the id of the document with these bytes from this publisher, host and day.

    The same bytes under another masthead or of another day are another report (and, to `trace`, a
    copy); the same bytes twice from one place are one report captured twice.
    """
    day = None if published is None else iso_of(published.start)
    return digest_of("r", sha256, publisher, host, day)


@dataclass(frozen=True, slots=True)
class Capture:
    """How a report came: from which feed and file, and when (UTC)."""

    feed: str
    file: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Translation:
    """That a report is a translation: of what, and by whom.

    `of` is the original as it was named (a file or a report's id), `translator` a person or a
    machine as written; None where nothing is said. `original` is the original's id where it is in
    hand.
    """

    of: str | None
    translator: str | None
    original: str | None = None

    @property
    def told(self) -> str:
        """Words that say it to a reader."""
        return f"translated by {self.translator or 'an unnamed translator'}"


@dataclass(frozen=True, slots=True)
class Report:
    """One captured document.

    `text` is the stored deterministic rendering that all offsets count in; `sha256` is the hash of
    the captured bytes and `text_sha256` that of `text` in UTF-8. `faults` counts characters that
    the declared encoding could not give. `published` is None when no date was readable: the report
    is *undated*, and out of the timeline. `published_by` names what the date was read from
    ("manifest", "front matter", "json-ld", "meta", "htmldate", "mail header", "row", "correction",
    "original", "none").
    `language` is an ISO 639-1 code, None below the length at which it can be told.
    `refusal` is the code of the error for which the report is kept and not read, else None.
    `layout` are pieces of `text` whose kind the captured format itself declares (an HTML `title`,
    `figcaption`, `nav`; a mail header): hints for `segment`.
    `translation` says that it stands for an original in another language.
    """

    id: str
    sha256: str
    text_sha256: str
    text: str
    media_type: str
    charset: str
    faults: int
    file: str
    title: str | None
    published: Interval | None
    published_by: str
    updated: Interval | None
    publisher: str | None
    host: str | None
    author: str | None
    url: str | None
    language: str | None
    refusal: str | None = None
    layout: tuple[Segment, ...] = ()
    translation: Translation | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is of one kind; a report's segments cover it once, in order."""

    report: str
    span: Span
    kind: SegmentKind
