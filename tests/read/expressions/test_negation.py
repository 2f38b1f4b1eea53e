"""Denied events are told from those that a sentence affirms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tocsin.read.hedges import is_hedged
from tocsin.read.negation import is_negated, negated_events

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The state has not sent troops.", "sent"),
        ("No missile launches were recorded.", "recorded"),
        ("There was no attack on the port.", "attack"),
        ("Nobody fired.", "fired"),
        ("They left without firing.", "firing"),
        ("The talks reached no agreement.", "reached"),
        ("He was not aware of it.", "aware"),
        ("They are not going to retreat.", "retreat"),
        ("They no longer control the ridge.", "control"),
        ("Neither army advanced.", "advanced"),
        ("It made it impossible for them to land.", "land"),
        ("They have yet to respond.", "respond"),
        ("The army did not attack or shell the town.", "shell"),
        ("They can't move.", "move"),
        ("Nor, the army added, are assembly areas being set up there.", "set"),
    ],
)
def test_a_denied_event_is_negated(parsed: Parse, text: str, event: str) -> None:
    start = text.index(event)
    assert is_negated(parsed(text), start, start + len(event))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("They did not wait but attacked.", "attacked"),
        ("They not only attacked the port.", "attacked"),
        ("He denied the report and left without a word.", "left"),
        ("The army advanced.", "advanced"),
        ("There was not just a threat.", "threat"),
    ],
)
def test_what_stands_beside_a_denial_is_affirmed(parsed: Parse, text: str, event: str) -> None:
    start = text.index(event)
    assert not is_negated(parsed(text), start, start + len(event))


def test_indices_are_those_of_tokens(parsed: Parse) -> None:
    doc = parsed("They did not attack.")
    assert {doc[i].text for i in negated_events(doc)} == {"attack"}


@pytest.mark.parametrize(
    "text",
    [
        "The ships may leave.",
        "The fire was probably set.",
        "Critics say the drill was a pretext.",
        "He is believed to have fled.",
    ],
)
def test_a_sentence_with_a_word_of_doubt_is_hedged(parsed: Parse, text: str) -> None:
    assert is_hedged(parsed(text))


@pytest.mark.parametrize("text", ["The ships left on 3 May.", "The fire killed two soldiers."])
def test_a_plain_sentence_is_not(parsed: Parse, text: str) -> None:
    assert not is_hedged(parsed(text))
