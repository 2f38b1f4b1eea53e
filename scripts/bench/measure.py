"""Measuring: what a row did, in what time, and the most memory that its process held."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scripts.bench.made import SHARE

ROOT = Path(__file__).resolve().parents[2]
_LOOK = 0.2
"""Seconds between two looks at a running command."""

ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Done:
    """What a row did; `peak` in megabytes is measured from outside.

    `bearing` counts the statements that fill a pattern of the watch, where a row reads a stream;
    `marks` are samples taken on the way (`growth.Mark`), where a row is watched.

    `seconds` are the clock's. `cpu` are the processor's: they stand for the clock's where rows are
    compared, since other work on the machine does not count in them.
    """

    reports: int
    seconds: float
    cpu: float
    words: int = 0
    peak: float = 0.0
    bearing: int | None = None
    marks: tuple[Any, ...] = ()

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self.reports / self.seconds

    @property
    def cost(self) -> float:
        """Processor seconds a report."""
        return self.cpu / self.reports


@dataclass(frozen=True)
class Place:
    """The folder a run works in, and how large a part of the whole is run."""

    folder: Path
    scale: float

    def count(self, whole: int) -> int:
        """So many reports of this kind at this scale, a multiple of those of which one is read."""
        return max(2 * SHARE, int(whole * self.scale) // SHARE * SHARE)

    def written(self, name: str, rows: Iterator[dict[str, str]]) -> Path:
        """A .jsonl file of the rows."""
        path = self.folder / f"{name}.jsonl"
        if not path.exists():
            with path.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(one) + "\n" for one in rows)
        return path


def timed(work: Callable[[], int], texts: Sequence[str] = ()) -> Done:
    """Do the work, which says how many reports it did."""
    began, busy = time.perf_counter(), time.process_time()
    count = work()
    seconds, cpu = time.perf_counter() - began, time.process_time() - busy
    return Done(count, seconds, cpu, sum(len(text.split()) for text in texts))


def process(
    words: Sequence[str], look: Callable[[int, float], None] | None = None
) -> tuple[Done, str]:
    """Run a command to its end: its seconds and peak as of one report, and what it printed.

    `look` is called with its process id and the seconds since its start, some times a second.
    """
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        child = subprocess.Popen(words, stdout=out, env=ENVIRONMENT, cwd=ROOT)
        ended = 0
        while look is not None and not ended:
            ended, status, usage = os.wait4(child.pid, os.WNOHANG)
            if not ended:
                look(child.pid, time.perf_counter() - began)
                time.sleep(_LOOK)
        if not ended:
            _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, words[1:4]))} ended with {child.returncode}")
        out.seek(0)
        printed = out.read().decode("utf-8")
    # Linux counts kilobytes, macOS bytes.
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Done(1, seconds, usage.ru_utime + usage.ru_stime, peak=peak), printed


def command(count: int, *words: str) -> Done:
    """Run `tocsin` with these words over so many reports."""
    return replace(process(tocsin(*words))[0], reports=count)


def tocsin(*words: str) -> list[str]:
    """The command line of `tocsin` with these words."""
    return [sys.executable, "-m", "tocsin", *words]
