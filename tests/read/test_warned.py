"""A warning of one's own deed threatens; one of another's judges; a case declares nothing."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway warned that it would attack the isle if it seceded.", "attack"),
        ("Oslo warned it would expel the envoys.", "expel"),
        ("Norway's foreign minister warned that Norway would strike the bases.", "strike"),
        ("Norway warned that its army would seize the port if it was shelled.", "seize"),
        ("Norwegian generals warned that Norwegian ships would sink the convoy.", "sink"),
        ("Norway would close the strait, Oslo warned.", "close"),
        ("The navy warned that it would intercept the tankers.", "intercept"),
    ],
)
def test_a_warning_of_ones_own_deed_is_a_threat(reader: Reader, text: str, words: str) -> None:
    assert said(statements(reader, text), words).act == "threat"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway warned that Sweden would attack the isle.", "attack"),
        ("A Norwegian analyst warned that Norway would attack the isle.", "attack"),
        ("The army warned that it would run out of shells.", "shells"),
        ("Norway warned that it would lose the war.", "lose"),
        ("The weather service warned that it would hit the coast.", "hit"),
        ("Analysts warned that it would close the strait.", "close"),
        ("Norway warned that the strait would be closed by ice.", "closed"),
    ],
)
def test_a_warning_of_anothers_deed_or_of_a_mishap_is_an_assessment(
    reader: Reader, text: str, words: str
) -> None:
    assert said(statements(reader, text), words).act == "assessment"


@pytest.mark.parametrize(
    "text",
    [
        "Norway warned that it would attack the isle if it declared independence.",
        "Norway will reply if Sweden closes the port and announces a draft.",
        "Unless Sweden denies the raid, Norway will reply.",
    ],
)
def test_what_would_be_declared_in_a_case_is_declared_by_nobody(reader: Reader, text: str) -> None:
    (told,) = statements(reader, text)
    assert told.condition is not None
