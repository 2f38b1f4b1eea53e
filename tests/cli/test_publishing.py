"""Publishing: a draft that was written locks nothing, a published assessment what it cites."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.calls import run
from tests.desks import EXAMPLE, WATCH, desk_of

from tocsin.desk import Desk, publications

DAY = ("--as-of", "2022-10-21")
SIGNED = ("--author", "A. Reader", "--reason", "It is another person's.")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_of(tmp_path / "desk", [EXAMPLE / "reports"])


def cited(desk: Desk) -> str:
    """A statement that the published assessment cites."""
    with desk.ledger(read_only=True) as ledger:
        (made,) = publications(ledger)
    return made.statements[0]


def test_an_export_is_a_draft_unless_it_is_said_to_be_published(desk: Desk, tmp_path: Path) -> None:
    done = run("export", desk.path, WATCH, *DAY, "--to", tmp_path / "draft.md")
    assert done.returncode == 0
    with desk.ledger(read_only=True) as ledger:
        assert publications(ledger) == ()


def test_what_a_published_assessment_cites_is_locked_until_the_reason_names_it(
    desk: Desk, tmp_path: Path
) -> None:
    done = run("export", desk.path, WATCH, *DAY, "--publish", "--to", tmp_path / "told.md")
    assert done.returncode == 0
    statement = cited(desk)
    refused = run("correct", desk.path, "reject", statement, *SIGNED)
    assert (refused.returncode, "T308" in refused.stderr) == (3, True)
    with desk.ledger(read_only=True) as ledger:
        (made,) = publications(ledger)
    named = ("--author", "A. Reader", "--reason", f"Wrong in {made.id}.")
    assert run("correct", desk.path, "reject", statement, *named).returncode == 0


def test_only_an_assessment_is_published(desk: Desk) -> None:
    done = run("export", desk.path, WATCH, "--what", "matrix", "--publish")
    assert (done.returncode, "T502" in done.stderr) == (2, True)
