"""The case: everything that an assessment is written from, handed over as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.nouns import (
    Assumed,
    Change,
    Contradiction,
    Edit,
    Estimate,
    Matrix,
    Origin,
    Reading,
    Register,
    Resolution,
    Sensitivity,
    Turn,
    Watch,
    Yardstick,
)

__all__ = ["Case"]


@dataclass(frozen=True, slots=True)
class Case:
    """A watch with its estimate at two clocks, and what the estimate was made from.

    `before` is P(yes) as of the earlier cut `since`, and `changes` are the causes of the
    difference; all three are empty where nothing earlier is compared. `yardstick` is the scale of
    the watch. `gaps` are plain sentences on what the desk holds and could not use. `sensitivity`
    says how the estimate would stand without each origin, source and indicator, the gravest first.
    `course` are the turns of the watch, as far as was known at the two clocks, `assumed` says how
    its assumptions stand, and `edits` are the changes of editors to the text, in the order entered.
    """

    watch: Watch
    estimate: Estimate
    matrix: Matrix
    origins: tuple[Origin, ...]
    readings: tuple[Reading, ...]
    contradictions: tuple[Contradiction, ...]
    changes: tuple[Change, ...]
    since: datetime | None
    before: float | None
    yardstick: Yardstick
    register: Register
    resolution: Resolution | None
    gaps: tuple[str, ...]
    sensitivity: tuple[Sensitivity, ...] = ()
    course: tuple[Turn, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    edits: tuple[Edit, ...] = ()
