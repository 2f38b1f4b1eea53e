"""Store: the database under a ledger, its transactions, and how it comes to be."""

from __future__ import annotations

import shlex
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import StatementError

from tocsin.errors import DeskExists, ExtraMissing, LedgerError, Newer, NotADesk, Refused
from tocsin.ledger import chain
from tocsin.ledger.addresses import address_from
from tocsin.ledger.migrating import upgrade
from tocsin.ledger.places import ADDRESS_FILE, LEDGER_FILE, address_of
from tocsin.ledger.tables import HEAD

__all__ = ["Store", "attach", "make"]


class Store(ABC):
    """One connection to a ledger. Not for several threads at once: each opens its own.

    What a kind of database does in its own way, with its transactions and with its files, each
    store says itself; what it does within a transaction, its `tocsin.ledger.keeper.Keeper`.
    """

    look: str
    """The statement that begins a transaction whose reads all see one state."""

    write: str
    """The statement that begins a transaction of the one writer."""

    faults: tuple[type[Exception], ...]
    """What the driver raises."""

    def __init__(self, folder: Path, engine: Engine, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        self._begin = self.look
        self._engine = engine
        event.listen(
            self._engine, "begin", lambda connection: connection.exec_driver_sql(self._begin)
        )
        with self.translated():
            self._connection = self._engine.connect()

    def close(self) -> None:
        """Let go of the ledger."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose reads all see one state."""
        with self._within(self.look) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose writes are kept together at the end, or not at all.

        Raises `Busy` when another writer does not end in time, `Refused` when opened for reading.
        """
        if self.read_only:
            raise Refused("this desk was opened for reading only.", file=str(self.folder))
        with self._within(self.write) as connection:
            yield connection

    @abstractmethod
    def settle(self) -> bool:
        """Leave nothing of what was erased where the store itself kept it. Return if it is done."""

    @abstractmethod
    def shrink(self) -> None:
        """Give back room that nothing fills. Raises `Busy`."""

    @abstractmethod
    def size(self) -> int:
        """Return the bytes that the ledger takes."""

    @abstractmethod
    def copy(self, to: Path) -> bool:
        """Write the ledger as it stands now to a new file, if it can be had so. Return if it was.

        Others may write meanwhile.
        """

    @abstractmethod
    def drop(self) -> None:
        """Take the ledger away, with all that it holds: of a desk that was made by half."""

    @abstractmethod
    def version(self, connection: Connection) -> str | None:
        """Return the form that the database says it is in; None where it holds no ledger."""

    @abstractmethod
    def empty(self, connection: Connection) -> bool:
        """Return if nothing stands where a ledger is to be made."""

    @abstractmethod
    def held(self, connection: Connection) -> None:
        """Wait until nobody else writes, where the statement that began it has not."""

    @abstractmethod
    def translation(self, fault: BaseException) -> LedgerError:
        """Return what a fault of the driver means for whoever uses the ledger."""

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn what the driver raises into errors of the house."""
        try:
            yield
        except StatementError as fault:
            if isinstance(fault.orig, ValueError) and not isinstance(fault.orig, UnicodeError):
                raise fault.orig from fault  # the caller's own mistake: a time without a zone
            raise self._told(fault.orig) from fault
        except UnicodeError as fault:
            raise self._told(fault) from fault
        except self.faults as fault:
            raise self._told(fault) from fault

    @contextmanager
    def _within(self, begin: str) -> Iterator[Connection]:
        with self.translated():
            if self._connection.in_transaction():
                if begin == self.write and self._begin == self.look:
                    raise Refused("nothing is written while a state is being read.")
                yield self._connection
                return
            self._begin = begin
            chain.begin(self._connection)
            with self._connection.begin():
                if begin == self.write:
                    self.held(self._connection)
                yield self._connection
                chain.close(self._connection)

    def _told(self, fault: BaseException | None) -> LedgerError:
        folder = str(self.folder)
        if isinstance(fault, UnicodeError):
            return Refused(
                "a text with half a character cannot be recorded.",
                hint="Write it in UTF-8.",
                file=folder,
            )
        if "append-only" in str(fault):
            return Refused(f"{first_line(fault)}.", file=folder)
        return self.translation(fault or LedgerError("the ledger failed."))


def first_line(fault: BaseException | None) -> str:
    """Return what a driver says first; the rest is of its own statements."""
    return str(fault).partition("\n")[0].strip().removeprefix("ERROR:").strip().rstrip(".")


def make(folder: Path, *, address: str | None = None, form: str = "head") -> None:
    """Make an empty ledger in `folder`, in an earlier form where one is named.

    With the `address` of a PostgreSQL database it stands there, and the folder says so. Raises
    `DeskExists`, `NotADesk` where none can be made, and with an address `BadArgument` and
    `ExtraMissing`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        reason = fault.strerror
        raise NotADesk(f"no desk can be made there: {reason}.", file=str(folder)) from fault
    if (folder / ADDRESS_FILE).exists() or (address and (folder / LEDGER_FILE).exists()):
        raise _exists(folder)
    store = _store(folder, address, read_only=False, wait=5.0)
    try:
        with store.writing() as connection:
            # A table of another's would do no harm to a desk, but a desk might to it.
            if not store.empty(connection):
                raise _exists(folder, address)
            upgrade(connection, form)
    finally:
        store.close()
    if address is not None:
        (folder / ADDRESS_FILE).write_text(f"{address}\n", "utf-8")


def attach(folder: Path, *, read_only: bool, wait: float) -> Store:
    """Open the ledger of `folder`, brought up to date. Raises `NotADesk`, `Newer`, `Busy`."""
    address = address_of(folder)
    if address is None and not (folder / LEDGER_FILE).is_file():
        raise NotADesk(
            "there is no desk there.",
            hint=f"Make one: tocsin init {shlex.quote(str(folder))}",
            file=str(folder),
        )
    store = _store(folder, address, read_only=read_only, wait=wait)
    try:
        if _version(store) < HEAD:
            _bring_up(store, folder, wait)
    except BaseException:
        store.close()
        raise
    return store


def _store(folder: Path, address: str | None, *, read_only: bool, wait: float) -> Store:
    if address is None:
        from tocsin.ledger.sqlite import FileStore

        return FileStore(folder, read_only=read_only, wait=wait)
    named = address_from(address)
    try:
        from tocsin.ledger.postgres import ServerStore
    except ModuleNotFoundError as fault:
        if fault.name is None or not fault.name.startswith("psycopg"):
            raise
        raise ExtraMissing(
            "PostgreSQL is not spoken here: its driver is not installed.",
            hint="pip install 'tocsin[postgres]'",
            file=str(folder),
        ) from None
    return ServerStore(folder, named, read_only=read_only, wait=wait)


def _exists(folder: Path, address: str | None = None) -> DeskExists:
    if address is not None:
        return DeskExists(
            "the schema holds something already.",
            hint="Name another: postgresql://…?schema=NAME",
            file=str(folder),
        )
    return DeskExists("there is a desk already.", hint="Take another folder.", file=str(folder))


def _bring_up(store: Store, folder: Path, wait: float) -> None:
    """Bring an older ledger up to date, also for one who only wants to read it."""
    if not store.read_only:
        _upgraded(store)
        return
    writer = _store(folder, address_of(folder), read_only=False, wait=wait)
    try:
        _upgraded(writer)
    finally:
        writer.close()


def _upgraded(writer: Store) -> None:
    with writer.writing() as connection:
        # Another may have done so while we waited; then nothing is left to do.
        upgrade(connection)


def _version(store: Store) -> str:
    with store.reading() as connection:
        version = store.version(connection)
    if version is None:
        raise NotADesk(
            "what stands there is no ledger.",
            hint="Restore the desk from a copy, or make one in another folder.",
            file=str(store.folder),
        )
    if version > HEAD:
        raise Newer(
            f"the desk was made by a newer Tocsin (format {version}; this one knows {HEAD}).",
            hint="Install that Tocsin.",
            file=str(store.folder),
        )
    return version
