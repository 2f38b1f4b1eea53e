"""Many copies of one report: what they cost grows with their number, and not with its square."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from tests.weigh.build import origin_of, reading_of, say
from tests.weigh.tables import matrix_of

from tocsin.nouns import Origin, Reading

FEW, MANY = 40, 160
LOOKED_AT = ("views.py", "material.py", "rows.py")
"""Where the copies of one origin meet one another."""


def copies(count: int) -> tuple[list[Reading], list[Origin]]:
    """One outlook in so many papers, each of which adds a word of its own."""
    said = "Eastland is unlikely to enter Westland"
    readings = [
        reading_of(
            say(f"{said}. ({n})", actor="Eastland", likelihood="unlikely", of=said, tense="future"),
            publisher=f"Paper {n}",
        )
        for n in range(count)
    ]
    return readings, [origin_of("Ann Marlow", *readings)]


def steps_of(count: int) -> int:
    """How many lines are run, where copies meet, to weigh so many."""
    readings, origins = copies(count)
    matrix_of(readings, origins)  # what is kept is kept
    steps = 0

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal steps
        if not frame.f_code.co_filename.endswith(LOOKED_AT):
            return None
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        matrix_of(readings, origins)
    finally:
        sys.settrace(before)
    return steps


def test_four_times_as_many_copies_cost_little_more_than_four_times_as_much() -> None:
    assert steps_of(MANY) < 6 * steps_of(FEW)


def test_all_copies_are_places_of_the_one_view() -> None:
    (view,) = matrix_of(*copies(FEW)).views
    assert len(view.spans) == FEW
