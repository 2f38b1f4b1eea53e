"""Rows: what is measured, beside whom, and what is asked of the ratio."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scripts.bench import contenders, copying, estimating, growing, growth, repeating, stages
from scripts.bench.measure import Done, Place


@dataclass(frozen=True)
class Beside:
    """A row that another stands beside, and what is asked of the ratios to it.

    `time` bounds its processor time by theirs, `clock` its time by the clock by theirs, `memory`
    its peak by theirs, `lost` the part of their statements that it does not find.
    """

    name: str
    time: float | None = None
    clock: float | None = None
    memory: float | None = None
    lost: float | None = None


@dataclass(frozen=True)
class Row:
    """A row of the table: its name, what it does, and whom it stands beside.

    `whole` commands are run by the first process, the others in a child that only does this row.
    `peak` is the most megabytes that it may ever hold, and `each` the most seconds by the clock
    that one of what it does may take, whatever the others do.
    """

    name: str
    work: Callable[[Place], Done]
    beside: tuple[Beside, ...] = ()
    whole: bool = False
    peak: float | None = None
    each: float | None = None


ROWS = (
    Row("capture files", stages.capture_files),
    Row("capture rows", stages.capture_rows),
    Row("segment", stages.segmenting),
    Row("gate", stages.gating),
    Row("gate, 200 watches", stages.gating_many, (Beside("gate", time=1.3),)),
    Row("spaCy, stream", contenders.stream_bare),
    Row("spaCy, stream, gated", contenders.stream_gated),
    Row("read, stream, no gate", stages.stream_whole, (Beside("spaCy, stream"),)),
    Row(
        "read, stream",
        stages.stream_read,
        (
            Beside("spaCy, stream", time=0.2),
            Beside("spaCy, stream, gated"),
            Beside("read, stream, no gate", lost=0.01),
        ),
    ),
    Row("spaCy, all relevant", contenders.reading_bare),
    Row("read, all relevant", stages.reading, (Beside("spaCy, all relevant", time=3.5),)),
    Row("MinHash", contenders.minhash),
    Row("trace", stages.tracing, (Beside("MinHash"),)),
    Row("repeats, MinHash", repeating.minhash),
    Row("repeats, MinHash wide", repeating.minhash_wide),
    Row(
        "repeats",
        repeating.ours,
        (
            Beside("repeats, MinHash", time=1.0, lost=0.0),
            Beside("repeats, MinHash wide", time=1.0, lost=0.0),
        ),
    ),
    Row("desk, last 1,000", growing.last, (Beside("desk, first 1,000", time=1.5),)),
    Row("desk, first 1,000", growing.first),
    Row("ledger, reports", stages.ledger_reports),
    Row("ledger, readings", stages.ledger_readings),
    Row("estimates, recomputed", estimating.recomputed),
    Row(
        "estimates, timeline",
        estimating.timeline,
        (Beside("estimates, recomputed", time=0.05),),
        each=5.0 / 400,  # five seconds for the 400 days
    ),
    Row(
        "estimates, one more",
        estimating.one_more,
        (Beside("estimates, recomputed", time=0.05),),
        each=0.05,
    ),
    Row("python, cold", contenders.python_cold, whole=True),
    Row("--help, cold", stages.help_cold, (Beside("python, cold"),), whole=True),
    Row("add N", lambda place: stages.add(place, 1), whole=True),
    # Twice as much of anything held would show: what grows is the cache that SQLite may use.
    Row("add 3N", lambda place: stages.add(place, 3), (Beside("add N", memory=1.2),), whole=True),
    # 1.6 times as fast: of processes beside each other the clock tells, and nothing else does.
    Row(
        "add 3N, two processes",
        lambda place: stages.add(place, 3, jobs=2),
        (Beside("add 3N", clock=1 / 1.6),),
        whole=True,
    ),
    Row("assess N", lambda place: stages.assess(place, 1), whole=True),
    Row(
        "assess 3N",
        lambda place: stages.assess(place, 3),
        (Beside("assess N", memory=1.2),),
        whole=True,
    ),
    Row("add copies N", lambda place: copying.add_copies(place, 1), whole=True),
    Row(
        "add copies 3N",
        lambda place: copying.add_copies(place, 3),
        (Beside("add copies N", memory=1.2),),
        whole=True,
    ),
    Row("assess copies N", lambda place: copying.assess_copies(place, 1), whole=True),
    # An estimate holds what is said in all that was read: nothing is asked of what that takes.
    Row(
        "assess copies 3N",
        lambda place: copying.assess_copies(place, 3),
        (Beside("assess copies N"),),
        whole=True,
    ),
)
LONG = (
    Row("add 10,000", growth.add_small, whole=True),
    Row(
        "add 100,000",
        growth.add_large,
        # As with `add 3N`: caches that are bounded fill, those of the tracing index last.
        (Beside("add 10,000", time=1.05, memory=1.2),),
        whole=True,
        peak=1_573,  # 1.5 GiB
    ),
    Row("add one more", growth.add_one, whole=True),
)
"""What `make bench-full` runs: a desk of 100,000 reports, filled by one command."""

PREPARED = {"trace", "MinHash", "ledger, readings"}
NEEDED = {
    "assess N": "add N",
    "assess 3N": "add 3N",
    "assess copies N": "add copies N",
    "assess copies 3N": "add copies 3N",
    "desk, first 1,000": "desk, last 1,000",
    "add one more": "add 100,000",
}
