"""Two facts in nearly the same words are two, and one fact in two papers' words is one."""

from __future__ import annotations

import pytest
from tests.trace.build import quantity, reading, report, statement

from tocsin.nouns import Reading
from tocsin.trace import load_register, trace

SOURCE = "Mira Sample"


def said(what: str, *, day: str, publisher: str, counted: tuple[str, str] | None = None) -> Reading:
    """A report of one saying of one person: "Mira Sample said that"; `counted` is a count, unit."""
    words = f"{SOURCE} said that {what}."
    made = report(words, day, publisher=publisher)
    found = () if counted is None else (quantity(made, counted[0], counted[1], counted[0], low=1),)
    one = statement(made, words, speaker=SOURCE, cue="said", content=what, quantities=found)
    return reading(made, one)


def origins(one: str, other: str, *counted: tuple[str, str]) -> int:
    """How many origins two papers' sentences of two days in a row make."""
    first, second = counted or (None, None)
    return len(
        trace(
            [
                said(one, day="2023-05-02", publisher="Tarn Echo", counted=first),
                said(other, day="2023-05-03", publisher="Lofot Post", counted=second),
            ],
            load_register(),
        )
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "40 barges had been towed to the basin of Narvik",
            "70 barges had been towed to the basin of Narvik",
        ),
        (
            "twelve barges had been towed to the basin of Narvik",
            "nine barges lay in Narvik after they had been towed to the basin",
        ),
        (
            "barges with timber had been towed to the basin of Narvik",
            "barges with timber had been towed to the basin of Bodo",
        ),
        (
            "the king would receive Ada Lund at the castle for talks",
            "the king would receive Nils Moen at the castle for talks",
        ),
        (
            "Norway would lend four barges to Chile for the winter",
            "Norway would lend four barges to Peru for the winter",
        ),
        (
            "North Korea had sold old barges and cranes to Chile",
            "Saudi Arabia had sold old barges and cranes to Chile",
        ),
        (
            "in a night of storms along the whole of the coast the guard had towed in 21 trawlers",
            "in a night of storms along the whole of the coast the guard had towed in 48 trawlers",
        ),
    ],
    ids=["figure", "figure-reworded", "place", "person", "state", "state-in-two-words", "long-run"],
)
def test_another_figure_or_name_in_the_same_place_is_another_fact(one: str, other: str) -> None:
    assert origins(one, other) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "40 barges had been towed to the basin of Narvik",
            "40 barges were towed to the northern basin of Narvik in Ofoten",
        ),
        (
            "4,483 barges and rafts had been towed to the basin of Narvik",
            "some 4,500 barges and rafts had been towed to the Narvik basin",
        ),
        (
            "barges with timber had been towed to the basin of Odessa",
            "barges with timber were towed to the Odesa basin",
        ),
        (
            "American barges and cranes would be lent to Norway for a winter",
            "the United States would lend barges and cranes to Oslo for a winter",
        ),
        (
            "President Lund would receive the fishermen of Narvik at the castle",
            "Ada Lund would receive the fishermen of Narvik at the castle",
        ),
        (
            "Norway would tow the old barges to the basin of Narvik",
            "Lund would tow the old barges to the basin of Narvik",
        ),
        (
            "twelve barges and timber had been towed to the basin of Narvik",
            "12 barges with timber were towed to the basin of Narvik",
        ),
    ],
    ids=["left-out", "rounded", "spelling", "capital", "title", "leader", "digits"],
)
def test_one_fact_in_two_papers_words_is_one(one: str, other: str) -> None:
    assert origins(one, other) == 1


def test_figures_of_two_units_are_no_rivals() -> None:
    one = "40 barges and cranes had been towed to the basin of Narvik"
    other = "barges and 12 cranes had been towed to the basin of Narvik"
    assert origins(one, other, ("40 barges", "barge"), ("12 cranes", "crane")) == 1


def test_nobody_unnamed_says_two_facts_at_once() -> None:
    outlet, who = "Tarn Echo", "a harbour guard"

    def through(what: str, day: str, publisher: str) -> Reading:
        words = f"{what}, the {outlet} reported, citing {who}."
        made = report(words, day, publisher=publisher)
        one = statement(
            made, words, speaker=who, named=False, content=what, chain=[(outlet, "published")]
        )
        return reading(made, one)

    first = through("Forty barges lay in the basin of Narvik", "2023-05-02", "Lofot Post")
    second = through("Ninety barges lay in the basin of Narvik", "2023-05-03", "Senja News")
    assert len(trace([first, second], load_register())) == 2


def test_what_is_a_rival_does_not_hang_on_the_order() -> None:
    made = [
        said("40 barges lay in the basin of Narvik", day="2023-05-02", publisher="Tarn Echo"),
        said("70 barges lay in the basin of Narvik", day="2023-05-02", publisher="Lofot Post"),
    ]
    assert trace(made, load_register()) == trace(made[::-1], load_register())
