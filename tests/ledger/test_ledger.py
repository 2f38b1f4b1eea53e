from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.strategies import AT, captured, readings, report_made
from tests.stores import sql

from tocsin.errors import Busy, DeskExists, Newer, NotADesk, Refused, UnknownEntry
from tocsin.ledger import LEDGER_FILE, Ledger
from tocsin.ledger.tables import HEAD, METADATA
from tocsin.nouns import Capture, Interval, Reading, Report, Segment, Skip, Span, cut_of

pytestmark = pytest.mark.usefixtures("store")

DAY = timedelta(days=1)
FEED = Capture("files", "a.txt", AT)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "desk") as made:
        yield made


def published(day: int) -> Interval:
    return Interval.day(date(2022, 10, day))


def added(ledger: Ledger, text: str, *, at: datetime = AT, **more: object) -> Report:
    report, data = report_made(text, **more)  # type: ignore[arg-type]
    ledger.add_report(report, data, Capture("files", report.file, at))
    return report


def read(report: Report, reader: str = "1") -> Reading:
    return Reading(report, (Segment(report.id, Span(0, len(report.text)), "body"),), (), reader)


# A desk comes to be


def test_a_desk_is_made_once(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "a" / "desk").close()
    with pytest.raises(DeskExists):
        Ledger.create(tmp_path / "a" / "desk")
    Ledger.open(tmp_path / "a" / "desk").close()


@pytest.mark.sqlite
@pytest.mark.parametrize("content", [None, b"", b"no database" * 99])
def test_a_folder_without_a_ledger_is_no_desk(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / LEDGER_FILE).write_bytes(content)
    with pytest.raises(NotADesk):
        Ledger.open(tmp_path)


@pytest.mark.sqlite
def test_somebody_elses_database_is_no_desk_and_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / LEDGER_FILE) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(NotADesk):
        Ledger.open(tmp_path)
    with pytest.raises(DeskExists):
        Ledger.create(tmp_path)


def test_the_ledger_of_a_newer_tocsin_is_not_touched(tmp_path: Path) -> None:
    Ledger.create(tmp_path).close()
    with sql(tmp_path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Newer):
        Ledger.open(tmp_path)


def test_the_migrations_leave_the_tables_that_the_code_declares(ledger: Ledger) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import text

    with ledger._store.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                # PostgreSQL's index of that name is over a digest of the feed alone.
                "include_object": lambda _, name, *__: name != "ix_looks_feed_address",
                "include_name": lambda name, kind, _: kind != "table" or name in METADATA.tables,
            },
        )
        assert compare_metadata(context, METADATA) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


@pytest.mark.sqlite
def test_a_committed_write_is_on_the_disk(ledger: Ledger) -> None:
    with ledger._store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


# Reports


@pytest.mark.sqlite
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(captured(), max_size=4))
def test_every_report_comes_back_as_it_was_captured(
    tmp_path_factory: pytest.TempPathFactory, given_: list[tuple[Report, bytes, Capture]]
) -> None:
    with Ledger.create(tmp_path_factory.mktemp("desk") / "d") as ledger:
        first: dict[str, Report] = {}
        for report, data, capture in given_:
            new = ledger.add_report(report, data, capture)
            assert new == (report.id not in first)
            first.setdefault(report.id, report)
            assert ledger.data(report.sha256) == data
            assert ledger.captures(report.id)[-1] == capture
        assert {report.id: report for report in ledger.reports()} == first
        assert ledger.check() == ()


@pytest.mark.sqlite
def test_ten_thousand_captures_of_the_same_bytes_cost_one_report_and_one_row_of_bytes(
    ledger: Ledger,
) -> None:
    report, data = report_made("It was said.")
    with ledger.writing():
        new = [ledger.add_report(report, data, FEED) for _ in range(10_000)]
    counts = ledger.counts()
    assert sum(new) == 1
    assert (counts["reports"], counts["bytes"], counts["texts"]) == (1, 1, 1)
    assert counts["captures"] == 10_000


def test_reports_of_one_text_keep_it_once(ledger: Ledger) -> None:
    for publisher in ("Herald", "Courier"):
        added(ledger, "It was said.", publisher=publisher)
    counts = ledger.counts()
    assert (counts["reports"], counts["bytes"], counts["texts"]) == (2, 1, 1)


def test_reports_come_by_publication_whatever_the_order_in_which_they_came(ledger: Ledger) -> None:
    days = [21, 20, 22, 20]
    made = [added(ledger, f"no. {n}", published=published(day)) for n, day in enumerate(days)]
    undated = added(ledger, "undated")
    expected = sorted(made, key=lambda report: (report.published.start, report.id))  # type: ignore[union-attr]
    assert list(ledger.reports()) == [*expected, undated]


def test_as_of_leaves_out_what_was_not_wholly_published_and_what_has_no_date(
    ledger: Ledger,
) -> None:
    early = added(ledger, "a", published=published(20))
    added(ledger, "b", published=published(21))
    added(ledger, "c")
    added(ledger, "d", published=Interval(published(19).start, None))
    assert list(ledger.reports(as_of=cut_of("2022-10-20"))) == [early]
    assert list(ledger.reports(as_of=cut_of("2022-10-20T23:59:58"))) == []


def test_known_at_leaves_out_what_was_recorded_at_that_moment_or_later(ledger: Ledger) -> None:
    early = added(ledger, "a", at=AT)
    added(ledger, "b", at=AT + DAY)
    assert list(ledger.reports(known_at=AT)) == []
    assert list(ledger.reports(known_at=AT + DAY)) == [early]
    assert list(ledger.reports(known_at=cut_of("2022-10-20"))) == [early]
    assert [one for one, _ in ledger.recorded(known_at=AT + DAY)] == [early.id]


def test_a_second_capture_does_not_make_a_report_known_earlier_or_later(ledger: Ledger) -> None:
    report = added(ledger, "a", at=AT)
    added(ledger, "a", at=AT + DAY)
    assert ledger.recorded() == ((report.id, AT),)


def test_more_reports_than_a_page_holds_come_each_once(ledger: Ledger) -> None:
    with ledger.writing():
        ids = [added(ledger, f"no. {n}", published=published(1 + n % 3)).id for n in range(173)]
    assert sorted(report.id for report in ledger.reports()) == sorted(ids)


def test_reports_may_be_added_while_others_are_gone_through(ledger: Ledger) -> None:
    for n in range(5):
        added(ledger, f"no. {n}")
    seen = 0
    for report in ledger.reports():
        added(ledger, report.text, publisher="Herald", published=published(20))
        seen += 1
    assert seen == 5


def test_what_is_not_there_is_an_unknown_entry(ledger: Ledger) -> None:
    for ask in (ledger.report, ledger.data, ledger.watch):
        with pytest.raises(UnknownEntry):
            ask("none")
    with pytest.raises(UnknownEntry):
        ledger.add_skip(Skip("none", "v1", AT))


def test_a_time_without_a_zone_is_refused(ledger: Ledger) -> None:
    report, data = report_made("a")
    with pytest.raises(ValueError, match="zone"):
        ledger.add_report(report, data, Capture("files", "a", datetime(2022, 10, 20)))  # noqa: DTZ001
    assert ledger.counts()["reports"] == 0


def test_half_a_character_is_refused_with_a_code(ledger: Ledger) -> None:
    report, data = report_made("a")
    with pytest.raises(Refused):
        ledger.add_report(report, data, Capture("files", "\udcff", AT))


# Readings


@pytest.mark.sqlite
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(readings())
def test_every_reading_comes_back_as_it_was_made(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[Reading, bytes]
) -> None:
    reading, data = made
    with Ledger.create(tmp_path_factory.mktemp("desk") / "d") as ledger:
        ledger.add_report(reading.report, data, FEED)
        assert ledger.reading(reading.report.id, reading.reader) is None
        assert ledger.add_reading(reading, AT)
        assert not ledger.add_reading(reading, AT + DAY)
        assert ledger.reading(reading.report.id, reading.reader) == reading
        assert list(ledger.readings(reading.reader)) == [reading]


def test_copies_with_the_same_metadata_share_a_reading_and_others_do_not(ledger: Ledger) -> None:
    one = added(ledger, "It was said.")
    same = added(ledger, "It was said.", data=b"<p>It was said.")
    other = added(ledger, "It was said.", publisher="Herald")
    assert [report.id for report in ledger.unread("1")] == sorted([one.id, same.id, other.id])
    ledger.add_reading(read(one), AT)
    assert [report.id for report in ledger.unread("1")] == [other.id]
    assert ledger.reading(same.id, "1") == read(same)
    assert ledger.counts()["readings"] == 1


def test_another_version_of_the_reader_reads_anew(ledger: Ledger) -> None:
    report = added(ledger, "It was said.")
    ledger.add_reading(read(report, "1"), AT)
    assert list(ledger.unread("1")) == []
    assert list(ledger.unread("2")) == [report]
    assert ledger.reading(report.id, "2") is None


def test_a_refused_report_is_never_to_be_read(ledger: Ledger) -> None:
    added(ledger, "", data=b"x" * 9, refusal="T102")
    assert list(ledger.unread("1")) == []
    assert ledger.counts()["refused"] == 1


def test_a_skipped_report_is_unread_again_under_another_lexicon(ledger: Ledger) -> None:
    report = added(ledger, "It was said.")
    skip = Skip(report.id, "v1", AT)
    assert ledger.add_skip(skip)
    assert not ledger.add_skip(skip)
    assert list(ledger.unread("1", lexicon="v1")) == []
    assert list(ledger.unread("1", lexicon="v2")) == [report]
    assert ledger.skips("v1") == (skip,)
    assert ledger.skips("v2") == ()


def test_readings_come_in_the_order_and_under_the_cuts_of_their_reports(ledger: Ledger) -> None:
    for n, day in enumerate((22, 20, 21)):
        report = added(ledger, f"no. {n}", published=published(day), at=AT + n * DAY)
        ledger.add_reading(read(report), AT)
    texts = [reading.report.text for reading in ledger.readings("1")]
    assert texts == ["no. 1", "no. 2", "no. 0"]
    cut = ledger.readings("1", as_of=cut_of("2022-10-21"), known_at=AT + 2 * DAY)
    assert [reading.report.text for reading in cut] == ["no. 1"]


# One writer, many readers, nothing changed


@pytest.mark.sqlite
@pytest.mark.parametrize("table", sorted(METADATA.tables))
def test_no_row_is_ever_changed_removed_or_replaced(tmp_path: Path, table: str) -> None:
    Ledger.create(tmp_path).close()
    raw = sqlite3.connect(tmp_path / LEDGER_FILE)
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    row = ", ".join(["1", *["'x'"] * (len(columns) - 1)])
    raw.execute(f"INSERT INTO {table} VALUES ({row})")  # noqa: S608 (our own names)
    for act in (
        f"UPDATE {table} SET {columns[1]} = 'y'",  # noqa: S608
        f"DELETE FROM {table}",  # noqa: S608
        f"INSERT OR REPLACE INTO {table} VALUES ({row})",  # noqa: S608
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(act)
    raw.close()


def test_the_ledger_itself_refuses_change_with_a_code(ledger: Ledger) -> None:
    added(ledger, "a")
    with pytest.raises(Refused, match="append-only"), ledger._store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM captures")


def test_a_second_writer_is_told_to_wait_and_readers_are_not(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as first, Ledger.open(tmp_path, wait=0.05) as second:
        with first.writing():
            added(first, "a")
            with pytest.raises(Busy):
                added(second, "b")
            assert list(second.reports()) == []
        assert [report.text for report in second.reports()] == ["a"]
        added(second, "b")


def test_a_batch_is_kept_whole_or_not_at_all(ledger: Ledger) -> None:
    def broken_off() -> None:
        with ledger.writing():
            added(ledger, "a")
            assert len(list(ledger.reports())) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert ledger.counts()["reports"] == ledger.counts()["bytes"] == 0
    with ledger.writing(), ledger.writing():
        added(ledger, "b")
    assert ledger.counts()["reports"] == 1


def test_a_snapshot_sees_one_state_and_takes_nothing(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as first, Ledger.open(tmp_path) as second:
        added(first, "a")
        with second.snapshot():
            added(first, "b")
            assert [report.text for report in second.reports()] == ["a"]
            with pytest.raises(Refused):
                added(second, "c")
        assert len(list(second.reports())) == 2


def test_a_desk_opened_for_reading_takes_nothing(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as first:
        added(first, "a")
        with Ledger.open(tmp_path, read_only=True) as second:
            assert len(list(second.reports())) == 1
            with pytest.raises(Refused):
                added(second, "b")
            assert second.check() == ()


@pytest.mark.sqlite
def test_a_desk_on_a_read_only_disk_can_be_read(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as first:
        added(first, "a")
    tmp_path.chmod(0o500)
    try:
        with Ledger.open(tmp_path, read_only=True) as second:
            assert len(list(second.reports())) == 1
    finally:
        tmp_path.chmod(0o700)


# Work


@pytest.mark.sqlite
def test_a_new_report_costs_a_handful_of_statements_and_a_known_one_two(ledger: Ledger) -> None:
    from sqlalchemy import event

    ran: list[str] = []
    event.listen(
        ledger._store._engine,
        "before_cursor_execute",
        lambda _, __, statement, *more: ran.append(statement),  # noqa: ARG005
    )
    with ledger.writing():
        added(ledger, "a")
    assert len(ran) == 1 + 8
    ran.clear()
    with ledger.writing():
        added(ledger, "a")
    assert len(ran) == 1 + 2


def test_a_page_of_reports_is_one_query(ledger: Ledger) -> None:
    from sqlalchemy import event

    with ledger.writing():
        for n in range(120):
            added(ledger, f"no. {n}")
    ran: list[str] = []
    event.listen(
        ledger._store._engine,
        "before_cursor_execute",
        lambda _, __, statement, *more: ran.append(statement),  # noqa: ARG005
    )
    assert sum(1 for _ in ledger.reports()) == 120
    assert sum("JOIN texts" in statement for statement in ran) == 3
