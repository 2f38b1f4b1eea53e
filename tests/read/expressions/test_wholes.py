"""Wholes: what a text tells of a part of a strength it does not tell of the whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tocsin.read.quantities import find

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


def ways(parsed: Parse, text: str) -> dict[float | None, tuple[str, str | None, str | None]]:
    """What each number counts, which way that goes and to where."""
    return {q.low: (q.unit or "", q.direction, q.whither) for q in find(parsed(text))}


@pytest.mark.parametrize(
    "text",
    [
        "The army has 900 soldiers, of whom 300 are deployed in Mali.",
        "The army has 900 soldiers, of whom 300 have been sent to Mali.",
        "The army has 900 soldiers, 300 of whom were sent to Mali.",
        "The army has 900 soldiers, 300 of them deployed in Mali.",
        "The army has 900 soldiers, including 300 sent to Mali.",
        "The army has 900 soldiers; 300 were sent to Mali.",
        "Of its 900 soldiers, 300 were sent to Mali.",
        "Of the army's 900 soldiers, 300 were sent to Mali.",
        "It sent 300 of its 900 soldiers to Mali.",
        "The army, which has 900 soldiers, sent 300 to Mali.",
        "The army of 900 soldiers sent 300 to Mali.",
        "With 900 soldiers, the army sent 300 to Mali.",
    ],
)
def test_a_part_moves_and_the_whole_does_not(parsed: Parse, text: str) -> None:
    assert ways(parsed, text) == {
        900: ("soldier", None, None),
        300: ("soldier", "in", "ML"),
    }


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("The port holds 90 tanks, 30 of which have left.", "out"),
        ("The port holds 90 tanks, of which 30 arrived in May.", "in"),
        ("The port holds 90 tanks, 30 of them at the quay.", None),
    ],
)
def test_a_part_has_its_own_way(parsed: Parse, text: str, way: str | None) -> None:
    assert ways(parsed, text) == {90: ("tank", None, None), 30: ("tank", way, None)}


@pytest.mark.parametrize(
    "whole",
    [
        "The army has 900 soldiers, most of whom are deployed in Mali.",
        "The army has 900 soldiers, half of them deployed in Mali.",
        "The army has 900 soldiers, one in five of whom is deployed in Mali.",
        "A fifth of its 900 soldiers were sent to Mali.",
        "Nearly 20 percent of its 900 soldiers were sent to Mali.",
        "Many of the country's 900 soldiers were sent to Mali.",
    ],
)
def test_a_part_without_a_number_moves_no_whole(parsed: Parse, whole: str) -> None:
    assert ways(parsed, whole) == {900: ("soldier", None, None)}


@pytest.mark.parametrize(
    "text",
    [
        "The army has 900 soldiers who were sent to Mali.",
        "The army has 900 soldiers, all of whom were sent to Mali.",
        "All of its 900 soldiers were sent to Mali.",
        "All 900 soldiers were sent to Mali.",
        "A brigade of 900 soldiers was sent to Mali.",
        "The brigade, which has 900 soldiers, was sent to Mali.",
    ],
)
def test_a_whole_that_moves_does(parsed: Parse, text: str) -> None:
    assert ways(parsed, text) == {900: ("soldier", "in", "ML")}


def test_what_carries_others_comes_with_them(parsed: Parse) -> None:
    found = ways(parsed, "A convoy of 40 trucks brought 900 soldiers to Mali.")
    assert found == {40: ("truck", "in", "ML"), 900: ("soldier", "in", "ML")}


def test_who_came_back_of_those_sent_did_not_go_there(parsed: Parse) -> None:
    found = ways(parsed, "Norway sent 900 soldiers to Mali, of whom 300 have returned.")
    assert found[300] == ("soldier", None, None)


def test_what_is_planned_for_a_part_is_not_planned_for_the_whole(parsed: Parse) -> None:
    found = find(parsed("The port holds 90 tanks, of which 30 will be sent to Mali."))
    assert [(q.low, q.basis) for q in found] == [(90, "claimed"), (30, "announced")]


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("The number of soldiers has fallen from 900 to 600.", (600, "soldier")),
        ("The force has shrunk from 900 soldiers to 600.", (600, "soldier")),
        ("The force has shrunk from 900 soldiers to 600 soldiers.", (600, "soldier")),
        ("Norland cut its force in the valley from 900 to 600.", (600, "force")),
        ("Norland cut the number of ships from 20 to 12.", (12, "ship")),
    ],
)
def test_what_has_come_down_to_a_number_is_that_many(
    parsed: Parse, text: str, now: tuple[float, str]
) -> None:
    assert [(q.low, q.unit) for q in find(parsed(text))] == [now]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The price has fallen from 900 to 600.", []),
        ("Norland moved 40 tanks from Oslo to the coast.", [40]),
        ("The army fell back from 40 villages to 12.", []),
    ],
)
def test_of_a_number_of_nothing_counted_nothing_is_told(
    parsed: Parse, text: str, rows: list[float]
) -> None:
    assert [q.low for q in find(parsed(text))] == rows
