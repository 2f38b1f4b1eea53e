"""Weights that a desk cannot read by are told before anything is made, captured or read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.desks import NOW

from tocsin.desk import Desk, add, diagnose
from tocsin.errors import WeightsUnfit


def test_a_desk_is_not_made_with_weights_that_cannot_be_read_by(tmp_path: Path) -> None:
    (tmp_path / "weights").mkdir()
    with pytest.raises(WeightsUnfit) as told:
        Desk.create(tmp_path / "desk", weights=tmp_path / "weights")
    assert told.value.code == "T405"
    assert not (tmp_path / "desk").exists()


@pytest.fixture
def broken(tmp_path: Path) -> Desk:
    """A desk in which somebody left an empty folder of weights."""
    desk = Desk.create(tmp_path / "desk")
    (desk.path / "weights").mkdir()
    return desk


def test_add_refuses_unfit_weights_before_it_takes_a_report(broken: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("It rains.", "utf-8")
    with pytest.raises(WeightsUnfit):
        add(broken, [tmp_path / "one.txt"], now=NOW)
    with broken.ledger(read_only=True) as ledger:
        assert ledger.counts()["reports"] == 0


def test_doctor_tells_of_unfit_weights_with_the_remedy(broken: Desk) -> None:
    (row,) = [row for row in diagnose(broken) if row["code"] == "T405"]
    assert row["file"] == str(broken.path / "weights")
    assert "tocsin train attribution" in row["hint"]


@pytest.mark.parametrize("command", [["read", "FILE"], ["init", "DESK"]])
def test_commands_tell_of_unfit_weights_by_code(tmp_path: Path, command: list[str]) -> None:
    places = {"FILE": tmp_path / "one.txt", "DESK": tmp_path / "new"}
    places["FILE"].write_text("It rains.", "utf-8")
    words = [str(places.get(word, word)) for word in command]
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", *words, "--weights", str(tmp_path), "--json"],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 3
    assert json.loads(done.stderr)["code"] == "T405"
