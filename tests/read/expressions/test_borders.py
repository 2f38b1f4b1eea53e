"""Borders belong to no state's inside: what is moved to one has no end in the state beyond it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tocsin.read.quantities import find

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


@pytest.mark.parametrize(
    "goal",
    [
        "to the Danish border",
        "to the border with Denmark",
        "towards the border with Denmark",
        "to Denmark's border",
        "to the frontier of Denmark",
        "to the borders of Denmark",
        "to the border between Norway and Denmark",
        "to positions near the Danish border",
        "to a camp close to the border with Denmark",
        "to the border region with Denmark",
        "to a camp near Denmark",
        "to a camp next to Denmark",
        "to regions bordering Denmark",
    ],
)
@pytest.mark.parametrize("state", ["Norway", "The army"])
def test_what_goes_to_a_border_goes_into_no_state(parsed: Parse, state: str, goal: str) -> None:
    (found,) = find(parsed(f"{state} moved 300 soldiers {goal} on Sunday."))
    assert (found.whence, found.whither) == (None, None)


@pytest.mark.parametrize(
    ("people", "state"),
    [
        ("Somali", "Kenya"),
        ("Indian", "China"),
        ("Iraqi", "Turkey"),
        ("Colombian", "Venezuela"),
        ("Swedish", "Norway"),
    ],
)
def test_whose_border_it_is_makes_no_odds(parsed: Parse, people: str, state: str) -> None:
    (found,) = find(parsed(f"{state} sent 300 soldiers to the {people} border."))
    assert (found.whence, found.whither, found.direction) == (None, None, "in")


@pytest.mark.parametrize(
    ("goal", "whither"),
    [
        ("to Danish territory", "DK"),
        ("into Danish villages", "DK"),
        ("to the Danish coast", "DK"),
        ("into Denmark", "DK"),
        ("across the border into Denmark", "DK"),
        ("to the border and into Denmark", "DK"),
        ("to a Danish border village", "DK"),
        ("to Denmark's border towns", "DK"),
        ("to Denmark along the Swedish border", "DK"),
        ("to Denmark near the border with Sweden", "DK"),
        ("to the Danish side of the border with Sweden", "DK"),
        ("to a village near Aarhus", "DK"),
        ("from the Swedish border to Denmark", "DK"),
    ],
)
def test_what_goes_past_a_border_or_lies_at_one_is_in_its_state(
    parsed: Parse, goal: str, whither: str
) -> None:
    (found,) = find(parsed(f"Norway moved 300 soldiers {goal}."))
    assert found.whither == whither


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Norway withdrew 300 soldiers from the Danish border.", (None, None)),
        ("Norway withdrew 300 soldiers from Denmark.", ("DK", None)),
        ("Norway sent 300 soldiers to the Danish border from Sweden.", ("SE", None)),
        ("The army moved 300 soldiers from Sweden to the Danish border.", ("SE", None)),
    ],
)
def test_a_border_is_no_start_either(
    parsed: Parse, text: str, ends: tuple[str | None, str | None]
) -> None:
    (found,) = find(parsed(text))
    assert (found.whence, found.whither) == ends


@pytest.mark.parametrize(
    "way",
    ["set off towards Denmark from Sweden", "set off from Sweden in the direction of Denmark"],
)
def test_a_way_set_off_on_has_both_its_ends(parsed: Parse, way: str) -> None:
    (found,) = find(parsed(f"The army said that a train with 30 tanks {way}."))
    assert (found.whence, found.whither) == ("SE", "DK")
