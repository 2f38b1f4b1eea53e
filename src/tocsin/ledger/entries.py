"""Entries: what people and commands put into the ledger, beside the reports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, select

from tocsin.errors import BadTime, Refused, TocsinError, UnknownEntry
from tocsin.ledger.chain import enter
from tocsin.ledger.codec import as_json, from_json
from tocsin.ledger.tables import (
    corrections,
    exports,
    notes,
    refusals,
    reports,
    resolutions,
    skips,
    watches,
)
from tocsin.nouns import Correction, Interval, Note, Resolution, Skip, parse_interval

__all__ = [
    "Export",
    "Refusal",
    "Revision",
    "add_correction",
    "add_export",
    "add_note",
    "add_refusal",
    "add_resolution",
    "add_revision",
    "add_skip",
    "corrected_dates",
    "corrections_of",
    "exports_of",
    "notes_of",
    "refusals_of",
    "resolutions_of",
    "revisions_of",
    "skipped",
    "skips_of",
    "withdrawn_by",
]

_Entry = TypeVar("_Entry", Note, Resolution)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be captured: the row of its error, and when (UTC)."""

    file: str | None
    code: str
    message: str
    hint: str
    place: str | int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """A watch file as it stood from `at` (UTC) on: its text, and the hash that names it."""

    id: str
    revision: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Export:
    """A product that left the desk: an assessment, an estimate, a table.

    `kind` is the caller's word for it; `as_of` and `known_at` its two clocks; `sha256` that of the
    bytes that went out; `summary` what is worth keeping of it, as JSON values.
    """

    kind: str
    watch: str
    as_of: datetime
    known_at: datetime
    version: str
    sha256: str
    at: datetime
    summary: Mapping[str, object]


def add_refusal(connection: Connection, fault: TocsinError, at: datetime) -> None:
    """Record that a file was refused."""
    values = {"file": fault.file, "code": fault.code, "message": fault.message, "hint": fault.hint}
    enter(connection, refusals, {**values, "at": json.dumps(fault.at), "recorded_at": at})


def refusals_of(connection: Connection, known_at: datetime | None) -> tuple[Refusal, ...]:
    """Return all refusals, in the order recorded."""
    return tuple(
        Refusal(row.file, row.code, row.message, row.hint, json.loads(row.at), row.recorded_at)
        for row in _rows(connection, refusals, known_at)
    )


def add_skip(connection: Connection, skip: Skip) -> bool:
    """Record that a gate did not let a report through. Return if it was new."""
    same = select(skips.c.seq).where(skips.c.report == skip.report, skips.c.lexicon == skip.lexicon)
    if connection.execute(same).first() is not None:
        return False
    _demand(connection, reports, skip.report)
    values = {"report": skip.report, "lexicon": skip.lexicon, "recorded_at": skip.at}
    enter(connection, skips, values)
    return True


def skipped(connection: Connection, known_at: datetime | None) -> frozenset[str]:
    """Return the ids of the reports that the gate did not let through, as known at a time."""
    query = select(skips.c.report).distinct()
    if known_at is not None:
        query = query.where(skips.c.recorded_at < known_at)
    return frozenset(connection.execute(query).scalars())


def skips_of(connection: Connection, lexicon: str | None) -> tuple[Skip, ...]:
    """Return the skips under `lexicon` (None: all), in the order recorded."""
    query = select(skips).order_by(skips.c.seq)
    if lexicon is not None:
        query = query.where(skips.c.lexicon == lexicon)
    return tuple(
        Skip(row.report, row.lexicon, row.recorded_at) for row in connection.execute(query)
    )


def add_revision(connection: Connection, revision: Revision) -> bool:
    """Record a watch file unless it is the newest of that watch already. Return if it was new."""
    newest = (
        select(watches.c.revision)
        .where(watches.c.id == revision.id)
        .order_by(watches.c.seq.desc())
        .limit(1)
    )
    if connection.execute(newest).scalar() == revision.revision:
        return False
    values = {"id": revision.id, "revision": revision.revision, "text": revision.text}
    enter(connection, watches, {**values, "recorded_at": revision.at})
    return True


def revisions_of(
    connection: Connection, watch: str | None, known_at: datetime | None
) -> tuple[Revision, ...]:
    """Return the revisions of a watch (None: of all), the oldest first."""
    return tuple(
        Revision(row.id, row.revision, row.text, row.recorded_at)
        for row in _rows(connection, watches, known_at)
        if watch is None or row.id == watch
    )


def add_correction(connection: Connection, correction: Correction) -> bool:
    """Record a correction; one that is there already is no error. Return if it was new.

    Raises `UnknownEntry` where what it undoes, or the report it dates, is not there; `Refused`
    for another correction of that id, an undo of nothing, and a date that cannot be read.
    """
    # What takes back a note names it as its target: `undoes` is for corrections.
    noted = correction.kind == "undo" and correction.undoes is None
    if noted and correction.target not in {one.id for one in notes_of(connection, None, None)}:
        raise Refused("an undo must name what it undoes.", at=correction.id)
    if correction.undoes is not None:
        _demand(connection, corrections, correction.undoes)
    if correction.kind in {"published", "withdraw"}:
        _demand(connection, reports, correction.target)
    if correction.kind == "published":
        _date_of(correction)
    return _add(
        connection,
        corrections,
        correction.id,
        as_json(correction),
        kind=correction.kind,
        target=correction.target,
        undoes=correction.undoes,
        recorded_at=correction.at,
    )


def corrections_of(
    connection: Connection, known_at: datetime | None, *, undone: bool = False
) -> tuple[Correction, ...]:
    """Return the corrections that hold, in the order recorded.

    An undo holds until it is undone itself. With `undone` every entry is returned, as recorded.
    """
    entered = [from_json(Correction, row.body) for row in _rows(connection, corrections, known_at)]
    if undone:
        return tuple(entered)
    off: set[str] = set()
    for one in reversed(entered):  # an undo is always entered after what it undoes
        if one.undoes is not None and one.id not in off:
            off.add(one.undoes)
    return tuple(one for one in entered if one.undoes is None and one.id not in off)


def corrected_dates(
    connection: Connection, known_at: datetime | None
) -> dict[str, Interval | None]:
    """Return the publication dates that people set, by report id; None: held to be undated."""
    rows = corrections_of(connection, known_at)
    return {one.target: _date_of(one) for one in rows if one.kind == "published"}


def withdrawn_by(connection: Connection, known_at: datetime | None) -> frozenset[str]:
    """Return the ids of the reports that people withdrew: kept, and counted for nothing."""
    rows = corrections_of(connection, known_at)
    return frozenset(one.target for one in rows if one.kind == "withdraw")


def add_note(connection: Connection, note: Note) -> bool:
    """Record a hand-entered observation. Raises `Refused` for another of that id."""
    return _add(connection, notes, note.id, as_json(note), watch=note.watch, recorded_at=note.at)


def notes_of(
    connection: Connection,
    watch: str | None,
    known_at: datetime | None,
    *,
    undone: bool = False,
) -> tuple[Note, ...]:
    """Return the notes on a watch (None: on all) that hold, in the order recorded.

    With `undone` those that were taken back are returned as well.
    """
    entered = _entries(connection, notes, Note, watch, known_at)
    if undone or not entered:
        return entered
    off = {one.target for one in corrections_of(connection, known_at) if one.kind == "undo"}
    return tuple(one for one in entered if one.id not in off)


def add_resolution(connection: Connection, resolution: Resolution) -> bool:
    """Record how a watch ended, or that it did not after all.

    Raises `Refused` for another of that id, `UnknownEntry` for an `undoes` that is not there.
    """
    if resolution.undoes is not None:
        _demand(connection, resolutions, resolution.undoes)
    return _add(
        connection,
        resolutions,
        resolution.id,
        as_json(resolution),
        watch=resolution.watch,
        recorded_at=resolution.at,
    )


def resolutions_of(
    connection: Connection,
    watch: str | None,
    known_at: datetime | None,
    *,
    undone: bool = False,
) -> tuple[Resolution, ...]:
    """Return the resolutions of a watch (None: of all) that hold, in the order recorded.

    With `undone` every entry is returned, those that take another back as well.
    """
    entered = _entries(connection, resolutions, Resolution, watch, known_at)
    if undone:
        return entered
    off = {one.undoes for one in entered}
    return tuple(one for one in entered if one.undoes is None and one.id not in off)


def add_export(connection: Connection, export: Export) -> None:
    """Record that a product left the desk."""
    values = {"kind": export.kind, "watch": export.watch, "sha256": export.sha256}
    enter(connection, exports, {**values, "body": as_json(export), "recorded_at": export.at})


def exports_of(
    connection: Connection, watch: str | None, known_at: datetime | None
) -> tuple[Export, ...]:
    """Return the exports for a watch (None: for all), in the order recorded."""
    return tuple(
        from_json(Export, row.body)
        for row in _rows(connection, exports, known_at)
        if watch is None or row.watch == watch
    )


def _add(connection: Connection, table: Table, identity: str, body: str, **values: Any) -> bool:
    there = connection.execute(select(table.c.body).where(table.c.id == identity)).scalar()
    if there == body:
        return False
    if there is not None:
        raise Refused(
            f"there is another entry {identity}.",
            hint="Entries are never changed: undo it, and enter it anew.",
            at=identity,
        )
    enter(connection, table, {"id": identity, "body": body, **values})
    return True


def _entries(
    connection: Connection,
    table: Table,
    kind: type[_Entry],
    watch: str | None,
    known_at: datetime | None,
) -> tuple[_Entry, ...]:
    rows = _rows(connection, table, known_at)
    return tuple(from_json(kind, row.body) for row in rows if watch in (None, row.watch))


def _rows(connection: Connection, table: Table, known_at: datetime | None) -> list[Any]:
    query: Select[Any] = select(table).order_by(table.c.seq)
    if known_at is not None:
        query = query.where(table.c.recorded_at < known_at)
    return list(connection.execute(query))


def _demand(connection: Connection, table: Table, identity: str) -> None:
    if connection.execute(select(table.c.seq).where(table.c.id == identity)).first() is None:
        singular = table.name.removesuffix("s")
        raise UnknownEntry(f"there is no {singular} {identity}.", at=identity)


def _date_of(correction: Correction) -> Interval | None:
    stated = correction.value.get("published")
    if stated is None:
        return None
    try:
        return parse_interval(str(stated))
    except BadTime as fault:
        raise Refused(fault.message, hint=fault.hint, at=correction.id) from fault
