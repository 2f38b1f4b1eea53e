"""Adding reports: capture, gate, segment and read, so that nothing is read twice."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from tocsin.collect import Captured, gather
from tocsin.desk.place import Desk
from tocsin.desk.reading import BATCH, Alone, Readers, Reads, Waiting
from tocsin.desk.tracing import bring_up
from tocsin.desk.unread import stood_for, unread_because
from tocsin.errors import BadArgument, CollectError, Erased, TocsinError
from tocsin.ledger import Ledger
from tocsin.nouns import Capture, Report, Translation
from tocsin.read import Reader
from tocsin.weigh import lexicon_of

__all__ = ["BATCH", "Added", "add", "read_waiting", "take_in"]

MANY = 300
"""Reports read, or new ones, of one call after which the model is let go: loading it anew takes a
small part of the time that so many took."""


@dataclass(slots=True)
class Added:
    """What one call of `add` did; `faults` holds why reports were refused or not read."""

    new: int = 0
    known: int = 0
    read: int = 0
    skipped: int = 0
    unread: int = 0
    undated: int = 0
    refused: int = 0
    faults: list[TocsinError] = field(default_factory=list)


def add(
    desk: Desk,
    paths: Iterable[Path],
    *,
    now: datetime,
    feed: str = "files",
    translation: Translation | None = None,
    progress: Callable[[str, int], None] | None = None,
    jobs: int = 1,
) -> Added:
    """Take all reports under `paths` into the desk's ledger and read what is new.

    A file that cannot be captured becomes a fault in the result and in the ledger; the others go
    on. `translation` says of the one file named that it is a translation, over what it says itself.
    `progress` is called with a stage's name and how many reports were done. With `jobs` so many
    processes read (0: one a core), which changes nothing in what is entered. Raises `BadArgument`
    where a translation is not one file.
    """
    told = progress or _silent
    added = Added()
    paths = list(paths)
    if translation is not None and (len(paths) != 1 or paths[0].is_dir()):
        raise BadArgument(
            "one file is the translation of one other.",
            hint="Name one file; for a folder, its manifest.csv has a column translation_of.",
        )
    unread: list[tuple[Report, TocsinError]] = []
    with desk.ledger() as ledger:
        watches = desk.record_watches(ledger, now=now, faults=added.faults)
        version = Reader.current_version(desk.weights)  # weights that are unfit stop it here
        with readers_of(jobs, partial(Reader.load, desk.weights)) as readers:
            waiting = Waiting(ledger, lexicon_of(watches), version, readers, now=now)
            for batch in _batches(gather(paths, feed=feed)):
                captured: list[Report] = []
                with ledger.writing():
                    for one in batch:
                        told_of, before = _declared(one, translation), added.new
                        fault = take_in(ledger, told_of, added, feed=feed, now=now)
                        if fault is not None:
                            report, reason = fault
                            # Without its text: whatever a desk cannot read, memory does not
                            # grow by.
                            unread.append((replace(report, text="", layout=()), reason))
                        elif added.new > before and isinstance(told_of, Captured):
                            captured.append(told_of.report)
                if readers.has_room:
                    waiting.read_early(captured)
                told("capture", len(batch))
            waiting.enter(added, told)
        _unload_after(added)
        bring_up(desk, ledger, progress=told)
        if unread:
            stands = stood_for((), ledger.translations(), ledger)
            added.faults.extend(fault for report, fault in unread if not stands(report))
    return added


def read_waiting(
    desk: Desk,
    *,
    now: datetime,
    progress: Callable[[str, int], None] | None = None,
    jobs: int = 1,
) -> Added:
    """Read what waits: skipped reports that a new watch's words match, or a newer reader's work.

    `jobs` are the processes that read, as in `add`.
    """
    added = Added()
    with desk.ledger() as ledger:
        watches = desk.record_watches(ledger, now=now, faults=added.faults)
        version = Reader.current_version(desk.weights)
        with readers_of(jobs, partial(Reader.load, desk.weights)) as readers:
            waiting = Waiting(ledger, lexicon_of(watches), version, readers, now=now)
            waiting.enter(added, progress or _silent)
        _unload_after(added)
        bring_up(desk, ledger, progress=progress)
    return added


@contextmanager
def readers_of(jobs: int, load: Callable[[], Reads]) -> Iterator[Readers]:
    """Give who reads with what `load` gives: this process, or several for more than one job.

    Raises `BadArgument` for less than none.
    """
    if jobs < 0:
        raise BadArgument(f"{jobs} processes cannot read.", hint="0 is one a core.", at="--jobs")
    if (jobs or _cores()) == 1:
        alone = Alone(load)
        yield alone
        alone.close()
        return
    from tocsin.desk.workers import Workers  # one process needs nothing of it

    with Workers(jobs or _cores(), load) as workers:
        yield workers


def _cores() -> int:
    """The cores that this process may use, which may be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _unload_after(added: Added) -> None:
    """Let go of the model before tracing, whose caches then fill what the model held.

    What is held at most is that way the model's, however many reports come: also where they are
    copies on other sites, of which one is read. After few, loading it again for the next call would
    take longer than they took, and their tracing holds little.
    """
    if max(added.read, added.new) >= MANY:
        Reader.unload()
        gc.collect()  # a pipeline and its parts hold each other


def _silent(_stage: str, _count: int) -> None:
    pass


def _batches(items: Iterator[Captured | CollectError]) -> Iterator[list[Captured | CollectError]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def _declared(
    one: Captured | CollectError, translation: Translation | None
) -> Captured | CollectError:
    if translation is None or isinstance(one, CollectError):
        return one
    return replace(one, report=replace(one.report, translation=translation))


def take_in(
    ledger: Ledger, one: Captured | CollectError, added: Added, *, feed: str, now: datetime
) -> tuple[Report, TocsinError] | None:
    """Record one; return it with the reason where it is not read."""
    if isinstance(one, CollectError):
        # Where it was raised holds the bytes that were refused: those of all files, in the end.
        one.__traceback__ = one.__context__ = one.__cause__ = None
        ledger.add_refusal(one, now)
        added.refused += 1
        added.faults.append(one)
        return None
    fault = one.fault or unread_because(one.report)
    try:
        new = ledger.add_report(one.report, one.data, Capture(feed, one.report.file, now))
    except Erased as gone:
        gone.file = one.report.file
        ledger.add_refusal(gone, now)
        added.refused += 1
        added.faults.append(gone)
        return None
    if new:
        added.new += 1
        added.undated += one.report.published is None
        added.unread += fault is not None
    else:
        added.known += 1
    return None if fault is None else (one.report, fault)
