"""Described: bodies and sayings that a report tells of in parts, in one place or two."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Register
from tocsin.trace import load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def test_a_ministry_right_behind_a_capital_is_that_state_s(register: Register) -> None:
    one = "In London, the Ministry of Defence said that the drills had ended."
    other = "Russia's defence ministry said that it had built a hospital."
    made = report(f"{one}\n{other}")
    origins = trace(
        [
            reading(
                made,
                statement(made, one, speaker="Ministry of Defence", content="the drills had ended"),
                statement(made, other, speaker="Russia's defence ministry", content="hospital"),
            )
        ],
        register,
    )
    assert [o.source for o in origins] == [
        "UK Ministry of Defence",
        "Ministry of Defence of Russia",
    ]


def test_a_capital_elsewhere_in_the_sentence_seats_no_ministry(register: Register) -> None:
    one = "After talks in London on Monday the Ministry of Defence said that the drills had ended."
    made = report(one)
    (origin,) = trace(
        [reading(made, statement(made, one, speaker="Ministry of Defence"))], register
    )
    assert origin.source == "Ministry of Defence"


def test_a_writer_s_story_stays_his_though_it_ends_in_what_another_called_it(
    register: Register,
) -> None:
    story = (
        "The previous winter more than nine hundred lorries drove over the frozen lake and parked"
        " beside the mill for what Olga Maren called a joint parade of all the valleys."
    )
    made = report(story)
    inner = statement(
        made, "Olga Maren called a joint parade of all the valleys", speaker="Olga Maren"
    )
    origins = trace([reading(made, statement(made, story), inner)], register)
    assert sorted(o.source for o in origins) == ["Northern Courier", "Olga Maren"]


def test_a_writer_s_sentence_that_only_tells_of_a_saying_is_one_with_it(register: Register) -> None:
    told = "The second was when Olga Maren said that all the lorries had left the frozen lake."
    made = report(told)
    inner = statement(
        made, "Olga Maren said that all the lorries had left the frozen lake", speaker="Olga Maren"
    )
    (origin,) = trace([reading(made, statement(made, told), inner)], register)
    assert (origin.source, len(origin.mentions)) == ("Olga Maren", 2)


def test_what_is_said_without_a_day_belongs_to_no_older_saying_that_follows(
    register: Register,
) -> None:
    news = "No parade had been announced, Olga Maren told reporters."
    old = "Olga Maren said in April that there would be no parade of lorries."
    made = report(f"{news}\n{old}", "2023-05-20")
    origins = trace(
        [
            reading(
                made,
                statement(made, news, speaker="Olga Maren", content="No parade had been announced"),
                statement(
                    made,
                    old,
                    speaker="Olga Maren",
                    content="there would be no parade of lorries",
                    said=("in April", "2023-04-01", "2023-04-30"),
                ),
            )
        ],
        register,
    )
    assert len(origins) == 2
