"""Keeping: what pages were made from, until the ledger or a file of the desk is another."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock, RLock, Thread
from time import time_ns
from typing import Any, TypeVar, cast, overload
from urllib.parse import quote

from tocsin.desk import Desk, Situation, Stock, Weighing, case_of, situation_of, utc_now
from tocsin.desk.place import REGISTER, WATCHES, YARDSTICKS
from tocsin.desk.tracing import bring_up, is_behind
from tocsin.errors import LedgerError, TocsinError
from tocsin.ledger import Ledger, Stamp, stamp_of
from tocsin.publish import Case
from tocsin.web.history import History, history_of
from tocsin.web.shelving import code_mark

__all__ = ["Keeper", "Kept"]

Made = TypeVar("Made")
MANY = 3_000
"""Reports that were read, up to which a page waits for the history of its watch."""

DRAWN = 20_000
"""Reports up to which the history of a watch is made without being asked for by itself: each day
that brought something is traced anew, which takes the time of all reports.
"""

SETTLED = 50_000_000
"""Nanoseconds after which a file that is written to again has another time."""

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

    def has(self, key: Hashable) -> bool:
        """Say whether the value of a key is made: who asks for it does not wait."""
        with self._lock:
            found = self._made.get(key)
        return found is not None and found.done()

    def leave(self, wanted: Callable[[Any], bool]) -> None:
        """Let go of all that is made but what is wanted, by its key."""
        with self._lock:
            for key in [key for key, made in self._made.items() if made.done() and not wanted(key)]:
                del self._made[key]

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
        self._marked: tuple[Stamp, tuple[tuple[str, int, int], ...], str] | None = None
        self._faults: tuple[TocsinError, ...] = ()
        self._weighs = RLock()
        self._indexes = Lock()
        self._stock: Stock | None = None
        self._aside: set[tuple[Hashable, ...]] = set()
        self._grown = 0
        self._newest: tuple[tuple[int, ...], tuple[tuple[str, int, int], ...] | None] | None = None

    @property
    def now(self) -> datetime:
        """The present time."""
        return self._clock()

    def mark(self) -> str:
        """Return what differs as soon as anything is that a page is made from.

        It is asked for with every request: the ledger is opened only where its files were written
        to, or no file tells. What was written in the moment of a look may bear the time of that
        look, so it is not relied on until a while has passed.
        """
        files, ledger = _files_of(self._path), stamp_of(self._path)
        with self._lock:
            if ledger is None or self._marked is None or self._marked[:2] != (ledger, files):
                with Ledger.open(self._path, read_only=True) as opened:
                    told = repr((opened.numbers(), files, code_mark(), self._grown))
                mark = sha256(told.encode()).hexdigest()[:32]
                newest = max((when for when, _ in ledger or ()), default=0)
                if ledger is None or time_ns() - newest < SETTLED:
                    return mark
                self._marked = ledger, files, mark
            return self._marked[2]

    @property
    def grown(self) -> int:
        """How often something was made aside that pages had stood without."""
        return self._grown

    def heard(self, grown: int) -> None:
        """Take over how often another process made something aside for these pages."""
        with self._lock:
            self._grown = grown
            self._marked = None

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
            self._bring_up(desk, ledger)
            history = self.history(desk, ledger, watch, known_at=known_at, now=False)
            weighing = self._weighing(desk, ledger, watch, known_at=known_at)
            # After the last day of the window other reports come, as of which nothing is kept.
            known = history is not None and as_of <= history.days[-1].day.as_of
            with self._alone():
                return situation_of(
                    *(desk, ledger, watch),
                    as_of=as_of,
                    known_at=known_at,
                    moved=history.moved if history is not None and known else None,
                    weighing=weighing,
                )

        return self._kept.get(("situation", watch, as_of, known_at, *self._state(ledger)), made)

    def glance(
        self,
        desk: Desk,
        ledger: Ledger,
        watch: str,
        *,
        as_of: datetime,
        known_at: datetime,
        entered: datetime | None = None,
    ) -> Situation:
        """Return the situation of a watch without how steady it was, which spares most work.

        With `entered`, as if people had entered nothing from then on.
        """
        self._bring_up(desk, ledger)
        with self._alone():
            stock = self._stocked(desk, known_at=known_at)
            weighing = Weighing(
                *(desk, ledger, watch), known_at=known_at, stock=stock, entered=entered
            )
            return situation_of(
                *(desk, ledger, watch),
                as_of=as_of,
                known_at=known_at,
                with_history=False,
                weighing=weighing,
            )

    def case(self, desk: Desk, ledger: Ledger, now: Situation, *, since: datetime) -> Case:
        """Return what a page of the watch is written from, with the change since a cut."""
        made = now.estimate

        def written() -> Case:
            with self._alone():
                stock = self._stocked(desk, known_at=made.known_at)
                return case_of(desk, ledger, now, since=since, stock=stock)

        return self._kept.get(
            ("case", now.watch.id, made.as_of, made.known_at, since, *self._state(ledger)), written
        )

    @overload
    def history(self, desk: Desk, ledger: Ledger, watch: str, *, known_at: datetime) -> History: ...

    @overload
    def history(
        self, desk: Desk, ledger: Ledger, watch: str, *, known_at: datetime, now: bool
    ) -> History | None: ...

    def history(
        self, desk: Desk, ledger: Ledger, watch: str, *, known_at: datetime, now: bool = True
    ) -> History | None:
        """Return the estimates of a watch on every day of its window, as known at a time.

        Without `now`, None on a desk of very many reports until it was made aside, at which the
        mark of the desk changes.
        """
        key = ("history", watch, known_at, *self._state(ledger))
        few = ledger.heads()[1] <= MANY

        def made() -> History:
            if not few:
                return history_of(desk, ledger, watch, known_at=known_at)
            stock = self._stocked(desk, known_at=known_at)
            with self._alone():
                return history_of(desk, ledger, watch, known_at=known_at, stock=stock)

        if now or few or self._kept.has(key):
            return self._kept.get(key, made)
        if not self.draws(ledger):
            return None
        with self._lock:
            if key in self._aside:
                return None
            self._aside = {one for one in self._aside if one[1] != watch} | {key}
        Thread(target=self._make_aside, args=(key, watch, known_at), daemon=True).start()
        return None

    def draws(self, ledger: Ledger) -> bool:
        """Say whether pages come to have the history of a watch, if it is not there yet."""
        return ledger.heads()[1] <= DRAWN

    def _bring_up(self, desk: Desk, ledger: Ledger) -> None:
        """Bring the index of a large desk up to date: out of it, tracing compares nothing anew.

        On a desk that cannot be written to it stays as it is, which only takes longer.
        """
        with self._indexes:
            if ledger.heads()[1] > MANY and is_behind(desk, ledger):
                with suppress(LedgerError), desk.ledger() as writing:
                    bring_up(desk, writing)

    def _make_aside(self, key: tuple[Hashable, ...], watch: str, known_at: datetime) -> None:
        with suppress(TocsinError), self.reading() as (desk, ledger):
            self._kept.get(key, lambda: history_of(desk, ledger, watch, known_at=known_at))
        with self._lock:
            self._grown += 1
            self._marked = None

    def _weighing(self, desk: Desk, ledger: Ledger, watch: str, *, known_at: datetime) -> Weighing:
        stock = self._stocked(desk, known_at=known_at)
        return Weighing(desk, ledger, watch, known_at=known_at, stock=stock)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Weigh alone, and let go at the end of what only the days of one run have in common."""
        with self._weighs:
            yield
            if self._stock is not None:
                self._stock.workings.rest()

    def _stocked(self, desk: Desk, *, known_at: datetime) -> Stock | None:
        """Return what was worked out before, for whoever asks what is known now."""
        if known_at <= self.now:
            return None
        with self._lock:
            if self._stock is None or self._stock.register is not desk.register:
                self._stock = Stock(desk.register)
            return self._stock

    def get(self, ledger: Ledger, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return anything else that was made of this state of the ledger."""
        return self._kept.get((key, *self._state(ledger)), make)

    def addresses(self) -> tuple[str, ...]:
        """Return the pages that are made before anybody asks: as of today, of every watch."""
        with self.reading() as (_, ledger):
            names = [one.id for one in ledger.watches()]
        return ("/", *(f"/watch/{quote(name)}" for name in names))

    def _state(self, ledger: Ledger) -> tuple[Hashable, ...]:
        state = ledger.numbers(), self._files
        with self._lock:
            if state != self._newest and (self._newest is None or state[0] >= self._newest[0]):
                # What an older state had holds very many statements, and nobody asks for it again.
                self._newest = state
                self._kept.leave(lambda key: key[-2:] == state)
        return state

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
