"""Odd questions: whatever the grammar, a watch runs at once and takes no opposite for its event."""

from __future__ import annotations

import pytest
from tests.weigh.build import say
from tests.weigh.questions import (
    CLOSES,
    COLUMNS,
    CONDOR,
    HOLDER_LEFT,
    LEAK,
    OFFICE,
    OPENS,
    SENT,
    come_about,
    watch_for,
)

from tocsin.nouns.watch import OUTCOME
from tocsin.weigh import propose_watch
from tocsin.weigh.asking import family_of, kind_of, question_of
from tocsin.weigh.patterns import match
from tocsin.weigh.verbs import turned

FRONT = "Will Peru's second front against Chile be opened from Bolivia by 2031-06-01?"
INVASION = "Will there be an invasion of Taiwan by Japan before 2031-06-01?"
ENTRY = "Will at least 1,000 Kenyan troops enter Somalia by 2031-06-01?"
AIRPORT = "Will Garissa's airport be captured by the M23 before 2031-06-01?"
TOWN = "Will Kenya's Garissa fall to the RSF by 2031-06-01?"
LEAVING = "Will at least two brigades be withdrawn from Lviv by Poland before 2031-06-01?"
STAYING = "Will Poland's troops not withdraw from Lviv by 2031-06-01?"
RESERVES = "Will Poland's reservists be mobilised before 2031-06-01?"
EITHER = "Will either Chile or Peru sign the Tacna agreement by 2031-06-01?"
ANNEXED = "Will Tacna's annexation by Chile be proclaimed before 2031-06-01?"
DAM = "Will the Itaipu dam be blown up by 2031-06-01?"
STRUCK = "Will Iran's nuclear site at Natanz be struck by Chile before 2031-06-01?"
NAMED = "Will Anna Lind be appointed as defence minister by 2031-06-01?"
LEFT = "Will Peru's defence minister Anna Lind be dismissed by 2031-06-01?"
PACKAGE = "Will the EU's ninth sanctions package be adopted before 2031-06-01?"
REACTOR = "Will at least one reactor at the Temelin nuclear plant be restarted by 2031-06-01?"
GRID = "Will the Temelin nuclear plant be disconnected from the grid by 2031-06-01?"
COUP = "Will there be a coup in Ghana before 2031-06-01?"
FALL = "Will Ghana's government fall before 2031-06-01?"
FILLED = "Will Ethiopia fill its new dam before 2031-06-01?"
RESUMED = "Would Chile resume attacks on Peru's ports before 2031-06-01?"
ODD = {
    FRONT: "front",
    ENTRY: "entry",
    INVASION: "entry",
    AIRPORT: "capture",
    TOWN: "capture",
    LEAVING: "withdrawal",
    STAYING: "withdrawal",
    RESERVES: "mobilisation",
    EITHER: "agreement",
    ANNEXED: "annexation",
    DAM: "strike",
    STRUCK: "strike",
    NAMED: "personnel",
    LEFT: "personnel",
    PACKAGE: "measure",
    REACTOR: "nuclear",
    GRID: "nuclear",
    COUP: "unrest",
    FALL: "unrest",
    FILLED: "other",
    RESUMED: "other",
}


@pytest.mark.parametrize("question", ODD)
def test_a_watch_is_of_its_family_and_runs_at_once(question: str) -> None:
    assert kind_of(question_of(turned(question))) == ODD[question]
    watch = watch_for(question)
    assert any(one.kind == OUTCOME for one in watch.indicators)
    assert any(one.relation == "same" for one in watch.propositions)


@pytest.mark.parametrize(
    COLUMNS,
    [
        (FRONT, "Peru crossed the border from Bolivia.", "Peru", 1),
        (FRONT, "Chile crossed the border from Bolivia.", "Chile", 0),
        (INVASION, "Japan invaded Taiwan.", "Japan", 1),
        (INVASION, "Chile invaded Taiwan.", "Chile", 0),
        (ENTRY, "Kenyan troops entered Somalia.", "Kenyan troops", 1),
        (ENTRY, "Kenyan troops left Somalia.", "Kenyan troops", 0),
        (AIRPORT, "The M23 captured Garissa airport.", "The M23", 1),
        (AIRPORT, "M23 rebels seized the airport in Garissa.", "M23 rebels", 1),
        (AIRPORT, "The army captured Garissa airport.", "The army", 0),
        (TOWN, "The RSF captured Garissa.", "The RSF", 1),
        (TOWN, "Garissa fell to the RSF.", "Garissa", 1),
        (TOWN, "The army recaptured Garissa.", "The army", 0),
        (LEAVING, "Poland withdrew two brigades from Lviv.", "Poland", 1),
        (LEAVING, "Chile withdrew two brigades from Lviv.", "Chile", 0),
        (LEAVING, "Poland sent two brigades to Lviv.", "Poland", 0),
        (RESERVES, "Poland called up reservists.", "Poland", 1),
        (RESERVES, "Chile called up reservists.", "Chile", 0),
        (RESERVES, "Poland sent its reservists home.", "Poland", 0),
        (EITHER, "Peru signed the Tacna agreement.", "Peru", 1),
        (EITHER, "Peru rejected the Tacna agreement.", "Peru", 0),
        (ANNEXED, "Chile proclaimed the annexation of Tacna.", "Chile", 1),
        (ANNEXED, "Peru proclaimed a holiday in Tacna.", "Peru", 0),
        (DAM, "Rebels destroyed the Itaipu dam.", "Rebels", 1),
        (DAM, "Peru repaired the Itaipu dam.", "Peru", 0),
        (STRUCK, "Chile struck the Natanz site.", "Chile", 1),
        (STRUCK, "Peru struck the Natanz site.", "Peru", 0),
        (NAMED, "Peru appointed Anna Lind.", "Peru", 1),
        (NAMED, "Peru dismissed Anna Lind.", "Peru", 0),
        (LEFT, "Peru dismissed Anna Lind.", "Peru", 1),
        (LEFT, "Peru appointed Anna Lind.", "Peru", 0),
        (PACKAGE, "The EU adopted its ninth package.", "The EU", 1),
        (PACKAGE, "Chile adopted a package.", "Chile", 0),
        (PACKAGE, "The EU rejected the ninth package.", "The EU", 0),
        (REACTOR, "Engineers restarted the reactor at Temelin.", "Engineers", 1),
        (REACTOR, "Engineers shut down the reactor at Temelin.", "Engineers", 0),
        (GRID, "Engineers disconnected the plant at Temelin.", "Engineers", 1),
        (GRID, "Engineers reconnected the plant at Temelin.", "Engineers", 0),
        (COUP, "Soldiers overthrew the government in Ghana.", "Soldiers", 1),
        (COUP, "Soldiers overthrew the government in Chad.", "Soldiers", 0),
        (FALL, "Ghana's government fell.", "Ghana's government", 1),
        (FALL, "Prices fell in Ghana.", "Prices", 0),
        (FILLED, "Ethiopia filled its dam.", "Ethiopia", 1),
        (FILLED, "Chad filled its dam.", "Chad", 0),
        (RESUMED, "Chile resumed its attacks on Peruvian ports.", "Chile", 1),
        (RESUMED, "Chile halted attacks on Peruvian ports.", "Chile", 0),
        (RESUMED, "Peru resumed attacks on Chile.", "Peru", 0),
    ],
)
def test_neither_the_opposite_nor_another_s_act_is_the_event(
    question: str, text: str, actor: str, told: int
) -> None:
    assert come_about(question, text, actor) is bool(told)


OFFICE_LEFT = "Will Chile's defence minister be dismissed?"
HOLDER = "Will President Rojas dismiss finance minister Petrova?"
BASES = "Will Chile strike Peruvian air bases?"
BRIDGE = "Will Chile attack the Tacna bridge?"
RECOGNISED = "Will Chile recognise Taiwan?"
TROOPS_LEAVE = "Will Poland withdraw its troops from Lviv?"
RSF_LEAVE = "Will the RSF withdraw from Khartoum?"
TO_HAITI = "Will Kenya send troops to Haiti?"
SHIP = "Will Chile hit a Peruvian ship?"
FELLED = "Will protesters overthrow the government of Ghana?"


@pytest.mark.parametrize(
    COLUMNS,
    [
        (OFFICE, "Chile dismissed its defence minister.", "Chile", 1),
        (OFFICE, "Peru dismissed its defence minister.", "Peru", 0),
        (OFFICE, "Chile dismissed its farm minister.", "Chile", 0),
        (OFFICE_LEFT, "Chile's defence minister was dismissed.", "Chile's defence minister", 1),
        (OFFICE_LEFT, "Peru's defence minister was dismissed.", "Peru's defence minister", 0),
        (HOLDER, "Rojas dismissed finance minister Anna Petrova.", "Rojas", 1),
        (HOLDER, "Petrova was dismissed by Rojas.", "Petrova", 1),
        (HOLDER, "Anna Petrova, the finance minister, was dismissed.", "Anna Petrova", 1),
        (HOLDER, "Rojas dismissed the farm minister.", "Rojas", 0),
        (HOLDER, "Lind dismissed finance minister Varga, Rojas said.", "Lind", 0),
        (HOLDER, "Rojas dismissed rumours about Petrova.", "Rojas", 0),
        (HOLDER, "Petrova dismissed her deputy.", "Petrova", 0),
        (HOLDER, "Petrova's deputy was dismissed.", "Petrova's deputy", 0),
        (HOLDER, "Lind was dismissed by Petrova.", "Lind", 0),
        (HOLDER, "Rojas appointed Petrova.", "Rojas", 0),
        (HOLDER_LEFT, "Rojas dismissed Petrova.", "Rojas", 1),
        (HOLDER_LEFT, "Anna Petrova dismissed the claims.", "Anna Petrova", 0),
        (HOLDER_LEFT, "Petrova dismissed a deputy.", "Petrova", 0),
        (BASES, "Chile struck Peruvian air bases.", "Chile", 1),
        (BASES, "Chilean jets hit an air base in Peru.", "Chilean jets", 1),
        (BASES, "Chile struck a Peruvian airbase.", "Chile", 1),
        (BASES, "Peru struck Chilean air bases.", "Peru", 0),
        (BASES, "Ghana struck Peruvian air bases.", "Ghana", 0),
        (BASES, "Chile struck a camp in Peru.", "Chile", 0),
        (BRIDGE, "Chile attacked the Tacna bridge.", "Chile", 1),
        (BRIDGE, "Chilean drones struck a bridge in Tacna.", "Chilean drones", 1),
        (BRIDGE, "Chile attacked a depot in Tacna.", "Chile", 0),
        (BRIDGE, "Peru attacked a bridge in Chile.", "Peru", 0),
        (BRIDGE, "Chile reopened the Tacna bridge.", "Chile", 0),
        (CONDOR, "Chile delivered Condor missiles to Peru.", "Chile", 1),
        (CONDOR, "Peru received Condor missiles from Chile.", "Peru", 1),
        (CONDOR, "Chile delivered Condor missiles to Ghana.", "Chile", 0),
        (CONDOR, "Peru received Condor missiles from Ghana.", "Peru", 0),
        (CONDOR, "Peru delivered Condor missiles to Chile.", "Peru", 0),
        (RECOGNISED, "Chile formally recognised Taiwan.", "Chile", 1),
        (RECOGNISED, "Chile recognised the independence of Taiwan.", "Chile", 1),
        (RECOGNISED, "Chile recognised Taiwan's right to trade.", "Chile", 0),
        (RECOGNISED, "Chile recognised Japan's right to fish near Taiwan.", "Chile", 0),
        (RECOGNISED, "Taiwan recognised Chile.", "Taiwan", 0),
        (TROOPS_LEAVE, "Poland withdrew its troops from Lviv.", "Poland", 1),
        (TROOPS_LEAVE, "Polish troops have left Lviv.", "Polish troops", 1),
        (TROOPS_LEAVE, "Poland withdrew its ambassador from Lviv.", "Poland", 0),
        (TROOPS_LEAVE, "Chad withdrew from Lviv after a deal with Poland.", "Chad", 0),
        (TROOPS_LEAVE, "Chadian troops withdrew from Lviv.", "Chadian troops", 0),
        (TROOPS_LEAVE, "Poland sent troops to Lviv.", "Poland", 0),
        (RSF_LEAVE, "The RSF left Khartoum.", "The RSF", 1),
        (RSF_LEAVE, "The army left Khartoum.", "The army", 0),
        (LEAK, "A radiation leak occurred at Temelin.", "A radiation leak", 1),
        (LEAK, "Radiation leaked at Temelin.", "Radiation", 1),
        (LEAK, "Radiation at Temelin is normal.", "Radiation", 0),
        (LEAK, "An exercise simulated a radiation leak at Temelin.", "An exercise", 0),
        (LEAK, "A radiation leak occurred at Dukovany.", "A radiation leak", 0),
        (SENT, "Kenya sent its army into Somalia.", "Kenya", 1),
        (SENT, "Kenyan troops crossed the border into Somalia.", "Kenyan troops", 1),
        (SENT, "Kenyan fans crossed the border into Somalia.", "Kenyan fans", 0),
        (SENT, "Somali troops entered Kenya.", "Somali troops", 0),
        (SENT, "Kenyan troops left Somalia.", "Kenyan troops", 0),
        (TO_HAITI, "Kenya sent troops to Haiti.", "Kenya", 1),
        (TO_HAITI, "Kenya sent flour to Haiti.", "Kenya", 0),
        (TO_HAITI, "Haiti sent troops to Kenya.", "Haiti", 0),
        (SHIP, "Chile hit a Peruvian ship.", "Chile", 1),
        (SHIP, "Peru hit a Chilean ship.", "Peru", 0),
        (DAM, "Rebels destroyed a village at Itaipu.", "Rebels", 0),
        (COUP, "Soldiers staged a coup in Ghana.", "Soldiers", 1),
        (COUP, "The army has taken power in Ghana.", "The army", 1),
        (COUP, "A coup in Ghana failed.", "A coup", 0),
        (COUP, "Ghana foiled a coup.", "Ghana", 0),
        (COUP, "Ghana's army overthrew a rebel stronghold.", "Ghana's army", 0),
        (COUP, "Soldiers seized power in Chad.", "Soldiers", 0),
        (FELLED, "Protesters overthrew the government of Ghana.", "Protesters", 1),
        (FELLED, "Police overpowered protesters in Ghana.", "Police", 0),
        (FELLED, "Protesters overthrew the government of Chad.", "Protesters", 0),
    ],
)
def test_the_question_s_own_words_told_as_done_are_its_event_and_what_is_near_is_not(
    question: str, text: str, actor: str, told: int
) -> None:
    assert come_about(question, text, actor) is bool(told)


@pytest.mark.parametrize(
    ("question", "sign", "text", "actor"),
    [
        (CONDOR, "on-its-way", "Chile refused to deliver Condor missiles to Peru.", "Chile"),
        (CONDOR, "on-its-way", "Chile delivered Condor missiles to Ghana.", "Chile"),
        (HOLDER, "change-rumoured", "Petrova dismissed a clerk.", "Petrova"),
        (TROOPS_LEAVE, "going", "Chadian troops withdrew from Lviv.", "Chadian troops"),
        (TROOPS_LEAVE, "going", "Poland withdrew its ambassador from Lviv.", "Poland"),
        (LEAK, "under-way", "Radiation levels at Temelin are normal.", "Radiation levels"),
        (LEAK, "radiation-normal", "An exercise simulated a radiation leak.", "An exercise"),
        (COUP, "under-way", "Ghana foiled a coup.", "Ghana"),
        (BASES, "under-way", "Peru struck Chilean air bases.", "Peru"),
    ],
)
def test_what_is_refused_foiled_or_another_s_is_no_sign_for(
    question: str, sign: str, text: str, actor: str
) -> None:
    (asked,) = [one for one in watch_for(question).indicators if one.id == sign]
    assert not any(match(one, say(text, actor=actor)) for one in asked.match)


def test_a_coup_that_is_foiled_is_a_sign_against_one() -> None:
    watch = watch_for(COUP)
    (foiled,) = [one for one in watch.indicators if one.id == "coup-foiled"]
    assert any(match(one, say("Ghana foiled a coup.", actor="Ghana")) for one in foiled.match)
    yes = max(foiled.seen[one] for one in watch.yes)
    no = [foiled.seen[one.id] for one in watch.hypotheses if not one.resolves_yes]
    assert yes < sum(no) / len(no)


def test_an_attack_on_an_object_is_a_strike_and_one_from_a_state_a_front() -> None:
    assert kind_of(question_of(BRIDGE)) == "strike"
    assert kind_of(question_of("Will Chile attack Peru?")) == "front"
    assert kind_of(question_of("Will Chile attack from bases in Bolivia?")) == "front"


@pytest.mark.parametrize(
    ("asked", "positive"),
    [
        ("Will Chile not veto the law?", "Will Chile veto the law?"),
        ("Won't Chile veto the law?", "Will Chile veto the law?"),
        ("Will Chile fail to capture Tacna?", "Will Chile capture Tacna?"),
        ("Will Chile sign, not later than in May?", "Will Chile sign, not later than in May?"),
        ("Will Chile not only threaten?", "Will Chile not only threaten?"),
    ],
)
def test_a_question_whether_something_does_not_happen_is_turned_round(
    asked: str, positive: str
) -> None:
    assert turned(asked) == positive


def test_a_watch_of_a_question_turned_round_says_so() -> None:
    watch = watch_for(STAYING)
    assert watch.question == STAYING.replace(" not ", " ")
    assert any(STAYING in one.text for one in watch.assumptions)
    assert come_about(STAYING, "Poland withdrew its troops from Lviv.", "Poland")
    plain = propose_watch(watch.question, CLOSES, opens=OPENS)
    assert "This watch asks" not in plain


def test_the_words_that_questions_were_counted_by_stay_as_they_were() -> None:
    assert family_of(AIRPORT) == "other"
    assert kind_of(question_of(AIRPORT)) == "capture"
    assert family_of("Will prices from abroad rise?") == "front"
    assert kind_of(question_of("Will prices from abroad rise?")) == "other"
