"""Older: desks as earlier releases left them, made by the migrations that those shipped with."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tocsin.ledger import LEDGER_FILE
from tocsin.ledger.store import make

__all__ = ["older"]

TABLES = (
    "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' "
    "AND name NOT IN ('alembic_version', 'chain', 'erasures')"
)


def older(folder: Path, revision: str, rows_of: Path | None = None) -> Path:
    """Make a ledger of an earlier form, with the rows of a present one where that is given."""
    make(folder, form=revision)
    if rows_of is not None:
        raw = sqlite3.connect(folder / LEDGER_FILE)
        raw.execute("ATTACH ? AS other", (str(rows_of / LEDGER_FILE),))
        for (table,) in raw.execute(TABLES).fetchall():
            raw.execute(f"INSERT INTO main.{table} SELECT * FROM other.{table}")  # noqa: S608 (the ledger's own names)
        raw.commit()
        raw.close()
    return folder
