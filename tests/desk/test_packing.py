"""A whole desk in a file and out of it again: the same to the byte, or refused with a code."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, desk_of

from tocsin.desk import Desk, export_of
from tocsin.desk.keeping import compacted, link_of, verified
from tocsin.desk.packing import MANIFEST, pack, unpack
from tocsin.desk.withdrawing import erase
from tocsin.errors import (
    BadArgument,
    DeskExists,
    LedgerError,
    Newer,
    NotADesk,
    NotAPackage,
    Refused,
    Unsound,
)
from tocsin.nouns import cut_of

KINDS: tuple[Literal["backup", "export"], ...] = ("backup", "export")
each = pytest.mark.parametrize("kind", KINDS)
Kind = Literal["backup", "export"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = desk_of(tmp_path_factory.mktemp("packing") / "desk", [EXAMPLE / "reports"])
    (made.path / "yardsticks.yaml").write_text("{}\n", "utf-8")
    erase(made, "07-ammunition.eml", author="AK", because="asked for", now=NOW + timedelta(days=1))
    return made


@pytest.fixture(scope="module")
def packed(desk: Desk) -> dict[str, Path]:
    files: dict[str, Path] = {kind: desk.path.parent / f"{kind}.zip" for kind in KINDS}
    for kind in KINDS:
        pack(desk.path, files[kind], kind)
    return files


def written(desk: Desk) -> str:
    """All of an assessment, by which two desks can be compared."""
    with desk.ledger(read_only=True) as ledger:
        known = NOW + timedelta(days=9)
        text = export_of(
            *(desk, ledger, WATCH, "assessment", "md"), as_of=cut_of("2022-12-20"), known_at=known
        )
    assert isinstance(text, str)
    return text


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@each
def test_a_desk_comes_back_with_the_same_entries_and_the_same_assessment(
    desk: Desk, packed: dict[str, Path], tmp_path: Path, kind: Kind
) -> None:
    found = unpack(packed[kind], tmp_path / "other", kind)
    with desk.ledger(read_only=True) as ledger:
        assert found.head == ledger.head()
        assert found.erased == ledger.verify().erased > 0
    other = Desk.open(tmp_path / "other")
    assert written(other) == written(desk)
    assert verified(other.path).flaws == ()
    assert left(tmp_path) == ["other"]
    assert (other.path / "yardsticks.yaml").read_text("utf-8") == "{}\n"


@each
def test_the_same_desk_gives_the_same_export_wherever_it_lies(
    packed: dict[str, Path], tmp_path: Path, kind: Kind
) -> None:
    unpack(packed[kind], tmp_path / "other", kind)
    again = pack(tmp_path / "other", tmp_path / "again.zip", "export")
    assert again.file.read_bytes() == packed["export"].read_bytes()


@each
def test_nothing_is_ever_written_over(
    desk: Desk, packed: dict[str, Path], tmp_path: Path, kind: Kind
) -> None:
    before = packed[kind].read_bytes()
    with pytest.raises(Refused):
        pack(desk.path, packed[kind], kind)
    assert packed[kind].read_bytes() == before
    with pytest.raises(DeskExists):
        unpack(packed[kind], desk.path, kind)
    (tmp_path / "file").write_text("x")
    with pytest.raises(DeskExists):
        unpack(packed[kind], tmp_path / "file", kind)
    with pytest.raises(NotADesk):
        pack(tmp_path, tmp_path / "new.zip", kind)


def test_an_empty_folder_may_become_a_desk(packed: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert unpack(packed["backup"], tmp_path / "empty", "backup").flaws == ()


def test_a_package_is_for_its_owner_alone(packed: dict[str, Path]) -> None:
    assert {one.stat().st_mode & 0o777 for one in packed.values()} == {0o600}


Change = Callable[[dict[str, bytes], dict[str, Any]], object]


def changed(file: Path, to: Path, change: Change) -> Path:
    """A package of which a file, a name or the manifest was changed."""
    with zipfile.ZipFile(file) as package:
        files = {name: package.read(name) for name in package.namelist()}
    told = json.loads(files.pop(MANIFEST))
    change(files, told)
    with zipfile.ZipFile(to, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
        package.writestr(MANIFEST, json.dumps(told))
    return to


def named(name: str) -> Change:
    """Put a file of an evil name in, with its right hash."""

    def change(files: dict[str, bytes], told: dict[str, Any]) -> None:
        files[name] = files["watches/belarus-entry.yaml"]
        told["files"][name] = told["files"]["watches/belarus-entry.yaml"]

    return change


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "/tmp/evil.yaml",  # noqa: S108 (a name in a package, never opened)
        "watches/../../evil.yaml",
        "watches/a/b.yaml",
        "..\\evil.yaml",
        "C:evil.yaml",
        ".evil.yaml",
        "weights/.evil",
        "evil.py",
        "ledger.sqlite-wal",
        "watches/evil\n.yaml",
    ],
)
def test_a_name_that_leads_out_of_the_desk_is_refused(
    packed: dict[str, Path], tmp_path: Path, name: str
) -> None:
    evil = changed(packed["backup"], tmp_path / "evil.zip", named(name))
    with pytest.raises(NotAPackage):
        unpack(evil, tmp_path / "in" / "desk", "backup")
    assert left(tmp_path) == ["evil.zip", "in"]
    assert left(tmp_path / "in") == []


def test_a_link_in_a_package_is_written_as_a_plain_file_or_refused(
    packed: dict[str, Path], tmp_path: Path
) -> None:
    evil = changed(packed["backup"], tmp_path / "evil.zip", lambda _files, _told: None)
    with zipfile.ZipFile(evil, "a") as package:
        info = zipfile.ZipInfo("watches/link.yaml")
        info.external_attr = 0o120777 << 16
        package.writestr(info, "/etc/passwd")
    with pytest.raises(NotAPackage):
        unpack(evil, tmp_path / "desk", "backup")


def _format(_files: dict[str, bytes], told: dict[str, Any]) -> None:
    told["format"] = "9999"


def _size(_files: dict[str, bytes], told: dict[str, Any]) -> None:
    told["files"]["ledger.jsonl"]["size"] = 10**18


def _bomb(files: dict[str, bytes], _told: dict[str, Any]) -> None:
    files["watches/belarus-entry.yaml"] = b" " * 10_000_000


def _head(_files: dict[str, bytes], told: dict[str, Any]) -> None:
    told["head"] = told["head"][:-1] + ("0" if told["head"][-1] != "0" else "1")


def _cut(files: dict[str, bytes], told: dict[str, Any]) -> None:
    from tocsin.nouns import sha256_of

    whole = files["ledger.jsonl"].splitlines(keepends=True)
    files["ledger.jsonl"] = b"".join(whole[:-1])
    told["files"]["ledger.jsonl"] = {
        "sha256": sha256_of(files["ledger.jsonl"]),
        "size": len(files["ledger.jsonl"]),
    }


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (_format, Newer),
        (_size, LedgerError),
        (_bomb, Unsound),
        (_head, Unsound),
        (_cut, Unsound),
        (lambda files, _told: files.pop("ledger.jsonl"), NotAPackage),
        (lambda _files, told: told.pop("files"), NotAPackage),
        (lambda _files, told: told.update(files=7), NotAPackage),
        (lambda _files, told: told.update(head=None), NotAPackage),
    ],
)
def test_a_package_that_is_not_what_its_manifest_says_makes_no_desk(
    packed: dict[str, Path], tmp_path: Path, change: Change, error: type[LedgerError]
) -> None:
    wrong = changed(packed["export"], tmp_path / "wrong.zip", change)
    with pytest.raises(error):
        unpack(wrong, tmp_path / "desk", "export")
    assert left(tmp_path) == ["wrong.zip"]


@each
def test_a_damaged_package_is_refused_with_a_code_and_leaves_nothing(
    packed: dict[str, Path], tmp_path: Path, kind: Kind
) -> None:
    whole = packed[kind].read_bytes()
    chance = random.Random(5)
    wrong = tmp_path / "wrong.zip"
    refused = 0
    for number in range(60):
        at = chance.randrange(len(whole))
        cut = whole[:at] if number % 4 == 0 else whole[:at] + b"?" + whole[at + 1 :]
        wrong.write_bytes(cut)
        try:
            unpack(wrong, tmp_path / "desk", kind)
        except LedgerError:
            refused += 1
            assert left(tmp_path) == ["wrong.zip"]
            continue
        assert written(Desk.open(tmp_path / "desk"))  # a byte of which nothing hangs
        for one in sorted((tmp_path / "desk").rglob("*"), reverse=True):
            one.unlink() if one.is_file() else one.rmdir()
        (tmp_path / "desk").rmdir()
    assert refused > 50


def test_what_is_no_package_at_all_is_told_so(tmp_path: Path) -> None:
    for number, data in enumerate((b"", b"PK", b"some text", b"\0" * 10_000)):
        file = tmp_path / f"{number}.zip"
        file.write_bytes(data)
        with pytest.raises(NotAPackage):
            unpack(file, tmp_path / "desk", "backup")


def test_compacting_gives_room_back_and_changes_nothing(tmp_path: Path) -> None:
    made = desk_of(tmp_path / "desk", [EXAMPLE / "reports"])
    with made.ledger() as ledger:
        head = ledger.head()
        with ledger.kept() as kept:
            kept.put("other", "big", random.Random(1).randbytes(3_000_000).hex())
        with ledger.kept() as kept:
            kept.put("other", "big", None)
    before = written(made)
    size, now = compacted(made.path)
    assert now < size - 1_000_000
    assert written(made) == before
    assert verified(made.path, head=head).flaws == ()


def test_a_link_is_read_as_it_is_printed() -> None:
    link = link_of(f"12:{'ab' * 32}")
    assert (link.number, link.digest) == (12, "ab" * 32)
    for wrong in ("", "12", "12:xy", f"-1:{'ab' * 32}"):
        with pytest.raises(BadArgument):
            link_of(wrong)
