"""The list of parts names each package of every lock, with its hashes and its licence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from scripts import sbom


def test_every_part_of_every_lock_is_in_the_list_with_its_hashes(repository: Path) -> None:
    listed = {(one.name, one.version): one for one in sbom.parts()}
    for lock in sorted((repository / "requirements").glob("*.txt")):
        assert lock.stem in sbom.LOCKS
        for name, version, hashes in sbom.pins(lock):
            assert hashes
            assert set(hashes) <= set(listed[name, version].hashes)
            assert lock.stem in listed[name, version].locks


def test_every_part_of_the_default_install_names_a_licence_that_may_be_shipped() -> None:
    assert list(sbom.faults(sbom.parts())) == []


@pytest.mark.parametrize(
    ("licence", "wrong"),
    [
        ("MIT", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MPL-2.0", False),
        ("GPL-3.0-only", True),
        ("AGPL-3.0", True),
        ("none named", True),
    ],
)
def test_a_licence_that_binds_the_whole_is_seen(licence: str, wrong: bool) -> None:
    part = sbom.Part("a", "1", (), licence, ("runtime",))
    assert bool(list(sbom.faults([part]))) == wrong


def test_the_same_locks_give_the_same_document(repository: Path, tmp_path: Path) -> None:
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for file in files:
        command = [sys.executable, str(repository / "scripts" / "sbom.py"), "--to", str(file)]
        subprocess.run(command, check=True, capture_output=True)
    assert files[0].read_bytes() == files[1].read_bytes()
    told = json.loads(files[0].read_text("utf-8"))
    assert told["bomFormat"] == "CycloneDX"
    refs = [one["bom-ref"] for one in told["components"]]
    assert len(refs) == len(set(refs)) > 50
    assert set(told["dependencies"][0]["dependsOn"]) <= set(refs)
