"""Looks: that an address of a feed was asked, when, and with what result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection, Text, cast, func, select

from tocsin.ledger.chain import enter
from tocsin.ledger.codec import as_json, from_json
from tocsin.ledger.store import Store
from tocsin.ledger.tables import looks

__all__ = [
    "FeedLook",
    "FeedLooks",
    "add_look",
    "feed_days",
    "last_look",
    "looks_at",
    "looks_of",
    "versions_of",
]


@dataclass(frozen=True, slots=True)
class FeedLook:
    """One look at an address of a feed, at a time (UTC).

    `what`: "feed" for the address that lists reports, "page" for one that it led to. `result`:
    "new" (something that the desk did not have), "same" (it answered, with nothing new), "later"
    (it asks to wait, until `not_before`), "kept out" (robots.txt, or an address that is not to be
    asked), "gone" (it says that there is nothing any more), "failed" (no usable answer), "ended"
    (a person took the feed off). `status` and `headers` are those of the last answer, `final` the
    address after redirects, `sha256` and `size` of the body as it came; `code` and `told` are of
    the fault. `new`, `known`, `refused` count reports, `waiting` what a budget left for the next
    look. `report` is the id of the report that a page is. `failures` counts looks without an
    answer, this one with them; `last_new` is when there was something new, as far as is known.
    """

    feed: str
    address: str
    what: Literal["feed", "page"]
    at: datetime
    result: Literal["new", "same", "later", "kept out", "gone", "failed", "ended"]
    status: int | None = None
    final: str | None = None
    sha256: str | None = None
    size: int | None = None
    code: str | None = None
    told: str | None = None
    not_before: datetime | None = None
    new: int = 0
    known: int = 0
    refused: int = 0
    waiting: int = 0
    report: str | None = None
    failures: int = 0
    last_new: datetime | None = None
    headers: Mapping[str, object] = field(default_factory=dict)

    @property
    def answered(self) -> bool:
        """Whether the address gave what it is there for."""
        return self.result in ("new", "same")


def add_look(connection: Connection, look: FeedLook) -> None:
    """Record a look."""
    values = {"feed": look.feed, "address": look.address, "result": f"{look.what} {look.result}"}
    enter(connection, looks, {**values, "body": as_json(look), "recorded_at": look.at})


def looks_of(
    connection: Connection, feed: str, address: str | None, known_at: datetime | None
) -> tuple[FeedLook, ...]:
    """Return the looks at a feed (with `address`, at that alone), in the order recorded."""
    query = select(looks.c.body).where(looks.c.feed == feed).order_by(looks.c.seq)
    if address is not None:
        query = query.where(looks.c.address == address)
    if known_at is not None:
        query = query.where(looks.c.recorded_at < known_at)
    return tuple(from_json(FeedLook, body) for body in connection.execute(query).scalars())


def last_look(connection: Connection, feed: str, address: str) -> FeedLook | None:
    """Return the newest look at an address of a feed, None before the first."""
    query = (
        select(looks.c.body)
        .where(looks.c.feed == feed, looks.c.address == address)
        .order_by(looks.c.seq.desc())
        .limit(1)
    )
    body = connection.execute(query).scalar()
    return None if body is None else from_json(FeedLook, body)


def looks_at(connection: Connection, address: str) -> tuple[FeedLook, ...]:
    """Return the looks at an address by any feed, in the order recorded."""
    query = select(looks.c.body).where(looks.c.address == address).order_by(looks.c.seq)
    return tuple(from_json(FeedLook, body) for body in connection.execute(query).scalars())


def versions_of(connection: Connection, address: str) -> tuple[str, ...]:
    """Return the ids of the reports that an address gave, each once, the oldest first."""
    found = (one.report for one in looks_at(connection, address))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def feed_days(
    connection: Connection, known_at: datetime | None
) -> tuple[tuple[str, date, str], ...]:
    """Return feed, day (UTC) and result of the looks at feeds themselves, each once, by feed."""
    day = func.substr(cast(looks.c.recorded_at, Text), 1, 10)
    query = (
        select(looks.c.feed, day, looks.c.result)
        .where(looks.c.result.like("feed %"))
        .distinct()
        .order_by(looks.c.feed, day, looks.c.result)
    )
    if known_at is not None:
        query = query.where(looks.c.recorded_at < known_at)
    return tuple(
        (feed, date.fromisoformat(on), result.removeprefix("feed "))
        for feed, on, result in connection.execute(query)
    )


class FeedLooks:
    """What a ledger says of the looks at feeds; a part of `Ledger` that has a room of its own."""

    _store: Store

    def add_look(self, look: FeedLook) -> None:
        """Record that an address of a feed was asked, and what came of it."""
        with self._store.writing() as connection:
            add_look(connection, look)

    def looks(
        self, feed: str, address: str | None = None, *, known_at: datetime | None = None
    ) -> tuple[FeedLook, ...]:
        """Return the looks at a feed (with `address`, at that alone), in the order recorded."""
        with self._store.reading() as connection:
            return looks_of(connection, feed, address, known_at)

    def last_look(self, feed: str, address: str) -> FeedLook | None:
        """Return the newest look at an address of a feed, None before the first."""
        with self._store.reading() as connection:
            return last_look(connection, feed, address)

    def feed_days(self, *, known_at: datetime | None = None) -> tuple[tuple[str, date, str], ...]:
        """Return feed, day (UTC) and result of the looks at feeds themselves, each once."""
        with self._store.reading() as connection:
            return feed_days(connection, known_at)

    def looks_at(self, address: str) -> tuple[FeedLook, ...]:
        """Return the looks at an address by any feed, in the order recorded."""
        with self._store.reading() as connection:
            return looks_at(connection, address)

    def versions(self, address: str) -> tuple[str, ...]:
        """Return the ids of the reports that an address gave, each once, the oldest first."""
        with self._store.reading() as connection:
            return versions_of(connection, address)
