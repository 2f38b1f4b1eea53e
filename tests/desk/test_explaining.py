"""Explaining leads from a view to its words, its scale, and the share that the watch declares."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.desks import Seen

from tocsin.desk import Desk
from tocsin.desk.explaining import explained


@pytest.fixture(scope="module")
def five(founding_desk: Desk) -> Seen:
    return Seen(founding_desk, "2023-01-05")


def rows(five: Seen, day: str, figure: str) -> list[dict[str, Any]]:
    found = explained(five.desk, five.at(day))
    return [row for row in found if row["figure"] == figure]


def test_a_view_says_what_its_words_mean_before_the_declared_share(five: Seen) -> None:
    (row,) = rows(five, "2022-12-21", "view: Institute for the Study of War")
    notes = " ".join(ground["note"] for ground in row["grounds"])
    assert "“unlikely” is 5% to 30% by survey, times 0.7, the declared share: 3% to 21%" in notes


def test_a_bar_is_explained_by_the_view_that_counts_where_its_origin_holds_another(
    five: Seen,
) -> None:
    at = five.at("2022-10-21")
    (row,) = rows(five, "2022-10-21", "view: Institute for the Study of War")
    (counted,) = (
        view
        for view in at.matrix.views
        if view.counted and view.source == "Institute for the Study of War"
    )
    beside = [view for view in at.matrix.views if view.origin == counted.origin]
    assert len(beside) > 1
    notes = " ".join(ground["note"] for ground in row["grounds"])
    assert f"“{counted.phrase}”" in notes
    assert "the declared share" in notes


def test_a_view_of_the_opposite_says_that_it_was_turned_round_and_how(five: Seen) -> None:
    now = five.at("2022-12-21")
    turned = tuple(
        replace(view, turned=True, phrase="likely", low=0.7 * 0.1, high=0.7 * 0.4)
        for view in now.matrix.views
        if view.proposition == now.watch.propositions[1].id
    )
    after = replace(now, matrix=replace(now.matrix, views=turned))
    figure = "view: Institute for the Study of War"
    (row,) = (row for row in explained(five.desk, after) if row["figure"] == figure)
    notes = " ".join(ground["note"] for ground in row["grounds"])
    assert "“likely” is 60% to 90% by survey, said of its not being so" in notes
    assert "turned round (1 − range), that is 10% to 40%, times 0.7, the declared share" in notes


def test_a_view_leads_to_the_line_of_the_share(five: Seen) -> None:
    (row,) = rows(five, "2022-12-21", "view: Institute for the Study of War")
    line = five.now.watch.lines["propositions.1.share"]
    assert any(f"line {line}: share 0.7" in ground["ref"] for ground in row["grounds"])


def test_no_headline_stands_under_a_view(five: Seen) -> None:
    (row,) = rows(five, "2022-12-21", "view: Institute for the Study of War")
    echoes = {
        (reading.report.id, s.span.start)
        for reading in five.at("2022-12-21").readings
        for s in reading.statements
        if s.segment == "headline"
    }
    assert not any((g["report"], g["start"]) in echoes for g in row["grounds"])


def test_the_window_is_explained_open_or_over(five: Seen) -> None:
    assert [row["value"] for row in rows(five, "2022-10-21", "window")] == ["open"]
    (over,) = rows(five, "2023-01-05", "window")
    assert "Time is over" in over["value"]
    assert "undecided" in over["value"]


def test_a_discount_is_named_where_it_enters_and_leads_to_its_watch_line(five: Seen) -> None:
    (row,) = rows(five, "2022-10-21", "russian-troops-in")
    notes = [ground["note"] for ground in row["grounds"]]
    (announced,) = [n for n, note in enumerate(notes) if "announced_discount 0.5" in note]
    assert "Alexander Lukashenko" in notes[announced]
    assert row["grounds"][announced + 1]["ref"].endswith("announced_discount 0.5")
    assert not any("discount" in note for note in notes if "Intelligence of Ukraine" in note)


def test_every_figure_that_is_printed_can_be_asked_for_alone(five: Seen) -> None:
    now = five.at("2022-10-20")
    printed = list(explained(five.desk, now))
    kinds = {row["figure"].partition(" ")[0]: row for row in printed}
    assert {"coverage", "moves", "not", "setting", "hypothesis", "event"} <= set(kinds)
    for row in kinds.values():
        assert row in list(explained(five.desk, now, row["figure"]))
