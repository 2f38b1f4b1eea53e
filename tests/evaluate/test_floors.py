"""No figure falls below its floor on the gold that the floor was pinned on."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tocsin.evaluate import TASKS, evaluate_task
from tocsin.evaluate.tasks import bundled_gold, tasks

FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text("utf-8"))
PUBLIC = os.environ.get("TOCSIN_GOLD")


def gold_of(task: str, kind: str) -> Path:
    known = tasks()[task]
    if kind == "bundled":
        return bundled_gold() / (known.bundled or "")
    if not PUBLIC:
        pytest.skip("TOCSIN_GOLD names no folder with the public gold")
    return Path(PUBLIC) / known.public


@cache
def measured(task: str, kind: str) -> dict[str, Any]:
    return evaluate_task(task, gold_of(task, kind))


@pytest.mark.parametrize("key", sorted(FLOORS))
def test_a_figure_stays_above_its_floor(key: str) -> None:
    where, _, name = key.partition(": ")
    task, _, kind = where.partition(", ")
    figure = next(one for one in tasks()[task].figures if one.name == name)
    gold = gold_of(task, kind)
    row = FLOORS[key]
    fingerprint = hashlib.sha256(gold.read_bytes()).hexdigest()
    assert fingerprint == row["gold"], "the gold is another: pin the floors anew"
    value = figure.of(measured(task, kind)["figures"])
    assert value is not None
    assert figure.met(value, row["floor"]), f"{value} against a floor of {row['floor']}"


def test_every_task_with_bundled_gold_has_a_floor() -> None:
    floored = {key.partition(", ")[0] for key in FLOORS if ", bundled" in key}
    assert floored == {name for name in TASKS if tasks()[name].bundled is not None}
