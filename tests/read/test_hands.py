"""Hands: names with their letters in brackets, and who quotes, cites and reports whom."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def chain(statement: Statement) -> list[tuple[str, str]]:
    return [(relay.name.text, relay.via) for relay in statement.chain]


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Harbour Institute (NHI), a small think tank, said the pier was shut.",
        "The Northern Harbour Institute (NHI) said the pier was shut.",
    ],
)
def test_the_letters_in_brackets_are_no_part_of_a_name(reader: Reader, text: str) -> None:
    speaker = said(statements(reader, text), "pier was shut").speaker
    assert speaker is not None
    assert speaker.text == "Northern Harbour Institute"
