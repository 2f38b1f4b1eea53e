"""Million: what the last thousand reports cost a desk of a million, most of which stand for others.

    python -m scripts.bench.million FOLDER [--base 20000] [--times 50]

A desk is filled with `base` reports. All that it then holds, reports, readings and index, is copied
`times - 1` times under other names, days and keys by SQL, which takes minutes where adding them
takes hours. What a copy holds is what adding it would have left but for its words: keys that few
reports have are others in each copy, those that many have (stock phrases) are the same in all. Then
a thousand reports more are really added, by turns with the first thousand to a new desk: cold, when
the operating system holds nothing of the file in memory, and another thousand warm, after that.
"""

from __future__ import annotations

import argparse
import functools
import gc
import itertools
import json
import os
import random
import resource
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.bench.growing import BATCH, _added
from scripts.bench.measure import timed
from scripts.bench.spoken import A_DAY, FIRST, reading_of, spoken

if TYPE_CHECKING:
    from tocsin.desk import Desk
    from tocsin.nouns import Reading

MORE = 1_000
READ = ("context", "reader", "statements", "packed", "recorded_at")
OFTEN = 50
"""Reports of the base from which on a key is a stock phrase, which all copies have in common."""

MERGED = 1_000_000
"""Pages of the search's index that are put together at most: more than there are."""

RANK = "date(substr({0}, 1, 10), n.back) || substr({0}, 11, 18) || n.mark || substr({0}, 31)"
"""A rank in a copy: its day, and its report's id, which ends at the thirtieth character."""

NAME = "substr({0}, 1, length({0}) - 2) || n.mark"


def main() -> None:
    """Fill, copy, measure; print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--base", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=50)
    given = parser.parse_args()
    from tocsin.desk import Desk

    days = -(-given.base // A_DAY)
    start = FIRST + timedelta(days=days * (given.times - 1))
    coming = (reading_of(one, start) for one in spoken(given.base + 2 * MORE))
    grown = Desk.create(given.folder / "grown")
    begin = list(itertools.islice(coming, MORE))
    filled = timed(lambda: _added(grown, begin))
    between = itertools.islice(coming, given.base - MORE)
    while batch := list(itertools.islice(between, 2_000)):
        filled = timed(functools.partial(_added, grown, batch))
    print(f"filled {given.base}: the last 2,000 {filled.cost * 1e3:.2f} ms each", flush=True)
    copied = timed(lambda: multiply(grown.path / "ledger.sqlite", given.times, days))
    print(f"multiplied by {given.times}: {copied.cpu:.0f} s", flush=True)
    check(grown)
    size = (grown.path / "ledger.sqlite").stat().st_size / 1e9
    print(f"of {given.base * given.times:,} reports ({size:.1f} GB)", flush=True)
    # What the script itself holds is looked through for nothing, on whichever turn it falls.
    gc.collect()
    gc.freeze()
    for told in ("cold", "warm"):
        end = list(itertools.islice(coming, MORE))
        if told == "cold":
            forget(grown.path / "ledger.sqlite")
        compared(told, Desk.create(given.folder / told), begin, grown, end)


def compared(told: str, new: Desk, begin: list[Reading], grown: Desk, end: list[Reading]) -> None:
    """Add the first thousand and the last by turns; print what they took of a processor."""
    sums = [[0.0, 0.0], [0.0, 0.0]]
    for at in range(0, MORE, BATCH):
        line = f"{told} {at}:"
        for which, (desk, found) in enumerate(((new, begin), (grown, end))):
            took = spent(functools.partial(_added, desk, found[at : at + BATCH]))
            sums[which] = [had + more for had, more in zip(sums[which], took, strict=True)]
            user, system = (1e3 * one / BATCH for one in took)
            line += f" {('first', 'last')[which]} {user:.2f} + {system:.2f} ms"
        print(line, flush=True)
    (one, kernel), (other, its) = sums
    print(
        f"{told}: first {one:.2f} ms each and {kernel:.2f} of the system's, last {other:.2f} and "
        f"{its:.2f}; ratio {(other + its) / (one + kernel):.2f}, asked is at most 1.5",
        flush=True,
    )


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Do some work; return what it took of a processor, and what the system took for it, in s."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime


def forget(path: Path) -> None:
    """Have the operating system hold nothing of a file: it is then read from the disk."""
    number = os.open(path, os.O_RDONLY)
    os.fsync(number)
    os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(number)


def multiply(path: Path, times: int, days: int) -> int:
    """Copy all that a ledger holds; return how many reports it has then."""
    rng = random.Random(1)
    with closing(sqlite3.connect(path, isolation_level=None)) as ledger:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -2000000"):
            ledger.execute(f"PRAGMA {setting}").fetchall()
        ledger.execute("CREATE TEMP TABLE n (k INTEGER, mark TEXT, back TEXT, salt INTEGER)")
        ledger.executemany(
            "INSERT INTO n VALUES (?, ?, ?, ?)",
            ((k, _mark(k), f"-{k * days} days", rng.getrandbits(63)) for k in range(1, times)),
        )
        ledger.execute("BEGIN")
        _records(ledger)
        _facts(ledger, times, days)
        _keys(ledger)
        heads = ledger.execute(
            "SELECT (SELECT max(seq) FROM reports) || ' ' || (SELECT max(seq) FROM readings)"
        ).fetchone()[0]
        ledger.execute(
            "UPDATE trace_facts SET value = ? WHERE space = 'state' AND name = 'heads'",
            (b"-" + f"{heads} 0 0".encode(),),
        )
        ledger.execute("COMMIT")
        # Of a desk that grew, the parts of the search's index were put together in passing.
        ledger.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (MERGED,))
        ledger.execute("PRAGMA journal_mode = WAL").fetchall()
        (count,) = ledger.execute("SELECT count(*) FROM reports").fetchone()
    return int(count)


def _mark(k: int) -> str:
    """Two letters that no id ends in, since those are hexadecimal."""
    return "".join(chr(ord("g") + part) for part in divmod(k, 16))


def _records(ledger: sqlite3.Connection) -> None:
    sha, day = NAME.format("t.sha256"), "date(substr({0}, 1, 10), n.back) || substr({0}, 11)"
    body = "replace(replace(replace(replace(t.body, t.id, {id}), t.sha256, {sha}), {end}), {start})"
    ends = {
        "id": NAME.format("t.id"),
        "sha": sha,
        "start": "substr(t.place, 1, 10), date(t.place, n.back)",
        "end": "substr(t.published_end, 1, 10), date(t.published_end, n.back)",
    }
    made = (
        ("bytes", "sha256, size, packed", f"{sha}, t.size, t.packed"),
        ("texts", "sha256, text", f"{sha}, t.text"),
        (
            "reports",
            "id, sha256, text_sha256, context, place, published_end, body, recorded_at",
            ", ".join(
                (
                    *(ends["id"], sha, NAME.format("t.text_sha256"), "t.context"),
                    *(day.format("t.place"), day.format("t.published_end")),
                    *(body.format(**ends), "t.recorded_at"),
                )
            ),
        ),
        (
            "captures",
            "report, feed, file, recorded_at",
            f"{NAME.format('t.report')}, t.feed, t.file, t.recorded_at",
        ),
        (
            "readings",
            ", ".join(("text_sha256", *READ)),
            ", ".join((NAME.format("t.text_sha256"), *(f"t.{one}" for one in READ))),
        ),
    )
    for table, columns, values in made:
        ledger.execute(f"CREATE TEMP TABLE base AS SELECT * FROM {table}")  # noqa: S608 - names of the ledger's own tables
        ledger.execute(
            f"INSERT INTO main.{table} ({columns}) SELECT {values} "  # noqa: S608 - names of the ledger's own tables
            "FROM temp.n CROSS JOIN temp.base t"
        )
        ledger.execute("DROP TABLE temp.base")


def _facts(ledger: sqlite3.Connection, times: int, days: int) -> None:
    """Copy what is known of pairs, families and reports: cards are packed, and made one by one."""
    pair = f"{RANK.format('t.later')}, {RANK.format('t.earlier')}, t.value"
    ledger.execute("CREATE TEMP TABLE base AS SELECT * FROM trace_pairs")
    ledger.execute(
        f"INSERT INTO main.trace_pairs SELECT {pair} FROM temp.n CROSS JOIN temp.base t"  # noqa: S608 - names of the ledger's own tables
    )
    ledger.execute("DROP TABLE temp.base")
    held = ledger.execute(
        "SELECT space, name, coalesce(l.value, f.value) FROM trace_facts AS f "
        "LEFT JOIN trace_long AS l ON typeof(f.value) = 'integer' AND l.id = f.value "
        "WHERE space <> 'state'"
    ).fetchall()
    for k in range(1, times):
        back, mark = timedelta(days=k * days), _mark(k)
        rows: list[tuple[str, str, bytes | int]] = []
        (number,) = ledger.execute("SELECT max(id) FROM trace_long").fetchone()
        long = []
        for space, name, value in held:
            made: bytes | int = value
            if space == "family":
                made = value[:-2] + mark.encode()
            elif space == "report":
                number, made = number + 1, number + 1
                long.append((number, _card(value, name, mark, back)))
            rows.append((space, name[:-2] + mark, made))
        ledger.executemany("INSERT INTO trace_long VALUES (?, ?)", long)
        rows.sort(key=lambda row: row[:2])
        ledger.executemany("INSERT INTO trace_facts VALUES (?, ?, ?)", rows)


def _card(value: bytes, name: str, mark: str, back: timedelta) -> bytes:
    text = (value[1:] if value[:1] == b"-" else zlib.decompress(value)).decode()
    _, rank, node, *_ = json.loads(text)
    then = date.fromisoformat(rank[:10])
    text = text.replace(name, name[:-2] + mark).replace(node, node[:-2] + mark)
    text = text.replace(f'"{then}|', f'"{then - back}|')
    return zlib.compress(text.encode(), 1)


def _keys(ledger: sqlite3.Connection) -> None:
    """Copy the keys, in one sorted pass: one row after another falls on the same page."""
    ledger.execute("CREATE TEMP TABLE base AS SELECT * FROM trace_keys")
    ledger.execute(
        "CREATE TEMP TABLE often AS SELECT key FROM trace_keys GROUP BY key HAVING count(*) >= ?",
        (OFTEN,),
    )
    ledger.execute("CREATE INDEX temp.by_key ON often (key)")
    ledger.execute("DELETE FROM trace_keys")
    # Either and not both: SQLite has no sign for it.
    salted = "(t.key | n.salt) & ~(t.key & n.salt)"
    rank, name = RANK.format("t.member"), NAME.format("t.member")
    member = f"CASE WHEN instr(t.member, '|') THEN {rank} ELSE {name} END"
    ledger.execute(
        f"INSERT INTO main.trace_keys SELECT * FROM (SELECT key, member FROM temp.base UNION ALL "  # noqa: S608 - names of the ledger's own tables
        f"SELECT CASE WHEN t.key IN (SELECT key FROM temp.often) THEN t.key ELSE {salted} END, "
        f"{member} FROM temp.n CROSS JOIN temp.base t) ORDER BY 1, 2"
    )


def check(grown: object) -> None:
    """Stop where the card of a copied report is not that of its reading."""
    from tocsin.desk import Desk
    from tocsin.trace import load_register
    from tocsin.trace.card import Card
    from tocsin.trace.utterances import utterances_of

    if not isinstance(grown, Desk):
        raise TypeError(type(grown).__name__)
    register = load_register()
    with grown.ledger() as ledger, ledger.kept(read_only=True) as kept:
        newest = ledger.newest()
        for number, (name, _) in enumerate(kept.facts("mark")):
            if number % 10_007 == 0:
                reading, written = newest(name), kept.get("report", name)
                if reading is None or written is None:
                    raise SystemExit(f"{name} was not copied whole")
                ranks = {one.rank for one in utterances_of((reading,), register)}
                if (
                    Card.read(written).said.keys() != ranks
                    or kept.get("family", Card.read(written).node) is None
                ):
                    raise SystemExit(f"{name} was copied wrongly")


if __name__ == "__main__":
    main()
