"""Measure every task, write docs/reference/figures.md, and pin floors under which none may fall.

Without an argument floors only rise. `--lower REASON` lets them fall, and keeps the reason.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Any

import yaml

from tocsin import __version__
from tocsin.evaluate import evaluate_all
from tocsin.evaluate.tasks import bundled_gold, public_gold, tasks

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "evaluate" / "floors.yaml"
FIGURES = ROOT / "docs" / "reference" / "figures.md"
TOO_SLOW = {("questions", "public")}
"""Measured and shown, and not floored: the tests would read hundreds of long reports."""
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
    results = list(evaluate_all())
    FIGURES.write_text(figures_page(results), "utf-8")
    for result in results:
        if (result["task"], result["gold"]) in TOO_SLOW:
            continue
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


def figures_page(results: list[dict[str, Any]]) -> str:
    """Return the page of all figures, with the intervals that the rulers give."""
    lines = [
        "# Figures",
        "",
        "Written by `TOCSIN_GOLD=DIR python scripts/pin_floors.py`; do not edit by hand.",
        f"`make eval` prints the same table. Version {__version__}.",
        "",
        "*Bundled* gold is small, and labelled by those who wrote the reports: it shows that a",
        "change broke something, not how good Tocsin is. *Public* gold was made by others; these",
        "are its development halves, on which rules were tuned, so expect less on text never",
        "seen. *Must* and *goal* are what the project asks of itself, *others* what other systems",
        "reached on the same gold under the same rulers.",
        "",
        "| task | gold | n | figure | value | must | goal | others |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in results:
        task = tasks()[result["task"]]
        for figure in task.figures:
            value = figure.of(result["figures"])
            public = result["gold"] == "public"
            cells = [
                task.what,
                result["gold"],
                str(result["n"]),
                figure.name,
                "-" if value is None else f"{value:.3f}",
                f"{figure.must:g}" if public and figure.must is not None else "",
                f"{figure.goal:g}" if public and figure.goal is not None else "",
                figure.peer if public else "",
            ]
            lines.append("| " + " | ".join(cells) + " |")
    seconds = sum(result["seconds"] for result in results)
    lines += ["", f"All of it took {seconds:.0f} seconds on two cores."]
    return "\n".join(lines) + "\n"


def gold_of(task: str, kind: str) -> Path:
    """Return the gold file of a task, bundled or public."""
    known = tasks()[task]
    if kind == "public":
        return (public_gold() or Path()) / known.public
    return bundled_gold() / (known.bundled or "")


if __name__ == "__main__":
    sys.exit(main())
