"""Send 50,000 short reports over 90 simulated days to a desk, and print what that took.

Run as `make soak`, or `python -m scripts.soak --reports 2000`. The exit code is 1 where something
was lost or unsound, or where a report took more time, or the desk more memory, as the days went by.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from scripts.soak.soaking import Soaked, soak

SLOWER = 1.5
"""How many times as long a report may take in the last third of the days as in the second."""

LARGER = 32.0
"""Mebibytes by which the memory held may be larger then."""


def main() -> int:
    """Soak a desk, print what became of what was sent; return the exit code."""
    parser = argparse.ArgumentParser(prog="make soak")
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    began = time.monotonic()
    found = Soaked()
    with tempfile.TemporaryDirectory() as folder:
        for found in soak(Path(folder) / "desk", asked.reports, asked.days, seed=asked.seed):
            last = found.days[-1]
            if last.number % 10 == 9 and not found.done["entries verified"]:
                print(
                    f"  day {last.number + 1:>3}: {found.sent:>7,} sent, "
                    f"{last.seconds * 1000 / max(1, last.sent):6.2f} ms each, "
                    f"{last.held >> 20:>4} MiB",
                    flush=True,
                )
    third = max(1, len(found.days) // 3)
    # In the first third caches fill that have a bound.
    first, end = slice(third, 2 * third), slice(-third, None)
    faults = list(found.faults)
    if found.cost(end) > SLOWER * found.cost(first):
        faults.append("a report takes longer and longer.")
    if found.held(end) > found.held(first) + LARGER:
        faults.append("memory grows.")
    print(f"sent            {found.sent:>8,}   over {len(found.days)} days")
    for name, count in (*sorted(found.fates.items()), *sorted(found.done.items())):
        print(f"  {name:<16}{count:>6,}")
    print(f"ms a report     {found.cost(first):>8.2f}   second third, {found.cost(end):.2f} last")
    print(f"MiB held        {found.held(first):>8.0f}   second third, {found.held(end):.0f} last")
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"took {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
