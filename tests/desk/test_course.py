"""The course of a watch: its line shows each revision, each end, and what was taken back."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, desk_of
from typer.testing import CliRunner

from tocsin.cli.app import app
from tocsin.desk import (
    Desk,
    annul,
    case_of,
    resolve,
    situation_of,
    status_of,
    take_watch,
    undo,
    watch_row,
)
from tocsin.nouns import Turn, cut_of
from tocsin.publish import assess, estimate_text, html, lint

HOUR = timedelta(hours=1)
LATER = NOW + timedelta(days=30)
LAST = "2022-12-21"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return desk_of(tmp_path_factory.mktemp("course"), []).path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    shutil.copytree(made, tmp_path / "desk")
    return Desk.open(tmp_path / "desk")


def revise(desk: Desk, kappa: float, at: datetime, by: str | None = None, why: str = "") -> None:
    """Take in the watch with another kappa, and with who did so where it is said."""
    file = desk.path / "watches" / f"{WATCH}.yaml"
    text = (EXAMPLE / "watch.yaml").read_text("utf-8").split("\nrevised:")[0]
    text += f"\nsettings: {{kappa: {kappa}}}\n" if "\nsettings:" not in text else ""
    text = text.replace("kappa: 0.5", f"kappa: {kappa}")
    if by is not None:
        text += f"\nrevised: {{by: {by}, why: {why}}}\n"
    file.write_text(text, "utf-8")
    take_watch(desk, file, now=at)


def line(desk: Desk) -> str:
    return str(status_of(desk)["watches"][0]["line"])


def turns(desk: Desk, as_of: str | None = None, known_at: datetime = LATER) -> tuple[Turn, ...]:
    with desk.ledger(read_only=True) as ledger:
        cut = cut_of(as_of or "2030-01-01")
        now = situation_of(desk, ledger, WATCH, as_of=cut, known_at=known_at, with_history=False)
        return case_of(desk, ledger, now).course


def test_a_watch_that_was_only_taken_in_has_no_line(desk: Desk) -> None:
    assert line(desk) == ""
    assert [turn.kind for turn in turns(desk)] == ["taken in"]


def test_a_revision_says_when_by_whom_and_why_where_the_file_says_so(desk: Desk) -> None:
    revise(desk, 0.3, NOW + HOUR, "AK", "groups are looser")
    assert (
        line(desk) == "revised once on 2\N{NO-BREAK SPACE}January 2026 by AK: “groups are looser”"
    )


def test_a_revision_that_says_nothing_is_told_as_one(desk: Desk) -> None:
    revise(desk, 0.3, NOW + HOUR)
    assert "by whom and why is not said" in line(desk)


def test_what_a_file_still_says_of_the_revision_before_is_not_said_of_the_next(desk: Desk) -> None:
    revise(desk, 0.3, NOW + HOUR, "AK", "groups are looser")
    revise(desk, 0.4, NOW + 2 * HOUR, "AK", "groups are looser")
    assert line(desk).startswith("revised twice, last on")
    assert "by whom and why is not said" in line(desk)
    assert [turn.by for turn in turns(desk)] == [None, "AK", None]


@pytest.mark.parametrize("how", ["resolved", "annulled"])
def test_an_end_stands_in_the_line_and_its_taking_back_after_it(desk: Desk, how: str) -> None:
    if how == "annulled":
        made = annul(desk, WATCH, author="AK", reason="unclear", now=NOW)
    else:
        row = resolve(
            desk,
            WATCH,
            "support",
            on="2023-01-01",
            author="AK",
            reason="no entry",
            spans=[],
            now=NOW,
        )
        made = row["resolution"]
    assert line(desk).startswith(how)
    undo(desk, made, author="BL", reason="too early", now=NOW + HOUR)
    assert line(desk) == (
        "the end was taken back on 2\N{NO-BREAK SPACE}January 2026 by BL: “too early”"
    )
    known = turns(desk)
    assert [(one.kind, one.held) for one in known] == [
        ("taken in", True),
        (how, False),
        ("taken back", True),
    ]
    # What was known before the taking back stands.
    assert [one.kind for one in turns(desk, known_at=NOW + HOUR)] == ["taken in", how]
    assert turns(desk, known_at=NOW + HOUR)[-1].held


def test_a_watch_taken_back_ends_anew_and_its_line_shows_both(desk: Desk) -> None:
    undo(
        desk,
        annul(desk, WATCH, author="AK", reason="unclear", now=NOW),
        author="BL",
        reason="clear enough",
        now=NOW + HOUR,
    )
    resolve(
        desk,
        WATCH,
        "support",
        on="2023-01-01",
        author="CD",
        reason="no entry",
        spans=[],
        now=NOW + 2 * HOUR,
    )
    assert "resolved as support" in line(desk)
    assert "taken back" in line(desk)
    assert status_of(desk)["watches"][0]["ended"] == "support"


def test_an_estimate_of_an_earlier_day_tells_of_no_end(desk: Desk) -> None:
    resolve(
        desk,
        WATCH,
        "support",
        on="2023-01-01",
        author="AK",
        reason="no entry",
        spans=[],
        now=NOW,
    )
    assert [one.kind for one in turns(desk, "2022-12-31")] == ["taken in"]
    assert [one.kind for one in turns(desk, "2023-01-01")] == ["taken in", "resolved"]


def test_every_place_that_names_the_watch_shows_its_line(desk: Desk) -> None:
    revise(desk, 0.3, NOW + HOUR, "AK", "groups may be looser")
    annul(desk, WATCH, author="BL", reason="likely unclear", now=NOW + 2 * HOUR)
    run = CliRunner()
    for command in (["watch", "list"], ["status"]):
        told = run.invoke(app, [*command, str(desk.path)]).stdout
        assert "revised once on" in told
        assert "annulled on" in told
    told = run.invoke(app, ["watch", "show", str(desk.path), WATCH]).stdout
    assert "It was revised on" in told
    assert "It was annulled on" in told
    row = json.loads(run.invoke(app, ["watch", "list", str(desk.path), "--json"]).stdout)
    assert [turn["kind"] for turn in row["course"]] == ["taken in", "revised", "annulled"]
    assert watch_row(desk, WATCH, known_at=None)["line"] == line(desk)
    with desk.ledger(read_only=True) as ledger:
        now = situation_of(
            desk, ledger, WATCH, as_of=cut_of("2026-02-01"), known_at=LATER, with_history=False
        )
        case = case_of(desk, ledger, now)
    assert "The watch: revised once on" in estimate_text(case)
    page = html(assess(case), case)
    assert "groups may be looser" in page
    assert "It was annulled on" in page
    assert [one for one in lint(assess(case), case) if one.section == "course"] == []


def test_a_watch_is_shown_as_it_was_known(desk: Desk) -> None:
    revise(desk, 0.3, NOW + timedelta(days=2), "AK", "looser")
    assert len(watch_row(desk, WATCH, known_at="2026-01-02")["revisions"]) == 1
    assert len(watch_row(desk, WATCH, known_at=None)["revisions"]) == 2
