"""The databases that a ledger may stand in: SQLite's file, and a PostgreSQL that the tests start.

The server is Debian's own (`apt-get install postgresql`), run by a user without rights, reached by
a socket in a folder of its own and by no network, and gone with the tests.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal, Protocol

from tocsin.ledger import LEDGER_FILE
from tocsin.ledger.addresses import address_from
from tocsin.ledger.places import address_of

__all__ = ["KINDS", "Store", "binaries", "fresh", "needed", "past_all_guards", "sql"]

Store = Literal["sqlite", "postgres"]
KINDS: tuple[Store, ...] = ("sqlite", "postgres")
NOBODY = "nobody"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}
_numbers = count(1)


class Answering(Protocol):
    """A connection of either driver, that takes SQL as it stands."""

    def execute(self, query: Any, values: Sequence[Any] = ..., /) -> Any: ...


def needed() -> bool:
    """Whether tests that find no PostgreSQL are to fail, and not to skip."""
    return os.environ.get("TOCSIN_POSTGRES") == "needed"


@cache
def binaries() -> Path | None:
    """The folder of the newest PostgreSQL of Debian's, or of the one in the path; else None."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = [one.parent for one in sorted(versions, key=lambda one: int(one.parts[-3]))]
    named = shutil.which("initdb")
    return found[-1] if found else None if named is None else Path(named).resolve().parent


@cache
def _server() -> Path:
    """Start a server and return the folder of its socket."""
    held = binaries()
    assert held is not None
    folder = Path(mkdtemp(prefix="tocsin-pg-"))
    as_user: dict[str, Any] = {}
    if os.getuid() == 0:  # the server refuses to run as root
        nobody = pwd.getpwnam(NOBODY)
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    data = folder / "data"
    making: list[str | Path] = [
        held / "initdb",
        "-D",
        data,
        "-U",
        "tocsin",
        "-A",
        "trust",
        "-E",
        "UTF8",
    ]
    subprocess.run(
        [*making, "--locale=C", "--no-sync"],
        check=True,
        capture_output=True,
        cwd=folder,
        **as_user,
    )
    told = {**SETTINGS, "unix_socket_directories": str(folder)}
    with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.writelines(f"{name} = '{value}'\n" for name, value in told.items())
    control: list[str | Path] = [held / "pg_ctl", "-D", data, "-s", "-w"]
    subprocess.run(
        [*control, "-l", folder / "log", "start"],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **as_user,
    )
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:  # not for a child that was forked
            subprocess.run(
                [*control, "-m", "immediate", "stop"], check=False, cwd=folder, **as_user
            )
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return folder


def fresh() -> str:
    """The URL of a place for one more ledger on the server of the tests."""
    return (
        f"postgresql://tocsin@/postgres?host={_server()}&schema=desk_{os.getpid()}_{next(_numbers)}"
    )


@contextmanager
def sql(folder: Path) -> Iterator[Answering]:
    """A desk's database as any other program may open it; what it does is kept at once."""
    url = address_of(folder)
    if url is None:
        import sqlite3

        with closing(sqlite3.connect(folder / LEDGER_FILE, isolation_level=None)) as raw:
            yield raw
        return
    import psycopg

    address = address_from(url)
    with closing(psycopg.connect(address.server, autocommit=True)) as server:
        server.execute(f'SET search_path = "{address.schema}"')
        yield server


@contextmanager
def past_all_guards(folder: Path) -> Iterator[Answering]:
    """The same for somebody who can switch the guards off, and switches them on again."""
    with sql(folder) as raw:
        if address_of(folder) is None:
            named = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            guards = raw.execute(named).fetchall()
            for name, _ in guards:
                raw.execute(f"DROP TRIGGER {name}")
            yield raw
            for _, made in guards:
                with suppress(Exception):
                    raw.execute(made)
            return
        raw.execute("SET session_replication_role = replica")
        yield raw
