"""Soaking: day after day of reports and of what goes wrong, and what became of it all."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from scripts.bench.spoken import A_DAY, reading_of, spoken
from scripts.fuzz.mutating import mutated
from scripts.fuzz.seeds import HTML, MAIL, ROWS, TEXT

from tocsin.collect import capture_bytes
from tocsin.desk import Desk
from tocsin.desk.adding import Added, take_in
from tocsin.desk.keeping import verified
from tocsin.desk.tracing import bring_up
from tocsin.errors import Busy
from tocsin.ledger import Ledger
from tocsin.nouns import Capture, Correction, Reading

__all__ = ["Day", "Soaked", "soak"]

FIRST = date(2030, 1, 1)
BATCH = 100
AGAIN, BROKEN, WAITING, TORN = 0.02, 0.02, 0.01, 0.05
"""Parts of the reports that come again, come broken, wait for a reader; of the batches, torn."""

BREAKABLE = (("a.html", HTML), ("a.eml", MAIL), ("a.jsonl", ROWS), ("a.txt", TEXT))


class _Torn(Exception):
    """Something fails in the middle of a batch."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a day took: reports that were sent, seconds of a processor, and bytes held behind it."""

    number: int
    sent: int
    seconds: float
    held: int


@dataclass(slots=True)
class Soaked:
    """What was sent and what became of it, day by day, with a sentence for each fault.

    `fates` counts what was sent: "read", "refused", "waiting", "known" (it came before), "erased".
    `done` counts what was done to the desk besides.
    """

    days: list[Day] = field(default_factory=list)
    fates: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """How many reports and documents were sent."""
        return sum(one.sent for one in self.days)

    def cost(self, part: slice) -> float:
        """Return the median of milliseconds a report over some of the days."""
        return _median([one.seconds * 1000 / one.sent for one in self.days[part] if one.sent])

    def held(self, part: slice) -> float:
        """Return the median of mebibytes held over some of the days."""
        return _median([one.held / 2**20 for one in self.days[part]])


def soak(folder: Path, count: int, days: int, *, seed: int = 7) -> Iterator[Soaked]:
    """Send `count` reports over `days` days to a new desk; yield what is known after each day.

    Readings are stored ones: no language model is loaded. Each day is a process's: the ledger is
    opened and closed. At the end all that the desk holds is held against what was acknowledged.
    """
    chance = random.Random(seed)
    desk = Desk.create(folder)
    coming = spoken(count)
    found = Soaked()
    for number in range(days):
        share = (number + 1) * count // days - number * count // days
        today = [
            reading_of(replace(one, number=number * A_DAY + at % A_DAY), FIRST)
            for at, one in enumerate(islice(coming, share))
        ]
        now = datetime.combine(FIRST, datetime.min.time(), UTC) + timedelta(days=number, hours=12)
        began = time.process_time()
        sent = _day(desk, today, now, chance, found)
        took = time.process_time() - began
        found.days.append(Day(number, sent, took, _held()))
        yield found
    _end(desk, found)
    yield found


def _day(
    desk: Desk, today: Sequence[Reading], now: datetime, chance: random.Random, found: Soaked
) -> int:
    """Take a day's reports in, by batches, and do what else is done on a day."""
    sent = 0
    with desk.ledger() as ledger:
        for start in range(0, len(today), BATCH):
            batch = list(today[start : start + BATCH])
            batch += [one for one in batch if chance.random() < AGAIN]
            waiting = {one.report.id for one in batch if chance.random() < WAITING}
            broken = [
                (name, mutated(data, (), chance.getrandbits(40)))
                for name, data in chance.choices(BREAKABLE, k=sum(_drawn(chance, len(batch))))
            ]
            if chance.random() < TORN:
                _tear(ledger, batch, now, found)
            sent += _batch(ledger, batch, waiting, broken, now, found)
        bring_up(desk, ledger)
        _besides(desk, ledger, today, now, chance, found)
    return sent


def _drawn(chance: random.Random, count: int) -> Iterator[bool]:
    return (chance.random() < BROKEN for _ in range(count))


def _batch(
    ledger: Ledger,
    batch: Sequence[Reading],
    waiting: set[str],
    broken: Sequence[tuple[str, bytes]],
    now: datetime,
    found: Soaked,
) -> int:
    fates: Counter[str] = Counter()
    added = Added()
    with ledger.writing():
        for one in batch:
            data = one.report.text.encode()
            if not ledger.add_report(one.report, data, Capture("soak", one.report.file, now)):
                fates["known"] += 1
            elif one.report.id in waiting:
                fates["waiting"] += 1
            else:
                ledger.add_reading(one, now)
                fates["read"] += 1
        for name, data in broken:
            for got in capture_bytes(data, file=name):
                before = added.new, added.known, added.refused
                take_in(ledger, got, added, feed="soak", now=now)
                new, known, _ = (
                    after - was
                    for after, was in zip(
                        (added.new, added.known, added.refused), before, strict=True
                    )
                )
                fates["waiting" if new else "known" if known else "refused"] += 1
    found.fates.update(fates)
    return sum(fates.values())


def _tear(ledger: Ledger, batch: Sequence[Reading], now: datetime, found: Soaked) -> None:
    """Fail in the middle of a batch: nothing of it may be kept, and it is sent again."""
    before = ledger.counts()
    try:
        with ledger.writing():
            for one in batch[: len(batch) // 2]:
                data = one.report.text.encode()
                ledger.add_report(one.report, data, Capture("soak", one.report.file, now))
            raise _Torn  # noqa: TRY301  failing here is what is tried
    except _Torn:
        found.done["batches torn"] += 1
    if ledger.counts() != before:
        found.faults.append("half a batch was kept.")


def _besides(
    desk: Desk,
    ledger: Ledger,
    today: Sequence[Reading],
    now: datetime,
    chance: random.Random,
    found: Soaked,
) -> None:
    """Correct, withdraw and erase, and be kept from writing by another."""
    read = [one for one in today if one.statements]
    if not read:
        return
    one = chance.choice(read)
    target = one.statements[0].id
    entry = Correction(f"c{now:%Y%m%d}", "reject", target, {}, "AK", "soak", now)
    ledger.add_correction(entry)
    found.done["corrections"] += 1
    if now.day % 5 == 0:
        gone = chance.choice(read).report.id
        ledger.erase(gone, author="AK", reason="asked for", at=now, moved=list)
        found.done["erasures"] += 1
    try:
        with (
            ledger.writing(),
            Ledger.open(desk.path, wait=0.0) as other,
            other.writing(),
        ):
            found.faults.append("two writers wrote at once.")
    except Busy:
        found.done["kept waiting"] += 1


def _end(desk: Desk, found: Soaked) -> None:
    """Hold what the desk has against what it acknowledged."""
    with desk.ledger(read_only=True) as ledger:
        there = len(ledger.recorded())
        counts = ledger.counts()
        erased = len(ledger.erasures())
        refused = len(ledger.refusals())
    found.done["entries verified"] = verified(desk.path).entries
    found.faults.extend(one.message for one in verified(desk.path).flaws)
    fates = found.fates
    if there + erased != fates["read"] + fates["waiting"]:
        found.faults.append(f"{there:,} reports are there, and {erased:,} stones.")
    if refused != fates["refused"]:
        found.faults.append(f"{refused:,} refusals are there.")
    if counts["readings"] > fates["read"] or counts["readings"] < fates["read"] - erased:
        found.faults.append(f"{counts['readings']:,} readings are there.")
    if sum(fates.values()) != found.sent:
        found.faults.append("of something that was sent nobody knows what became.")


def _held() -> int:
    with Path("/proc/self/statm").open(encoding="ascii") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0
