"""Guided: documents are broken further that brought a parser to lines and turns not seen before."""

from __future__ import annotations

import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from scripts.fuzz.mutating import mutated
from scripts.fuzz.parsers import PARSERS, Parser, tried

import tocsin

__all__ = ["HANG", "Kept", "Tried", "fuzz", "worked"]

HANG = 10
"""Seconds of a processor after which a document is said to hang: others' work does not count."""

STUCK = 6 * HANG
"""Seconds after which it hangs too, whatever the processor did: it waits for something."""

ASKS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"})
"""What nobody may do who takes a document apart."""

OURS = str(Path(tocsin.__file__).parent)


@dataclass(frozen=True, slots=True)
class Kept:
    """A broken document as it is made: of which it was, and the number of what was done to it.

    `parent` counts the parser's sound documents first and those kept of it behind.
    """

    parser: str
    parent: int
    number: int


@dataclass(slots=True)
class Tried:
    """What one parser was given: how many documents, what they reached, and what went wrong."""

    parser: str
    runs: int = 0
    reached: int = 0
    slowest: float = 0.0
    memory: int = 0
    kept: list[Kept] = field(default_factory=list)
    faults: list[tuple[str, bytes]] = field(default_factory=list)


class _Hung(BaseException):
    """A document took too long."""


class _AskedError(BaseException):
    """A document had somebody asked."""


class _Seen:
    """Lines of Tocsin that ran, and turns taken at its branches, each told once."""

    def __init__(self) -> None:
        self.new = 0
        self._turns: set[tuple[object, int, int]] = set()
        # Of Python 3.12; on 3.11 nothing guides, and documents are broken at random alone.
        self._watch: Any = getattr(sys, "monitoring", None)

    def start(self) -> None:
        watch = self._watch
        if watch is None:
            return
        watch.use_tool_id(watch.COVERAGE_ID, "fuzz")
        watch.register_callback(watch.COVERAGE_ID, watch.events.LINE, self._line)
        watch.register_callback(watch.COVERAGE_ID, watch.events.BRANCH, self._turn)
        watch.set_events(watch.COVERAGE_ID, watch.events.LINE | watch.events.BRANCH)

    def stop(self) -> None:
        if self._watch is not None:
            self._watch.set_events(self._watch.COVERAGE_ID, 0)
            self._watch.free_tool_id(self._watch.COVERAGE_ID)

    def _line(self, code: Any, _line: int) -> Any:
        self.new += code.co_filename.startswith(OURS)
        return self._watch.DISABLE

    def _turn(self, code: Any, start: int, to: int) -> Any:
        if not code.co_filename.startswith(OURS):
            return self._watch.DISABLE
        turn = (code, start, to)
        if turn not in self._turns:
            self._turns.add(turn)
            self.new += 1
        return None


def fuzz(
    name: str, seconds: float, *, seed: int, most: int = 10**9, current: Path | None = None
) -> Iterator[Tried]:
    """Break documents of a parser for so long, and yield what was found, about twice a second.

    `current` is where each document is laid before it is tried: what ends the process is there.
    """
    parser = PARSERS[name]
    rng = random.Random(seed)
    pool = list(parser.seeds)
    found = Tried(name)
    seen = _Seen()
    seen.start()
    try:
        for one in pool:
            _one(parser, one, found, current)
        ends, told = time.monotonic() + seconds, 0.0
        while found.runs < most and time.monotonic() < ends:
            # What was found last is broken further more often than what was there before.
            parent = int(len(pool) * (1.0 - rng.random() ** 2))
            number = rng.getrandbits(48)
            data = mutated(pool[parent], parser.seeds, number)
            before = seen.new
            _one(parser, data, found, current)
            if seen.new > before:
                found.kept.append(Kept(name, parent, number))
                pool.append(data)
            found.reached = seen.new
            if time.monotonic() - told > 0.5:
                told = time.monotonic()
                yield found
    finally:
        seen.stop()
    found.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    yield found


def worked(name: str, seconds: float, seed: int, current: Path, pipe: Connection) -> None:
    """Do what `fuzz` does in a process of its own, and send what was found.

    In this process nobody is asked: a document that has a name looked up or a host connected to is
    a fault.
    """
    sys.addaudithook(_silent)
    for found in fuzz(name, seconds, seed=seed, current=current):
        pipe.send(found)


def _silent(event: str, _given: object) -> None:
    if event in ASKS:
        raise _AskedError(event)


def _one(parser: Parser, data: bytes, found: Tried, current: Path | None) -> None:
    if current is not None:
        current.write_bytes(data)
    began = time.process_time()
    try:
        with _within(HANG, STUCK):
            fault = tried(parser, data)
    except _Hung:
        fault = f"it hangs: more than {HANG} seconds of a processor, or {STUCK} in all."
    except _AskedError as asked:
        fault = f"it asks the network ({asked})."
    found.runs += 1
    found.slowest = max(found.slowest, time.process_time() - began)
    if fault is not None and len(found.faults) < 50:
        found.faults.append((fault, data))


@contextmanager
def _within(busy: float, stuck: float) -> Iterator[None]:
    """Ring after so many seconds of a processor, and after so many in all."""

    def rung(_signal: int, _frame: object) -> None:
        raise _Hung

    clocks = (
        (signal.SIGPROF, signal.ITIMER_PROF, busy),
        (signal.SIGALRM, signal.ITIMER_REAL, stuck),
    )
    before = [signal.signal(number, rung) for number, _, _ in clocks]
    for _, timer, seconds in clocks:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(clocks, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)
