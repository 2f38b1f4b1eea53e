"""Who says what, where news puts it in its own turns of phrase."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def speaker(found: Statement) -> str | None:
    return None if found.speaker is None else found.speaker.text


def chain(found: Statement) -> list[str]:
    return [link.name.text for link in found.chain]


@pytest.mark.parametrize(
    ("text", "who", "of"),
    [
        (
            "A senior navy officer, who asked not to be named, called a landing this year improbable.",
            "A senior navy officer",
            "a landing this year",
        ),
        (
            "A Danish officer, speaking on condition of anonymity, deemed a raid unlikely.",
            "A Danish officer",
            "a raid",
        ),
        ("The institute called a raid likely.", "The institute", "a raid"),
        ("Ole Berg considers a landing in May improbable.", "Ole Berg", "a landing in May"),
    ],
)
def test_who_calls_something_likely_assesses_it(
    reader: Reader, text: str, who: str, of: str
) -> None:
    (found,) = statements(reader, text)
    assert (speaker(found), found.act) == (who, "assessment")
    assert found.likelihood is not None
    assert found.likelihood.of.of(text) == of


@pytest.mark.parametrize(
    "aside",
    [
        "who asked not to be named",
        "who spoke on condition of anonymity",
        "who declined to be identified",
        "who asked that his name not be used",
    ],
)
def test_to_stay_unnamed_is_to_say_nothing(reader: Reader, aside: str) -> None:
    text = f"A Danish officer, {aside}, said that the port was calm."
    (found,) = statements(reader, text)
    assert content(found) == "that the port was calm"
    assert speaker(found) == "A Danish officer"


@pytest.mark.parametrize(
    "rest",
    [
        "though Admiral Ole Berg disagrees: he thinks Norway will land by June",
        "while Admiral Ole Berg believes that Norway will land by June",
        "but Admiral Ole Berg says that Norway will land by June",
    ],
)
def test_two_who_differ_are_two_and_neither_relays_the_other(reader: Reader, rest: str) -> None:
    text = f'A landing this year is "very unlikely", according to Ann Lee, {rest}.'
    found = statements(reader, text)
    first, second = said(found, "very unlikely"), said(found, "by June")
    assert [(speaker(s), chain(s)) for s in (first, second)] == [("Ann Lee", []), ("Ole Berg", [])]
    assert first.likelihood is not None
    assert first.likelihood.phrase == "very unlikely"
    assert second.likelihood is None


def test_each_half_beside_a_semicolon_is_its_speakers_own(reader: Reader) -> None:
    text = (
        "The guard has between 7,000 and 9,000 fighters, according to the Northern Institute for"
        " Ports; the army says fewer than 3,000 remain."
    )
    found = statements(reader, text)
    guard, army = said(found, "9,000"), said(found, "3,000")
    assert speaker(guard) == "Northern Institute for Ports"
    assert speaker(army) == "the army"
    assert guard.span.end <= army.span.start


def test_who_says_something_past_a_semicolon_has_not_said_what_is_before_it(
    reader: Reader,
) -> None:
    text = "A raid is unlikely, according to Ann Lee; the army expects a blockade."
    found = statements(reader, text)
    assert [speaker(s) for s in found if "unlikely" in content(s)] == ["Ann Lee"]


def test_what_somebody_believes_no_longer_is_negated_and_no_estimate(reader: Reader) -> None:
    text = "Ann Lee of the Northern Institute no longer believes that a raid is likely."
    (found,) = statements(reader, text)
    assert (speaker(found), found.polarity, found.likelihood) == ("Ann Lee", "negated", None)
