"""The chain over what was entered: any change is found and named, and a migration makes it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from scripts.crash.older import older
from tests.ledger.strategies import AT, report_made
from tests.stores import Store

import tocsin.ledger
from tocsin.errors import LedgerError, Malformed
from tocsin.ledger import LEDGER_FILE, Export, FeedLook, Ledger, Link
from tocsin.ledger.tables import METADATA
from tocsin.nouns import (
    Capture,
    Correction,
    Interval,
    Note,
    Reading,
    Report,
    Resolution,
    Segment,
    Skip,
    Span,
    Translation,
)

pytestmark = pytest.mark.usefixtures("store")

ENTERED = sorted({*METADATA.tables} - {"chain", "erasures"})


def put(ledger: Ledger, text: str, at: datetime = AT) -> Report:
    day = Interval.day(AT.date())
    report, data = report_made(text, published=day, publisher="Herald", host="herald.example")
    report = replace(report, translation=Translation("other.txt", "A machine"))
    ledger.add_report(report, data, Capture("files", report.file, at))
    return report


def filled(folder: Path) -> Path:
    """A desk with some rows in every table."""
    with Ledger.create(folder) as ledger:
        for number in range(3):
            own = str(number)
            report = put(ledger, f"Report {number}. It was said.")
            segment = Segment(report.id, Span(0, len(report.text)), "body")
            ledger.add_reading(Reading(report, (segment,), (), "1"), AT)
            ledger.add_skip(Skip(report.id, "words", AT))
            ledger.add_refusal(Malformed("broken.", file=f"{number}.txt", at=number), AT)
            ledger.add_watch("w", f"id: w{number}", revision=own, at=AT)
            values = {"published": "2022-10-20"}
            fix = Correction(f"c{own}", "published", report.id, values, "AK", "seen", AT)
            ledger.add_correction(fix)
            undo = Correction(f"u{own}", "undo", fix.id, {}, "AK", "no", AT, undoes=fix.id)
            ledger.add_correction(undo)
            ledger.add_note(Note(f"n{own}", "w", "i", "seen", "Words.", "AK", "own", AT, None, AT))
            ledger.add_resolution(Resolution(f"e{own}", "w", None, AT, "over", (), "AK", AT))
            ledger.add_look(FeedLook("f", f"http://a.example/{own}", "page", AT, "new"))
            ledger.add_export(Export("table", "w", AT, AT, "1", own * 64, AT, {"p": 0.5}))
    return folder


KEEPERS = {"keeper.py", "postgres.py", "sqlite.py"}


@pytest.fixture(scope="module")
def desk(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp(store) / "desk")


def tampered(desk: Path, folder: Path, damage: Callable[[sqlite3.Connection], object]) -> Path:
    """A copy of a desk in which somebody changed something past all guards."""
    folder.mkdir()
    (folder / LEDGER_FILE).write_bytes((desk / LEDGER_FILE).read_bytes())
    raw = sqlite3.connect(folder / LEDGER_FILE)
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    damage(raw)
    for _, made in guards:
        raw.execute(made)
    raw.commit()
    raw.close()
    return folder


def test_a_ledger_as_it_was_entered_verifies(desk: Path) -> None:
    with Ledger.open(desk, read_only=True) as ledger:
        found = ledger.verify()
        rows = sum(ledger.counts()[table] for table in ENTERED)
    assert found.flaws == ()
    assert (found.entries, found.erased) == (rows, 0)
    assert found.head.number == rows


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ENTERED)
def test_any_changed_column_is_found_and_named_with_its_entry(
    desk: Path, tmp_path: Path, table: str
) -> None:
    for number, column in enumerate(METADATA.tables[table].columns.keys()[1:]):

        def damage(raw: sqlite3.Connection, column: str = column) -> None:
            raw.execute("PRAGMA foreign_keys = OFF")
            raw.execute(
                f"UPDATE {table} SET {column} = CASE typeof({column}) "  # noqa: S608 (our own names)
                f"WHEN 'integer' THEN {column} + 1 WHEN 'null' THEN 'x' "
                f"ELSE substr({column}, 1, length({column}) - 1) || 'q' END WHERE seq = 2"
            )

        folder = tampered(desk, tmp_path / str(number), damage)
        with Ledger.open(folder, read_only=True) as ledger:
            flaws = [one for one in ledger.verify().flaws if one.table == table]
        assert [(one.row, one.column) for one in flaws] == [(2, column)]
        assert flaws[0].entry is not None or column in {"sha256", "text_sha256", "file"}


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM captures WHERE seq = 2", "row 2 of captures is gone"),
        ("DELETE FROM captures WHERE seq = 3", "row 3 of captures is gone"),
        (
            "INSERT INTO captures SELECT 9, report, feed, 'z', recorded_at FROM captures LIMIT 1",
            "row 9 of captures (report",
        ),
        ("DELETE FROM chain WHERE seq = 4", "entries 4 to 4 of the chain are gone"),
        ("UPDATE chain SET salt = NULL WHERE seq = 4", "the salt of entry 4 is gone"),
        ("UPDATE chain SET salt = zeroblob(16) WHERE seq = 4", "or its salt"),
        ("UPDATE chain SET salt = 'x', columns = 7 WHERE seq = 4", "entry 4 of the chain"),
        ("UPDATE chain SET row = 3 - row WHERE seq = 4", "entry 4 of the chain"),
        ("UPDATE chain SET entry = 'others' WHERE seq = 4", "entry 4 of the chain"),
        ("UPDATE chain SET link = zeroblob(32) WHERE seq = 4", "entry 4 of the chain"),
    ],
)
def test_rows_taken_out_put_in_or_linked_otherwise_are_found(
    desk: Path, tmp_path: Path, damage: str, said: str
) -> None:
    folder = tampered(desk, tmp_path / "d", lambda raw: raw.execute(damage))
    with Ledger.open(folder, read_only=True) as ledger:
        assert any(said in one.message for one in ledger.verify().flaws)


@pytest.mark.sqlite
def test_a_link_noted_down_finds_a_chain_that_was_cut_short_or_worked_out_anew(
    desk: Path, tmp_path: Path
) -> None:
    with Ledger.open(desk, read_only=True) as ledger:
        noted = ledger.head()
        assert ledger.verify(noted).flaws == ()

    def cut(raw: sqlite3.Connection) -> None:
        raw.execute("DELETE FROM exports WHERE seq = 3")
        raw.execute("DELETE FROM chain WHERE seq = (SELECT max(seq) FROM chain)")

    with Ledger.open(tampered(desk, tmp_path / "cut", cut), read_only=True) as ledger:
        assert ledger.verify().flaws == ()  # nothing in it tells: that is what the note is for
        assert any("noted down" in one.message for one in ledger.verify(noted).flaws)
    with Ledger.open(filled(tmp_path / "anew"), read_only=True) as ledger:
        assert any("noted down" in one.message for one in ledger.verify(noted).flaws)
        assert ledger.verify(Link(0, "")).flaws == ()


def everything(file: Path) -> object:
    """All rows of a ledger as they can be read, or why they cannot."""
    raw = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    raw.text_factory = bytes
    try:
        rows = [raw.execute(f'SELECT * FROM "{table}"').fetchall() for table in METADATA.tables]  # noqa: S608
        guards = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        return [*rows, raw.execute(guards).fetchall()]
    except sqlite3.Error as fault:
        return str(fault)
    finally:
        raw.close()


@pytest.mark.sqlite
def test_a_changed_byte_of_the_file_that_changes_any_row_is_found(
    desk: Path, tmp_path: Path
) -> None:
    whole = (desk / LEDGER_FILE).read_bytes()
    was = everything(desk / LEDGER_FILE)
    chance = random.Random(7)
    folder = tmp_path / "d"
    folder.mkdir()
    changed = 0
    for _ in range(150):
        at = chance.randrange(100, len(whole))
        byte = bytes([whole[at] ^ (1 << chance.randrange(8))])
        (folder / LEDGER_FILE).write_bytes(whole[:at] + byte + whole[at + 1 :])
        for beside in ("-wal", "-shm"):
            (folder / f"{LEDGER_FILE}{beside}").unlink(missing_ok=True)
        if everything(folder / LEDGER_FILE) == was:
            continue
        changed += 1
        try:
            with Ledger.open(folder, read_only=True) as ledger:
                assert ledger.verify().flaws, at
        except LedgerError:
            continue  # so far gone that it cannot be opened, which is told as well
    assert changed > 20


def test_what_is_left_by_a_failed_transaction_is_in_no_chain(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger:
        with pytest.raises(KeyError), ledger.writing():
            raise KeyError(put(ledger, "Not kept.").id)
        put(ledger, "Kept.")
        assert ledger.verify().flaws == ()
        assert ledger.head().number == sum(ledger.counts()[table] for table in ENTERED)


@pytest.mark.sqlite
@pytest.mark.parametrize("revision", ["0002", "0003", "0004"])
def test_a_desk_of_an_earlier_release_gets_its_chain_when_it_is_brought_up(
    desk: Path, tmp_path: Path, revision: str
) -> None:
    folder = older(tmp_path / "d", revision, desk)
    with Ledger.open(folder, read_only=True) as ledger, Ledger.open(desk, read_only=True) as other:
        assert ledger.verify().flaws == ()
        looks = 0 if revision == "0004" else other.counts()["looks"]
        assert ledger.head().number == other.head().number - looks
        assert list(ledger.reports()) == list(other.reports())
    with Ledger.open(folder) as ledger:
        put(ledger, "Later.", AT + timedelta(days=1))
        assert ledger.verify().flaws == ()


@pytest.mark.sqlite
def test_no_salt_is_used_twice_and_equal_values_have_other_digests(desk: Path) -> None:
    raw = sqlite3.connect(desk / LEDGER_FILE)
    rows = raw.execute("SELECT salt, columns FROM chain").fetchall()
    raw.close()
    assert len({salt for salt, _ in rows}) == len(rows) == len({digests for _, digests in rows})


@pytest.mark.sqlite
def test_an_entry_costs_the_chain_the_same_however_long_that_is(tmp_path: Path) -> None:
    ran: list[str] = []
    with Ledger.create(tmp_path) as ledger:
        counts = []
        for number in range(40):
            raw = ledger._store._connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            ran.clear()
            raw.set_trace_callback(ran.append)
            put(ledger, f"no. {number}")
            raw.set_trace_callback(None)
            counts.append(sum("chain" in one for one in ran))
    assert len(set(counts)) == 1


@pytest.mark.sqlite
def test_nothing_is_entered_past_the_chain() -> None:
    """A row that is not linked is one that `verify` tells of: only `enter` may put one in."""
    folder = Path(tocsin.ledger.__file__).parent
    past = {
        file.name
        for file in sorted(folder.glob("*.py"))
        if "insert(" in file.read_text("utf-8")
        # How a row gets in is each keeper's; that one does is for the chain to ask.
        and not (file.name in KEEPERS and ".insert(" not in file.read_text("utf-8"))
    }
    assert past == {"chain.py"}
