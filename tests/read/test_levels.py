"""How likely: a level is kept with what it is of; one that is taken back is none."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def level(statement: Statement, text: str) -> tuple[str, str] | None:
    found = statement.likelihood
    return None if found is None else (found.phrase, found.of.of(text))


@pytest.mark.parametrize(
    "text",
    [
        "The visit has not made it more likely that Denmark will enter Norway, Ann Lee said.",
        "The Northern Institute no longer assesses that Denmark is unlikely to enter Norway.",
        "The institute does not think that Denmark is likely to enter Norway.",
        "Nobody thinks that an attack on Norway is likely.",
        "An attack on Norway is no longer likely, Ann Lee said.",
        "The institute does not rate the risk of an attack on Norway as high.",
    ],
)
def test_a_likelihood_taken_back_is_no_level(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert [level(s, text) for s in found] == [None] * len(found)
    assert [s.polarity for s in found] == ["negated"] * len(found)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The army has not moved, and an attack is unlikely, Ann Lee said.", "unlikely"),
        ("The boats will probably not sail, Ann Lee said.", "probably not"),
        ("A raid is not likely, Ann Lee said.", "not likely"),
        ("Denmark is more likely to attack in spring, Ann Lee said.", "more likely"),
    ],
)
def test_a_not_elsewhere_or_in_the_phrase_takes_nothing_back(
    reader: Reader, text: str, phrase: str
) -> None:
    told = [s.likelihood.phrase for s in statements(reader, text) if s.likelihood is not None]
    assert told == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "The institute assesses the risk that Denmark sails as low, and that of a war as very low.",
        "The institute put the risk of a raid as low, and that of a war as very low.",
        "The institute assessed the risk of a raid as low, and the risk of a war as very low.",
        "The risk of a raid is low, and that of a war is very low, the institute said.",
    ],
)
def test_the_second_of_two_likelihoods_is_of_its_own_event(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert level(said(found, "war"), text) == ("very low", "a war")
    assert {s.speaker.text.casefold() for s in found if s.speaker} == {"the institute"}
    assert "low" in {s.likelihood.phrase for s in found if s.likelihood is not None}


def test_a_second_clause_with_that_has_the_size_of_its_own_likelihood(reader: Reader) -> None:
    text = (
        "The institute assessed that Berg was likely sending fuel, and that the likelihood of a"
        " direct Danish role remained low."
    )
    found = said(statements(reader, text), "Danish role")
    assert level(found, text) == ("low", "a direct Danish role")


def test_the_likelihood_of_the_opposite_is_kept_with_what_it_is_of(reader: Reader) -> None:
    text = "Denmark is almost certain to stay out of the war, Ann Lee said."
    found = said(statements(reader, text), "stay out")
    assert level(found, text) == (
        "almost certain",
        "Denmark is almost certain to stay out of the war",
    )


def test_what_is_considered_unlikely_is_what_the_likelihood_is_of(reader: Reader) -> None:
    text = "The institute considers a raid unlikely."
    assert level(said(statements(reader, text), "raid"), text) == ("unlikely", "a raid")


@pytest.mark.parametrize(
    "text",
    ["Nor are camps being set up there.", "Nor, Ann Lee thinks, are camps being set up there."],
)
def test_nor_denies_the_clause_that_it_opens(reader: Reader, text: str) -> None:
    assert {s.polarity for s in statements(reader, text)} == {"negated"}
