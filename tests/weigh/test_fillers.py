"""What fills a slot: the thing itself, a part of it, what lies by it, or what only names it."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about

TOWN = "Will the Northern Army capture Tarsa?"
CITY = "Will Ukraine's army retake Donetsk?"
LEAVE = "Will Chilean forces withdraw from Bolivia?"
PULL = "Will Kenya withdraw its troops from southern Somalia?"
PLANT = "Will Spain strike the Almaraz nuclear plant?"
PORT = "Will Peru strike the port of Arica?"
KNOWN = "Will Spain recognise Kosovo?"
SANCTION = "Will Norway impose sanctions on Chad?"
LIFT = "Will Norway lift its sanctions on Chad?"
SWAP = "Will Peru and Ecuador exchange prisoners?"
HAND = "Will Peru deliver missiles to Ecuador?"
ENTRY = "Will Peru invade Ecuador?"
FRONT = "Will Peru attack Ecuador?"
UNREST = "Will protests break out in Lima?"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TOWN, "The Northern Army captured Tarsa's airport on Monday, residents said."),
        (TOWN, "The Northern Army took Tarsa hospital on Monday."),
        (TOWN, "The Northern Army seized Tarsa's largest market."),
        (TOWN, "The Northern Army took control of Tarsa's eastern districts."),
        (CITY, "Ukraine's army retook Donetsk airport on Friday."),
        (CITY, "Ukraine's army has retaken Donetsk's main prison, the general said."),
        (KNOWN, "Spain recognised Kosovo licence plates on Monday."),
    ],
)
def test_a_part_or_a_thing_of_the_place_is_not_the_place(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TOWN, "The Northern Army captured Tarsa on Monday, residents said."),
        (TOWN, "The Northern Army captured the town of Tarsa."),
        (TOWN, "The Northern Army captured Tarsa after days of fighting near the airport."),
        (TOWN, "The Northern Army captured Tarsa's airport and then captured Tarsa."),
        (TOWN, "The Northern Army captured Tarsa and its airport on Monday."),
        (TOWN, "The Northern Army took Tarsa from the militia."),
        (TOWN, "They joined the units around Tarsa, which the Northern Army captured on Monday."),
        (CITY, "Ukraine's army has retaken Donetsk, the general said."),
        (CITY, "Ukraine's army captured the city of Donetsk overnight."),
        (KNOWN, "Spain recognised Kosovo on Monday."),
        (KNOWN, "Spain recognised the independence of Kosovo."),
    ],
)
def test_the_place_itself_is_taken_or_recognised(weigh: Weigh, question: str, text: str) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TOWN, "The Northern Army nearly captured Tarsa on Monday."),
        (TOWN, "The Northern Army has all but captured Tarsa."),
        (CITY, "Ukraine's army almost retook Donetsk on Friday."),
        (ENTRY, "Peruvian soldiers almost crossed into Ecuador."),
        (ENTRY, "Peruvian troops nearly entered Ecuador on Monday."),
    ],
)
def test_what_nearly_came_about_did_not(weigh: Weigh, question: str, text: str) -> None:
    found = weigh(question, text)
    assert not came_about(question, found)
    assert not any(one.direction == "absent" for one in found)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TOWN, "The Northern Army almost immediately captured Tarsa."),
        (ENTRY, "Nearly 300 Peruvian soldiers entered Ecuador on Monday."),
        (ENTRY, "Peruvian troops entered Ecuador almost unopposed."),
    ],
)
def test_a_nearly_of_something_else_takes_nothing_away(
    weigh: Weigh, question: str, text: str
) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (LEAVE, "Chilean forces withdrew from two villages in Bolivia on Monday."),
        (LEAVE, "Chilean forces withdrew from the town of Uyuni in Bolivia."),
        (LEAVE, "Chilean soldiers left a checkpoint in Bolivia on Monday."),
        (LEAVE, "Chilean soldiers left mines in Bolivia."),
        (LEAVE, "Chilean forces left three dead in Bolivia on Monday."),
        (LEAVE, "Chilean forces withdrew towards the border with Bolivia."),
        (LEAVE, "Chilean forces withdrew from Peru, a monitor in Bolivia said."),
        (LEAVE, "Chilean forces have partly withdrawn from Bolivia."),
        (LEAVE, "Chile withdrew half of its troops from Bolivia."),
        (LEAVE, "The Chilean army is being withdrawn from Bolivia."),
        (PULL, "Kenyan troops withdrew from a base in southern Somalia."),
        (PULL, "Kenya withdrew some of its troops from southern Somalia on Monday."),
    ],
)
def test_who_leaves_a_part_or_leaves_something_there_has_not_left(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (LEAVE, "Chilean forces withdrew from Bolivia on Monday."),
        (LEAVE, "Chilean soldiers left Bolivia with their tanks."),
        (LEAVE, "Chilean troops have left the territory of Bolivia."),
        (LEAVE, "Chilean forces withdrew from all their bases in Bolivia."),
        (LEAVE, "Chile withdrew the last of its troops from Bolivia."),
        (LEAVE, "Some 900 Chilean soldiers left Bolivia on Monday."),
        (LEAVE, "Chilean troops left their bases and withdrew from Bolivia."),
        (PULL, "Kenya withdrew all its troops from southern Somalia."),
        (PULL, "Kenya has withdrawn its 3,000 soldiers from southern Somalia."),
    ],
)
def test_who_leaves_the_place_has_left(weigh: Weigh, question: str, text: str) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (PLANT, "Spain struck an airfield near the Almaraz nuclear plant."),
        (PLANT, "Spain struck air defences around the Almaraz nuclear plant."),
        (PLANT, "Spanish jets struck a base 10 kilometres from the Almaraz nuclear plant."),
        (PLANT, "Spain bombed a road just outside the Almaraz nuclear plant."),
        (PORT, "Peru struck a village near the port of Arica."),
        (PORT, "Peru struck a camp, 20 km from the port of Arica."),
    ],
)
def test_what_is_struck_by_the_target_is_not_the_target(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (PLANT, "Spain struck the Almaraz nuclear plant overnight."),
        (PLANT, "Spain struck a turbine hall of the Almaraz nuclear plant."),
        (PLANT, "Spain struck the Almaraz nuclear plant with missiles fired from near Cadiz."),
        (PORT, "Peru struck the port of Arica and a base near it."),
        (PORT, "Peruvian jets bombed the port of Arica."),
    ],
)
def test_the_target_itself_is_struck(weigh: Weigh, question: str, text: str) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (SWAP, "Peru and Ecuador exchanged lists of prisoners on Monday."),
        (SWAP, "Peru and Ecuador exchanged accusations over prisoners."),
        (SWAP, "Peru and Ecuador exchanged messages about prisoners."),
        (FRONT, "Peru attacked Ecuador in a speech."),
        (FRONT, "Peru verbally attacked Ecuador on Monday."),
        (FRONT, "Peru attacked Ecuador over its policy."),
        (UNREST, "Lima protested against the tariffs."),
        (UNREST, "Lima protested to Ecuador over the incident."),
        (UNREST, "Peruvians in Madrid protested against Lima."),
        (HAND, "Peru delivered missiles to Bolivia, and Ecuador protested."),
        (HAND, "Peru delivered missiles to Bolivia, not to Ecuador."),
        (HAND, "Peru delivered a warning to Ecuador about missiles."),
        (SANCTION, "Norway imposed sanctions on two judges in Chad."),
        (SANCTION, "Norway has imposed sanctions on 20 people and three firms in Chad."),
        (LIFT, "Norway lifted some sanctions on Chad."),
        (ENTRY, "Peru's navy entered Ecuador's waters."),
    ],
)
def test_what_only_names_the_object_or_the_recipient_is_not_done_to_it(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (SWAP, "Peru and Ecuador exchanged prisoners on Monday."),
        (SWAP, "Peru and Ecuador exchanged dozens of prisoners on Monday."),
        (SWAP, "Peru and Ecuador exchanged 40 of their prisoners."),
        (FRONT, "Peru attacked Ecuador on Monday."),
        (FRONT, "Peru attacked Ecuador's navy on Monday."),
        (UNREST, "Thousands protested in Lima on Friday."),
        (UNREST, "Students protested across Lima against the government."),
        (HAND, "Peru delivered missiles to Ecuador on Monday."),
        (HAND, "Peru delivered missiles and tanks to Ecuador."),
        (SANCTION, "Norway has imposed sanctions on the government of Chad."),
        (LIFT, "Norway has lifted its sanctions on Chad."),
        (LIFT, "Norway has lifted all sanctions on Chad."),
        (ENTRY, "Peruvian troops entered Ecuador's territory on Monday."),
        (ENTRY, "Peruvian tanks crossed into the south of Ecuador."),
    ],
)
def test_the_object_and_the_recipient_themselves_still_count(
    weigh: Weigh, question: str, text: str
) -> None:
    assert came_about(question, weigh(question, text))
