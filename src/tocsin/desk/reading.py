"""Reading: what waits on a desk is gated, cut and read in batches, and entered in one order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Protocol

from tocsin.desk.unread import unread_because
from tocsin.errors import ReaderFailed, TocsinError
from tocsin.ledger import Ledger
from tocsin.nouns import Lexicon, Reading, Report, Segment, SegmentKind, Skip, Span, Statement
from tocsin.read import Gate
from tocsin.read.copied import copied, same_to_read
from tocsin.segment import segment

__all__ = ["BATCH", "Alone", "Cut", "Found", "Readers", "Reads", "Ticket", "Waiting", "read_each"]

KNOWN = 64
"""Latest readings that are kept in case the next report has the same text."""

BATCH = 200
"""Reports in one transaction: acknowledged together, so that a kill loses none that was."""

AHEAD = 8
"""Batches that may be begun before the oldest of them is entered."""

Found = tuple[Sequence[Segment], Sequence[Statement], ReaderFailed | None]
"""How a report is cut, what is said in it, and the fault where the reader failed on it."""

Ticket = tuple[int, int]
"""By which a reading is asked for: the number of what was taken, and the place in it."""

_Key = tuple[object, ...]
_Read = Callable[[Report, tuple[Segment, ...]], tuple[Statement, ...]]


class Reads(Protocol):
    """What reads reports: the `Reader`, as far as a desk asks for it."""

    version: str

    def of_one_text(
        self,
    ) -> AbstractContextManager[Callable[[Report, Sequence[Segment]], tuple[Statement, ...]]]:
        """Give what reads reports of one text."""


class Readers(Protocol):
    """Whoever reads for a desk, in this process or in others."""

    @property
    def has_room(self) -> bool:
        """Whether more can be taken before anything is asked for."""

    def submit(self, reports: Sequence[Report]) -> list[Ticket]:
        """Take reports of one text to be read; return a ticket for each."""

    def ready(self, tickets: Iterable[Ticket], /) -> bool:
        """Say whether all these can be had without waiting."""

    def wait(self, tickets: Iterable[Ticket], /) -> None:
        """Wait for all these."""

    def result(self, ticket: Ticket) -> Found:
        """Return what was read, once."""


class Counts(Protocol):
    """What is counted: reports read, skipped and not read, and why."""

    read: int
    skipped: int
    unread: int
    faults: list[TocsinError]


class Alone:
    """Reads in this process, at the time when it is asked for what it read."""

    has_room = False

    def __init__(self, load: Callable[[], Reads]) -> None:
        self._load = load
        self._reader: Reads | None = None
        self._cut = Cut()
        self._known: dict[str, Reading] = {}
        self._waiting: dict[int, Sequence[Report]] = {}
        self._found: dict[Ticket, Found] = {}
        self._numbers = 0

    def submit(self, reports: Sequence[Report]) -> list[Ticket]:
        """Take reports of one text to be read; return a ticket for each."""
        self._numbers += 1
        self._waiting[self._numbers] = reports
        return [(self._numbers, at) for at in range(len(reports))]

    def ready(self, _tickets: Iterable[Ticket]) -> bool:
        """Say that there is nobody to wait for."""
        return True

    def wait(self, _tickets: Iterable[Ticket]) -> None:
        """Wait for nobody."""

    def result(self, ticket: Ticket) -> Found:
        """Return what was read, once; the reports that were taken together are read together."""
        if (reports := self._waiting.pop(ticket[0], None)) is not None:
            # The model takes seconds to load: only when a report really is to be read.
            self._reader = self._reader or self._load()
            pairs = ((report, self._cut(report)) for report in reports)
            for at, (reading, fault) in enumerate(
                read_each(self._reader, pairs, known=self._known)
            ):
                self._found[ticket[0], at] = reading.segments, reading.statements, fault
        return self._found.pop(ticket)

    def close(self) -> None:
        """Hold the reader no longer: it has the model."""
        self._reader = None


@dataclass(frozen=True, slots=True)
class _Begun:
    """A batch whose readings are awaited: what needs no reader, and the tickets of the rest."""

    reports: int
    entries: Sequence[Reading | Skip]
    awaited: Sequence[tuple[Report, Ticket]]
    keys: frozenset[_Key]


class Waiting:
    """Reads what waits on a desk, and enters it in the order in which one process would.

    Which reports are a batch, and how those of a batch follow each other, hangs on the ledger and
    the gate alone; whoever reads may give its answers in any order.
    """

    def __init__(
        self, ledger: Ledger, lexicon: Lexicon, version: str, readers: Readers, *, now: datetime
    ) -> None:
        self._ledger = ledger
        self._lexicon = lexicon
        self._version = version
        self._readers = readers
        self._now = now
        self._gate = Gate(lexicon)
        self._cut = Cut()
        self._early: dict[_Key, Ticket] = {}

    def read_early(self, reports: Iterable[Report]) -> None:
        """Have reports read before their turn, as far as there is room; nothing is entered."""
        passed = {
            _early_key(report): report
            for report in reports
            if unread_because(report) is None and self._lets(report)
        }
        for alike in _alike(passed.values()):
            if not self._readers.has_room:
                return
            for report, ticket in zip(alike, self._readers.submit(alike), strict=True):
                self._early[_early_key(report)] = ticket

    def enter(self, counts: Counts, told: Callable[[str, int], None]) -> None:
        """Read all that waits, enter it, and count it."""
        begun: deque[_Begun] = deque()
        # Of a text in the same context one report is read: those of the batches before are not in
        # the ledger yet where they were begun ahead, and are passed over as if they were.
        recent: deque[frozenset[_Key]] = deque(maxlen=AHEAD + 1)
        # One walk over what is unread, however many batches: asking anew for each would cost the
        # square of the desk's size.
        unread = self._ledger.unread(self._version, lexicon=self._lexicon.version)
        fresh = (one for one in unread if not any(_key(one) in keys for keys in recent))
        while batch := list(islice(fresh, BATCH)):
            begun.append(self._begin(batch))
            recent.append(begun[-1].keys)
            while begun and (
                len(begun) >= AHEAD
                or not self._readers.has_room
                or self._readers.ready(ticket for _, ticket in begun[0].awaited)
            ):
                self._finish(begun.popleft(), counts, told)
        while begun:
            self._finish(begun.popleft(), counts, told)

    def _lets(self, report: Report) -> bool:
        return self._gate.lets(report.text, report.author, report.publisher)

    def _begin(self, batch: Sequence[Report]) -> _Begun:
        entries: list[Reading | Skip] = []
        keys: set[_Key] = set()
        # Copies of one text by one writer share a reading: in a batch the first is read for all.
        passed: dict[_Key, Report] = {}
        for report in batch:
            if unread_because(report) is not None:
                entries.append(Reading(report, self._cut(report), (), self._version))
                keys.add(_key(report))
            elif self._lets(report):
                passed.setdefault(_key(report), report)
            else:
                entries.append(Skip(report.id, self._lexicon.version, self._now))
        awaited: list[tuple[Report, Ticket]] = []
        for alike in _alike(passed.values()):
            late = [report for report in alike if _early_key(report) not in self._early]
            tickets = iter(self._readers.submit(late) if late else ())
            for report in alike:
                early = self._early.pop(_early_key(report), None)
                awaited.append((report, early or next(tickets)))
        return _Begun(len(batch), entries, awaited, frozenset(keys | passed.keys()))

    def _finish(self, begun: _Begun, counts: Counts, told: Callable[[str, int], None]) -> None:
        with self._ledger.writing():
            for entry in begun.entries:
                if isinstance(entry, Skip):
                    self._ledger.add_skip(entry)
                    counts.skipped += 1
                else:
                    self._ledger.add_reading(entry, self._now)
        if begun.awaited:
            # Nobody else can write while a transaction is open: what others do is waited for first.
            self._readers.wait(ticket for _, ticket in begun.awaited)
            with self._ledger.writing():
                for report, ticket in begun.awaited:
                    self._take(report, self._readers.result(ticket), counts)
        told("read", begun.reports)

    def _take(self, report: Report, found: Found, counts: Counts) -> None:
        segments, statements, fault = found
        self._ledger.add_reading(Reading(report, segments, statements, self._version), self._now)
        if fault is None:
            counts.read += 1
        else:
            counts.unread += 1
            counts.faults.append(fault)
            self._ledger.add_refusal(fault, self._now)


def _key(report: Report) -> _Key:
    """That by which reports share a reading."""
    return (
        report.text_sha256,
        report.published,
        report.publisher,
        report.author,
        tuple(_laid(report.layout)),
    )


def _early_key(report: Report) -> _Key:
    """That by which what was read early is found again: a statement names its own report."""
    return (report.id, *_key(report))


def _alike(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Yield those of equal texts together: one is parsed once for all of them."""
    ordered = sorted(reports, key=lambda one: one.text_sha256)
    for _, alike in groupby(ordered, key=lambda one: one.text_sha256):
        yield list(alike)


class Cut:
    """What `segment` gives, worked out once for latest texts that come again and again."""

    def __init__(self) -> None:
        self._recent: dict[tuple[object, ...], tuple[Segment, ...]] = {}

    def __call__(self, report: Report) -> tuple[Segment, ...]:
        """Return the segments of a report."""
        key = report.text_sha256, report.title, tuple(_laid(report.layout))
        found = self._recent.pop(key, None)
        if found is None:
            found = segment(report)
        self._recent[key] = found
        while len(self._recent) > KNOWN:
            del self._recent[next(iter(self._recent))]
        return tuple(Segment(report.id, one.span, one.kind) for one in found)


def read_each(
    reader: Reads,
    pairs: Iterable[tuple[Report, tuple[Segment, ...]]],
    *,
    known: dict[str, Reading] | None = None,
) -> Iterator[tuple[Reading, ReaderFailed | None]]:
    """Yield each report as read; one on which the reader fails has no statements, and a fault.

    `known` keeps the latest readings by their text, at most `KNOWN` of them: the same text under
    another masthead is not read again. One that comes of another day is read for that day, and
    parsed once for all that come one after the other.
    """
    recent = {} if known is None else known
    for _, alike in groupby(pairs, key=lambda pair: pair[0].text_sha256):
        with reader.of_one_text() as read:
            found = list(_read_alike(read, alike, recent, reader.version))
        yield from found


def _read_alike(
    read: _Read,
    pairs: Iterable[tuple[Report, tuple[Segment, ...]]],
    recent: dict[str, Reading],
    version: str,
) -> Iterator[tuple[Reading, ReaderFailed | None]]:
    for report, segments in pairs:
        before = recent.pop(report.text_sha256, None)
        fault = None
        if (
            before is not None
            and _laid(before.segments) == _laid(segments)
            and same_to_read(before.report, report)
        ):
            statements = copied(before.statements, before.report, report)
        else:
            statements, fault = _read_one(read, report, segments)
        reading = Reading(report, segments, statements, version)
        if fault is None:
            recent[report.text_sha256] = reading
            while len(recent) > KNOWN:
                del recent[next(iter(recent))]
        yield reading, fault


def _read_one(
    read: _Read, report: Report, segments: tuple[Segment, ...]
) -> tuple[tuple[Statement, ...], ReaderFailed | None]:
    try:
        return read(report, segments), None
    except Exception as error:  # noqa: BLE001  one bad report must not stop the other thousand
        return (), ReaderFailed(
            f"the reader failed on it ({type(error).__name__}). Kept, not read.",
            hint="Please report this with the file; the others were read.",
            file=report.file,
        )


def _laid(segments: Iterable[Segment]) -> list[tuple[Span, SegmentKind]]:
    return [(one.span, one.kind) for one in segments]
