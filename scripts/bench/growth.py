"""Growth: what `tocsin add` takes of time and memory while it takes in more and more reports."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.bench.made import stream
from scripts.bench.measure import Done, Place, command, process, tocsin
from scripts.bench.wording import WATCH, WATCH_FILE

__all__ = ["LARGE", "SMALL", "Mark", "Watcher", "add_large", "add_one", "add_small", "growth_text"]

SMALL, LARGE = 10_000, 100_000
"""Reports added to a desk; the larger is ten times the smaller."""

MARKS = (1_000, 10_000, 20_000, 50_000, 100_000)
"""Reports at which a sample is taken; at another scale, so many parts of the whole."""

_STAGES = {
    "captured": "SELECT (SELECT ifnull(max(seq), 0) FROM reports)",
    "gated or read": "SELECT (SELECT ifnull(max(seq), 0) FROM skips)"
    " + (SELECT ifnull(max(seq), 0) FROM readings)",
}


@dataclass(frozen=True)
class Mark:
    """What a command had taken when `reports` had passed a stage: seconds since its start.

    `held` is the memory that its process held then, in megabytes, `peak` the most until then.
    """

    stage: str
    reports: int
    seconds: float
    cpu: float
    held: float
    peak: float


class Watcher:
    """Looks at a running `tocsin add` from outside: its process, and how far its ledger is."""

    def __init__(self, desk: Path, at: Sequence[int]) -> None:
        self._ledger = desk / "ledger.sqlite"
        self._waiting = {stage: list(at) for stage in _STAGES}
        self.marks: list[Mark] = []

    def look(self, pid: int, seconds: float) -> None:
        """Take a sample for each stage that has come to another mark since the last look."""
        with suppress(
            OSError, sqlite3.Error, IndexError, KeyError
        ):  # it may end while it is looked at
            uri = f"{self._ledger.absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(uri, uri=True)) as ledger:
                done = {s: int(ledger.execute(q).fetchone()[0]) for s, q in _STAGES.items()}
            held, peak = _memory(pid)
            for stage, count in done.items():
                at = self._waiting[stage]
                while at and count >= at[0]:
                    self.marks.append(Mark(stage, at.pop(0), seconds, _cpu(pid), held, peak))


def _memory(pid: int) -> tuple[float, float]:
    """Megabytes that a process holds, and the most that it ever held; Linux alone tells."""
    told = Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
    sizes = {line.split(":")[0]: line.split()[1] for line in told if line.startswith("Vm")}
    return int(sizes["VmRSS"]) / 1e3, int(sizes["VmHWM"]) / 1e3


def _cpu(pid: int) -> float:
    """Processor seconds that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def add_small(place: Place) -> Done:
    """`tocsin add` of the smaller number of reports to a new desk."""
    return _add(place, SMALL)


def add_large(place: Place) -> Done:
    """`tocsin add` of ten times as many reports to a new desk."""
    return _add(place, LARGE)


def add_one(place: Place) -> Done:
    """`tocsin add` of one report more to the desk that has all the others."""
    *_, last = stream(place.count(LARGE) + 1)
    path = place.written("one-more", iter([last]))
    return command(1, "add", str(_desk(place, LARGE)), str(path))


def _desk(place: Place, whole: int) -> Path:
    return place.folder / f"grown-{whole}"


def _add(place: Place, whole: int) -> Done:
    count, desk = place.count(whole), _desk(place, whole)
    command(1, "init", str(desk))
    (desk / "watches" / f"{WATCH}.yaml").write_text(WATCH_FILE, "utf-8")
    path = place.written(f"grown-{whole}", stream(count))
    watcher = Watcher(desk, [place.count(at) for at in MARKS if at <= whole])
    done, _ = process(tocsin("add", str(desk), str(path)), watcher.look)
    return replace(done, reports=count, marks=tuple(watcher.marks))


def growth_text(name: str, marks: Sequence[Mark]) -> Iterator[str]:
    """Lines that tell how a command went on, stage by stage: what each further report took."""
    yield f"{name}: as it went on"
    yield "stage          reports  seconds  a second  processor ms each  holds MB  peak MB"
    before: dict[str, Mark] = {}
    for mark in sorted(marks, key=lambda m: (m.stage, m.reports)):
        last = before.get(mark.stage, Mark(mark.stage, 0, 0.0, 0.0, 0.0, 0.0))
        line = f"{mark.stage:<13} {mark.reports:>8,} {mark.seconds:>8.1f}"
        if mark.seconds > last.seconds > 0.0:  # before the first mark are start and other stages
            more, time = mark.reports - last.reports, mark.seconds - last.seconds
            each = (mark.cpu - last.cpu) * 1e3 / more
            line += f" {more / time:>9,.0f} {each:>18.2f}"
        else:
            line += " " * 29
        yield f"{line} {mark.held:>9,.0f} {mark.peak:>8,.0f}"
        before[mark.stage] = mark
