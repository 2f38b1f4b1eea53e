"""Evaluation: Tocsin's readings held against gold that people made, task by task."""

from __future__ import annotations

from tocsin.evaluate.table import Line, evaluate_all, lines_of, table_text
from tocsin.evaluate.tasks import TASKS, Task, evaluate_task, measure_task

__all__ = [
    "TASKS",
    "Line",
    "Task",
    "evaluate_all",
    "evaluate_task",
    "lines_of",
    "measure_task",
    "table_text",
]
