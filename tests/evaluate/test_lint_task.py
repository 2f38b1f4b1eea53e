"""The checker is scored by rule and by gravity, a fault found twice once right and once wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tocsin.evaluate.lint import figures


def scored(tmp_path: Path, labelled: list[Any], found: list[Any]) -> dict[str, Any]:
    paths = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    for path, faults in zip(paths, (labelled, found), strict=True):
        path.write_text(json.dumps({"id": "a", "faults": faults}) + "\n", "utf-8")
    return figures(*paths)


def fault(rule: str, start: int, end: int) -> dict[str, Any]:
    return {"rule": rule, "span": [start, end]}


def test_a_fault_is_found_by_its_rule_and_a_shared_character(tmp_path: Path) -> None:
    labelled = [fault("TL16", 5, 8), fault("TL04", 10, 20), fault("TL16", 30, 33)]
    found = [fault("TL16", 7, 9), fault("TL16", 6, 8), fault("TL04", 19, 25), fault("TL22", 30, 33)]
    result = scored(tmp_path, labelled, found)
    assert result["errors"]["precision"] == result["errors"]["recall"] == 1.0
    warnings = result["warnings"]
    assert (warnings["right"], warnings["found"], warnings["labelled"]) == (1, 3, 2)
    assert (warnings["precision"], warnings["recall"]) == (1 / 3, 0.5)
    assert list(result["rules"]) == ["TL04", "TL16", "TL22"]


def test_what_was_neither_found_nor_labelled_has_no_figure(tmp_path: Path) -> None:
    result = scored(tmp_path, [], [])
    assert result["errors"]["precision"] is None
    assert result["rules"] == {}
