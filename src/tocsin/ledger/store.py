"""Store: the database file under a ledger, its transactions, and how it comes to be."""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import StatementError
from sqlalchemy.pool import StaticPool

from tocsin.errors import Busy, DeskExists, LedgerError, Newer, NotADesk, Refused
from tocsin.ledger import chain
from tocsin.ledger.tables import APPLICATION, HEAD

__all__ = ["LEDGER_FILE", "Store", "attach", "guards", "guards_in", "make"]

LEDGER_FILE = "ledger.sqlite"

CACHE = 65_536
"""Kilobytes of pages that a writer holds: hashes and keys stand all over their tables."""


class Store:
    """One connection to a ledger's file. Not for several threads at once: each opens its own."""

    def __init__(self, folder: Path, *, read_only: bool, wait: float) -> None:
        self.folder = folder
        self.read_only = read_only
        self._begin = "BEGIN"
        path = folder / LEDGER_FILE
        # A folder on a read-only disk has no room for the files that WAL keeps beside the ledger.
        frozen = read_only and not os.access(folder, os.W_OK) and not _beside(path, "-wal").exists()
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

        self._engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
        event.listen(
            self._engine, "begin", lambda connection: connection.exec_driver_sql(self._begin)
        )
        with _translated(folder):
            self._connection = self._engine.connect()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose reads all see one state."""
        with self._within("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose writes are kept together at the end, or not at all.

        Raises `Busy` when another writer does not end in time, `Refused` when opened for reading.
        """
        if self.read_only:
            raise Refused("this desk was opened for reading only.", file=str(self.folder))
        with self._within("BEGIN IMMEDIATE") as connection:
            yield connection

    def settle(self) -> bool:
        """Put what was written into the file itself and empty the log beside it.

        Return if that was done: while another reads, the log still holds what was before.
        """
        with _translated(self.folder):
            raw = chain.raw_of(self._connection)
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return bool(busy == 0)

    def shrink(self) -> None:
        """Write the file anew without the room that nothing fills. Raises `Busy`."""
        with _translated(self.folder):
            chain.raw_of(self._connection).execute("VACUUM")
        self.settle()

    @contextmanager
    def _within(self, begin: str) -> Iterator[Connection]:
        with _translated(self.folder):
            if self._connection.in_transaction():
                if begin != "BEGIN" and self._begin == "BEGIN":
                    raise Refused("nothing is written while a state is being read.")
                yield self._connection
                return
            self._begin = begin
            chain.begin(self._connection)
            with self._connection.begin():
                yield self._connection
                chain.close(self._connection)


def make(folder: Path, *, form: str = "head") -> None:
    """Make an empty ledger in `folder`, in an earlier form where one is named.

    Raises `DeskExists`, and `NotADesk` where none can be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        reason = fault.strerror
        raise NotADesk(f"no desk can be made there: {reason}.", file=str(folder)) from fault
    store = Store(folder, read_only=False, wait=5.0)
    try:
        with store.writing() as connection:
            # A table of another's would do no harm to a desk, but a desk might to it.
            if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
                raise DeskExists(
                    "there is a desk already.", hint="Take another folder.", file=str(folder)
                )
            _upgrade(connection, form)
    finally:
        store.close()


def attach(folder: Path, *, read_only: bool, wait: float) -> Store:
    """Open the ledger in `folder`, brought up to date. Raises `NotADesk`, `Newer`, `Busy`."""
    if not (folder / LEDGER_FILE).is_file():
        raise NotADesk(
            "there is no desk there.",
            hint=f"Make one: tocsin init {shlex.quote(str(folder))}",
            file=str(folder),
        )
    store = Store(folder, read_only=read_only, wait=wait)
    try:
        if _version(store) < HEAD:
            _bring_up(store, folder, wait)
    except BaseException:
        store.close()
        raise
    return store


@cache
def guards() -> Mapping[str, str]:
    """Return the triggers of a ledger as it is made now, by name, with what makes them."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            _upgrade(connection)
            return guards_in(connection)
    finally:
        engine.dispose()


def guards_in(connection: Connection) -> dict[str, str]:
    """Return the triggers that a database has, by name, with what makes them."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    return {str(name): str(made) for name, made in connection.exec_driver_sql(query)}


def _bring_up(store: Store, folder: Path, wait: float) -> None:
    """Bring an older ledger up to date, also for one who only wants to read it."""
    writer = Store(folder, read_only=False, wait=wait) if store.read_only else store
    try:
        with writer.writing() as connection:
            # Another may have done so while we waited; then nothing is left to do.
            _upgrade(connection)
    finally:
        if writer is not store:
            writer.close()


def _version(store: Store) -> str:
    with store.reading() as connection:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if application != APPLICATION:
            raise NotADesk(
                "its file is no ledger.",
                hint="Restore the desk from a copy, or make one in another folder.",
                file=str(store.folder),
            )
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if str(version) > HEAD:
        raise Newer(
            f"the desk was made by a newer Tocsin (format {version}; this one knows {HEAD}).",
            hint="Install that Tocsin.",
            file=str(store.folder),
        )
    return str(version)


def _upgrade(connection: Connection, to: str = "head") -> None:
    # Alembic is only needed here, and slow to load.
    from alembic import command
    from alembic.config import Config

    with as_file(files("tocsin.ledger") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, to)


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except StatementError as fault:
        if isinstance(fault.orig, ValueError) and not isinstance(fault.orig, UnicodeError):
            raise fault.orig from fault  # the caller's own mistake: a time without a zone
        raise _translation(fault.orig, folder) from fault
    except (sqlite3.Error, UnicodeError) as fault:
        raise _translation(fault, folder) from fault


def _translation(fault: BaseException | None, folder: Path) -> LedgerError:
    said = str(fault)
    if "locked" in said or "busy" in said:
        return Busy(
            "another writer holds the ledger.",
            hint="Try again when it is done.",
            file=str(folder),
        )
    if "not a database" in said or "unable to open" in said or "malformed" in said:
        return NotADesk(
            f"its ledger cannot be opened: {said}.",
            hint="Look at its rights, or restore the desk from a copy.",
            file=str(folder),
        )
    if isinstance(fault, UnicodeError):
        return Refused(
            "a text with half a character cannot be recorded.",
            hint="Write it in UTF-8.",
            file=str(folder),
        )
    if "append-only" in said:
        return Refused(f"{said}.", file=str(folder))
    if "readonly" in said:
        return LedgerError(
            "the desk is read-only: nothing can be entered.",
            hint="Give yourself the right to write its folder and files.",
            file=str(folder),
        )
    return LedgerError(
        f"the ledger failed: {said}.",
        hint=f"Look at the disk, then: tocsin doctor {shlex.quote(str(folder))}",
        file=str(folder),
    )


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
