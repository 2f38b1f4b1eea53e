"""Withheld: who would not say a thing tells of nothing to come; who will not strike, no threat."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    "text",
    [
        "The bureau would not comment on the planned raid.",
        "The guild's officers would not say whether ships would be sent to Norvik.",
        "The envoy would not confirm that Norland had closed the strait.",
        "Officers would neither confirm nor deny the raid.",
        "No officer would confirm the raid.",
        "The marshal would not be drawn on whether Norland would attack.",
    ],
)
def test_what_somebody_would_not_say_lies_behind(reader: Reader, text: str) -> None:
    (told,) = statements(reader, text)
    assert (told.tense, told.polarity, told.condition) == ("past", "negated", None)


@pytest.mark.parametrize(
    "text",
    [
        "If Norland attacked, the bureau would not confirm it.",
        "The bureau would not confirm a raid if Norland attacked.",
        "A defeat would not confirm the theory.",
        "Norland would not attack Oslo.",
        "The bureau would confirm the raid.",
    ],
)
def test_what_somebody_would_not_do_in_a_case_lies_ahead(reader: Reader, text: str) -> None:
    (told,) = statements(reader, text)
    assert told.tense == "future"
    assert told.condition is not None


@pytest.mark.parametrize(
    "words",
    [
        "We will not attack first",
        "We won't strike first",
        "We will never attack you",
        "We will not destroy the dam",
    ],
)
def test_who_will_not_attack_threatens_nobody(reader: Reader, words: str) -> None:
    told = said(statements(reader, f'"{words}," the marshal said.'), words)
    assert (told.act, told.polarity, told.tense) == ("announcement", "negated", "future")


@pytest.mark.parametrize("words", ["We will attack Oslo", "We will not only strike but crush them"])
def test_who_will_attack_threatens(reader: Reader, words: str) -> None:
    assert said(statements(reader, f'"{words}," the marshal said.'), words).act == "threat"
