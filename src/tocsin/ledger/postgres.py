"""PostgreSQL: how a ledger is kept in a schema of a database that others may use too."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg.adapt import Buffer, Loader
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Engine,
    Table,
    cast,
    create_engine,
    func,
    insert,
    select,
)
from sqlalchemy.pool import StaticPool

from tocsin.errors import Busy, LedgerError, NotADesk
from tocsin.ledger import finding
from tocsin.ledger.addresses import Address
from tocsin.ledger.keeper import Answer, Keeper, Marks, Raw
from tocsin.ledger.kept import LedgerKept
from tocsin.ledger.store import Store, first_line
from tocsin.ledger.tables import METADATA, texts
from tocsin.ledger.words import marked

__all__ = ["POSTGRES", "Escaped", "PostgresKeeper", "ServerStore", "Unescaped"]

NUMBERS = "numbers"
GUARD = "no_change"
GUARDS = {"no_update": "UPDATE", "no_delete": "DELETE", "no_truncate": "TRUNCATE"}
REFUSAL = "BEGIN RAISE EXCEPTION 'the ledger is append-only'; END"
LOCK = 0x544F4353
"""TOCS: with the number of the schema, what the one writer holds."""

ALONE = ("chain", "alembic_version")
LOST = ("57", "58", "08")
"""Classes of faults in which a server goes away: shut down, out of its disk, connection."""


class Escaped(StrDumperUnknown):
    """A text on its way in: PostgreSQL has no character NUL, so two others stand for it.

    U+0000 is written as U+0001 U+0001 and U+0001 as U+0001 U+0002: nothing is lost, and the order
    of texts stays what it was.
    """

    def dump(self, obj: str) -> Buffer | None:
        """Return the bytes to be sent. Raises `UnicodeEncodeError` for half a character."""
        if "\0" in obj or "\1" in obj:
            obj = obj.replace("\1", "\1\2").replace("\0", "\1\1")
        return obj.encode()


class Unescaped(Loader):
    """A text on its way out."""

    def load(self, data: Buffer) -> str:
        """Return the text that was entered."""
        text = str(data, "utf-8")
        if "\1" in text:
            text = text.replace("\1\1", "\0").replace("\1\2", "\1")
        return text


class ServerRaw:
    """The driver's connection, in the SQL that both databases share."""

    Error = psycopg.Error

    def __init__(self, driver: psycopg.Connection[Any]) -> None:
        self.driver = driver

    def execute(self, query: str, values: Sequence[Any] = (), /) -> Answer:
        """Run a statement with ? for each value."""
        return self.driver.execute(_spoken(query), values)

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Run a statement for each row of values."""
        with self.driver.cursor() as cursor:
            cursor.executemany(_spoken(query), rows)


class ServerKept(LedgerKept):
    """What tracing remembers; PostgreSQL puts long values aside by itself."""

    fact = "value"

    def _apart(self, packed: bytes) -> bytes:
        return packed

    def _let_go(self, space: str, name: str) -> None:
        pass


class PostgresKeeper(Keeper):
    """PostgreSQL 15 and later, in a database in UTF-8."""

    guards = tuple(GUARDS)

    def raw(self, connection: Connection) -> Raw:
        """Return the driver's own connection."""
        driver: Any = connection.connection.driver_connection
        return ServerRaw(driver)

    def insert(self, connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
        """Insert a row under the number after the greatest: there is one writer, who counts."""
        numbers: dict[str, int] = connection.info.setdefault(NUMBERS, {})
        if table.name not in numbers:
            numbers[table.name] = connection.execute(select(func.max(table.c.seq))).scalar() or 0
        row = numbers[table.name] + 1
        connection.execute(insert(table), {"seq": row, **values})
        numbers[table.name] = row
        if table is texts:
            finding.index(self.raw(connection), row, values["text"])
        return row

    def stand(self, connection: Connection, tables: Iterable[str]) -> None:  # noqa: ARG002 (all are counted anew)
        """Count anew, and index the words of texts that are not."""
        connection.info[NUMBERS] = {}
        raw = self.raw(connection)
        query = "SELECT seq FROM texts WHERE seq NOT IN (SELECT seq FROM search_sizes) ORDER BY seq"
        for (seq,) in raw.execute(query).fetchall():
            (text,) = raw.execute("SELECT text FROM texts WHERE seq = ?", (seq,)).fetchone()
            finding.index(raw, seq, text)

    def letters(self, connection: Connection) -> AbstractContextManager[None]:  # noqa: ARG002
        """Do nothing: the server holds nothing that is no letter."""
        return nullcontext()

    def field(self, body: ColumnElement[str], name: str) -> ColumnElement[str | None]:
        """Return the text that a field of an entry's JSON holds; of NUL its JSON knows nothing."""
        plain = func.replace(body, "\\u0000", "\\u0001")
        held: ColumnElement[str | None] = cast(plain, JSON)[name].as_string()
        return held

    def found(
        self, connection: Connection, terms: Sequence[str], *, limit: int, known: str | None
    ) -> Sequence[tuple[str, int]]:
        """Return id and number of the text of the reports that hold all terms, the best first."""
        return finding.found(self.raw(connection), terms, limit=limit, known=known)

    def snippet(self, connection: Connection, text: int, terms: Sequence[str], marks: Marks) -> str:
        """Return the words of a text around what is found of `terms`, marked."""
        query = select(texts.c.text).where(texts.c.seq == text)
        return marked(connection.execute(query).scalar_one(), terms, marks)

    def unsearchable(self, connection: Connection) -> int:
        """Return how many texts the search does not know."""
        query = "SELECT count(*) FROM texts WHERE seq NOT IN (SELECT seq FROM search_sizes)"
        return int(connection.exec_driver_sql(query).scalar_one())

    def forget(self, connection: Connection, texts: Sequence[int]) -> None:
        """Take the words of texts out of the index."""
        raw = self.raw(connection)
        for table in ("search", "search_sizes"):
            raw.executemany(f"DELETE FROM {table} WHERE seq = ?", [(one,) for one in texts])  # noqa: S608

    def guarded(self, connection: Connection) -> dict[str, str]:
        """Return the triggers of the schema, by name, with what makes them and what they run."""
        query = (
            "SELECT t.tgname, pg_get_triggerdef(t.oid), t.tgenabled::text, p.prosrc "
            "FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid "
            "JOIN pg_proc AS p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
        )
        return {
            name: f"{made} [{state}] {runs}"
            for name, made, state, runs in connection.exec_driver_sql(query)
        }

    def wanted(self, connection: Connection) -> Mapping[str, str]:
        """Return the triggers that a ledger is made with now, as `guarded` does."""
        schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
        return {
            f"{table}_{guard}": f"CREATE TRIGGER {table}_{guard} BEFORE {act} ON {schema}.{table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {GUARD}() [O] {REFUSAL}"
            for table in METADATA.tables
            for guard, act in GUARDS.items()
        }

    @contextmanager
    def lifted(self, connection: Connection, tables: Collection[str]) -> Iterator[None]:
        """Let rows be taken from these tables: only their owner may switch a guard off."""
        lifted = [*((table, "no_delete") for table in tables), ("chain", "no_update")]
        raw = self.raw(connection)
        for table, guard in lifted:
            raw.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER {table}_{guard}')
        yield
        for table, guard in lifted:
            raw.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER {table}_{guard}')
        connection.info[NUMBERS] = {}

    def structure(self, connection: Connection, *, thorough: bool) -> Iterator[str]:  # noqa: ARG002
        """Yield the indexes that the server holds to be unfit; its pages are its own to check."""
        query = (
            "SELECT c.relname FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid "
            "WHERE c.relnamespace = current_schema()::regnamespace "
            "AND NOT (i.indisvalid AND i.indisready)"
        )
        for (name,) in connection.exec_driver_sql(query):
            yield f"the index {name} is not valid."

    def references(self, connection: Connection) -> Iterator[str]:
        """Yield the rows that name others which are not there."""
        for table in METADATA.sorted_tables:
            for key in table.foreign_keys:
                column, target = key.parent, key.column
                there = target.table.alias()
                query = select(table.c.seq).where(
                    column.is_not(None),
                    ~select(there.c.seq).where(there.c[target.name] == column).exists(),
                )
                for row in connection.execute(query.order_by(table.c.seq)).scalars():
                    yield (
                        f"row {row} of {table.name} names a row of {target.table.name} "
                        "that is not there."
                    )

    def founded(self, connection: Connection) -> None:
        """Make the index of words over the texts."""
        for statement in finding.tables():
            connection.exec_driver_sql(statement)
        self.unsampled(connection, "search")

    def asked_by(self, connection: Connection, table: str, columns: Sequence[str]) -> None:
        """Index a table by a digest of its first column: a row of other indexes has 2,704 bytes."""
        name = f"ix_{table}_{'_'.join(columns)}"
        connection.exec_driver_sql(f"CREATE INDEX {name} ON {table} USING hash ({columns[0]})")

    def append_only(self, connection: Connection, table: str, keys: Sequence[str]) -> None:  # noqa: ARG002
        """Guard a table; of keys its own constraints see to it that none is taken twice."""
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {GUARD}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $${REFUSAL}$$"
        )
        self.unsampled(connection, table)
        for guard, act in GUARDS.items():
            connection.exec_driver_sql(
                f'CREATE TRIGGER {table}_{guard} BEFORE {act} ON "{table}" '
                f"FOR EACH STATEMENT EXECUTE FUNCTION {GUARD}()"
            )

    def unsampled(self, connection: Connection, table: str) -> None:
        """Let the server plan without samples of texts and hashes: it would keep those erased."""
        query = (
            "SELECT quote_ident(column_name) FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = %s AND data_type <> 'bigint'"
        )
        for column in connection.exec_driver_sql(query, (table,)).scalars().all():
            connection.exec_driver_sql(
                f'ALTER TABLE "{table}" ALTER COLUMN {column} SET STATISTICS 0'
            )

    def kept(self, connection: Connection) -> LedgerKept:
        """Return what tracing remembers."""
        return ServerKept(self.raw(connection))


POSTGRES = PostgresKeeper()


class ServerStore(Store):
    """A ledger in a schema of a PostgreSQL database."""

    look = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    faults = (psycopg.Error,)

    def __init__(self, folder: Path, address: Address, *, read_only: bool, wait: float) -> None:
        self.address = address
        super().__init__(folder, _engine_of(address, wait=wait), read_only=read_only)

    def held(self, connection: Connection) -> None:
        """Wait for the one lock that every writer of this schema takes."""
        number = "coalesce(to_regnamespace(%s)::oid::bigint, 0)"
        connection.exec_driver_sql(
            f"SELECT pg_advisory_xact_lock(({LOCK}::bigint << 32) | {number})",
            (self.address.schema,),
        )
        connection.info[NUMBERS] = {}

    def settle(self) -> bool:
        """Write the tables anew without the rows that were taken out; return if all are gone.

        They are not while anybody has a look at the database that began before. The server's log
        and its archives hold them until they are gone themselves.
        """
        try:
            self.shrink()
        except Busy:
            return False
        return not self._left()

    def shrink(self) -> None:
        """Write all tables anew without the room that nothing fills. Raises `Busy`."""
        self._vacuum("FULL, ANALYZE")

    def _left(self) -> bool:
        """Return if rows that were taken out stand in the tables, or if that cannot be told."""
        # What this session itself took out is counted first, or it would be added to the count.
        with self.translated():
            driver: Any = self._connection.connection.driver_connection
            driver.execute("SELECT pg_stat_force_next_flush()")
        self._vacuum("ANALYZE FALSE")
        query = (
            "SELECT current_setting('track_counts') = 'off' "
            "OR coalesce(sum(pg_stat_get_dead_tuples(oid)), 0) > 0 FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )
        with self.reading() as connection:
            return bool(connection.exec_driver_sql(query).scalar_one())

    def _vacuum(self, how: str) -> None:
        with self.translated():
            driver: Any = self._connection.connection.driver_connection
            query = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = %s ORDER BY 1"
            for (table,) in driver.execute(query, (self.address.schema,)).fetchall():
                driver.execute(f"VACUUM ({how}) {table}")

    def size(self) -> int:
        """Return the bytes of all tables with their indexes."""
        query = (
            "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )
        with self.reading() as connection:
            return int(connection.exec_driver_sql(query).scalar_one())

    def copy(self, to: Path) -> bool:  # noqa: ARG002 (there is no file to copy)
        """Write nothing: a server's ledger is in no file of the desk."""
        return False

    def drop(self) -> None:
        """Take the schema away with all that it holds."""
        with self.writing() as connection:
            connection.exec_driver_sql(f'DROP SCHEMA "{self.address.schema}" CASCADE')

    def version(self, connection: Connection) -> str | None:
        """Return the form that the ledger says it is in; None where the schema holds none."""
        query = "SELECT count(*) FROM pg_tables WHERE schemaname = %s AND tablename = ANY(%s)"
        found = connection.exec_driver_sql(query, (self.address.schema, list(ALONE))).scalar()
        if found != len(ALONE):
            return None
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())

    def empty(self, connection: Connection) -> bool:
        """Make the schema where it is not there, and return if nothing is in it."""
        schema = self.address.schema
        there = "SELECT to_regnamespace(%s) IS NOT NULL"
        if not connection.exec_driver_sql(there, (schema,)).scalar():
            connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
        held = (
            "SELECT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace(%s)) "
            "OR EXISTS (SELECT 1 FROM pg_proc WHERE pronamespace = to_regnamespace(%s))"
        )
        return not connection.exec_driver_sql(held, (schema, schema)).scalar()

    def translation(self, fault: BaseException) -> LedgerError:
        """Return what the server's words mean for whoever uses the ledger."""
        said, folder = first_line(fault), str(self.folder)
        state = getattr(fault, "sqlstate", None)
        if state in ("55P03", "40P01"):
            return Busy(
                "another writer holds the ledger.", hint="Try again when it is done.", file=folder
            )
        if state is None or state[:2] in LOST or state[:2] in ("28", "3D"):
            return NotADesk(
                f"its ledger is on a server that cannot be reached: {said}.",
                hint=f"Look at the server and your rights there: {self.address}",
                file=folder,
            )
        if state in ("42501", "25006"):
            return LedgerError(
                f"the server lets nothing be entered: {said}.",
                hint="Give this role the rights of the schema's owner.",
                file=folder,
            )
        return LedgerError(
            f"the ledger failed: {said}.",
            hint=f"Look at the server, then: tocsin doctor {shlex.quote(folder)}",
            file=folder,
        )


def _engine_of(address: Address, *, wait: float) -> Engine:
    def connect() -> psycopg.Connection[Any]:
        raw = psycopg.connect(
            address.server,
            autocommit=True,  # transactions begin and end where we say they do
            application_name="tocsin",
            client_encoding="utf8",
            connect_timeout=max(2, round(wait)),
        )
        try:
            raw.adapters.register_dumper(str, Escaped)
            for kind in ("text", "varchar"):
                raw.adapters.register_loader(kind, Unescaped)
            _in_utf8(raw)
            raw.execute(
                f'SET search_path = "{address.schema}"; SET lock_timeout = {_milliseconds(wait)}; '
                "SET synchronous_commit = on"
            )
        except BaseException:
            raw.close()
            raise
        return raw

    return create_engine(
        "postgresql+psycopg://", creator=connect, poolclass=StaticPool, use_native_hstore=False
    )


def _in_utf8(raw: psycopg.Connection[Any]) -> None:
    held = raw.info.parameter_status("server_encoding")
    if held != "UTF8":
        raise psycopg.NotSupportedError(f"the database is in {held}, and has to be in UTF8")


def _milliseconds(wait: float) -> int:
    return max(1, round(wait * 1000))  # to the server, 0 is for ever


@lru_cache(maxsize=256)
def _spoken(query: str) -> str:
    """Return a statement with the marks for values that the driver takes."""
    return query.replace("%", "%%").replace("?", "%s")
