"""A translation is the same report as its original, and two translations are no second witness."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement

from tocsin.nouns import Reading, Report, Translation
from tocsin.trace import load_register, trace

REGISTER = load_register()
ORIGINAL = "r0000000000000001"


def translated(text: str, by: str, of: str = ORIGINAL) -> Report:
    made = report(text, publisher="Lake Herald")
    return replace(made, translation=Translation("lake.txt", by, of))


def first(by: str = "A. Person") -> Reading:
    text = "Two minesweepers left the northern harbour on Monday, an officer said.\n"
    made = translated(text, by)
    content = "Two minesweepers left the northern harbour on Monday"
    return reading(
        made, statement(made, text.strip(), speaker="an officer", named=False, content=content)
    )


def second(by: str = "a machine") -> Reading:
    text = "A serviceman said two minesweepers had gone out of the northern harbour on Monday.\n"
    made = translated(text, by)
    content = "two minesweepers had gone out of the northern harbour on Monday"
    return reading(
        made, statement(made, text.strip(), speaker="A serviceman", named=False, content=content)
    )


def other_words() -> Reading:
    text = "According to the sailor a pair of sweepers put to sea.\n"
    made = translated(text, "B. Person")
    content = "a pair of sweepers put to sea"
    return reading(
        made, statement(made, text.strip(), speaker="the sailor", named=False, content=content)
    )


def elsewhere() -> Reading:
    text = "Two minesweepers left the northern harbour on Monday, an officer said.\n"
    made = report(text, "2023-05-03", publisher="Echo Site")
    content = "Two minesweepers left the northern harbour on Monday"
    return reading(
        made, statement(made, text.strip(), speaker="an officer", named=False, content=content)
    )


def test_two_translations_of_one_original_are_one_origin() -> None:
    (origin,) = trace([first(), second()], REGISTER)
    assert len({mention.report for mention in origin.mentions}) == 2
    assert sorted(mention.kind for mention in origin.mentions) == ["copy", "first"]


def test_translations_of_two_originals_are_two_origins() -> None:
    other = second()
    moved = replace(
        other, report=replace(other.report, translation=Translation("x", "y", "r00000000000000ff"))
    )
    assert len(trace([first(), moved], REGISTER)) == 2


def test_a_rendering_that_shares_no_words_is_still_no_second_witness() -> None:
    assert len(trace([first(), other_words()], REGISTER)) == 1


def test_a_translated_statement_that_equals_an_english_one_elsewhere_is_its_copy() -> None:
    (origin,) = trace([first(), elsewhere()], REGISTER)
    assert len(origin.mentions) == 2
    (origin,) = trace([first(), second(), elsewhere()], REGISTER)
    assert len(origin.mentions) == 3


def test_a_statement_others_report_too_is_not_forced_into_a_translation() -> None:
    unlike = other_words()
    copy = elsewhere()
    assert len(trace([unlike, copy], REGISTER)) == 2


@settings(max_examples=30, deadline=None)
@given(st.permutations([first(), second(), other_words(), elsewhere()]))
def test_origins_of_translations_do_not_know_the_order_of_arrival(order: list[Reading]) -> None:
    straight = trace([first(), second(), other_words(), elsewhere()], REGISTER)
    assert trace(order, REGISTER) == straight
    assert len(straight) == 1
