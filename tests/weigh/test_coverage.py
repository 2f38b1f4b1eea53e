"""What is not understood is not covered, and never adds to what is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.weigh import Intake

NOW = datetime(2031, 3, 1, tzinfo=UTC)
days = st.lists(st.integers(1, 40), max_size=12)


def at(ages: list[int]) -> tuple[datetime, ...]:
    return tuple(sorted(NOW - timedelta(days=age) for age in ages))


def test_the_part_understood_is_counted_within_the_lead_time_alone() -> None:
    intake = Intake(held=at([1, 2, 3, 30]), unread=at([2, 30]))
    assert intake.understood(NOW, 10) == pytest.approx(2 / 3)


def test_where_nothing_is_held_nothing_is_misunderstood() -> None:
    assert Intake().understood(NOW, 10) == 1.0


@given(days, days, st.integers(1, 40))
def test_one_more_that_is_not_read_never_adds_to_what_is_understood(
    read: list[int], unread: list[int], more: int
) -> None:
    before = Intake(at(read + unread), at(unread)).understood(NOW, 20)
    after = Intake(at([*read, *unread, more]), at([*unread, more])).understood(NOW, 20)
    assert 0.0 <= after <= before <= 1.0
