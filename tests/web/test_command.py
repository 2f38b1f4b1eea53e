"""The command `tocsin serve`: it tells the address, answers there, and is closed by Ctrl-C."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import httpx2

from tocsin.desk import Desk


def serving(desk: Desk, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tocsin", "serve", str(desk.path), "--json", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_desk_is_served_at_the_address_told_until_it_is_interrupted(example_desk: Desk) -> None:
    with serving(example_desk, "--port", "0") as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        answer = httpx2.get(f"{url}health", timeout=30)
        assert (answer.status_code, answer.text) == (200, "ok\n")
        stranger = httpx2.get(f"{url}health", headers={"Host": "desk.example"}, timeout=30)
        assert stranger.status_code == 421
        process.send_signal(signal.SIGINT)
        rest, faults = process.communicate(timeout=30)
        assert process.returncode == 0
        assert (rest, faults) == ("", "")


def test_another_host_is_refused_with_its_code_and_the_reason(example_desk: Desk) -> None:
    with serving(example_desk, "--host", "192.0.2.1", "--port", "0") as process:
        said, faults = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said == ""
    row = json.loads(faults)
    assert row["code"] == "T504"
    assert "accounts" in row["message"]
    assert "ssh -L" in row["hint"]
