"""Reading at scale: what one worker does with one piece, by the stages that a desk walks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tocsin.collect import Captured
from tocsin.desk import read_each
from tocsin.desk.unread import unread_because
from tocsin.errors import CollectError, EngineFailed, ReaderFailed, TocsinError
from tocsin.nouns import Lexicon, Reading, Report, Segment
from tocsin.read import Gate, Reader
from tocsin.scale.pieces import Piece, captured_in
from tocsin.scale.rows import Outcome, refused_row, report_row, schema
from tocsin.scale.store import Store
from tocsin.segment import segment

__all__ = ["PARTS", "SHOWN", "Given", "Worker", "rows_of"]

PARTS = "parts"
"""The folder of what is read of each piece, until all of a run is put in order of days."""

SHOWN = 20
"""Faults of a piece that are told at once; all of them stand in the table of what was refused."""

_BATCH = 200
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """All that a worker is told: where to write, what the gate lets through, what to read by."""

    place: str
    lexicon: Lexicon
    weights: Path | None
    version: str


class Worker:
    """One process of the engine. The model is loaded when the first report is to be read."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._gate = Gate(given.lexicon)
        self._reader: Reader | None = None
        self._known: dict[str, Reading] = {}

    def work(self, piece: Piece) -> dict[str, Any]:
        """Read a piece, write its part and then its receipt.

        What came of it: {"piece", "file", "counts": {outcome: n}, "statements", "undated",
        "faults"}. A piece that fails as a whole has no receipt: it is tried again another time.
        """
        try:
            store = Store(self._given.place)
            rows = list(rows_of(captured_in(piece), piece, self._gate, self._read))
            told = receipt(piece, rows)
            store.write(f"{PARTS}/{piece.id}.parquet", _packed(rows))
            store.write_json(f"{PARTS}/{piece.id}.json", told)
        except TocsinError as fault:
            return _failed(piece, fault)
        except Exception as fault:  # noqa: BLE001  one piece must not stop the thousand others
            said = " ".join(str(fault).split())[:160]
            return _failed(
                piece,
                EngineFailed(
                    f"a piece of it could not be done ({type(fault).__name__}: {said}).",
                    hint="Give the command again: what is finished is not done anew.",
                    file=piece.file,
                    at=piece.start,
                ),
            )
        return told

    def _read(
        self, pairs: Iterable[tuple[Report, tuple[Segment, ...]]]
    ) -> Iterator[tuple[Reading, ReaderFailed | None]]:
        self._reader = self._reader or Reader.load(self._given.weights)
        if self._reader.version != self._given.version:
            raise EngineFailed(
                f"a worker reads by {self._reader.version}, the desk by {self._given.version}.",
                hint="Install the same Tocsin, model and weights on all machines.",
            )
        return read_each(self._reader, pairs, known=self._known)


def rows_of(
    found: Iterable[Captured | CollectError], piece: Piece, gate: Gate, read: Any
) -> Iterator[_Row]:
    """Yield the row of each report of a piece, and of what is none, in their order.

    `read` takes pairs of a report and its segments, and yields readings as `read_each` does.
    """
    numbered = enumerate(found)
    while batch := list(islice(numbered, _BATCH)):
        rows: dict[int, _Row] = {}
        waiting: list[tuple[int, Captured]] = []
        for number, one in batch:
            if isinstance(one, CollectError):
                rows[number] = refused_row(piece, number, one)
                continue
            report = one.report
            because = unread_because(report)
            if because is not None:
                cut = None
                if report.refusal is None:
                    cut = Reading(report, segment(report), (), "")
                rows[number] = report_row(piece, number, one, "kept", cut, because)
            elif gate.lets(report.text, report.author, report.publisher):
                waiting.append((number, one))
            else:
                rows[number] = report_row(piece, number, one, "skipped", None, None)
        if waiting:
            # Equal texts together: one is parsed once for all that come one after the other.
            waiting.sort(key=lambda pair: (pair[1].report.text_sha256, pair[0]))
            pairs = [(one.report, segment(one.report)) for _, one in waiting]
            for (number, one), (reading, fault) in zip(waiting, read(pairs), strict=True):
                outcome: Outcome = "read" if fault is None else "failed"
                rows[number] = report_row(piece, number, one, outcome, reading, fault)
        yield from (rows[number] for number, _ in batch)


def receipt(piece: Piece, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what came of a piece, as its receipt says it."""
    counts: dict[str, int] = {}
    statements = undated = 0
    faults: list[str] = []
    for row in rows:
        counts[row["outcome"]] = counts.get(row["outcome"], 0) + 1
        statements += row["said"]
        undated += row["id"] is not None and row["published_from"] is None
        if row["fault"] is not None and len(faults) < SHOWN:
            faults.append(row["fault"])
    return {
        "piece": piece.id,
        "file": piece.file,
        "counts": counts,
        "statements": statements,
        "undated": undated,
        "faults": faults,
    }


def _failed(piece: Piece, fault: TocsinError) -> dict[str, Any]:
    from json import dumps

    told = receipt(piece, ())
    return {**told, "failed": True, "faults": [dumps(fault.as_row())]}


def _packed(rows: list[_Row]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema()), stream, compression="zstd")
    return stream.getvalue()
