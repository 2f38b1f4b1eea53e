"""The fixed tenth of a gold set: which rows are in it, and what stands beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tocsin.evaluate.tasks import Task, task_of
from tocsin.evaluate.tenth import _taken, tenth_of

Rows = Sequence[dict[str, Any]]


def task(**entry: object) -> Task:
    return task_of("made up", {"what": "made up", "figures": [], **entry})


def tenth(folder: Path, rows: Rows, own: Task) -> Rows:
    home, part = folder / "gold", folder / "part"
    home.mkdir()
    part.mkdir()
    gold = home / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (home / "beside.txt").write_text("as needed", encoding="utf-8")
    written = tenth_of(own, gold, part)
    assert (part / "beside.txt").read_text(encoding="utf-8") == "as needed"
    return [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]


def test_it_is_a_tenth_in_the_order_of_the_gold(tmp_path: Path) -> None:
    rows = [{"id": f"s{n}", "text": "…"} for n in range(400)]
    part = tenth(tmp_path, rows, task())
    assert len(part) == 40
    assert part == [row for row in rows if row in part]


@given(st.sets(st.text(max_size=5), min_size=1, max_size=80), st.integers(1, 30))
def test_it_only_grows_with_what_is_asked(units: set[str], least: int) -> None:
    taken = _taken(units, least)
    assert len(taken) == min(len(units), max(-(-len(units) // 10), least))
    assert taken <= _taken(units, least + 1)


def test_of_a_small_set_at_least_so_many_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    rows = [{"id": f"s{n}"} for n in range(60)]
    assert len(tenth(tmp_path / "a", rows, task())) == 20
    assert len(tenth(tmp_path / "b", rows, task(least=4))) == 6


def test_what_belongs_together_stays_together(tmp_path: Path) -> None:
    rows = [{"id": f"s{n}", "cluster": f"c{n % 100}"} for n in range(500)]
    part = tenth(tmp_path, rows, task(unit="cluster"))
    stories = {row["cluster"] for row in part}
    assert len(stories) == 20
    assert part == [row for row in rows if row["cluster"] in stories]


def test_a_unit_may_be_of_two_fields(tmp_path: Path) -> None:
    rows = [{"a": f"a{n % 30}", "b": f"b{n}"} for n in range(300)]
    assert len(tenth(tmp_path, rows, task(unit=["a", "b"]))) == 30
