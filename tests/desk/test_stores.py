"""A desk in PostgreSQL says what one in SQLite says, to the byte; each goes into the other."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, desk_of
from tests.stores import fresh
from typer.testing import CliRunner

from tocsin.cli import app
from tocsin.desk import Desk, add, export_of, take_watch
from tocsin.desk.keeping import compacted, verified
from tocsin.desk.packing import pack, unpack
from tocsin.desk.withdrawing import erase
from tocsin.errors import DeskExists, Refused, Unsound
from tocsin.ledger import ADDRESS_FILE, LEDGER_FILE
from tocsin.ledger.places import address_of
from tocsin.nouns import cut_of

pytestmark = [pytest.mark.usefixtures("store"), pytest.mark.postgres]

DAYS = ("2022-10-21", "2022-12-20")
REPORT = "06-regional-group.txt"


@pytest.fixture(scope="module")
def desks(store: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk]:
    """The example, added to a desk on a server and to one with a file; both to be read only."""
    folder = tmp_path_factory.mktemp(store)
    served = Desk.create(folder / "served")
    take_watch(served, EXAMPLE / "watch.yaml", now=NOW)
    add(served, [EXAMPLE / "reports"], now=NOW)
    assert address_of(served.path) is not None
    return served, desk_of(folder / "filed", [EXAMPLE / "reports"])


def told(desk: Desk, *words: str) -> str:
    """What a command prints of a desk."""
    run = CliRunner().invoke(app, [words[0], str(desk.path), *words[1:]])
    assert run.exit_code == 0, run.output
    return run.output.replace(str(desk.path), "DESK")


@cache
def _written(path: Path, day: str, _: str) -> str:
    desk = Desk.open(path)
    with desk.ledger(read_only=True) as ledger:
        known = NOW + timedelta(days=9)
        text = export_of(
            *(desk, ledger, WATCH, "assessment", "md"), as_of=cut_of(day), known_at=known
        )
    assert isinstance(text, str)
    return text


def test_an_assessment_is_the_same_to_the_byte(desks: tuple[Desk, Desk]) -> None:
    served, filed = desks
    assert (address_of(served.path) is None, address_of(filed.path) is None) == (False, True)
    for day in DAYS:
        assert written(served, day) == written(filed, day)
    ask = ("assess", WATCH, "--as-of", DAYS[1], "--known-at", "2026-01-09", "--json")
    assert told(served, *ask) == told(filed, *ask)
    assert json.loads(told(served, *ask))["watch"] == WATCH


def written(desk: Desk, day: str) -> str:
    """All of an assessment."""
    with desk.ledger(read_only=True) as ledger:
        return _written(desk.path, day, str(ledger.head()))


@pytest.mark.parametrize(
    "ask",
    [
        ("status", "--json"),
        ("doctor", "--json"),
        ("search", "troops border", "--json"),
    ],
    ids=lambda ask: ask[0],
)
def test_every_command_prints_the_same(desks: tuple[Desk, Desk], ask: tuple[str, ...]) -> None:
    served, filed = desks
    assert told(served, *ask) == told(filed, *ask)


def test_both_hold_the_same_entries_and_verify(desks: tuple[Desk, Desk]) -> None:
    found = [verified(desk.path) for desk in desks]
    assert [one.flaws for one in found] == [(), ()]
    assert found[0].entries == found[1].entries


def test_a_desk_goes_from_one_database_into_the_other_and_back(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    for desk, ledger in zip(desks, (None, fresh()), strict=True):
        name = desk.path.name
        first, second = tmp_path / f"{name}-1.zip", tmp_path / f"{name}-2.zip"
        pack(desk.path, first, "export")
        found = unpack(first, tmp_path / name, "export", ledger=ledger)
        assert found.head == verified(desk.path).head
        made = Desk.open(tmp_path / name)
        assert (address_of(made.path) is None) == (ledger is None)
        pack(made.path, second, "export")
        assert first.read_bytes() == second.read_bytes()
        assert written(made, DAYS[0]) == written(desk, DAYS[0])


def test_a_backup_of_a_desk_on_a_server_is_restored_in_either_database(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    served, filed = desks
    pack(served.path, tmp_path / "served.zip", "backup")
    for name, ledger in (("filed", None), ("served", fresh())):
        unpack(tmp_path / "served.zip", tmp_path / name, "backup", ledger=ledger)
        made = Desk.open(tmp_path / name)
        assert (made.path / LEDGER_FILE).exists() == (ledger is None)
        assert verified(made.path).head == verified(served.path).head
    pack(filed.path, tmp_path / "filed.zip", "backup")
    with pytest.raises(Refused):
        unpack(tmp_path / "filed.zip", tmp_path / "no", "backup", ledger=fresh())


def test_a_package_that_is_not_sound_leaves_nothing_on_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(Desk.create(tmp_path / "small").path, tmp_path / "a.zip", "export")
    address = fresh()

    def spoilt(*_: object, **__: object) -> None:
        raise Unsound("not what was recorded.")

    with monkeypatch.context() as patched:
        patched.setattr("tocsin.desk.packing._sound", spoilt)
        with pytest.raises(Unsound):
            unpack(tmp_path / "a.zip", tmp_path / "a", "export", ledger=address)
    assert not (tmp_path / "a").exists()
    unpack(tmp_path / "a.zip", tmp_path / "a", "export", ledger=address)  # its place is free
    with pytest.raises(DeskExists):
        unpack(tmp_path / "a.zip", tmp_path / "b", "export", ledger=address)
    assert not (tmp_path / "b").exists()


def test_an_erasure_moves_the_same_and_verifies(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    pack(desks[1].path, tmp_path / "a.zip", "export")
    said = []
    for name, ledger in (("filed", None), ("served", fresh())):
        unpack(tmp_path / "a.zip", tmp_path / name, "export", ledger=ledger)
        desk = Desk.open(tmp_path / name)
        gone = erase(desk, REPORT, author="AK", because="asked for", now=NOW + timedelta(days=1))
        assert gone.settled
        assert verified(desk.path).flaws == ()
        said.append(gone)
        before, after = compacted(desk.path)
        assert 0 < after <= before
    assert said[0] == said[1]


def test_the_demo_of_a_new_user_runs_on_a_server(tmp_path: Path) -> None:
    desk, run = tmp_path / "desk", CliRunner()
    made = run.invoke(app, ["init", str(desk), "--ledger", fresh(), "--json"])
    assert made.exit_code == 0, made.output
    assert "password" not in (desk / ADDRESS_FILE).read_text("utf-8")
    note = tmp_path / "one.txt"
    note.write_text("Lake Post, 3 May 2021\n\nThe ferry to Orlo sank, the harbour office said.\n")
    for words in (
        ("add", str(desk), str(note)),
        ("search", str(desk), "ferry"),
        ("verify", str(desk)),
        ("doctor", str(desk)),
        ("compact", str(desk)),
    ):
        done = run.invoke(app, list(words))
        assert done.exit_code == 0, done.output
