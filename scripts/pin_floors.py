"""Measure every task, write docs/reference/figures.md, and pin floors under which none may fall.

Without an argument floors only rise. `--lower REASON` lets them fall, and keeps the reason.
`--only KIND` measures gold of one kind (bundled, public, tenth, labels) and writes no page.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tocsin import __version__
from tocsin.evaluate import Line, evaluate_all
from tocsin.evaluate.kinds import CAUTION, kinds_head, kinds_rows
from tocsin.evaluate.parsed import keeping, kept_folder
from tocsin.evaluate.table import COST, HEAD, cells, sections
from tocsin.evaluate.tasks import KINDS, gold_of, tasks
from tocsin.evaluate.tenth import evaluate_tenth

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "evaluate" / "floors.yaml"
FIGURES = ROOT / "docs" / "reference" / "figures.md"
TENTH = "tenth"
MARGIN = 0.005
"""A floor stands so far under (or, of errors, over) the figure: room for a library's rounding."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of a task on gold of one kind, and the SHA-256 of that gold."""

    task: str
    kind: str
    figures: Mapping[str, Any]
    gold: str


def main() -> int:
    """Measure all that can be measured here and write the floors; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", metavar="REASON", help="let floors fall, for this reason")
    parser.add_argument("--only", metavar="KIND", choices=(*KINDS, TENTH), help="gold of one kind")
    given = parser.parse_args()
    made_on = tree()  # before anything is written
    with keeping(kept_folder()):
        measured = []
        if given.only != TENTH:
            results = list(evaluate_all((given.only,) if given.only else KINDS))
            measured += [of_result(result) for result in results]
            if given.only is None:
                FIGURES.write_text(figures_page(results, made_on), "utf-8")
        if given.only in (None, TENTH):
            measured += list(tenths())
    refused = pin(measured, given.lower)
    for line in refused:
        print(line)
    return 1 if refused else 0


def of_result(result: Mapping[str, Any]) -> Measured:
    """Return a result of `evaluate_all` with the digest of its gold."""
    gold = gold_of(tasks()[result["task"]], result["gold"]) or Path()
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()
    return Measured(result["task"], result["gold"], result["figures"], digest)


def tenths() -> Iterator[Measured]:
    """Measure the fixed tenth of every public set that is here."""
    for task in tasks().values():
        if (found := evaluate_tenth(task)) is not None:
            result, digest = found
            yield Measured(task.name, TENTH, result["figures"], digest)


def pin(measured: Sequence[Measured], reason: str | None) -> list[str]:
    """Raise floors to what was measured, or lower them for a reason; return what is refused."""
    rows: dict[str, dict[str, Any]] = {}
    if FLOORS.is_file():
        rows = yaml.safe_load(FLOORS.read_text("utf-8")) or {}
    refused = []
    for one in measured:
        for figure in tasks()[one.task].figures:
            value = figure.of(one.figures)
            if value is None:
                continue
            key = f"{one.task}, {one.kind}: {figure.name}"
            floor = round(value + MARGIN if figure.lower else value - MARGIN, 4)
            if floor <= 0 and not figure.lower:
                continue  # nothing could fall under it
            old = rows.get(key)
            worse = old is not None and not figure.met(floor, old["floor"])
            if old is not None and worse and reason is None:
                if not figure.met(value, old["floor"]):
                    refused.append(f"{key}: {value} is under the floor {old['floor']}")
                continue
            rows[key] = {"floor": floor, "measured": value, "gold": one.gold}
            if worse:
                rows[key]["lowered"] = reason
    text = yaml.safe_dump(dict(sorted(rows.items())), allow_unicode=True, width=100)
    FLOORS.write_text("# Written by scripts/pin_floors.py; do not edit by hand.\n" + text, "utf-8")
    return refused


def tree() -> str:
    """Say which commit is measured, and whether the files are those of the commit."""
    commit = git("rev-parse", "HEAD").strip()
    own = {str(path.relative_to(ROOT)) for path in (FLOORS, FIGURES)}
    changed = [line[3:] for line in git("status", "--porcelain").splitlines()]
    others = [name for name in changed if name not in own]
    if others:
        return f"`{commit}`, with {len(others)} files changed that were not committed"
    return f"`{commit}`, the tree clean"


def git(*words: str) -> str:
    """Return what git prints."""
    done = subprocess.run(
        ["git", *words],  # noqa: S607 - whichever git the developer has
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def figures_page(results: Sequence[Mapping[str, Any]], made_on: str) -> str:
    """Return the page of all figures with their intervals."""
    page = [
        "# Figures",
        "",
        "Written by `TOCSIN_GOLD=DIR python scripts/pin_floors.py`; do not edit by hand.",
        f"`make eval` prints the same table. Version {__version__}.",
        f"Made on commit {made_on}.",
        "",
        "*Bundled* gold is small, and labelled by those who wrote the reports: it shows that a",
        "change broke something, not how good Tocsin is. *Public* gold was made by others; these",
        "are its development halves, on which rules were tuned, so expect less on text never",
        "seen. *Must* and *goal* are what the project asks of itself, *others* what other systems",
        "reached on the same gold under the same rulers.",
        "",
        "*95 %* is the middle of 1,000 samples (2,000 of forecasts and of phrases), drawn with",
        "replacement and a fixed seed: of documents, sentences, pairs, phrases or questions, as",
        "the task has them. Where it reaches under *must*, a figure over it may be luck.",
    ]
    lines = [Line(**row) for result in results for row in result["rows"]]
    for title, own in sections(lines):
        page += ["", *([f"## {title}", ""] if title else [])]
        page += [markdown_row(HEAD), markdown_row(["---"] * len(HEAD))]
        page += [markdown_row([line.what, *cells(line)[1:]]) for line in own]
    page += [*kinds_page(results), "", COST]
    seconds = sum(result["seconds"] for result in results)
    page += ["", f"All of it took {seconds:.0f} seconds."]
    return "\n".join(page) + "\n"


def kinds_page(results: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the tables by family and length of window that stand beside scores of questions."""
    for result in results:
        if rows := kinds_rows(result["figures"]):
            yield from ("", f"## {result['task'].capitalize()} by kind, {result['gold']} gold", "")
            yield "Brier score at opening by family and length of window (yes of questions)."
            yield from (CAUTION, "", markdown_row(kinds_head()))
            yield markdown_row(["---"] * len(kinds_head()))
            yield from (markdown_row(row) for row in rows)


def markdown_row(words: Sequence[str]) -> str:
    """Return a row of a Markdown table."""
    return "| " + " | ".join(words) + " |"


if __name__ == "__main__":
    sys.exit(main())
