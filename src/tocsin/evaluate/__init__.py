"""Evaluation: Tocsin's readings held against gold that people made, task by task."""

from __future__ import annotations

from tocsin.evaluate.table import evaluate_all, table_text
from tocsin.evaluate.tasks import TASKS, Task, evaluate_task

__all__ = ["TASKS", "Task", "evaluate_all", "evaluate_task", "table_text"]
