"""Captured reports: bytes, their text and what is known of them, put together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.collect.decoding import Decoded, garbled
from tocsin.collect.inlaid import without_traces, without_traces_in_text
from tocsin.collect.metadata import Metadata, host_of, language_of
from tocsin.errors import Malformed, TooLarge
from tocsin.nouns import Capture, Report, Segment, SegmentKind, Span, report_id, sha256_of

__all__ = ["LIMITS", "Captured", "Layout", "Limits", "captured_of", "too_large", "undatable"]

Layout = Sequence[tuple[Span, SegmentKind]]
"""Pieces of a text whose kind its format declares, in order."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken in.

    A report of more than `characters` is kept and not read. Markup of more than `markup`
    characters or `nodes` elements and texts counts as such a report. A file of more than
    `file_bytes`, or a line of .jsonl of more than `row_bytes`, is not kept either.
    """

    characters: int = 1_000_000
    markup: int = 5_000_000
    nodes: int = 1_000_000
    file_bytes: int = 100_000_000
    row_bytes: int = 20_000_000


LIMITS = Limits()


def too_large(
    size: int, most: int, what: str, *, file: str, kept: bool = True, at: int | None = None
) -> TooLarge:
    """Return the fault of something that has `size` of `what`, of which at most `most` are taken.

    Whoever can change the limits (`tocsin.collect.Limits`) finds them by name in the page of the
    fault; anybody can split.
    """
    parts = math.ceil(size / most)
    ending = "Kept, not read." if kept else "Not kept."
    return TooLarge(
        f"it has {size:,} {what}; at most {most:,} are taken. {ending}",
        hint=f"Split it into {parts:,} parts or more of up to {most:,} {what} and add those.",
        file=file,
        at=at,
    )


def undatable(stated: str | None, published: object, file: str) -> Malformed | None:
    """Return the fault of a stated date of publication that is none, if it is."""
    if stated is None or published is not None:
        return None
    return Malformed(
        f"{stated[:100]!r} is no date that can be read.",
        hint="Write 2022-10-20. The report was kept, undated unless something else dates it.",
        file=file,
        at="published",
    )


@dataclass(frozen=True, slots=True)
class Captured:
    """A report with the bytes it was made from, and the feed that brought it.

    `fault` is the reason for which it is kept and not read; None when it is read.
    """

    report: Report
    data: bytes
    feed: str = "files"
    fault: TooLarge | None = None

    def capture(self, at: datetime) -> Capture:
        """Return the ledger's account of this capture, at the time the caller gives (UTC)."""
        return Capture(self.feed, self.report.file, at)


def captured_of(
    data: bytes,
    decoded: Decoded,
    *,
    file: str,
    media_type: str,
    said: Metadata,
    layout: Layout = (),
    prose: str | None = None,
    language: str | None = None,
    limits: Limits = LIMITS,
    fault: TooLarge | None = None,
) -> Captured:
    """Return the report that `decoded` and `said` make; with a `fault` it is kept, not read.

    `prose` is the text by which the language is told (None: all of it), `language` what to fall
    back on where the text is too short to tell; a language in `said` is taken as it is. What the
    pictures in it tell beside their pixels is taken out of the bytes and the text.
    """
    data, text = without_traces(data), without_traces_in_text(decoded.text)
    if len(text) != len(decoded.text):
        layout = ()  # letters were written in another form; no piece is sure of its place
    if fault is None and len(text) > limits.characters:
        fault = too_large(len(text), limits.characters, "characters", file=file)
    refused = fault is not None
    prose = text if prose is None else prose
    # Characters of a wrong encoding tell no language, or one by chance.
    told = said.language
    if told is None and not garbled(text, decoded.charset):
        told = language_of(prose) or language
    host = said.host or host_of(said.url)
    if refused:
        text, layout = "", ()
    sha256 = sha256_of(data)
    own = report_id(sha256, said.publisher, host, said.published)
    return Captured(
        Report(
            id=own,
            sha256=sha256,
            text_sha256=sha256_of(text.encode()),
            text=text,
            media_type=media_type,
            charset=decoded.charset,
            faults=decoded.faults,
            file=file,
            title=said.title,
            published=said.published,
            published_by=said.published_by,
            updated=said.updated,
            publisher=said.publisher,
            host=host,
            author=said.author,
            url=said.url,
            language=told,
            refusal=TooLarge.code if refused else None,
            layout=tuple(Segment(own, span, kind) for span, kind in layout),
            translation=said.translation,
        ),
        data,
        fault=fault,
    )
