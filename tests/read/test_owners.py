"""A plan is announced by whoever owns it; another's word of it is claimed or estimated."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.nouns import Quantity
from tocsin.read import Reader


def only(reader: Reader, text: str) -> Quantity:
    found = [q for s in statements(reader, text) for q in s.quantities]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Danish General Arne Holt said Norway was preparing to send 900 men.", "claimed"),
        ("Norway is getting ready to house 900 recruits, Denmark’s army said.", "claimed"),
        ("The Danish staff estimates that Norway will deploy 20 battalions.", "estimated"),
        ("The Danish ministry said Norway plans to send 30 tanks to Sweden.", "claimed"),
        ("Norway is preparing some 900 fresh men, General Arne Holt said.", "claimed"),
        ("Olga Maren claimed that the neighbours plan to attack with 900 men.", "claimed"),
        ("It would take 900 men to hold the town, Olga Maren said.", "estimated"),
        ("Norwegian President Olga Maren said Norway would send 30 tanks.", "announced"),
        ("Norway will send 900 men to the drills, its defence ministry said.", "announced"),
        ("Norway will send 900 men, Defence Minister Olga Maren said.", "announced"),
        ("The Danish army said that Norway had promised to send 30 tanks.", "announced"),
        ("Norway will send 900 men to the drills.", "announced"),
    ],
)
def test_a_plan_is_announced_by_whoever_owns_it(reader: Reader, text: str, basis: str) -> None:
    assert only(reader, text).basis == basis


def test_the_state_to_which_men_are_sent_announces_them_too(reader: Reader) -> None:
    text = "Norwegian leader Olga Maren says up to 900 Danish soldiers will come to Norway."
    found = only(reader, text)
    assert (found.basis, found.direction) == ("announced", "in")


def test_an_attack_that_could_come_moves_nobody_into_a_place(reader: Reader) -> None:
    text = "Norway is planning an attack with 900 more men that could come in June."
    found = only(reader, text)
    assert (found.counted, found.direction) == ("men", None)
