"""Copying: a ledger's file as it stands at one moment, and its entries as lines and back."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from tocsin.errors import NotAPackage
from tocsin.ledger.chain import Value, raw_of
from tocsin.ledger.store import LEDGER_FILE, attach, make
from tocsin.ledger.tables import METADATA

__all__ = ["compact", "lines_of", "load", "snapshot"]

PAGES = 2_000
"""Pages copied at a time."""


def snapshot(folder: Path, to: Path) -> None:
    """Write a ledger as it stands now to a new file, whatever others write meanwhile."""
    store = attach(folder, read_only=True, wait=5.0)
    try:
        with store.reading() as connection, closing(sqlite3.connect(to)) as copy:
            raw_of(connection).backup(copy, pages=PAGES)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
    finally:
        store.close()


def compact(folder: Path) -> tuple[int, int]:
    """Give back room that nothing fills, and return the bytes taken before and after.

    Nothing of what the ledger holds changes. Raises `Busy` while another uses it.
    """
    before = _size(folder)
    store = attach(folder, read_only=False, wait=5.0)
    try:
        with store.writing() as connection:
            connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")
        store.shrink()
    finally:
        store.close()
    return before, _size(folder)


def lines_of(folder: Path) -> Iterator[str]:
    """Yield each entry of a ledger as a line of JSON, in the order of the chain.

    What was erased has neither salt nor values.
    """
    store = attach(folder, read_only=True, wait=5.0)
    try:
        with store.reading() as connection:
            raw = raw_of(connection)
            query = "SELECT seq, entry, row, salt, columns, link FROM chain ORDER BY seq"
            for number, table, row, salt, digests, link in raw.execute(query):
                values = None if salt is None else _values(raw, table, row)
                said = {
                    "number": number,
                    "table": table,
                    "row": row,
                    "salt": None if salt is None else salt.hex(),
                    "columns": digests.hex(),
                    "link": link.hex(),
                    "values": values,
                }
                yield json.dumps(said, ensure_ascii=True, allow_nan=False) + "\n"
    finally:
        store.close()


def load(folder: Path, lines: Iterable[bytes], *, file: str) -> None:
    """Make a new ledger of lines that `lines_of` gave. Raises `NotAPackage`, `DeskExists`.

    Whether the entries are those that the chain links is for `verify` to say.
    """
    make(folder)
    store = attach(folder, read_only=False, wait=5.0)
    try:
        with store.writing() as connection:
            raw = raw_of(connection)
            for at, line in enumerate(lines, 1):
                try:
                    _enter(raw, json.loads(line))
                except (ValueError, KeyError, TypeError, AttributeError, sqlite3.Error) as fault:
                    raise NotAPackage(
                        f"the line is no entry of a ledger ({fault}).", file=file, at=at
                    ) from None
    finally:
        store.close()


def _size(folder: Path) -> int:
    beside = (folder / f"{LEDGER_FILE}{ending}" for ending in ("", "-wal"))
    return sum(one.stat().st_size for one in beside if one.exists())


def _values(raw: sqlite3.Connection, table: str, row: int) -> dict[str, Any] | None:
    found = raw.execute(f'SELECT * FROM "{table}" WHERE seq = ?', (row,))  # noqa: S608 (our own names)
    values = found.fetchone()
    if values is None:
        return None
    names = [column[0] for column in found.description]
    return {
        name: {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
        for name, value in zip(names[1:], values[1:], strict=True)
    }


def _enter(raw: sqlite3.Connection, said: Mapping[str, Any]) -> None:
    table, row, values = str(said["table"]), int(said["row"]), said["values"]
    if table not in METADATA.tables or table == "chain":
        raise ValueError("it is of no table")
    if values is not None:
        known = METADATA.tables[table].columns.keys()
        if not set(values) <= set(known) - {"seq"}:
            raise ValueError("it has columns that the table lacks")
        names = ", ".join(f'"{name}"' for name in ("seq", *values))
        marks = ", ".join("?" * (len(values) + 1))
        made = [row, *(_value(one) for one in values.values())]
        raw.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', made)  # noqa: S608
    salt = None if said["salt"] is None else bytes.fromhex(said["salt"])
    digests, link = (bytes.fromhex(said[name]) for name in ("columns", "link"))
    linked = (int(said["number"]), table, row, salt, digests, link)
    raw.execute("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?)", linked)


def _value(value: Any) -> Value:
    if isinstance(value, Mapping):
        return base64.b64decode(value["base64"], validate=True)
    if isinstance(value, str | int | float | None):
        return value
    raise TypeError("a value is a word, a number or bytes")
