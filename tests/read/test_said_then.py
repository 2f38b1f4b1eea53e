"""Said then: the day right behind a saying is when it was said."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import content, statements

from tocsin.read import Reader

# Reports of 20 May 2031, a Tuesday.


@pytest.mark.parametrize(
    "name", ["Human Rights Watch", "NATO", "Amnesty", "Planet Labs", "The ministry", "Airwars"]
)
@pytest.mark.parametrize(
    "rest",
    [
        "it was likely that the army would attack.",
        "it was highly unlikely that boats would sail.",
        "it was possible the boats would sail.",
    ],
)
def test_a_day_before_what_was_likely_is_past(reader: Reader, name: str, rest: str) -> None:
    (only,) = statements(reader, f"{name} said on Thursday {rest}")
    (when,) = only.dates
    assert when.interval is not None
    assert when.interval.start is not None
    assert when.interval.start.date() == date(2031, 5, 15)
    assert not only.content.holds(when.span)


def test_what_lies_ahead_is_of_what_is_said(reader: Reader) -> None:
    (only,) = statements(reader, "The army said next week it would hold drills.")
    (when,) = only.dates
    assert when.interval is not None
    assert when.interval.start is not None
    assert when.interval.start.date() > date(2031, 5, 20)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Oslo said on Monday Danish forces had shelled Lund.", "Danish forces had shelled Lund"),
        ("The army said on Monday troops would enter Lund.", "troops would enter Lund"),
        ("The army said on Tuesday tanks were moving north.", "tanks were moving north"),
        ("The army said Monday troops had entered Lund.", "troops had entered Lund"),
        ("Norway said on Sunday drones hit a depot.", "drones hit a depot"),
        ("The UN said on Thursday famine was likely in Lund.", "famine was likely in Lund"),
        ("Officials said in May Danish troops left.", "Danish troops left"),
        ("Lee told the Post on Friday two tanks had been lost.", "two tanks had been lost"),
        ("The imam said Friday prayers were cancelled.", "Friday prayers were cancelled"),
    ],
)
def test_who_does_it_behind_the_day_is_no_part_of_the_day(
    reader: Reader, text: str, said: str
) -> None:
    (only,) = statements(reader, text)
    assert content(only) == said
