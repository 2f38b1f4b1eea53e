"""SQLite: how a ledger is kept in a file of its own beside the watches."""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    create_engine,
    func,
    insert,
    text,
)
from sqlalchemy.pool import StaticPool

from tocsin.errors import Busy, LedgerError, NotADesk
from tocsin.ledger.keeper import Keeper, Letters, Marks, Raw
from tocsin.ledger.kept import LedgerKept
from tocsin.ledger.migrating import upgrade
from tocsin.ledger.places import LEDGER_FILE
from tocsin.ledger.store import Store

__all__ = ["APPLICATION", "SQLITE", "FileStore", "SqliteKeeper"]

APPLICATION = 0x544F4353
"""TOCS in the head of the file: this database is a ledger."""

CACHE = 65_536
"""Kilobytes of pages that a writer holds: hashes and keys stand all over their tables."""

_FOUND = text(
    "SELECT reports.id AS id, search.rowid AS seq "
    "FROM search JOIN texts ON texts.seq = search.rowid "
    "JOIN reports ON reports.text_sha256 = texts.sha256 "
    "WHERE search MATCH :terms AND (:known IS NULL OR reports.recorded_at < :known) "
    "ORDER BY search.rank, reports.place, reports.id LIMIT :limit"
)
_SNIPPET = text(
    "SELECT snippet(search, 0, :open, :close, :cut, :words) "
    "FROM search WHERE search MATCH :terms AND rowid = :seq"
)


class SqliteKeeper(Keeper):
    """SQLite 3.35 and later, with FTS5."""

    guards = ("no_update", "no_delete", "no_replace")

    def raw(self, connection: Connection) -> Raw:
        """Return the driver's own connection."""
        return cast("sqlite3.Connection", connection.connection.driver_connection)

    def insert(self, connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
        """Insert a row; its number is what SQLite gives."""
        return int(connection.execute(insert(table), values).lastrowid)

    def stand(self, connection: Connection, tables: Iterable[str]) -> None:
        """Do nothing: numbers follow the rows, and a trigger indexes the words."""

    @contextmanager
    def letters(self, connection: Connection) -> Iterator[None]:
        """Have texts read as their bytes meanwhile."""
        raw = cast("sqlite3.Connection", self.raw(connection))
        before = raw.text_factory
        raw.text_factory = Letters
        try:
            yield
        finally:
            raw.text_factory = before

    def field(self, body: ColumnElement[str], name: str) -> ColumnElement[str | None]:
        """Return the text that a field of an entry's JSON holds."""
        return func.json_extract(body, f"$.{name}")

    def found(
        self, connection: Connection, terms: Sequence[str], *, limit: int, known: str | None
    ) -> Sequence[tuple[str, int]]:
        """Return id and number of the text of the reports that FTS5 finds, the best first."""
        values = {"terms": " ".join(terms), "limit": limit, "known": known}
        return [(row.id, row.seq) for row in connection.execute(_FOUND, values)]

    def snippet(self, connection: Connection, text: int, terms: Sequence[str], marks: Marks) -> str:
        """Return the words of a text around what is found of `terms`, marked by FTS5."""
        values = {
            "open": marks.open,
            "close": marks.close,
            "cut": marks.cut,
            "words": marks.words,
            "terms": " ".join(terms),
            "seq": text,
        }
        return str(connection.execute(_SNIPPET, values).scalar_one())

    def unsearchable(self, connection: Connection) -> int:
        """Return how many texts FTS5 does not know."""
        query = "SELECT count(*) FROM texts WHERE seq NOT IN (SELECT id FROM search_docsize)"
        return int(connection.exec_driver_sql(query).scalar_one())

    def forget(self, connection: Connection, texts: Sequence[int]) -> None:
        """Make the index anew: of a text that is only marked as gone, it would keep the words."""
        if texts:
            self.raw(connection).execute("INSERT INTO search(search) VALUES ('rebuild')")

    def guarded(self, connection: Connection) -> dict[str, str]:
        """Return the triggers that the file has, by name, with what makes them."""
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        return {str(name): str(made) for name, made in connection.exec_driver_sql(query)}

    def wanted(self, connection: Connection) -> Mapping[str, str]:  # noqa: ARG002 (the same for every file)
        """Return the triggers of a ledger as it is made now."""
        return _made()

    @contextmanager
    def lifted(self, connection: Connection, tables: Collection[str]) -> Iterator[None]:
        """Let rows be taken from these tables, and overwrite with zeros what becomes free."""
        raw = self.raw(connection)
        raw.execute("PRAGMA secure_delete = ON")
        made = self.guarded(connection)
        lifted = [*(f"{table}_no_delete" for table in tables), "chain_no_update"]
        for guard in lifted:
            raw.execute(f"DROP TRIGGER {guard}")
        yield
        for guard in lifted:
            raw.execute(made[guard])

    def structure(self, connection: Connection, *, thorough: bool) -> Iterator[str]:
        """Yield what SQLite finds wrong with its file."""
        pragma = "PRAGMA integrity_check" if thorough else "PRAGMA quick_check"
        for (said,) in connection.exec_driver_sql(pragma):
            if said != "ok":
                yield f"the file is damaged: {said}."

    def references(self, connection: Connection) -> Iterator[str]:
        """Yield the rows that name others which are not there."""
        for table, row, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} names a row of {target} that is not there."

    def founded(self, connection: Connection) -> None:
        """Mark the file as a ledger, and make the index of words over the texts."""
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search USING fts5("
            "text, content='texts', content_rowid='seq', tokenize='unicode61 remove_diacritics 2')"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER texts_searched AFTER INSERT ON texts BEGIN "
            "INSERT INTO search(rowid, text) VALUES (new.seq, new.text); END"
        )
        connection.exec_driver_sql("PRAGMA application_id = 0x544F4353")

    def asked_by(self, connection: Connection, table: str, columns: Sequence[str]) -> None:
        """Index a table by texts of any length."""
        name = f"ix_{table}_{'_'.join(columns)}"
        connection.exec_driver_sql(f"CREATE INDEX {name} ON {table} ({', '.join(columns)})")

    def append_only(self, connection: Connection, table: str, keys: Sequence[str]) -> None:
        """Guard a table: rows that hold a new row's key would be replaced by INSERT OR REPLACE."""
        same = " OR ".join(f"{key} = new.{key}" for key in ("seq", *keys))
        for act, when in (
            ("update", f"UPDATE ON {table}"),
            ("delete", f"DELETE ON {table}"),
            ("replace", f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"),  # noqa: S608 (our own names)
        ):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {when} BEGIN "
                f"SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )

    def unsampled(self, connection: Connection, table: str) -> None:
        """Do nothing: SQLite samples only when it is told to."""

    def kept(self, connection: Connection) -> LedgerKept:
        """Return what tracing remembers."""
        return LedgerKept(self.raw(connection))


SQLITE = SqliteKeeper()


PAGES = 2_000
"""Pages copied at a time."""


class FileStore(Store):
    """A ledger in a file of its desk's folder."""

    look = "BEGIN"
    write = "BEGIN IMMEDIATE"
    faults = (sqlite3.Error,)

    def __init__(self, folder: Path, *, read_only: bool, wait: float) -> None:
        super().__init__(
            folder, _engine_of(folder, read_only=read_only, wait=wait), read_only=read_only
        )

    def held(self, connection: Connection) -> None:
        """Do nothing: BEGIN IMMEDIATE waits."""

    def settle(self) -> bool:
        """Put what was written into the file itself and empty the log beside it.

        Return if that was done: while another reads, the log still holds what was before.
        """
        with self.translated():
            raw = SQLITE.raw(self._connection)
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return bool(busy == 0)

    def shrink(self) -> None:
        """Write the file anew without the room that nothing fills. Raises `Busy`."""
        with self.writing() as connection:
            connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")
        with self.translated():
            SQLITE.raw(self._connection).execute("VACUUM")
        self.settle()

    def size(self) -> int:
        """Return the bytes of the file and of the log beside it."""
        path = self.folder / LEDGER_FILE
        return sum(one.stat().st_size for one in (path, _log_of(path)) if one.exists())

    def copy(self, to: Path) -> bool:
        """Write the ledger as it stands now to a new file."""
        with self.reading() as connection, closing(sqlite3.connect(to)) as copy:
            raw = cast("sqlite3.Connection", SQLITE.raw(connection))
            raw.backup(copy, pages=PAGES)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
        return True

    def drop(self) -> None:
        """Take the ledger's files away."""
        self.close()
        for one in (path := self.folder / LEDGER_FILE, _log_of(path)):
            one.unlink(missing_ok=True)

    def version(self, connection: Connection) -> str | None:
        """Return the form that the file says it is in; None where it is no ledger."""
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION:
            return None
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())

    def empty(self, connection: Connection) -> bool:
        """Return if the file has no table yet."""
        return not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()

    def translation(self, fault: BaseException) -> LedgerError:
        """Return what SQLite's words mean for whoever uses the ledger."""
        said, folder = str(fault), str(self.folder)
        if "locked" in said or "busy" in said:
            return Busy(
                "another writer holds the ledger.",
                hint="Try again when it is done.",
                file=folder,
            )
        if "not a database" in said or "unable to open" in said or "malformed" in said:
            return NotADesk(
                f"its ledger cannot be opened: {said}.",
                hint="Look at its rights, or restore the desk from a copy.",
                file=folder,
            )
        if "readonly" in said:
            return LedgerError(
                "the desk is read-only: nothing can be entered.",
                hint="Give yourself the right to write its folder and files.",
                file=folder,
            )
        return LedgerError(
            f"the ledger failed: {said}.",
            hint=f"Look at the disk, then: tocsin doctor {shlex.quote(folder)}",
            file=folder,
        )


def _engine_of(folder: Path, *, read_only: bool, wait: float) -> Engine:
    """Return what opens the ledger's file in `folder`, with one connection."""
    path = folder / LEDGER_FILE
    # A folder on a read-only disk has no room for the files that WAL keeps beside the ledger.
    frozen = read_only and not os.access(folder, os.W_OK) and not _log_of(path).exists()
    mode = "ro&immutable=1" if frozen else "ro" if read_only else "rwc"

    settings = [f"busy_timeout = {round(wait * 1000)}", "foreign_keys = ON"]
    if not read_only:
        # Whoever only reads goes through what there is once, and needs no large cache.
        settings += ["journal_mode = WAL", "synchronous = FULL", "recursive_triggers = ON"]
        settings += [f"cache_size = -{CACHE}"]

    def connect() -> sqlite3.Connection:
        raw = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=wait,
            isolation_level=None,  # transactions begin and end where we say they do
            cached_statements=256,
            check_same_thread=False,
        )
        try:
            for setting in settings:
                raw.execute(f"PRAGMA {setting}")
        except sqlite3.Error:
            raw.close()
            raise
        return raw

    return create_engine("sqlite://", creator=connect, poolclass=StaticPool)


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


@cache
def _made() -> Mapping[str, str]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            upgrade(connection)
            return SQLITE.guarded(connection)
    finally:
        engine.dispose()
