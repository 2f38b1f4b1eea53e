"""Stages: what each stage of Tocsin does in one row, and whole commands."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scripts.bench.made import SHARE, flashes, stream
from scripts.bench.material import (
    ADDED,
    FILES,
    READ,
    TRACED,
    WATCHES,
    WHOLE,
    captured,
    gate_of,
    prepared,
    relevant,
    streamed,
    watch_of,
)
from scripts.bench.measure import Done, Place, command, timed
from scripts.bench.wording import WATCH, WATCH_FILE

if TYPE_CHECKING:
    from tocsin.nouns import Reading, Statement
    from tocsin.read import Reader


def reader_of() -> Reader:
    """Tocsin's reader, warm."""
    from tocsin.collect import Captured, capture_bytes
    from tocsin.read import Reader
    from tocsin.segment import segment

    reader = Reader.load()
    for one in stream(SHARE):
        for found in capture_bytes(one["text"].encode(), file="warm.txt"):
            if isinstance(found, Captured):
                reader.read(found.report, segment(found.report))
    return reader


def capture_files(place: Place) -> Done:
    """Capture a folder of text files with a manifest."""
    from tocsin.collect import Captured, gather

    folder = place.folder / "files"
    folder.mkdir()
    lines = ["file,published,publisher,host"]
    for number, one in enumerate(stream(place.count(FILES))):
        (folder / f"{number:06}.txt").write_text(f"{one['title']}\n\n{one['text']}\n", "utf-8")
        about = (one["published"], one["publisher"], one["host"])
        lines.append(f"{number:06}.txt,{','.join(about)}")
    (folder / "manifest.csv").write_text("\n".join(lines) + "\n", "utf-8")
    captured(place.written("warm", stream(SHARE)))
    return timed(lambda: sum(isinstance(one, Captured) for one in gather([folder])))


def capture_rows(place: Place) -> Done:
    """Capture the rows of one .jsonl file."""
    from tocsin.collect import Captured, gather

    path = place.written("rows", stream(place.count(WHOLE)))
    captured(place.written("warm", stream(SHARE)))
    return timed(lambda: sum(isinstance(one, Captured) for one in gather([path])))


def segmenting(place: Place) -> Done:
    """Divide reports into segments."""
    from tocsin.segment import segment

    reports = captured(place.written("rows", stream(place.count(WHOLE))))
    return timed(lambda: sum(bool(segment(one)) for one in reports))


def gating(place: Place) -> Done:
    """Ask of each report whether it has a word of the watch."""
    texts = [one["text"] for one in stream(place.count(WHOLE))]
    gate = gate_of()
    return timed(lambda: sum(gate.lets(text) in {True, False} for text in texts), texts)


def gating_many(place: Place) -> Done:
    """The same for two hundred watches, of which each names other countries."""
    texts = [one["text"] for one in stream(place.count(WHOLE))]
    gate = gate_of(WATCHES)
    return timed(lambda: sum(gate.lets(text) in {True, False} for text in texts), texts)


def stream_read(place: Place) -> Done:
    """Gate, segment and read a stream."""
    return _stream_read(place, gated=True)


def stream_whole(place: Place) -> Done:
    """Segment and read all of the stream: what the gate loses is told by it."""
    return _stream_read(place, gated=False)


def _stream_read(place: Place, *, gated: bool) -> Done:
    from tocsin.segment import segment

    reports = streamed(place)
    gate, reader = gate_of(), reader_of()
    found: list[Statement] = []

    def work() -> int:
        for one in reports:
            if not gated or gate.lets(one.text, one.author, one.publisher):
                found.extend(reader.read(one, segment(one)))
        return len(reports)

    done = timed(work, [one.text for one in reports])
    return replace(done, bearing=sum(map(bears_of(), found)))


def bears_of() -> Callable[[Statement], bool]:
    """Whether a statement fills a pattern of the watch."""
    from tocsin.weigh.patterns import match

    watch = watch_of()
    patterns = [pattern for one in watch.propositions for pattern in one.match]
    patterns += [p for one in watch.indicators for p in (*one.match, *one.looked)]
    return lambda told: any(match(pattern, told) is not None for pattern in patterns)


def reading(place: Place) -> Done:
    """Segment and read reports that all concern the watch."""
    from tocsin.segment import segment

    reports = relevant(place, READ)
    reader = reader_of()

    def work() -> int:
        return sum(reader.read(one, segment(one)) is not None for one in reports)

    return timed(work, [one.text for one in reports])


def prepare(place: Place, part: int) -> Done:
    """Read one half of the flashes, for the rows that begin with readings."""
    from tocsin.nouns import Reading
    from tocsin.segment import segment

    reports = captured(place.written(f"flashes-{part}", flashes(place.count(TRACED))))
    reader = reader_of()

    def work() -> int:
        found: list[Reading] = []
        known: dict[str, tuple[Statement, ...]] = {}
        for one in reports:
            if int(one.text_sha256, 16) % 2 != part:
                continue
            segments = segment(one)
            # As on a desk: what has been read once is not read again.
            if one.text_sha256 not in known:
                known[one.text_sha256] = reader.read(one, segments)
            told = tuple(replace(each, report=one.id) for each in known[one.text_sha256])
            found.append(Reading(one, segments, told, reader.version))
        (place.folder / f"readings-{part}.pickle").write_bytes(pickle.dumps(found))
        return len(found)

    return timed(work)


def tracing(place: Place) -> Done:
    """Find the origins of all that is said in reports that were read."""
    from tocsin.trace import load_register, trace

    readings, register = prepared(place), load_register()

    def work() -> int:
        trace(readings, register)
        return len(readings)

    return timed(work, [one.report.text for one in readings])


def ledger_reports(place: Place) -> Done:
    """Add reports to a new ledger, two hundred in a transaction."""
    from tocsin.collect import Captured, gather
    from tocsin.ledger import Ledger
    from tocsin.nouns import Capture

    path = place.written("rows", stream(place.count(WHOLE)))
    found = [one for one in gather([path]) if isinstance(one, Captured)]
    now = datetime(2025, 12, 1, tzinfo=UTC)

    def work() -> int:
        with Ledger.create(place.folder / "ledger-reports") as ledger:
            for start in range(0, len(found), 200):
                with ledger.writing():
                    for one in found[start : start + 200]:
                        ledger.add_report(
                            one.report, one.data, Capture("bench", one.report.file, now)
                        )
        return len(found)

    return timed(work)


def ledger_readings(place: Place) -> Done:
    """Add readings to a ledger that has their reports."""
    from tocsin.ledger import Ledger
    from tocsin.nouns import Capture

    found, now = prepared(place), datetime(2025, 12, 1, tzinfo=UTC)
    with Ledger.create(place.folder / "ledger-readings") as ledger:
        with ledger.writing():
            for one in found:
                capture = Capture("bench", one.report.file, now)
                ledger.add_report(one.report, one.report.text.encode(), capture)

        def work() -> int:
            for start in range(0, len(found), 200):
                with ledger.writing():
                    for one in found[start : start + 200]:
                        ledger.add_reading(one, now)
            return len(found)

        return timed(work)


def help_cold(_place: Place) -> Done:
    """`tocsin --help`, the fastest of five."""
    return min((command(1, "--help") for _ in range(5)), key=lambda one: one.seconds)


def add(place: Place, times: int, *, jobs: int = 1) -> Done:
    """`tocsin add` of a stream to a new desk, all of it: start, capture, gate, read, ledger."""
    count = place.count(ADDED * times)
    desk = place.folder / (f"desk-{times}" if jobs == 1 else f"desk-{times}-{jobs}")
    command(1, "init", str(desk))
    (desk / "watches" / f"{WATCH}.yaml").write_text(WATCH_FILE, "utf-8")
    path = place.written(f"added-{times}", stream(count))
    return command(count, "add", str(desk), str(path), "--jobs", str(jobs))


def assess(place: Place, times: int) -> Done:
    """`tocsin assess` on one of those desks."""
    desk = place.folder / f"desk-{times}"
    count = place.count(ADDED * times) // SHARE
    return command(count, "assess", str(desk), WATCH, "--as-of", "2025-12-01", "--json")
