"""A kind from another house: the package of the documents, built and installed as any other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BUILT = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "harbour-kinds"
version = "1.0"
[tool.hatch.build.targets.wheel]
include = ["harbour_kinds.py"]
"""


@pytest.mark.slow
def test_the_package_of_the_documents_is_built_installed_and_takes_files_in(
    repository: Path, tmp_path: Path
) -> None:
    page = (repository / "docs" / "reference" / "collect.md").read_text("utf-8")
    part = page.partition("## A kind of your own")[2]
    (declared,) = re.findall(r"```toml\n(.*?)```", part, re.DOTALL)[:1]
    (code,) = re.findall(r"```python\n(.*?)```", part, re.DOTALL)[:1]
    house = tmp_path / "harbour-kinds"
    house.mkdir()
    (house / "pyproject.toml").write_text(BUILT + declared, "utf-8")
    (house / "harbour_kinds.py").write_text(code, "utf-8")
    to = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", "install"]
    how = ["--no-deps", "--no-index", "--no-build-isolation", "--target", str(to), str(house)]
    subprocess.run([*pip, *how], check=True, timeout=200)

    def tocsin(*said: str) -> str:
        where = os.pathsep.join([str(to), os.environ.get("PYTHONPATH", "")])
        done = subprocess.run(
            [sys.executable, "-m", "tocsin", *said],
            env={**os.environ, "PYTHONPATH": where},
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    log = tmp_path / "pier.shiplog"
    log.write_text("Two ferries left the harbour.\nOne ferry came back at noon.\n", "utf-8")
    assert "Only ships of this harbour." in tocsin("feed", "kinds")
    tocsin("init", str(tmp_path / "desk"))
    sample = tocsin("feed", "add", str(tmp_path / "desk"), str(log), "--kind", "shiplog", "--yes")
    assert "Two ferries left the harbour" in sample
    assert "pier" in tocsin("feed", "list", str(tmp_path / "desk"))
