"""Departures: what is moved away from the border does not come to it."""

from __future__ import annotations

import pytest
from tests.weigh.heard import chances

from tocsin.read import Reader

ENTRY = "Will Chile invade Peru?"
COMES = {"troops-come", "troops-sent", "heavy-arms-come"}

AWAY = (
    "Chile moved its soldiers away from the border with Peru, residents said.",
    "Chile moved 2,000 troops from the Peruvian border to the Bolivian border.",
    "Chile brought its troops home from the border with Peru.",
    "Chile transferred 40 tanks from the border with Peru to the coast.",
)

TO = (
    "Chile moved 2,000 troops from the Bolivian border to the Peruvian border.",
    "Chile moved troops from the border with Bolivia to the border with Peru.",
    "Chile brought 2,000 soldiers from the south to the border with Peru.",
    "Chile moved troops to the border with Peru.",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize("text", AWAY)
def test_what_is_moved_away_from_the_border_does_not_come_there(reader: Reader, text: str) -> None:
    assert not COMES & set(chances(reader, ENTRY, text))


@pytest.mark.parametrize("text", TO)
def test_what_is_moved_from_elsewhere_to_the_border_comes(reader: Reader, text: str) -> None:
    assert COMES & set(chances(reader, ENTRY, text))


def test_a_pattern_that_asks_for_leaving_is_filled_by_what_is_moved_away(reader: Reader) -> None:
    told = "Kenya redeployed its troops from southern Somalia."
    assert "going" in chances(reader, "Will Kenya withdraw from southern Somalia?", told)
