"""Asked plainly: what the press asks in its usual words, its event and the views on it."""

from __future__ import annotations

from functools import cache

import pytest
from tests.read.reading import statements
from tests.weigh.build import origin_of, reading_of, register_of
from tests.weigh.questions import watch_for

from tocsin.nouns import Bearing, Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.read import Reader
from tocsin.weigh import bearings

ACCIDENT = "Will there be a nuclear accident at the Temelin nuclear plant?"
MELTDOWN = "Will there be a meltdown at the Temelin nuclear plant?"
BLAST = "Will there be an explosion at the Temelin nuclear site?"

OUTCOMES = {
    ACCIDENT: (
        [
            "A nuclear accident happened at Temelin, the regulator said.",
            "An accident at the Temelin nuclear plant released radiation, the regulator said.",
        ],
        [
            "A nuclear accident happened at Dukovany, the regulator said.",
            "The plant at Temelin rehearsed a nuclear accident on Tuesday.",
            "A nuclear accident at Temelin is possible, the regulator said.",
        ],
    ),
    MELTDOWN: (
        ["A meltdown began at the Temelin plant on Tuesday, the regulator said."],
        ["An exercise of a meltdown began at the Temelin plant on Tuesday."],
    ),
    BLAST: (
        ["An explosion rocked the Temelin nuclear site, the regulator said."],
        ["There was no explosion at the Temelin nuclear site, the regulator said."],
    ),
}

VIEWS = {
    ACCIDENT: [
        ("A nuclear accident at Temelin is very unlikely, the regulator said.", False),
        ("A nuclear accident at Temelin is very likely, the regulator said.", True),
        ("There is a 5 percent chance of an accident at Temelin, the regulator said.", False),
    ],
    MELTDOWN: [("A meltdown at the Temelin plant is unlikely, the regulator said.", False)],
    BLAST: [("An explosion at the Temelin nuclear site is unlikely, Janes said.", False)],
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


def come_about(reader: Reader, question: str, text: str) -> bool:
    ends = {one.id for one in watched(question).indicators if one.kind == OUTCOME}
    told = of_text(reader, question, text)
    return any(one.target in ends and one.direction == "seen" for one in told)


@pytest.mark.parametrize(
    ("question", "text"), [(asked, text) for asked, (told, _) in OUTCOMES.items() for text in told]
)
def test_the_event_in_the_words_of_the_press_has_come_about(
    reader: Reader, question: str, text: str
) -> None:
    assert come_about(reader, question, text)


@pytest.mark.parametrize(
    ("question", "text"), [(asked, text) for asked, (_, near) in OUTCOMES.items() for text in near]
)
def test_what_is_near_the_event_has_not_come_about(
    reader: Reader, question: str, text: str
) -> None:
    assert not come_about(reader, question, text)


@pytest.mark.parametrize(
    ("question", "text"), [(asked, text) for asked, told in VIEWS.items() for text, _ in told]
)
def test_a_likelihood_of_it_is_a_view_and_turns_no_sign_round(
    reader: Reader, question: str, text: str
) -> None:
    told = of_text(reader, question, text)
    same = {one.id for one in watched(question).propositions if one.relation == "same"}
    assert any(one.direction == "view" and one.target in same for one in told)
    assert not any(one.direction in {"seen", "absent"} for one in told)


def test_what_is_called_unlikely_is_seen_where_a_sign_asks_for_that(reader: Reader) -> None:
    question = "Will Kenya mobilise reservists?"
    told = of_text(
        reader, question, "A mobilisation of reservists in Kenya is unlikely, Janes said."
    )
    assert [one.direction for one in told if one.target == "impeded"] == ["seen"]
