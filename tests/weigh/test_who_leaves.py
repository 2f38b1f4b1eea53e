"""Who leaves: forces pulled out, governments that fall and holders of offices, and nobody else."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh, came_about
from tests.weigh.asked import is_view as asked

from tocsin.weigh.asking import kind_of, question_of

PULL = "Will Chile pull its soldiers out of Bolivia?"
PULL_OUT = "Will Chile pull out of southern Bolivia?"
WITHDRAW = "Will Chile withdraw its troops from Bolivia?"
COLLAPSE = "Will the government of Chile collapse?"
COALITION = "Will the Peruvian coalition collapse?"
REGIME = "Will the regime in Chad fall?"
MINISTER = "Will Sandu dismiss the prime minister?"
PERSON = "Will Marlow fire Pablo Rojas?"
CHIEF = "Will Marlow replace the army chief?"
BODY_CHIEF = "Will Aliyev sack the head of the Dune Agency?"


@pytest.mark.parametrize(
    "question",
    [
        PULL,
        PULL_OUT,
        "Will the last Chilean troops be pulled out of Bolivia?",
        "Will Chile pull all of its remaining peacekeepers out of Bolivia?",
    ],
)
def test_to_pull_forces_out_is_to_withdraw_them(question: str) -> None:
    assert kind_of(question_of(question)) == "withdrawal"
    assert question_of(question).verb == "pull"


@pytest.mark.parametrize("question", [PULL, PULL_OUT, WITHDRAW])
@pytest.mark.parametrize(
    "text",
    [
        "Chile withdrew its troops from Bolivia on Tuesday, Santiago said.",
        "Chilean soldiers have left Bolivia.",
        "Chile pulled its army out of southern Bolivia on Tuesday.",
        "Chile has pulled its forces out of Bolivia.",
        "Chile completed its withdrawal from Bolivia.",
    ],
)
def test_forces_pulled_out_withdrawn_or_gone_have_left(
    weigh: Weigh, question: str, text: str
) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize("question", [PULL, WITHDRAW])
@pytest.mark.parametrize(
    "text",
    [
        "Chile pulled its ambassador out of Bolivia on Tuesday.",
        "Chile pulled its forces out of Peru on Tuesday.",
        "Peru pulled its forces out of Bolivia on Tuesday.",
        "Chile pulled its troops into Bolivia on Tuesday.",
    ],
)
def test_envoys_others_and_those_who_come_have_not_left(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize("question", [PULL, PULL_OUT, WITHDRAW])
@pytest.mark.parametrize(
    "text",
    [
        "Chile is unlikely to pull its troops out of southern Bolivia, Ann Marlow said.",
        "Chile is very likely to withdraw its army from Bolivia, Ann Marlow said.",
        "Chile is unlikely to withdraw from southern Bolivia, Ann Marlow said.",
    ],
)
def test_a_view_of_a_withdrawal_is_read_in_either_word(
    weigh: Weigh, question: str, text: str
) -> None:
    assert asked(question, weigh(question, text))


def test_what_is_no_force_is_pulled_out_in_the_words_of_the_question(weigh: Weigh) -> None:
    question = "Will Chile pull its gold out of Bolivia?"
    assert came_about(question, weigh(question, "Chile pulled its gold out of Bolivia."))
    assert not came_about(question, weigh(question, "Chile pulled its troops out of Bolivia."))


@pytest.mark.parametrize(
    "question",
    [
        COLLAPSE,
        COALITION,
        REGIME,
        "Will the Chadian regime collapse?",
        "Will Peru's cabinet fall?",
        "Will the coalition in Peru fall apart?",
    ],
)
def test_whether_those_who_rule_fall_is_a_question_of_their_overthrow(question: str) -> None:
    assert kind_of(question_of(question)) == "unrest"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (COLLAPSE, "The government of Chile fell on Tuesday."),
        (COLLAPSE, "Chile's government has collapsed."),
        (COLLAPSE, "The Chilean government resigned on Tuesday."),
        (COLLAPSE, "The Chilean coalition broke apart on Tuesday."),
        (COALITION, "The Peruvian coalition collapsed on Monday, Lima said."),
        (COALITION, "Peru's government fell after a vote of confidence in parliament."),
        (REGIME, "The regime in Chad was toppled on Sunday."),
        (REGIME, "The Chadian regime has fallen."),
    ],
)
def test_rulers_fall_when_they_fall_or_are_toppled_and_a_government_when_it_resigns(
    weigh: Weigh, question: str, text: str
) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (COLLAPSE, "Chile destroyed old mines on Tuesday, Santiago said."),
        (COLLAPSE, "Chilean aircraft destroyed a tunnel near Arica."),
        (COLLAPSE, "A bridge in Chile's capital Santiago collapsed."),
        (COLLAPSE, "Chile's peso collapsed on Tuesday."),
        (COLLAPSE, "Confidence in the Chilean government fell on Tuesday."),
        (COLLAPSE, "A member of the Chilean government resigned on Tuesday."),
        (COLLAPSE, "The government of Peru fell on Tuesday."),
        (COALITION, "Peruvian troops blew up a house near Tacna."),
        (COALITION, "Talks to form a new Peruvian government collapsed."),
        (REGIME, "Chadian oil output fell by a third, Ann Marlow said."),
        (REGIME, "Chad's ambassador resigned on Tuesday."),
    ],
)
def test_what_those_who_rule_do_and_what_else_of_the_state_falls_is_no_fall_of_theirs(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text", "viewed"),
    [
        (COLLAPSE, "The Chilean government is very likely to collapse, Ann Marlow said.", True),
        (COALITION, "Peru's coalition is unlikely to collapse, Ann Marlow said.", True),
        (REGIME, "The regime in Chad is likely to fall, Ann Marlow said.", True),
        (COLLAPSE, "Chile's currency is likely to collapse, Ann Marlow said.", False),
        (COLLAPSE, "Chile is likely to destroy the mines, Ann Marlow said.", False),
    ],
)
def test_a_view_of_a_fall_is_of_those_who_rule(
    weigh: Weigh, question: str, text: str, viewed: bool
) -> None:
    assert asked(question, weigh(question, text)) is viewed


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (MINISTER, "personnel"),
        (PERSON, "personnel"),
        (CHIEF, "personnel"),
        (BODY_CHIEF, "personnel"),
        ("Will Chile fire a missile over Peru?", "other"),
        ("Will Chile fire Condor missiles at Peru?", "other"),
        ("Will Chile remove Peru from its list?", "other"),
        ("Will Chile replace its railways?", "other"),
    ],
)
def test_who_is_put_out_of_an_office_is_a_question_of_persons(question: str, kind: str) -> None:
    assert kind_of(question_of(question)) == kind


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (MINISTER, "Sandu dismissed prime minister Ion Rusu on Tuesday, her office said."),
        (MINISTER, "Maia Sandu fired the prime minister."),
        (MINISTER, "Moldovan prime minister Ion Rusu was dismissed."),
        (MINISTER, "Prime minister Ion Rusu was dismissed by Sandu."),
        (PERSON, "Marlow sacked Rojas on Monday."),
        (PERSON, "Defence Secretary Pablo Rojas was dismissed."),
        (PERSON, "Pablo Rojas was removed as defence secretary."),
        (PERSON, "Rojas resigned."),
        (PERSON, "Rojas stepped down on Monday."),
        (CHIEF, "Marlow replaced the army chief on Sunday."),
        (CHIEF, "Marlow dismissed the head of the army."),
        (BODY_CHIEF, "Aliyev sacked the head of the Dune Agency, Baku said."),
        (BODY_CHIEF, "Dune Agency head Ramin Asgarov was dismissed."),
    ],
)
def test_who_holds_the_office_has_left_it(weigh: Weigh, question: str, text: str) -> None:
    assert came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (MINISTER, "Sandu was removed from office by parliament on Tuesday."),
        (MINISTER, "Sandu dismissed the farm minister on Tuesday."),
        (MINISTER, "The prime minister of Peru was dismissed."),
        (MINISTER, "The Moldovan prime minister's spokesman was dismissed."),
        (PERSON, "Rojas dismissed his deputy."),
        (PERSON, "Marlow was sacked on Monday."),
        (CHIEF, "Marlow replaced the police chief on Sunday."),
        (BODY_CHIEF, "Aliyev sacked the head of the tax service, Baku said."),
        (BODY_CHIEF, "Aliyev resigned on Monday."),
    ],
)
def test_who_dismisses_and_who_holds_another_office_has_not(
    weigh: Weigh, question: str, text: str
) -> None:
    assert not came_about(question, weigh(question, text))


@pytest.mark.parametrize(
    ("question", "text", "viewed"),
    [
        (MINISTER, "Sandu is unlikely to dismiss the prime minister, Ann Lee said.", True),
        (CHIEF, "Marlow is likely to replace the army chief, Ann Lee said.", True),
        (CHIEF, "Marlow is likely to replace the police chief, Ann Lee said.", False),
        (PERSON, "Rojas is unlikely to be dismissed, Ann Lee said.", True),
        (BODY_CHIEF, "Aliyev is likely to sack the head of the tax service, Ann Lee said.", False),
    ],
)
def test_a_view_of_a_dismissal_is_of_that_office(
    weigh: Weigh, question: str, text: str, viewed: bool
) -> None:
    assert asked(question, weigh(question, text)) is viewed
