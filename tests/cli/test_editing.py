"""Editors change a proof; their changes are entries, re-checked, replayed and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.calls import run
from tests.desks import EXAMPLE, WATCH, desk_of

from tocsin.desk import Desk

DAY = ("--as-of", "2022-12-21")
SIGNED = ("--author", "Ida Moss", "--reason", "Plainer.")
BEFORE = ("--known-at", "2026-01-05")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_of(tmp_path / "desk", [EXAMPLE / "reports"])


def words(desk: Desk, *options: str) -> str:
    done = run("export", desk.path, WATCH, *DAY, *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def proof(desk: Desk, tmp_path: Path) -> Path:
    file = tmp_path / "proof.md"
    assert run("edit", desk.path, WATCH, *DAY, "--to", file).returncode == 0
    return file


def turned(file: Path, start: str, text: str) -> Path:
    """Put `text` in the place of the proof's line that begins so."""
    lines = file.read_text("utf-8").split("\n")
    (place,) = [number for number, line in enumerate(lines) if line.startswith(start)]
    lines[place] = text
    file.write_text("\n".join(lines), "utf-8")
    return file


def taken(desk: Desk, file: Path) -> str:
    done = run("edit", desk.path, WATCH, file, *SIGNED, "--json")
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["edit"])


BASE = "The base rate alone gives"
PLAIN = "The base rate alone says little."


def test_a_change_is_kept_with_its_author_beside_the_generated_sentence(
    desk: Desk, tmp_path: Path
) -> None:
    taken(desk, turned(proof(desk, tmp_path), BASE, PLAIN))
    text = words(desk)
    assert f"*Edited.* {PLAIN}" in text
    assert f"> *Generated:* {BASE}" in text
    assert "by Ida Moss (“Plainer”)" in text


def test_what_was_known_before_a_change_is_the_same_to_the_byte(desk: Desk, tmp_path: Path) -> None:
    before = [words(desk, *BEFORE, "--format", form) for form in ("html", "json")]
    taken(desk, turned(proof(desk, tmp_path), BASE, PLAIN))
    after = [words(desk, *BEFORE, "--format", form) for form in ("html", "json")]
    assert before == after


def test_a_change_moves_no_number_and_is_no_cause_of_a_move(desk: Desk, tmp_path: Path) -> None:
    called = ("assess", desk.path, WATCH, *DAY, "--json")
    before = json.loads(run(*called).stdout)
    taken(desk, turned(proof(desk, tmp_path), BASE, PLAIN))
    assert json.loads(run(*called).stdout) == before


def test_a_change_is_taken_back_and_both_entries_stay(desk: Desk, tmp_path: Path) -> None:
    untouched = words(desk)
    entry = taken(desk, turned(proof(desk, tmp_path), BASE, PLAIN))
    assert run("undo", desk.path, entry, *SIGNED).returncode == 0
    assert words(desk) == untouched
    with desk.ledger(read_only=True) as ledger:
        assert [one.kind for one in ledger.corrections(undone=True)] == ["edit", "undo"]
    assert run("verify", desk.path).returncode == 0


def test_a_change_that_adds_a_figure_is_refused_and_nothing_is_entered(
    desk: Desk, tmp_path: Path
) -> None:
    file = turned(proof(desk, tmp_path), BASE, f"{BASE} 90 % for the time that is left.")
    done = run("edit", desk.path, WATCH, file, *SIGNED)
    assert (done.returncode, "T602" in done.stderr, "TL32" in done.stderr) == (3, True, True)
    with desk.ledger(read_only=True) as ledger:
        assert ledger.corrections(undone=True) == ()


def test_leaving_out_what_must_be_said_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = turned(proof(desk, tmp_path), "Confidence in this judgement", "")
    done = run("edit", desk.path, WATCH, file, *SIGNED)
    assert (done.returncode, "TL18" in done.stderr) == (3, True)


def test_a_later_version_tells_a_change_as_stale_where_its_sentence_is_another(
    desk: Desk, tmp_path: Path
) -> None:
    file = turned(proof(desk, tmp_path), BASE, PLAIN)
    taken(desk, file)
    later = run("export", desk.path, WATCH, "--as-of", "2022-12-28").stdout
    assert PLAIN not in later
    assert "no longer applies" in later
    listed = run("edit", desk.path, WATCH, "--list", "--as-of", "2022-12-28", "--json").stdout
    rows = [json.loads(line) for line in listed.splitlines()]
    assert {one["text"]: one["stands"] for one in rows}[PLAIN] == "stale"
    assert all(one["author"] == "Ida Moss" for one in rows)


def test_a_change_to_a_sentence_that_is_another_by_now_is_refused(
    desk: Desk, tmp_path: Path
) -> None:
    file = turned(proof(desk, tmp_path), BASE, PLAIN)
    weight = ("weight", f"{WATCH}:base.events", "--set", "value=9")
    assert run("correct", desk.path, *weight, *SIGNED).returncode == 0
    done = run("edit", desk.path, WATCH, file, *SIGNED)
    assert (done.returncode, "T306" in done.stderr) == (3, True)


def test_the_generated_words_again_are_no_change_but_an_undo(desk: Desk, tmp_path: Path) -> None:
    file = proof(desk, tmp_path)
    base = next(x for x in file.read_text("utf-8").split("\n") if x.startswith(BASE))
    entry = taken(desk, turned(file, BASE, PLAIN))
    again = turned(proof(desk, tmp_path), f"*Edited.* {PLAIN}", base)
    done = run("edit", desk.path, WATCH, again, *SIGNED)
    assert (done.returncode, f"tocsin undo {desk.path} {entry}" in done.stderr) == (2, True)


def test_an_erased_report_takes_the_changes_to_what_quotes_it_with_it(
    desk: Desk, tmp_path: Path
) -> None:
    file = proof(desk, tmp_path)
    lines = file.read_text("utf-8").split("\n")
    place = next(
        n for n, x in enumerate(lines) if n and x.startswith("- ") and " for " in lines[n - 1]
    )
    quoted = lines[place]
    entry = taken(desk, turned(file, quoted, "- It was said."))
    assert run("undo", desk.path, entry, *SIGNED).returncode == 0
    with desk.ledger(read_only=True) as ledger:
        made = next(one for one in ledger.corrections(undone=True) if one.kind == "edit")
        statements = {str(one) for one in made.value["statements"]}  # type: ignore[attr-defined]
        report = next(
            reading.report.id
            for reading in ledger.readings()
            if any(one.id in statements for one in reading.statements)
        )
    done = run("erase", desk.path, report, "--author", "Ida Moss", "--because", "Asked to.")
    assert done.returncode == 0, done.stderr
    with desk.ledger(read_only=True) as ledger:
        assert ledger.corrections(undone=True) == ()
    assert run("verify", desk.path).returncode == 0


@pytest.mark.parametrize("call", [SIGNED[:2], (*SIGNED, *DAY), (*SIGNED, "--list")])
def test_a_proof_is_taken_in_with_who_and_why_alone(
    desk: Desk, tmp_path: Path, call: tuple[str, ...]
) -> None:
    file = tmp_path / "proof.md"
    file.write_text("", "utf-8")
    assert run("edit", desk.path, WATCH, file, *call).returncode == 2


def test_a_proof_in_a_style_is_taken_back_in_that_style(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "us.md"
    run("edit", desk.path, WATCH, *DAY, "--style", "us", "--to", file)
    taken(desk, turned(file, BASE, PLAIN))
    assert PLAIN in words(desk, "--style", "us")
