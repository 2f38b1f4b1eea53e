"""Files as the world has them: each gets a clear result, and one bad file stops no other."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from shutil import copytree

import pytest
from tests.calls import run

EXAMPLE = Path(str(files("tocsin.example")))
GOOD = "Moscow sent troops to Belarus on Monday, the defence ministry said. It gave no number.\n"


def codes(result: subprocess.CompletedProcess[str]) -> list[str]:
    return [json.loads(line)["code"] for line in result.stderr.splitlines()]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the example's watch and no report, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "desk"
    assert run("init", folder).returncode == 0
    assert run("watch", "add", folder, EXAMPLE / "watch.yaml").returncode == 0
    return folder


@pytest.fixture
def desk(tmp_path: Path, empty: Path) -> Path:
    return Path(copytree(empty, tmp_path / "desk"))


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "T103"), (b" \n\t\n", "T103"), (bytes(range(256)) * 40, "T101")],
    ids=["empty", "blank", "binary"],
)
def test_what_is_no_text_is_refused_and_the_rest_goes_on(
    desk: Path, tmp_path: Path, data: bytes, code: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    result = run("add", desk, tmp_path / "bad.txt", tmp_path / "good.txt", "--json")
    assert result.returncode == 1
    assert codes(result) == [code]
    assert json.loads(result.stdout)["new"] == 1


def test_a_wrong_encoding_is_read_and_its_faults_are_told(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("The minister’s “offer” stands.\n".encode("cp1252") * 3)
    assert run("add", desk, tmp_path / "old.txt", "--json").returncode == 0
    printed = run("text", tmp_path / "old.txt").stdout
    assert "minister’s “offer”" in printed


def test_another_language_is_kept_and_marked_not_read(desk: Path) -> None:
    foreign = EXAMPLE / "reports" / "20-pivnich.txt"
    added = run("add", desk, foreign, "--json")
    row = json.loads(added.stdout)
    assert (row["new"], row["unread"], row["read"]) == (1, 1, 0)
    assert (added.returncode, codes(added)) == (1, ["T402"])
    result = run("read", foreign, "--json")
    assert (result.returncode, codes(result)) == (3, ["T402"])
    # Only a desk keeps what it cannot read.
    assert "Kept, not read." in added.stderr
    assert "Kept" not in result.stderr
    assert "Not read." in result.stderr


def test_a_report_of_over_a_million_characters_is_kept_and_not_read(
    desk: Path, tmp_path: Path
) -> None:
    (tmp_path / "long.txt").write_text(GOOD * 20_000, "utf-8")
    added = run("add", desk, tmp_path / "long.txt", "--json")
    row = json.loads(added.stdout)
    assert (row["new"], row["unread"], row["read"]) == (1, 1, 0)
    assert (added.returncode, codes(added)) == (1, ["T102"])
    assert codes(run("read", tmp_path / "long.txt", "--json")) == ["T102"]
    found = [json.loads(line) for line in run("doctor", desk, "--json").stdout.splitlines()]
    assert "T102" in {one["code"] for one in found}


def test_an_undated_report_is_kept_and_listed_with_evidence_for_a_date(desk: Path) -> None:
    run("add", desk, EXAMPLE / "reports", "--json")
    found = [json.loads(line) for line in run("doctor", desk, "--json").stdout.splitlines()]
    undated = [one for one in found if one["code"] == "D001"]
    assert [one["file"].rsplit("/", 1)[-1] for one in undated] == ["21-undated.txt"]


def test_a_desk_that_is_none_is_told_with_the_remedy(tmp_path: Path) -> None:
    result = run("status", tmp_path, "--json")
    assert (result.returncode, codes(result)) == (3, ["T301"])
    assert "tocsin init" in json.loads(result.stderr)["hint"]


def test_a_watch_with_many_faults_shows_them_all(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("id: Bad Id\nquestion: Q\nhypotheses: []\n", "utf-8")
    result = run("watch", "check", tmp_path / "bad.yaml")
    assert result.returncode == 3
    for part in ("id (line 1)", "opens", "closes", "base", "hypotheses (line 3)"):
        assert part in result.stderr


def test_a_time_that_is_none_is_a_wrong_use(desk: Path) -> None:
    result = run("assess", desk, "belarus-entry", "--as-of", "yesterday", "--json")
    assert (result.returncode, codes(result)) == (2, ["T501"])


@pytest.mark.slow
def test_ten_thousand_copies_are_one_report(desk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number:05}.txt").write_text(GOOD, "utf-8")
    row = json.loads(run("add", desk, folder, "--json").stdout)
    assert (row["new"], row["known"], row["refused"]) == (1, 9_999, 0)


def test_help_of_every_command_has_an_example() -> None:
    for command in (
        *("init", "add", "status", "doctor", "search", "assess", "explain", "changes"),
        *("correct", "undo", "note", "resolve", "annul", "export", "demo", "eval"),
        *("read", "segment", "trace", "text"),
    ):
        result = run(command, "--help")
        assert result.returncode == 0
        assert "Example:" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "exit_code", "code"),
    [
        (("assess", "--json"), 2, "T502"),
        (("nosuch", "--json"), 2, "T502"),
        (("assess", "DESK", "belarus-entry", "--as-of", "9999-12-31", "--json"), 2, "T501"),
        (("assess", "DESK", "belarus-entry", "--as-of", "20221021", "--json"), 2, "T501"),
        (("assess", "DESK", "nosuch", "--json"), 3, "T202"),
        (("init", "DESK", "--json"), 3, "T302"),
        (("init", "DESK/ledger.sqlite", "--json"), 2, "T502"),
        (
            ("correct", "DESK", "reject", "s0", "--author", "A", "--reason", "B", "--json"),
            3,
            "T304",
        ),
    ],
)
def test_a_wrong_call_is_one_coded_line_and_no_traceback(
    desk: Path, arguments: tuple[str, ...], exit_code: int, code: str
) -> None:
    result = run(*(one.replace("DESK", str(desk)) for one in arguments))
    assert (result.returncode, codes(result)) == (exit_code, [code])


@pytest.mark.parametrize("call", [("watch", "check"), ("watch", "add", "DESK")])
def test_a_watch_that_is_no_utf_8_is_a_broken_watch(
    desk: Path, tmp_path: Path, call: tuple[str, ...]
) -> None:
    file = tmp_path / "old.yaml"
    file.write_bytes("id: entrée\n".encode("latin-1"))
    result = run(*(str(desk) if word == "DESK" else word for word in call), file, "--json")
    assert (result.returncode, codes(result)) == (3, ["T201"])
    assert "is not UTF-8" in result.stderr


def test_an_edited_watch_counts_at_the_next_call_and_a_broken_one_is_told(desk: Path) -> None:
    file = desk / "watches" / "belarus-entry.yaml"
    call = ("assess", desk, "belarus-entry", "--as-of", "2022-10-21", "--json")
    before = json.loads(run(*call).stdout)
    file.write_text(file.read_text("utf-8").replace("  events: 3", "  events: 9000"), "utf-8")
    after = json.loads(run(*call).stdout)
    assert before["base"] < 0.2 < 0.99 < after["base"] < 1
    file.write_text("id: [", "utf-8")
    broken = run(*call)
    assert codes(broken) == ["T201"]
    assert json.loads(broken.stdout)["base"] == after["base"]


def test_an_indicator_added_later_is_declared_when_it_was_added(desk: Path) -> None:
    file = desk / "watches" / "belarus-entry.yaml"
    text = file.read_text("utf-8")
    assert "  - id: strike-group" in text
    file.write_text(text.replace("  - id: strike-group", "  - id: late-group"), "utf-8")
    shown = json.loads(run("watch", "show", desk, "belarus-entry", "--json").stdout)
    declared = {one["id"]: one["declared"] for one in shown["indicators"]}
    assert declared["late-group"] > "2026-01-01" > declared["equipment-out"]


def test_a_resolved_watch_says_so_beside_its_estimate(desk: Path) -> None:
    signed = ("--author", "AK", "--reason", "no entry by the close")
    row = run("resolve", desk, "belarus-entry", "support", "--on", "2023-01-01", *signed)
    assert row.returncode == 0
    call = ("assess", desk, "belarus-entry", "--as-of", "2023-01-02", "--json")
    told = json.loads(run(*call).stdout)
    assert (told["resolution"]["outcome"], told["phase"]) == ("support", "resolved")


@pytest.mark.parametrize(
    ("day", "phase"),
    [("2021-01-01", "before"), ("2022-10-21", "open"), ("2023-01-05", "closed")],
)
def test_an_estimate_says_how_the_question_stands(desk: Path, day: str, phase: str) -> None:
    call = ("assess", desk, "belarus-entry", "--as-of", day, "--json")
    assert json.loads(run(*call).stdout)["phase"] == phase


def test_an_annulled_question_says_so_of_every_day(desk: Path) -> None:
    signed = ("--author", "AK", "--reason", "the question was ambiguous")
    assert run("annul", desk, "belarus-entry", *signed).returncode == 0
    call = ("assess", desk, "belarus-entry", "--as-of")
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    for day in (tomorrow, "2022-10-21"):
        row = json.loads(run(*call, day, "--json").stdout)
        assert (row["phase"], row["resolution"]["outcome"]) == ("annulled", None)
    assert "annulled by AK: the question was ambiguous" in run(*call, "2022-10-21").stdout


def test_segments_of_text_in_another_encoding_are_refused_as_its_reading_is(
    tmp_path: Path,
) -> None:
    told = "Войска пересекли границу сегодня утром, сообщило министерство обороны страны. " * 3
    (tmp_path / "other.txt").write_bytes(told.encode("cp1251"))
    result = run("segment", tmp_path / "other.txt", "--json")
    assert (result.returncode, result.stdout) == (3, "")
    assert json.loads(result.stderr)["code"] == "T101"


def test_text_in_another_encoding_is_printed_with_a_warning(tmp_path: Path) -> None:
    told = "Войска пересекли границу сегодня утром, сообщило министерство обороны страны. " * 3
    (tmp_path / "other.txt").write_bytes(told.encode("cp1251"))
    (tmp_path / "sound.txt").write_text(GOOD, "utf-8")
    result = run("text", tmp_path / "other.txt", "--json")
    assert (result.returncode, codes(result)) == (0, ["T107"])
    assert json.loads(result.stdout)["text"]
    plain = run("text", tmp_path / "other.txt")
    assert (plain.returncode, plain.stderr.startswith("warning T107: ")) == (0, True)
    assert run("text", tmp_path / "sound.txt").stderr == ""


def test_a_report_in_which_nobody_says_anything_is_told(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Contents\n\n1\n2\n3\n", "utf-8")
    result = run("read", tmp_path / "list.txt", "--json")
    assert (result.returncode, result.stdout) == (0, "")
    row = json.loads(result.stderr)
    assert (row["code"], row["file"]) == ("T406", str(tmp_path / "list.txt"))
    told = run("read", tmp_path / "list.txt")
    assert (told.returncode, told.stdout) == (0, "")
    assert "holds no statement" in told.stderr


def test_a_note_entered_twice_is_told_and_taken_back_once(desk: Path) -> None:
    row = json.loads(run("watch", "show", desk, "belarus-entry", "--json").stdout)
    sign = row["indicators"][0]["id"]
    told = ("Three columns", "--author", "AK", "--basis", "own visit", "--when", "2022-10-20")
    first, again = (
        run("note", desk, "belarus-entry", sign, *told, "--json") for _ in range(2)
    )  # fmt: skip
    assert (first.stderr, again.returncode) == ("", 0)
    assert json.loads(again.stdout) == json.loads(first.stdout)
    assert json.loads(again.stderr)["code"] == "T307"
    entry = json.loads(first.stdout)["note"]
    undone = run("undo", desk, entry, "--author", "AK", "--reason", "misread", "--json")
    assert json.loads(undone.stdout)["undoes"] == entry
    assert run("note", desk, "belarus-entry", sign, *told, "--json").stderr == ""


def test_a_correction_entered_twice_is_told_and_entered_once(desk: Path) -> None:
    signed = ("--author", "AK", "--reason", "seen twice")
    grade = ("correct", desk, "grade", "Institute for the Study of War", "--set", "reliability=B")
    first = run(*grade, *signed, "--json")
    again = run(*grade, *signed, "--json")
    assert (first.stderr, again.returncode) == ("", 0)
    assert json.loads(again.stdout) == json.loads(first.stdout)
    assert json.loads(again.stderr)["code"] == "T307"
    entry = json.loads(first.stdout)["correction"]
    assert entry in json.loads(again.stderr)["message"]
    assert run("undo", desk, entry, *signed).returncode == 0
    assert run(*grade, *signed, "--json").stderr == ""
