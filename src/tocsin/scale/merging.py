"""Merging: what was read on an engine, taken into a desk as if the desk had read it itself."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from tocsin.collect import Captured
from tocsin.desk import Added, Desk
from tocsin.desk.adding import take_in
from tocsin.desk.tracing import bring_up
from tocsin.errors import TocsinError
from tocsin.ledger import Ledger
from tocsin.nouns import Skip
from tocsin.scale.rows import REFUSED, fault_from, reading_from, report_from
from tocsin.scale.running import held, settings_of
from tocsin.scale.store import Store

__all__ = ["merge"]

BATCH = 200
"""Reports in one transaction."""

_Row = Mapping[str, Any]
_Said = Mapping[str, list[str]]


def merge(
    desk: Desk,
    place: str,
    *,
    now: datetime,
    feed: str = "files",
    progress: Callable[[str, int], None] | None = None,
) -> Added:
    """Take what `scale` read into a folder into the ledger of a desk, and trace it.

    Reports come day by day, and within a day by the names of their files and their places there: a
    report that stands in several is recorded from the first. Nothing is read. What came before,
    of the same file, is passed over, so that a merge that was stopped goes on. Raises `OtherRun`.
    """
    told = progress or _silent
    store = Store(place)
    settings = settings_of(store)
    added = Added()
    with desk.ledger() as ledger:
        desk.record_watches(ledger, now=now, faults=added.faults)
        known = {(one.file, one.code, one.message) for one in ledger.refusals()}
        for rows in _batches(_refused(store)):
            with ledger.writing():
                for row in rows:
                    _refuse(ledger, fault_from(row["fault"]), known, added, now)
        for day in _days(store):
            rows_of_day, said = _of_day(store, day)
            for rows in _batches(rows_of_day):
                with ledger.writing():
                    for row in rows:
                        _take(ledger, row, said, settings, added, feed=feed, now=now)
                told("merge", len(rows))
        gc.collect()
        bring_up(desk, ledger, progress=told)
    return added


def _take(
    ledger: Ledger,
    row: _Row,
    said: _Said,
    settings: Mapping[str, Any],
    added: Added,
    *,
    feed: str,
    now: datetime,
) -> None:
    report = report_from(row)
    if any(one.file == report.file for one in ledger.captures(report.id)):
        added.known += 1
        return
    before = added.refused
    take_in(ledger, Captured(report, row["data"], feed), added, feed=feed, now=now)
    if added.refused > before:
        return  # it was erased, and does not come back
    if row["outcome"] == "skipped":
        ledger.add_skip(Skip(report.id, settings["lexicon"], now))
        added.skipped += 1
    elif row["segments"] is not None:
        # What nobody reads, of another language, has a reading without statements: as on a desk.
        reader = settings["reader"]
        reading = reading_from(row, said.get(report.id, ()), report, reader)
        ledger.add_reading(reading, now)
        added.read += row["outcome"] == "read"
        if row["outcome"] == "failed":
            added.unread += 1
    if row["fault"] is not None:
        fault = fault_from(row["fault"])
        added.faults.append(fault)
        if row["outcome"] == "failed":
            ledger.add_refusal(fault, now)


def _refuse(
    ledger: Ledger,
    fault: TocsinError,
    known: set[tuple[str | None, str, str]],
    added: Added,
    now: datetime,
) -> None:
    added.refused += 1
    added.faults.append(fault)
    if (fault.file, fault.code, fault.message) not in known:
        ledger.add_refusal(fault, now)


def _days(store: Store) -> list[str]:
    """Return the days there are, what has none at the end."""
    files = [name for one in held(store)["rounds"] for name in one["files"]]
    return sorted({name.split("/")[1] for name in files if name.startswith("reports/")})


def _of_day(store: Store, day: str) -> tuple[Iterator[_Row], _Said]:
    """Return the reports of a day in their order, and by report its statements in theirs."""
    from pyarrow import concat_tables
    from pyarrow import parquet as pq

    def tables(table: str) -> list[Any]:
        return [pq.read_table(store.open(name)) for name in _files(store, f"{table}/{day}/")]

    said: dict[str, dict[int, str]] = {}
    for one in tables("statements"):
        columns = one.select(["report", "at", "noun"]).to_pydict()
        for report, at, noun in zip(*columns.values(), strict=True):
            said.setdefault(report, {})[at] = noun
    statements = {report: [found[at] for at in sorted(found)] for report, found in said.items()}
    whole = concat_tables(tables("reports"), promote_options="default")
    places = ["file", "first", "number"]
    ordered = whole.sort_by([(name, "ascending") for name in places])

    def rows() -> Iterator[_Row]:
        for batch in ordered.to_batches(max_chunksize=BATCH):
            yield from batch.to_pylist()

    return rows(), statements


def _refused(store: Store) -> Iterator[_Row]:
    from pyarrow import parquet as pq

    for name in _files(store, f"{REFUSED}/"):
        yield from pq.read_table(store.open(name)).to_pylist()


def _files(store: Store, begin: str) -> list[str]:
    files = [name for one in held(store)["rounds"] for name in one["files"]]
    return sorted(name for name in files if name.startswith(begin))


def _batches(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _silent(_stage: str, _count: int) -> None:
    pass
