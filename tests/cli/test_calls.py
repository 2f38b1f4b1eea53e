"""Calls: a wrong one names what is nearest and the help that has it all; JSON is one rule."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calls import run

from tocsin.cli.calling import in_order, nearest

EXAMPLE = Path(str(files("tocsin.example")))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("calls") / "desk"
    assert run("init", folder).returncode == 0
    assert run("watch", "add", folder, EXAMPLE / "watch.yaml").returncode == 0
    return folder


@pytest.mark.parametrize(
    "call", [("add", "d", ""), ("watch", "check", ""), ("watch", "add", "d", "")]
)
def test_no_name_is_not_the_folder_that_one_is_in(call: tuple[str, ...]) -> None:
    result = run(*call)
    assert (result.returncode, "it is empty" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "near", "page"),
    [
        (("--json", "asess", "d"), "assess", "tocsin --help"),
        (("asess", "d", "--json"), "assess", "tocsin --help"),
        (("--json", "nosuch"), "Nearest: ", "tocsin --help"),
        (("--jsn", "x", "--json"), "--version", "tocsin --help"),
        (("assess", "d", "w", "--asof", "2022-10-21", "--json"), "--as-of", "tocsin assess --help"),
        (("--json", "watch", "shw", "d"), "show", "tocsin watch --help"),
        (("watch", "show", "d", "w", "--know", "x", "--json"), "--known-at", "watch show --help"),
        (("assess", "--json"), "", "tocsin assess --help"),
    ],
)
def test_a_wrong_call_names_what_is_nearest_and_the_help_that_is_there(
    arguments: tuple[str, ...], near: str, page: str
) -> None:
    result = run(*arguments)
    row = json.loads(result.stderr)
    assert (result.returncode, row["code"]) == (2, "T502")
    assert near in row["hint"]
    assert row["hint"].endswith(page)


def test_json_may_stand_before_the_command(desk: Path) -> None:
    before, after = run("--json", "watch", "list", desk), run("watch", "list", desk, "--json")
    assert json.loads(before.stdout)["id"] == "belarus-entry"
    assert before.stdout == after.stdout


@given(st.lists(st.sampled_from(["watch", "show", "--json", "--", "--x", "d"]), max_size=6))
def test_only_a_json_before_the_command_is_moved_and_no_other_word_is_lost(
    words: list[str],
) -> None:
    moved = in_order(words, {"watch"})
    assert [one for one in moved if one != "--json"] == [one for one in words if one != "--json"]
    assert in_order(moved, {"watch"}) == moved
    leaf = next((n for n, w in enumerate(words) if w in {"show", "d"}), len(words))
    assert moved[len(moved) - len(words[leaf + 1 :]) :] == words[leaf + 1 :]


@given(st.text(max_size=20))
def test_something_is_always_nearest(name: str) -> None:
    assert nearest(name, ["assess", "add", "watch"])


@pytest.mark.parametrize(
    "words",
    [
        ("assess", "belarus-entry", "--as-of"),
        ("assess", "belarus-entry", "--known-at"),
        ("explain", "belarus-entry", "--as-of"),
        ("export", "belarus-entry", "--as-of"),
        ("export", "belarus-entry", "--known-at"),
        ("changes", "belarus-entry", "--since"),
        ("watch", "show", "belarus-entry", "--known-at"),
        ("watch", "new", "Will X?", "--closes"),
        ("watch", "new", "Will X?", "--closes", "2031-01-01", "--opens"),
        ("resolve", "belarus-entry", "entry", "--author", "A", "--reason", "B", "--on"),
        (
            *("note", "belarus-entry", "equipment-out", "None seen", "--author", "A"),
            *("--basis", "B", "--when"),
        ),
    ],
)
def test_an_empty_time_is_refused_and_never_today(desk: Path, words: tuple[str, ...]) -> None:
    own = 2 if words[0] == "watch" else 1
    result = run(*words[:own], desk, *words[own:], "", "--json")
    row = json.loads(result.stderr)
    assert (result.returncode, row["code"]) == (2, "T501")
    assert row["message"].startswith("'' is no ISO date")
    assert result.stdout == ""


def test_faults_of_a_watch_are_told_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("id: Bad Id\nquestion: Q\nhypotheses: []\n", "utf-8")
    told = run("watch", "check", tmp_path / "bad.yaml").stderr.splitlines()
    assert "bad.yaml: the watch has 5 faults." in told[0]
    assert [line.split(".")[0].strip() for line in told[1:]] == ["1", "2", "3", "4", "5"]
    row = json.loads(run("watch", "check", tmp_path / "bad.yaml", "--json").stderr)
    assert all(f"{number}. " in row["message"] for number in range(1, 6))


@pytest.mark.parametrize("what", ["assessment", "matrix", "waterfall", "statements"])
def test_an_export_in_json_is_one_object_a_line(desk: Path, what: str) -> None:
    call = ("export", desk, "belarus-entry", "--what", what, "--as-of", "2022-10-21")
    printed = run(*call, "--json")
    assert printed.returncode == 0
    rows = [json.loads(line) for line in printed.stdout.splitlines()]
    assert all(isinstance(row, dict) for row in rows)
    document = json.loads(run(*call, "--format", "json").stdout)
    assert rows == ([document] if what == "assessment" else document)
    assert run(*call, "--format", "json", "--json").stdout == printed.stdout
    other = run(*call, "--format", "md" if what == "assessment" else "csv", "--json")
    assert (other.returncode, json.loads(other.stderr)["code"]) == (2, "T502")


def test_an_export_to_a_file_says_in_json_what_was_written(desk: Path, tmp_path: Path) -> None:
    to = tmp_path / "matrix.csv"
    done = run("export", desk, "belarus-entry", "--what", "matrix", "--to", to, "--json")
    row = json.loads(done.stdout)
    assert row == {"written": str(to), "what": "matrix", "format": "csv"}
    assert to.read_text("utf-8").startswith("indicator,")


def test_a_resolution_is_taken_back_by_the_command_that_it_names(
    desk: Path,
) -> None:
    signed = ("--author", "AK", "--reason", "as reported", "--json")
    made = run("annul", desk, "belarus-entry", *signed)
    identity = json.loads(made.stdout)["resolution"]
    taken = run("undo", desk, identity, *signed)
    assert (taken.returncode, json.loads(taken.stdout)["undoes"]) == (0, identity)
    status = json.loads(run("status", desk, "--json").stdout)
    assert status["watches"][0]["ended"] is None


def test_a_question_in_doubt_is_told_and_taken(desk: Path) -> None:
    made = run("watch", "new", desk, "The ferry sails", "--closes", "2031-01-01", "--json")
    assert made.returncode == 0
    row = json.loads(made.stderr)
    assert (row["code"], row["at"]) == ("T205", "question")
    told = run("watch", "new", desk, "Will it sail before 2030?", "--closes", "2031-01-01")
    assert told.returncode == 0
    assert told.stderr.startswith("warning T205: ")
    assert "2030-01-01" in told.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_a_command_that_is_stopped_says_so_without_a_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "never.txt"
    os.mkfifo(pipe)
    # A shell that runs the tests in the background has them, and what they start, ignore Ctrl-C.
    heeding = (
        "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "runpy.run_module('tocsin', run_name='__main__', alter_sys=True)"
    )
    with (
        subprocess.Popen(
            [sys.executable, "-c", heeding, "watch", "check", str(pipe), "--json"],
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as going,
        pipe.open("wb"),  # opened by both ends: the command is reading
    ):
        time.sleep(0.2)
        going.send_signal(signal.SIGINT)
        _, told = going.communicate(timeout=20)
    assert (going.returncode, json.loads(told)["code"]) == (130, "T503")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told_with_a_code() -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "tocsin", "text", str(EXAMPLE / "reports"), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            encoding="utf-8",
        )
    assert result.returncode == 3
    assert [json.loads(line)["code"] for line in result.stderr.splitlines()] == ["T104"]


@pytest.mark.parametrize(
    ("arguments", "exit_code", "code"),
    [
        (("watch", "check", "/dev/zero"), 2, "T502"),
        (("watch", "check", "NOSUCH"), 2, "T502"),
        (("watch", "new", "DESK", "Will \udcff win?", "--closes", "2031-01-01"), 2, "T502"),
        (("watch", "new", "DESK", f"Will {'x' * 5000}?", "--closes", "2031-01-01"), 2, "T502"),
        (("watch", "new", "DESK", "Will X?", "--closes", "2031-01-01", "--yardstick", "Z"), 2, ""),
        (("export", "DESK", "belarus-entry", "--to", ""), 2, "T502"),
        (("export", "DESK", "belarus-entry", "--to", "NOSUCH/x.md"), 2, "T502"),
        (("export", "DESK", "belarus-entry", "--format", ""), 2, "T502"),
        (
            ("changes", "DESK", "belarus-entry", "--since", "2023-01-01", "--as-of", "2022-01-01"),
            2,
            "T502",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_a_code_and_a_remedy(
    desk: Path, tmp_path: Path, arguments: tuple[str, ...], exit_code: int, code: str
) -> None:
    words = [
        one.replace("DESK", str(desk)).replace("NOSUCH", str(tmp_path / "none"))
        for one in arguments
    ]
    result = run(*words, "--json")
    row = json.loads(result.stderr)
    assert (result.returncode, row["code"]) == (exit_code, code or "T502")
    assert row["hint"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("register.yaml", "sources: 5"), ("register.yaml", "["), ("yardsticks.yaml", "a: 5")],
)
def test_a_register_that_is_wrong_is_named(
    desk: Path, tmp_path: Path, name: str, text: str
) -> None:
    other = tmp_path / "desk"
    shutil.copytree(desk, other)
    (other / name).write_text(text, "utf-8")
    result = run("status", other, "--json")
    row = json.loads(result.stderr)
    assert (result.returncode, row["code"], row["file"]) == (2, "T502", str(other / name))


def test_a_desk_without_its_folder_of_watches_gets_one(desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "desk"
    shutil.copytree(desk, other)
    shutil.rmtree(other / "watches")
    assert run("watch", "add", other, EXAMPLE / "watch.yaml").returncode == 0
    assert (other / "watches" / "belarus-entry.yaml").is_file()


@pytest.mark.parametrize("data", [b"", b"no ledger" * 500])
def test_a_ledger_that_is_none_is_told_with_the_remedy(
    desk: Path, tmp_path: Path, data: bytes
) -> None:
    other = tmp_path / "desk"
    shutil.copytree(desk, other)
    (other / "ledger.sqlite").write_bytes(data)
    result = run("status", other, "--json")
    row = json.loads(result.stderr)
    assert (result.returncode, row["code"]) == (3, "T301")
    assert row["hint"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may open everything")
def test_a_file_that_may_not_be_opened_stops_no_other(desk: Path, tmp_path: Path) -> None:
    shut, good = tmp_path / "shut.txt", tmp_path / "good.txt"
    shut.write_text("Nothing.\n", "utf-8")
    good.write_text("Nothing happened on Monday, the ministry said.\n", "utf-8")
    shut.chmod(0)
    result = run("add", desk, shut, good, "--json")
    assert (result.returncode, json.loads(result.stderr)["code"]) == (1, "T104")
    assert json.loads(result.stdout)["new"] == 1
