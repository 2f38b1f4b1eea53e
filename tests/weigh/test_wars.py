"""Wars: a question whether two go to war gets a watch that hears their war, and nothing else."""

from __future__ import annotations

import pytest
from tests.weigh.asked import Weigh
from tests.weigh.questions import watch_for

from tocsin.nouns import Bearing, Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh.asking import kind_of, question_of
from tocsin.weigh.verbs import forms_of, past_of

WAR = "Will Chile and Peru go to war?"
BETWEEN = "Will war break out between Chile and Peru?"
WITH = "Will Chile go to war with Hezbollah?"
EACH = "Will Chile and Peru fight each other?"
CIVIL = "Will Chad fall into civil war?"


def seen(watch: Watch, found: tuple[Bearing, ...], *, kind: str = OUTCOME) -> set[str]:
    kinds = {one.id: one.kind for one in watch.indicators}
    return {
        one.target for one in found if one.direction == "seen" and kinds.get(one.target) == kind
    }


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (WAR, "War broke out between Chile and Peru on Monday."),
        (WAR, "Chile and Peru went to war on Monday."),
        (WAR, "Chile has declared war on Peru."),
        (WAR, "Peruvian forces invaded Chile."),
        (WAR, "Peru goes to war with Chile."),
        (BETWEEN, "War has broken out between Chile and Peru."),
        (BETWEEN, "Peru declared war on Chile."),
        (WITH, "Hezbollah declared war on Chile."),
        (EACH, "Fighting broke out between Chilean and Peruvian troops."),
        (CIVIL, "Civil war has broken out in Chad."),
    ],
)
def test_the_war_that_is_asked_for_is_its_outcome(weigh: Weigh, question: str, text: str) -> None:
    assert seen(watch_for(question), weigh(question, text))


@pytest.mark.parametrize(
    "text",
    [
        "Chile has begun going through the files with Peru.",
        "Chile and Peru agreed to avoid war.",
        "Chile denied that it had declared war on Peru.",
        "Chile and Peru are in a war of words.",
        "Chile could go to war with Peru.",
        "Peru fears that Chile goes to war.",
        "Chile declared war on corruption.",
        "War broke out between Chad and Sudan.",
        "Chile attacked Peruvian positions near the border.",
    ],
)
def test_another_going_another_war_and_a_blow_are_none(weigh: Weigh, text: str) -> None:
    assert not seen(watch_for(WAR), weigh(WAR, text))


def test_an_attack_of_one_on_the_other_is_a_sign_by_itself(weigh: Weigh) -> None:
    found = weigh(WAR, "Chile attacked Peruvian positions near the border.")
    assert seen(watch_for(WAR), found, kind="military") == {"blows"}


@pytest.mark.parametrize(
    ("text", "viewed"),
    [
        ("Chile and Peru are likely to go to war, Ann Marlow said.", {"war-said"}),
        ("Chile and Peru are likely to go to court over the port, Ann Marlow said.", set()),
        ("Chile is unlikely to go along with Peru at the summit, Ann Marlow said.", set()),
    ],
)
def test_a_view_is_one_on_the_war_alone(weigh: Weigh, text: str, viewed: set[str]) -> None:
    assert {one.target for one in weigh(WAR, text) if one.direction == "view"} == viewed


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (WAR, "war"),
        (CIVIL, "war"),
        ("Will Chile and Peru be at war?", "war"),
        ("Will Chile and Peru come to blows?", "war"),
        ("Will Chile join the war against Peru?", "entry"),
        ("Will Chile end the war with Peru?", "other"),
        ("Will Chad hold elections?", "other"),
    ],
)
def test_going_to_war_is_a_kind_of_its_own(question: str, kind: str) -> None:
    assert kind_of(question_of(question)) == kind


@pytest.mark.parametrize(
    ("question", "verb", "past"),
    [
        ("Will Chile buy Peruvian gas?", "buy", {"bought"}),
        ("Will Chad shut its border with Sudan?", "shut", {"shut"}),
        ("Will Chile give up its weapons?", "give up", {"gave up", "given up"}),
        ("Will Chile shoot down a Peruvian aircraft?", "shoot down", {"shot down"}),
        ("Will Chile go bankrupt?", "go", {"went", "gone"}),
    ],
)
def test_an_irregular_verb_has_its_own_past_and_a_verb_its_particle(
    question: str, verb: str, past: set[str]
) -> None:
    assert question_of(question).verb == verb
    assert set(past_of(verb)) == past
    assert not any("goed" in one or one == "go*" for one in forms_of(verb))
