"""What a judgement is of that goes on behind who judges: "It is likely," he said, "that"."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def _judged(reader: Reader, text: str) -> tuple[Statement, str, str]:
    """The one statement with a likelihood, its phrase, and what it is of."""
    (one,) = (s for s in statements(reader, text) if s.likelihood is not None)
    found = one.likelihood
    assert found is not None
    of = one.text[found.of.start - one.span.start : found.of.end - one.span.start]
    return one, found.phrase, of


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("“It is very likely,” Ann Lee said, “that the fleet will sail.”", "very likely"),
        ('"It is unlikely", Ann Lee told the Post, "that the fleet will sail."', "unlikely"),
        ('"It seems probable," said Ann Lee, "that the fleet will sail."', "probable"),
        ('"It remains possible," Ann Lee said on Monday, "that the fleet will sail."', "possible"),
        (
            '"I consider it very unlikely," Ann Lee said, "that the fleet will sail."',
            "very unlikely",
        ),
        ('"We think it likely," Ann Lee said, "that the fleet will sail."', "likely"),
        ('"There is a high risk," Ann Lee said, "that the fleet will sail."', "high risk"),
        ('"There is no chance," Ann Lee said, "that the fleet will sail."', "no chance"),
        ("It is unlikely, says Ann Lee, that the fleet will sail.", "unlikely"),
        ('"It is likely," according to Ann Lee, "that the fleet will sail."', "likely"),
    ],
)
def test_a_judgement_is_of_what_goes_on_behind_who_judges(
    reader: Reader, text: str, phrase: str
) -> None:
    one, told, of = _judged(reader, text)
    assert told == phrase
    assert of == "the fleet will sail"
    assert one.tense == "future"
    assert one.speaker is not None
    assert one.speaker.text == "Ann Lee"


def test_a_chance_is_of_the_noun_that_goes_on_behind_who_sees_it(reader: Reader) -> None:
    text = '"There is a high risk," Ann Lee told the Post, "of a raid on Narvik."'
    assert _judged(reader, text)[1:] == ("high risk", "a raid on Narvik")


def test_what_is_likely_to_have_been_stays_past(reader: Reader) -> None:
    text = '"It was almost certain," Ann Lee said, "that the fleet had sailed."'
    assert _judged(reader, text)[0].tense == "past"


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ('"It is very likely," Ann Lee said.', "It"),
        ('"I think it is very likely," Ann Lee said. "We are ready."', "it"),
        ('"It is likely that the fleet will sail," Ann Lee said.', "the fleet will sail"),
    ],
)
def test_who_judges_is_no_part_of_what_is_likely(reader: Reader, text: str, of: str) -> None:
    assert _judged(reader, text)[2] == of


def test_what_another_says_behind_a_judgement_is_not_what_is_likely(reader: Reader) -> None:
    text = '"It is unlikely," the ministry said, adding that it had seen no ships.'
    assert _judged(reader, text)[2] == "It"
    assert said(statements(reader, text), "no ships").likelihood is None
