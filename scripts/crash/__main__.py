"""Kill a desk's processes at random moments, fill its disk, and print what was tried and found.

Run as `make crash`, or `python -m scripts.crash --kills 100`. The exit code is 1 where anything was
lost, half or unsound.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

from scripts.crash.acts import NOW
from scripts.crash.disk import Tried, full_by_limit, full_disk, read_only
from scripts.crash.killing import Killed, kill

from tocsin.desk import Desk, add, take_watch

REPORTS = 8
"""Reports of the example that the desk begins with: few, for each kill is followed by a look."""

LIMITED = 30
"""Times that files are kept from growing."""


def template(folder: Path) -> Path:
    """Fill a desk with the bundled example: the one time that the language model is used."""
    example = Path(str(files("tocsin.example")))
    desk = Desk.create(folder)
    take_watch(desk, example / "watch.yaml", now=NOW)
    reports = sorted((example / "reports").iterdir())[:REPORTS]
    add(desk, reports, now=NOW)
    return desk.path


def main() -> int:
    """Try, and print what was tried; return the exit code."""
    parser = argparse.ArgumentParser(prog="make crash")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        desk = template(folder / "template")
        found = Killed()
        for found in kill(desk, folder, asked.kills, seed=asked.seed):
            if sum(found.kills.values()) % 50 == 0:
                print(f"  … {sum(found.kills.values())} kills", flush=True)
        limited = full_by_limit(desk, folder, LIMITED, seed=asked.seed)
        disks = {
            "files kept from growing (RLIMIT_FSIZE)": limited,
            "disk full (tmpfs)": full_disk(desk, folder),
            "disk read-only (tmpfs)": read_only(desk, folder),
        }
    acts = ", ".join(f"{count} {act}" for act, count in sorted(found.kills.items()))
    print(f"kill -9                     {sum(found.kills.values()):>6}   ({acts})")
    print(f"  within an act             {found.within:>6}")
    print(f"  acknowledged              {found.acknowledged:>6}   lost: {found.lost}")
    print(f"  half                      {found.half:>6}")
    print(f"  unsound by verify         {found.unsound:>6}")
    for name, (tried, faults) in disks.items():
        said = f"{len(faults)} faults" if tried else "not tried: it takes the right to mount"
        print(f"{name:<40} {tried:>4}   {said}")
    for fault in [*found.faults, *(one for _, told in disks.values() for one in told)][:40]:
        print(f"FAULT {fault}")
    print(f"took {time.monotonic() - began:.0f} s")
    return 0 if found.clean and not any(faults for _, faults in _all(disks)) else 1


def _all(disks: dict[str, Tried]) -> list[Tried]:
    return list(disks.values())


if __name__ == "__main__":
    sys.exit(main())
