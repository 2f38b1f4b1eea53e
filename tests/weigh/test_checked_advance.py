"""Checked advance: one that is beaten, stalled or given up, or that gains nothing, is none."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh

TOWN = "Will the Northern Army capture Tarsa?"
CITY = "Will Ukraine's army retake Donetsk?"


def told(weigh: Weigh, question: str, text: str, sign: str = "advance") -> set[str]:
    """The ways in which a sentence bears on a sign."""
    return {one.direction for one in weigh(question, text) if one.target == sign}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TOWN, "The Northern Army gained no ground at Tarsa, residents said."),
        (TOWN, "The Northern Army took no ground around Tarsa, residents said."),
        (TOWN, "The Northern Army gained little ground at Tarsa, residents said."),
        (TOWN, "The Northern Army gained almost no ground at Tarsa, residents said."),
        (TOWN, "The Northern Army gained nothing at Tarsa this week, residents said."),
        (TOWN, "The Northern Army advanced no further towards Tarsa, residents said."),
        (TOWN, "The Northern Army made little progress at Tarsa, residents said."),
        (CITY, "Ukraine's army gained hardly any ground in Donetsk, a rebel said."),
    ],
)
def test_a_gain_of_nothing_is_seen_not_to_be(weigh: Weigh, question: str, text: str) -> None:
    assert told(weigh, question, text) == {"absent"}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TOWN, "Northern Army fighters were pushed back from Tarsa, the governor said."),
        (TOWN, "The Northern Army was pushed out of Tarsa by the militia, residents said."),
        (TOWN, "The Northern Army is being pushed back in Tarsa, residents said."),
        (TOWN, "Having been pushed back from Tarsa, the Northern Army regrouped, he said."),
        (CITY, "Ukraine's army was pushed back from Donetsk, a rebel said."),
    ],
)
def test_who_is_pushed_back_does_not_push(weigh: Weigh, question: str, text: str) -> None:
    assert "seen" not in told(weigh, question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TOWN, "The Northern Army advance on Tarsa has stalled, the militia said."),
        (TOWN, "The advance of the Northern Army on Tarsa has been halted, residents said."),
        (TOWN, "The Northern Army advance towards Tarsa slowed this week, residents said."),
        (TOWN, "The Northern Army has given up its advance on Tarsa, residents said."),
        (TOWN, "Northern Army gains near Tarsa were reversed, the militia said."),
        (TOWN, "The Northern Army's gains around Tarsa were undone within a day, he said."),
        (TOWN, "The militia reversed the Northern Army's gains at Tarsa."),
        (TOWN, "The Northern Army advance on Tarsa ground to a halt, residents said."),
        (TOWN, "The Northern Army's push on Tarsa has run out of steam, residents said."),
        (TOWN, "The Northern Army's advance gained no ground in Tarsa, residents said."),
        (CITY, "The Ukrainian offensive on Donetsk has lost steam, a rebel said."),
    ],
)
def test_an_advance_that_is_checked_goes_on_no_more(weigh: Weigh, question: str, text: str) -> None:
    assert "seen" not in told(weigh, question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TOWN, "The Northern Army advanced on Tarsa this week, residents said."),
        (TOWN, "The Northern Army gained ground at Tarsa after a pause, residents said."),
        (TOWN, "The Northern Army captured no fewer than three districts of Tarsa, he said."),
        (TOWN, "The Northern Army took no prisoners as it advanced on Tarsa, residents said."),
        (TOWN, "The Northern Army took the market of Tarsa in no time, residents said."),
        (TOWN, "The Northern Army pushed the militia back from Tarsa, residents said."),
        (TOWN, "The militia was pushed back from Tarsa by the Northern Army, residents said."),
        (TOWN, "The Northern Army entered Tarsa but was pushed out by the militia, he said."),
        (TOWN, "The Northern Army advance on Tarsa continued this week, residents said."),
        (TOWN, "The Northern Army advance stopped supplies to Tarsa, residents said."),
        (TOWN, "The Northern Army resumed its advance on Tarsa after it had stalled for weeks."),
        (TOWN, "The militia was stopped by the Northern Army advance on Tarsa, he said."),
        (TOWN, "The Northern Army advance on Tarsa has not stalled, residents said."),
        (TOWN, "The militia failed to halt the Northern Army advance on Tarsa, residents said."),
        (TOWN, "Nothing has slowed the Northern Army advance on Tarsa, residents said."),
        (CITY, "Ukraine's army gained ground in Donetsk, where a rebel push has stalled, he said."),
    ],
)
def test_an_advance_that_goes_on_is_one(weigh: Weigh, question: str, text: str) -> None:
    assert "seen" in told(weigh, question, text)


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Army advance on Tarsa has not stalled, residents said.",
        "The militia failed to halt the Northern Army advance on Tarsa, residents said.",
    ],
)
def test_what_is_not_stopped_is_not_held_off(weigh: Weigh, text: str) -> None:
    assert "seen" not in told(weigh, TOWN, text, "holds-off")
