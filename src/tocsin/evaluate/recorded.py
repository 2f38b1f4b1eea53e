"""Recorded: figures by weights that do not ship, as a script measured and wrote them down."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.data import load
from tocsin.evaluate.tasks import Figure, Task

__all__ = ["RECORDS", "Recorded", "digest_of_file", "recorded_of"]

RECORDS = "trained.yaml"
"""Shipped data that scripts/measure_trained.py writes."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A figure as it was measured: on how many units, by which commit, on which day."""

    figure: Figure
    value: float
    low: float | None
    high: float | None
    n: int
    commit: str
    measured: date


def recorded_of(task: Task, gold: Path) -> tuple[Recorded, ...]:
    """Return the figures of `task.trained` that were measured on just this gold, by its SHA-256."""
    row: dict[str, Any] = (load(RECORDS) or {}).get(task.name) or {}
    if not task.trained or row.get("gold") != digest_of_file(gold):
        return ()
    found = []
    for figure in task.trained:
        told = row["figures"].get(figure.at)
        if told is not None:
            ends = told.get("interval") or (None, None)
            found.append(
                Recorded(
                    figure,
                    told["value"],
                    ends[0],
                    ends[1],
                    row["n"],
                    row["commit"],
                    date.fromisoformat(str(row["measured"])),
                )
            )
    return tuple(found)


def digest_of_file(file: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
