"""A kill at any moment loses nothing that was acknowledged."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.ledger.strategies import report_made

from tocsin.ledger import Ledger
from tocsin.nouns import Capture, Correction

pytestmark = pytest.mark.usefixtures("store")

KILLS = 20
AT = datetime(2022, 10, 20, tzinfo=UTC)


def write(desk: Path, seed: int, acknowledged: Connection) -> None:
    """Add for ever, and tell each thing that was added once the ledger has it."""
    with Ledger.open(desk) as ledger:
        number = 0
        while True:
            number += 1
            told: list[str] = []
            with ledger.writing():
                for part in range(1 + number % 3):
                    text = f"Report {seed}.{number}.{part}. " + "It was said. " * 200
                    report, data = report_made(text)
                    ledger.add_report(report, data, Capture("files", "a.txt", AT))
                    told.append(report.id)
            acknowledged.send(told)
            entry = f"c{seed}.{number}"
            ledger.add_correction(Correction(entry, "reject", told[0], {}, "A", "b", AT))
            acknowledged.send([entry])


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    Ledger.create(desk).close()
    # A server that has loaded the ledger once, so that each writer starts in a moment.
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tocsin.ledger", "tests.ledger.strategies"])
    chance = random.Random(20)
    kept: set[str] = set()
    for seed in range(KILLS):
        mine, its = processes.Pipe(duplex=False)
        writer = processes.Process(target=write, args=(desk, seed, its))
        writer.start()
        its.close()
        told = set(mine.recv())  # it is at work
        time.sleep(chance.uniform(0, 0.05))
        os.kill(writer.pid or 0, 9)
        writer.join()
        while True:  # what it had told before it died
            try:
                told.update(mine.recv())
            except EOFError:
                break
        mine.close()
        writer.close()
        kept |= told
        with Ledger.open(desk) as ledger:
            there = {report.id for report in ledger.reports()}
            entered = {one.id for one in ledger.corrections()}
            assert kept <= there | entered
            assert ledger.check() == ()
    assert len(kept) > KILLS
