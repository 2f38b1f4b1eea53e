"""Adding reports: capture, gate, segment and read, so that nothing is read twice."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path

from tocsin.collect import Captured, gather
from tocsin.desk.place import Desk
from tocsin.desk.tracing import bring_up
from tocsin.desk.unread import stood_for, unread_because
from tocsin.errors import BadArgument, CollectError, Erased, ReaderFailed, TocsinError
from tocsin.ledger import Ledger
from tocsin.nouns import (
    Capture,
    Reading,
    Report,
    Segment,
    SegmentKind,
    Skip,
    Span,
    Statement,
    Translation,
    Watch,
)
from tocsin.read import Gate, Reader
from tocsin.read.copied import copied, same_to_read
from tocsin.segment import segment
from tocsin.weigh import lexicon_of

__all__ = ["BATCH", "Added", "add", "read_each", "read_waiting", "take_in"]

_Read = Callable[[Report, tuple[Segment, ...]], tuple[Statement, ...]]

KNOWN = 64
"""Latest readings that are kept in case the next report has the same text."""

BATCH = 200
"""Reports in one transaction: acknowledged together, so that a kill loses none that was."""

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
) -> Added:
    """Take all reports under `paths` into the desk's ledger and read what is new.

    A file that cannot be captured becomes a fault in the result and in the ledger; the others go
    on. `translation` says of the one file named that it is a translation, over what it says itself.
    `progress` is called with a stage's name and how many reports were done. Raises `BadArgument`
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
        for batch in _batches(gather(paths, feed=feed)):
            with ledger.writing():
                for one in batch:
                    told_of = _declared(one, translation)
                    fault = take_in(ledger, told_of, added, feed=feed, now=now)
                    if fault is not None:
                        report, reason = fault
                        # Without its text: whatever a desk cannot read, memory does not grow by.
                        unread.append((replace(report, text="", layout=()), reason))
            told("capture", len(batch))
        _read(ledger, watches, added, version, desk.weights, now=now, told=told)
        _unload_after(added)
        bring_up(desk, ledger, progress=told)
        if unread:
            stands = stood_for((), ledger.translations(), ledger)
            added.faults.extend(fault for report, fault in unread if not stands(report))
    return added


def read_waiting(
    desk: Desk, *, now: datetime, progress: Callable[[str, int], None] | None = None
) -> Added:
    """Read what waits: skipped reports that a new watch's words match, or a newer reader's work."""
    added = Added()
    with desk.ledger() as ledger:
        watches = desk.record_watches(ledger, now=now, faults=added.faults)
        version = Reader.current_version(desk.weights)
        _read(ledger, watches, added, version, desk.weights, now=now, told=progress or _silent)
        _unload_after(added)
        bring_up(desk, ledger, progress=progress)
    return added


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


def _read(
    ledger: Ledger,
    watches: tuple[Watch, ...],
    added: Added,
    version: str,
    weights: Path | None,
    *,
    now: datetime,
    told: Callable[[str, int], None],
) -> None:
    lexicon = lexicon_of(watches)
    gate = Gate(lexicon)
    reader: Reader | None = None
    # One walk over what is unread, however many batches: asking anew for each would cost the
    # square of the desk's size.
    unread = ledger.unread(version, lexicon=lexicon.version)
    known: dict[str, Reading] = {}
    cut = _Cut()
    while batch := list(islice(unread, BATCH)):
        # Copies of one text by one writer share a reading: in a batch the first is read for all.
        passed: dict[tuple[object, ...], tuple[Report, tuple[Segment, ...]]] = {}
        with ledger.writing():
            for report in batch:
                if unread_because(report) is not None:
                    ledger.add_reading(Reading(report, cut(report), (), version), now)
                elif gate.lets(report.text, report.author, report.publisher):
                    key = (
                        report.text_sha256,
                        report.published,
                        report.publisher,
                        report.author,
                        tuple(_laid(report.layout)),
                    )
                    if key not in passed:
                        passed[key] = (report, cut(report))
                else:
                    ledger.add_skip(Skip(report.id, lexicon.version, now))
                    added.skipped += 1
        if passed:
            # The model takes seconds to load: only when a report really is to be read.
            reader = reader or Reader.load(weights)
            with ledger.writing():
                # Equal texts together: one is parsed once for all that come one after the other.
                ordered = sorted(passed.values(), key=lambda one: one[0].text_sha256)
                for reading, fault in read_each(reader, ordered, known=known):
                    ledger.add_reading(reading, now)
                    if fault is None:
                        added.read += 1
                    else:
                        added.unread += 1
                        added.faults.append(fault)
                        ledger.add_refusal(fault, now)
        told("read", len(batch))


class _Cut:
    """What `segment` gives, worked out once for latest texts that come again and again."""

    def __init__(self) -> None:
        self._recent: dict[tuple[object, ...], tuple[Segment, ...]] = {}

    def __call__(self, report: Report) -> tuple[Segment, ...]:
        key = report.text_sha256, report.title, tuple(_laid(report.layout))
        found = self._recent.pop(key, None)
        if found is None:
            found = segment(report)
        self._recent[key] = found
        while len(self._recent) > KNOWN:
            del self._recent[next(iter(self._recent))]
        return tuple(Segment(report.id, one.span, one.kind) for one in found)


def read_each(
    reader: Reader,
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
