"""Rows: what is read of a report, as the tables of Parquet hold it, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from tocsin.collect import Captured
from tocsin.errors import CollectError, TocsinError
from tocsin.ledger.codec import as_json, as_values, from_values
from tocsin.nouns import Interval, Reading, Report, Segment, Statement
from tocsin.scale.pieces import Piece

__all__ = [
    "REFUSED",
    "UNDATED",
    "Outcome",
    "fault_from",
    "reading_from",
    "refused_row",
    "report_from",
    "report_row",
    "schema",
]

UNDATED = "undated"
"""The day of what has none that can be read."""

REFUSED = "refused"
"""What became of a row that is no report: its fault is kept, and nothing else of it."""

Outcome = str
"""What became of a report: "read", "skipped" by the gate, "kept" without being read, "failed"."""

_Row = dict[str, Any]


def schema() -> Any:
    """Return the Arrow schema of a part: a row a report, its statements within it."""
    import pyarrow as pa

    text, number, at = pa.string(), pa.int64(), pa.timestamp("us", tz="UTC")
    said = pa.struct(
        [
            ("at", number),
            ("id", text),
            ("report", text),
            ("start", number),
            ("end", number),
            ("text", text),
            ("segment", text),
            ("speaker", text),
            ("act", text),
            ("polarity", text),
            ("tense", text),
            ("likelihood", text),
            ("noun", text),
        ]
    )
    return pa.schema(
        [
            ("day", text),
            ("piece", text),
            ("file", text),
            ("first", number),
            ("number", number),
            ("outcome", text),
            ("id", text),
            ("sha256", text),
            ("published_from", at),
            ("published_to", at),
            ("publisher", text),
            ("host", text),
            ("author", text),
            ("title", text),
            ("language", text),
            ("url", text),
            ("text", text),
            ("noun", text),
            ("segments", text),
            ("said", number),
            ("fault", text),
            ("data", pa.binary()),
            ("statements", pa.list_(said)),
        ]
    )


def report_row(
    piece: Piece, number: int, one: Captured, outcome: Outcome, reading: Reading | None,
    fault: TocsinError | None,
) -> _Row:  # fmt: skip
    """Return the row of a report. `reading` is None where it was not looked into."""
    report = one.report
    published = report.published or Interval(None, None, None)
    values = as_values(report)
    text = values.pop("text")
    said = () if reading is None else tuple(reading.statements)
    return {
        "day": day_of(report),
        "piece": piece.id,
        "file": piece.file,
        "first": piece.first,
        "number": number,
        "outcome": outcome,
        "id": report.id,
        "sha256": report.sha256,
        "published_from": _moment(published.start),
        "published_to": _moment(published.end),
        "publisher": report.publisher,
        "host": report.host,
        "author": report.author,
        "title": report.title,
        "language": report.language,
        "url": report.url,
        "text": text,
        "noun": _json(values),
        "segments": None if reading is None else as_json(tuple(reading.segments)),
        "said": len(said),
        "fault": None if fault is None else _fault_json(fault),
        "data": one.data,
        "statements": [_statement_row(at, statement) for at, statement in enumerate(said)],
    }


def refused_row(piece: Piece, number: int, fault: CollectError) -> _Row:
    """Return the row of what could not be captured."""
    empty: _Row = dict.fromkeys(schema().names)
    told = {"day": REFUSED, "piece": piece.id, "file": piece.file, "number": number}
    told["first"] = piece.first
    return {**empty, **told, "outcome": REFUSED, "said": 0, "fault": _fault_json(fault),
            "statements": []}  # fmt: skip


def report_from(row: Mapping[str, Any]) -> Report:
    """Return the report of a row."""
    return from_values(Report, {**json.loads(row["noun"]), "text": row["text"]})


def reading_from(
    row: Mapping[str, Any], statements: Iterable[str], report: Report, reader: str
) -> Reading:
    """Return the reading of a row, with its statements as they were written down, in order."""
    segments = from_values(tuple[Segment, ...], json.loads(row["segments"]))
    said = tuple(from_values(Statement, json.loads(one)) for one in statements)
    return Reading(report, segments, said, reader)


def fault_from(written: str) -> TocsinError:
    """Return a fault of the code, message, hint and place that were written down."""
    told = json.loads(written)

    class Told(TocsinError):
        code = told["code"]

    return Told(told["message"], hint=told["hint"] or "", file=told["file"], at=told["at"])


def day_of(report: Report) -> str:
    """Return the day on which a report was published, as it is written (UTC)."""
    start = None if report.published is None else report.published.start
    return UNDATED if start is None else _day(start)


def _day(at: datetime | date) -> str:
    return (at.astimezone(UTC).date() if isinstance(at, datetime) else at).isoformat()


def _moment(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC)


def _statement_row(at: int, one: Statement) -> _Row:
    return {
        "at": at,
        "id": one.id,
        "report": one.report,
        "start": one.span.start,
        "end": one.span.end,
        "text": one.text,
        "segment": one.segment,
        "speaker": None if one.speaker is None else one.speaker.text,
        "act": one.act,
        "polarity": one.polarity,
        "tense": one.tense,
        "likelihood": None if one.likelihood is None else one.likelihood.phrase,
        "noun": as_json(one),
    }


def _fault_json(fault: TocsinError) -> str:
    return _json(fault.as_row())


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
