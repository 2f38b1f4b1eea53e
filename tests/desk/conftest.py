"""Desks that several tests look at: made once, then only read."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from tocsin.desk import Desk, add, take_watch

EXAMPLE = Path(str(files("tocsin.example")))
NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)


def desk_of(folder: Path, reports: list[Path]) -> Desk:
    """A new desk with the example's watch and these reports, in this order of arrival."""
    desk = Desk.create(folder)
    take_watch(desk, EXAMPLE / "watch.yaml", now=NOW)
    for report in reports:
        add(desk, [report], now=NOW)
    return desk


@pytest.fixture(scope="session")
def example_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with all reports of the bundled example."""
    return desk_of(tmp_path_factory.mktemp("example"), [EXAMPLE / "reports"])


@pytest.fixture(scope="session")
def founding_desk(founding: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with the five founding reports."""
    return desk_of(tmp_path_factory.mktemp("founding"), [founding])
