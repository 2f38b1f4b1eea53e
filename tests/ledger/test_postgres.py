"""What PostgreSQL does in its own way gives what SQLite gives: texts, search, guards, chain."""

from __future__ import annotations

import hashlib
import itertools
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.strategies import AT, captured, readings, report_made, words
from tests.ledger.test_chain import filled, put
from tests.stores import fresh, past_all_guards, sql

from tocsin.errors import BadArgument, DeskExists, ExtraMissing, NotADesk, Refused
from tocsin.ledger import ADDRESS_FILE, LEDGER_FILE, FeedLook, Ledger
from tocsin.ledger.addresses import Address, address_from
from tocsin.ledger.copying import load
from tocsin.ledger.places import address_of
from tocsin.ledger.tables import METADATA
from tocsin.nouns import Capture, Reading, Report

pytestmark = [pytest.mark.usefixtures("store"), pytest.mark.postgres]

DAY = timedelta(days=1)
ANOTHER = "CREATE OR REPLACE FUNCTION no_change() RETURNS trigger AS 'BEGIN END' LANGUAGE plpgsql"
SHARED = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder(store: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk to which every test may add."""
    made = tmp_path_factory.mktemp(store) / "desk"
    Ledger.create(made).close()
    return made


@pytest.fixture(scope="module")
def full(store: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with some rows in every table, which is left as it was found."""
    return filled(tmp_path_factory.mktemp(store) / "full")


# What a person names


def test_a_desk_keeps_its_address_and_no_file_of_sqlites(folder: Path) -> None:
    assert address_of(folder) is not None
    assert not (folder / LEDGER_FILE).exists()


@pytest.mark.parametrize(
    ("url", "server", "schema"),
    [
        ("postgresql:///desks", "postgresql:///desks", "tocsin"),
        ("postgres://anna@b.example:99/a?schema=east", "postgresql://anna@b.example:99/a", "east"),
        ("postgresql:///a?host=/run/pg&schema=b", "postgresql:///a?host=/run/pg", "b"),
        ("postgresql://", "postgresql://", "tocsin"),
    ],
)
def test_what_a_url_leaves_out_is_left_to_the_library(url: str, server: str, schema: str) -> None:
    assert address_from(url) == Address(server, schema)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:secret@db.example/desk",
        "postgresql://db.example/desk?password=secret",
        "mysql://db.example/desk",
        "desk.sqlite",
        "postgresql:///desk?schema=pg_catalog",
        'postgresql:///desk?schema=a"b',
    ],
)
def test_an_address_with_a_password_or_of_something_else_is_refused(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(BadArgument) as told:
        Ledger.create(tmp_path / "d", address=url)
    assert "secret" not in str(told.value)
    assert not (tmp_path / "d" / ADDRESS_FILE).exists()


def test_a_server_that_is_not_there_is_told_with_a_code(tmp_path: Path) -> None:
    with pytest.raises(NotADesk):
        Ledger.create(tmp_path / "d", address=f"postgresql:///desk?host={tmp_path}")
    assert not (tmp_path / "d" / ADDRESS_FILE).exists()


def test_without_the_driver_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "tocsin.ledger.postgres")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ExtraMissing):
        Ledger.create(tmp_path / "d")


def test_desks_of_one_database_know_nothing_of_each_other_and_none_is_made_twice(
    tmp_path: Path,
) -> None:
    one, other = fresh(), fresh()
    with Ledger.create(tmp_path / "a", address=one) as first:
        put(first, "Only here.")
        with Ledger.create(tmp_path / "b", address=other) as second, second.writing():
            put(second, "Meanwhile.")
            put(first, "Nobody waits.")
        assert first.counts()["reports"] == 2
    with pytest.raises(DeskExists):
        Ledger.create(tmp_path / "c", address=one)
    assert not (tmp_path / "c" / ADDRESS_FILE).exists()


# Texts


@settings(max_examples=200)
@given(st.lists(st.text(st.sampled_from("\0\1\2\3aа")), min_size=2, max_size=2))
def test_texts_with_nul_are_kept_exactly_and_in_their_order(made: list[str]) -> None:
    from tocsin.ledger.postgres import Escaped, Unescaped

    written = [bytes(Escaped(str).dump(one) or b"") for one in made]
    assert [Unescaped(25).load(one) for one in written] == made
    assert not any(0 in one for one in written)
    assert (written[0] < written[1]) == (made[0] < made[1])


@SHARED
@given(st.lists(captured(), max_size=3))
def test_every_report_comes_back_as_it_was_captured(
    folder: Path, found: list[tuple[Report, bytes, Capture]]
) -> None:
    with Ledger.open(folder) as ledger:
        for report, data, capture in found:
            if ledger.add_report(report, data, capture):
                kept = ledger.report(report.id)
                assert (kept.text, kept.title, kept.url) == (report.text, report.title, report.url)
                assert ledger.data(report.sha256) == data
            assert ledger.captures(report.id)[-1] == capture


@SHARED
@given(readings())
def test_every_reading_comes_back_as_it_was_made(folder: Path, made: tuple[Reading, bytes]) -> None:
    reading, data = made
    with Ledger.open(folder) as ledger:
        new = ledger.add_report(reading.report, data, Capture("files", "a.txt", AT))
        if new and ledger.add_reading(reading, AT):
            assert ledger.reading(reading.report.id, reading.reader) == reading


def test_an_address_of_thousands_of_letters_is_kept_and_found(folder: Path) -> None:
    noise = "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(100))
    look = FeedLook(f"feed {noise}", f"http://a.example/{noise}", "page", AT, "new")
    with Ledger.open(folder) as ledger:
        ledger.add_look(look)
        assert ledger.last_look(look.feed, look.address) == look
        assert ledger.looks(look.feed) == ledger.looks_at(look.address) == (look,)


def test_every_number_has_eight_bytes(folder: Path) -> None:
    with sql(folder) as raw:
        query = (
            "SELECT DISTINCT data_type FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND data_type LIKE '%int%'"
        )
        assert raw.execute(query).fetchall() == [("bigint",)]


# Search


CORPUS = st.lists(
    st.lists(
        st.sampled_from(
            ["Évora", "evora", "tanks", "Tank", "border", "12", "o'clock", "co-op", "ß", "Ж\0ук"]
            + ["the"] * 4
        ),
        min_size=0,
        max_size=30,
    ).map(" ".join),
    min_size=1,
    max_size=8,
    unique=True,
)
QUERIES = st.lists(
    st.one_of(
        st.sampled_from(["evora", "tank*", "the", "t*", '"the border"', '"o\'clock 12"', "co-op"]),
        st.sampled_from(['"the the"', "жук", "*", '"', '"evora tan*"', '""', "ss", "\0"]),
        words,
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpus=CORPUS, asked=st.lists(QUERIES, min_size=4, max_size=8))
def test_a_query_finds_the_same_in_the_same_order_in_each_database(
    tmp_path_factory: pytest.TempPathFactory, corpus: list[str], asked: list[str]
) -> None:
    desks = tmp_path_factory.mktemp("found")
    with (
        Ledger.create(desks / "server") as server,
        _in_a_file(desks / "file") as file,
    ):
        for ledger in (server, file):
            with ledger.writing():
                for number, text in enumerate(corpus):
                    report, data = report_made(text, publisher=str(number))
                    ledger.add_report(report, data, Capture("f", "a", AT + number * DAY))
        for query in asked:
            assert server.search(query) == file.search(query), query
            known = AT + DAY
            assert server.search(query, 2, known_at=known) == file.search(query, 2, known_at=known)


def test_a_text_of_a_million_letters_and_words_of_any_length_are_found(folder: Path) -> None:
    numbers = " ".join(str(number) for number in range(150_000))
    text = f"{numbers} last words, {'x' * 3_000} {'y' * 2_500}"
    report, data = report_made(text)
    with Ledger.open(folder) as ledger:
        ledger.add_report(report, data, Capture("f", "a", AT))
        for query in ("149999", '"last words"', '"249 250 251"', "x" * 3_000, "yyyy*"):
            assert [hit.report.id for hit in ledger.search(query)] == [report.id], query[:20]
        assert ledger.search("x" * 2_999) == ()


def _in_a_file(folder: Path) -> Ledger:
    from tocsin.ledger.store import make

    make(folder)
    return Ledger.open(folder)


# Guards and chain


@pytest.mark.parametrize("act", ["UPDATE {} SET seq = 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_no_program_changes_removes_or_empties_anything(full: Path, act: str) -> None:
    with sql(full) as raw:
        for table in METADATA.tables:
            with pytest.raises(Exception, match="append-only"):
                raw.execute(act.format(table))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("ALTER TABLE texts DISABLE TRIGGER texts_no_update", "the trigger texts_no_update is not"),
        ("DROP TRIGGER texts_no_delete ON texts", "the guard no_delete of texts is gone"),
        (ANOTHER, "is not the one that a ledger is made with"),
        ("DELETE FROM search_sizes", "missing from the search index"),
    ],
)
def test_check_finds_a_guard_that_is_off_gone_or_another(
    tmp_path: Path, damage: str, said: str
) -> None:
    with Ledger.create(tmp_path) as ledger:
        put(ledger, "It was said.")
        with sql(tmp_path) as raw:
            raw.execute(damage)
        assert any(said in fault for fault in ledger.check())


def _other(table: str, column: str) -> str:
    """What a column may hold in place of what it holds."""
    kind = METADATA.tables[table].c[column].type.python_type
    if kind is int:
        return f'"{column}" + 1'
    held = f'"{column}"' if kind is bytes else f"coalesce(\"{column}\", '')"
    return f"{held} || 'q'"


ENTERED = sorted({*METADATA.tables} - {"chain", "erasures"})
WIDEST = max(len(METADATA.tables[table].columns) for table in ENTERED)


@pytest.mark.parametrize("number", range(1, WIDEST))
def test_any_changed_column_is_found_and_named(full: Path, number: int) -> None:
    """One column of each table at a time, for a look at everything takes its time."""
    columns = {
        table: names[number]
        for table in ENTERED
        if len(names := METADATA.tables[table].columns.keys()) > number
    }
    was = {}
    with past_all_guards(full) as raw:
        for table, column in columns.items():
            query = f'SELECT "{column}" FROM {table} WHERE seq = 2'  # noqa: S608 (our own names)
            (was[table],) = raw.execute(query).fetchone()
            other = _other(table, column)
            raw.execute(f'UPDATE {table} SET "{column}" = {other} WHERE seq = 2')  # noqa: S608
    with Ledger.open(full, read_only=True) as ledger:
        flaws = ledger.verify().flaws
    with past_all_guards(full) as raw:
        for table, column in columns.items():
            mended = f'UPDATE {table} SET "{column}" = %s WHERE seq = 2'  # noqa: S608
            raw.execute(mended, (was[table],))
    for table, column in columns.items():
        assert [(one.row, one.column) for one in flaws if one.table == table] == [(2, column)]
    with Ledger.open(full, read_only=True) as ledger:
        assert ledger.verify().flaws == ()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM captures WHERE seq = 2", "row 2 of captures is gone"),
        (
            "INSERT INTO captures SELECT 9, report, feed, 'z', recorded_at FROM captures LIMIT 1",
            "row 9 of captures (report",
        ),
        ("DELETE FROM chain WHERE seq = 4", "entries 4 to 4 of the chain are gone"),
        ("UPDATE chain SET salt = NULL WHERE seq = 4", "the salt of entry 4 is gone"),
        ("DELETE FROM bytes WHERE seq = 1", "row 1 of reports names a row of bytes that is not"),
    ],
)
def test_rows_taken_out_or_put_in_are_found(tmp_path: Path, damage: str, said: str) -> None:
    with Ledger.create(tmp_path) as ledger:
        for number in range(3):
            put(ledger, f"no. {number}")
        with past_all_guards(tmp_path) as raw:
            raw.execute(damage)
        assert any(said in one.message for one in ledger.verify().flaws)


def test_the_same_entries_have_the_same_chain_in_each_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = []
    for kind in ("server", "file"):
        salts = itertools.count()
        monkeypatch.setattr(
            "tocsin.ledger.chain.os.urandom", lambda size, of=salts: next(of).to_bytes(size)
        )
        if kind == "file":
            from tocsin.ledger import ledger as module
            from tocsin.ledger.store import make

            monkeypatch.setattr(module, "make", make)
        with Ledger.open(filled(tmp_path / kind)) as ledger:
            heads.append(str(ledger.head()))
            assert ledger.verify().flaws == ()
    assert heads[0] == heads[1]


def test_entries_go_from_one_database_into_the_other_and_back(full: Path, tmp_path: Path) -> None:
    with Ledger.open(full, read_only=True) as ledger:
        lines, head = list(ledger.lines()), ledger.head()
    for name, address in (("file", None), ("server", fresh())):
        load(tmp_path / name, (one.encode() for one in lines), file="lines", address=address)
        with Ledger.open(tmp_path / name) as ledger:
            assert list(ledger.lines()) == lines
            assert ledger.verify(head).flaws == ()
            put(ledger, "One more.")
            assert ledger.verify(head).flaws == ()
            assert ledger.search("more")


def test_what_was_erased_is_in_no_file_of_the_servers_tables(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger:
        gone = put(ledger, "Zylothorpe marched.")
        kept = put(ledger, "Quandrel stayed.")
        with sql(tmp_path) as raw:
            raw.execute("ANALYZE")  # of which a server keeps samples
        ledger.erase(gone.id, author="AK", reason="law", at=AT + DAY, moved=tuple)
        assert ledger.settle()
        found = ledger.verify()
        assert (found.flaws, found.erased > 0) == ((), True)
        assert ledger.search("zylothorpe") == ()
        assert [hit.report.id for hit in ledger.search("quandrel")] == [kept.id]
    with sql(tmp_path) as raw:
        raw.execute("CHECKPOINT")
        (data,) = raw.execute("SHOW data_directory").fetchone()
    held = b"".join(one.read_bytes() for one in (Path(data) / "base").rglob("*") if one.is_file())
    assert b"Quandrel" in held
    assert b"Zylothorpe" not in held
    assert b"zylothorpe" not in held


def test_an_erasure_is_not_called_done_while_somebody_still_sees_what_is_gone(
    tmp_path: Path,
) -> None:
    with Ledger.create(tmp_path) as ledger:
        gone = put(ledger, "Zylothorpe marched.")
        with sql(tmp_path) as other:
            other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            other.execute("SELECT 1")
            ledger.erase(gone.id, author="AK", reason="law", at=AT + DAY, moved=tuple)
            assert not ledger.settle()
            other.execute("COMMIT")
        assert ledger.settle()


def test_a_role_that_may_only_read_is_told_so_with_a_code(full: Path) -> None:
    address = address_from(address_of(full) or "")
    with sql(full) as raw:
        raw.execute("DROP ROLE IF EXISTS reader")
        raw.execute("CREATE ROLE reader LOGIN")
        raw.execute(f'GRANT USAGE ON SCHEMA "{address.schema}" TO reader')
        raw.execute(f'GRANT SELECT ON ALL TABLES IN SCHEMA "{address.schema}" TO reader')
    own = (full / ADDRESS_FILE).read_text("utf-8")
    (full / ADDRESS_FILE).write_text(own.replace("tocsin@", "reader@"), "utf-8")
    try:
        with Ledger.open(full) as ledger:
            assert ledger.counts()["reports"] == 3
            with pytest.raises(Exception, match="permission denied") as told:
                put(ledger, "Not for me.")
            assert getattr(told.value, "code", "") == "T300"
        with Ledger.open(full, read_only=True) as ledger, pytest.raises(Refused):
            put(ledger, "Nor here.")
    finally:
        (full / ADDRESS_FILE).write_text(own, "utf-8")
        with sql(full) as raw:
            raw.execute("DROP OWNED BY reader")
            raw.execute("DROP ROLE reader")
