"""Erasing: a report leaves the ledger, bytes and all, and a stone stands for it in the chain."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from tocsin.errors import UnknownEntry
from tocsin.ledger import chain
from tocsin.ledger.chain import enter
from tocsin.ledger.codec import as_json, from_json
from tocsin.ledger.keeper import Raw, keeper_of
from tocsin.ledger.tables import erasures
from tocsin.nouns import Interval

__all__ = ["Erasure", "Shift", "Taken", "add_erasure", "erasures_of", "take_out"]

ORDER = (
    "exports",
    "corrections",
    "captures",
    "translations",
    "skips",
    "reports",
    "readings",
    "bytes",
    "texts",
)
"""Tables that are taken from, each before those that it refers to."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What an act did to the estimate of a watch as of a cut: P(YES) before and after."""

    watch: str
    as_of: datetime
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Erasure:
    """A report that was erased: by whom, why, when, and what that changed.

    `held` is when the desk first had it, `published` its date as it was known. `rows` are the
    numbers of the rows that are gone by table, `numbers` those of their entries in the chain.
    `unpublished` names the published assessments that quoted it, whose text is gone with it.
    """

    id: str
    report: str
    author: str
    reason: str
    at: datetime
    held: datetime
    published: Interval | None
    rows: Mapping[str, Sequence[int]]
    numbers: Sequence[int]
    moved: Sequence[Shift]
    unpublished: Sequence[str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out: rows by table, their numbers in the chain, publications that went too.

    `beside` are the reports that hold the same bytes or the same text, which therefore stay.
    """

    rows: Mapping[str, tuple[int, ...]]
    numbers: tuple[int, ...]
    unpublished: tuple[str, ...]
    beside: tuple[str, ...]


def take_out(connection: Connection, report: str) -> Taken:
    """Take a report out with all that only it holds. Raises `UnknownEntry`.

    What other reports share with it, bytes, text and readings, stays theirs. Room that becomes free
    is overwritten with zeros. It is for the transaction that enters the stone.
    """
    chain.close(connection)  # what was entered in this transaction may be taken out as well
    keeper = keeper_of(connection)
    raw = keeper.raw(connection)
    found = _rows(raw, report)
    rows = {table: found[table] for table in ORDER if found.get(table)}
    unpublished = tuple(
        sha256[:8]
        for row in rows.get("exports", ())
        for (sha256,) in raw.execute("SELECT sha256 FROM exports WHERE seq = ?", (row,))
    )
    numbers = tuple(sorted(_numbers(raw, rows)))
    beside = _beside(raw, report)
    with keeper.lifted(connection, rows):
        for table, seqs in rows.items():
            # An entry that takes back another goes before it.
            gone = [(one,) for one in reversed(seqs)]
            raw.executemany(f'DELETE FROM "{table}" WHERE seq = ?', gone)  # noqa: S608
        raw.executemany("UPDATE chain SET salt = NULL WHERE seq = ?", [(one,) for one in numbers])
    keeper.forget(connection, rows.get("texts", ()))
    return Taken(rows, numbers, unpublished, beside)


def add_erasure(connection: Connection, erasure: Erasure) -> None:
    """Enter the stone of a report."""
    values = {"id": erasure.id, "report": erasure.report, "body": as_json(erasure)}
    enter(connection, erasures, {**values, "recorded_at": erasure.at})


def erasures_of(connection: Connection) -> tuple[Erasure, ...]:
    """Return the stones of all reports that were erased, in the order recorded."""
    query = select(erasures.c.body).order_by(erasures.c.seq)
    return tuple(from_json(Erasure, body) for body in connection.execute(query).scalars())


def _rows(raw: Raw, report: str) -> dict[str, tuple[int, ...]]:
    query = "SELECT seq, sha256, text_sha256, context FROM reports WHERE id = ?"
    held = raw.execute(query, (report,)).fetchone()
    if held is None:
        raise UnknownEntry(f"there is no report {report}.", at=report)
    seq, sha256, text, context = held

    def numbers(query: str, *values: object) -> tuple[int, ...]:
        return tuple(int(one[0]) for one in raw.execute(query, values))

    def shared(condition: str, *values: object) -> bool:
        query = f"SELECT 1 FROM reports WHERE {condition} AND id <> ? LIMIT 1"  # noqa: S608
        return raw.execute(query, (*values, report)).fetchone() is not None

    found = {
        table: numbers(f"SELECT seq FROM {table} WHERE report = ? ORDER BY seq", report)  # noqa: S608
        for table in ("captures", "translations", "skips")
    }
    found["reports"] = (seq,)
    if not shared("sha256 = ?", sha256):
        found["bytes"] = numbers("SELECT seq FROM bytes WHERE sha256 = ?", sha256)
    readings = "SELECT seq FROM readings WHERE text_sha256 = ? ORDER BY seq"
    if not shared("text_sha256 = ?", text):
        found["texts"] = numbers("SELECT seq FROM texts WHERE sha256 = ?", text)
        found["readings"] = numbers(readings, text)
    elif not shared("text_sha256 = ? AND context = ?", text, context):
        alone = readings.replace(" ORDER", " AND context = ? ORDER")
        found["readings"] = numbers(alone, text, context)
    said = _said(raw, found.get("readings", ()))
    found["exports"] = _quoting(raw, said)
    found["corrections"] = _edits_quoting(raw, said)
    return found


def _said(raw: Raw, readings: Iterable[int]) -> frozenset[str]:
    """Return the statements of readings, by id."""
    said: set[str] = set()
    for row in readings:
        (packed,) = raw.execute("SELECT packed FROM readings WHERE seq = ?", (row,)).fetchone()
        values = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
        said |= {str(one["id"]) for one in values["statements"]}
    return frozenset(said)


def _quoting(raw: Raw, said: frozenset[str]) -> tuple[int, ...]:
    """Return the rows of what left the desk and cites one of these statements."""
    found = []
    for seq, body in raw.execute("SELECT seq, body FROM exports ORDER BY seq"):
        cited = json.loads(body).get("summary", {}).get("statements")
        if isinstance(cited, list) and not said.isdisjoint(map(str, cited)):
            found.append(int(seq))
    return tuple(found)


def _edits_quoting(raw: Raw, said: frozenset[str]) -> tuple[int, ...]:
    """Return the rows of editors' changes to sentences that quote one of these statements.

    What takes such a change back goes with it: it would refer to nothing.
    """
    gone: set[str] = set()
    found = []
    query = "SELECT seq, id, kind, undoes, body FROM corrections ORDER BY seq"
    for seq, name, kind, undoes, body in raw.execute(query):
        cited = json.loads(body)["value"]["statements"] if kind == "edit" else ()
        if undoes in gone or not said.isdisjoint(map(str, cited)):
            gone.add(name)
            found.append(int(seq))
    return tuple(found)


def _numbers(raw: Raw, rows: Mapping[str, Sequence[int]]) -> Iterable[int]:
    for table, seqs in rows.items():
        wanted = set(seqs)
        query = "SELECT seq, row FROM chain WHERE entry = ? AND salt IS NOT NULL"
        yield from (number for number, row in raw.execute(query, (table,)) if row in wanted)


def _beside(raw: Raw, report: str) -> tuple[str, ...]:
    query = (
        "SELECT other.id FROM reports JOIN reports AS other ON other.id <> reports.id "
        "AND (other.sha256 = reports.sha256 OR other.text_sha256 = reports.text_sha256) "
        "WHERE reports.id = ? ORDER BY other.id"
    )
    return tuple(str(one[0]) for one in raw.execute(query, (report,)))
