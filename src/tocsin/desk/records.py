"""Track records: how the sources of a desk did on its watches that had ended by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime

from tocsin.desk.place import Desk
from tocsin.desk.stock import Stock
from tocsin.desk.tracing import Tracing
from tocsin.estimate.records import record_of, tried_on
from tocsin.ledger import Ledger
from tocsin.nouns import (
    Correction,
    Matrix,
    Reading,
    Resolution,
    TrackRecord,
    Tried,
    View,
    Watch,
    iso_of,
    parse_interval,
)
from tocsin.read import Gate
from tocsin.weigh import bearings, lexicon_of, material_of
from tocsin.weigh.reweigh import graded_within, reweighed
from tocsin.weigh.views import views_of

__all__ = ["Records", "ended_by"]

Readings = Callable[[datetime], tuple[Reading, ...]]
"""Gives the readings, corrected, of reports published wholly before a cut."""


class Records:
    """The track records of sources beside one watch, as the ledger was known at one time.

    Each of the other watches that had ended is weighed once, as of its end. Where none had, nothing
    is done but to ask the ledger.
    """

    def __init__(
        self,
        desk: Desk,
        ledger: Ledger,
        watch: str,
        *,
        known_at: datetime,
        fixes: tuple[Correction, ...],
        readings: Readings,
        tracing: Tracing,
        stock: Stock | None = None,
    ) -> None:
        self._desk = desk
        self._ledger = ledger
        self._known_at = known_at
        self._fixes = fixes
        self._readings = readings
        self._tracing = tracing
        self._stock = stock
        self._tried: dict[str, dict[str, Tried]] = {}
        self._made: dict[tuple[str, ...], dict[str, TrackRecord]] = {}
        self._ends: dict[str, list[Resolution]] = {}
        for end in ledger.resolutions(known_at=known_at):
            if end.watch != watch:
                self._ends.setdefault(end.watch, []).append(end)

    def ended(self, as_of: datetime) -> tuple[Resolution, ...]:
        """Return how the other watches had ended, as a reader as of a cut could know; no annulled.

        In the order of their names.
        """
        found = (ended_by(ends, as_of) for _, ends in sorted(self._ends.items()))
        return tuple(end for end in found if end is not None and end.outcome is not None)

    def at(self, as_of: datetime) -> Mapping[str, TrackRecord]:
        """Return the record of each source that has one, as of a cut, by its name."""
        ends = self.ended(as_of)
        key = tuple(end.id for end in ends)
        if key not in self._made:
            by_source: defaultdict[str, list[Tried]] = defaultdict(list)
            for end in ends:
                for source, tried in self._of(end).items():
                    by_source[source].append(tried)
            self._made[key] = {
                source: record_of(source, by_source[source]) for source in sorted(by_source)
            }
        return self._made[key]

    def _of(self, end: Resolution) -> dict[str, Tried]:
        if end.id not in self._tried:
            watch = self._desk.watch(self._ledger, end.watch, known_at=self._known_at)
            self._tried[end.id] = self._weighed(watch, end)
        return self._tried[end.id]

    def _weighed(self, watch: Watch, end: Resolution) -> dict[str, Tried]:
        """Weigh the views on a watch that ended, by what was published before its end."""
        outcome = end.outcome
        if outcome is None or outcome not in {one.id for one in watch.hypotheses}:
            return {}  # a later revision took the hypothesis away
        until = min(end.resolved_on, watch.closes)
        readings = self._readings(until)

        def make() -> dict[str, Tried]:
            views = self._views(watch, readings, until)
            return tried_on(watch, views, outcome=outcome, resolution=end.id, until=until)

        if self._stock is None:
            return make()
        return self._stock.tried(end.id, watch, readings, self._fixes, make)

    def _views(
        self, watch: Watch, readings: tuple[Reading, ...], until: datetime
    ) -> tuple[View, ...]:
        """Return all views on a watch: of reports that state a likelihood and hold its words."""
        gate = Gate(lexicon_of([watch]))
        bearing = tuple(
            one
            for one in readings
            if any(statement.likelihood is not None for statement in one.statements)
            and gate.lets(one.report.text, one.report.author, one.report.publisher)
        )
        if not bearing:
            return ()
        register, fixes = self._desk.register, self._fixes
        # Of the others none could hold a view. To trace them all as of an end that is long past
        # would take longer than the estimate that this is for.
        origins = self._tracing.origins(bearing, fixes)
        material = material_of(
            bearing,
            origins,
            register,
            as_of=until,
            corrections=graded_within(fixes, watch.id),
            scales=self._desk.yardsticks,
        )
        found = bearings(watch, bearing, origins, register, fixes)
        borne = tuple(one for one in found if material.usable(one))
        return reweighed(Matrix(watch.id, (), views_of(watch, borne, material), borne), fixes).views


def ended_by(ends: list[Resolution] | tuple[Resolution, ...], as_of: datetime) -> Resolution | None:
    """Return the resolution that a reader as of `as_of` could know, else None.

    A day on which a watch was decided has to be over, as for a report published that day: an
    outcome that is known by now says nothing in the estimate of an earlier day. An annulment tells
    no outcome: it is of the question, and so of every day of it.
    """
    known = [
        one
        for one in ends
        if one.outcome is None or parse_interval(str(iso_of(one.resolved_on))).known_by(as_of)
    ]
    return known[-1] if known else None
