"""Kept: what tracing remembers of a desk's reports, in tables that follow from all the others."""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from tocsin.ledger.keeper import Raw

__all__ = ["LedgerKept"]

PACKED = 200
"""Letters above which a fact is packed and stands in a table of its own, in order of arrival.

In the other, which is in order of names, is its number there: long rows would stand between short
ones, and each look-up would pass many pages.
"""

FACT = (
    "CASE typeof(value) WHEN 'integer' "
    "THEN (SELECT l.value FROM trace_long AS l WHERE l.id = f.value) ELSE value END"
)
"""What a row of facts stands for."""

SHORT = 8
"""Members of a key that are looked up at once."""

REMEMBERED = 50_000
"""Keys whose members are held in memory."""

EVERY = 2**62
"""More members than a key has."""


class LedgerKept:
    """The memory of `tocsin.trace.Index`, within a transaction of its ledger.

    Unlike all else in a ledger it can be cleared and changes: it says nothing that the reports do
    not. It has the shape of `tocsin.trace.Kept`; what each method does is told there.
    """

    fact = FACT

    def __init__(self, raw: Raw) -> None:
        # Some hundred look-ups a report: by SQLAlchemy they would take five times as long.
        self._raw = raw
        self._short: dict[int, list[str]] = {}
        self.looked = 0

    def begin(self) -> None:
        """Forget what was looked up: another process may have written since."""
        self._short.clear()

    def add(self, member: str, keys: Iterable[str]) -> None:
        """Enter `member` under each of `keys`."""
        numbers = [_key(key) for key in keys]
        self._changed(numbers)
        self._raw.executemany(
            "INSERT INTO trace_keys VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(key, member) for key in numbers],
        )

    def drop(self, member: str, keys: Iterable[str]) -> None:
        """Take `member` from under each of `keys`."""
        numbers = [_key(key) for key in keys]
        self._changed(numbers)
        self._raw.executemany(
            "DELETE FROM trace_keys WHERE key = ? AND member = ?",
            [(key, member) for key in numbers],
        )

    def first(self, key: str, count: int) -> Sequence[str]:
        """Return up to `count` least members of `key`, in order."""
        number = _key(key)
        held = self._held(number)
        if count < SHORT or len(held) < SHORT:
            return held[:count]
        return self._members(
            "SELECT member FROM trace_keys WHERE key = ? ORDER BY member LIMIT ?", number, count
        )

    def before(self, key: str, member: str, count: int) -> Sequence[str]:
        """Return up to `count` members of `key` that sort just before `member`, in order."""
        number = _key(key)
        held = self._held(number)
        if len(held) < SHORT:
            at = bisect_left(held, member)
            return held[max(0, at - count) : at]
        return self._members(
            "SELECT member FROM trace_keys WHERE key = ? AND member < ? "
            "ORDER BY member DESC LIMIT ?",
            number,
            member,
            count,
        )[::-1]

    def after(self, key: str, member: str, count: int | None) -> Sequence[str]:
        """Return up to `count` members of `key` (None: all) that sort after `member`, in order."""
        number = _key(key)
        held = self._held(number)
        if len(held) < SHORT:
            at = bisect_right(held, member)
            return held[at:] if count is None else held[at : at + count]
        return self._members(
            "SELECT member FROM trace_keys WHERE key = ? AND member > ? ORDER BY member LIMIT ?",
            number,
            member,
            EVERY if count is None else count,
        )

    def pair(self, later: str, earlier: str, value: str) -> None:
        """Remember that two members are a pair, with what is known of it."""
        self._raw.execute(
            "INSERT INTO trace_pairs VALUES (?, ?, ?) "
            "ON CONFLICT (later, earlier) DO UPDATE SET value = excluded.value",
            (later, earlier, value),
        )

    def part(self, later: str, earlier: str) -> None:
        """Forget a pair."""
        self._raw.execute(
            "DELETE FROM trace_pairs WHERE later = ? AND earlier = ?", (later, earlier)
        )

    def earlier(self, later: str) -> Mapping[str, str]:
        """Return what is known of pairs, by their earlier member."""
        self.looked += 1
        rows = self._raw.execute(
            "SELECT earlier, value FROM trace_pairs WHERE later = ? ORDER BY earlier", (later,)
        )
        return dict(rows.fetchall())

    def later(self, earlier: str) -> Sequence[str]:
        """Return the later members of pairs, in order."""
        return self._members(
            "SELECT later FROM trace_pairs WHERE earlier = ? ORDER BY later", earlier
        )

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Yield all pairs, in order."""
        yield from self._raw.execute(
            "SELECT later, earlier, value FROM trace_pairs ORDER BY later, earlier"
        )

    def put(self, space: str, name: str, value: str | None) -> None:
        """Remember a fact under a name, in place of an older one; None forgets it."""
        self._let_go(space, name)
        if value is None:
            self._raw.execute("DELETE FROM trace_facts WHERE space = ? AND name = ?", (space, name))
            return
        data = value.encode("utf-8", "surrogatepass")
        written = b"-" + data if len(data) <= PACKED else self._apart(zlib.compress(data))
        self._raw.execute(
            "INSERT INTO trace_facts VALUES (?, ?, ?) "
            "ON CONFLICT (space, name) DO UPDATE SET value = excluded.value",
            (space, name, written),
        )

    def get(self, space: str, name: str) -> str | None:
        """Return the fact of a name, or None."""
        self.looked += 1
        row = self._raw.execute(
            f"SELECT {self.fact} FROM trace_facts AS f WHERE space = ? AND name = ?",  # noqa: S608 (our own names)
            (space, name),
        ).fetchone()
        return None if row is None else _unpacked(row[0])

    def facts(self, space: str) -> Iterator[tuple[str, str]]:
        """Yield names and facts of a space, by name."""
        rows = self._raw.execute(
            f"SELECT name, {self.fact} FROM trace_facts AS f WHERE space = ? ORDER BY name",  # noqa: S608 (our own names)
            (space,),
        )
        for name, value in rows:
            yield name, _unpacked(value)

    def clear(self) -> None:
        """Forget everything."""
        self._short.clear()
        for table in ("trace_keys", "trace_pairs", "trace_facts", "trace_long"):
            self._raw.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)

    def _apart(self, packed: bytes) -> bytes | int:
        """Put a long fact where it is in nobody's way; return what stands for it."""
        long = self._raw.execute(
            "INSERT INTO trace_long (value) VALUES (?) RETURNING id", (packed,)
        ).fetchone()
        return int(long[0])

    def _let_go(self, space: str, name: str) -> None:
        """Take a long fact from there that is to be replaced."""
        self._raw.execute(
            "DELETE FROM trace_long WHERE id = (SELECT value FROM trace_facts "
            "WHERE space = ? AND name = ? AND typeof(value) = 'integer')",
            (space, name),
        )

    def _held(self, key: int) -> list[str]:
        """Return the first SHORT members of a key: of nearly all keys that is all."""
        held = self._short.get(key)
        if held is None:
            held = self._members(
                "SELECT member FROM trace_keys WHERE key = ? ORDER BY member LIMIT ?", key, SHORT
            )
            if len(self._short) >= REMEMBERED:
                self._short.clear()
            self._short[key] = held
        return held

    def _changed(self, keys: Iterable[int]) -> None:
        for key in keys:
            self._short.pop(key, None)

    def _members(self, query: str, *values: str | int) -> list[str]:
        self.looked += 1
        return [row[0] for row in self._raw.execute(query, values).fetchall()]


@lru_cache(maxsize=65536)
def _key(key: str) -> int:
    """Return a number that stands for a key: eight bytes, where its text has up to a hundred.

    Keys of one thing, which stands between a colon and a bar, stand together, whatever their kind:
    a day's keys, or those of a family, change the same few pages, and not one page each.
    """
    data = key.encode("utf-8", "surrogatepass")
    near = blake2b(data.partition(b":")[2].partition(b"|")[0], digest_size=3).digest()
    return int.from_bytes(near + blake2b(data, digest_size=5).digest(), "big", signed=True)


def _unpacked(value: bytes) -> str:
    # What zlib writes never begins with a hyphen.
    data = value[1:] if value[:1] == b"-" else zlib.decompress(value)
    return data.decode("utf-8", "surrogatepass")
