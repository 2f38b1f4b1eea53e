"""Disk: a desk whose disk is full, or cannot be written to."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from scripts.crash.acts import ACTS, Told, server

from tocsin.desk import Desk
from tocsin.desk.keeping import verified
from tocsin.errors import TocsinError
from tocsin.ledger import LEDGER_FILE, Ledger

__all__ = ["Tried", "full_by_limit", "full_disk", "read_only"]

Tried = tuple[int, list[str]]
"""How often something was tried, and a sentence for each fault; no try: it cannot be, here."""

ROOM = 120_000
"""Bytes, at most, that a file may still grow by before the disk is full."""

SMALL = "4m"
"""The size of a disk that is filled."""


def full_by_limit(template: Path, folder: Path, count: int, *, seed: int = 7) -> Tried:
    """Let files grow to a limit and no further while reports are added, erased, backed up."""
    chance = Random(seed)
    faults: list[str] = []
    for number in range(count):
        desk = _copy(template, folder / "limited")
        size = (desk / LEDGER_FILE).stat().st_size
        act = ("add", "erase", "backup")[number % 3]
        room = chance.randrange(0, ROOM)
        told = _until_it_fails(template, desk, act, limit=size + room if act != "backup" else room)
        faults.extend(_faults(desk, told))
    return count, faults


def full_disk(template: Path, folder: Path) -> Tried:
    """Fill a small disk with reports. Needs the right to mount one."""
    with _mounted(folder / "disk", f"size={SMALL}") as disk:
        if disk is None:
            return 0, []
        desk = _copy(template, disk / "desk")
        told = _until_it_fails(template, desk, "add", limit=None)
        return 1, list(_faults(desk, told))


def read_only(template: Path, folder: Path) -> Tried:
    """Read, verify and try to write a desk on a read-only disk. Needs the right to mount."""
    with _mounted(folder / "disk", f"size={SMALL}") as disk:
        if disk is None:
            return 0, []
        desk = _copy(template, disk / "desk")
        mount = shutil.which("mount") or "mount"
        if subprocess.run([mount, "-o", "remount,ro", str(disk)], check=False).returncode:
            return 0, []
        faults = [one.message for one in verified(desk).flaws]
        with Ledger.open(desk, read_only=True) as ledger:
            if not ledger.recorded():
                faults.append("a read-only desk shows none of its reports.")
        told = _until_it_fails(template, desk, "add", limit=None)
        if any(when == "did" for when, _, _ in told):
            faults.append("a read-only desk acknowledged a report.")
        if not any(when == "refused" for when, _, _ in told):
            faults.append("a read-only desk did not refuse with a code.")
        return 1, faults


def _copy(template: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(template, to)
    return to


@contextmanager
def _mounted(point: Path, options: str) -> Iterator[Path | None]:
    mount, umount = shutil.which("mount"), shutil.which("umount")
    point.mkdir(parents=True, exist_ok=True)
    if mount is None or umount is None or os.geteuid() != 0:
        yield None
        return
    command = [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(point)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        yield None
        return
    try:
        yield point
    finally:
        subprocess.run([umount, str(point)], check=False)


def _until_it_fails(template: Path, desk: Path, act: str, *, limit: int | None) -> list[Told]:
    processes = server(template)
    mine, its = processes.Pipe(duplex=False)
    process = processes.Process(target=_limited, args=(desk, act, limit, its))
    process.start()
    its.close()
    told: list[Told] = []
    while True:
        try:
            told.append(mine.recv())
        except EOFError:
            break
    process.join()
    mine.close()
    process.close()
    return told


def _limited(desk: Path, act: str, limit: int | None, pipe: Connection) -> None:
    """Do an act until it is refused, and tell how: with a code, by the system, or otherwise."""

    def tell(when: str, what: str, about: tuple[str, ...]) -> None:
        pipe.send((when, what, about))

    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    acts: Callable[..., Iterator[None]] = ACTS[act]
    try:
        for _ in acts(desk, Random(1), tell):
            pass
    except TocsinError as fault:
        tell("refused", act, (fault.code, fault.message))
    except OSError as fault:
        tell("refused", act, ("T104", str(fault)))
    except Exception as fault:  # noqa: BLE001 (whatever it is, it is what is looked for)
        tell("failed", act, (type(fault).__name__, str(fault)))


def _faults(desk: Path, told: list[Told]) -> Iterator[str]:
    """Yield what is not as it should be once there is room again."""
    ends = [about for when, _, about in told if when == "failed"]
    yield from (f"it failed without a code: {': '.join(about)}" for about in ends)
    if not ends and not any(when == "refused" for when, _, _ in told):
        yield "it was not refused."
    added = {one for when, act, about in told if (when, act) == ("did", "add") for one in about}
    gone = {one for when, act, about in told if (when, act) == ("did", "erase") for one in about}
    yield from (one.message for one in verified(desk).flaws)
    with Desk.open(desk).ledger() as ledger:
        there = {one for one, _ in ledger.recorded()}
        stones = {one.report for one in ledger.erasures()}
    yield from (f"{one} was acknowledged and is not there." for one in sorted(added - there))
    yield from (f"{one} was erased and has no stone." for one in sorted(gone - stones))
    yield from (f"{one} was left." for one in sorted(map(str, desk.rglob("*.part"))))
