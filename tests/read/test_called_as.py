"""Claims turned away by what they are called, before or behind: "dismissed as nonsense claims"."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    "text",
    [
        'Norway dismissed as "nonsense" claims that Sweden had moved 40 tanks to the isle.',
        "The coast guard dismissed as false reports that Sweden had moved 40 tanks.",
        'Norway described as "a provocation" reports that Sweden had moved 40 tanks.',
        "The coast guard rejected as untrue a report that Sweden had moved 40 tanks.",
        "The coast guard dismissed as fake news a report that Sweden had moved 40 tanks.",
    ],
)
def test_a_claim_called_so_before_it_is_told_is_denied(reader: Reader, text: str) -> None:
    told = said(statements(reader, text), "40 tanks")
    assert told.speaker is not None
    assert (told.act, told.speaker.text != "The Harbour Post") == ("denial", True)


def test_what_is_described_as_something_else_is_not_denied(reader: Reader) -> None:
    told = said(
        statements(reader, "Norway described as a relief reports that the fleet had sailed."),
        "the fleet had sailed",
    )
    assert told.act != "denial"
