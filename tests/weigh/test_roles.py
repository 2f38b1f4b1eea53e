"""Roles: a name that matched acts, and is not whose ally, deputy or victim another is."""

from __future__ import annotations

import pytest
from tests.weigh.heard import chances

from tocsin.read import Reader

ENTRY = "Will Chile invade Peru?"
TOWN = "Will the Lunar Front capture Tacna?"
MINISTER = "Will the prime minister of Ghana be dismissed?"
PRESIDENT = "Will the president of Ghana resign?"
JUNTA = "Will Ghana's junta be overthrown?"

OTHERS = (
    (ENTRY, "Chile's ally Kenya sent troops into Peru.", "entered"),
    (ENTRY, "Chile's main regional rival Kenya sent troops into Peru.", "entered"),
    (ENTRY, "A close ally of Chile sent troops into Peru.", "entered"),
    (
        "Will Kenya recognise Somaliland?",
        "Kenya's neighbour Togo recognised Somaliland.",
        "outcome",
    ),
    (PRESIDENT, "The vice president of Ghana resigned on Monday.", "changed"),
    (MINISTER, "The deputy prime minister of Ghana was dismissed on Monday.", "changed"),
    (ENTRY, "Peru called up reservists after Chile massed troops.", "call-up"),
    (ENTRY, "Peru, which called up reservists because of Chile, held talks.", "call-up"),
    (ENTRY, "Peru moved troops to the border with Chile.", "troops-come"),
    (TOWN, "Lunar Front fighters were captured in Tacna.", "advance"),
    (JUNTA, "Ghana's junta overthrew the elected government.", "outcome"),
    (JUNTA, "Ghana's junta, which overthrew the elected government, postponed a vote.", "outcome"),
)

OWN = (
    (ENTRY, "Chile and its ally Kenya sent troops into Peru.", "entered"),
    (ENTRY, "Chile, an ally of Kenya, sent troops into Peru.", "entered"),
    (ENTRY, "Peru's neighbour Chile sent troops into Peru.", "entered"),
    (
        "Will the vice president of Ghana resign?",
        "The vice president of Ghana resigned.",
        "changed",
    ),
    (MINISTER, "The vice president said the prime minister of Ghana was dismissed.", "changed"),
    (ENTRY, "Chile called up reservists.", "call-up"),
    (ENTRY, "Reservists were called up in Chile.", "call-up"),
    (ENTRY, "Peru said Chile had moved troops to the border.", "troops-sent"),
    (ENTRY, "Chilean troops were sent to the border with Peru.", "troops-sent"),
    (ENTRY, "Kenya moved troops to Chile.", "troops-come"),
    ("Will Kenya send troops to Togo?", "Togo moved 300 Kenyan soldiers to Lome.", "troops-come"),
    (TOWN, "Tacna was captured by Lunar Front fighters.", "taken-seen"),
    (TOWN, "Lunar Front fighters entered Tacna, where soldiers were captured.", "advance"),
    (JUNTA, "Officers overthrew Ghana's junta.", "outcome"),
    ("Will there be a coup in Ghana?", "Ghana's army overthrew the government.", "outcome"),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize(("question", "text", "sign"), OTHERS)
def test_what_another_does_or_suffers_is_no_sign(
    reader: Reader, question: str, text: str, sign: str
) -> None:
    assert sign not in chances(reader, question, text)


@pytest.mark.parametrize(("question", "text", "sign"), OWN)
def test_what_those_do_who_are_asked_of_is_seen(
    reader: Reader, question: str, text: str, sign: str
) -> None:
    assert chances(reader, question, text)[sign] >= 0.8
