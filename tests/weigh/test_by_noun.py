"""By noun: what is asked of, called likely or not by its noun, with who does it to whom."""

from __future__ import annotations

from functools import cache

import pytest
from tests.read.reading import statements
from tests.weigh.build import origin_of, reading_of, register_of
from tests.weigh.questions import watch_for

from tocsin.nouns import Bearing, Watch
from tocsin.read import Reader
from tocsin.weigh import bearings

TRUCE = "Will Chile and Peru agree to a ceasefire?"
TREATY = "Will Chile and Peru sign a peace treaty?"
SWAP = "Will Chile and Peru agree on a prisoner exchange?"
MEASURE = "Will the EU impose sanctions on Chad?"
LEAVE = "Will Chile withdraw from Bolivia?"
GONE = "Will the ELN withdraw from Arauca?"
STATE = "Will Chile recognise Somaliland?"
ARMS = "Will Chile deliver Condor missiles to Peru?"
ENTRY = "Will Chile invade Peru?"

VIEWS = {
    TRUCE: [
        "A ceasefire between Chile and Peru is likely, Ann Marlow said.",
        "A truce between Peru and Chile is very unlikely, Ann Marlow said.",
        "A Chilean-Peruvian ceasefire is unlikely, Ann Marlow said.",
    ],
    TREATY: ["A peace agreement between Chile and Peru is likely, Ann Marlow said."],
    SWAP: ["A prisoner exchange between Chile and Peru is likely, Ann Marlow said."],
    MEASURE: [
        "EU sanctions on Chad are very likely, Ann Marlow said.",
        "New EU sanctions against Chad are unlikely, Ann Marlow said.",
        "Sanctions on Chad by the EU are likely, Ann Marlow said.",
    ],
    LEAVE: [
        "A Chilean withdrawal from Bolivia is very likely, Ann Marlow said.",
        "A withdrawal of Chilean troops from Bolivia is unlikely, Ann Marlow said.",
    ],
    GONE: ["An ELN withdrawal from Arauca is very unlikely, Ann Marlow said."],
    STATE: [
        "Chilean recognition of Somaliland is likely, Ann Marlow said.",
        "Recognition of Somaliland by Chile is unlikely, Ann Marlow said.",
    ],
    ARMS: ["Chilean deliveries of Condor missiles to Peru are likely, Ann Marlow said."],
    ENTRY: ["A Chilean incursion into Peru is unlikely, Ann Marlow said."],
}

OTHERS = {
    TRUCE: [
        "A ceasefire between Chad and Peru is likely, Ann Marlow said.",
        "The ceasefire between Chile and Peru is likely to collapse, Ann Marlow said.",
        "A breach of the ceasefire between Chile and Peru is likely, Ann Marlow said.",
    ],
    MEASURE: [
        "EU sanctions on Peru are likely, Ann Marlow said.",
        "Canadian sanctions on Chad are likely, Ann Marlow said.",
        "The lifting of EU sanctions on Chad is likely, Ann Marlow said.",
        "EU sanctions on Chad are likely to raise prices, Ann Marlow said.",
    ],
    LEAVE: [
        "A Bolivian withdrawal from Chile is likely, Ann Marlow said.",
        "A Kenyan withdrawal from Bolivia is likely, Ann Marlow said.",
        "Unrest is likely after the Chilean withdrawal from Bolivia, Ann Marlow said.",
    ],
    STATE: ["Chilean recognition of Kosovo is likely, Ann Marlow said."],
    ENTRY: ["A Peruvian incursion into Chile is likely, Ann Marlow said."],
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@cache
def watched(question: str) -> Watch:
    return watch_for(question)


def of_text(reader: Reader, question: str, text: str) -> tuple[Bearing, ...]:
    readings = tuple(reading_of(one) for one in statements(reader, text))
    origin = origin_of("Ann Marlow", *readings)
    return bearings(watched(question), readings, (origin,), register_of())


def views(reader: Reader, question: str, text: str) -> set[str]:
    same = {one.id for one in watched(question).propositions if one.relation == "same"}
    told = of_text(reader, question, text)
    return {one.target for one in told if one.direction == "view" and one.target in same}


@pytest.mark.parametrize(("asked", "text"), [(q, t) for q, told in VIEWS.items() for t in told])
def test_a_likelihood_of_its_noun_is_a_view_of_it(reader: Reader, asked: str, text: str) -> None:
    assert views(reader, asked, text)


def test_a_likelihood_of_a_call_up_is_a_view_and_no_sighting_of_one(reader: Reader) -> None:
    told = of_text(
        reader,
        "Will Chile call up reservists?",
        "Chile is likely to call up reservists, Janes said.",
    )
    assert {one.direction for one in told if one.direction != "none"} == {"view"}


@pytest.mark.parametrize(("asked", "text"), [(q, t) for q, told in OTHERS.items() for t in told])
def test_a_likelihood_of_another_or_of_what_follows_it_is_none(
    reader: Reader, asked: str, text: str
) -> None:
    assert not views(reader, asked, text)
