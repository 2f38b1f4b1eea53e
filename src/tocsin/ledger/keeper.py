"""Keeper: what of a ledger is its database's own, behind one shape for every database.

All that a ledger says is said once, by SQLAlchemy or in the SQL that the databases share. What they
do not share stands here by name, and each database's own module says how it is done there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import ColumnElement, Connection, Table

if TYPE_CHECKING:
    from tocsin.ledger.kept import LedgerKept

__all__ = ["Answer", "Keeper", "Letters", "Marks", "Raw", "keeper_of", "raw_of"]


class Answer(Protocol):
    """The rows that a database gave, from the first on."""

    @property
    def description(self) -> Any:
        """The columns, each with its name first."""

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Raw(Protocol):
    """The driver's own connection: by SQLAlchemy a look-up takes five times as long.

    It takes the SQL that SQLite and PostgreSQL share, with ? for each value.
    """

    @property
    def Error(self) -> type[Exception]:  # noqa: N802 (its name by PEP 249)
        """What the driver raises."""

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Answer:
        """Run a statement."""

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> Any:
        """Run a statement for each row of values."""


class Letters(bytes):
    """Text as it stands in the file: changed bytes may be no letters of any encoding."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What a snippet is marked by: before and after a match, where it was cut; and its length."""

    open: str
    close: str
    cut: str
    words: int


class Keeper(ABC):
    """How one kind of database does what each does in its own way. It has no state."""

    guards: tuple[str, ...]
    """Names of the guards that each table has against change, after the table's own."""

    @abstractmethod
    def raw(self, connection: Connection) -> Raw:
        """Return the driver's own connection."""

    @abstractmethod
    def insert(self, connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
        """Insert a row under the number after the greatest of its table, and return that.

        It is for `tocsin.ledger.chain` alone, which links it.
        """

    @abstractmethod
    def stand(self, connection: Connection, tables: Iterable[str]) -> None:
        """Take rows in that were inserted under numbers of their own, as a migration or copy does.

        What follows from them, such as the index of words, is made up for.
        """

    @abstractmethod
    def letters(self, connection: Connection) -> AbstractContextManager[None]:
        """Have texts read as their bytes meanwhile, where they may be no letters."""

    @abstractmethod
    def field(self, body: ColumnElement[str], name: str) -> ColumnElement[str | None]:
        """Return the text that a field of an entry's JSON holds, null where it holds none."""

    # Search

    @abstractmethod
    def found(
        self, connection: Connection, terms: Sequence[str], *, limit: int, known: str | None
    ) -> Sequence[tuple[str, int]]:
        """Return id and number of the text of the reports that hold all terms, the best first.

        A term is words in double quotes that stand together, with * behind it where the last of
        them stands for its beginnings. `known` cuts on when reports were recorded, as written.
        """

    @abstractmethod
    def snippet(self, connection: Connection, text: int, terms: Sequence[str], marks: Marks) -> str:
        """Return the words of a text around what is found of `terms`, marked."""

    @abstractmethod
    def unsearchable(self, connection: Connection) -> int:
        """Return how many texts the search does not know."""

    @abstractmethod
    def forget(self, connection: Connection, texts: Sequence[int]) -> None:
        """Leave no word of texts that were taken out, by their numbers, in the index of words."""

    # Guards

    @abstractmethod
    def guarded(self, connection: Connection) -> dict[str, str]:
        """Return the triggers that a database has, by name, with what makes them."""

    @abstractmethod
    def wanted(self, connection: Connection) -> Mapping[str, str]:
        """Return the triggers that a ledger is made with now, as `guarded` does."""

    @abstractmethod
    def lifted(
        self, connection: Connection, tables: Collection[str]
    ) -> AbstractContextManager[None]:
        """Let rows be taken from these tables, and salts from the chain, meanwhile: to erase."""

    # What its own means find

    @abstractmethod
    def structure(self, connection: Connection, *, thorough: bool) -> Iterator[str]:
        """Yield what is wrong with how the database holds the ledger."""

    @abstractmethod
    def references(self, connection: Connection) -> Iterator[str]:
        """Yield the rows that name others which are not there."""

    # How it comes to be, for migrations

    @abstractmethod
    def founded(self, connection: Connection) -> None:
        """Mark the database as a ledger, and make the index of words over the texts."""

    @abstractmethod
    def asked_by(self, connection: Connection, table: str, columns: Sequence[str]) -> None:
        """Index a table by texts of any length, which are only ever asked for whole."""

    @abstractmethod
    def append_only(self, connection: Connection, table: str, keys: Sequence[str]) -> None:
        """Guard a table against change; no new row takes the place of one with the same key."""

    @abstractmethod
    def unsampled(self, connection: Connection, table: str) -> None:
        """See that no sample is kept elsewhere of what a table's columns hold."""

    @abstractmethod
    def kept(self, connection: Connection) -> LedgerKept:
        """Return what tracing remembers."""


def keeper_of(connection: Connection) -> Keeper:
    """Return the keeper of the database that a connection leads to."""
    return _keeper(connection.dialect.name)


@cache
def _keeper(database: str) -> Keeper:
    if database == "sqlite":
        from tocsin.ledger.sqlite import SQLITE

        return SQLITE
    from tocsin.ledger.postgres import POSTGRES

    return POSTGRES


def raw_of(connection: Connection) -> Raw:
    """Return the driver's own connection."""
    return keeper_of(connection).raw(connection)
