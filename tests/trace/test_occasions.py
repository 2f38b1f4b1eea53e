"""When a thing was said, where its own sentence does not say so, and what a heading repeats."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Origin, Register, Statement, iso_of
from tocsin.trace import load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def holding(origins: tuple[Origin, ...], one: Statement) -> Origin:
    (found,) = [o for o in origins if one.id in o.items]
    return found


def test_every_sentence_of_a_quotation_has_the_date_that_stands_by_its_cue(
    register: Register,
) -> None:
    made = report(
        "Olga Maren warned her neighbour on Monday.\n"
        "“You are being pulled in. It is all settled,” Maren said in a speech in late June.\n",
        "2031-07-12",
    )
    warned = statement(
        made,
        "Olga Maren warned her neighbour on Monday.",
        speaker="Olga Maren",
        cue="warned",
        said=("Monday", "2031-07-07"),
    )
    dated = statement(
        made,
        "It is all settled,” Maren said in a speech in late June.",
        speaker="Olga Maren",
        content="It is all settled,",
        cue="said",
        said=("late June", "2031-06-21", "2031-06-30"),
    )
    bare = statement(made, "“You are being pulled in.", speaker="Olga Maren")
    bare = replace(bare, cue=dated.cue)
    origins = trace([reading(made, warned, bare, dated)], register)
    assert holding(origins, bare) is holding(origins, dated)
    assert holding(origins, bare) is not holding(origins, warned)


def test_words_that_are_said_to_be_of_a_past_month_are_those_of_a_day_in_it(
    register: Register,
) -> None:
    words = "The Ford Watch reported on Monday that 80 trucks had been handed over to the fleet"
    early = report(f"{words}.", "2031-08-08", publisher="Northern Courier")
    first = statement(
        early,
        f"{words}.",
        speaker="Ford Watch",
        cue="reported",
        content="80 trucks had been handed over to the fleet",
        said=("Monday", "2031-08-04"),
    )
    late = report(f"{words}, this newspaper wrote in August.", "2031-10-20", publisher="Evening")
    again = statement(
        late,
        f"{words}, this newspaper wrote in August.",
        speaker="Ford Watch",
        cue="reported",
        content="80 trucks had been handed over to the fleet",
        said=("August", "2031-08-01", "2031-08-31"),
    )
    (origin,) = trace([reading(early, first), reading(late, again)], register)
    assert origin.occasion is not None
    assert iso_of(origin.occasion.start) == "2031-08-04"
    assert [m.kind for m in origin.mentions] == ["first", "relay"]


def test_the_same_words_in_a_later_month_are_said_again(register: Register) -> None:
    words = "The Ford Watch reported that 80 trucks had been handed over to the fleet"
    found = []
    for day, when in (("2031-08-08", "2031-08-04"), ("2031-10-20", "2031-10-13")):
        made = report(f"{words} on {when}.", day, publisher=f"Courier {day}")
        said = statement(
            made,
            f"{words} on {when}.",
            speaker="Ford Watch",
            cue="reported",
            content="80 trucks had been handed over to the fleet",
            said=(when, when),
        )
        found.append(reading(made, said))
    assert len(trace(found, register)) == 2


@pytest.mark.parametrize("heading", ["Sly operator", "Would a sly operator do everything?"])
def test_a_heading_that_asks_or_only_names_its_passage_repeats_nobody(
    register: Register, heading: str
) -> None:
    made = report(
        f"# {heading}\nOlga Maren said that the sly operator would do everything to stay out.\n"
    )
    words = "Olga Maren said that the sly operator would do everything to stay out."
    said = statement(
        made,
        words,
        speaker="Olga Maren",
        cue="said",
        content="the sly operator would do everything to stay out",
    )
    head = statement(made, heading, act="question" if heading.endswith("?") else "statement")
    origins = trace([reading(made, head, said)], register)
    assert holding(origins, head) is not holding(origins, said)


def test_a_heading_that_says_what_the_body_has_is_a_mention_of_it(register: Register) -> None:
    heading = "Sly operator would do everything to stay out"
    words = "Olga Maren said that the sly operator would do everything to stay out."
    made = report(f"# {heading}\n{words}\n")
    said = statement(
        made,
        words,
        speaker="Olga Maren",
        cue="said",
        content="the sly operator would do everything to stay out",
    )
    head = statement(made, heading)
    origins = trace([reading(made, head, said)], register)
    assert holding(origins, head) is holding(origins, said)
