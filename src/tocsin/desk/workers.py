"""Workers: processes beside this one that read reports for it, and are replaced when they end."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from tocsin.desk.nursery import nurse, serve
from tocsin.desk.reading import Found, Reads, Ticket
from tocsin.errors import ReaderFailed
from tocsin.nouns import Report

__all__ = ["Workers"]

PARTING = sys.platform == "linux"
"""Whether a process that holds the model can be parted into several that share it."""

BATCH = 8_000
"""Characters that are sent to a process together, and of which it has twice as many at most."""

WAITING = 400_000
"""Characters that may wait to be sent or read; more only take memory."""

PARKED = 64_000_000
"""Bytes of readings that may be held until their turn comes."""

TRIES = 2
"""Processes that may end on the same text before it is given up: the first may have been killed
for something else."""

STARTS = 3
"""Processes that may end before they read anything, one after the other."""

ENDING = 0.5
"""Seconds that a process has for ending by itself: it may still be loading the model."""

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Settings by which libraries are told how many threads to use."""

_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class _Unit:
    """Reports of one text, and how many processes have ended on it."""

    number: int
    reports: Sequence[Report]
    characters: int
    ended: int = 0


@dataclass(slots=True)
class _Hand:
    """A process that reads, the line to it, and what it has been sent and not answered."""

    line: Connection
    process: SpawnProcess | None
    units: deque[_Unit] = field(default_factory=deque)
    there: bool = False

    @property
    def characters(self) -> int:
        return sum(unit.characters for unit in self.units)


class Workers:
    """So many processes that read; none is started before there is something to read.

    They get reports and give statements, and know nothing of a desk or its ledger. Answers are
    kept until they are asked for, so that they can be taken in any order. A text on which two
    processes end is answered with a fault, and the others go on.
    """

    def __init__(self, jobs: int, load: Callable[[], Reads]) -> None:
        self._jobs = jobs
        self._load = load
        self._hands: list[_Hand] = []
        self._nursery: tuple[Connection, SpawnProcess] | None = None
        self._waiting: deque[_Unit] = deque()
        self._answers: dict[Ticket, bytes | ReaderFailed] = {}
        self._numbers = 0
        self._starts = 0
        self._open = 0
        self._parked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def has_room(self) -> bool:
        """Whether more can be taken before anything is asked for."""
        return self._open < WAITING and self._parked < PARKED

    def submit(self, reports: Sequence[Report]) -> list[Ticket]:
        """Take reports of one text to be read; return a ticket for each."""
        self._numbers += 1
        characters = len(reports[0].text) * len(reports)
        self._waiting.append(_Unit(self._numbers, reports, characters))
        self._open += characters
        self._go_on(0)
        return [(self._numbers, at) for at in range(len(reports))]

    def ready(self, tickets: Iterable[Ticket]) -> bool:
        """Say whether all these can be had without waiting."""
        self._go_on(0)
        return all(ticket in self._answers for ticket in tickets)

    def wait(self, tickets: Iterable[Ticket]) -> None:
        """Wait for all these. Raises what kept the model from being loaded, `ReaderFailed`."""
        for ticket in tickets:
            while ticket not in self._answers:
                self._go_on(None)

    def result(self, ticket: Ticket) -> Found:
        """Return what was read, once. Raises as `wait` does."""
        self.wait([ticket])
        answer = self._answers.pop(ticket)
        if isinstance(answer, ReaderFailed):
            return (), (), answer
        self._parked -= len(answer)
        found = pickle.loads(answer)  # noqa: S301  from a process of our own, by a line of our own
        if isinstance(found, Exception):
            raise found
        segments, statements, fault = found
        return segments, statements, fault

    def close(self) -> None:
        """End all processes, whatever they do."""
        for hand in self._hands:
            hand.line.close()
        ended = [hand.process for hand in self._hands if hand.process is not None]
        if self._nursery is not None:
            self._nursery[0].close()
            ended.append(self._nursery[1])
        for process in ended:
            process.join(ENDING)
            if process.exitcode is None:
                process.terminate()
                process.join()
        self._hands, self._nursery = [], None

    def _go_on(self, seconds: float | None) -> None:
        """Take answers, and send what waits; wait so long for an answer, None for any time."""
        while self._waiting and len(self._hands) < self._jobs:
            self._hands.append(self._hand())
        lines = [hand.line for hand in self._hands]
        if self._nursery is not None:
            lines.append(self._nursery[0])
        ready = wait(lines, seconds)
        if self._nursery is not None and self._nursery[0] in ready:
            self._hear_nursery(*self._nursery)
        for hand in [one for one in self._hands if one.line in ready]:
            self._hear(hand)
        for hand in self._hands:
            self._feed(hand)

    def _hear_nursery(self, control: Connection, process: SpawnProcess) -> None:
        try:
            fault = control.recv()
        except (EOFError, OSError):
            # Whoever needs another process starts it anew.
            control.close()
            process.join()
            self._nursery = None
            return
        if fault is not None:
            raise fault

    def _hear(self, hand: _Hand) -> None:
        try:
            while hand.line.poll():
                self._take(hand, hand.line.recv_bytes())
        except (EOFError, OSError):
            self._replace(hand)

    def _take(self, hand: _Hand, told: bytes) -> None:
        if not told:
            hand.there, self._starts = True, 0
            return
        number, found, fault = pickle.loads(told)  # noqa: S301  as above
        unit = hand.units.popleft()
        self._open -= unit.characters
        for at in range(len(unit.reports)):
            answer = fault if found is None else found[at]
            self._answers[number, at] = answer
            self._parked += len(answer)

    def _feed(self, hand: _Hand) -> None:
        """Send so much that the process need not wait, and the others get theirs."""
        if not hand.there or hand.characters >= BATCH:
            return
        held, units = hand.characters, list[_Unit]()
        while self._waiting and held < 2 * BATCH:
            units.append(self._waiting.popleft())
            held += units[-1].characters
        if units:
            hand.units.extend(units)
            with suppress(OSError):  # it has ended: its line tells so, too
                hand.line.send([(unit.number, unit.reports) for unit in units])

    def _replace(self, hand: _Hand) -> None:
        """Put a process in the place of one that has ended, and send what it had again."""
        hand.line.close()
        if hand.process is not None:
            hand.process.join()
        self._hands.remove(hand)
        if not hand.there:
            self._starts += 1
            if self._starts >= STARTS:
                raise ReaderFailed(
                    "the processes that read end before they begin.",
                    hint="Perhaps memory is short: try fewer, or --jobs 1.",
                )
        if hand.units:
            # Answers come in order: the first without one is what it read when it ended.
            hand.units[0].ended += 1
            if hand.units[0].ended >= TRIES:
                self._give_up(hand.units.popleft())
            self._waiting.extendleft(reversed(hand.units))

    def _give_up(self, unit: _Unit) -> None:
        self._open -= unit.characters
        for at, report in enumerate(unit.reports):
            self._answers[unit.number, at] = ReaderFailed(
                "the process that read it ended, and so did a second one. Kept, not read.",
                hint="Please report this with the file; the others were read.",
                file=report.file,
            )

    def _hand(self) -> _Hand:
        ours, theirs = _CONTEXT.Pipe()
        if not PARTING:
            process = _started(serve, theirs, self._load)
            theirs.close()
            return _Hand(ours, process)
        from multiprocessing.reduction import send_handle

        if self._nursery is None:
            control, far = _CONTEXT.Pipe()
            self._nursery = control, _started(nurse, far, self._load)
            far.close()
        control, nursery = self._nursery
        with suppress(OSError):  # it has ended: the line tells so, too
            send_handle(control, theirs.fileno(), nursery.pid)
        theirs.close()
        return _Hand(ours, None)


def _started(
    work: Callable[[Connection, Callable[[], Reads]], None],
    line: Connection,
    load: Callable[[], Reads],
) -> SpawnProcess:
    process = _CONTEXT.Process(target=work, args=(line, load), daemon=True)
    with _uninterrupted(), _one_thread():
        process.start()
    return process


@contextmanager
def _one_thread() -> Iterator[None]:
    """What is started meanwhile does its sums on one thread: more processes than cores are slow."""
    added = [name for name in THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started meanwhile never hears an interrupt: a terminal sends it to all at once.

    It is for the process that was called to end the others.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
