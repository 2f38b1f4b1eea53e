"""Keeping: what pages were made from, until the ledger or a file of the desk is another."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

from tocsin.desk import Desk, Situation, case_of, situation_of, utc_now
from tocsin.desk.place import REGISTER, WATCHES, YARDSTICKS
from tocsin.errors import TocsinError
from tocsin.ledger import Ledger
from tocsin.nouns import cut_of
from tocsin.publish import Case
from tocsin.web.asking import LOOKED_BACK
from tocsin.web.history import History, history_of

__all__ = ["Keeper", "Kept"]

Made = TypeVar("Made")
MOST = 64
"""So many situations, cases and histories are kept; the one that was asked for longest ago goes."""


class Kept:
    """Values by key, each made once: who asks for one that is being made waits for it.

    What fails is not kept: the next who asks tries again.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._made: OrderedDict[Hashable, Future[Any]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` gave for the key."""
        with self._lock:
            found = self._made.get(key)
            mine = found is None
            if found is None:
                found = self._made[key] = Future()
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        if mine:
            try:
                found.set_result(make())
            except BaseException as fault:  # noqa: BLE001  whoever waits has to hear of any
                with self._lock:
                    if self._made.get(key) is found:
                        del self._made[key]
                found.set_exception(fault)
        return cast("Made", found.result())


class Keeper:
    """A desk as it is now, and what was made of it.

    A key holds the numbers of the newest row of every table of the ledger: whatever is entered, by
    whomever, the next page is made anew. Edited files of the desk are taken in when they are seen.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = utc_now) -> None:
        self._path = path
        self._clock = clock
        self._lock = Lock()
        self._kept = Kept()
        self._files: tuple[tuple[str, int, int], ...] | None = None
        self._desk = Desk.open(path)
        self._faults: tuple[TocsinError, ...] = ()

    @property
    def now(self) -> datetime:
        """The present time."""
        return self._clock()

    @property
    def faults(self) -> tuple[TocsinError, ...]:
        """What is wrong with the desk's watch files; what the ledger last had of them stands."""
        return self._faults

    @contextmanager
    def reading(self) -> Iterator[tuple[Desk, Ledger]]:
        """Give the desk as it is now, and its ledger to be read by this thread alone."""
        desk = self._fresh()
        with desk.ledger(read_only=True) as ledger:
            yield desk, ledger

    def situation(
        self, desk: Desk, ledger: Ledger, watch: str, *, as_of: datetime, known_at: datetime
    ) -> Situation:
        """Return the situation of a watch, made at most once for a state of the ledger.

        How steady it was is looked up in the watch's history, which every day has in common.
        """

        def made() -> Situation:
            history = self.history(desk, ledger, watch, known_at=known_at)

            def moved(cut: datetime) -> float:
                return history.moved(cut)

            # After the last day of the window other reports come, as of which nothing is kept.
            known = as_of <= history.days[-1].day.as_of
            return situation_of(
                *(desk, ledger, watch),
                as_of=as_of,
                known_at=known_at,
                moved=moved if known else None,
            )

        return self._kept.get(("situation", watch, as_of, known_at, *self._state(ledger)), made)

    def case(self, desk: Desk, ledger: Ledger, now: Situation, *, since: datetime) -> Case:
        """Return what a page of the watch is written from, with the change since a cut."""
        made = now.estimate
        return self._kept.get(
            ("case", now.watch.id, made.as_of, made.known_at, since, *self._state(ledger)),
            lambda: case_of(desk, ledger, now, since=since),
        )

    def history(self, desk: Desk, ledger: Ledger, watch: str, *, known_at: datetime) -> History:
        """Return the estimates of a watch on every day of its window, as known at a time."""
        return self._kept.get(
            ("history", watch, known_at, *self._state(ledger)),
            lambda: history_of(desk, ledger, watch, known_at=known_at),
        )

    def get(self, ledger: Ledger, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return anything else that was made of this state of the ledger."""
        return self._kept.get((key, *self._state(ledger)), make)

    def warm(self) -> None:
        """Make what the first pages need: each watch's history, and its case as of today.

        What cannot be made is left to the page, which tells why.
        """
        cut = cut_of(self.now.date().isoformat())
        with self.reading() as (desk, ledger):
            for revision in ledger.watches(known_at=cut):
                with suppress(TocsinError):
                    now = self.situation(desk, ledger, revision.id, as_of=cut, known_at=cut)
                    self.case(desk, ledger, now, since=cut - LOOKED_BACK)

    def _state(self, ledger: Ledger) -> tuple[Hashable, ...]:
        return ledger.numbers(), self._files

    def _fresh(self) -> Desk:
        """Return the desk, opened anew and with its edits taken in where a file has changed."""
        files = _files_of(self._path)
        with self._lock:
            if files != self._files:
                desk = Desk.open(self._path)
                self._faults = tuple(desk.take_edits(now=self.now))
                self._desk, self._files = desk, files
            return self._desk


def _files_of(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Return name, time of change and size of every file that a person may edit on a desk."""
    found = [*(path / WATCHES).glob("*.yaml"), path / REGISTER, path / YARDSTICKS]
    return tuple(
        (file.name, told.st_mtime_ns, told.st_size)
        for file in sorted(found)
        if file.is_file()
        for told in (file.stat(),)
    )
