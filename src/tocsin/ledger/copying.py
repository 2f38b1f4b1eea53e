"""Copying: a ledger's file as it stands at one moment, and its entries as lines and back."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tocsin.errors import NotAPackage
from tocsin.ledger.chain import Value, chained
from tocsin.ledger.keeper import Raw, keeper_of, raw_of
from tocsin.ledger.places import address_of
from tocsin.ledger.store import Store, attach, make
from tocsin.ledger.tables import METADATA

__all__ = ["compact", "discard", "entries_of", "load", "snapshot"]


def snapshot(folder: Path, to: Path) -> bool:
    """Write a ledger as it stands now to a new file, whatever others write meanwhile.

    Return if that was done: a ledger that a server keeps is in no file.
    """
    store = attach(folder, read_only=True, wait=5.0)
    try:
        return store.copy(to)
    finally:
        store.close()


def discard(folder: Path) -> None:
    """Take the ledger of a folder off its server, where it stands on one: of a desk half made."""
    if address_of(folder) is not None:
        store = attach(folder, read_only=False, wait=5.0)
        try:
            store.drop()
        finally:
            store.close()


def compact(folder: Path) -> tuple[int, int]:
    """Give back room that nothing fills, and return the bytes taken before and after.

    Nothing of what the ledger holds changes. Raises `Busy` while another uses it.
    """
    store = attach(folder, read_only=False, wait=5.0)
    try:
        before = store.size()
        store.shrink()
        return before, store.size()
    finally:
        store.close()


def entries_of(store: Store) -> Iterator[str]:
    """Yield each entry of a ledger as a line of JSON, in the order of the chain.

    What was erased has neither salt nor values.
    """
    with store.reading() as connection:
        raw = raw_of(connection)
        for number, table, row, salt, digests, link in chained(raw):
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


def load(folder: Path, lines: Iterable[bytes], *, file: str, address: str | None = None) -> None:
    """Make a new ledger of lines that `entries_of` gave. Raises `NotAPackage`, `DeskExists`.

    With an `address` the database there keeps it, as `tocsin.ledger.store.make` has it.

    Whether the entries are those that the chain links is for `verify` to say.
    """
    make(folder, address=address)
    store = attach(folder, read_only=False, wait=5.0)
    try:
        with store.writing() as connection:
            raw = raw_of(connection)
            for at, line in enumerate(lines, 1):
                try:
                    _enter(raw, json.loads(line))
                except (ValueError, KeyError, TypeError, AttributeError, raw.Error) as fault:
                    raise NotAPackage(
                        f"the line is no entry of a ledger ({fault}).", file=file, at=at
                    ) from None
            keeper_of(connection).stand(connection, METADATA.tables)
    finally:
        store.close()


def _values(raw: Raw, table: str, row: int) -> dict[str, Any] | None:
    found = raw.execute(f'SELECT * FROM "{table}" WHERE seq = ?', (row,))  # noqa: S608 (our own names)
    values = found.fetchone()
    if values is None:
        return None
    names = [column[0] for column in found.description]
    return {
        name: {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
        for name, value in zip(names[1:], values[1:], strict=True)
    }


def _enter(raw: Raw, said: Mapping[str, Any]) -> None:
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
