"""The locks hold what the project declares: the same packages everywhere, each with its hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

EXTRAS = ("train", "encoder", "pdf", "charts", "postgres", "scale")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)")


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, Any]:
    with (repository / "pyproject.toml").open("rb") as file:
        content: dict[str, Any] = tomllib.load(file)["project"]
    return content


def declared(path: Path) -> dict[str, SpecifierSet]:
    """The requirements that a hand-written list names, by canonical name."""
    lines = (line.partition("#")[0].strip() for line in path.read_text().splitlines())
    found = (Requirement(line) for line in lines if line and not line.startswith("-"))
    return {canonicalize_name(one.name): one.specifier for one in found}


def entries(path: Path) -> list[tuple[str, str, str]]:
    """Each entry of a lock: canonical name, version, and all of its text."""
    lines = re.sub(r"\\\n\s*", " ", path.read_text()).splitlines()
    pins = ((PIN.match(line), line) for line in lines)
    return [(canonicalize_name(pin["name"]), pin["version"], line) for pin, line in pins if pin]


def test_the_package_asks_for_what_is_locked(repository: Path, project: dict[str, Any]) -> None:
    asked = {
        canonicalize_name(one.name): one.specifier
        for one in map(Requirement, project["dependencies"])
    }
    model = {name for name, _, _ in entries(repository / "requirements" / "model.txt")}
    assert model <= set(asked)
    asked = {name: specifier for name, specifier in asked.items() if name not in model}
    assert asked == declared(repository / "requirements" / "runtime.in")


@pytest.mark.parametrize("which", ["runtime", "dev", *EXTRAS])
def test_every_declared_package_is_locked_within_its_bounds(repository: Path, which: str) -> None:
    folder = repository / "requirements"
    locked = entries(folder / f"{which}.txt")
    for name, specifier in declared(folder / f"{which}.in").items():
        versions = [version for found, version, _ in locked if found == name]
        assert versions, f"{name} is not in {which}.txt: run make lock"
        assert all(version in specifier for version in versions)


@pytest.mark.parametrize("which", ["runtime", "dev", "model", "minilm", *EXTRAS, "validators"])
def test_every_locked_package_has_a_hash(repository: Path, which: str) -> None:
    locked = entries(repository / "requirements" / f"{which}.txt")
    assert locked
    assert [name for name, _, text in locked if "--hash=sha256:" not in text] == []


def test_both_locks_hold_the_same_versions(repository: Path) -> None:
    folder = repository / "requirements"
    dev = {(name, version) for name, version, _ in entries(folder / "dev.txt")}
    assert {(name, version) for name, version, _ in entries(folder / "runtime.txt")} <= dev


@pytest.mark.parametrize("which", EXTRAS)
def test_an_extra_asks_for_what_is_locked(
    repository: Path, project: dict[str, Any], which: str
) -> None:
    asked = map(Requirement, project["optional-dependencies"][which])
    wanted = {canonicalize_name(one.name): one.specifier for one in asked}
    assert wanted == declared(repository / "requirements" / f"{which}.in")


@pytest.mark.parametrize("which", ["runtime", "dev"])
def test_nobody_gets_pytorch_who_does_not_train(repository: Path, which: str) -> None:
    locked = {name for name, _, _ in entries(repository / "requirements" / f"{which}.txt")}
    assert not locked & {"torch", "onnx", "onnxruntime"}


def test_the_changelog_knows_this_version(repository: Path, project: dict[str, Any]) -> None:
    headings = re.findall(r"^## \[(.+?)\]", (repository / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[:1] == ["Unreleased"]
    assert project["version"] in headings or len(headings) == 1
