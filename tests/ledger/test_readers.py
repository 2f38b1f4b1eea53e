"""Readings of several readers: the newest known one holds, and replay keeps the older."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tocsin.collect import capture_bytes
from tocsin.collect.captured import Captured
from tocsin.ledger import Ledger
from tocsin.nouns import Reading

pytestmark = pytest.mark.usefixtures("store")

AT = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def filled(folder: Path) -> Ledger:
    ledger = Ledger.create(folder)
    (captured,) = capture_bytes(b"Troops came, the ministry said.", file="a.txt")
    assert isinstance(captured, Captured)
    ledger.add_report(captured.report, captured.data, captured.capture(AT))
    for number in (1, 2):
        reading = Reading(captured.report, (), (), f"reader {number}")
        ledger.add_reading(reading, AT + number * DAY)
    return ledger


def test_the_newest_reading_holds(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        assert [one.reader for one in ledger.readings()] == ["reader 2"]


def test_a_newer_reader_changes_no_replay_of_what_was_known_before_it(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        known = [one.reader for one in ledger.readings(known_at=AT + 1.5 * DAY)]
    assert known == ["reader 1"]


def test_a_report_read_only_later_is_read_as_it_first_was(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        known = [one.reader for one in ledger.readings(known_at=AT + DAY / 2)]
    assert known == ["reader 1"]
