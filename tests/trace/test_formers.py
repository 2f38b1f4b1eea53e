"""A changed word is a new saying, and one that is told as a former word is the old saying."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Likelihood, Origin, Reading, Register, Span
from tocsin.trace import load_register, trace
from tocsin.trace.levels import differ, side_of


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


CLAIM = "a Freedonian raid on the Lomnica ferry before the harvest is {}"


def said(word: str, day: str, publisher: str, cue: str = "said", on: str = "") -> Reading:
    """A paper's relay of one analyst's judgement."""
    told = f"Olga Made {cue}{f' on {on}' if on else ''} that {CLAIM.format(word)}."
    made = report(told, day, publisher=publisher)
    content = CLAIM.format(word)
    given = (on, day) if on else None
    return reading(
        made,
        statement(
            made, told, speaker="Olga Made", cue=cue, content=content, likelihood=word, said=given
        ),
    )


def lines(readings: list[Reading], register: Register) -> list[tuple[str, int, int | None]]:
    """Each origin's day and mentions, and the number of the one that it supersedes."""
    origins = {trace(list(order), register) for order in permutations(readings)}
    assert len(origins) == 1
    found: tuple[Origin, ...] = origins.pop()
    at = {origin.id: number for number, origin in enumerate(found)}
    return [
        (
            "" if o.occasion is None or o.occasion.start is None else f"{o.occasion.start:%m-%d}",
            len(o.mentions),
            None if o.supersedes is None else at[o.supersedes],
        )
        for o in found
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("unlikely", "likely"), ("highly unlikely", "likely"), ("possible", "almost certain")],
)
def test_a_changed_word_in_another_paper_is_a_new_saying(
    register: Register, first: str, second: str
) -> None:
    papers = [said(first, "2023-05-01", "Post"), said(second, "2023-05-02", "Voice")]
    assert lines(papers, register) == [("05-01", 1, None), ("05-02", 1, 0)]


@pytest.mark.parametrize(
    ("first", "second"), [("likely", "probable"), ("very unlikely", "highly unlikely")]
)
def test_one_level_in_two_words_is_one_saying(register: Register, first: str, second: str) -> None:
    papers = [said(first, "2023-05-01", "Post"), said(second, "2023-05-02", "Voice")]
    assert lines(papers, register) == [("05-01", 2, None)]


@pytest.mark.parametrize(
    "cue",
    [
        *("previously said", "had said", "had once called it sure", "once said"),
        *("had earlier said", "earlier said", "at first said", "earlier called it sure"),
    ],
)
@pytest.mark.parametrize("day", ["2023-05-05", "2023-05-25"])
def test_a_former_word_that_is_told_again_is_the_old_saying(
    register: Register, cue: str, day: str
) -> None:
    papers = [
        said("unlikely", "2023-05-01", "Post", on="Monday"),
        said("highly likely", "2023-05-03", "Voice", on="Wednesday"),
        said("unlikely", day, "Times", cue),
    ]
    assert lines(papers, register) == [("05-01", 2, None), ("05-03", 1, 0)]


def test_the_old_word_said_anew_is_a_new_saying(register: Register) -> None:
    papers = [
        said("unlikely", "2023-05-01", "Post", on="Monday"),
        said("highly likely", "2023-05-03", "Voice", on="Wednesday"),
        said("unlikely", "2023-05-25", "Times", on="Thursday"),
    ]
    assert lines(papers, register) == [("05-01", 1, None), ("05-03", 1, 0), ("05-25", 1, 1)]


def test_a_former_word_that_nobody_has_takes_nothing_back(register: Register) -> None:
    papers = [
        said("highly likely", "2023-05-03", "Voice", on="Wednesday"),
        said("unlikely", "2023-05-05", "Times", "had said"),
    ]
    assert [supersedes for _, _, supersedes in lines(papers, register)] == [None, None]


def test_the_horizon_of_a_judgement_is_no_day_of_saying(register: Register) -> None:
    text = "The island league sees a low risk of a raid on the ferry this year."
    made = report(text, "2023-05-01")
    one = statement(
        made,
        text,
        speaker="island league",
        cue="sees",
        content="a low risk of a raid on the ferry",
        likelihood="low risk",
        tense="future",
        said=("this year", "2023-01-01", "2023-12-31"),
    )
    assert [day for day, _, _ in lines([reading(made, one)], register)] == ["05-01"]


def test_a_month_without_a_year_behind_a_judgement_is_not_that_of_last_year(
    register: Register,
) -> None:
    text = "The island league sees a low risk of a raid on the ferry in August."
    made = report(text, "2023-05-01")
    one = statement(
        made,
        text,
        speaker="island league",
        cue="sees",
        content="a low risk of a raid on the ferry",
        likelihood="low risk",
        tense="future",
        said=("August", "2022-08-01", "2022-08-31"),
    )
    assert [day for day, _, _ in lines([reading(made, one)], register)] == ["05-01"]


def test_a_day_behind_a_judgement_that_is_over_may_be_the_day_of_saying(
    register: Register,
) -> None:
    text = "The island league saw a low risk of a raid on the ferry on 28 April."
    made = report(text, "2023-05-01")
    one = statement(
        made,
        text,
        speaker="island league",
        cue="saw",
        content="a low risk of a raid on the ferry",
        likelihood="low risk",
        tense="future",
        said=("28 April", "2023-04-28"),
    )
    assert [day for day, _, _ in lines([reading(made, one)], register)] == ["04-28"]


def test_a_stretch_behind_the_words_of_saying_dates_them(register: Register) -> None:
    text = "A raid on the ferry is unlikely, the island league said in April."
    made = report(text, "2023-05-01")
    one = statement(
        made,
        text,
        speaker="island league",
        cue="said",
        content="A raid on the ferry is unlikely",
        likelihood="unlikely",
        said=("in April", "2023-04-01", "2023-04-30"),
    )
    assert [day for day, _, _ in lines([reading(made, one)], register)] == ["04-01"]


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("very likely", 1),
        ("very unlikely", -1),
        ("inevitable", 1),
        ("almost certain", 1),
        ("low risk", -1),
        ("high risk", 1),
        ("extremely unlikely", -1),
        ("not likely", -1),
        ("possible", 0),
        ("not certain", 0),
        ("anything but likely", 0),
        ("a realistic possibility", 0),
    ],
)
def test_a_phrase_has_the_side_of_its_strongest_word(phrase: str, side: int) -> None:
    assert side_of(phrase) == side


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("likely", None), ("probable", None), False),
        (("unlikely", None), ("a low chance", None), False),
        (("unlikely", None), ("very unlikely", None), True),
        (("low", None), ("high", None), True),
        (("30 per cent", 0.3), ("60 per cent", 0.6), True),
        (("30 per cent", 0.3), ("three in ten", 0.3), False),
        (("30 per cent", 0.3), ("likely", None), False),
    ],
)
def test_levels_differ_where_no_reader_takes_them_for_one(
    one: tuple[str, float | None], other: tuple[str, float | None], apart: bool
) -> None:
    found = [Likelihood(p, Span(0, 1), Span(0, 1), at, at) for p, at in (one, other)]
    assert differ(*found) is differ(*reversed(found)) is apart
    assert not differ(found[0], None)
