"""Odd questions: whatever the grammar, a watch runs at once and takes no opposite for its event."""

from __future__ import annotations

import pytest
from tests.weigh.test_asking import CLOSES, OPENS, come_about, watch_for

from tocsin.nouns.watch import OUTCOME
from tocsin.weigh import propose_watch
from tocsin.weigh.asking import family_of, kind_of, question_of
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
    ("question", "text", "actor", "told"),
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
