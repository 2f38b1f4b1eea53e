"""Cases told without an "if": what must come first for a thing to be likely."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def _case(found: Statement) -> str | None:
    if found.condition is None:
        return None
    start = found.condition.start - found.span.start
    return found.text[start : start + len(found.condition)]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        (
            "In the event of a landing, Norland will almost certainly fight, a general said.",
            "In the event of a landing",
        ),
        ("In case of a blockade, Sorland will probably help, she said.", "In case of a blockade"),
        (
            "As long as the talks go on, a landing is unlikely, the mission said.",
            "As long as the talks go on",
        ),
        ("Without a treaty, war is likely this year, an envoy said.", "Without a treaty"),
        ("In that case a landing is likely, the mission said.", "In that case"),
        ("A landing is very likely in such an event, the envoy said.", "in such an event"),
        ("Failing that, a strike is likely, two officials said.", "Failing that"),
        ("Barring a deal, a strike is highly likely, two officials said.", "Barring a deal"),
        ("Absent a truce, the guard is likely to attack, the mission said.", "Absent a truce"),
        (
            "In response to a strike, Norland would probably attack, the agency said.",
            "In response to a strike",
        ),
        (
            "A landing is likely in the event that the talks fail, the envoy said.",
            "in the event that the talks fail",
        ),
        (
            "Norland is likely to attack once the truce ends, the officer said.",
            "once the truce ends",
        ),
        (
            "Lee said a landing was unlikely as long as the fleet stayed in the strait.",
            "as long as the fleet stayed in the strait",
        ),
        (
            "The army will hold the town in case of an attack, the governor said.",
            "in case of an attack",
        ),
        ("The danger is high in the absence of help, the agency said.", "in the absence of help"),
    ],
)
def test_what_must_come_first_is_the_condition(reader: Reader, text: str, case: str) -> None:
    found = said(statements(reader, text), case)
    assert _case(found) == case
    if found.likelihood is not None and text.startswith(case):
        assert found.likelihood.of is not None
        assert case not in text[found.likelihood.of.start : found.likelihood.of.end]


@pytest.mark.parametrize(
    "text",
    [
        "Once the rains end, Norland is likely to attack, an officer said.",
        "Norland will probably attack without warning, the general said.",
        "Without naming a source, the general said a landing was likely.",
        "Once a fishing village, the port is now likely to be attacked, the navy said.",
        "The army once said that a landing was likely.",
        "In response to the strike, Norland will send two ships, the minister said.",
        "Norland said that its response to the attack would be strong.",
        "The guard remains extremely unlikely to attack without a fleet, the institute said.",
        "A landing, with or without the guard, appears unlikely, the institute said.",
        "Norland will send food short of joining the war, the institute said.",
        "In response to a strike, Norland fired 40 rockets, the army said.",
        "The guard took the town in the absence of a garrison, residents said.",
        "The crew will remember the day as long as anybody can recall, an officer said.",
    ],
)
def test_a_manner_a_season_and_what_has_come_are_no_case(reader: Reader, text: str) -> None:
    assert {_case(found) for found in statements(reader, text)} == {None}


def test_a_case_at_court_is_no_condition(reader: Reader) -> None:
    text = "In that case of fraud a verdict is likely this week, the court said."
    assert _case(said(statements(reader, text), "verdict")) is None
