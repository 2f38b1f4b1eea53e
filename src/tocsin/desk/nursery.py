"""Nursery: the far side of reading in other processes, which hold the model once between them."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from tocsin.desk.reading import Cut, Reads, read_each
from tocsin.nouns import Reading, Report

__all__ = ["Unit", "nurse", "serve"]

_REAP = 1.0
"""Seconds between two looks for children that have ended."""

Unit = tuple[int, Sequence[Report]]
"""A number, and reports of one text that are read one after the other."""


def nurse(control: Connection, load: Callable[[], Reads]) -> None:
    """Load the model once, then part into a reader for each line that comes down `control`.

    Parted processes share what is in memory as long as nobody writes there. Says first what kept
    it from loading, None where nothing did. Ends when `control` does.
    """
    from multiprocessing.reduction import recv_handle

    try:
        reader = load()
    except Exception as fault:  # noqa: BLE001  whoever asked for it is to be told
        control.send(fault)
        return
    control.send(None)
    gc.collect()
    gc.freeze()  # a collection would write into each object, and so copy all of them
    children: set[int] = set()
    try:
        while True:
            while not control.poll(_REAP):
                children -= {pid for pid in children if os.waitpid(pid, os.WNOHANG)[0]}
            handle = recv_handle(control)
            child = os.fork()
            if child == 0:
                try:
                    control.close()
                    _serve(Connection(handle), reader)
                finally:
                    os._exit(1)
            os.close(handle)
            children.add(child)
    except (EOFError, OSError):
        for child in children:  # they end by themselves, as their own lines do
            os.waitpid(child, 0)


def serve(line: Connection, load: Callable[[], Reads]) -> None:
    """Load the model and read what comes: where processes cannot part."""
    _serve(line, load())


def _serve(line: Connection, reader: Reads) -> None:
    """Answer each unit that comes down `line` with its number and a reading for each report.

    What comes is a sequence of units. An answer is (number, what each report gave, what kept them
    from being read), each pickled by itself: whoever asked need not unpack it before its turn.
    Says first that it is there.
    """
    waiting: SimpleQueue[Sequence[Unit]] = SimpleQueue()
    Thread(target=_listen, args=(line, waiting), daemon=True).start()
    line.send_bytes(b"")
    cut, known = Cut(), dict[str, Reading]()
    while True:
        for number, reports in waiting.get():
            told: tuple[int, list[bytes] | None, bytes | None]
            try:
                pairs = ((report, cut(report)) for report in reports)
                found = [
                    pickle.dumps((reading.segments, reading.statements, fault))
                    for reading, fault in read_each(reader, pairs, known=known)
                ]
                told = number, found, None
            except Exception as fault:  # noqa: BLE001  whoever asked for it is to be told
                told = number, None, pickle.dumps(fault)
            line.send_bytes(pickle.dumps(told))


def _listen(line: Connection, waiting: SimpleQueue[Sequence[Unit]]) -> None:
    """Take in all that comes at once, so that whoever sends it never has to wait.

    When the line ends nobody waits for an answer any more, and this process ends at once.
    """
    try:
        while True:
            waiting.put(line.recv())
    except (EOFError, OSError):
        os._exit(0)
