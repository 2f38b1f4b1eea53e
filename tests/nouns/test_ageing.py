"""Evidence ages in one way, wherever it is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.nouns import EXPIRY, freshness

AT = datetime(2031, 3, 1, tzinfo=UTC)
half_lives = st.floats(0.5, 400)


def left(days: float, half_life: float) -> float:
    return freshness(AT, AT + timedelta(days=days), half_life)


@given(st.floats(-10, 2000), st.floats(0, 500), half_lives)
def test_evidence_only_grows_older(days: float, later: float, half_life: float) -> None:
    assert 0.0 <= left(days + later, half_life) <= left(days, half_life) <= 1.0


@given(st.floats(0, 2000), half_lives)
def test_it_expires_wholly_and_not_before(days: float, half_life: float) -> None:
    lives = days / half_life
    if abs(lives - EXPIRY) > 1e-6:
        assert (left(days, half_life) == 0.0) is (lives > EXPIRY)


@given(half_lives)
def test_it_expires_without_a_jump(half_life: float) -> None:
    assert left((EXPIRY - 1e-6) * half_life, half_life) < 1e-6


@pytest.mark.parametrize("days", [-3.0, 0.0])
def test_what_is_new_or_still_to_come_is_whole(days: float) -> None:
    assert left(days, 10.0) == 1.0
