"""Progress: who waits at a terminal sees that something goes on, and a pipe or --json nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.desks import WATCH, desk_of
from typer.testing import CliRunner

from tocsin.cli import estimates, people
from tocsin.cli.app import app
from tocsin.desk import Desk

RESOLVE = ("support", "--on", "2023-01-01", "--author", "AK", "--reason", "no entry")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stages that a terminal would show."""
    stages: list[str] = []

    @contextmanager
    def watched(*, shown: bool, **_more: str) -> Iterator[Callable[[str, int], None]]:
        yield lambda stage, count: stages.extend([stage] * count if shown else [])

    for module in (estimates, people):
        monkeypatch.setattr(module, "progress", watched)
    return stages


@pytest.mark.parametrize("form", [(), ("--form", "short")])
def test_an_assessment_tells_of_each_weighing(
    example_desk: Desk, shown: list[str], form: tuple[str, ...]
) -> None:
    words = ["assess", str(example_desk.path), WATCH, "--as-of", "2022-10-21", *form]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert shown
    assert set(shown) == {"weigh"}


def test_an_ending_tells_of_each_weighing(tmp_path: Path, shown: list[str]) -> None:
    desk = desk_of(tmp_path / "desk", [])
    assert CliRunner().invoke(app, ["resolve", str(desk.path), WATCH, *RESOLVE]).exit_code == 0
    assert set(shown) == {"weigh"}


def test_json_tells_nothing(example_desk: Desk, tmp_path: Path, shown: list[str]) -> None:
    desk = desk_of(tmp_path / "desk", [])
    for words in (
        ["assess", str(example_desk.path), WATCH, "--as-of", "2022-10-21", "--json"],
        ["resolve", str(desk.path), WATCH, *RESOLVE, "--json"],
    ):
        assert CliRunner().invoke(app, words).exit_code == 0
    assert shown == []


def test_a_pipe_gets_nothing_on_standard_error(example_desk: Desk) -> None:
    words = ["assess", str(example_desk.path), WATCH, "--as-of", "2022-10-21"]
    assert CliRunner().invoke(app, words).stderr == ""
