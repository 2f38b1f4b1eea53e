"""Leaving out: the matrix weighed anew as it would be without an origin, source or indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tocsin.nouns import Bearing, Contradiction, Correction, Matrix, Note, Row, View, Watch
from tocsin.weigh.material import Material, contradicting
from tocsin.weigh.rank import origins_of, sources_of
from tocsin.weigh.reweigh import reweighed
from tocsin.weigh.rows import rows_of
from tocsin.weigh.views import views_of

__all__ = ["LeftOut", "left_out", "without_indicators"]

Kind = Literal["origin", "source", "indicator"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The matrix without one thing: an origin by id, a source by name, an indicator by id."""

    kind: Kind
    name: str
    matrix: Matrix


def left_out(
    watch: Watch,
    matrix: Matrix,
    material: Material,
    *,
    notes: Sequence[Note] = (),
    contradictions: Sequence[Contradiction] = (),
    corrections: Sequence[Correction] = (),
    wanted: Callable[[Kind, str], bool] | None = None,
) -> Iterator[LeftOut]:
    """Yield the matrix without each origin, each source and each indicator that moves something.

    `material` and `corrections` are what `matrix` was made from. Nothing is taken off the finished
    matrix: what is
    left is weighed again as if the rest had never been said. So what an origin corroborated is
    graded lower without it, what it contradicted higher, and an older look or view of the same
    source counts again in the place of the newest. Coverage is not made anew: it moves no number.
    `wanted` says which to make; None: all of them.
    """
    weighing = _Weighing(
        watch, matrix, material, tuple(notes), tuple(contradictions), tuple(corrections)
    )
    for name in origins_of(matrix):
        if wanted is None or wanted("origin", name):
            yield LeftOut("origin", name, weighing.without(*_of_origin(name, material)))
    for name in sources_of(matrix):
        if wanted is None or wanted("source", name):
            yield LeftOut("source", name, weighing.without(*_of_source(name, material)))
    for row in matrix.rows:
        if row.evidence and (wanted is None or wanted("indicator", row.indicator)):
            left = without_indicators(matrix, {row.indicator})
            yield LeftOut("indicator", row.indicator, left)


def without_indicators(matrix: Matrix, indicators: set[str]) -> Matrix:
    """Return the matrix as if nobody had seen or looked for these indicators.

    Their rows are blank, so that the others of their group count in full again.
    """
    return replace(
        matrix,
        rows=tuple(
            replace(row, sightings=(), looks=()) if row.indicator in indicators else row
            for row in matrix.rows
        ),
    )


def _of_origin(
    name: str, material: Material
) -> tuple[Callable[[Bearing], bool], Callable[[Note], bool]]:
    def said(bearing: Bearing) -> bool:
        origin = material.origin(bearing.statement)
        if origin is None:
            return bearing.origin == name
        return name in {origin.id, material.root(origin, bearing.statement).id}

    return said, lambda note: note.id == name


def _of_source(
    name: str, material: Material
) -> tuple[Callable[[Bearing], bool], Callable[[Note], bool]]:
    def said(bearing: Bearing) -> bool:
        origin = material.origin(bearing.statement)
        if origin is None or not origin.source:
            # A view of nobody's is told by its outlet, see `weigh.views`.
            report = material.reports[bearing.statement][0]
            return name in {"", report.publisher or report.file}
        return origin.source == name

    return said, lambda note: note.author == name


@dataclass(frozen=True, slots=True)
class _Weighing:
    watch: Watch
    matrix: Matrix
    material: Material
    notes: tuple[Note, ...]
    contradictions: tuple[Contradiction, ...]
    corrections: tuple[Correction, ...]

    def without(self, said: Callable[[Bearing], bool], noted: Callable[[Note], bool]) -> Matrix:
        """Weigh what is left anew; rows and views on which nothing bears are as they were."""
        gone = [one for one in self.matrix.bearings if said(one)]
        left = tuple(one for one in self.matrix.bearings if not said(one))
        material, opposed = self._unopposed({one.statement for one in gone})
        touched = {one.target for one in gone}
        touched |= {one.indicator for one in self.notes if noted(one)}
        if opposed:
            touched |= {one.target for one in left}
        made = replace(
            self.matrix,
            rows=self._rows(touched, left, material, noted),
            views=self._views(gone, left, material),
            bearings=left,
        )
        return reweighed(made, self.corrections)

    def _rows(
        self,
        touched: set[str],
        left: tuple[Bearing, ...],
        material: Material,
        noted: Callable[[Note], bool],
    ) -> tuple[Row, ...]:
        part = replace(
            self.watch, indicators=tuple(i for i in self.watch.indicators if i.id in touched)
        )
        notes = [one for one in self.notes if not noted(one)]
        made = {row.indicator: row for row in rows_of(part, left, material, notes)}
        return tuple(
            replace(made[row.indicator], coverage=row.coverage) if row.indicator in made else row
            for row in self.matrix.rows
        )

    def _views(
        self, gone: Sequence[Bearing], left: tuple[Bearing, ...], material: Material
    ) -> tuple[View, ...]:
        cited = {origin for view in self.matrix.views for origin in view.cites}
        if any(one.direction == "view" or one.origin in cited for one in gone):
            return views_of(self.watch, left, material)
        return self.matrix.views

    def _unopposed(self, statements: set[str]) -> tuple[Material, bool]:
        """Return the material without contradictions by `statements`, and whether any fell away."""
        kept = []
        for one in self.contradictions:
            sides = tuple(side for side in one.sides if side[0] not in statements)
            kept.append(one if len(sides) == len(one.sides) else replace(one, sides=sides))
        if kept == list(self.contradictions):
            return self.material, False
        held = self.material
        return replace(held, contradicting=contradicting(kept, held.statements, held.owner)), True
