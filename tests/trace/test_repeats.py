"""Repeats: what a source says again on another day, and what changes its word."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Origin, Reading, Register
from tocsin.trace import load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def daily(words: str, day: str, likelihood: str | None = None) -> Reading:
    """A think tank's own report of one sentence."""
    made = report(words, day, publisher="Institute for the Study of War")
    return reading(made, statement(made, words, likelihood=likelihood))


def lineage(origins: tuple[Origin, ...]) -> list[tuple[int | None, int | None]]:
    """For each origin the number of the one that it restates, and of the one it supersedes."""
    at = {origin.id: number for number, origin in enumerate(origins)}
    return [
        (
            None if o.restates is None else at[o.restates],
            None if o.supersedes is None else at[o.supersedes],
        )
        for o in origins
    ]


FIRST = "The general staff saw no strike group form on the northern border."


def test_the_same_words_each_day_are_re_statements_of_the_day_before(register: Register) -> None:
    origins = trace([daily(FIRST, f"2023-05-0{n}") for n in (3, 1, 2)], register)
    assert lineage(origins) == [(None, None), (0, None), (1, None)]
    assert [[m.kind for m in o.mentions] for o in origins] == [
        ["first"],
        ["restatement"],
        ["restatement"],
    ]


def test_continues_to_assess_is_a_re_statement_in_other_words(register: Register) -> None:
    readings = [
        daily(
            "The likelihood of island involvement in the war over the strait remains low.",
            "2023-05-01",
            "low",
        ),
        daily(
            "ISW continues to assess that island participation in the strait war is unlikely.",
            "2023-07-01",
            "unlikely",
        ),
    ]
    origins = trace(readings, register)
    assert lineage(origins) == [(None, None), (0, None)]
    assert origins[1].mentions[0].kind == "restatement"


def test_another_word_for_the_same_proposition_supersedes(register: Register) -> None:
    readings = [
        daily("A landing on the northern island is unlikely.", "2023-05-01", "unlikely"),
        daily("A landing on the northern island is likely.", "2023-05-09", "likely"),
    ]
    assert lineage(trace(readings, register)) == [(None, None), (None, 0)]


def test_another_proposition_neither_restates_nor_supersedes(register: Register) -> None:
    readings = [
        daily("A landing on the northern island is unlikely.", "2023-05-01", "unlikely"),
        daily("A strike of dockers in the capital is likely.", "2023-05-09", "likely"),
        daily("The general staff saw a strike group form on the northern border.", "2023-05-10"),
    ]
    assert set(lineage(trace(readings, register))) == {(None, None)}


def test_a_cue_without_an_earlier_origin_restates_nothing_yet_is_marked(
    register: Register,
) -> None:
    words = "As it has previously assessed, ISW holds a landing to be unlikely."
    (origin,) = trace([daily(words, "2023-05-01", "unlikely")], register)
    assert origin.restates is None
    assert origin.mentions[0].kind == "restatement"


def test_what_has_already_happened_is_no_cue(register: Register) -> None:
    (origin,) = trace(
        [daily("The capital has already decided everything.", "2023-05-01")], register
    )
    assert origin.mentions[0].kind == "first"


def test_sources_do_not_repeat_each_other(register: Register) -> None:
    other = report(FIRST, "2023-05-04", publisher="NATO")
    origins = trace(
        [
            daily(FIRST.replace("saw", "had seen"), "2023-05-01"),
            reading(other, statement(other, FIRST)),
        ],
        register,
    )
    assert [origin.restates for origin in origins] == [None] * len(origins)
