"""Office by noun: a resignation, dismissal or departure called likely or not, with whose it is."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about, is_view

from tocsin.weigh.asking import kind_of, question_of

PREMIER = "Will the prime minister of Peru resign?"
MINISTER = "Will Chile's foreign minister be dismissed?"
PRESIDENT = "Will President Marlow leave office?"
DISMISSES = "Will Sandu dismiss the prime minister?"
PERSON = "Will Marlow sack Pablo Rojas?"
OFFICIAL = "Will Putin sack Valery Gerasimov?"
HEAD = "Will Kenya's president resign?"
TAKES = "Will Petrova be appointed as ambassador to Kenya?"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (PREMIER, "The resignation of Peru's prime minister is likely, Ann Rojas said."),
        (PREMIER, "The resignation of the prime minister of Peru is unlikely, Ann Rojas said."),
        (PREMIER, "The departure of Peru's prime minister is very likely, Ann Rojas said."),
        (MINISTER, "The dismissal of Chile's foreign minister is likely, Ann Rojas said."),
        (MINISTER, "The removal of the Chilean foreign minister is unlikely, Ann Rojas said."),
        (PRESIDENT, "The departure of President Marlow is very unlikely, Ann Rojas said."),
        (PRESIDENT, "Marlow's resignation is unlikely, Ann Rojas said."),
        (DISMISSES, "The dismissal of the Moldovan prime minister is likely, Ann Rojas said."),
        (DISMISSES, "A dismissal of the prime minister by Sandu is unlikely, Ann Rojas said."),
        (PERSON, "The dismissal of Rojas is likely, Ann Marlow said."),
        (OFFICIAL, "Gerasimov's dismissal is unlikely, Ann Rojas said."),
        (HEAD, "The departure of the Kenyan president is unlikely, Ann Rojas said."),
        (TAKES, "The appointment of Petrova as ambassador is likely, Ann Rojas said."),
    ],
)
def test_a_likelihood_of_the_noun_is_a_view(weigh: Weigh, question: str, text: str) -> None:
    assert is_view(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (PREMIER, "The resignation of Chile's prime minister is likely, Ann Rojas said."),
        (PREMIER, "The resignation of Peru's defence minister is likely, Ann Rojas said."),
        (PREMIER, "Unrest is likely after the resignation of Peru's prime minister, a man said."),
        (MINISTER, "The dismissal of Chile's defence minister is likely, Ann Rojas said."),
        (PRESIDENT, "The departure of Marlow's chief of staff is likely, Ann Rojas said."),
        (PRESIDENT, "Marlow's departure for Madrid is likely, Ann Rojas said."),
        (DISMISSES, "The dismissal of the Spanish prime minister is likely, Ann Rojas said."),
        (DISMISSES, "The resignation of Sandu is likely, Ann Rojas said."),
        (OFFICIAL, "The dismissal of Gerasimov's deputy is likely, Ann Rojas said."),
        (HEAD, "The departure of Kenya's president for Lima is likely, Ann Rojas said."),
        (TAKES, "The dismissal of Petrova is likely, Ann Rojas said."),
    ],
)
def test_another_ones_or_another_departure_is_no_view_on_it(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not is_view(question, weigh(question, text))


def test_an_official_whom_the_register_has_is_put_out_of_an_office_like_any_other(
    weigh: Weigh,
) -> None:
    assert kind_of(question_of(OFFICIAL)) == "personnel"
    assert came_about(OFFICIAL, weigh(OFFICIAL, "Gerasimov was dismissed on Tuesday."))
    assert not came_about(OFFICIAL, weigh(OFFICIAL, "Gerasimov dismissed a general."))
