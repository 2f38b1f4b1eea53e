"""Desks as earlier releases left them, made by the migrations that those shipped with."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tocsin.ledger import LEDGER_FILE
from tocsin.ledger.store import Store, _upgrade

__all__ = ["older"]

ADDED = {"chain", "erasures"}
"""Tables that the newest form has besides."""


def older(folder: Path, revision: str, rows_of: Path | None = None) -> Path:
    """Make a ledger of an earlier form, with the rows of a present one where that is given."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(folder, read_only=False, wait=5.0)
    try:
        with store.writing() as connection:
            _upgrade(connection, revision)
    finally:
        store.close()
    if rows_of is not None:
        raw = sqlite3.connect(folder / LEDGER_FILE)
        raw.execute("ATTACH ? AS other", (str(rows_of / LEDGER_FILE),))
        names = (
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
        )
        for (table,) in raw.execute(names).fetchall():
            if table not in ADDED | {"alembic_version"}:
                raw.execute(f"INSERT INTO main.{table} SELECT * FROM other.{table}")  # noqa: S608
        raw.commit()
        raw.close()
    return folder
