"""Open views: a likelihood above even, with no time set, does not speak against the event."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.weigh.build import watch_of

from tocsin.estimate.base import Prior
from tocsin.estimate.views import Pooled, pool_of, pull_of
from tocsin.nouns import View, Watch
from tocsin.weigh.views import open_until


def pooled_of(watch: Watch, low: float, high: float) -> Pooled:
    at = watch.closes - timedelta(days=10)
    view = View(
        origin="o", source="ISW", proposition="entry", phrase="likely", low=low, high=high,
        yardstick="survey", at=at, horizon=open_until(at, watch.closes), weight=0.6, cites=(),
        spans=(), counted=True, reason="",
    )  # fmt: skip
    (pooled,), _ = pool_of(watch, [view], window_at=at, ageing_at=at)
    return pooled


@pytest.mark.parametrize(("low", "high", "kept"), [(0.6, 0.85, 0.725), (0.05, 0.3, 0.0)])
def test_only_a_word_above_even_holds_the_base_up(low: float, high: float, kept: float) -> None:
    assert pooled_of(watch_of(), low, high).at_least == pytest.approx(kept)


@pytest.mark.parametrize(("base", "sign"), [(0.2, 0), (0.6, 0), (0.8, -1)])
def test_it_pulls_no_base_down_that_stands_below_it(base: float, sign: int) -> None:
    pull = pull_of(pooled_of(watch_of(), 0.6, 0.85), 0.3, Prior({}, base, 0.0, 10.0))
    assert (pull > 0) - (pull < 0) == sign


def test_a_word_below_even_still_pulls_down() -> None:
    assert pull_of(pooled_of(watch_of(), 0.05, 0.3), 0.3, Prior({}, 0.2, 0.0, 10.0)) < 0
