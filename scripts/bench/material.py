"""Material: what rows work on - captured reports, the gate of the watch, and stored readings."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.bench.made import SHARE, stream
from scripts.bench.measure import Place
from scripts.bench.wording import WATCH_FILE

if TYPE_CHECKING:  # a process that only makes the table stays small
    from tocsin.nouns import Reading, Report, Watch
    from tocsin.read import Gate

FILES, STREAM, WHOLE, READ, TRACED, ADDED = 3_000, 2_000, 10_000, 600, 10_000, 3_000
"""Reports of each kind at full scale."""

WATCHES = 200
"""Watches that a gate may have to serve."""


def captured(path: Path) -> list[Report]:
    """The reports of a file."""
    from tocsin.collect import Captured, gather

    return [one.report for one in gather([path]) if isinstance(one, Captured)]


def streamed(place: Place) -> list[Report]:
    """The reports of the stream of which one in twenty concerns the watch."""
    return captured(place.written("stream", stream(place.count(STREAM))))


def relevant(place: Place, whole: int) -> list[Report]:
    """Reports of a stream that concern the watch."""
    gate = gate_of()
    rows = (one for one in stream(place.count(whole) * SHARE) if gate.lets(one["text"]))
    return captured(place.written(f"relevant-{whole}", rows))


def watch_of() -> Watch:
    """The watch."""
    from tocsin.weigh import parse_watch

    return parse_watch(WATCH_FILE, file="the bench")


def gate_of(watches: int = 1) -> Gate:
    """The gate of the watch, and of so many in all, which differ in the names of countries."""
    from tocsin.read import Gate
    from tocsin.weigh import lexicon_of, parse_watch

    others = [
        WATCH_FILE.replace("karvia", f"kar{made}").replace("tolmark", f"tol{made}")
        for made in map(name_of, range(1, watches))
    ]
    parsed = (parse_watch(text, file="the bench") for text in others)
    return Gate(lexicon_of((watch_of(), *parsed)))


def name_of(number: int) -> str:
    """The end of a name that no other number has."""
    return "".join("bdfgklmn"[number >> shift & 7] + "aeiou"[shift % 5] for shift in (0, 3, 6))


def prepared(place: Place) -> list[Reading]:
    """The readings of all flashes."""
    found: list[Reading] = []
    for part in (0, 1):
        data = (place.folder / f"readings-{part}.pickle").read_bytes()
        found += pickle.loads(data)  # noqa: S301 - written by this run, in a folder of its own
    return sorted(found, key=lambda one: one.report.id)
