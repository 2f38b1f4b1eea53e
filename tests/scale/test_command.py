"""The commands of scale, where the engine is not there and where it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.scale.material import watching
from typer.testing import CliRunner

from tocsin.cli import app


def test_without_the_extra_it_says_which_command_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching(tmp_path / "desk")
    monkeypatch.setitem(sys.modules, "daft", None)
    words = ["scale", str(tmp_path / "desk"), str(tmp_path), "--to", str(tmp_path / "to"), "--json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 3
    told = json.loads(done.stderr.splitlines()[-1])
    assert told["code"] == "T404"
    assert "pip install 'tocsin[scale]'" in told["hint"]
    assert not (tmp_path / "to").exists()


def test_what_no_run_filled_is_not_merged(tmp_path: Path) -> None:
    watching(tmp_path / "desk")
    (tmp_path / "empty").mkdir()
    words = ["merge", str(tmp_path / "desk"), str(tmp_path / "empty"), "--json"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 3
    assert json.loads(done.stderr.splitlines()[-1])["code"] == "T702"


def test_the_help_has_an_example() -> None:
    done = CliRunner().invoke(app, ["scale", "--help"])
    assert done.exit_code == 0
    assert "Example: tocsin scale desk archive/ --to read/" in done.stdout
