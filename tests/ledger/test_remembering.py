"""What tracing remembers: long facts stand apart, keys of one thing together, all follows anew."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripts.crash.older import older
from tests.stores import Store, sql
from tests.trace.test_traits import about

from tocsin.desk import Desk
from tocsin.desk.tracing import Tracing, bring_up
from tocsin.ledger import LEDGER_FILE, Ledger
from tocsin.ledger.kept import PACKED, _key
from tocsin.nouns import Capture
from tocsin.trace import DictKept

pytestmark = pytest.mark.usefixtures("store")

NOW = datetime(2023, 6, 1, tzinfo=UTC)
FACTS = st.lists(
    st.tuples(
        st.sampled_from(["report", "mark"]),
        st.sampled_from("abc"),
        st.none() | st.sampled_from(["", "short", "x" * PACKED, "long" * PACKED, "й" * PACKED]),
    ),
    max_size=12,
)


def rows(folder: Path, table: str) -> int:
    with sql(folder) as raw:
        (count,) = raw.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 (our own names)
    return int(count)


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp(store)
    Ledger.create(made).close()
    return made


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(FACTS)
def test_facts_of_any_length_are_remembered_replaced_and_forgotten_as_in_memory(
    store: Store, folder: Path, puts: list[tuple[str, str, str | None]]
) -> None:
    known = DictKept()
    with Ledger.open(folder) as ledger:
        with ledger.kept() as kept:
            kept.clear()
            for space, name, value in puts:
                kept.put(space, name, value)
                known.put(space, name, value)
                assert kept.get(space, name) == value
        with ledger.kept(read_only=True) as kept:
            for space in ("report", "mark"):
                assert list(kept.facts(space)) == list(known.facts(space))
    held = [value for space in ("report", "mark") for _, value in known.facts(space)]
    apart = 0 if store == "postgres" else sum(len(one.encode()) > PACKED for one in held)
    assert rows(folder, "trace_long") == apart


@pytest.mark.parametrize(
    "keys", [("b:node", "n:node", "f:node|alike", "f:node|other"), ("w:1e3a", "g:1e3a")]
)
def test_keys_of_one_thing_stand_together_whatever_their_kind(keys: tuple[str, ...]) -> None:
    numbers = [_key(key) for key in keys]
    assert len(set(numbers)) == len(keys)
    assert len({number >> 40 for number in numbers}) == 1
    assert _key("b:another") >> 40 != numbers[0] >> 40


@pytest.mark.sqlite
def test_a_desk_of_an_earlier_release_is_traced_anew_with_the_same_origins(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    every = [about(number, "harbour") for number in range(6)]
    with desk.ledger() as ledger:
        for one in every:
            ledger.add_report(one.report, one.report.text.encode(), Capture("hand", "f", NOW))
            ledger.add_reading(one, NOW)
        bring_up(desk, ledger)
        expected = Tracing(desk, ledger).origins(tuple(ledger.readings()), ())
    raw = sqlite3.connect(desk.path / LEDGER_FILE)
    raw.execute("DROP TABLE trace_long")  # the earlier form had none
    raw.commit()
    raw.close()
    folder = older(tmp_path / "older", "0005", desk.path)
    assert rows(folder, "trace_keys") == rows(desk.path, "trace_keys") > 0
    before = Desk(folder, desk.register, desk.yardsticks)
    with before.ledger() as ledger:
        assert rows(folder, "trace_keys") == rows(folder, "trace_facts") == 0
        assert Tracing(before, ledger).origins(tuple(ledger.readings()), ()) == expected
        assert bring_up(before, ledger) == len(every)
        assert Tracing(before, ledger).origins(tuple(ledger.readings()), ()) == expected
    assert rows(folder, "trace_long") == len(every)
    for table in ("trace_keys", "trace_facts", "trace_pairs"):
        assert rows(folder, table) == rows(desk.path, table)
