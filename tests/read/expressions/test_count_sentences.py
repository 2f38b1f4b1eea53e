"""Sixty sentences as news tells forces: how many, of what, on what basis and which way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tocsin.read.quantities import find

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]
Row = tuple[float | None, float | None, str | None, str, str | None]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Norland has massed 60,000 troops along the canal.",
            [(6e4, 6e4, "troop", "claimed", "in")],
        ),
        (
            "A convoy of 35 trucks and six tankers rolled into Lomnica on Sunday.",
            [(35, 35, "truck", "claimed", "in"), (6, 6, "tanker", "claimed", "in")],
        ),
        (
            "Another 14 trains pulled out of the depot overnight.",
            [(14, 14, "train", "claimed", "out")],
        ),
        ("Dozens of drones crossed the strait before dawn.", [(24, 99, "drone", "claimed", "in")]),
        (
            "Up to 2,500 paratroopers will land at the airfield in May.",
            [(None, 2500, "paratrooper", "announced", "in")],
        ),
        (
            "Between 15 and 20 fighter jets are parked at the base.",
            [(15, 20, "jet", "claimed", None)],
        ),
        (
            "Satellite images show some 120 armoured vehicles beside the runway.",
            [(120, 120, "vehicle", "observed", None)],
        ),
        (
            "Monitors counted 43 wagons with tents on the siding.",
            [(43, 43, "wagon", "observed", None)],
        ),
        (
            "The column included at least eight multiple rocket launchers.",
            [(8, None, "launcher", "claimed", None)],
        ),
        (
            "Norland's parliament voted to send a further 300 peacekeepers to the islands.",
            [(300, 300, "peacekeeper", "announced", "in")],
        ),
        (
            "As many as 7,000 reservists were called up in a week.",
            [(None, 7000, "reservist", "claimed", None)],
        ),
        (
            "Two battalions and a tank company left the camp for home.",
            [(2, 2, "battalion", "claimed", "out")],
        ),
        ("Four bombers took off from the northern base.", [(4, 4, "bomber", "claimed", "out")]),
        (
            "The ship unloaded 1,200 tonnes of ammunition at the port.",
            [(1200, 1200, "tonne", "claimed", None)],
        ),
        (
            "Analysts believe that about 12,000 mercenaries remain in the country.",
            [(12000, 12000, "mercenary", "estimated", None)],
        ),
        (
            "Hundreds of soldiers were withdrawn from the valley.",
            [(100, 999, "soldier", "claimed", "out")],
        ),
        ("The first 250 of them arrived by rail.", [(250, 250, None, "claimed", "in")]),
        (
            "The ministry promised 18 helicopters to its neighbour.",
            [(18, 18, "helicopter", "announced", None)],
        ),
        (
            "Observers spotted three landing ships off the coast.",
            [(3, 3, "ship", "observed", None)],
        ),
        (
            "An estimated 5,000 fighters are dug in around the town.",
            [(5000, 5000, "fighter", "estimated", None)],
        ),
        ("More than 30 warships sailed for the gulf.", [(30, None, "warship", "claimed", "in")]),
        ("Fewer than 100 men guard the crossing.", [(None, 100, "man", "claimed", None)]),
        ("A 3,000-strong brigade moved to the border.", [(3000, 3000, "brigade", "claimed", "in")]),
        (
            "The general ordered 20 extra battalions to the front.",
            [(20, 20, "battalion", "announced", "in")],
        ),
        (
            "Nearly 40 aircraft have been flown to the island so far.",
            [(40, 40, "aircraft", "observed", "in")],
        ),
        (
            "Ten more wagons of shells are expected on Friday.",
            [(10, 10, "wagon", "announced", None)],
        ),
        ("The army has received 24 of the howitzers.", [(24, 24, "howitzer", "claimed", None)]),
        ("Scores of buses carried recruits to the barracks.", [(40, 99, "bus", "claimed", "in")]),
        (
            "Some two dozen tanks were seen heading for the river.",
            [(24, 24, "tank", "observed", "in")],
        ),
        (
            "The town was hit by 11 rockets and 4 missiles.",
            [(11, 11, "rocket", "claimed", None), (4, 4, "missile", "claimed", None)],
        ),
        ("Half of the 800 marines have gone home.", [(800, 800, "marine", "claimed", None)]),
        (
            "No fewer than 60 lorries entered Lomnica from the east.",
            [(60, None, "lorry", "claimed", "in")],
        ),
        (
            "Several thousand conscripts could be deployed to the south.",
            [(2000, 9999, "conscript", "estimated", "in")],
        ),
        (
            "He claimed that 900 foreign fighters had joined the rebels.",
            [(900, 900, "fighter", "claimed", "in")],
        ),
        (
            "The exercise involves 13,000 troops, 500 tanks and 40 ships.",
            [
                (13000, 13000, "troop", "claimed", None),
                (500, 500, "tank", "claimed", None),
                (40, 40, "ship", "claimed", None),
            ],
        ),
        (
            "Ninety-six railcars of fuel reached the depot in May.",
            [(96, 96, "railcar", "claimed", "in")],
        ),
        (
            "A dozen cargo planes landed at the airport within two days.",
            [(12, 12, "plane", "claimed", "in")],
        ),
        (
            "The unit lost a third of its men and 22 vehicles.",
            [(22, 22, "vehicle", "claimed", None)],
        ),
        (
            "About 1.5 million men are liable for service.",
            [(1.5e6, 1.5e6, "man", "estimated", None)],
        ),
        (
            "Drone footage captured 17 boats leaving the harbour.",
            [(17, 17, "boat", "observed", "out")],
        ),
        (
            "The navy has moved 12 frigates and a submarine to the strait.",
            [(12, 12, "frigate", "claimed", "in")],
        ),
        (
            "Some 1,100 mercenaries have since left for the south.",
            [(1100, 1100, "mercenary", "claimed", "out")],
        ),
        (
            "An additional 45 tankers of fuel rumbled towards the frontier on Tuesday.",
            [(45, 45, "tanker", "claimed", "in")],
        ),
        (
            "Norland will station 5,000 troops in the enclave from June.",
            [(5000, 5000, "troop", "announced", None)],
        ),
        (
            "Residents filmed a column of at least 20 tanks on the ring road.",
            [(20, None, "tank", "observed", None)],
        ),
        (
            "Officials put the number of recruits at between 3,000 and 4,000.",
            [(3000, 4000, "recruit", "claimed", None)],
        ),
        (
            "The brigade's 4,200 men have returned to barracks.",
            [(4200, 4200, "man", "claimed", "in")],
        ),
        (
            "Tens of thousands of reservists are undergoing training.",
            [(10000, 99999, "reservist", "claimed", None)],
        ),
        (
            "A train with 60 flatcars of armour passed through the junction.",
            [(60, 60, "flatcar", "claimed", None)],
        ),
        (
            "Eight Norland jets and two refuelling planes were flown to the base from the capital.",
            [(8, 8, "jet", "claimed", "in"), (2, 2, "plane", "claimed", "in")],
        ),
        (
            "The president has authorised the call-up of up to 30,000 reservists.",
            [(None, 30000, "reservist", "announced", None)],
        ),
        (
            "About a hundred soldiers deserted last month.",
            [(100, 100, "soldier", "claimed", "out")],
        ),
        (
            "Three more echelons with ammunition came from the north.",
            [(3, 3, "echelon", "claimed", "in")],
        ),
        ("The group has 700-800 fighters.", [(700, 800, "fighter", "claimed", None)]),
        (
            "Radar tracked 26 cruise missiles over the lake.",
            [(26, 26, "missile", "observed", None)],
        ),
        (
            "Barely 200 of the promised 1,500 conscripts turned up.",
            [
                (200, 200, "conscript", "claimed", "in"),
                (1500, 1500, "conscript", "announced", None),
            ],
        ),
        (
            "Two C-130 transport planes and 14 helicopters were withdrawn.",
            [(2, 2, "plane", "claimed", "out"), (14, 14, "helicopter", "claimed", "out")],
        ),
        ("The city is defended by a garrison of 900 men.", [(900, 900, "man", "claimed", None)]),
        ("Over 250 pieces of armour were shipped east.", [(250, None, "piece", "claimed", None)]),
        (
            "They are building barracks for 6,000 soldiers.",
            [(6000, 6000, "soldier", "claimed", None)],
        ),
    ],
)
def test_a_sentence_tells_what_it_counts(parsed: Parse, text: str, rows: list[Row]) -> None:
    found = [(q.low, q.high, q.unit, q.basis, q.direction) for q in find(parsed(text))]
    assert found == rows
