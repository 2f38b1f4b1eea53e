"""The replay row: what is compared, and that another byte and a look not made both count."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tocsin.evaluate import replay


def written(file: Path, *rows: Mapping[str, Any]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_other_bytes_and_looks_not_made_are_counted_by_check(tmp_path: Path) -> None:
    gold = written(tmp_path / "gold.jsonl", {"id": "a", "as_of": "2022-10-01"})
    said = written(
        tmp_path / "said.jsonl",
        {"id": "a", "check": "twice", "same": True},
        {"id": "a", "check": "order", "same": False},
        {"id": "a", "check": "known_at", "same": True},
    )
    assert replay.figures(gold, said) == {
        "comparisons": 4,
        "differences": 2,
        "by_check": {"twice": 0, "order": 1, "known_at": 0, "watch_after": 1},
    }
