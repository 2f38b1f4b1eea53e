"""Bodies that every state has: the report says whose, else nobody is guessed."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Origin, Reading, Register
from tocsin.trace import load_register, proposals, trace

STAFF = "General Staff of Ukraine"


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def told(text: str, speaker: str, day: str = "2023-05-02") -> Reading:
    """A report whose last sentence is a statement by `speaker`."""
    made = report(text, day, publisher=f"Paper of {day}")
    return reading(made, statement(made, text.rpartition("\n")[2], speaker=speaker, cue="said"))


def sources(*readings: Reading, register: Register) -> list[str]:
    return sorted(origin.source for origin in trace(readings, register))


@pytest.mark.parametrize(
    "before",
    [
        "Ukraine's General Staff gave no figures.",
        "The General Staff of the Armed Forces of Ukraine gave no figures.",
        "The Ukrainian General Staff gave no figures, and nobody asked Russia.",
    ],
)
def test_a_body_is_whose_the_text_says_also_where_nobody_speaks_there(
    register: Register, before: str
) -> None:
    one = told(f"{before}\nA bridge was hit, the General Staff said.", "the General Staff")
    assert sources(one, register=register) == [STAFF]


@pytest.mark.parametrize(
    "before",
    [
        "Ukrainian officials gave no figures.",
        "Ukraine's General Staff and Russia's General Staff gave no figures.",
        "Nobody asked the General Staff. Ukraine gave no figures.",
    ],
)
def test_no_state_is_guessed_from_what_stands_elsewhere(register: Register, before: str) -> None:
    one = told(f"{before}\nA bridge was hit, the General Staff said.", "the General Staff")
    assert sources(one, register=register) == ["the General Staff"]


def test_full_name_first_and_short_later_is_one_source_and_one_origin(register: Register) -> None:
    text = (
        "A bridge was hit at dawn, Ukraine's General Staff said on 2 May.\n"
        "The General Staff said a depot was burnt too."
    )
    made = report(text)
    first, second = text.splitlines()
    one = reading(
        made,
        statement(
            made,
            first,
            speaker="Ukraine's General Staff",
            content="A bridge was hit at dawn",
            cue="said",
            said=("2 May", "2023-05-02"),
        ),
        statement(
            made, second, speaker="The General Staff", content="a depot was burnt too", cue="said"
        ),
    )
    (only,) = trace([one], register)
    assert (only.source, len(only.mentions)) == (STAFF, 2)


@pytest.mark.parametrize("body", ["the armed forces", "the General Staff", "border guards"])
def test_a_bare_body_of_two_reports_is_two_sources_and_is_proposed(
    register: Register, body: str
) -> None:
    first = told(f"A bridge was hit at dawn, {body} said.", body)
    second = told(f"Rain fell on the harbour, {body} said.", body, "2023-05-03")
    found: tuple[Origin, ...] = trace([first, second], register)
    assert len(found) == 2
    assert not any(origin.registered for origin in found)
    assert proposals([first, second], register) == ((body, 2),)


@pytest.mark.parametrize(
    "last",
    [
        "There are no changes in Belarus, the General Staff said.",
        "In Belarus, the General Staff said, there are no changes.",
        "Three trains arrived on Sunday in Belarus, the General Staff said on Monday.",
    ],
)
def test_the_place_of_what_is_said_seats_nobody(register: Register, last: str) -> None:
    full = "The General Staff of the Armed Forces of Ukraine gave no figures."
    one = told(f"{full}\n{last}", "the General Staff")
    assert sources(one, register=register) == [STAFF]
    alone = told(last, "the General Staff")
    assert sources(alone, register=register) == ["the General Staff"]


def test_a_place_that_opens_the_sentence_seats_the_body_behind_it(register: Register) -> None:
    full = "Ukraine's General Staff gave no figures."
    one = told(f"{full}\nIn Belarus, the General Staff said that it was calm.", "the General Staff")
    assert sources(one, register=register) == ["General Staff of Belarus"]
