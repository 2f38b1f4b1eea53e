"""Conditions that are told by the order of words alone."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words", "case"),
    [
        (
            "Were Oslo to declare a blockade, Denmark would almost certainly sail, she wrote.",
            "certainly sail",
            "Were Oslo to declare a blockade",
        ),
        (
            "Norway would probably land had it the boats, said Ann Lee.",
            "probably land",
            "had it the boats",
        ),
        (
            "Should the fleet sail, the port will almost certainly fall, Ann Lee said.",
            "certainly fall",
            "Should the fleet sail",
        ),
        (
            "Had they taken the ridge, the port would have fallen, Ole Berg said.",
            "would have fallen",
            "Had they taken the ridge",
        ),
        (
            "Were a landing force to be formed, a raid would be likely within weeks.",
            "would be likely",
            "Were a landing force to be formed",
        ),
        (
            "The fleet would sail were it to get the crews, Ann Lee said.",
            "would sail",
            "were it to get the crews",
        ),
        (
            "The general said that, should the talks fail, the fleet would sail.",
            "would sail",
            "should the talks fail",
        ),
        (
            "Were a raid to come, it would take time, Ann Lee argued: the fleet has no boats.",
            "take time",
            "Were a raid to come",
        ),
    ],
)
def test_a_clause_turned_round_is_a_condition(
    reader: Reader, text: str, words: str, case: str
) -> None:
    found = said(statements(reader, text), words)
    assert found.condition is not None
    assert found.condition.of(text) == case


def test_what_is_declared_in_a_case_nobody_has_announced(reader: Reader) -> None:
    text = "Were Oslo to declare a blockade, Denmark would almost certainly sail, she wrote."
    assert [s.act for s in statements(reader, text)] == ["assessment"]


def test_what_would_be_in_a_case_is_no_plan_of_ones_own(reader: Reader) -> None:
    text = "Were a raid to come, it would take time, the institute argued."
    assert [s.act for s in statements(reader, text)] == ["statement"]


@pytest.mark.parametrize(
    "text",
    [
        "The boats, damaged in the storm, were the last that the fleet sent.",
        "The boats had gone, as had the army.",
        "The army moved, and so had the fleet.",
        "Were the boats there?",
    ],
)
def test_other_turns_are_no_conditions(reader: Reader, text: str) -> None:
    assert [s.condition for s in statements(reader, text) if s.condition is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "In none of the towns did Danish units cross the bridge.",
        "At no point did the riflemen cross the bridge.",
        "In no valley did the army advance.",
        "Nowhere did the army advance.",
        "Never has the army crossed the bridge.",
        "Not once did the wagons move.",
        "The envoy said that under no terms would Norway lend men.",
    ],
)
def test_a_denial_at_the_front_negates_its_clause(reader: Reader, text: str) -> None:
    assert {s.polarity for s in statements(reader, text)} == {"negated"}


@pytest.mark.parametrize(
    "text",
    [
        "In no time the army was at the bridge.",
        "Not only did the army march, it crossed the bridge.",
        "In no small part was the army worn by the march.",
        "On that day did the army leave.",
    ],
)
def test_what_opens_a_clause_without_a_denial_of_it_affirms(reader: Reader, text: str) -> None:
    assert {s.polarity for s in statements(reader, text)} == {"affirmed"}
