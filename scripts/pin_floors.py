"""Pin the figures of this version as floors under which no change may fall.

Without an argument floors only rise. `--lower REASON` lets them fall, and keeps the reason.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Any

import yaml

from tocsin.evaluate import evaluate_all
from tocsin.evaluate.tasks import bundled_gold, public_gold, tasks

FLOORS = Path(__file__).resolve().parents[1] / "tests" / "evaluate" / "floors.yaml"
MARGIN = 0.005
"""A floor stands so far under (or, of errors, over) the figure: room for a library's rounding."""


def main() -> int:
    """Measure all that can be measured here and write the floors; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", metavar="REASON", help="let floors fall, for this reason")
    reason = parser.parse_args().lower
    rows: dict[str, dict[str, Any]] = {}
    if FLOORS.is_file():
        rows = yaml.safe_load(FLOORS.read_text("utf-8")) or {}
    refused = []
    for result in evaluate_all():
        task = tasks()[result["task"]]
        gold = gold_of(result["task"], result["gold"])
        fingerprint = hashlib.sha256(gold.read_bytes()).hexdigest()
        for figure in task.figures:
            value = figure.of(result["figures"])
            if value is None:
                continue
            key = f"{task.name}, {result['gold']}: {figure.name}"
            floor = round(value + MARGIN if figure.lower else value - MARGIN, 4)
            old = rows.get(key)
            worse = old is not None and not figure.met(floor, old["floor"])
            if old is not None and worse and reason is None:
                if not figure.met(value, old["floor"]):
                    refused.append(f"{key}: {value} is under the floor {old['floor']}")
                continue
            rows[key] = {"floor": floor, "measured": value, "gold": fingerprint}
            if worse:
                rows[key]["lowered"] = reason
    text = yaml.safe_dump(dict(sorted(rows.items())), allow_unicode=True, width=100)
    FLOORS.write_text("# Written by scripts/pin_floors.py; do not edit by hand.\n" + text, "utf-8")
    for line in refused:
        print(line)
    return 1 if refused else 0


def gold_of(task: str, kind: str) -> Path:
    """Return the gold file of a task, bundled or public."""
    known = tasks()[task]
    if kind == "public":
        return (public_gold() or Path()) / known.public
    return bundled_gold() / (known.bundled or "")


if __name__ == "__main__":
    sys.exit(main())
