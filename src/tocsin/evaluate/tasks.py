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

__all__ = [
    "KINDS",
    "TASKS",
    "Figure",
    "Intervals",
    "Task",
    "bundled_gold",
    "corpora_of",
    "evaluate_task",
    "gold_of",
    "kind_of",
    "measure_task",
    "public_gold",
    "tasks",
]

KINDS = ("bundled", "public", "labels")
"""Kinds of gold, in the order in which a task is measured on them."""

LEAST = 20
"""Units that the tenth of a public set has at least, where its task does not say."""

Intervals = Mapping[str, Sequence[float]]
"""The 95 % interval of figures, by their place in a ruler's result."""

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
"""The tasks of the contract. `tasks()` has those on labels of our own after them, and replay."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a task: where it stands in the ruler's result, and what is asked of it."""

    at: str
    name: str
    must: float | None = None
    goal: float | None = None
    lower: bool = False
    peer: str = ""
    interval: str = ""

    def of(self, result: Mapping[str, Any]) -> float | None:
        """Return the figure of a ruler's result, None where it has none."""
        value = _at(result, self.at)
        return value if isinstance(value, int | float) else None

    def interval_of(
        self, result: Mapping[str, Any], others: Intervals
    ) -> tuple[float, float] | None:
        """Return its 95 % interval: the ruler's own, else that among `others`, else None."""
        found = _at(result, self.interval) if self.interval else others.get(self.at)
        return None if found is None else (found[0], found[1])

    def met(self, value: float, bound: float) -> bool:
        """Say whether `value` is at least as good as `bound`."""
        return value <= bound if self.lower else value >= bound


@dataclass(frozen=True, slots=True)
class Task:
    """A task with the names of its gold files and its headline figures.

    One on a set of our own has `labels` and neither `public` nor `bundled`. `trained` are figures
    by weights that do not ship, which are recorded and not measured anew.
    """

    name: str
    what: str
    public: str | None
    bundled: str | None
    labels: str | None
    unit: tuple[str, ...]
    least: int
    corpora: tuple[str, ...]
    figures: tuple[Figure, ...]
    trained: tuple[Figure, ...] = ()


def _at(result: Mapping[str, Any], place: str) -> Any:
    value: Any = result
    for key in place.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


@cache
def tasks() -> Mapping[str, Task]:
    """Return all tasks by name: those of the contract, then those on labels of our own."""
    table = load("tasks.yaml")
    return {name: task_of(name, table[name]) for name in (*TASKS, *set_aside(table))}


def set_aside(table: Mapping[str, Any]) -> list[str]:
    """Return the names of a table of tasks that the contract does not have, in their order."""
    return [name for name in table if name not in TASKS]


def task_of(name: str, entry: Mapping[str, Any]) -> Task:
    """Return a task as its entry in tasks.yaml has it."""
    unit = entry.get("unit", "id")
    return Task(
        name=name,
        what=entry["what"],
        public=entry.get("public"),
        bundled=entry.get("bundled"),
        labels=entry.get("labels"),
        unit=(unit,) if isinstance(unit, str) else tuple(unit),
        least=entry.get("least", LEAST),
        corpora=tuple(entry.get("corpora", ())),
        figures=tuple(Figure(**row) for row in entry["figures"]),
        trained=tuple(Figure(**row) for row in entry.get("trained", ())),
    )


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


def own_labels() -> Path:
    """Return the folder of the labels of our own."""
    return Path(str(files("tocsin.data").joinpath("labels")))


def gold_of(task: Task, kind: str) -> Path | None:
    """Return a task's gold of one kind (bundled, public or labels), None where it is not here.

    Labels are offsets: they are of use only where the texts are too.
    """
    public = public_gold()
    if kind == "bundled":
        return None if task.bundled is None else bundled_gold() / task.bundled
    if public is None:
        return None
    if kind == "labels":
        return None if task.labels is None else own_labels() / task.labels
    file = None if task.public is None else public / task.public
    return file if file is not None and file.is_file() else None


def evaluate_task(
    name: str,
    gold: Path | None,
    *,
    predictions: Path | None = None,
    reports: Sequence[Path] = (),
    weights: Path | None = None,
) -> dict[str, Any]:
    """Return {"task", "n", "figures", "version", "seconds"} for one task on one gold file.

    Without `gold` the public file is taken, the labels of our own, or the bundled one.
    `predictions` keeps what was predicted, in the ruler's format. Gold without outcomes still
    yields predictions; its figures are then None. `reports` are corpora for questions. Raises
    `BadArgument`, `RulerError`.
    """
    asked = Asked(reports, weights)
    return _measured(name, gold, predictions=predictions, asked=asked, drawn=False)[0]


def measure_task(
    name: str,
    gold: Path | None,
    *,
    predictions: Path | None = None,
    reports: Sequence[Path] = (),
    weights: Path | None = None,
) -> tuple[dict[str, Any], Intervals]:
    """Return what `evaluate_task` does, and the intervals that the ruler's result has not."""
    asked = Asked(reports, weights)
    return _measured(name, gold, predictions=predictions, asked=asked, drawn=True)


_TRAINED = ("attribution",)
"""Tasks that can be done by trained weights."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a task may be given beside its gold."""

    reports: Sequence[Path]
    weights: Path | None


def _measured(
    name: str,
    gold: Path | None,
    *,
    predictions: Path | None,
    asked: Asked,
    drawn: bool,
) -> tuple[dict[str, Any], Intervals]:
    if name not in tasks():
        listed = ", ".join(tasks())
        raise BadArgument(f"there is no task {name!r}.", hint=f"There are: {listed}.")
    task = tasks()[name]
    gold = gold or default_gold(task)
    if not gold.is_file():
        raise BadArgument("there is no such gold file.", file=str(gold))
    module = import_module(f"tocsin.evaluate.{name.replace('-', '_')}")
    began = time.perf_counter()
    others: Intervals = {}
    with tempfile.TemporaryDirectory() as scratch:
        out = predictions or Path(scratch) / "predictions.jsonl"
        count = 0
        with out.open("w", encoding="utf-8") as file:
            for row in module.predict(gold, **_options(task, gold, asked)):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
        try:
            result = shown.printed(module.figures(gold, out))
        except RulerError:
            if _has_outcomes(gold, name):
                raise
            result = None
        seconds = round(time.perf_counter() - began, 3)
        if drawn and result is not None and hasattr(module, "intervals"):
            others = module.intervals(gold, out)
    row = {"task": name, "n": count, "figures": result, "version": __version__, "seconds": seconds}
    return row, others


def _options(task: Task, gold: Path, asked: Asked) -> dict[str, Any]:
    """Return what a task's `predict` takes beside the gold. Raises `BadArgument`."""
    if asked.weights is not None:
        if task.name not in _TRAINED:
            raise BadArgument(
                f"nothing is trained for the task {task.name!r}.",
                hint=f"Weights are for: {', '.join(_TRAINED)}.",
            )
        return {"weights": asked.weights}
    if task.corpora:
        return {"reports": corpora_of(task, gold, asked.reports)}
    if task.labels is not None:
        texts = public_gold()
        if texts is None:
            raise _textless(task)
        return {"texts": texts}
    return {}


def _textless(task: Task) -> BadArgument:
    return BadArgument(
        f"the labels of {task.name!r} are offsets into texts that are not here.",
        hint="Set TOCSIN_GOLD to the folder that holds them.",
    )


def kind_of(task: Task, gold: Path | None) -> str:
    """Return which of the task's own gold a file is (None: its default), "" for any other file.

    Raises `BadArgument`.
    """
    named = (gold or default_gold(task)).resolve()
    for kind in KINDS:
        own = gold_of(task, kind)
        if own is not None and own.resolve() == named:
            return kind
    return ""


def default_gold(task: Task) -> Path:
    """Return the public gold of a task where it is set, else the labels, else the bundled.

    Raises `BadArgument`.
    """
    for kind in ("public", "labels", "bundled"):
        if (gold := gold_of(task, kind)) is not None:
            return gold
    if task.labels is not None:
        raise _textless(task)
    raise BadArgument(
        f"no gold for {task.name!r} is bundled.",
        hint="Name a file, or set TOCSIN_GOLD to a folder with the public sets.",
    )


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
            return any(row.get(key) is not None for key in ANSWERS.get(name, tuple(row)))
    return True
