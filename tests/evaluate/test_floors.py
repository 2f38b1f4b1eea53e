"""No figure falls below its floor on the gold that the floor was pinned on.

Bundled gold and labels of our own are measured whole, of each public set a fixed tenth. With
TOCSIN_WHOLE=1 the public sets are measured whole: minutes instead of seconds.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tocsin.evaluate import TASKS, evaluate_task
from tocsin.evaluate.parsed import keeping, kept_folder
from tocsin.evaluate.tasks import gold_of, public_gold, tasks
from tocsin.evaluate.tenth import evaluate_tenth

FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text("utf-8"))
KINDS = ("bundled", "tenth", "labels", *(["public"] if os.environ.get("TOCSIN_WHOLE") else []))
KEPT = kept_folder() or Path(__file__).resolve().parents[2] / ".cache" / "parses"


def parts_of(key: str) -> tuple[str, str, str]:
    """Return task, kind of gold and figure."""
    where, _, name = key.partition(": ")
    task, _, kind = where.partition(", ")
    return task, kind, name


@cache
def measured(name: str, kind: str) -> tuple[dict[str, Any], str] | None:
    """Return the result and the gold's digest, None where the gold is not here."""
    task = tasks()[name]
    with keeping(KEPT):
        if kind == "tenth":
            return evaluate_tenth(task)
        gold = gold_of(task, kind)
        if gold is None:
            return None
        return evaluate_task(name, gold), hashlib.sha256(gold.read_bytes()).hexdigest()


# A year of daily assessments, or four desks: long, and once a check is enough.
LONG = {"following", "replay"}
AT_LEISURE = [pytest.mark.slow, pytest.mark.timeout(900)]
MEASURED = [
    pytest.param(key, marks=AT_LEISURE if parts_of(key)[0] in LONG else [])
    for key in sorted(FLOORS)
    if parts_of(key)[1] in KINDS
]


@pytest.mark.parametrize("key", MEASURED)
def test_a_figure_stays_above_its_floor(key: str) -> None:
    name, kind, shown = parts_of(key)
    if kind != "bundled" and public_gold() is None:
        pytest.skip("TOCSIN_GOLD names no folder with the public gold")
    found = measured(name, kind)
    assert found is not None, "the gold is gone"
    result, digest = found
    row = FLOORS[key]
    assert digest == row["gold"], "the gold is another: pin the floors anew"
    figure = next(one for one in tasks()[name].figures if one.name == shown)
    value = figure.of(result["figures"])
    assert value is not None
    assert figure.met(value, row["floor"]), f"{value} against a floor of {row['floor']}"


def test_every_task_has_a_floor_on_all_its_gold() -> None:
    floored = {parts_of(key)[:2] for key in FLOORS}
    wanted = set()
    for name, task in tasks().items():
        wanted |= {(name, "bundled")} if task.bundled is not None else set()
        wanted |= {(name, "public"), (name, "tenth")} if task.public is not None else set()
        wanted |= {(name, "labels")} if task.labels is not None else set()
    assert floored == wanted


def test_the_tasks_of_the_contract_come_first() -> None:
    assert tuple(tasks())[: len(TASKS)] == TASKS
