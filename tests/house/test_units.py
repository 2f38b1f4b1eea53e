"""The units that run a desk on a server are sound, and every command in them is one there is."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tocsin.cli import app

UNITS = Path(__file__).resolve().parents[2] / "examples" / "systemd"
COMMAND = "/opt/tocsin/bin/tocsin"


def calls() -> Iterator[tuple[str, list[str]]]:
    """Each call of Tocsin in a unit: the unit's name, and the words behind the command."""
    for unit in sorted(UNITS.glob("*.service")):
        for line in unit.read_text("utf-8").splitlines():
            if line.startswith("ExecStart=") and COMMAND in line:
                words = shlex.split(line.replace("'", "").partition(COMMAND)[2])
                yield unit.name, words


def test_every_command_and_option_in_a_unit_is_one_that_there_is() -> None:
    commands: Any = typer.main.get_command(app)
    found = list(calls())
    assert {words[0] for _, words in found} == {"collect", "verify", "backup", "serve"}
    for unit, words in found:
        options = {one for made in commands.commands[words[0]].params for one in made.opts}
        named = {word for word in words if word.startswith("--")}
        assert named <= options, unit


def test_every_timer_has_its_service_and_every_unit_is_told_on_the_page() -> None:
    page = (UNITS.parents[1] / "docs" / "how-to" / "operate.md").read_text("utf-8")
    for timer in UNITS.glob("*.timer"):
        assert timer.with_suffix(".service").is_file()
    for unit in UNITS.iterdir():
        assert unit.name.partition("@")[0] in page


def test_a_unit_gains_no_right_and_writes_its_own_folders_alone() -> None:
    for unit in UNITS.glob("*.service"):
        text = unit.read_text("utf-8")
        assert re.search(r"(?m)^User=tocsin$", text)
        assert re.search(r"(?m)^NoNewPrivileges=yes$", text)
        assert re.search(r"(?m)^ProtectSystem=strict$", text)
        paths = re.findall(r"(?m)^ReadWritePaths=(.*)$", text)
        allowed = {"/var/lib/tocsin", "/var/backups/tocsin"}
        assert {one for line in paths for one in line.split()} <= allowed


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd-analyze here")
    for unit in UNITS.iterdir():
        text = unit.read_text("utf-8").replace(COMMAND, "/bin/true")
        (tmp_path / unit.name.replace("@", "@east")).write_text(text, "utf-8")
    names = [str(one) for one in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        [analyze, "--man=no", "verify", *names], check=False, capture_output=True, text=True
    )
    said = [line for line in done.stderr.splitlines() if "tocsin" in line]
    assert said == []
