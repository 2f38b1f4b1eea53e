"""A cold help page: what `tocsin --help` imports, counted by name and not by seconds."""

from __future__ import annotations

import subprocess
import sys

import pytest


def imported_by(*words: str) -> set[str]:
    """The modules that a call of the command line imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tocsin", *words],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.fixture(scope="module")
def for_help() -> set[str]:
    return imported_by("--help")


@pytest.mark.parametrize(
    "library",
    ["spacy", "thinc", "sqlalchemy", "alembic", "numpy", "pydantic", "yaml", "onnxruntime"],
)
def test_help_imports_no_heavy_library(for_help: set[str], library: str) -> None:
    assert "typer" in for_help
    assert library not in for_help


def test_help_imports_nothing_of_the_house_but_the_command_line(for_help: set[str]) -> None:
    own = {name for name in for_help if name.startswith("tocsin.")}
    assert "tocsin.cli.app" in own
    assert {name.split(".")[1] for name in own} == {"cli", "errors"}


def test_the_version_is_looked_up_only_when_it_is_asked_for(for_help: set[str]) -> None:
    assert "importlib.metadata" not in for_help
    assert "importlib.metadata" in imported_by("--version")


def test_the_help_of_a_command_imports_no_model_and_no_database() -> None:
    assert not {"spacy", "sqlalchemy", "numpy"} & imported_by("add", "--help")
