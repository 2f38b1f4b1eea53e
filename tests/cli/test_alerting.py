"""Warnings are replayed without a trace, sent once, and acknowledged by name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.servers import Reply, served
from typer.testing import CliRunner

from tocsin.cli import app

WATCH = "belarus-entry"
SPAN = ("--from", "2022-10-15", "--to", "2022-10-21")


def invoke(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("alerting")
    assert invoke("demo", str(made / "desk"))[0] == 0
    rules = "rules: [{id: five, when: crosses, level: 0.05}]\n"
    (made / "alerts.yaml").write_text(rules, "utf-8")
    return made


def call(folder: Path, name: str, *more: str) -> tuple[int, str, str]:
    words = (str(folder / "desk"), WATCH, "--rules", str(folder / "alerts.yaml"))
    return invoke("alert", name, *words, *SPAN, *more)


def test_a_warning_is_replayed_sent_once_and_acknowledged_once(folder: Path) -> None:
    desk = str(folder / "desk")
    code, told, _ = call(folder, "replay", "--json")
    (row,) = map(json.loads, told.splitlines())
    assert (code, row["rule"]) == (0, "five")
    assert invoke("alert", "list", desk)[1] == "No warning was sent.\n"

    refused = f"{sys.executable} -c 'import sys; sys.exit(3)'"
    assert call(folder, "send", "--mail", refused)[0] == 2
    tried = json.loads(invoke("alert", "list", desk, "--json")[1])
    assert (tried["sent"], tried["deliveries"][0]["state"]) == (None, "failed")

    kept = folder / "mail.txt"
    program = folder / "mail.py"
    program.write_text(f"import sys\nopen({str(kept)!r}, 'a').write(sys.stdin.read())\n", "utf-8")
    mail = f"{sys.executable} {program}"
    assert call(folder, "send", "--mail", mail)[1] == "1 sent.\n"
    assert kept.read_text("utf-8").startswith("Warning: Will Belarusian ground forces")
    assert call(folder, "send", "--mail", mail)[1] == "Nothing new to send.\n"

    one = json.loads(invoke("alert", "list", desk, "--json")[1])
    assert one["acknowledged_by"] is None
    words = ("alert", "ack", desk, one["alert"], "--author", "AK", "--reason", "Told the duty")
    assert invoke(*words)[0] == 0
    assert json.loads(invoke("alert", "list", desk, "--json")[1])["acknowledged_by"] == "AK"
    assert invoke(*words)[0] == 2


def test_a_rule_for_what_is_not_watched_is_refused(folder: Path) -> None:
    other = folder / "other.yaml"
    other.write_text("rules: [{id: x, when: fires, indicator: nothing}]\n", "utf-8")
    code, _, said = invoke(
        *("alert", "replay", str(folder / "desk"), WATCH, "--rules", str(other)), *SPAN
    )
    assert code == 2
    assert "does not watch for" in said


def test_a_warning_goes_to_a_hook_of_the_desk_once_more_and_once_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = folder / "desk"
    monkeypatch.setenv("DUTY", "a secret of the tests")
    assert call(folder, "send", "--hook", "duty")[0] == 2
    with served() as site:
        site.reply("/", Reply())
        hook = f"{{name: duty, address: '{site.url}/', secret: DUTY, allow: [127.0.0.1]}}"
        (desk / "hooks.yaml").write_text(f"hooks: [{hook}]\n", "utf-8")
        assert call(folder, "send", "--hook", "duty", "--mail", "true")[0] == 2
        assert call(folder, "send", "--hook", "duty")[:2] == (0, "1 sent.\n")
        assert call(folder, "send", "--hook", "duty")[:2] == (0, "Nothing new to send.\n")
        (asked,) = site.asked
    assert json.loads(asked.body)["watch"] == WATCH
    (row,) = map(json.loads, invoke("alert", "list", str(desk), "--json")[1].splitlines())
    assert {"hook duty": "delivered"}.items() <= {
        one["to"]: one["state"] for one in row["deliveries"]
    }.items()
