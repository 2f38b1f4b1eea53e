"""Done to somebody: who is released, arrested or ousted is not the one who does it to others."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about, is_view

from tocsin.weigh.asking import kind_of, question_of

OUSTED = "Will Lukashenko be ousted?"
FREED = "Will Pablo Rojas be released?"
PRISON = "Will Petrova be released from prison?"
DISARMED = "Will the ELN be disarmed?"
ARRESTED = "Will Riek Okello be arrested?"
KILLED = "Will Bobi Marlow be killed?"
HANDED = "Will Ann Quispe be extradited to Chile?"
BAIL = "Will opposition leader Kizza Mwangi be freed on bail?"
BANNED = "Will Starlink be banned?"
CAUGHT = "Will Maduro be captured?"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (OUSTED, "personnel"),
        (FREED, "other"),
        (ARRESTED, "other"),
        (CAUGHT, "other"),
        ("Will Goma be captured?", "capture"),
        ("Will the bridge at Tacna be attacked?", "strike"),
        ("Will Ann Marlow be overthrown?", "unrest"),
    ],
)
def test_what_is_done_to_one_by_name_is_of_its_own_family(question: str, kind: str) -> None:
    assert kind_of(question_of(question)) == kind


@pytest.mark.parametrize("question", [OUSTED, FREED, DISARMED, ARRESTED, KILLED, BANNED])
def test_whom_it_is_done_to_does_not_act(question: str) -> None:
    assert question_of(question).actors == ()
    assert question_of(question).undergoes


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (OUSTED, "Lukashenko was ousted on Tuesday."),
        (OUSTED, "Lukashenko has been overthrown in a coup, Ann Marlow said."),
        (FREED, "Pablo Rojas was released from prison, his party said."),
        (FREED, "Rojas has been freed on bail."),
        (FREED, "Chile released Pablo Rojas on Tuesday."),
        (PRISON, "Petrova was freed from prison on Tuesday."),
        (PRISON, "Anna Petrova was released on Tuesday, her lawyer said."),
        (DISARMED, "The ELN has been disarmed, Ann Marlow said."),
        (ARRESTED, "Police arrested Riek Okello on Tuesday."),
        (ARRESTED, "Okello has been detained, his party said."),
        (KILLED, "Bobi Marlow was assassinated on Tuesday."),
        (HANDED, "Ann Quispe was handed over to Chile on Tuesday."),
        (BAIL, "A court released Kenyan opposition leader Kizza Mwangi."),
        (BANNED, "Starlink was banned on Monday."),
        (CAUGHT, "Maduro was captured on Tuesday."),
    ],
)
def test_it_is_done_where_it_is_told_of_the_name(weigh: Weigh, question: str, text: str) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (OUSTED, "Lukashenko ousted the KGB chief."),
        (OUSTED, "Lukashenko was not ousted, Ann Marlow said."),
        (FREED, "Rojas released a letter to supporters, his party said."),
        (FREED, "Pablo Rojas was not released, his party said."),
        (FREED, "Chile released two pilots of Peru."),
        (PRISON, "Petrova released a letter from prison."),
        (DISARMED, "The ELN disarmed a rival group."),
        (ARRESTED, "Okello's guards arrested two journalists."),
        (ARRESTED, "Okello's spokesman was arrested on Tuesday."),
        (KILLED, "Bobi Marlow's guards killed a policeman."),
        (HANDED, "Ann Quispe was extradited to Peru on Tuesday."),
        (BAIL, "Police released a statement about Mwangi."),
        (BAIL, "Supporters of Mwangi were released."),
        (BANNED, "Starlink banned 40 users."),
        (CAUGHT, "Maduro captured the market."),
    ],
)
def test_what_he_does_or_what_is_done_to_his_is_not(weigh: Weigh, question: str, text: str) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (OUSTED, "Lukashenko is unlikely to be ousted, Ann Marlow said."),
        (FREED, "Pablo Rojas is unlikely to be released, Ann Marlow said."),
        (FREED, "The release of Pablo Rojas is likely, Ann Marlow said."),
        (FREED, "Chile is unlikely to release Rojas, Ann Marlow said."),
        (DISARMED, "The ELN is very unlikely to be disarmed, Ann Marlow said."),
        (ARRESTED, "Okello's arrest is likely, Ann Marlow said."),
    ],
)
def test_a_view_of_it_is_read(weigh: Weigh, question: str, text: str) -> None:
    assert is_view(question, weigh(question, text))


def test_what_he_is_likely_to_do_is_no_view_of_it(weigh: Weigh) -> None:
    assert not is_view(BAIL, weigh(BAIL, "Mwangi is likely to free his dog, Ann Marlow said."))
