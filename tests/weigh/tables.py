"""Matrices of made-up readings, for the tests that look into their rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tests.weigh.build import (
    DAY,
    origin_of,
    reading_of,
    register_of,
    watch_of,
)

from tocsin.nouns import (
    Contradiction,
    Correction,
    Matrix,
    Note,
    Origin,
    Reading,
    Register,
    Row,
    Statement,
)
from tocsin.weigh import bearings, matrix

NOW = DAY + timedelta(days=20)
SEEN = "Trains brought tanks to the border."


def matrix_of(
    readings: Sequence[Reading],
    origins: Sequence[Origin],
    *,
    register: Register | None = None,
    as_of: datetime = NOW,
    notes: Sequence[Note] = (),
    corrections: Sequence[Correction] = (),
    contradictions: Sequence[Contradiction] = (),
) -> Matrix:
    register = register or register_of()
    found = bearings(watch_of(), readings, origins, register, corrections)
    return matrix(
        watch_of(),
        found,
        readings,
        origins,
        register,
        as_of=as_of,
        notes=notes,
        corrections=corrections,
        contradictions=contradictions,
    )


def row_of(made: Matrix, indicator: str = "armour") -> Row:
    return next(row for row in made.rows if row.indicator == indicator)


def told(
    statement: Statement, source: str, day: float = 0, **parts: object
) -> tuple[Reading, Origin]:
    reading = reading_of(statement, day=day)
    return reading, origin_of(source, reading, **parts)  # type: ignore[arg-type]


def both(*pairs: tuple[Reading, Origin]) -> tuple[list[Reading], list[Origin]]:
    return [reading for reading, _ in pairs], [origin for _, origin in pairs]
