"""The table of all tasks, beside what is asked for and what others reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tocsin.evaluate.tasks import TASKS, bundled_gold, evaluate_task, public_gold, tasks

__all__ = ["evaluate_all", "table_text"]


def evaluate_all() -> Iterator[dict[str, Any]]:
    """Yield the result of every task on the bundled gold, then on the public sets where named.

    Each is that of `evaluate_task` with "gold" beside it: "bundled" or "public".
    """
    public = public_gold()
    for name in TASKS:
        task = tasks()[name]
        if task.bundled is not None:
            yield {**evaluate_task(name, bundled_gold() / task.bundled), "gold": "bundled"}
        if public is not None and (public / task.public).is_file():
            yield {**evaluate_task(name, public / task.public), "gold": "public"}


def table_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return results as lines for a person: task, gold, figure, value, must, goal, peers."""
    head = ("task", "gold", "n", "figure", "value", "must", "goal", "others, on the public gold")
    lines = [head]
    for row in rows:
        task = tasks()[row["task"]]
        public = row.get("gold") != "bundled"
        for figure in task.figures:
            value = None if row["figures"] is None else figure.of(row["figures"])
            asked = (figure.must, figure.goal) if public else (None, None)
            lines.append(
                (
                    row["task"],
                    row.get("gold", ""),
                    str(row["n"]),
                    figure.name,
                    "-" if value is None else f"{value:.3f}",
                    *("" if bound is None else f"{bound:g}" for bound in asked),
                    figure.peer if public else "",
                )
            )
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
