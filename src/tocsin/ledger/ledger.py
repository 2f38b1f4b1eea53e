"""Ledger: the append-only record of a desk, with both clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select

from tocsin.errors import TocsinError, UnknownEntry
from tocsin.ledger import amending, check, copying, entries, erasing, reports, timeline
from tocsin.ledger.chain import Link, head_of
from tocsin.ledger.entries import Export, Refusal, Revision
from tocsin.ledger.erasing import Erasure, Shift
from tocsin.ledger.keeper import keeper_of
from tocsin.ledger.kept import LedgerKept
from tocsin.ledger.looks import FeedLooks
from tocsin.ledger.search import Hit, search
from tocsin.ledger.store import Store, attach, make
from tocsin.ledger.tables import reports as reports_table
from tocsin.ledger.tables import written
from tocsin.ledger.verify import Verified, verified
from tocsin.nouns import Capture, Correction, Note, Reading, Report, Resolution, Skip, digest_of

__all__ = ["Ledger"]


class Ledger(FeedLooks):
    """A desk's record, to which things are added and in which nothing is changed.

    Every time is handed in by the caller, in UTC: the ledger has no clock. `as_of` and `known_at`
    are exclusive cuts, as `nouns.cut_of` gives them: reports published by the one, entries recorded
    before the other; None cuts nothing.

    What a method added is on the disk when it returns; within `writing()`, when that ends. Any
    method may raise `Busy`; methods that add raise `Refused` when the ledger was opened for
    reading. A ledger belongs to one thread; others open their own.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._amended: tuple[object, amending.Amended] | None = None
        self._kept: LedgerKept | None = None

    @classmethod
    def create(cls, path: str | Path, *, address: str | None = None) -> Self:
        """Make a desk in the folder `path` and open it. Raises `DeskExists`, `NotADesk`.

        With the `address` (a URL) of a PostgreSQL database, its ledger stands there; then also
        `BadArgument` and `ExtraMissing`.
        """
        make(Path(path), address=address)
        return cls.open(path)

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False, wait: float = 5.0) -> Self:
        """Open the desk in the folder `path`; another writer is waited for up to `wait` seconds.

        Raises `NotADesk`, `Newer`, `Busy`.
        """
        return cls(attach(Path(path), read_only=read_only, wait=wait))

    def close(self) -> None:
        """Let go of the desk."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Group what is added: all of it is kept at the end, or none if an exception leaves it."""
        with self._store.writing():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one state throughout, whatever another adds meanwhile; nothing can be added."""
        with self._store.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM alembic_version").all()
            yield

    # Reports

    def add_report(self, report: Report, data: bytes, capture: Capture) -> bool:
        """Record a capture, and its report and bytes unless known. Return if it was new."""
        with self._store.writing() as connection:
            return reports.add_report(connection, report, data, capture)

    def report(self, report: str, *, known_at: datetime | None = None) -> Report:
        """Return a report, with its date as corrected. Raises `UnknownEntry`.

        A translation has what it does not say of its publication from its original.
        """
        with self._store.reading() as connection:
            kept = reports.report_of(connection, report)
            return amending.amended(kept, self._changed(known_at))

    def reports(
        self, *, as_of: datetime | None = None, known_at: datetime | None = None
    ) -> Iterator[Report]:
        """Yield reports by start of publication, then id.

        Undated reports come last, and not at all when `as_of` is given. Dates are as corrected.
        """
        changed = self._changed(known_at)
        yield from timeline.in_order(self._store, changed, as_of=as_of, known_at=known_at)

    def dated(
        self, *, as_of: datetime | None = None, known_at: datetime | None = None
    ) -> Iterator[tuple[str, datetime, bool]]:
        """Yield id, start of publication and whether refused, of what `reports` yields and dates.

        By id but for amended reports, which come last; texts are not touched.
        """
        changed = self._changed(known_at)
        yield from timeline.dated(self._store, changed, as_of=as_of, known_at=known_at)

    def translations(
        self, *, as_of: datetime | None = None, known_at: datetime | None = None
    ) -> tuple[Report, ...]:
        """Return the reports that are known to be translations, by id.

        Each says its original's id where that is known too, and has from it what it does not say.
        With `as_of`, only those that were published by then.
        """
        changed = self._changed(known_at)
        with self._store.reading() as connection:
            found = [
                amending.amended(reports.report_of(connection, one), changed)
                for one in sorted(changed)
                if "translation" in changed[one] and one not in changed.withdrawn
            ]
        return tuple(
            one
            for one in found
            if as_of is None or (one.published is not None and one.published.known_by(as_of))
        )

    def beside(self, language: str) -> Iterator[Report]:
        """Yield the reports that are not known to be in `language`, by id: also the too short.

        Those that are withdrawn are left out.
        """
        changed = self._changed(None)
        with self._store.reading() as connection:
            found = reports.beside(connection, language)
        for one in found:
            if one in changed.withdrawn:
                continue
            with self._store.reading() as connection:
                yield amending.amended(reports.report_of(connection, one), changed)

    def withdrawn(self, *, known_at: datetime | None = None) -> frozenset[str]:
        """Return the ids of the reports that people withdrew: kept, and counted for nothing.

        `report`, `reports`, `recorded` and `search` give them; `dated`, `readings`, `unread`,
        `translations` and `beside` do not.
        """
        return self._changed(known_at).withdrawn

    def data(self, sha256: str) -> bytes:
        """Return captured bytes by their hash. Raises `UnknownEntry`."""
        with self._store.reading() as connection:
            return reports.data_of(connection, sha256)

    def captures(self, report: str) -> tuple[Capture, ...]:
        """Return how often and whence a report came, in the order recorded."""
        with self._store.reading() as connection:
            return reports.captures_of(connection, report)

    def recorded(self, *, known_at: datetime | None = None) -> tuple[tuple[str, datetime], ...]:
        """Return for each report, in the order recorded, its id and when the desk first had it."""
        query = select(reports_table.c.id, reports_table.c.recorded_at).order_by(
            reports_table.c.seq
        )
        if known_at is not None:
            query = query.where(reports_table.c.recorded_at < known_at)
        with self._store.reading() as connection:
            return tuple((row.id, row.recorded_at) for row in connection.execute(query))

    def add_refusal(self, fault: TocsinError, at: datetime) -> None:
        """Record that a file was refused, and why."""
        with self._store.writing() as connection:
            entries.add_refusal(connection, fault, at)

    def refusals(self, *, known_at: datetime | None = None) -> tuple[Refusal, ...]:
        """Return all refusals, in the order recorded."""
        with self._store.reading() as connection:
            return entries.refusals_of(connection, known_at)

    def search(
        self, query: str, limit: int = 20, *, known_at: datetime | None = None
    ) -> tuple[Hit, ...]:
        """Return the best `limit` reports that hold all words of `query`, the best first.

        Words in double quotes must stand together; a word that ends in * stands for its beginnings.
        """
        known = None if known_at is None else written(known_at)
        with self._store.reading() as connection:
            hits = search(connection, query, limit=limit, known=known)
        changed = self._changed(known_at)
        return tuple(replace(hit, report=amending.amended(hit.report, changed)) for hit in hits)

    # Readings

    def add_reading(self, reading: Reading, at: datetime) -> bool:
        """Record a reading, shared by reports of one text and metadata. Return if it was new."""
        with self._store.writing() as connection:
            return timeline.add_reading(connection, reading, at)

    def reading(
        self, report: str, reader: str, *, known_at: datetime | None = None
    ) -> Reading | None:
        """Return what `reader` read in a report; None if it has not. Raises `UnknownEntry`."""
        found = self.report(report, known_at=known_at)
        with self._store.reading() as connection:
            return timeline.reading_of(connection, found, reader)

    def readings(
        self,
        reader: str | None = None,
        *,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> Iterator[Reading]:
        """Yield what `reader` read in the reports that `reports` yields, in the same order.

        `known_at` cuts on when the report was recorded. Without `reader`, each report's newest
        reading recorded before `known_at` is taken, or its first where all came later: a newer
        reader changes no replay of what the desk knew before it.
        """
        changed = self._changed(known_at)
        yield from timeline.read_in_order(
            self._store, changed, reader, as_of=as_of, known_at=known_at
        )

    def unread(self, reader: str, *, lexicon: str | None = None) -> Iterator[Report]:
        """Yield reports that are to be read and that `reader` has not read.

        With `lexicon`, those that were skipped under it are left out. Readings and skips may be
        added meanwhile.
        """
        yield from timeline.unread_in_order(self._store, self._changed(None), reader, lexicon)

    def add_skip(self, skip: Skip) -> bool:
        """Record that the gate did not let a report through. Raises `UnknownEntry`."""
        with self._store.writing() as connection:
            return entries.add_skip(connection, skip)

    def skips(self, lexicon: str | None = None) -> tuple[Skip, ...]:
        """Return the skips under a lexicon (None: all), in the order recorded."""
        with self._store.reading() as connection:
            return entries.skips_of(connection, lexicon)

    def skipped(self, *, known_at: datetime | None = None) -> frozenset[str]:
        """Return the ids of the reports that were skipped under any lexicon by then."""
        with self._store.reading() as connection:
            return entries.skipped(connection, known_at)

    # Watches

    def add_watch(self, watch: str, text: str, *, revision: str, at: datetime) -> bool:
        """Record a watch file unless it is the newest already. Return if it was new."""
        with self._store.writing() as connection:
            return entries.add_revision(connection, Revision(watch, revision, text, at))

    def watch(self, watch: str, *, known_at: datetime | None = None) -> Revision:
        """Return the newest revision of a watch. Raises `UnknownEntry`."""
        revisions = self.watch_revisions(watch, known_at=known_at)
        if not revisions:
            raise UnknownEntry(f"there is no watch {watch}.", at=watch)
        return revisions[-1]

    def watches(self, *, known_at: datetime | None = None) -> tuple[Revision, ...]:
        """Return the newest revision of every watch, sorted by id."""
        with self._store.reading() as connection:
            revisions = entries.revisions_of(connection, None, known_at)
        newest = {revision.id: revision for revision in revisions}
        return tuple(newest[watch] for watch in sorted(newest))

    def watch_revisions(
        self, watch: str, *, known_at: datetime | None = None
    ) -> tuple[Revision, ...]:
        """Return all revisions of a watch, the oldest first."""
        with self._store.reading() as connection:
            return entries.revisions_of(connection, watch, known_at)

    # What people enter

    def add_correction(self, correction: Correction) -> bool:
        """Record a correction, or the undoing of one. Return if it was new.

        Raises `UnknownEntry`, and `Refused` for another correction of the same id.
        """
        with self._store.writing() as connection:
            return entries.add_correction(connection, correction)

    def corrections(
        self, *, known_at: datetime | None = None, undone: bool = False
    ) -> tuple[Correction, ...]:
        """Return the corrections that hold, in the order recorded; with `undone` every entry."""
        with self._store.reading() as connection:
            return entries.corrections_of(connection, known_at, undone=undone)

    def add_note(self, note: Note) -> bool:
        """Record a hand-entered observation. Return if it was new. Raises `Refused`."""
        with self._store.writing() as connection:
            return entries.add_note(connection, note)

    def notes(
        self, watch: str | None = None, *, known_at: datetime | None = None, undone: bool = False
    ) -> tuple[Note, ...]:
        """Return the notes on a watch (None: of all) that hold, in the order recorded.

        With `undone` those that were taken back are returned as well.
        """
        with self._store.reading() as connection:
            return entries.notes_of(connection, watch, known_at, undone=undone)

    def add_resolution(self, resolution: Resolution) -> bool:
        """Record how a watch ended. Return if it was new. Raises `Refused`."""
        with self._store.writing() as connection:
            return entries.add_resolution(connection, resolution)

    def resolutions(
        self, watch: str | None = None, *, known_at: datetime | None = None, undone: bool = False
    ) -> tuple[Resolution, ...]:
        """Return the resolutions of a watch (None: of all) that hold, in the order recorded.

        With `undone` every entry is returned, those that take another back as well.
        """
        with self._store.reading() as connection:
            return entries.resolutions_of(connection, watch, known_at, undone=undone)

    def add_export(self, export: Export) -> None:
        """Record that a product left the desk."""
        with self._store.writing() as connection:
            entries.add_export(connection, export)

    def exports(
        self, watch: str | None = None, *, known_at: datetime | None = None
    ) -> tuple[Export, ...]:
        """Return the products for a watch (None: for all), in the order recorded."""
        with self._store.reading() as connection:
            return entries.exports_of(connection, watch, known_at)

    # What tracing remembers

    @contextmanager
    def kept(self, *, read_only: bool = False) -> Iterator[LedgerKept]:
        """Give what tracing remembers; what is changed is kept at the end, or none of it.

        The same object each time: what was made of it once can be used in a later transaction.
        """
        with self._store.reading() if read_only else self._store.writing() as connection:
            self._kept = self._kept or keeper_of(connection).kept(connection)
            self._kept.begin()
            yield self._kept

    def heads(self) -> tuple[int, int, int, int]:
        """Return the numbers of the newest report, reading, correction of one, translation."""
        with self._store.reading() as connection:
            return timeline.heads(connection)

    def since(self, report: int, reading: int) -> tuple[str, ...]:
        """Return the ids of read reports that came, or were read, after these numbers; sorted."""
        with self._store.reading() as connection:
            return timeline.since(connection, report, reading)

    def newest(self) -> Callable[[str], Reading | None]:
        """Return a function that gives the newest reading of a report by its id, if it was read.

        Reports are amended as they are known to be now.
        """
        changed = self._changed(None)

        def newest_of(report: str) -> Reading | None:
            with self._store.reading() as connection:
                return timeline.newest_of(connection, report, changed)

        return newest_of

    # The whole

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each kind, and of reports that are undated or refused."""
        with self._store.reading() as connection:
            return check.counts(connection)

    def numbers(self) -> tuple[int, ...]:
        """Return numbers that change with every row that is added, and with nothing else."""
        with self._store.reading() as connection:
            return check.numbers(connection)

    def check(self) -> tuple[str, ...]:
        """Return a sentence for everything that is not as it was recorded; empty: all is well."""
        with self._store.reading() as connection:
            return tuple(check.faults(connection))

    def lines(self) -> Iterator[str]:
        """Yield each entry as a line of JSON, in the order of the chain, with what links it.

        What was erased has neither salt nor values.
        """
        yield from copying.entries_of(self._store)

    def verify(self, head: Link | None = None) -> Verified:
        """Work the chain of entries out anew, and look at all that `check` does.

        `head` is a link that was noted down before. Reads the whole ledger.
        """
        with self._store.reading() as connection:
            return verified(connection, head)

    def head(self) -> Link:
        """Return the newest link of the chain: noted elsewhere, it proves what came before it."""
        with self._store.reading() as connection:
            return head_of(connection)

    # What leaves

    def erase(
        self,
        report: str,
        *,
        author: str,
        reason: str,
        at: datetime,
        moved: Callable[[], Sequence[Shift]],
    ) -> tuple[Erasure, tuple[str, ...]]:
        """Take a report out for good, with all that only it holds, and enter its stone.

        `moved` is asked, once it is out and before the stone is entered, what that did to the
        estimates. Returned is the stone, and the reports that hold the same bytes or text: those
        stay. Raises `UnknownEntry`, and `Erased` where that was done before.
        """
        held = dict(self.recorded())
        with self._store.writing() as connection:
            known = self.report(report)
            taken = erasing.take_out(connection, report)
            self._amended = None
            stone = Erasure(
                id=digest_of("x", report, author, at.isoformat()),
                report=report,
                author=author,
                reason=reason,
                at=at,
                held=held[report],
                published=known.published,
                rows=taken.rows,
                numbers=taken.numbers,
                moved=tuple(moved()),
                unpublished=taken.unpublished,
            )
            erasing.add_erasure(connection, stone)
        self._amended = None
        return stone, taken.beside

    def erasures(self) -> tuple[Erasure, ...]:
        """Return the stones of the reports that were erased, in the order recorded."""
        with self._store.reading() as connection:
            return erasing.erasures_of(connection)

    def settle(self) -> bool:
        """Leave nothing of what was erased where the ledger's own store kept it.

        Return if that was done: not while another reads. What backups hold, and the archives of a
        database server, is out of its reach.
        """
        return self._store.settle()

    def _changed(self, known_at: datetime | None) -> amending.Amended:
        with self._store.reading() as connection:
            state = (known_at, amending.state_of(connection))
            if self._amended is None or self._amended[0] != state:
                self._amended = (state, amending.amendments(connection, known_at))
            return self._amended[1]
