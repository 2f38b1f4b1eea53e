"""The day of what somebody gives notice of lies ahead of the notice, unless it is just over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tocsin.read.dates import find

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]
ANCHOR = date(2031, 5, 5)


def month_of(parsed: Parse, text: str) -> str:
    (found,) = find(parsed(text), ANCHOR)
    assert found.interval is not None
    assert found.interval.start is not None
    return found.interval.start.date().isoformat()[:7]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Norland announced naval drills off Tarsk in July.", "2031-07"),
        ("Norland announced the closure of the border with Sorland by June.", "2031-06"),
        ("The rebels threatened attacks on ships in June.", "2031-06"),
        ("The general predicted an offensive on Tarsk in August.", "2031-08"),
        ("The chancellor pledged the delivery of 20 jets by December.", "2031-12"),
        ("The bloc called for elections in Norland in November.", "2031-11"),
        ("The navy confirmed a drill with Sorland in October.", "2031-10"),
        ("The ministry announced a summit in Tarsk on 20 June.", "2031-06"),
    ],
)
def test_the_day_of_what_is_announced_lies_ahead(parsed: Parse, text: str, month: str) -> None:
    assert month_of(parsed, text) == month


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("The ministry announced a drill in April.", "2031-04"),
        ("The army announced the arrest of two officers in June.", "2030-06"),
        ("The army confirmed the death of a commander in July.", "2030-07"),
        ("Norland announced the capture of a town in June.", "2030-06"),
        ("The group announced it had killed ten men in June.", "2030-06"),
        ("The army reported clashes in June.", "2030-06"),
    ],
)
def test_what_is_told_by_announcing_it_is_over(parsed: Parse, text: str, month: str) -> None:
    assert month_of(parsed, text) == month


def test_a_weekday_from_which_something_is_announced_is_the_coming_one(parsed: Parse) -> None:
    (found,) = find(parsed("Norland announced exercises around Tarsk from Thursday."), ANCHOR)
    assert found.interval is not None
    assert found.interval.start is not None
    assert found.interval.start.date() == date(2031, 5, 8)
