"""Sentences are scored by what is counted, and by the statement that they are about."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.evaluate.counts import quantity_row
from tocsin.evaluate.doubt import main_statement
from tocsin.evaluate.weighed import read_text, report_of
from tocsin.nouns import Quantity, Span
from tocsin.read import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def test_people_are_persons_and_a_noun_is_given_with_its_unit() -> None:
    def row(unit: str, counted: str) -> str:
        found = Quantity(12, 12, unit, counted, "claimed", None, None, Span(0, 2))
        return str(quantity_row(found)["object"])

    assert "person" in row("people", "people").split()
    assert row("soldier", "Belvian soldiers") == "Belvian soldiers soldier"


@pytest.mark.parametrize(
    ("text", "words", "act"),
    [
        ("The town burned as Olga Maren called on the army to stop.", "town burned", "statement"),
        ("Olga Maren said the town burned and asked why it did.", "why it did", "question"),
        ("However, Olga Maren denied that the town burned.", "town burned", "denial"),
        ("Olga Maren assessed that the army would stay.", "would stay", "assessment"),
    ],
)
def test_the_main_statement_is_the_first_unless_its_speaker_asks_or_denies(
    reader: Reader, text: str, words: str, act: str
) -> None:
    reading = read_text(reader, report_of(text, date(2024, 5, 1), "The Harbour Post"))
    main = main_statement(reading.statements, Span(0, len(text)))
    assert main is not None
    assert words in main.content.of(text)
    assert main.act == act


def test_a_sentence_without_statements_has_no_main_one() -> None:
    assert main_statement((), Span(0, 4)) is None
