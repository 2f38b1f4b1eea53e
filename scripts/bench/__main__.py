"""Measure speed and memory: one table of reports a second and peak memory, as ratios in one run.

    python -m scripts.bench [--full] [--scale 0.1] [--only read,minhash] [--json]

docs/reference/bench.md says how to read it. Every row runs in a process of its own, one after the
other, so that its peak memory is its own. Reports are made up by a seeded generator. With
--full a desk is filled with 100,000 reports instead, and watched. The exit code is 1 where a row
misses what is asked of it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from scripts.bench.growth import growth_text
from scripts.bench.measure import ENVIRONMENT, ROOT, Done, Place, process
from scripts.bench.rows import LONG, NEEDED, PREPARED, ROWS, Row
from scripts.bench.stages import prepare
from scripts.bench.table import compared, missed, table_text, too_large, too_slow


def measured(one: Row, place: Place) -> Done:
    """Do a row's work: a whole command from here, anything else in a child."""
    if one.whole:
        return one.work(place)
    whole, printed = process([*child_of(place), "--row", one.name])
    return Done(**{**json.loads(printed), "peak": whole.peak})


def child_of(place: Place) -> list[str]:
    """The beginning of a child's command line."""
    return [
        *(sys.executable, "-m", "scripts.bench"),
        *("--folder", str(place.folder), "--scale", str(place.scale)),
    ]


def read_flashes(place: Place) -> None:
    """Read what `trace` begins with, on two cores; it is not measured."""
    children = [
        subprocess.Popen(
            [*child_of(place), "--prepare", part],
            env=ENVIRONMENT,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        for part in ("0", "1")
    ]
    ends = [child.wait() for child in children]  # all of them, or one would outlive this run
    if any(ends):
        raise SystemExit("the reports to trace could not be read")


def main(words: Sequence[str] | None = None) -> int:
    """Run all rows, or what the options name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the reports to take")
    parser.add_argument("--full", action="store_true", help="the long rows, and no others")
    parser.add_argument("--only", default="", help="names of rows, with commas between")
    parser.add_argument("--json", action="store_true", help="print one JSON object a row")
    for inner in ("--row", "--prepare", "--folder"):
        parser.add_argument(inner, help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    ordered = LONG if given.full else ROWS
    rows = {one.name: one for one in ordered}
    if given.folder:
        place = Place(Path(given.folder), given.scale)
        part = given.prepare
        done_one = prepare(place, int(part)) if part else rows[given.row].work(place)
        print(json.dumps(asdict(done_one)))
        return 0
    chosen = list(rows) if not given.only else named(given.only, rows)
    with tempfile.TemporaryDirectory() as folder:
        done = run(Place(Path(folder), given.scale), [one for one in ordered if one.name in chosen])
    if given.json:
        for name, ours in done.items():
            ratios = [asdict(ratio) for _, ratio in compared(rows[name], done)]
            print(json.dumps({"row": name, **asdict(ours), "ratios": ratios}))
    else:
        print(table_text(done))
        for name, ours in done.items():
            if ours.marks:
                print("", *growth_text(name, ours.marks), sep="\n")
    wrong = any(missed(*pair) for name in done for pair in compared(rows[name], done))
    over = (
        too_large(rows[name], ours) or too_slow(rows[name], ours) for name, ours in done.items()
    )
    return int(wrong or any(over))


def named(only: str, rows: Mapping[str, Row]) -> set[str]:
    """The rows that --only names, with those they need or stand beside."""
    # Names have commas in them: the longest that fits is taken.
    chosen, rest = set(), only.strip()
    while rest:
        found = max((name for name in rows if rest.startswith(name)), key=len, default=None)
        if found is None:
            raise SystemExit(f"no row is called {rest!r}; there are: {'; '.join(rows)}")
        chosen |= _with(found, rows)
        rest = rest.removeprefix(found).lstrip(", ")
    return chosen


def _with(name: str, rows: Mapping[str, Row]) -> set[str]:
    """A row with those it needs or stands beside, and those that they do."""
    waiting, found = [name], set[str]()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [*filter(None, [NEEDED.get(one)]), *(b.name for b in rows[one].beside)]
    return found


def run(place: Place, rows: Sequence[Row]) -> dict[str, Done]:
    """Run rows one after the other."""
    if PREPARED & {one.name for one in rows}:
        print("reading what is to be traced", file=sys.stderr)
        read_flashes(place)
    done = {}
    for one in rows:
        print(one.name, file=sys.stderr)
        done[one.name] = measured(one, place)
    return done


if __name__ == "__main__":
    sys.exit(main())
