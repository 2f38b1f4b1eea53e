"""Measure weights that do not ship on a task's public gold, and record the figures.

    TOCSIN_GOLD=DIR python -m scripts.measure_trained WEIGHTS

WEIGHTS is a folder that `tocsin train attribution` filled. The figures go to
src/tocsin/data/trained.yaml with what they hang on: the commit, the day, the SHA-256 of the gold,
and the fingerprint and the card of the weights, which holds the digest of what they were taught
on. The table of all figures shows them where the gold is the same. A tree with changes of the code
is refused.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

import yaml
from scripts.pin_floors import git

from tocsin.data import load
from tocsin.evaluate.recorded import RECORDS, digest_of_file
from tocsin.evaluate.tasks import gold_of, measure_task, tasks
from tocsin.read.weights import contents_of, digest_of, settings_of

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "src" / "tocsin" / "data" / RECORDS
HEAD = "# Written by scripts/measure_trained.py; do not edit by hand.\n"


def main() -> int:
    """Measure, write the record, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--task", default="attribution")
    given = parser.parse_args()
    task = tasks()[given.task]
    gold = gold_of(task, "public")
    if gold is None:
        print("TOCSIN_GOLD names no folder with the public gold.")
        return 1
    changed = [one for one in git("status", "--porcelain").splitlines() if RECORDS not in one]
    if changed:
        print(f"{len(changed)} files are changed and not committed: commit them first.")
        return 1
    content = contents_of(given.weights)
    result, intervals = measure_task(task.name, gold, weights=given.weights)
    figures = {}
    for figure in task.trained:
        value = figure.of(result["figures"])
        ends = figure.interval_of(result["figures"], intervals)
        figures[figure.at] = {"value": value} | ({} if ends is None else {"interval": list(ends)})
    rows = dict(load(RECORDS) or {})
    rows[task.name] = {
        "figures": figures,
        "n": result["n"],
        "gold": digest_of_file(gold),
        "weights": digest_of(content),
        "card": settings_of(content, given.weights).get("card") or "none",
        "commit": git("rev-parse", "HEAD").strip(),
        "measured": datetime.now(UTC).date().isoformat(),
        "command": f"python -m scripts.measure_trained WEIGHTS --task {task.name}",
    }
    FILE.write_text(HEAD + yaml.safe_dump(rows, sort_keys=True), "utf-8")
    print(FILE.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
