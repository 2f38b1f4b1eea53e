"""Looks: the ledger's record of what feeds were asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.stores import sql

from tocsin.ledger import FeedLook, Ledger

pytestmark = pytest.mark.usefixtures("store")

AT = datetime(2026, 1, 2, 12, tzinfo=UTC)
LOOK = FeedLook(
    feed="gazette",
    address="https://gazette.example/rss",
    what="feed",
    at=AT,
    result="new",
    status=200,
    new=3,
    headers={"etag": '"a"'},
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path) as made:
        yield made


def test_a_look_comes_back_as_it_was_entered(ledger: Ledger) -> None:
    ledger.add_look(LOOK)
    assert ledger.looks("gazette") == (LOOK,)
    assert ledger.last_look("gazette", LOOK.address) == LOOK


def test_the_newest_look_at_an_address_is_the_last_entered(ledger: Ledger) -> None:
    later = replace(LOOK, at=AT + timedelta(hours=1), result="failed", code="T109")
    other = replace(LOOK, address="https://gazette.example/other", at=AT + timedelta(hours=2))
    for one in (LOOK, later, other):
        ledger.add_look(one)
    assert ledger.last_look("gazette", LOOK.address) == later
    assert ledger.looks("gazette", known_at=AT + timedelta(minutes=1)) == (LOOK,)


def test_before_the_first_look_there_is_none(ledger: Ledger) -> None:
    assert ledger.last_look("gazette", LOOK.address) is None
    assert ledger.looks("gazette") == ()


def test_the_versions_of_a_page_are_its_reports_each_once(ledger: Ledger) -> None:
    for hour, report in enumerate(("r1", "r1", "r2", None, "r1")):
        ledger.add_look(replace(LOOK, at=AT + timedelta(hours=hour), report=report))
    assert ledger.versions(LOOK.address) == ("r1", "r2")


@pytest.mark.parametrize("act", ["UPDATE looks SET result = 'new'", "DELETE FROM looks"])
def test_no_program_changes_a_look(tmp_path: Path, ledger: Ledger, act: str) -> None:
    ledger.add_look(LOOK)
    with sql(tmp_path) as raw, pytest.raises(Exception, match="append-only"):
        raw.execute(act)


def test_a_ledger_with_looks_is_sound(ledger: Ledger) -> None:
    ledger.add_look(LOOK)
    assert ledger.check() == ()
