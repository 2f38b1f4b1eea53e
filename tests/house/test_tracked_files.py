"""What the repository keeps names no machine's folders and no package registry."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

# Spelt in pieces, or this file would be the first to be found.
FOLDERS = ("work", "root", "home", "Users")
REGISTRIES = (
    "pypi" + ".org",
    "python" + "hosted",
    "registry." + "npm",
    "deb." + "debian",
    "proxy." + "golang",
)
MACHINE_PATH = re.compile(
    r"(?<![\w.~$})*-])/(?:" + "|".join(FOLDERS) + r")/[\w.]|\b[A-Z]:\\\\?Users\b"
)
REGISTRY = re.compile("|".join(re.escape(name) for name in REGISTRIES))


def faults(text: str) -> list[str]:
    """Each line that names a machine's folder or a registry, with its number."""
    return [
        f"{number}: {line.strip()[:120]}"
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE_PATH.search(line) or REGISTRY.search(line)
    ]


@pytest.fixture(scope="module")
def tracked(repository: Path) -> list[Path]:
    if not (repository / ".git").exists():
        pytest.skip("this source tree is no git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - whichever git the developer has
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    )
    return [repository / name for name in listing.stdout.split("\0") if name]


def test_no_tracked_file_names_a_machine_or_a_registry(tracked: list[Path]) -> None:
    found = {}
    for path in tracked:
        if path.is_file():
            text = path.read_bytes().decode("utf-8", errors="replace")
            if lines := faults(text):
                found[path.name] = lines
    assert found == {}


def test_no_lock_that_names_registries_is_tracked(tracked: list[Path]) -> None:
    assert not {path.name for path in tracked} & {"uv.lock", "pylock.toml", "package-lock.json"}


@pytest.mark.parametrize(
    "line",
    [
        *(f"see /{folder}/me/x" for folder in FOLDERS),
        *(f"--index-url https://{host}/simple" for host in REGISTRIES),
    ],
)
def test_a_named_machine_or_registry_is_seen(line: str) -> None:
    assert faults(line) != []


@pytest.mark.parametrize(
    "line", ["https://news.example/" + "home/page", "src/" + "work/x", "~/" + "work/x"]
)
def test_a_web_address_or_a_relative_path_is_no_machine(line: str) -> None:
    assert faults(line) == []
