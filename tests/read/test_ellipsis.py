"""Ellipsis: two likelihoods in one clause, and whose words they are."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


def scopes(reader: Reader, text: str) -> list[tuple[str | None, str, str]]:
    """Speaker, phrase and scope of every likelihood, in order."""
    return [
        (
            None if s.speaker is None else s.speaker.text,
            s.likelihood.phrase,
            s.likelihood.of.of(text),
        )
        for s in statements(reader, text)
        if s.likelihood is not None
    ]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Norway is unlikely to enter the strait before 1 May, and likely to after that, the NCB"
            " assessed."
        ),
        (
            "Norway is unlikely to enter the strait before 1 May, and likely to after that, Ann Lee"
            " believes."
        ),
        (
            "The ministry said that Norway is unlikely to enter the strait before 1 May, and likely"
            " to after that."
        ),
    ],
)
def test_each_of_two_joined_likelihoods_is_of_its_own_half(reader: Reader, text: str) -> None:
    first, second = scopes(reader, text)
    assert first[1:] == ("unlikely", "Norway is unlikely to enter the strait before 1 May")
    assert second[1:] == ("likely", "likely to after that")


def test_who_assesses_both_halves_speaks_in_both(reader: Reader) -> None:
    text = "Norway is unlikely to sail before 1 May, and likely to after that, the NCB assessed."
    assert [speaker for speaker, *_ in scopes(reader, text)] == ["NCB", "NCB"]


def test_a_second_likelihood_has_a_statement_of_its_own(reader: Reader) -> None:
    text = "The army is unlikely to sail in May but very likely to do so in June, Ole Berg said."
    found = statements(reader, text)
    assert said(found, "unlikely to sail").tense == said(found, "do so in June").tense == "future"
    assert said(found, "do so in June").span != said(found, "unlikely to sail").span


def test_a_word_that_only_adds_to_the_first_makes_no_half(reader: Reader) -> None:
    text = "The ministry assessed that a raid is possible and even likely."
    assert len(statements(reader, text)) == 1


def test_a_second_likelihood_of_a_noun_keeps_its_noun(reader: Reader) -> None:
    text = "The institute said an attack remains unlikely this winter, and likely losses are small."
    assert ("likely", "losses") in [found[1:] for found in scopes(reader, text)]


@pytest.mark.parametrize(
    ("text", "words", "elided"),
    [
        ("Norway may mass at the strait but remains unlikely to land.", "land", "Norway"),
        (
            "Ann Lee says the Danish fleet trains there and is unlikely to sail.",
            "sail",
            "Danish fleet",
        ),
        ("Norway may mass at the strait, but Denmark is unlikely to land.", "land", None),
        ("Norway is unlikely to land.", "land", None),
    ],
)
def test_the_words_of_a_subject_that_is_left_out_are_kept(
    reader: Reader, text: str, words: str, elided: str | None
) -> None:
    assert said(statements(reader, text), words).claim.elided == elided
