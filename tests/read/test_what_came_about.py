"""The undated perfect in a report's own voice: what came about is news, what goes on is not."""

from __future__ import annotations

import pytest
from tests.read.reading import statements

from tocsin.read import Reader

ABOVE = """The talks in Doha went on for a third day on Tuesday, the two sides said.

The mediators met both delegations, and a draft was passed around, officials said.

A spokesman said on Tuesday that the last points were prisoners and roads.

"""


@pytest.mark.parametrize(
    "text",
    [
        "Turkey has sent 600 commandos to Libya.",
        "Ethiopia has massed tanks on the Eritrean border.",
        "Sudanese paramilitaries have stormed a barracks in Khartoum.",
        "Rwanda has flown drones over Goma.",
        "Azerbaijan has shelled villages in Nagorno-Karabakh.",
        "Armenia has handed four villages to Azerbaijan.",
        "Chinese jets have circled Taiwan.",
        "China has launched 40 landing craft.",
        "Houthi fighters have fired missiles at a tanker.",
        "Iran has moved launchers to its western border.",
        "Israel has called 60,000 reservists to their units.",
        "Hezbollah has buried mines along the Blue Line.",
        "North Korea has tested a missile.",
        "North Korea has blown up roads to the south.",
        "Saudi Arabia and the Houthis have exchanged prisoners.",
        "The Tigray forces have laid down their arms.",
        "Taliban fighters have taken three provincial capitals.",
        "Dozens of buses have carried civilians out of Aleppo.",
        "Field hospitals have been pitched near the Sudanese border.",
        "Pontoon bridges have been thrown across the Euphrates.",
        "The M23 rebels have won control of Sake.",
        "Wagner mercenaries have come to Mali.",
        "France has flown its last soldiers out of Niger.",
        "The Philippines has lodged a protest.",
        "Serbia has put its army on the highest alert.",
        "Serbian armour has rolled towards Kosovo.",
        "Venezuela has printed maps that show Essequibo as its own.",
        "Burundi has given Congo a battalion.",
        "Eritrea has lent Tigray 20 trucks.",
        "Egypt has provided Sudan with 12 drones.",
        "Uganda has let 900 rebels into its camps.",
        "Syrian rebels have dug trenches around Idlib.",
        "Ceasefire monitors have been turned back at a checkpoint.",
        "Aerial photographs have revealed new trenches near Goma.",
        "Columns of trucks have been filmed heading for Agadez.",
        "Ships with grain have been spotted leaving Port Sudan.",
        "The junta has shut its airspace.",
        "Warships have gathered off Benghazi.",
        "Peacekeepers have been flown to Bangui.",
        "A long column of trucks has reached Kidal.",
        "The largest convoy ever has crossed into Gaza.",
        "Jets have flown over the strait.",
        "Libyan rebels have lost the port of Ras Lanuf.",
        "Colombia has freed 30 hostages.",
    ],
)
def test_the_perfect_of_what_came_about_is_news(reader: Reader, text: str) -> None:
    assert [s.background for s in statements(reader, text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey has supported the Tripoli government.",
        "Turkey has provided Tripoli with drones and advisers.",
        "Eritrea has allowed Ethiopian jets to use its airfields.",
        "Rwanda has backed the M23 rebels.",
        "Rwanda has repeatedly sent soldiers into Congo.",
        "Iran has supplied the Houthis with missiles.",
        "Iran has long armed Hezbollah.",
        "Iran has served as a haven for the group.",
        "Uganda has hosted rebels from South Sudan.",
        "Chinese ships have sailed around Taiwan in the past.",
        "Chinese jets have crossed the median line for years.",
        "The Houthis have fired missiles at tankers throughout the war.",
        "North Korea has tested missiles since the talks broke down.",
        "Saudi Arabia has used its air force to strike Yemen.",
        "The Emirates have equipped a militia in the south.",
        "Egypt has helped the Sudanese army by training its pilots.",
        "Wagner mercenaries have fought in Mali.",
        "Sudan has faced protests.",
        "Djibouti has leased land to foreign armies.",
        "Djibouti has become a base for foreign navies.",
        "Pakistan has sheltered Taliban leaders.",
        "Syria had closed the crossing.",
        "Serbia has already put its army on alert.",
        "Hezbollah has regularly fired rockets at Haifa.",
        "Israel has struck targets in Syria again and again.",
        "Armenia has relied on Russian arms.",
        "Ethiopian troops have crossed the border many times.",
        "Houthi fighters have attacked ships day after day.",
        "Libya has suffered from militia rule.",
        "Kosovo has enjoyed the protection of peacekeepers.",
    ],
)
def test_the_perfect_of_a_role_or_of_what_goes_on_retells(reader: Reader, text: str) -> None:
    assert [s.background for s in statements(reader, text)] == [True]


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("Rebels have fired rockets from the hills.", True),
        ("Rebels have damaged railways.", True),
        ("Jets have bombed villages.", True),
        ("Rebels have sent 40 trucks.", False),
        ("Rwanda has flown troops to Goma.", False),
        ("Rebels have entered the town.", False),
        ("Rebels have shot down a drone.", False),
        ("The army has been withdrawn.", False),
        ("Talks have collapsed.", False),
        ("Rebels have resumed raids.", False),
        ("The army has begun calling up reservists.", False),
    ],
)
def test_below_the_lead_only_a_bounded_event_is_news(reader: Reader, text: str, old: bool) -> None:
    told = [s for s in statements(reader, ABOVE + text) if s.span.start >= len(ABOVE)]
    assert [s.background for s in told] == [old]


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("While Rwanda has fired rockets, its ministers are talking.", True),
        ("Although Rwanda has sent 900 men to Goma, its ministers are talking.", False),
    ],
)
def test_an_aside_is_news_only_of_a_bounded_event(reader: Reader, text: str, old: bool) -> None:
    assert statements(reader, text)[0].background is old
