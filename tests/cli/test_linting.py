"""The command that checks any text, as people, editors and workflows call it."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.calls import run

SOFT = "# Note\n\nA raid may follow.\n"
WRONG = "A raid by 30 June is very unlikely.\n"


def lint(*words: str, given: str = "") -> CompletedProcess[str]:
    return run("lint", *words, given=given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "soft.md").write_text(SOFT, "utf-8")
    (tmp_path / "wrong.txt").write_text(WRONG, "utf-8")
    return tmp_path


def test_a_warning_leaves_with_0_and_an_error_with_1(folder: Path) -> None:
    soft, wrong = str(folder / "soft.md"), str(folder / "wrong.txt")
    made = lint(soft)
    assert made.returncode == 0
    assert f"{soft}:3:8: warning TL16" in made.stdout
    assert "0 errors, 1 warning. Form is checked, not truth." in made.stdout
    assert lint(soft, "--strict").returncode == 1
    made = lint(soft, wrong, "--json")
    assert made.returncode == 1
    assert [json.loads(line)["rule"] for line in made.stdout.splitlines()] == ["TL16", "TL04"]
    assert lint(wrong, "--style", "us").returncode == 0


def test_standard_input_is_a_text_as_well() -> None:
    made = lint("-", "--format", "github", given=SOFT)
    assert made.returncode == 0
    assert made.stdout.startswith("::warning file=-,line=3,")


def test_what_cannot_be_read_stops_no_other(folder: Path) -> None:
    made = lint(str(folder / "none.md"), str(folder / "soft.md"))
    assert made.returncode == 1
    assert "TL16" in made.stdout
    assert "none.md" in made.stderr
    assert lint(str(folder / "none.md")).returncode == 3


@pytest.mark.parametrize(
    "words", [["--format", "xml"], ["--only", "TL99"], ["--style", "fr"], ["--yardstick", "X"], []]
)
def test_a_wrong_call_is_told_before_anything_is_checked(folder: Path, words: list[str]) -> None:
    made = lint(*([str(folder / "soft.md")] if words else []), *words)
    assert made.returncode == 2
    assert "error T5" in made.stderr


def test_a_house_can_bring_its_own_style(folder: Path, repository: Path) -> None:
    shipped = (repository / "src/tocsin/data/house_us.yaml").read_text("utf-8")
    own = folder / "ours.yaml"
    own.write_text(shipped.replace("US-ICD203", "NATO-AJP2.1"), "utf-8")
    made = lint(str(folder / "wrong.txt"), "--style", str(own))
    assert "no word of" in made.stdout
    assert "NATO" in made.stdout


def test_the_rules_are_told_with_their_grounds() -> None:
    rows = [json.loads(line) for line in lint("--rules", "--json").stdout.splitlines()]
    assert {"TL01", "TL27", "TL31"} <= {row["rule"] for row in rows}
    assert all(row["why"] and row["source"] and row["fix"] for row in rows)
