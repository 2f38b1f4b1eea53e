"""Setting up: the right Python is found, what is missing is said, and what is built is whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


def bare_python(folder: Path, *, version: str) -> Path:
    """A Python that starts, but lacks what makes virtual environments, as Debian splits it."""
    command = folder / "python-bare"
    command.write_text(
        "#!/bin/sh\n"
        'case "$2" in\n'
        "  *ensurepip*) exit 1 ;;\n"
        '  *executable*) echo "$0" ;;\n'
        f"  *) echo {version} ;;\n"
        "esac\n"
    )
    command.chmod(0o755)
    return command


def test_the_python_that_is_found_is_one_that_is_supported(repository: Path) -> None:
    found = run("scripts/find_python", cwd=repository, PYTHON="")
    assert found.returncode == 0, found.stderr
    version = run(found.stdout.strip(), "--version", cwd=repository).stdout
    assert re.fullmatch(r"Python 3\.1[123]\.\d+\n", version)


def test_a_python_can_be_named(repository: Path) -> None:
    found = run("scripts/find_python", cwd=repository, PYTHON=sys.executable)
    assert Path(found.stdout.strip()).resolve() == Path(sys.executable).resolve()


def test_a_python_that_does_not_start_is_refused(repository: Path) -> None:
    found = run("scripts/find_python", cwd=repository, PYTHON="no-such-python")
    assert found.returncode == 2
    assert "does not start" in found.stderr


def test_a_python_that_is_too_old_is_refused_by_its_version(
    repository: Path, tmp_path: Path
) -> None:
    found = run(
        "scripts/find_python", cwd=repository, PYTHON=str(bare_python(tmp_path, version="3.9"))
    )
    assert found.returncode == 2
    assert "is Python 3.9" in found.stderr


def test_a_python_without_ensurepip_names_the_package_to_install(
    repository: Path, tmp_path: Path
) -> None:
    bare = bare_python(tmp_path, version="3.12")
    found = run("scripts/find_python", cwd=repository, PYTHON=str(bare))
    assert found.returncode == 2
    assert "apt install python3.12-venv" in found.stderr


def test_help_is_what_make_says_by_default(repository: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    said = run("make", cwd=repository).stdout
    targets = re.search(r"^\.PHONY: (.+)$", (repository / "Makefile").read_text(), re.MULTILINE)
    assert targets is not None
    assert re.findall(r"^  make ([\w-]+)", said, re.MULTILINE) == targets[1].split()


def test_the_wheel_holds_every_file_of_the_package(repository: Path, tmp_path: Path) -> None:
    built = run(
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        "wheel",
        "-d",
        str(tmp_path),
        cwd=repository,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    source = repository / "src"
    needed = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert needed <= held
    assert any(name.endswith("licenses/LICENSE") for name in held)
