"""Whose name: rebels are not the state they fight, nor is a valley that it is called by."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about

from tocsin.weigh.asking import kind_of, question_of

GANGS = "Will Haiti's gangs capture Port-au-Prince?"
REBELS = "Will Syrian rebels take Aleppo?"
MALI = "Will Mali's jihadists capture Bamako?"
MILITIAS = "Will Iraqi militias attack US bases in Syria?"
GUERRILLAS = "Will Colombian guerrillas attack oil pipelines?"
VALLEY = "Will Israel annex the Jordan Valley?"
PORT = "Will the RSF capture Port Sudan?"
HEIGHTS = "Will Chile capture the Condor Heights?"
CITY = "Will Chadian forces capture Kuwait City?"
STRAIT = "Will Chile close the Strait of Magellan?"
ENTRY = "Will Chile invade Peru?"
OIL = "Will Kenya attack Somali oil facilities?"
PRESIDENT = "Will the president of Peru resign?"


@pytest.mark.parametrize(
    ("question", "actors"),
    [
        (GANGS, ("gangs",)),
        (REBELS, ("rebels",)),
        (MALI, ("jihadists",)),
        (MILITIAS, ("militias",)),
        ("Will Chilean forces capture Tacna?", ("Chile",)),
    ],
)
def test_irregulars_act_for_themselves(question: str, actors: tuple[str, ...]) -> None:
    assert question_of(question).actors == actors


@pytest.mark.parametrize(
    ("question", "name"),
    [(VALLEY, "Jordan Valley"), (PORT, "Port Sudan"), (CITY, "Kuwait City")],
)
def test_ground_that_is_called_by_a_state_is_not_that_state(question: str, name: str) -> None:
    asked = question_of(question)
    assert asked.places == (name,)
    assert not {"Jordan", "Sudan", "Kuwait"} & {*asked.actors, *asked.targets}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (GANGS, "Gangs captured Port-au-Prince on Tuesday."),
        (GANGS, "Port-au-Prince fell to gangs on Tuesday."),
        (REBELS, "Insurgents have taken Aleppo."),
        (MALI, "Jihadists captured Bamako."),
        (MILITIAS, "Iraqi militias attacked a US base in Syria."),
        (GUERRILLAS, "Guerrillas attacked an oil pipeline."),
        (VALLEY, "Israel applied sovereignty over the Jordan Valley."),
        (VALLEY, "Israel declared the Jordan Valley part of its territory."),
        (PORT, "The RSF captured Port Sudan on Tuesday."),
        (HEIGHTS, "Chile captured the Condor Heights on Tuesday."),
        (STRAIT, "Chile closed the Strait of Magellan."),
        (ENTRY, "Chilean troops crossed the Peruvian border."),
        (ENTRY, "Chilean tanks crossed the border of Peru."),
        (OIL, "Kenyan jets struck an oil depot in Somalia."),
        (PRESIDENT, "Peru's president resigned."),
    ],
)
def test_it_has_come_about(weigh: Weigh, question: str, text: str) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (GANGS, "Police captured Port-au-Prince."),
        (GANGS, "Gangs captured Cap-Haitien."),
        (REBELS, "The Syrian army captured Aleppo."),
        (MALI, "Mali's army captured Bamako."),
        (MILITIAS, "Iraq attacked a US base in Syria."),
        (GUERRILLAS, "Colombia attacked an oil pipeline."),
        (VALLEY, "Israel considered applying sovereignty over the Jordan Valley."),
        (PORT, "The RSF captured the port of Suakin, residents said."),
        (HEIGHTS, "Chile captured the heights above Tacna."),
        (STRAIT, "Chile closed the strait of Chacao."),
        (ENTRY, "Chilean tourists crossed the Peruvian border."),
        (ENTRY, "Peruvian troops crossed the Chilean border."),
        (ENTRY, "Chilean troops crossed the Bolivian border."),
        (OIL, "Kenya struck a Somali village."),
        (PRESIDENT, "Former Peruvian president Ann Marlow resigned from parliament."),
        (PRESIDENT, "Peru's former president resigned from his party."),
    ],
)
def test_another_s_deed_or_another_place_is_not_it(weigh: Weigh, question: str, text: str) -> None:
    assert not came_about(question, weigh(question, text))


def test_to_attack_a_facility_is_a_strike_and_no_new_front() -> None:
    assert kind_of(question_of(OIL)) == "strike"
