"""Chain: every entry linked to the one before it, by salted digests of what its columns hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b, sha256
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

from tocsin.ledger.keeper import Raw, keeper_of, raw_of
from tocsin.ledger.tables import written

__all__ = [
    "CHAIN",
    "COLUMN",
    "GENESIS",
    "SALT",
    "Link",
    "Value",
    "begin",
    "chain_rows",
    "chained",
    "close",
    "digests_of",
    "enter",
    "head_of",
    "link_of",
]

CHAIN = "chain"
SALT = 16
COLUMN = 16
"""Bytes of a salt, and of a column's digest."""

GENESIS = bytes(32)
"""What the first entry is linked to."""

PENDING = "entered"
BATCH = 2_000

Value = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class Link:
    """The newest entry of a chain: its number, and the digest that all before it enter.

    Kept elsewhere it proves later that nothing before it was changed, even by whoever can write
    the file and work out the chain anew.
    """

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


def enter(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row, which is linked to the chain before its transaction ends.

    A value is what the column takes; those that are not given are null.
    """
    row = keeper_of(connection).insert(connection, table, values)
    stored = [_stored(values.get(column.name)) for column in table.columns][1:]
    names = [column.name for column in table.columns][1:]
    salt = os.urandom(SALT)
    entered: list[tuple[Any, ...]] = connection.info.setdefault(PENDING, [])
    entered.append((table.name, row, salt, digests_of(salt, names, stored)))


def begin(connection: Connection) -> None:
    """Forget what was entered in a transaction that did not end well."""
    connection.info[PENDING] = []


def close(connection: Connection) -> None:
    """Link all that was entered in this transaction."""
    entered: list[tuple[Any, ...]] = connection.info.get(PENDING, [])
    if entered:
        _link(raw_of(connection), entered)
        connection.info[PENDING] = []


def chain_rows(raw: Raw, tables: Iterable[str]) -> None:
    """Link all rows that these tables hold, in the order of their numbers: for a migration."""
    for table in tables:
        found = raw.execute(f'SELECT * FROM "{table}" ORDER BY seq')  # noqa: S608 (our own names)
        names = [column[0] for column in found.description][1:]
        while page := list(islice(found, BATCH)):
            salts = [os.urandom(SALT) for _ in page]
            _link(
                raw,
                [
                    (table, row[0], salt, digests_of(salt, names, row[1:]))
                    for row, salt in zip(page, salts, strict=True)
                ],
            )


def digests_of(salt: bytes, names: Sequence[str], values: Sequence[Value]) -> bytes:
    """Return the digests of a row's columns, one after the other.

    Each is keyed by the row's salt: without that it says nothing of what the column held.
    """
    return b"".join(_digest(salt, name, value) for name, value in zip(names, values, strict=True))


def link_of(before: bytes, number: int, table: str, row: int, columns: bytes) -> bytes:
    """Return the digest that links an entry to the one before it."""
    return sha256(before + f"{number}\0{table}\0{row}\0".encode() + columns).digest()


def head_of(connection: Connection) -> Link:
    """Return the newest link."""
    number, digest = _head(raw_of(connection))
    return Link(number, digest.hex())


def chained(raw: Raw) -> Iterator[tuple[int, Any, int, Any, Any, Any]]:
    """Yield number, table, row, salt, digests and link of every entry, in the order of the chain.

    Page by page: a server would hand over the whole chain at once.
    """
    after = 0
    query = (
        "SELECT seq, entry, row, salt, columns, link FROM chain WHERE seq > ? ORDER BY seq LIMIT ?"
    )
    while page := raw.execute(query, (after, BATCH)).fetchall():
        yield from page
        after = page[-1][0]


def _link(raw: Raw, entered: Iterable[tuple[str, int, bytes, bytes]]) -> None:
    number, before = _head(raw)
    rows = []
    for table, row, salt, columns in entered:
        number += 1
        before = link_of(before, number, table, row, columns)
        rows.append((number, table, row, salt, columns, before))
    raw.executemany("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?)", rows)


def _head(raw: Raw) -> tuple[int, bytes]:
    found = raw.execute("SELECT seq, link FROM chain ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, GENESIS) if found is None else (int(found[0]), bytes(found[1]))


def _stored(value: Any) -> Value:
    """Return a value as the database has it."""
    return written(value) if isinstance(value, datetime) else value


def _digest(salt: bytes, name: str, value: Value) -> bytes:
    kind, data = _bytes(value)
    made = blake2b(f"{name}\0{kind}\0".encode(), key=salt, digest_size=COLUMN)
    made.update(data)
    return made.digest()


def _bytes(value: Value) -> tuple[str, bytes]:
    if value is None:
        return "null", b""
    if isinstance(value, str):
        return "text", value.encode("utf-8", "surrogateescape")
    if isinstance(value, bytes):
        return "blob", value
    return ("integer" if isinstance(value, int) else "real"), repr(value).encode()
