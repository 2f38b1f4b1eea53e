"""Listening: what the silence of a feed is worth."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desks import EXAMPLE, NOW, WATCH, desk_of

from tocsin.desk import situation_of
from tocsin.desk.listening import listened, silent_after
from tocsin.desk.situation import gaps_of
from tocsin.ledger import FeedLook
from tocsin.nouns import cut_of
from tocsin.weigh import Intake, Listened

FIRST = date(2022, 10, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def at(number: int) -> datetime:
    return datetime(2022, 10, 1, tzinfo=UTC) + timedelta(days=number)


def intake(*rows: tuple[int, str]) -> Intake:
    found = listened([("a", day(number), result) for number, result in rows])
    return Intake(feeds=tuple(found.values()))


def test_a_desk_without_feeds_misses_none() -> None:
    assert Intake().reached(at(9), 7) == 1.0


def test_a_feed_that_answers_each_day_is_heard() -> None:
    assert intake(*((n, "new") for n in range(10))).reached(at(10), 7) == 1.0


def test_days_without_an_answer_are_not_heard() -> None:
    fed = intake((0, "new"), *((n, "failed") for n in range(1, 10)))
    assert fed.reached(at(10), 10) == 0.2  # the day of the answer, and the one after


def test_before_its_first_look_and_after_its_end_a_feed_is_not_missed() -> None:
    fed = intake((0, "failed"), (5, "failed"), (6, "ended"))
    assert fed.reached(at(0), 30) == 1.0
    assert fed.reached(at(6), 3) == 0.0
    assert fed.reached(at(40), 10) == 1.0


def test_a_feed_that_was_put_back_begins_anew() -> None:
    fed = intake((0, "failed"), (3, "ended"), (8, "new"), (9, "new"))
    assert fed.reached(at(10), 10) == 1.0


def test_answers_of_a_silent_feed_stand_for_nothing() -> None:
    fed = intake((0, "new"), *((n, "same") for n in range(1, 30)))
    assert fed.reached(at(5), 5) == 1.0
    assert fed.reached(at(30), 10) == 0.0


def test_a_feed_that_always_came_seldom_may_be_quiet_for_longer() -> None:
    assert silent_after([day(1), day(2)], FIRST) == day(10)
    assert silent_after([day(0), day(10)], FIRST) == day(41)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["new", "same", "failed", "ended"]))),
    st.integers(0, 80),
    st.floats(0.1, 60),
)
def test_the_part_that_was_reached_is_a_part(
    rows: list[tuple[int, str]], now: int, days: float
) -> None:
    assert 0.0 <= intake(*sorted(set(rows))).reached(at(now), days) <= 1.0


def test_two_feeds_count_by_their_days() -> None:
    heard = Listened(day(0), None, tuple(day(n) for n in range(10)))
    dead = Listened(day(5), None, ())
    assert Intake(feeds=(heard, dead)).reached(at(10), 10) == 10 / 15


def test_a_dead_feed_lowers_coverage_and_moves_no_probability(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, [EXAMPLE / "reports"])
    seen = []
    for _ in range(2):
        with desk.ledger() as ledger:
            now = situation_of(
                desk,
                ledger,
                WATCH,
                as_of=cut_of("2022-10-21"),
                known_at=NOW + timedelta(days=1),
                with_history=False,
            )
            seen.append((now.estimate, gaps_of(ledger, now)))
            for number in range(30):
                look = datetime(2022, 9, 25, tzinfo=UTC) + timedelta(days=number)
                ledger.add_look(FeedLook("gazette", "https://g.example/", "feed", look, "failed"))
    (before, _), (after, gaps) = seen
    assert after.probabilities == before.probabilities
    assert any(share > 0.0 for share in before.coverage.values())
    for name, share in before.coverage.items():
        assert after.coverage[name] == pytest.approx(share / 2)
    assert "The feed gazette was not heard on 7 days of the last week: coverage is lower." in gaps
