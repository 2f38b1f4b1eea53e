"""The terminal form fits one screen, and nothing of a report steers the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.build import case_of, resolved

from tocsin.publish import estimate_text
from tocsin.publish.harmless import width_of


@pytest.mark.parametrize("width", [60, 72, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = estimate_text(case_of(), width=width).split("\n")
    assert max(map(width_of, lines)) <= width


def test_likelihood_and_confidence_stand_on_lines_of_their_own() -> None:
    lines = estimate_text(case_of()).split("\n")
    (likelihood,) = [line for line in lines if "remote chance" in line]
    (confidence,) = [line for line in lines if "confidence" in line]
    assert "4 %" in likelihood
    assert likelihood != confidence
    assert "%" not in confidence


def test_bars_are_signed_and_count_their_origins() -> None:
    text = estimate_text(case_of())
    assert "+ Field hospitals opened near the border (1 origin)" in text
    assert "− not seen: Bridging equipment at the river (1 origin)" in text
    assert "█" in text


def test_a_narrow_terminal_cuts_names_and_keeps_counts() -> None:
    text = estimate_text(case_of(), width=60)
    assert text.count("(1 origin)") + text.count("(1 origin, declared late)") == 4


def test_an_indicator_declared_after_what_it_catches_is_marked() -> None:
    marked = [line for line in estimate_text(case_of()).split("\n") if "declared late" in line]
    assert len(marked) == 1
    assert "Tank columns move to the river (1 origin, declared late)" in marked[0]


def test_views_that_move_nothing_are_shown_with_their_reason() -> None:
    assert "· Ada Brandt: “likely” of “There is war in Sudmark this year”" in estimate_text(
        case_of()
    )


def test_the_silences_and_the_change_close_it() -> None:
    text = estimate_text(case_of())
    assert "Not collected: Military trains run to the west." in text
    assert "Expired: Leave is cancelled in the border districts." in text
    assert "Changed since 14 March 2031: up 0.2 points, 1 new origin " in text


def test_a_resolved_watch_shows_both_scores() -> None:
    text = " ".join(estimate_text(resolved()).split())
    assert "retrospective" in text
    assert "Resolved no" in text
    assert "of the base rate alone" in text


def test_nothing_of_a_report_steers_the_terminal() -> None:
    case = case_of()
    hostile = "A\x1b]0;owned\x07\u202e nurse\r\n\x00"
    view = replace(case.matrix.views[1], source=hostile, phrase="\x1b[2J likely")
    views = (case.matrix.views[0], view)
    text = estimate_text(replace(case, matrix=replace(case.matrix, views=views)))
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "⟨U+001B⟩" in text
