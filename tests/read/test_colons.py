"""Colons and heralds: what somebody says behind words that tell that he now says it."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def speaker(statement: Statement) -> str:
    return "" if statement.speaker is None else statement.speaker.text


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Arne Holt contradicted his minister: no such order had been given.",
        (
            "Hours later Arne Holt contradicted his minister: no such order had been given, he told"
            " reporters, only a warning."
        ),
        "Arne Holt corrected the ministry: no such order had been given.",
    ],
)
def test_who_contradicts_another_says_what_stands_behind_the_colon(
    reader: Reader, text: str
) -> None:
    (one,) = statements(reader, text)
    assert (speaker(one), one.polarity) == ("Arne Holt", "negated")
    assert content(one) == "no such order had been given"


def test_a_quotation_behind_the_colon_is_of_who_contradicts(reader: Reader) -> None:
    text = 'Arne Holt contradicted his minister: "No such order has been given."'
    assert [speaker(s) for s in statements(reader, text)] == ["Arne Holt"]


def test_what_stands_behind_any_other_clause_stays_the_writer_s(reader: Reader) -> None:
    text = "The order was withdrawn: no boat would sail in May."
    assert {speaker(s) for s in statements(reader, text)} == {"The Harbour Post"}


def test_who_did_not_contradict_says_nothing_behind_the_colon(reader: Reader) -> None:
    text = "Arne Holt did not contradict his minister: the order had been given."
    assert "Arne Holt" not in {speaker(s) for s in statements(reader, text)}


@pytest.mark.parametrize(
    "opening",
    ["Ole Berg, who spoke on Thursday, added a comparison.", "Ole Berg gave two examples."],
)
def test_who_adds_a_comparison_says_the_sentence_behind_it(reader: Reader, opening: str) -> None:
    text = f"{opening} Before 3 March the navy had 45 boats; now it has 22. The lake is cold."
    found = statements(reader, text)
    assert speaker(said(found, "had 45 boats")) == "Ole Berg"
    assert speaker(said(found, "it has 22")) == "Ole Berg"
    assert speaker(said(found, "is cold")) == "The Harbour Post"


@pytest.mark.parametrize(
    "opening",
    [
        "Ole Berg gave no examples.",
        "Ole Berg, who gave the figures, left the room.",
        "Ole Berg gave the figures on Thursday.",
        "The winter offered a comparison.",
    ],
)
def test_who_gives_nothing_new_says_nothing_behind_it(reader: Reader, opening: str) -> None:
    found = statements(reader, f"{opening} The navy has 22 boats.")
    assert speaker(said(found, "22 boats")) == "The Harbour Post"


def test_what_another_says_behind_a_comparison_is_his(reader: Reader) -> None:
    text = "Ole Berg added a comparison. The navy has 22 boats, Ann Lee said."
    one = said(statements(reader, text), "22 boats")
    assert (speaker(one), one.chain) == ("Ann Lee", ())


def test_a_comparison_that_ends_a_paragraph_announces_nothing(reader: Reader) -> None:
    found = statements(reader, "Ole Berg added a comparison.\n\nThe navy has 22 boats.")
    assert speaker(said(found, "22 boats")) == "The Harbour Post"
