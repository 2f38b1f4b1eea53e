"""Tasks: what is measured, on which gold, by which ruler, and what others reached."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from tocsin import __version__
from tocsin.data import load
from tocsin.errors import BadArgument, RulerError
from tocsin.rulers import figures as shown

__all__ = ["TASKS", "Figure", "Task", "bundled_gold", "evaluate_task", "public_gold", "tasks"]

TASKS = (
    "furniture",
    "attribution",
    "likelihood",
    "estimative",
    "dates",
    "places",
    "quantities",
    "hedges",
    "negation",
    "copies",
    "events",
    "indicators",
    "pooling",
    "questions",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a task: where it stands in the ruler's result, and what is asked of it."""

    at: str
    name: str
    must: float | None = None
    goal: float | None = None
    lower: bool = False
    peer: str = ""

    def of(self, result: Mapping[str, Any]) -> float | None:
        """Return the figure of a ruler's result, None where it has none."""
        value: Any = result
        for key in self.at.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        return value if isinstance(value, int | float) else None

    def met(self, value: float, bound: float) -> bool:
        """Say whether `value` is at least as good as `bound`."""
        return value <= bound if self.lower else value >= bound


@dataclass(frozen=True, slots=True)
class Task:
    """A task with the names of its gold files and its headline figures."""

    name: str
    what: str
    public: str
    bundled: str | None
    corpora: tuple[str, ...]
    figures: tuple[Figure, ...]


@cache
def tasks() -> Mapping[str, Task]:
    """Return all tasks by name."""
    table = load("tasks.yaml")
    return {
        name: Task(
            name=name,
            what=table[name]["what"],
            public=table[name]["public"],
            bundled=table[name].get("bundled"),
            corpora=tuple(table[name].get("corpora", ())),
            figures=tuple(Figure(**row) for row in table[name]["figures"]),
        )
        for name in TASKS
    }


def public_gold() -> Path | None:
    """Return the folder that TOCSIN_GOLD names, None where it is not set."""
    named = os.environ.get("TOCSIN_GOLD")
    if not named:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise BadArgument(
            "TOCSIN_GOLD names no folder.", hint="Set it to the gold's folder.", file=named
        )
    return folder


def bundled_gold() -> Path:
    """Return the folder of the example's gold."""
    return Path(str(files("tocsin.example").joinpath("gold")))


def evaluate_task(
    name: str,
    gold: Path | None,
    *,
    predictions: Path | None = None,
    reports: Sequence[Path] = (),
) -> dict[str, Any]:
    """Return {"task", "n", "figures", "version", "seconds"} for one task on one gold file.

    Without `gold` the public file is taken, or the bundled one. `predictions` keeps what was
    predicted, in the ruler's format. Gold without outcomes still yields predictions; its figures
    are then None. `reports` are corpora for questions. Raises `BadArgument`, `RulerError`.
    """
    if name not in TASKS:
        raise BadArgument(f"there is no task {name!r}.", hint=f"There are: {', '.join(TASKS)}.")
    task = tasks()[name]
    gold = gold or default_gold(task)
    if not gold.is_file():
        raise BadArgument("there is no such gold file.", file=str(gold))
    module = import_module(f"tocsin.evaluate.{name}")
    began = time.perf_counter()
    options = {"reports": corpora_of(task, gold, reports)} if task.corpora else {}
    with tempfile.TemporaryDirectory() as scratch:
        out = predictions or Path(scratch) / "predictions.jsonl"
        count = 0
        with out.open("w", encoding="utf-8") as file:
            for row in module.predict(gold, **options):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
        try:
            result = shown.printed(module.figures(gold, out))
        except RulerError:
            if _has_outcomes(gold, name):
                raise
            result = None
    return {
        "task": name,
        "n": count,
        "figures": result,
        "version": __version__,
        "seconds": round(time.perf_counter() - began, 3),
    }


def default_gold(task: Task) -> Path:
    """Return the public gold of a task where it is set, else the bundled. Raises `BadArgument`."""
    public = public_gold()
    if public is not None and (public / task.public).is_file():
        return public / task.public
    if task.bundled is None:
        raise BadArgument(
            f"no gold for {task.name!r} is bundled.",
            hint="Name a file, or set TOCSIN_GOLD to a folder with the public sets.",
        )
    return bundled_gold() / task.bundled


def corpora_of(task: Task, gold: Path, reports: Sequence[Path]) -> list[Path]:
    """Return the corpora that questions are answered from."""
    if reports:
        return list(reports)
    gold = gold.resolve()
    if gold.is_relative_to(bundled_gold().resolve()):
        return [bundled_gold().parent / "reports"]
    return [gold.parent.parent / corpus for corpus in task.corpora]


ANSWERS: Mapping[str, tuple[str, ...]] = {
    "furniture": ("lines",),
    "attribution": ("attributions",),
    "likelihood": ("hand_checked_core",),
    "estimative": ("percent",),
    "dates": ("timexes",),
    "places": ("toponyms",),
    "quantities": ("quantities",),
    "hedges": ("label",),
    "negation": ("label",),
    "copies": ("label",),
    "events": ("cluster",),
    "indicators": ("label",),
    "pooling": ("outcome", "resolved"),
    "questions": ("outcome", "resolved"),
}
"""Fields that hold the answer: gold without any of them can be predicted and not scored."""


def _has_outcomes(gold: Path, name: str) -> bool:
    import gzip

    data = gold.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    for line in data.decode("utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            return any(row.get(key) is not None for key in ANSWERS[name])
    return True
