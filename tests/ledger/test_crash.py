"""Whatever kills a desk's process, or fills its disk, loses nothing that was acknowledged."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.crash.acts import ACTS
from scripts.crash.disk import full_by_limit, full_disk, read_only
from scripts.crash.killing import Killed, kill

from tocsin.desk import Desk


def killed(desk: Desk, folder: Path, count: int) -> Killed:
    found = Killed()
    for found in kill(desk.path, folder, count):
        assert found.faults == []
    assert sum(found.kills.values()) == count
    assert len(found.kills) == len(ACTS)
    return found


@pytest.mark.slow
def test_a_kill_in_any_act_loses_nothing_and_leaves_nothing_half(
    example_desk: Desk, tmp_path: Path
) -> None:
    assert killed(example_desk, tmp_path, 2 * len(ACTS)).clean


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_fifty_kills_lose_nothing_that_was_acknowledged(example_desk: Desk, tmp_path: Path) -> None:
    found = killed(example_desk, tmp_path, 50)
    assert found.clean
    assert found.within > 10
    assert found.acknowledged > 15


@pytest.mark.slow
def test_files_that_cannot_grow_refuse_with_a_code_and_lose_nothing(
    example_desk: Desk, tmp_path: Path
) -> None:
    tried, faults = full_by_limit(example_desk.path, tmp_path, 6)
    assert (tried, faults) == (6, [])


def test_a_full_disk_refuses_with_a_code_and_loses_nothing(
    example_desk: Desk, tmp_path: Path
) -> None:
    tried, faults = full_disk(example_desk.path, tmp_path)
    if not tried:
        pytest.skip("no small disk can be mounted here")
    assert faults == []


def test_a_read_only_disk_is_read_and_refuses_with_a_code(
    example_desk: Desk, tmp_path: Path
) -> None:
    tried, faults = read_only(example_desk.path, tmp_path)
    if not tried:
        pytest.skip("no read-only disk can be mounted here")
    assert faults == []
