"""Whose forces: who does what was asked for, and not who helps, pays, teaches or lives there."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about

ENTRY = "Will Chilean forces enter Peru to fight?"
INVADE = "Will Chile invade Peru?"
SEND = "Will Chile send troops to fight in Peru?"
SANCTION = "Will Norway impose sanctions on Chad?"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (ENTRY, "Bolivian troops entered Peru with the help of Chile, a general said."),
        (ENTRY, "Bolivian army units entered Peru with Chilean support, an officer said."),
        (ENTRY, "Bolivian troops entered Peru with Chile's consent, an envoy said."),
        (ENTRY, "Bolivian forces entered Peru to fight rebels armed by Chile, a paper said."),
        (ENTRY, "Bolivian forces entered Peru after talks with Chile, a paper said."),
        (ENTRY, "Argentine mercenaries paid by Chile entered Peru, the panel said."),
        (ENTRY, "Bolivian soldiers, backed by Chile, entered Peru, the panel said."),
        (ENTRY, "Troops of Bolivia crossed into Peru on the orders of Chilean generals, he said."),
        (ENTRY, "The panel said Bolivian troops had entered Peru at the request of Chile."),
        (ENTRY, "Bolivian soldiers entered Peru alongside men with Chilean passports, he said."),
        (ENTRY, "Bolivian army troops captured a town in southern Peru with the aid of Chile."),
        (ENTRY, "Villagers saw Bolivian soldiers paid by Chile who had crossed into Peru."),
        (ENTRY, "Villagers saw Bolivian soldiers trained by Chile who had crossed into Peru."),
        (ENTRY, "Bolivian troops with Chilean uniforms entered Peru, he said."),
        (ENTRY, "Argentina asked Chile before Bolivian troops entered Peru, an envoy said."),
        (INVADE, "Bolivia invaded Peru with the blessing of Chile, a paper wrote."),
        (INVADE, "Bolivian troops invaded Peru with Chilean arms, a paper wrote."),
        (SEND, "Bolivia sent troops to fight in Peru with Chilean support, a paper wrote."),
        (SANCTION, "Sweden imposed sanctions on Chad with the support of Norway, a paper wrote."),
    ],
)
def test_who_helps_pays_or_is_asked_first_does_it_not(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    "text",
    [
        "Chilean-backed fighters entered Peru, the army said.",
        "Chile-based Bolivian units entered Peru, the army said.",
        "Chilean-trained militia crossed into Peru, the army said.",
        "Pro-Chilean fighters entered Peru, the army said.",
        "Former Chilean soldiers entered Peru, the army said.",
    ],
)
def test_a_name_that_only_makes_others_what_they_are_acts_not(weigh: Weigh, text: str) -> None:
    assert not came_about(ENTRY, weigh(ENTRY, text))


@pytest.mark.parametrize(
    "text",
    [
        "Chilean doctors entered Peru with a convoy, the ministry said.",
        "Chilean journalists entered Peru with soldiers of the army, a paper said.",
        "Chilean teachers entered Peru behind a column of tanks, he said.",
        "Chilean army doctors entered Peru with a convoy, the ministry said.",
        "A convoy of Chilean doctors entered Peru, the ministry said.",
        "A Chilean aid convoy entered Peru, the ministry said.",
        "A Chilean convoy carrying flour rolled into Peru, the ministry said.",
        "The Chilean Red Crescent entered Peru with a convoy, the ministry said.",
        "Chile said that its doctors had crossed into Peru with a military convoy.",
    ],
)
def test_who_is_no_force_enters_to_no_fight(weigh: Weigh, text: str) -> None:
    assert not came_about(ENTRY, weigh(ENTRY, text))


@pytest.mark.parametrize(
    "text",
    [
        "Chile sent Bolivian mercenaries to fight in Peru, the observers said.",
        "Chile sent 1,000 Bolivian fighters to fight in Peru, the observers said.",
        "Chile sent military advisers to Peru, the foreign minister said.",
        "Chile sent medical aid to the army in Peru, the ministry said.",
        "Bolivian fighters sent by Chile entered Peru, the ministry said.",
    ],
)
def test_others_who_are_sent_and_advisers_are_no_forces_of_who_sends(
    weigh: Weigh, text: str
) -> None:
    assert not came_about(SEND, weigh(SEND, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (ENTRY, "Chilean troops entered Peru."),
        (ENTRY, "Chile sent troops into Peru, the army said."),
        (ENTRY, "Forces of Chile crossed into Peru, the army said."),
        (ENTRY, "The Chilean army's 3rd brigade entered Peru, the army said."),
        (ENTRY, "Chile's special forces are fighting in Peru, the army said."),
        (ENTRY, "Chilean forces were sent into Peru on Friday, the army said."),
        (ENTRY, "Peru was entered by Chilean troops, the army said."),
        (ENTRY, "Bolivian and Chilean troops entered Peru, the army said."),
        (ENTRY, "Chilean, Bolivian and Argentine forces entered Peru, the army said."),
        (ENTRY, "Bolivian troops entered Peru alongside Chilean brigades, the army said."),
        (ENTRY, "Chilean troops, backed by Bolivian militia, entered Peru, the army said."),
        (ENTRY, "Chilean officers crossed into Peru with tanks, the army said."),
        (ENTRY, "Chilean soldiers with tanks crossed into Peru, the army said."),
        (ENTRY, "A Chilean convoy of tanks rolled into Peru, the army said."),
        (ENTRY, "Troops sent by Chile entered Peru, the army said."),
        (ENTRY, "Villagers saw Chilean troops who had crossed into Peru."),
        (ENTRY, "Thousands of soldiers, including Chilean troops, entered Peru, he said."),
        (ENTRY, "Chile said its troops had entered Peru."),
        (ENTRY, "Bolivia's neighbour Chile sent troops into Peru, the army said."),
        (ENTRY, "More than 2,000 Chilean soldiers have entered Peru since Friday, he said."),
        (ENTRY, "Chilean soldiers escorted by Bolivian troops crossed into Peru, he said."),
        (ENTRY, "Chilean-backed fighters and Chilean troops entered Peru, the army said."),
        (INVADE, "Chile and Bolivia invaded Peru on Friday."),
        (INVADE, "Bolivia invaded Peru together with Chile on Friday."),
        (SEND, "Chilean troops were sent to fight in Peru, the ministry said."),
        (SEND, "Chile sent hundreds of soldiers and their families into Peru to fight, he said."),
        (SEND, "Chile sent soldiers and advisers to fight in Peru, the ministry said."),
        (SANCTION, "Norway, with the support of Sweden, imposed sanctions on Chad, he said."),
    ],
)
def test_forces_of_who_is_asked_for_do_it_by_whatever_words(
    weigh: Weigh, question: str, text: str
) -> None:
    assert came_about(question, weigh(question, text))
