"""Coverage ages evidence as the estimate does."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.build import DAY

from tocsin.estimate import cells
from tocsin.weigh import coverage


@given(st.floats(-10, 2000), st.floats(0.5, 400))
def test_evidence_ages_as_in_the_estimate(days: float, half_life: float) -> None:
    now = DAY + timedelta(days=days)
    assert coverage.freshness(DAY, now, half_life) == cells.freshness(DAY, now, half_life)


def test_it_expires_when_it_does_in_the_estimate() -> None:
    assert coverage.EXPIRY == cells.EXPIRY
