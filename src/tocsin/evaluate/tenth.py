"""Tenth: a fixed part of a gold set, for checks that have to be quick."""

from __future__ import annotations

import json
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from tocsin.evaluate.tasks import Task, corpora_of, evaluate_task, gold_of
from tocsin.rulers.rows import Row, read_table

__all__ = ["SHARE", "evaluate_tenth", "tenth_of"]

SHARE = 10
"""One unit in so many is taken."""


def tenth_of(task: Task, gold: Path, folder: Path) -> Path:
    """Write the fixed tenth of a gold file into `folder` and return the file.

    Units (documents, pairs, stories: the task says what) are taken in order of the SHA-256 of
    their names, so that no order and no luck decides; rows keep theirs. At least
    `task.least` of them: a tenth of a small set would say nothing. Files beside the gold are
    linked, for they are read as needed. Raises `RulerError`.
    """
    rows = read_table(gold).rows
    taken = _taken({_unit(row, task) for row in rows}, task.least)
    for beside in sorted(gold.parent.iterdir()):
        if beside.is_file() and beside.name != gold.name:
            _link(beside.resolve(), folder / beside.name)
    part = folder / gold.name.removesuffix(".gz")
    with part.open("w", encoding="utf-8") as file:
        for row in rows:
            if _unit(row, task) in taken:
                file.write(json.dumps(dict(row.values), ensure_ascii=False) + "\n")
    return part


def _taken(units: set[str], least: int) -> frozenset[str]:
    many = max(-(-len(units) // SHARE), least)
    in_order = sorted(units, key=lambda unit: (sha256(unit.encode()).digest(), unit))
    return frozenset(in_order[:many])


def _unit(row: Row, task: Task) -> str:
    return "\n".join(str(row.anything(name)) for name in task.unit)


def _link(file: Path, to: Path) -> None:
    try:
        to.symlink_to(file)
    except OSError:  # where links are not allowed
        shutil.copyfile(file, to)


def evaluate_tenth(task: Task) -> tuple[dict[str, Any], str] | None:
    """Return what `evaluate_task` gives on the tenth of a public set, and the tenth's SHA-256.

    None where the public set is not here. Raises `RulerError`.
    """
    gold = gold_of(task, "public")
    if gold is None:
        return None
    reports = corpora_of(task, gold, ()) if task.corpora else ()
    with tempfile.TemporaryDirectory() as folder:
        part = tenth_of(task, gold, Path(folder))
        return evaluate_task(task.name, part, reports=reports), sha256(
            part.read_bytes()
        ).hexdigest()
