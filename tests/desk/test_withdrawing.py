"""A report is withdrawn or erased: what it moves, what stays, and that what is gone is gone."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, desk_of

from tocsin.desk import Desk, add, situation_of, status_of, undo
from tocsin.desk.health import diagnose
from tocsin.desk.publishing import publications, publish
from tocsin.desk.situation import case_of, gaps_of
from tocsin.desk.withdrawing import erase, withdraw
from tocsin.errors import BadArgument, Cited, Erased, Refused, UnknownEntry
from tocsin.ledger import LEDGER_FILE, as_json
from tocsin.nouns import Capture, Estimate, cut_of, report_id, sha256_of
from tocsin.publish import assess

LATER = NOW + timedelta(days=1)
AS_OF = cut_of("2022-10-21")
REPORT = "06-regional-group.txt"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_of(tmp_path / "desk", [EXAMPLE / "reports"])


def estimated(desk: Desk, *, known_days: int = 9) -> Estimate:
    with desk.ledger(read_only=True) as ledger:
        known_at = NOW + timedelta(days=known_days)
        return situation_of(desk, ledger, WATCH, as_of=AS_OF, known_at=known_at).estimate


def unlike(one: Estimate, other: Estimate) -> bool:
    return one.waterfall != other.waterfall or one.event != other.event


def without(desk: Desk, folder: Path) -> Desk:
    """A desk that never had the report: its readings are those of the whole one."""
    made = Desk.create(folder)
    shutil.copytree(desk.path / "watches", folder / "watches", dirs_exist_ok=True)
    with made.ledger() as ledger, desk.ledger(read_only=True) as whole:
        made.record_watches(ledger, now=NOW, faults=[])
        for report in whole.reports():
            if not report.file.endswith(REPORT):
                capture = Capture("files", report.file, NOW)
                ledger.add_report(report, whole.data(report.sha256), capture)
        for reading in whole.readings():
            if not reading.report.file.endswith(REPORT):
                ledger.add_reading(reading, NOW)
    return made


def test_a_withdrawn_report_counts_for_nothing_and_is_kept(desk: Desk, tmp_path: Path) -> None:
    before = estimated(desk)
    done = withdraw(desk, REPORT, author="AK", because="a forgery", now=LATER)
    after = estimated(desk)
    assert unlike(before, after)
    assert not unlike(after, estimated(without(desk, tmp_path / "other")))
    with desk.ledger(read_only=True) as ledger:
        assert ledger.withdrawn() == {done.report}
        assert ledger.report(done.report).text
        assert ledger.search("joint regional group")
        assert ledger.verify().flaws == ()
        now = situation_of(desk, ledger, WATCH, as_of=AS_OF, known_at=NOW + timedelta(days=9))
        assert "1 report was withdrawn and counts for nothing." in gaps_of(ledger, now)
        earlier = cut_of("2022-10-01")
        then = situation_of(desk, ledger, WATCH, as_of=earlier, known_at=NOW + timedelta(days=9))
        assert not any("withdrawn" in one for one in gaps_of(ledger, then))


def test_the_moves_of_every_estimate_are_told(desk: Desk) -> None:
    done = withdraw(desk, REPORT, author="AK", because="a forgery", now=LATER)
    (one,) = done.moved
    assert one.watch == WATCH
    assert one.before != one.after


def test_as_known_before_a_withdrawn_report_counts(desk: Desk) -> None:
    before = estimated(desk, known_days=1)
    withdraw(desk, REPORT, author="AK", because="a forgery", now=LATER + timedelta(hours=1))
    assert estimated(desk, known_days=1) == before


def test_a_withdrawal_is_undone_to_the_byte(desk: Desk) -> None:
    before = estimated(desk)
    done = withdraw(desk, REPORT, author="AK", because="a forgery", now=LATER)
    with pytest.raises(Refused):
        withdraw(desk, REPORT, author="AK", because="again", now=LATER + timedelta(hours=1))
    undo(desk, done.entry, author="AK", reason="genuine", now=LATER + timedelta(days=1))
    assert as_json(estimated(desk)) == as_json(before)


def test_a_report_is_named_by_its_id_or_by_a_file_that_only_it_has(desk: Desk) -> None:
    with desk.ledger(read_only=True) as ledger:
        own = next(one.id for one in ledger.reports() if one.file.endswith(REPORT))
    assert withdraw(desk, own, author="AK", because="x", now=LATER).report == own
    with pytest.raises(UnknownEntry):
        withdraw(desk, "nothing.txt", author="AK", because="x", now=LATER)
    with pytest.raises(BadArgument):
        withdraw(desk, own, author="AK", because=" ", now=LATER)


def test_a_published_assessment_locks_its_reports_until_the_reason_names_it(desk: Desk) -> None:
    own = published(desk)
    with pytest.raises(Cited):
        withdraw(desk, REPORT, author="AK", because="a forgery", now=LATER)
    withdraw(desk, REPORT, author="AK", because=f"a forgery, see {own}", now=LATER)


def published(desk: Desk) -> str:
    with desk.ledger() as ledger:
        now = situation_of(desk, ledger, WATCH, as_of=AS_OF, known_at=NOW + timedelta(days=1))
        case = case_of(desk, ledger, now)
        return publish(ledger, assess(case), case, now=NOW).id


def held(folder: Path, *words: bytes) -> list[bytes]:
    """Those of some words that any file of a folder holds, in either case."""
    content = b"\n".join(one.read_bytes() for one in folder.rglob("*") if one.is_file()).lower()
    return [one for one in words if one.lower() in content]


def test_what_was_erased_is_in_no_file_of_the_desk(desk: Desk) -> None:
    own = published(desk)
    with desk.ledger(read_only=True) as ledger:
        report = next(one for one in ledger.reports() if one.file.endswith(REPORT))
        others = " ".join(one.text for one in ledger.reports() if one.id != report.id).lower()
    raw = sqlite3.connect(desk.path / LEDGER_FILE)
    (packed,) = raw.execute(
        "SELECT packed FROM bytes WHERE sha256 = ?", (report.sha256,)
    ).fetchone()
    salts = raw.execute(
        "SELECT salt FROM chain JOIN reports ON entry = 'reports' AND row = reports.seq "
        "WHERE reports.id = ?",
        (report.id,),
    ).fetchone()
    raw.close()
    words = {one.strip(".,;:“”\"'()").lower() for one in report.text.split()}
    rare = [one.encode() for one in sorted(words) if len(one) > 7 and one not in others]
    told = [report.sha256.encode(), report.text_sha256.encode(), packed, *salts]
    watch = (desk.path / "watches" / f"{WATCH}.yaml").read_bytes().lower()
    rare = [one for one in rare if one not in watch]
    assert rare
    assert set(held(desk.path, *rare, *told)) >= set(told) | {rare[0]}
    done = erase(desk, REPORT, author="AK", because="court order", now=LATER)
    assert done.settled
    assert done.unpublished == (own,)
    assert held(desk.path, *rare, *told) == []
    with desk.ledger(read_only=True) as ledger:
        assert publications(ledger) == ()


def test_after_an_erasure_the_chain_is_valid_and_a_stone_tells_what_it_moved(
    desk: Desk, tmp_path: Path
) -> None:
    before = estimated(desk)
    with desk.ledger(read_only=True) as ledger:
        noted = ledger.head()
    never = without(desk, tmp_path / "other")
    done = erase(desk, REPORT, author="AK", because="court order", now=LATER)
    assert unlike(before, estimated(desk))
    assert not unlike(estimated(desk), estimated(never))
    with desk.ledger(read_only=True) as ledger:
        found = ledger.verify(noted)
        assert found.flaws == ()
        (stone,) = ledger.erasures()
        assert found.erased == len(stone.numbers) >= 5
        assert (stone.report, stone.author, stone.reason) == (done.report, "AK", "court order")
        assert tuple(stone.moved) == done.moved != ()
        with pytest.raises(Erased):
            ledger.report(done.report)
        now = situation_of(desk, ledger, WATCH, as_of=AS_OF, known_at=NOW + timedelta(days=1))
        assert any("erased since" in one for one in gaps_of(ledger, now))
    assert status_of(desk)["counts"]["erasures"] == 1
    assert any(row["code"] == "D008" for row in diagnose(desk))


def test_an_erased_report_does_not_come_back_with_the_next_feed(desk: Desk) -> None:
    erase(desk, REPORT, author="AK", because="court order", now=LATER)
    done = add(desk, [EXAMPLE / "reports" / REPORT], now=LATER + timedelta(days=1))
    assert [one.code for one in done.faults] == ["T309"]
    assert (done.new, done.refused) == (0, 1)


def test_a_stone_that_is_taken_away_is_missed(desk: Desk) -> None:
    erase(desk, REPORT, author="AK", because="court order", now=LATER)
    raw = sqlite3.connect(desk.path / LEDGER_FILE)
    raw.execute("DROP TRIGGER erasures_no_delete")
    raw.execute("DELETE FROM erasures")
    raw.commit()
    raw.close()
    with desk.ledger(read_only=True) as ledger:
        said = [one.message for one in ledger.verify().flaws]
    assert any("row 1 of erasures is gone" in one for one in said)
    assert any("no erasure tells why" in one for one in said)


def test_what_another_report_shares_stays_with_that(desk: Desk) -> None:
    with desk.ledger() as ledger:
        report = next(one for one in ledger.reports() if one.file.endswith(REPORT))
        data = ledger.data(report.sha256)
        day = report.published
        own = report_id(sha256_of(data), "Another Courier", report.host, day)
        copy = replace(report, id=own, publisher="Another Courier", layout=())
        ledger.add_report(copy, data, Capture("files", "copy.txt", LATER))
    done = erase(desk, report.id, author="AK", because="court order", now=LATER)
    assert done.beside == (own,)
    with desk.ledger(read_only=True) as ledger:
        assert ledger.data(report.sha256) == data
        assert ledger.report(own).text == report.text
        assert ledger.verify().flaws == ()


def test_a_withdrawn_report_may_be_erased_and_a_correction_of_it_then_says_nothing(
    desk: Desk,
) -> None:
    done = withdraw(desk, REPORT, author="AK", because="a forgery", now=LATER)
    after = estimated(desk)
    gone = erase(desk, done.report, author="AK", because="court order", now=LATER)
    assert gone.moved == ()
    assert not unlike(estimated(desk), after)
    with desk.ledger(read_only=True) as ledger:
        assert ledger.withdrawn() == frozenset()
        now = situation_of(desk, ledger, WATCH, as_of=AS_OF, known_at=NOW + timedelta(days=9))
        assert not any("withdrawn" in one for one in gaps_of(ledger, now))
    assert [row["code"] for row in diagnose(desk)].count("D008") == 1
    undo(desk, done.entry, author="AK", reason="genuine", now=LATER + timedelta(days=1))
    assert not unlike(estimated(desk), after)
