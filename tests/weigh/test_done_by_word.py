"""Done by word: what a writer tells as done is no announcement of what is yet to be seen."""

from __future__ import annotations

import pytest
from tests.weigh.heard import chances

from tocsin.read import Reader

DONE = (
    ("Will the president of Peru resign?", "The president of Peru resigned on Friday.", "changed"),
    ("Will Chile impose sanctions on Ghana?", "Chile imposed sanctions on Ghana.", "outcome"),
    ("Will the European Union lift its sanctions on Togo?",
     "The European Union lifted its sanctions on Togo on Monday.", "outcome"),
    ("Will Kenya order a general mobilisation?",
     "Kenya ordered a general mobilisation.", "outcome"),
    ("Will Chile and Peru agree on a ceasefire?",
     "Chile and Peru agreed on a ceasefire.", "outcome"),
)  # fmt: skip

TO_COME = (
    ("Will Kenya send troops to Togo?", "Kenya ordered the deployment of 400 troops to Togo."),
    ("Will Kenya send troops to Togo?",
     "Kenya's parliament approved the deployment of troops to Togo."),
    ("Will Kenya send troops to Togo?", "Kenya agreed to send troops to Togo."),
    ("Will Chile impose sanctions on Ghana?", "Chile will impose sanctions on Ghana."),
    ("Will the European Union lift its sanctions on Togo?",
     "The European Union agreed to lift its sanctions on Togo in June."),
    ("Will Kenya withdraw from Somalia?",
     "Kenya ordered the withdrawal of its troops from Somalia."),
)  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize(("question", "text", "sign"), DONE)
def test_what_is_told_as_done_counts_in_full(
    reader: Reader, question: str, text: str, sign: str
) -> None:
    assert chances(reader, question, text)[sign] == 1.0


@pytest.mark.parametrize(("question", "text"), TO_COME)
def test_what_is_ordered_approved_or_agreed_is_not_yet_seen(
    reader: Reader, question: str, text: str
) -> None:
    found = chances(reader, question, text)
    assert found
    assert max(found.values()) <= 0.5
