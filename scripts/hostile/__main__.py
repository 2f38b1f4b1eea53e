"""Try forged requests and injection against a desk, and print what was tried and found.

Run as `make hostile`, or `python -m scripts.hostile --addresses 2 --places 1`, the short form. The
exit code is 1 where a request left for an inner address, something was rendered live, or a control
failed: a public address that was not let out, a redirect that was not followed, a surface that
showed none of what was entered.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from scripts.hostile.forged import OUTER, Forged, forge
from scripts.hostile.injected import PLACES, Injected, inject

SHOWN = 20
"""Faults that are printed."""


def main() -> int:
    """Try, and print what was tried and found; return the exit code."""
    parser = argparse.ArgumentParser(prog="make hostile")
    parser.add_argument("--addresses", type=int, default=20, help="of each inner range")
    parser.add_argument(
        "--places", type=int, default=2, help=f"of {len(PLACES)} that each payload is put into"
    )
    parser.add_argument("--only", choices=("forged", "injected"), help="one of the two")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    began = time.monotonic()
    faults: list[str] = []
    if asked.only != "injected":
        faults += _forged(forge(asked.addresses, seed=asked.seed))
    if asked.only != "forged":
        with tempfile.TemporaryDirectory() as folder:
            faults += _injected(inject(Path(folder), asked.places))
    for fault in faults[:SHOWN]:
        print(f"FAULT {fault}")
    print(f"{len(faults)} faults, {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


def _forged(found: Forged) -> list[str]:
    print(f"requests forged through us  {sum(found.tried.values()):>8,}   left: {len(found.left)}")
    for way, count in found.tried.items():
        print(f"  {way:<40}{count:>8,}")
    print(f"  refused with a code                     {found.refused:>8,}")
    print(f"  control: public addresses let out       {found.let_out:>8,}   of {len(OUTER)}")
    faults = [f"a request left for {one}" for one in found.left]
    if found.let_out != len(OUTER) or not found.served:
        faults.append("a control failed: not even what is allowed was asked.")
    return faults


def _injected(found: Injected) -> list[str]:
    print(f"injection: payloads entered {sum(found.tried.values()):>8,}   live: {len(found.live)}")
    for sort, count in found.tried.items():
        print(f"  {sort:<40}{count:>8,}")
    for surface, count in found.looked.items():
        print(f"  came out in: {surface:<27}{count:>8,}   {found.shown[surface]:,} showings")
    silent = [one for one in found.looked if not found.shown[one]]
    return [*found.live, *(f"a control failed: {one} showed nothing of it." for one in silent)]


if __name__ == "__main__":
    sys.exit(main())
