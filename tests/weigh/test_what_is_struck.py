"""What is struck: a kind of target by the nouns of reports, whose it is, and on whose ground."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about, is_view

from tocsin.weigh.asking import kind_of, question_of

AIMED = "Will Chile target Peru's oil terminals?"
AIRFIELDS = "Will Kenya target Sudanese airfields?"
HARBOURS = "Will the Houthis target Chilean ports?"
CAMPS = "Will Turkey strike PKK camps in Iraq?"
BASES = "Will Chad attack US bases in Libya?"
KURDISH = "Will Armenia bomb Kurdish bases in Syria?"
QAEDA = "Will the US strike al-Qaeda camps in Yemen?"
REBELS = "Will Togo bomb rebel camps in Ghana?"
ELN = "Will Peru bomb ELN camps in Venezuela?"
POWER = "Will Chile strike Peruvian power plants?"
PORTS = "Will Kenya bomb Houthi ports?"
MILITANTS = "Will Peru strike militant camps in Bolivia?"
CARTELS = "Will Brazil strike drug cartels in Paraguay?"
DEPOTS = "Will Sudan's army bomb RSF depots?"
AIR_BASES = "Will Chile bomb Peruvian airfields?"


@pytest.mark.parametrize("question", [AIMED, AIRFIELDS, HARBOURS])
def test_to_target_what_can_be_struck_is_to_strike_it(question: str) -> None:
    assert kind_of(question_of(question)) == "strike"


@pytest.mark.parametrize(
    "question",
    [
        "Will Chile target inflation of two percent?",
        "Will Chile target Peruvian wine makers with tariffs?",
    ],
)
def test_to_target_anything_else_is_no_strike(question: str) -> None:
    assert kind_of(question_of(question)) == "other"
    assert "attack" not in question_of(question).events


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (AIMED, "Chile struck a Peruvian oil terminal on Tuesday, the army said."),
        (AIMED, "Chilean jets bombed Peru's oil terminal at Callao."),
        (AIMED, "Chile targeted Peruvian oil terminals."),
        (AIRFIELDS, "Kenyan drones hit a Sudanese airfield."),
        (HARBOURS, "The Houthis attacked the Chilean port of Arica."),
        (CAMPS, "Turkish jets bombed PKK camps in Iraq."),
        (CAMPS, "Turkey struck PKK positions in northern Iraq on Tuesday."),
        (CAMPS, "In Iraq, Turkish jets bombed PKK camps on Tuesday."),
        (CAMPS, "Turkish jets bombed PKK camps on Tuesday, Ankara said."),
        (BASES, "Chadian missiles struck an American base in Libya."),
        (KURDISH, "Armenia bombed Kurdish bases in northern Syria."),
        (QAEDA, "American aircraft struck al-Qaeda camps in southern Yemen."),
        (REBELS, "Togolese jets bombed rebel camps in Ghana on Monday."),
        (ELN, "Peruvian aircraft bombed an ELN camp in Venezuela."),
        (POWER, "Chile hit a thermal power station in Peru on Tuesday."),
        (POWER, "Chilean missiles struck Peruvian power facilities."),
        (POWER, "Chile bombed an electricity substation in Peru."),
        (PORTS, "Kenya bombed Houthi harbours."),
        (PORTS, "Kenya bombed the Houthi port of Hodeidah."),
        (MILITANTS, "Peruvian jets struck militant training camps in Bolivia."),
        (MILITANTS, "Peruvian missiles hit a terrorist camp in Bolivia."),
        (MILITANTS, "Peru bombed a Condor Front camp in Bolivia."),
        (CARTELS, "Brazilian drones struck a cartel compound in Paraguay."),
        (CARTELS, "Brazil carried out air strikes on cartels in Paraguay."),
        (DEPOTS, "Sudan's army bombed an RSF ammunition store."),
        (AIR_BASES, "Chile struck the runway of an air base in Peru."),
    ],
)
def test_a_kind_of_target_is_struck_under_its_other_names(
    weigh: Weigh, question: str, text: str
) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (AIMED, "Peru targeted a Chilean oil terminal."),
        (AIMED, "Peru struck Chilean oil terminals."),
        (AIMED, "Chile targeted Peru's oil terminals with sanctions."),
        (AIRFIELDS, "Sudanese jets attacked a Kenyan airfield."),
        (HARBOURS, "Chile bombed the Houthi port of Hodeidah."),
        (CAMPS, "Turkey bombed PKK positions in Syria on Tuesday."),
        (CAMPS, "Turkish jets struck PKK camps near Kobani."),
        (BASES, "Chad attacked US bases in Niger."),
        (BASES, "Chadian missiles struck an Italian base in Libya."),
        (KURDISH, "Armenia bombed Kurdish bases in Iraq."),
        (KURDISH, "Turkey bombed Kurdish bases in Syria."),
        (QAEDA, "US drones struck an al-Qaeda camp in Somalia."),
        (REBELS, "Togolese jets bombed rebel camps in Benin on Monday."),
        (ELN, "Peruvian aircraft bombed an ELN camp in Ecuador."),
        (POWER, "Chile struck a Peruvian school."),
        (POWER, "Chile hit a railway station in Peru."),
        (POWER, "Peru hit a Chilean power station."),
        (PORTS, "Kenya bombed a Houthi airport."),
        (MILITANTS, "Peru bombed an army camp in Bolivia."),
        (MILITANTS, "Peru struck a refugee camp in Bolivia."),
        (CARTELS, "Brazil struck a trade deal with Paraguay."),
        (DEPOTS, "RSF drones hit an army depot in Sudan."),
        (AIR_BASES, "Chile struck a Peruvian village."),
    ],
)
def test_what_is_anothers_elsewhere_or_of_another_kind_is_no_such_blow(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (AIMED, "Chile is likely to target Peru's oil terminals, Ann Marlow said."),
        (AIMED, "Chile is unlikely to strike Peruvian oil terminals, Ann Marlow said."),
        (POWER, "Chile is likely to hit Peruvian power stations, Ann Marlow said."),
        (MILITANTS, "Peru is unlikely to bomb terrorist camps in Bolivia, Ann Marlow said."),
    ],
)
def test_a_view_of_such_a_blow_is_read_under_those_names_too(
    weigh: Weigh, question: str, text: str
) -> None:
    assert is_view(question, weigh(question, text))
