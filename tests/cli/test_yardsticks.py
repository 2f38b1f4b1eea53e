"""Yardsticks: a stated likelihood is ranged by the scale to which its speaker is known to write."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.cli.files import ranges
from tocsin.trace import load_register


def likely(text: str, speaker: str) -> tuple[str, float]:
    """The yardstick, and the least probability, that a "likely" of `speaker` in `text` gets."""
    made = report(text)
    one = statement(made, text, speaker=speaker, likelihood="likely")
    assert one.likelihood is not None
    low, _, yardstick = ranges()(one, one.likelihood, reading(made, one))
    return yardstick, low


@pytest.mark.parametrize(
    "text",
    [
        "In London, the Ministry of Defence said that the ferry was likely to be late.",
        "The UK Ministry of Defence said that the ferry was likely to be late.",
    ],
)
def test_a_ministry_behind_its_capital_is_ranged_as_by_its_full_name(text: str) -> None:
    name = "UK Ministry of Defence" if "UK" in text else "Ministry of Defence"
    scale = load_register().sources["UK Ministry of Defence"].yardstick
    assert likely(text, name) == (scale, 0.55)


def test_a_ministry_behind_another_capital_is_not_given_that_scale() -> None:
    text = "In Oslo, the Ministry of Defence said that the ferry was likely to be late."
    assert likely(text, "Ministry of Defence")[0] == "survey"


def test_a_ministry_without_a_place_is_not_given_a_scale() -> None:
    text = "The Ministry of Defence said that the ferry was likely to be late."
    assert likely(text, "Ministry of Defence")[0] == "survey"
