"""Who leaves: forces pulled out, governments that fall and holders of offices, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from tests.reports import report_of
from tests.weigh.questions import OPENS, watch_for

from tocsin.nouns import Bearing, Reading, Segment, Span
from tocsin.nouns.watch import OUTCOME
from tocsin.read import Reader
from tocsin.trace import load_register, trace
from tocsin.weigh import bearings
from tocsin.weigh.asking import kind_of, question_of

Weigh = Callable[[str, str], tuple[Bearing, ...]]

PULL = "Will Chile pull its soldiers out of Bolivia?"
PULL_OUT = "Will Chile pull out of southern Bolivia?"
WITHDRAW = "Will Chile withdraw its troops from Bolivia?"


@pytest.fixture(scope="module")
def weigh() -> Weigh:
    """Read a sentence as a report, once, and weigh it under the proposed watch of a question."""
    reader, register = Reader.load(), load_register()

    @cache
    def read(text: str) -> Reading:
        report = report_of(text, published=OPENS.replace(month=3), publisher="Newsweek")
        segments = (Segment(report.id, Span(0, len(text)), "body"),)
        return Reading(report, segments, reader.read(report, segments), "1")

    def weighed(question: str, text: str) -> tuple[Bearing, ...]:
        reading = read(text)
        return bearings(watch_for(question), [reading], trace([reading], register), register)

    return weighed


def came_about(question: str, found: tuple[Bearing, ...]) -> bool:
    kinds = {one.id: one.kind for one in watch_for(question).indicators}
    return any(one.direction == "seen" and kinds.get(one.target) == OUTCOME for one in found)


def asked(question: str, found: tuple[Bearing, ...]) -> bool:
    """Whether there is a view on what the question asks."""
    same = {one.id for one in watch_for(question).propositions if one.relation == "same"}
    return any(one.direction == "view" and one.target in same for one in found)


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
