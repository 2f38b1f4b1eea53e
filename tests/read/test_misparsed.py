"""Speakers and likelihoods in sentences that the parser takes for something else."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "The institute judged in its update that the army is likely to stay.",
            "army is likely",
            "The institute",
        ),
        (
            "Leaving the depots does not go together with an attack, the institute assessed.",
            "Leaving the depots",
            "the institute",
        ),
        (
            "The think tank rated the likelihood of war as low.",
            "likelihood of war",
            "The think tank",
        ),
        (
            "Anna Berg told the Daily Post in June of a concern that the north wanted to act.",
            "a concern that",
            "Anna Berg",
        ),
    ],
)
def test_a_speaker_is_found_where_the_parser_misses_the_verb(
    reader: Reader, text: str, words: str, speaker: str
) -> None:
    found = said(statements(reader, text), words).speaker
    assert found is not None
    assert found.text == speaker


@pytest.mark.parametrize("rest", ["low.", "“low”, since a war could hurt."])
def test_a_rated_likelihood_is_the_size_it_is_rated_as(reader: Reader, rest: str) -> None:
    text = f"The think tank rated the likelihood of war as {rest}"
    phrase = said(statements(reader, text), "likelihood of war").likelihood
    assert phrase is not None
    assert phrase.phrase == "low"


def test_a_participle_stays_one(reader: Reader) -> None:
    (only,) = statements(reader, "A storm predicted for Friday passed.")
    assert only.speaker is not None
    assert only.speaker.span is None
