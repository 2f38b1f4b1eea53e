"""Check: whether a ledger still is what was put into it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from tocsin.ledger.codec import from_json
from tocsin.ledger.keeper import keeper_of
from tocsin.ledger.tables import METADATA, bytes_, chain, reports, texts
from tocsin.nouns import Report, report_id, sha256_of

__all__ = ["counts", "faults", "numbers"]


def faults(connection: Connection, *, thorough: bool = False) -> Iterator[str]:
    """Yield a sentence for everything that is not as it was recorded; nothing when all is well.

    Looks at the file's structure, foreign keys, the guards against change, the hashes of bytes
    and texts, the ids of reports, and that every text can be searched; `thorough` compares every
    index with its table, which takes some times as long.
    """
    keeper = keeper_of(connection)
    looks = (
        keeper.structure(connection, thorough=thorough),
        keeper.references(connection),
        _guards(connection),
        _hashes(connection),
        _identities(connection),
        _searchable(connection),
    )
    for look in looks:
        try:
            yield from look
        except DBAPIError as fault:  # what one cannot read must not hide what the others find
            yield f"the file is damaged: {fault.orig}."


def _guards(connection: Connection) -> Iterator[str]:
    keeper = keeper_of(connection)
    there, made = keeper.guarded(connection), keeper.wanted(connection)
    for table in METADATA.sorted_tables:
        for guard in keeper.guards:
            if f"{table.name}_{guard}" not in there:
                yield f"the guard {guard} of {table.name} is gone."
    for name in sorted(there.keys() | made.keys()):
        if there.get(name, made.get(name)) != made.get(name):
            yield f"the trigger {name} is not the one that a ledger is made with."


def counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of each table, and of reports that are undated or refused."""
    found = {
        table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in sorted(METADATA.tables.values(), key=lambda table: table.name)
        if table is not chain
    }
    undated = select(func.count()).where(reports.c.published_end.is_(None))
    refused = select(func.count()).where(reports.c.refusal.is_not(None))
    return {
        **found,
        "undated": int(connection.execute(undated).scalar_one()),
        "refused": int(connection.execute(refused).scalar_one()),
    }


def numbers(connection: Connection) -> tuple[int, ...]:
    """Return the number of the newest row of each table, in the order of the tables' names.

    Nothing is taken out but by an erasure, which is a row itself: the same numbers are the same
    ledger.
    """
    return tuple(
        int(connection.execute(select(func.max(table.c.seq))).scalar() or 0)
        for table in sorted(METADATA.tables.values(), key=lambda table: table.name)
    )


def _hashes(connection: Connection) -> Iterator[str]:
    few = {"yield_per": 20}
    packed_ones = select(bytes_.c.sha256, bytes_.c.packed)
    for sha256, packed in connection.execute(packed_ones, execution_options=few):
        try:
            sound = sha256_of(zlib.decompress(packed)) == sha256
        except zlib.error:
            sound = False
        if not sound:
            yield f"the bytes {sha256} are not those that were captured."
    written_ones = select(texts.c.sha256, texts.c.text)
    for sha256, written in connection.execute(written_ones, execution_options=few):
        if sha256_of(written.encode()) != sha256:
            yield f"the text {sha256} is not that which was captured."


def _identities(connection: Connection) -> Iterator[str]:
    columns = (reports.c.id, reports.c.sha256, reports.c.text_sha256, reports.c.body)
    for row in connection.execute(select(*columns), execution_options={"yield_per": 100}):
        try:
            kept = from_json(Report, row.body)
        except (ValueError, KeyError, TypeError):
            yield f"what is recorded of report {row.id} cannot be read."
            continue
        own = report_id(kept.sha256, kept.publisher, kept.host, kept.published)
        if (own, kept.sha256, kept.text_sha256) != (row.id, row.sha256, row.text_sha256):
            yield f"what is recorded of report {row.id} is not what it is named after."


def _searchable(connection: Connection) -> Iterator[str]:
    try:
        missing = keeper_of(connection).unsearchable(connection)
    except DBAPIError as fault:
        yield f"the search index is damaged: {fault.orig}."
        return
    if missing:
        yield f"{missing} texts are missing from the search index."
