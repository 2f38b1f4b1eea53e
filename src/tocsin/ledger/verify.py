"""Verify: the chain worked out anew, and whatever is not as it was recorded named by its column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from tocsin.ledger.chain import COLUMN, GENESIS, SALT, Link, Value, chained, digests_of, link_of
from tocsin.ledger.check import faults
from tocsin.ledger.keeper import Letters, Raw, keeper_of
from tocsin.ledger.tables import METADATA

__all__ = ["Flaw", "Verified", "verified"]

OWNERS = {
    "captures": "report",
    "translations": "report",
    "skips": "report",
    "exports": "watch",
    "looks": "address",
    "refusals": "file",
}
"""The column by which a row is named, where that is not its id."""

HOLDERS = {
    "bytes": "SELECT id FROM reports WHERE sha256 = ? ORDER BY id LIMIT 3",
    "texts": "SELECT id FROM reports WHERE text_sha256 = ? ORDER BY id LIMIT 3",
    "readings": "SELECT id FROM reports WHERE text_sha256 = ? ORDER BY id LIMIT 3",
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it was recorded.

    `entry` names what it is about: a report, a correction, a watch; `table`, `row` and `column`
    where it stands, None where it is about the whole.
    """

    message: str
    table: str | None = None
    row: int | None = None
    column: str | None = None
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What a ledger holds, by its chain: entries, those erased by right, the newest link, flaws."""

    entries: int
    erased: int
    head: Link
    flaws: tuple[Flaw, ...]


@dataclass(slots=True)
class _Walk:
    """What is known of the chain as far as it was walked."""

    number: int = 0
    before: bytes = GENESIS
    erased: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)


def verified(connection: Connection, head: Link | None = None) -> Verified:
    """Work the chain out anew and look at everything that the ledger holds.

    `head` is a link that was noted down before: it has to be in the chain still.
    """
    walk = _Walk()
    flaws = list(_walked(connection, walk, head))
    flaws.extend(Flaw(said) for said in faults(connection, thorough=True))
    return Verified(walk.number, walk.erased, Link(walk.number, walk.before.hex()), tuple(flaws))


def _walked(connection: Connection, walk: _Walk, head: Link | None) -> Iterator[Flaw]:
    keeper = keeper_of(connection)
    raw = keeper.raw(connection)
    with keeper.letters(connection):
        try:
            named = _tombstones(raw)
            yield from _links(raw, walk, named, head)
            yield from _unlinked(raw, walk)
        except raw.Error as fault:
            yield Flaw(f"the file is damaged: {fault}.")


def _links(raw: Raw, walk: _Walk, named: frozenset[int], head: Link | None) -> Iterator[Flaw]:
    columns = {table: _columns(raw, table) for table in sorted(METADATA.tables)}
    for number, entry, row, salt, held, linked in chained(raw):
        if number != walk.number + 1:
            yield Flaw(f"entries {walk.number + 1} to {number - 1} of the chain are gone.", "chain")
        walk.number = number
        table, digests, link = _word(entry), _data(held), _data(linked)
        if link != link_of(walk.before, number, table, row, digests):
            said = f"entry {number} of the chain ({table} {row}) is not what was linked."
            yield Flaw(said, "chain", number)
        # From here on by what stands there: one change is told once.
        walk.before = link
        if head is not None and number == head.number and walk.before.hex() != head.digest:
            yield Flaw(f"entry {number} of the chain is another than was noted down.", "chain")
        if salt is None:
            walk.erased += 1
            if number not in named:
                said = f"the salt of entry {number} is gone, and no erasure tells why."
                yield Flaw(said, table, row)
            continue
        if table not in columns:
            yield Flaw(f"entry {number} of the chain is of no table.", "chain", number)
            continue
        walk.seen[table] = walk.seen.get(table, 0) + 1
        yield from _row(raw, table, row, _data(salt), digests, columns[table])
    if head is not None and head.number > walk.number:
        said = f"the chain ends at {walk.number}; {head.number} was noted down: entries are gone."
        yield Flaw(said, "chain")


def _row(
    raw: Raw,
    table: str,
    row: int,
    salt: bytes,
    digests: bytes,
    columns: Sequence[str],
) -> Iterator[Flaw]:
    # A later format may have given the table more columns: those came last, and hold nothing.
    names = columns[: len(digests) // COLUMN]
    try:
        found = raw.execute(f'SELECT * FROM "{table}" WHERE seq = ?', (row,)).fetchone()  # noqa: S608
    except raw.Error as fault:
        yield Flaw(f"row {row} of {table} cannot be read: {fault}.", table, row)
        return
    if found is None:
        yield Flaw(f"row {row} of {table} is gone, and no erasure tells why.", table, row)
        return
    values = found[1 : len(names) + 1]
    # A salt of another length was never one of ours, and no key.
    made = digests_of(salt[:SALT], names, [_as_linked(one) for one in values])
    if made == digests:
        return
    entry = _name(raw, table, dict(zip(names, values, strict=True)))
    about = f" ({entry})" if entry else ""
    parts = range(0, len(made), COLUMN)
    changed = [
        n for n, at in enumerate(parts) if made[at : at + COLUMN] != digests[at : at + COLUMN]
    ]
    if len(changed) == len(names) > 1:
        said = f"row {row} of {table}{about}, or its salt, is another than was recorded."
        yield Flaw(said, table, row, None, entry)
        return
    for n in changed:
        said = f"{names[n]} in row {row} of {table}{about} is not what was recorded."
        yield Flaw(said, table, row, names[n], entry)


def _unlinked(raw: Raw, walk: _Walk) -> Iterator[Flaw]:
    """Yield the rows that were put in past the chain."""
    for table in sorted(METADATA.tables):
        if table == "chain":
            continue
        held = raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
        if held <= walk.seen.get(table, 0):
            continue
        query = (
            f'SELECT * FROM "{table}" WHERE seq NOT IN '  # noqa: S608 (our own names)
            "(SELECT row FROM chain WHERE entry = ? AND salt IS NOT NULL) ORDER BY seq"
        )
        names = _columns(raw, table)
        for found in raw.execute(query, (table,)).fetchall():
            entry = _name(raw, table, dict(zip(names, found[1:], strict=True)))
            about = f" ({entry})" if entry else ""
            said = f"row {found[0]} of {table}{about} was put in past the chain."
            yield Flaw(said, table, found[0], None, entry)


def _columns(raw: Raw, table: str) -> list[str]:
    found = raw.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608 (our own names)
    return [str(column[0]) for column in found.description][1:]


def _tombstones(raw: Raw) -> frozenset[int]:
    """Return the numbers of the chain's entries that erasures name."""
    found: set[int] = set()
    for (body,) in raw.execute("SELECT body FROM erasures ORDER BY seq"):
        try:
            found.update(json.loads(_data(body))["numbers"])
        except (ValueError, KeyError, TypeError):
            continue  # the stone itself is not what was recorded, which is told
    return frozenset(found)


def _data(value: Value) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape")
    return value if isinstance(value, bytes) else b""


def _as_linked(value: Value) -> Value:
    if not isinstance(value, Letters):
        return value
    # What is no UTF-8 is not what was recorded; surrogates stand for it, in no digest.
    return value.decode("utf-8", "surrogateescape")


def _name(raw: Raw, table: str, values: Mapping[str, Value]) -> str | None:
    """Return what a row is about, as far as that can still be told."""
    if table in HOLDERS:
        key = values.get("text_sha256" if table == "readings" else "sha256")
        found = raw.execute(HOLDERS[table], (_plain(key),)).fetchall()
        return ", ".join(f"report {_word(one[0])}" for one in found) or None
    column = OWNERS.get(table, "id")
    said = values.get(column)
    if said is None:
        return None
    name = _word(said)
    return f"report {name}" if table == "reports" or column == "report" else name


def _plain(value: Value) -> Value:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _word(value: Value) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
