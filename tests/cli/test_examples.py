"""Examples: what the help of a command shows runs as it is written, on the desk of the demo."""

from __future__ import annotations

import inspect
import json
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx2
import pytest
import typer
from typer.testing import CliRunner

from tocsin.cli.app import app

EXAMPLE = Path(str(files("tocsin.example")))
WATCH = "belarus-entry"
REPORTS = ("01", "02", "03")
APART = {"demo", "init"}
"""Commands that make what the others need, and so begin in an empty folder."""

LONG = {"train attribution"}
"""Commands whose example asks for hours and for what only they need."""

FETCHING = {"collect", "feed add", "feed remove", "feed versions"}
"""Commands whose example asks a server; `test_feeds.py` tries them on one of its own."""

SPREAD = {"merge", "scale"}
"""Commands whose example needs an engine that is an extra; `tests/scale` tries them."""

TYPED = "four quiet words here"
PACKED = {"import": ("export", "--what", "desk", "--to"), "restore": ("backup",)}
"""Commands whose example unpacks a desk, and what packs it."""

ONGOING = {"serve"}
"""Commands that go on until they are stopped."""


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every command with its example."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield (
            " ".join(path),
            " ".join(inspect.cleandoc(command.help).partition("Example:")[2].split()),
        )
        return
    for name in sorted(inner):
        yield from commands(inner[name], (*path, name))


EXAMPLES = dict(commands(typer.main.get_command(app)))


def invoke(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words), input=f"{TYPED}\n{TYPED}\n")
    return result.exit_code, result.stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "desk"
    assert invoke("demo", str(folder))[0] == 0
    return folder


@pytest.fixture
def place(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that the examples name."""
    shutil.copytree(demo, tmp_path / "desk")
    (tmp_path / "reports").mkdir()
    listed = [f for f in sorted((EXAMPLE / "reports").iterdir()) if f.name.startswith(REPORTS)]
    for file in listed:
        shutil.copy(file, tmp_path / "reports")
    named = (EXAMPLE / "reports" / "manifest.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in named if line.startswith(("file", *REPORTS))]
    (tmp_path / "reports" / "manifest.csv").write_text("".join(kept), "utf-8")
    rules = "rules: [{id: five, when: crosses, level: 0.05}]\n"
    (tmp_path / "alerts.yaml").write_text(rules, "utf-8")
    (tmp_path / "article.txt").write_text("An official said so on Monday.\n", "utf-8")
    (tmp_path / "article.html").write_text("<h1>Told</h1><p>An official said so.</p>", "utf-8")
    shutil.copy(EXAMPLE / "watch.yaml", tmp_path)
    (tmp_path / "gold").mkdir()
    shutil.copy(EXAMPLE / "gold" / "dates.jsonl", tmp_path / "gold" / "te3_timebank.jsonl")
    shutil.copy(EXAMPLE / "gold" / "questions.jsonl", tmp_path / "gold")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_has_an_example_of_itself() -> None:
    assert all(
        one == f"tocsin {name}" or one.startswith(f"tocsin {name} ")
        for name, one in EXAMPLES.items()
    )


@pytest.mark.parametrize("name", sorted(ONGOING))
def test_an_example_that_goes_on_says_where_it_is_and_can_be_stopped(
    name: str, place: Path
) -> None:
    words = shlex.split(EXAMPLES[name])[1:]
    # The port of the example may be another's: any that is free does.
    call = [sys.executable, "-m", "tocsin", *words, "--port", "0"]
    with subprocess.Popen(call, cwd=place, stdout=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stdout is not None
        told = next(word for word in running.stdout.readline().split() if "http://" in word)
        # Where the tests run behind a shell's back, only a server that answers hears Ctrl-C.
        assert httpx2.get(told.rstrip("."), timeout=60).status_code == 200
        running.send_signal(signal.SIGINT)
        running.stdout.read()
        assert running.wait(60) == 0


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - LONG - FETCHING - ONGOING - SPREAD))
def test_an_example_runs_as_it_is_written(name: str, place: Path) -> None:
    if name in APART | {"resolve"}:
        shutil.rmtree(place / "desk")
    if name == "resolve":
        # A score is as many estimates as days: of a desk without reports they are quick.
        assert invoke("init", "desk")[0] == invoke("watch", "add", "desk", "watch.yaml")[0] == 0
    words = shlex.split(EXAMPLES[name].partition(" | ")[0])[1:]
    if name in PACKED:
        how, *more = PACKED[name]
        assert invoke(how, "desk", *more, words[1])[0] == 0
        shutil.rmtree(place / "desk")
    if name.startswith("account ") and name != "account add":
        assert invoke("account", "add", "desk", "A. Analyst", "--role", "reader")[0] == 0
    if name.startswith("contact "):
        sent = ("contribute", "desk", "article.txt", "--on", "2022-10-20", "--yes", "--json")
        code = json.loads(invoke(*sent)[1])["code"]
        if name != "contact keep":
            assert invoke("contact", "keep", "desk", code)[0] == 0
        words = [code if one.startswith("K-") else one for one in words]
    if name == "edit":
        assert invoke("edit", "desk", WATCH, "--as-of", "2022-12-21", "--to", "proof.md")[0] == 0
        proof = (place / "proof.md").read_text("utf-8")
        changed = proof.replace("before any report is read", "before a report is read")
        assert changed != proof
        (place / "proof.md").write_text(changed, "utf-8")
    if "report-0123.txt" in words:
        words[words.index("report-0123.txt")] = min((place / "reports").glob("01*")).name
    # The ids of an example stand for some that only a desk can tell.
    if "s0123" in words:
        _, told = invoke("export", "desk", WATCH, "--what", "statements", "--json")
        words[words.index("s0123")] = json.loads(told.splitlines()[0])["id"]
    if "c0123" in words:
        made = (
            "grade",
            "UK Ministry of Defence",
            "--set",
            "reliability=B",
            "--author",
            "AK",
            "--reason",
            "known",
        )
        _, told = invoke("correct", "desk", *made, "--json")
        words[words.index("c0123")] = json.loads(told)["correction"]
    if "a0123" in words:
        span = ("--from", "2022-10-15", "--to", "2022-10-21")
        invoke("alert", "send", "desk", WATCH, "--rules", "alerts.yaml", *span)
        _, told = invoke("alert", "list", "desk", "--json")
        words[words.index("a0123")] = json.loads(told.splitlines()[0])["alert"]
    code, told = invoke(*words)
    assert (code, bool(told)) == (0, True), told
