"""Places: where the ledger of a folder stands, told without opening it."""

from __future__ import annotations

import os
from pathlib import Path

from tocsin.errors import NotADesk

__all__ = [
    "ADDRESS_FILE",
    "LEDGER_FILE",
    "Stamp",
    "address_of",
    "is_there",
    "may_write",
    "stamp_of",
]

LEDGER_FILE = "ledger.sqlite"

ADDRESS_FILE = "ledger.url"
"""The file of a desk whose ledger PostgreSQL keeps: one line, the URL without a password."""

Stamp = tuple[tuple[int, int], ...]
"""When each file of a ledger was last written to, in nanoseconds, and its size."""


def is_there(folder: Path) -> bool:
    """Return if a folder has a ledger."""
    return (folder / LEDGER_FILE).is_file() or (folder / ADDRESS_FILE).is_file()


def address_of(folder: Path) -> str | None:
    """Return the URL of the database that keeps a desk's ledger; None: a file of its folder.

    Raises `NotADesk` where it cannot be read.
    """
    if (folder / LEDGER_FILE).is_file() or not (folder / ADDRESS_FILE).is_file():
        return None
    try:
        return (folder / ADDRESS_FILE).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise NotADesk(
            f"its address cannot be read: {fault}.",
            hint=f"Look at the file {ADDRESS_FILE} and its rights.",
            file=str(folder),
        ) from None


def may_write(folder: Path) -> bool:
    """Return if this process has the right to write to a desk's ledger, as far as files say."""
    file = folder / LEDGER_FILE
    return os.access(folder, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))


def stamp_of(folder: Path) -> Stamp | None:
    """Return what differs once a ledger was written to; None where no file tells."""
    if address_of(folder) is not None:
        return None
    found = []
    for name in (LEDGER_FILE, f"{LEDGER_FILE}-wal"):
        try:
            told = (folder / name).stat()
        except OSError:
            continue
        found.append((told.st_mtime_ns, told.st_size))
    return tuple(found)
