"""Doers: "Freedonia has done so, the army said" is its own army, where no other can be meant."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Reading, Register
from tocsin.trace import load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def told(*said: tuple[str, str, str | None], day: str = "2023-05-02") -> Reading:
    """A report of sentences, each with what is told, who tells it, and who does it."""
    lines = []
    for what, speaker, _ in said:
        first, rest = speaker[0].upper() + speaker[1:], what.removeprefix("that ")
        lines.append(f"{first} said {what}." if rest != what else f"{what}, {speaker} said.")
    made = report("\n".join(lines), day, publisher=f"Paper of {day}")
    held = []
    for line, (what, speaker, actor) in zip(lines, said, strict=True):
        written = speaker if speaker in line else speaker[0].upper() + speaker[1:]
        held.append(statement(made, line, speaker=written, content=what, cue="said", actor=actor))
    return reading(made, *held)


def sources(*readings: Reading, register: Register) -> list[str]:
    return [origin.source for origin in trace(readings, register)]


@pytest.mark.parametrize(
    ("what", "speaker", "actor", "source"),
    [
        ("Peru has closed two bridges", "the army", "Peru", "Armed Forces of Peru"),
        ("Peru will buy 12 jets", "the defence ministry", "Peru", "Ministry of Defence of Peru"),
        ("Lima has recalled its envoy", "the government", "Lima", "Government of Peru"),
        (
            "Peru has moved guns to the border with Chile",
            "the military",
            "Peru",
            "Armed Forces of Peru",
        ),
        (
            "Peru has shot down a drone of smugglers",
            "the air force",
            "Peru",
            "Air Force of Peru",
        ),
    ],
)
def test_a_body_is_that_of_the_one_state_that_does_what_it_tells(
    register: Register, what: str, speaker: str, actor: str, source: str
) -> None:
    assert sources(told((what, speaker, actor)), register=register) == [source]


@pytest.mark.parametrize(
    ("what", "speaker", "actor"),
    [
        ("Peru has fired on a Chilean post", "the army", "Peru"),
        ("Peru launched 40 drones overnight", "the air force", "Peru"),
        ("Peru has lost 20 tanks in a day", "the general staff", "Peru"),
        ("Peru is preparing an offensive", "the defence ministry", "Peru"),
        ("Peru and Chile have closed two bridges", "the army", "Peru and Chile"),
        ("Peruvians have crossed the river", "the army", "Peruvians"),
        ("talks with Peru will go on", "the foreign ministry", "talks with Peru"),
        ("Peru has moved two brigades", "military intelligence", "Peru"),
        ("that Peru had moved two brigades", "the army", "Peru"),
        ("two brigades have left Peru", "the army", None),
    ],
)
def test_nobody_is_guessed_where_another_states_body_may_tell_it(
    register: Register, what: str, speaker: str, actor: str | None
) -> None:
    (source,) = sources(told((what, speaker, actor)), register=register)
    assert source.lower() == speaker


def test_a_body_that_tells_what_two_states_do_is_neithers(register: Register) -> None:
    one = told(
        ("Peru has closed two bridges", "the army", "Peru"),
        ("Chile has sent 400 soldiers to the lake", "the army", "Chile"),
    )
    assert set(sources(one, register=register)) == {"the army"}


def test_the_body_is_the_same_in_the_whole_report_and_by_its_other_words(
    register: Register,
) -> None:
    one = told(
        ("Peru has closed two bridges", "the army", "Peru"),
        ("the bridges are old", "the military", "the bridges"),
    )
    assert sources(one, register=register) == ["Armed Forces of Peru"]


def test_a_body_that_is_named_in_full_is_not_asked_what_its_state_does(register: Register) -> None:
    one = told(
        ("Chile's army is on the coast", "a fisherman", "Chile's army"),
        ("Peru has closed two bridges", "the army", "Peru"),
    )
    assert "Armed Forces of Chile" in sources(one, register=register)


def test_the_lead_of_an_agency_is_one_with_the_body_that_is_named_in_another_paper(
    register: Register,
) -> None:
    whole = ("that it had closed two bridges near Tarn", "the Peruvian army", None)
    lead = ("Peru has closed two bridges near Tarn", "the army", "Peru")
    readings = [told(whole, day="2023-05-01"), told(lead)]
    assert sources(*readings, register=register) == ["Armed Forces of Peru"]
    assert sources(*reversed(readings), register=register) == ["Armed Forces of Peru"]


def test_what_a_state_is_read_to_say_through_its_own_body_is_said_by_the_body(
    register: Register,
) -> None:
    text = "Peru has recalled its envoy, the foreign ministry said."
    made = report(text)
    one = statement(
        made,
        text,
        speaker="Peru",
        content="its envoy",
        cue="recalled",
        chain=[("the foreign ministry", "quoted")],
    )
    (origin,) = trace([reading(made, one)], register)
    assert origin.source == "Ministry of Foreign Affairs of Peru"
    assert origin.relays == (("Ministry of Foreign Affairs of Peru", "Northern Courier"),)
