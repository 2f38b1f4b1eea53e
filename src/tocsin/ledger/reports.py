"""Reports in the ledger: each recorded once, with its bytes and with every capture."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from tocsin.errors import Erased, UnknownEntry
from tocsin.ledger.chain import enter
from tocsin.ledger.codec import as_json, from_values
from tocsin.ledger.keeper import keeper_of
from tocsin.ledger.tables import bytes_, captures, erasures, reports, texts, translations, written
from tocsin.nouns import Capture, Interval, Report, Translation, digest_of

__all__ = [
    "COLUMNS",
    "UNDATED",
    "add_report",
    "beside",
    "captures_of",
    "context_of",
    "data_of",
    "joined",
    "place_of",
    "report_from",
    "report_of",
]

UNDATED = "~"  # after every date that can be written
LONG = 50_000
"""Letters of a text above which nobody keeps it for the sake of copies."""

COMMON = (
    "text_sha256",
    "media_type",
    "charset",
    "title",
    "published_by",
    "publisher",
    "author",
    "language",
)
"""What reports have in common with those that came lately, and hold once."""

COLUMNS = (reports.c.seq, reports.c.id, reports.c.place, reports.c.body, texts.c.text)
"""What `report_from` needs of a row of reports joined to texts."""


def add_report(connection: Connection, report: Report, data: bytes, capture: Capture) -> bool:
    """Record a capture, and the report and its bytes unless known. Return if it was new.

    Raises `Erased` for one that was erased: it does not come back by itself.
    """
    new = _absent(connection, reports.c.id, report.id)
    if new:
        if not _absent(connection, erasures.c.report, report.id):
            raise _gone(report.id)
        if _absent(connection, bytes_.c.sha256, report.sha256):
            enter(
                connection,
                bytes_,
                {"sha256": report.sha256, "size": len(data), "packed": zlib.compress(data)},
            )
        if _absent(connection, texts.c.sha256, report.text_sha256):
            enter(connection, texts, {"sha256": report.text_sha256, "text": report.text})
        enter(
            connection,
            reports,
            {
                "id": report.id,
                "sha256": report.sha256,
                "text_sha256": report.text_sha256,
                "context": context_of(report),
                "place": place_of(report.published),
                "published_end": None if report.published is None else report.published.end,
                "refusal": report.refusal,
                "body": as_json(replace(report, text="", translation=None)),
                "recorded_at": capture.at,
            },
        )
    enter(
        connection,
        captures,
        {
            "report": report.id,
            "feed": capture.feed,
            "file": capture.file,
            "recorded_at": capture.at,
        },
    )
    if report.translation is not None:
        _declare(connection, report.id, report.translation, capture)
    return new


def _declare(connection: Connection, report: str, said: Translation, capture: Capture) -> None:
    """Record that a report is a translation, unless that is what was said of it last."""
    query = (
        select(translations.c.of, translations.c.translator)
        .where(translations.c.report == report)
        .order_by(translations.c.seq.desc())
        .limit(1)
    )
    last = connection.execute(query).one_or_none()
    if last is None or tuple(last) != (said.of, said.translator):
        enter(
            connection,
            translations,
            {
                "report": report,
                "of": said.of,
                "translator": said.translator,
                "recorded_at": capture.at,
            },
        )


def context_of(report: Report) -> str:
    """Return a digest of all but the text on which a reading of `report` depends.

    Relative dates hang on the day of publication, the writer's own voice on author and outlet,
    segments on what the format declares. Reports that share text and context share a reading: a
    copy on another host is not read again.
    """
    return digest_of(
        "c",
        as_json(report.published),
        report.publisher,
        report.author,
        as_json([(segment.span, segment.kind) for segment in report.layout]),
    )


def place_of(published: Interval | None) -> str:
    """Return the place in the order of publication, as text; undated reports come last."""
    start = None if published is None else published.start
    return UNDATED if start is None else written(start)


def report_from(row: RowMapping) -> Report:
    """Return the report that a row of `COLUMNS` holds, as it was recorded."""
    text: str = row["text"]
    same = _same(text) if len(text) <= LONG else text
    values = json.loads(row["body"])
    for name in COMMON:
        value = values.get(name)
        if isinstance(value, str):
            values[name] = _same(value)
    return from_values(Report, {**values, "text": same})


@lru_cache(maxsize=256)
def _same(text: str) -> str:
    """Return the text that came lately where this is the same: copies share theirs."""
    return text


def report_of(connection: Connection, report: str) -> Report:
    """Return a report as it was recorded. Raises `UnknownEntry`, `Erased`."""
    query = joined().where(reports.c.id == report)
    row = connection.execute(query).mappings().one_or_none()
    if row is not None:
        return report_from(row)
    if not _absent(connection, erasures.c.report, report):
        raise _gone(report)
    raise UnknownEntry(f"there is no report {report}.", at=report)


def _gone(report: str) -> Erased:
    return Erased(
        f"report {report} was erased.",
        hint="Its stone says by whom and why: tocsin doctor DESK",
        at=report,
    )


def data_of(connection: Connection, sha256: str) -> bytes:
    """Return captured bytes by their hash. Raises `UnknownEntry`."""
    packed = connection.execute(
        select(bytes_.c.packed).where(bytes_.c.sha256 == sha256)
    ).scalar_one_or_none()
    if packed is None:
        raise UnknownEntry(f"there are no bytes {sha256}.", at=sha256)
    return zlib.decompress(packed)


def captures_of(connection: Connection, report: str) -> tuple[Capture, ...]:
    """Return how often and whence a report came, in the order recorded."""
    query = select(captures).where(captures.c.report == report).order_by(captures.c.seq)
    return tuple(Capture(row.feed, row.file, row.recorded_at) for row in connection.execute(query))


def beside(connection: Connection, language: str) -> tuple[str, ...]:
    """Return the ids of the reports that are not known to be in `language`."""
    said = keeper_of(connection).field(reports.c.body, "language")
    query = select(reports.c.id).where(said.is_distinct_from(language)).order_by(reports.c.id)
    return tuple(connection.execute(query).scalars())


def joined() -> Select[Any]:
    """Return the query for all reports with their texts."""
    return select(*COLUMNS).join(texts, texts.c.sha256 == reports.c.text_sha256)


def _absent(connection: Connection, column: Any, value: str) -> bool:
    return connection.execute(select(column).where(column == value)).first() is None
