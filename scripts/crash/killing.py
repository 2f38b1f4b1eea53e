"""Killing: processes that work on a desk are killed at random moments, and the desk looked at."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from scripts.crash.acts import ACTS, SITE, Told, perform, server
from scripts.crash.older import older

from tocsin.desk.keeping import verified
from tocsin.desk.packing import unpack
from tocsin.errors import TocsinError
from tocsin.ledger import Ledger
from tocsin.nouns import sha256_of

__all__ = ["Killed", "kill"]

OLDER = "0003"
"""The form of the desks that are brought up to date: before entries were chained."""

FRESH = 40
"""Kills after which a desk begins anew, lest verifying it takes longer than all else."""

LONGEST = {"assess": 0.6, "collect": 0.6, "withdraw": 0.6, "erase": 0.8}
"""Seconds, at most, from when a process is at work to its death, by act; 0.2 for the others."""


@dataclass(slots=True)
class Killed:
    """What was tried and what was found: all counts, and a sentence for each fault."""

    kills: Counter[str] = field(default_factory=Counter)
    within: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    unsound: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, half or unsound."""
        return not (self.lost or self.half or self.unsound or self.faults)


@dataclass(slots=True)
class _Known:
    """What a desk has to hold, by what its writers told."""

    before: frozenset[str]
    reports: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    exports: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)


def kill(template: Path, folder: Path, count: int, *, seed: int = 7) -> Iterator[Killed]:
    """Kill `count` processes at work on copies of the desk `template`; yield what is known.

    `folder` is where the copies lie. No process loads the language model: readings are those that
    the template holds.
    """
    chance = random.Random(seed)
    # A server that has loaded the house once, so that each process is at work in a moment.
    processes = server(template)
    names = sorted(ACTS)
    found = Killed()
    desk, known = folder / "desk", _Known(frozenset())
    for number in range(count):
        if number % FRESH == 0:
            known = _Known(_begin(template, desk))
        act = names[number % len(names)]
        mine, its = processes.Pipe(duplex=False)
        process = processes.Process(target=perform, args=(act, desk, seed * 10**6 + number, its))
        process.start()
        its.close()
        told = _until_killed(mine, process.pid or 0, chance.uniform(0, LONGEST.get(act, 0.2)))
        process.join()
        if process.exitcode != -signal.SIGKILL:
            found.faults.append(f"{act} ended by itself, with {process.exitcode}.")
        mine.close()
        process.close()
        found.kills[act] += 1
        found.within += bool(told) and told[-1][0] == "will"
        _look(desk, told, known, found)
        yield found


def _begin(template: Path, desk: Path) -> frozenset[str]:
    """Lay a fresh copy of the template, with one of its rows in an earlier form; return its ids."""
    shutil.rmtree(desk, ignore_errors=True)
    shutil.copytree(template, desk)
    older(desk / "older", OLDER, desk)
    with Ledger.open(desk, read_only=True) as ledger:
        return frozenset(one for one, _ in ledger.recorded())


def _until_killed(pipe: Connection, pid: int, after: float) -> list[Told]:
    """Return all that a process told until it was killed, `after` seconds from its first word."""
    told: list[Told] = []
    try:
        told.append(pipe.recv())  # it is at work
        time.sleep(after)
    except EOFError:
        return told  # it ended by itself, which is told as a fault below: nothing was done
    finally:
        with suppress(ProcessLookupError):  # the same, after its first word
            os.kill(pid, signal.SIGKILL)
    while True:  # what it had told before it died
        try:
            told.append(pipe.recv())
        except EOFError:
            return told


def _look(desk: Path, told: list[Told], known: _Known, found: Killed) -> None:
    if not told:
        found.faults.append("a process ended before it was at work.")
        return
    began: set[str] = set()
    for when, act, about in told:
        if when == "will":
            began = set(about)
        else:
            found.acknowledged += len(about)
        _note(known, when, act, about)
        if when == "will" and act in {"migrate", "backup"}:
            _look_at_copy(Path(about[0]), known, found)
    shutil.rmtree(desk / "copies", ignore_errors=True)
    try:
        sound = verified(desk)
        with Ledger.open(desk) as ledger:
            there = {one for one, _ in ledger.recorded()}
            reasons = {one.reason for one in ledger.corrections()}
            exports = {one.sha256: one for one in ledger.exports()}
            stones = {one.report for one in ledger.erasures()}
            pages = {one for one in known.pages if _is_kept(ledger, one, there)}
            bare = sorted(one for one in there if not _has_look(ledger, one))
    except TocsinError as fault:
        found.unsound += 1
        found.faults.append(str(fault))
        return
    for flaw in sound.flaws:
        found.unsound += 1
        found.faults.append(flaw.message)
    lost = (known.reports - there) | (known.reasons - reasons) | (known.exports - exports.keys())
    lost |= known.gone - stones
    lost |= known.pages - pages
    found.lost += len(lost)
    found.faults.extend(f"{one} was acknowledged and is not there." for one in sorted(lost))
    halves = [
        f"the export {one} is half." for one, made in exports.items() if not _whole(one, made)
    ]
    if told[-1][:2] == ("will", "add") and 0 < len(began & there) < len(began):
        halves.append("a batch was kept in part.")
    halves.extend(f"{one} was kept without the look that gave it." for one in bare)
    halves.extend(f"{one} was erased in part." for one in sorted(stones & there))
    file = desk / "assessment.md"
    if file.exists() and sha256_of(file.read_bytes()) not in known.files:
        halves.append("an assessment was written by half.")
    found.half += len(halves)
    found.faults.extend(halves)


def _note(known: _Known, when: str, act: str, about: tuple[str, ...]) -> None:
    """Take in what a process told of an act: that it will be done, or that it was."""
    if act == "assess":
        known.files.update(about)
    if when == "will":
        return
    kept = {
        "add": known.reports,
        "correct": known.reasons,
        "assess": known.exports,
        "collect": known.pages,
        "erase": known.gone,
    }
    kept.get(act, set()).update(about)


def _is_kept(ledger: Ledger, address: str, there: set[str]) -> bool:
    """Say whether a page that was collected has a look, and the report that it gave."""
    return any(one.report in there for one in ledger.looks_at(address))


def _has_look(ledger: Ledger, report: str) -> bool:
    """Say whether a report has the look that gave it, where it was collected."""
    for one in ledger.captures(report):
        if one.feed.startswith(SITE):
            return any(look.report == report for look in ledger.looks_at(one.file))
    return True


def _whole(digest: str, made: object) -> bool:
    text = str(getattr(made, "summary", {}).get("text", ""))
    return sha256_of(text.encode("utf-8", "surrogatepass")) == digest


def _look_at_copy(copy: Path, known: _Known, found: Killed) -> None:
    """See that a migrated copy holds what the older desk held, and that a backup is whole."""
    try:
        if copy.suffix == ".zip":
            if copy.exists():
                unpack(copy, copy.with_suffix(".desk"), "backup")
            return
        flaws = verified(copy).flaws
        with Ledger.open(copy) as ledger:
            missing = known.before - {one for one, _ in ledger.recorded()}
    except TocsinError as fault:
        found.unsound += 1
        found.faults.append(str(fault))
        return
    found.lost += len(missing)
    found.unsound += len(flaws)
    found.faults.extend(one.message for one in flaws)
    found.faults.extend(f"{one} is not in the desk that was brought up." for one in sorted(missing))
