"""Defenders: what those do against whom a watch asks, and who is told by a relative clause."""

from __future__ import annotations

from importlib.resources import files

import pytest
from tests.weigh.asked import Weigh

from tocsin.weigh import parse_watch
from tocsin.weigh.defenders import defenders_of
from tocsin.weigh.phrasing import mentions

ENTRY = "Will Chile invade Peru?"
OTHERS = ("drills", "call-up", "troops-come", "troops-sent", "heavy-arms-come")


def seen(weigh: Weigh, text: str) -> set[str]:
    return {one.target for one in weigh(ENTRY, text) if one.direction == "seen"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru held drills near the border with Chile.",
        "Peru's army carried out exercises along the frontier with Chile, Ann Marlow said.",
        "Peru is staging manoeuvres on the Chilean border.",
        "Peru sent troops to its border with Chile.",
        "Peru deployed tanks to the border with Chile.",
        "Peru mobilised its reserves after Chile closed the border.",
    ],
)
def test_those_threatened_who_arm_are_no_sign_of_the_attacker(weigh: Weigh, text: str) -> None:
    assert not seen(weigh, text) & set(OTHERS)


@pytest.mark.parametrize(
    "text",
    [
        "Chile held drills near the border with Peru.",
        "Peru said that Chile held drills near the border.",
        "Peru and Chile held drills near the border.",
        "Drills were held in Chile near the border with Peru.",
        "Chile mobilised its reserves after Peru closed the border.",
        "Chile deployed tanks to the border with Peru.",
    ],
)
def test_the_attacker_who_arms_is_a_sign(weigh: Weigh, text: str) -> None:
    assert seen(weigh, text) & set(OTHERS)


@pytest.mark.parametrize(
    "text",
    [
        "Chile detained Peruvian soldiers who crossed the border on Monday.",
        "Chile shot dead two Peruvian soldiers who had crossed the border.",
        "Chile repatriated 20 Peruvian troops who had crossed into the country.",
        "Chilean guards caught Peruvian soldiers that had entered the country.",
    ],
)
def test_those_who_are_caught_have_crossed_and_not_their_captors(weigh: Weigh, text: str) -> None:
    assert "entered" not in seen(weigh, text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru detained Chilean soldiers who crossed the border into Peru.",
        "Peru shot dead Chilean soldiers who had entered its territory.",
        "Chile sent soldiers who crossed the border into Peru.",
        "Chilean soldiers who had been resting crossed the border into Peru.",
    ],
)
def test_the_attackers_soldiers_who_cross_have_entered(weigh: Weigh, text: str) -> None:
    assert "entered" in seen(weigh, text)


def test_who_is_sent_back_is_not_sent(weigh: Weigh) -> None:
    found = seen(weigh, "Chile sent back Peruvian soldiers who had crossed the border.")
    assert not found & {"entered", "troops-come", "troops-sent"}


def test_a_watch_made_by_hand_knows_against_whom_it_asks() -> None:
    text = files("tocsin.example").joinpath("watch.yaml").read_text(encoding="utf-8")
    threatened, doers = defenders_of(parse_watch(text, file="watch.yaml"))
    assert mentions(threatened, "Ukraine")
    assert not set(threatened) & set(doers)
