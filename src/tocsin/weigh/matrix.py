"""The matrix of a watch: what was seen and looked for, row by row, and the views beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tocsin.nouns import (
    Bearing,
    Contradiction,
    Correction,
    Matrix,
    Note,
    Origin,
    Reading,
    Register,
    TrackRecord,
    Watch,
    Yardstick,
)
from tocsin.weigh.coverage import Intake
from tocsin.weigh.material import Matched, material_of
from tocsin.weigh.reweigh import graded_within, reweighed
from tocsin.weigh.rows import rows_of
from tocsin.weigh.views import views_of
from tocsin.weigh.words import load_yardsticks

__all__ = ["matrix"]


def matrix(
    watch: Watch,
    bearings: Sequence[Bearing],
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    register: Register,
    *,
    as_of: datetime,
    yardsticks: Mapping[str, Yardstick] | None = None,
    notes: Sequence[Note] = (),
    corrections: Sequence[Correction] = (),
    intake: Intake | None = None,
    contradictions: Sequence[Contradiction] = (),
    matched: Matched | None = None,
    records: Mapping[str, TrackRecord] | None = None,
) -> Matrix:
    """Return the matrix at `as_of` (UTC, exclusive).

    Nothing published at or after `as_of`, undated, or in a segment that is not read enters. Each
    origin moves each indicator once, by its strongest bearing; an origin that says an earlier one
    again refreshes it and adds nothing. Hand-entered `notes` stand beside origins, under their own
    ids. `intake` says how much of what was collected could be read, for coverage. Who stands
    against an item in `contradictions` corroborates it not. The order of every argument is without
    effect. `records` and `matched` are as
    in `material_of`.
    """
    scales = load_yardsticks() if yardsticks is None else yardsticks
    material = material_of(
        readings,
        origins,
        register,
        as_of=as_of,
        corrections=graded_within(corrections, watch.id),
        scales=scales,
        contradictions=contradictions,
        matched=matched,
        records=records,
    )
    listed = tuple(
        sorted(
            (b for b in bearings if b.watch == watch.id and material.usable(b)),
            key=lambda b: (b.statement, b.target),
        )
    )
    made = Matrix(
        watch.id,
        rows_of(watch, listed, material, notes, intake=intake),
        views_of(watch, listed, material),
        listed,
    )
    return reweighed(made, corrections)
