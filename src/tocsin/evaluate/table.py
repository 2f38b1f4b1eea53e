"""The table of all tasks, beside what is asked for and what others reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tocsin.evaluate.recorded import Recorded, recorded_of
from tocsin.evaluate.tasks import KINDS, Figure, Intervals, Task, gold_of, measure_task, tasks

__all__ = [
    "COST",
    "HEAD",
    "Line",
    "cells",
    "evaluate_all",
    "lines_of",
    "recorded_lines",
    "sections",
    "table_text",
]

COST = (
    "What it costs is measured by `make bench`, on 100,000 pieces of evidence over 400 days: "
    "`estimates, one more` (one new statement; must 50 ms, goal 5 ms) and `estimates, timeline` "
    "(the whole timeline; must 5 s, goal 2 s)."
)
"""The row that is no figure of a gold set: times hang on the machine and what else it does."""

HEAD = (
    "task",
    "gold",
    "n",
    "figure",
    "value",
    "95 %",
    "must",
    "goal",
    "stands",
    "others, on the same gold",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure with its 95 % interval, beside what is asked of it.

    `stands` is "short of must", "short of goal", "goal met", or "must met" where no goal is set;
    "" where nothing is asked. What is asked, and what others reached, is not of bundled gold.
    """

    task: str
    what: str
    gold: str
    n: int
    figure: str
    value: float | None
    low: float | None
    high: float | None
    must: float | None
    goal: float | None
    stands: str
    others: str


def evaluate_all(kinds: Sequence[str] = KINDS) -> Iterator[dict[str, Any]]:
    """Yield the result of every task on each kind of gold that is here.

    Each is that of `evaluate_task` with "gold" beside it, "bundled", "public" or "labels", and
    "rows": its lines of the table.
    """
    for task in tasks().values():
        for kind in kinds:
            gold = gold_of(task, kind)
            if gold is not None:
                result, intervals = measure_task(task.name, gold)
                lines = lines_of(task, kind, result, intervals)
                yield {**result, "gold": kind, "rows": [asdict(line) for line in lines]}


def lines_of(task: Task, kind: str, result: Mapping[str, Any], intervals: Intervals) -> list[Line]:
    """Return a result as lines of the table; "" is gold that the user named.

    After those of the task's public gold stand the figures recorded on just this gold.
    """
    figures = result["figures"] or {}
    # Of bundled gold nothing is asked, for rules were tuned on it; but where a task has no other,
    # it counts faults and no quality.
    asked = kind != "bundled" or (task.public is None and task.labels is None)
    lines = []
    for figure in task.figures:
        value = figure.of(figures)
        must, goal = (figure.must, figure.goal) if asked else (None, None)
        low, high = figure.interval_of(figures, intervals) or (None, None)
        lines.append(
            Line(
                task=task.name,
                what=task.what,
                gold=kind,
                n=result["n"],
                figure=figure.name,
                value=value,
                low=None if low is None else round(low, 4),
                high=None if high is None else round(high, 4),
                must=must,
                goal=goal,
                stands=_stands(figure, value, must, goal),
                others=figure.peer if asked else "",
            )
        )
    public = gold_of(task, kind) if kind == "public" and task.trained else None
    return lines if public is None else [*lines, *recorded_lines(task, public)]


def recorded_lines(task: Task, gold: Path) -> list[Line]:
    """Return the lines of a task's trained figures, where they were measured on just this gold.

    Each says on which day and by which commit: the weights are not here to be measured anew.
    """
    return [_recorded_line(task, one) for one in recorded_of(task, gold)]


def _recorded_line(task: Task, one: Recorded) -> Line:
    figure = one.figure
    return Line(
        task=task.name,
        what=task.what,
        gold="public",
        n=one.n,
        figure=f"{figure.name} (recorded {one.measured.isoformat()}, {one.commit[:7]})",
        value=one.value,
        low=one.low,
        high=one.high,
        must=figure.must,
        goal=figure.goal,
        stands=_stands(figure, one.value, figure.must, figure.goal),
        others=figure.peer,
    )


def _stands(figure: Figure, value: float | None, must: float | None, goal: float | None) -> str:
    if value is None:
        return ""
    if must is not None and not figure.met(value, must):
        return "short of must"
    if goal is not None:
        return "goal met" if figure.met(value, goal) else "short of goal"
    return "" if must is None else "must met"


def sections(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Part the lines: those on gold, then, where there are any, those on labels of our own."""
    own = [line for line in lines if line.gold == "labels"]
    rest = [line for line in lines if line.gold != "labels"]
    return [pair for pair in (("", rest), ("Own labels", own)) if pair[1]]


def cells(line: Line) -> tuple[str, ...]:
    """Return a line as words, in the order of `HEAD`."""
    span = "" if line.low is None or line.high is None else f"{line.low:.3f}–{line.high:.3f}"
    return (
        line.task,
        line.gold,
        str(line.n),
        line.figure,
        "-" if line.value is None else f"{line.value:.3f}",
        span,
        "" if line.must is None else f"{line.must:g}",
        "" if line.goal is None else f"{line.goal:g}",
        line.stands,
        line.others,
    )


def table_text(lines: Iterable[Line]) -> str:
    """Return lines as a table for a person."""
    parts = []
    for title, own in sections(list(lines)):
        rows = [HEAD, *map(cells, own)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
        parts.append(
            "\n".join(
                [
                    *([title] if title else []),
                    *(
                        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
                        for row in rows
                    ),
                ]
            )
        )
    return "\n\n".join(parts)
