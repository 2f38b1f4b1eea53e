"""Timelines: reports and readings in order of publication, as two clocks show them."""

from __future__ import annotations

import heapq
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from operator import is_not
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    bindparam,
    func,
    select,
    tuple_,
)

from tocsin.ledger.amending import Amended, amended
from tocsin.ledger.chain import enter
from tocsin.ledger.codec import alike, as_values, from_values
from tocsin.ledger.reports import UNDATED, context_of, joined, place_of, report_from
from tocsin.ledger.store import Store
from tocsin.ledger.tables import corrections, erasures, readings, reports, skips, translations
from tocsin.nouns import Copied, Reading, Report, Segment, Statement

__all__ = [
    "add_reading",
    "dated",
    "heads",
    "in_order",
    "newest_of",
    "read_in_order",
    "reading_of",
    "since",
    "unread_in_order",
]

_PAGE = 50

ERASED = 2**40
"""More than there are translations in a ledger."""

COPIED = 32
SMALL = 20_000
"""So many texts' statements are kept for copies to share, of readings of up to so many bytes."""

_Noun = TypeVar("_Noun", Report, Reading)
_Part = TypeVar("_Part", Segment, Statement)


def in_order(
    store: Store, changed: Amended, *, as_of: datetime | None, known_at: datetime | None
) -> Iterator[Report]:
    """Yield reports by start of publication, then id; undated ones last, none with `as_of`.

    Pages are read as they are asked for, so that memory does not grow with the ledger.
    """
    kept = _cut(joined(), as_of, known_at)
    found = _moved(store, changed, known_at, withdrawn=True)
    moved = (report for report in found if _published_by(report, as_of))
    yield from _merged(store, kept, changed, report_from, moved)


def read_in_order(
    store: Store,
    changed: Amended,
    reader: str | None,
    *,
    as_of: datetime | None,
    known_at: datetime | None,
) -> Iterator[Reading]:
    """Yield the readings that `reader` made of those reports, in the same order.

    Without `reader`, each report's newest reading that was recorded before `known_at`, or its first
    where all came later: what a newer reader finds changes no replay of an older day.
    """
    same = (readings.c.text_sha256 == reports.c.text_sha256) & (
        readings.c.context == reports.c.context
    )
    chosen = readings.c.reader == reader if reader is not None else _newest(known_at)
    query = (
        _cut(joined(), as_of, known_at)
        .add_columns(readings.c.packed, readings.c.reader)
        .join(readings, same & chosen)
    )

    def made(row: RowMapping) -> Reading:
        return _unpacked(row["packed"], report_from(row), row["reader"])

    def moved() -> Iterator[Reading]:
        for report in _moved(store, changed, known_at):
            if _published_by(report, as_of):
                with store.reading() as connection:
                    found = _reading_known(connection, report, reader, known_at)
                if found is not None:
                    yield found

    yield from _merged(store, query, changed, made, moved())


def _newest(known_at: datetime | None) -> ColumnElement[bool]:
    """The condition that a row of readings is the one to take for its report."""
    other = readings.alias()
    same = (other.c.text_sha256 == readings.c.text_sha256) & (other.c.context == readings.c.context)
    newest = select(func.max(other.c.seq)).where(same)
    if known_at is None:
        return readings.c.seq == newest.scalar_subquery()
    known = newest.where(other.c.recorded_at < known_at).scalar_subquery()
    first = select(func.min(other.c.seq)).where(same).scalar_subquery()
    return readings.c.seq == func.coalesce(known, first)


def _reading_known(
    connection: Connection, report: Report, reader: str | None, known_at: datetime | None
) -> Reading | None:
    if reader is not None:
        return reading_of(connection, report, reader)
    query = select(readings.c.packed, readings.c.reader).where(
        readings.c.text_sha256 == report.text_sha256,
        readings.c.context == context_of(report),
        _newest(known_at),
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else _unpacked(row.packed, report, row.reader)


def dated(
    store: Store, changed: Amended, *, as_of: datetime | None, known_at: datetime | None
) -> Iterator[tuple[str, datetime, bool]]:
    """Yield id, start of publication and whether it is refused, of each dated report, by id."""
    columns = select(reports.c.id, reports.c.place, reports.c.refusal)
    query = _cut(columns, as_of, known_at).where(reports.c.place != UNDATED)
    with store.reading() as connection:
        for row in connection.execute(query.order_by(reports.c.id)):
            if row.id not in changed:
                yield row.id, datetime.fromisoformat(row.place), row.refusal is not None
    for report in _moved(store, changed, known_at):
        start = None if report.published is None else report.published.start
        if start is not None and _published_by(report, as_of):
            yield report.id, start, report.refusal is not None


def unread_in_order(
    store: Store, changed: Amended, reader: str, lexicon: str | None
) -> Iterator[Report]:
    """Yield reports that are to be read and that `reader` has not read.

    With `lexicon`, those that were skipped under it are left out.
    """
    same = (readings.c.text_sha256 == reports.c.text_sha256) & (
        readings.c.context == reports.c.context
    )
    query = joined().where(
        reports.c.refusal.is_(None),
        ~select(readings.c.seq).where(same, readings.c.reader == reader).exists(),
    )
    if lexicon is not None:
        skipped = select(skips.c.seq).where(
            skips.c.report == reports.c.id, skips.c.lexicon == lexicon
        )
        query = query.where(~skipped.exists())

    def moved() -> Iterator[Report]:
        for report in _moved(store, changed, None):
            with store.reading() as connection:
                skip = lexicon is not None and _skipped(connection, report.id, lexicon)
                done = reading_of(connection, report, reader) is not None
            if report.refusal is None and not skip and not done:
                yield report

    yield from _merged(store, query, changed, report_from, moved())


def add_reading(connection: Connection, reading: Reading, at: datetime) -> bool:
    """Record a reading unless there is one of that text, context and reader. Return if new."""
    key = (reading.report.text_sha256, context_of(reading.report), reading.reader)
    if _packed(connection, *key) is not None:
        return False
    enter(
        connection,
        readings,
        {
            "text_sha256": key[0],
            "context": key[1],
            "reader": key[2],
            "statements": len(reading.statements),
            "packed": _pack(reading),
            "recorded_at": at,
        },
    )
    return True


def reading_of(connection: Connection, report: Report, reader: str) -> Reading | None:
    """Return what `reader` read in `report`; None when it has not."""
    packed = _packed(connection, report.text_sha256, context_of(report), reader)
    return None if packed is None else _unpacked(packed, report, reader)


def newest_of(connection: Connection, report: str, changed: Amended) -> Reading | None:
    """Return the newest reading of a report; None where nobody read it, or it does not count.

    A report that is amended may have been read in another context than it was recorded in.
    """
    if report in changed.withdrawn:
        return None
    if report in changed:
        row = connection.execute(joined().where(reports.c.id == report)).mappings().one_or_none()
        if row is None:
            return None
        return _reading_known(connection, amended(report_from(row), changed), None, None)
    row = connection.execute(_newest_reading(), {"report": report}).mappings().one_or_none()
    return None if row is None else _unpacked(row["packed"], report_from(row), row["reader"])


@cache
def _newest_reading() -> Select[Any]:
    """Return the query of a report with its newest reading: making it takes longer than asking."""
    same = (readings.c.text_sha256 == reports.c.text_sha256) & (
        readings.c.context == reports.c.context
    )
    query = joined().add_columns(readings.c.packed, readings.c.reader)
    chosen = query.join(readings, same & _newest(None))
    return chosen.where(reports.c.id == bindparam("report"))


def heads(connection: Connection) -> tuple[int, int, int, int]:
    """Return the numbers of the newest report, reading, correction of one, translation; else 0.

    The last differs with each report that is erased, too.
    """
    amends = select(func.max(corrections.c.seq)).where(
        corrections.c.kind.in_(("published", "statement", "withdraw", "undo"))
    )
    newest = [select(func.max(table.c.seq)) for table in (reports, readings, translations)]
    gone = int(connection.execute(select(func.max(erasures.c.seq))).scalar() or 0)
    one, two, three, four = (
        int(connection.execute(query).scalar() or 0)
        for query in (newest[0], newest[1], amends, newest[2])
    )
    # An erasure may take the newest translation out: it must not give a number that was before.
    return one, two, three, four + gone * ERASED


def since(connection: Connection, report: int, reading: int) -> tuple[str, ...]:
    """Return the ids of read reports that came, or were read, after these numbers; sorted.

    What only came and was not read is left out: of most reports a gate lets nobody read.
    """
    same = (reports.c.text_sha256 == readings.c.text_sha256) & (
        reports.c.context == readings.c.context
    )
    had = select(readings.c.seq).where(same).exists()
    came = select(reports.c.id).where(reports.c.seq > report, had)
    read = select(reports.c.id).where(readings.c.seq > reading, same)
    return tuple(sorted({*connection.execute(came).scalars(), *connection.execute(read).scalars()}))


def _merged(
    store: Store,
    query: Select[Any],
    changed: Amended,
    made: Callable[[RowMapping], _Noun],
    moved: Iterator[_Noun],
) -> Iterator[_Noun]:
    pages = (made(row) for row in _paged(store, query) if row["id"] not in changed)
    # The few reports that were amended stand elsewhere than where the table has them.
    return heapq.merge(pages, sorted(moved, key=_rank), key=_rank)


def _rank(noun: Report | Reading) -> tuple[str, str]:
    report = noun if isinstance(noun, Report) else noun.report
    return place_of(report.published), report.id


def _paged(store: Store, query: Select[Any]) -> Iterator[RowMapping]:
    ordered = query.order_by(reports.c.place, reports.c.id).limit(_PAGE)
    place, last = "", ""
    while True:
        with store.reading() as connection:
            after = ordered.where(tuple_(reports.c.place, reports.c.id) > (place, last))
            page = list(connection.execute(after).mappings())
        yield from page
        if len(page) < _PAGE:
            return
        place, last = page[-1]["place"], page[-1]["id"]


def _cut(query: Select[Any], as_of: datetime | None, known_at: datetime | None) -> Select[Any]:
    if as_of is not None:
        query = query.where(reports.c.published_end <= as_of)
    return query if known_at is None else query.where(reports.c.recorded_at < known_at)


def _published_by(report: Report, as_of: datetime | None) -> bool:
    if as_of is None:
        return True
    return report.published is not None and report.published.known_by(as_of)


def _moved(
    store: Store, changed: Amended, known_at: datetime | None, *, withdrawn: bool = False
) -> Iterator[Report]:
    """Yield the reports that are amended; those that do not count only `withdrawn` too."""
    for identity in sorted(changed if withdrawn else changed.keys() - changed.withdrawn):
        with store.reading() as connection:
            query = _cut(joined().where(reports.c.id == identity), None, known_at)
            row = connection.execute(query).mappings().one_or_none()
        if row is not None:
            yield amended(report_from(row), changed)


def _skipped(connection: Connection, report: str, lexicon: str) -> bool:
    query = select(skips.c.seq).where(skips.c.report == report, skips.c.lexicon == lexicon)
    return connection.execute(query).first() is not None


def _packed(connection: Connection, text_sha256: str, context: str, reader: str) -> bytes | None:
    query = select(readings.c.packed).where(
        readings.c.text_sha256 == text_sha256,
        readings.c.context == context,
        readings.c.reader == reader,
    )
    packed: bytes | None = connection.execute(query).scalar_one_or_none()
    return packed


def _pack(reading: Reading) -> bytes:
    # Reports that share the text share the reading, so it names none of them.
    values = {
        "segments": [{**as_values(one), "report": ""} for one in reading.segments],
        "statements": [{**as_values(one), "report": ""} for one in reading.statements],
    }
    written = json.dumps(
        values, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
    )
    return zlib.compress(written.encode("utf-8", "surrogatepass"))


def _unpacked(packed: bytes, report: Report, reader: str) -> Reading:
    values = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    known = _told_by(report.text_sha256, reader) if len(packed) <= SMALL else _Told()
    return Reading(
        report,
        _shared(_segments(values["segments"], report.id, known), report.id),
        _shared(_whole(values["statements"], report.id, known), report.id),
        reader,
    )


@dataclass(slots=True)
class _Told:
    """What was made of one text before: segments and, by id, statements, each with its values.

    `whole` are the statements of the last report with that text.
    """

    cut: tuple[Any, tuple[Segment, ...]] | None = None
    said: dict[str, tuple[dict[str, Any], Statement]] = field(default_factory=dict)
    whole: tuple[Statement, ...] = ()


def _segments(values: Any, report: str, known: _Told) -> tuple[Segment, ...]:
    """Return segments, those of another report where they are the same."""
    if known.cut is None or known.cut[0] != values:
        made = tuple(from_values(Segment, {**one, "report": report}) for one in values)
        known.cut = values, made
    return known.cut[1]


def _whole(values: Any, report: str, known: _Told) -> tuple[Statement, ...]:
    """Return all statements; the tuple of another report where each of them is its."""
    made = tuple(_said(one, report, known) for one in values)
    if len(made) != len(known.whole) or any(map(is_not, made, known.whole)):
        known.whole = made
    return known.whole


def _said(values: dict[str, Any], report: str, known: _Told) -> Statement:
    """Return a statement: that of another report where it is the same, else in its parts."""
    held = known.said.get(values["id"])
    if held is None:
        made = from_values(Statement, {**values, "report": report})
        known.said[values["id"]] = values, made
        return made
    return held[1] if held[0] == values else alike(held[1], held[0], {**values, "report": report})


def _shared(parts: tuple[_Part, ...], report: str) -> Sequence[_Part]:
    return parts if all(one.report == report for one in parts) else Copied(parts, report)


@lru_cache(maxsize=COPIED)
def _told_by(_text_sha256: str, _reader: str) -> _Told:
    """Return where what a reader made of a text is kept while copies of it may come."""
    return _Told()
