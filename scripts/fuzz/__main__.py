"""Break documents of every format, guided by what they reach, and print what that did.

Run as `make fuzz` (an hour in all), or `python -m scripts.fuzz --seconds 60`. The exit code is 1
where anything crashed, hung, took more than 1 GiB or gave no coded error; such documents are put
into the folder that --to names. With --keep those that reached something new, and others to 2,000,
become the table that the tests try.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from scripts.fuzz.guided import HANG, Kept, Tried, worked
from scripts.fuzz.kept import write
from scripts.fuzz.parsers import PARSERS

MEMORY = 1 << 30
MOST = 2_000
"""Documents that are kept."""

FEW = 8
"""Documents that are kept of a parser that takes a process for each."""


def _given(name: str, seconds: float, seed: int, folder: Path) -> Tried:
    """Let a process of its own try a parser; what ends or stops it is a fault as well."""
    processes = multiprocessing.get_context("spawn")
    mine, its = processes.Pipe(duplex=False)
    current = folder / "current"
    process = processes.Process(target=worked, args=(name, seconds, seed, current, its))
    process.start()
    its.close()
    found = Tried(name)
    try:
        while mine.poll(60 + 5 * HANG):
            found = mine.recv()
        process.kill()
        found.faults.append(("it hangs, and cannot be stopped.", current.read_bytes()))
    except EOFError:
        process.join()
        if process.exitcode != 0:
            told = f"the process ended with {process.exitcode}."
            found.faults.append((told, current.read_bytes() if current.exists() else b""))
    process.join()
    if found.memory > MEMORY:
        found.faults.append((f"it took {found.memory:,} bytes of memory.", b""))
    return found


def _chosen(kept: list[list[Kept]], seed: int) -> list[Kept]:
    """Return what reached something new, each parser's share of it, and more of its kind behind."""
    chosen = [one[: MOST // len(kept)] for one in kept]
    rng = random.Random(seed)
    quick = [n for n, name in enumerate(PARSERS) if not PARSERS[name].slow]
    names = list(PARSERS)
    for at in set(range(len(names))) - set(quick):
        wanted = FEW - len(chosen[at])
        chosen[at] += [Kept(names[at], 0, rng.getrandbits(48)) for _ in range(wanted)]
    for turn in range(MOST - sum(map(len, chosen))):
        at = quick[turn % len(quick)]
        pool = len(PARSERS[names[at]].seeds) + len(chosen[at])
        parent = int(rng.random() * pool)
        chosen[at].append(Kept(names[at], parent, rng.getrandbits(48)))
    return [one for each in chosen for one in each]


def main() -> int:
    """Try every parser, print a row for each; return the exit code."""
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("--seconds", type=float, default=3600.0, help="for all parsers together")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--to", type=Path, default=Path(".cache/fuzz"), help="where faults are kept"
    )
    parser.add_argument("--keep", action="store_true", help="keep what reached something new")
    asked = parser.parse_args()
    began = time.monotonic()
    each = asked.seconds / len(PARSERS)
    kept: list[list[Kept]] = []
    runs = faults = 0
    print(
        f"{'parser':<16} {'documents':>10} {'reached':>8} {'kept':>6} {'slowest s':>9} {'MiB':>5}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in PARSERS:
            found = _given(name, each, asked.seed, Path(folder))
            print(
                f"{name:<16} {found.runs:>10,} {found.reached:>8,} {len(found.kept):>6,} "
                f"{found.slowest:>9.2f} {found.memory >> 20:>5,}",
                flush=True,
            )
            for told, data in found.faults:
                asked.to.mkdir(parents=True, exist_ok=True)
                file = asked.to / f"{name.replace(', ', '-')}-{sha256(data).hexdigest()[:12]}"
                file.write_bytes(data)
                print(f"FAULT {name}: {told} {file}")
            runs, faults = runs + found.runs, faults + len(found.faults)
            kept.append(found.kept)
    if asked.keep:
        print(f"kept {write(_chosen(kept, asked.seed)):,} documents")
    print(f"{runs:,} documents, {faults} faults, {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
