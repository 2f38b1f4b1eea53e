"""Weighing: the stages from readings to a matrix, which work out once what many days share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from tocsin.desk.correcting import corrected
from tocsin.desk.editing import EDIT
from tocsin.desk.place import Desk
from tocsin.desk.records import Records
from tocsin.desk.stock import Stock
from tocsin.desk.tracing import Tracing
from tocsin.ledger import Ledger
from tocsin.nouns import Bearing, Contradiction, Matrix, Origin, Reading, TrackRecord
from tocsin.trace import contradictions
from tocsin.weigh import Intake, Judge, bearings, matrix
from tocsin.weigh.material import Matched

__all__ = ["Weighing", "up_to"]


class Weighing:
    """A watch as it was known at one time, weighed as of any number of cuts.

    Readings are decoded once, up to the latest cut that was asked for: whoever asks for several
    asks for the latest first. What follows from a reading, a pair of them, or a statement and its
    source is worked out once; which of them are there, and so origins and grades, for each cut.
    """

    def __init__(
        self,
        desk: Desk,
        ledger: Ledger,
        name: str,
        *,
        known_at: datetime,
        held: tuple[datetime, tuple[Reading, ...]] | None = None,
        stock: Stock | None = None,
        entered: datetime | None = None,
        told: Callable[[str, int], None] = lambda _stage, _count: None,
    ) -> None:
        """`held` are readings that `readings` gave before, with their cut.

        With `entered`, of what people entered only what was known by then counts.

        `stock` is that of the desk, for whoever weighs again as soon as something is entered.
        `told` hears of each weighing.
        """
        self.watch = desk.watch(ledger, name, known_at=known_at)
        entries = ledger.corrections(known_at=entered or known_at)
        # What an editor changes in the text weighs nothing, and is no cause of a change.
        self.fixes = tuple(one for one in entries if one.kind != EDIT)
        self.notes = ledger.notes(self.watch.id, known_at=entered or known_at)
        self.known_at = known_at
        self._desk = desk
        self._ledger = ledger
        self._told = told
        self._tracing = Tracing(desk, ledger)
        self._stock = stock
        if stock is None:
            self._judge = Judge(self.watch, desk.register)
            self._matched: Matched = {}
        else:
            self._tracing.workings = stock.workings
            self._judge = stock.judge(self.watch)
            self._matched = stock.matched(self.watch, self.fixes)
        self._readings = held
        self._decoded = 0
        self._last: tuple[Sequence[Reading], _Borne] | None = None
        self._records = Records(
            desk,
            ledger,
            self.watch.id,
            known_at=known_at,
            fixes=self.fixes,
            readings=self.readings,
            tracing=self._tracing,
            stock=stock,
        )

    @property
    def work(self) -> dict[str, int]:
        """What was done so far: readings decoded, taken up, pairs compared, statements judged."""
        workings = self._tracing.workings
        return {
            "decoded": self._decoded,
            "taken": workings.taken,
            "compared": workings.compared,
            "judged": self._judge.judged,
        }

    def readings(self, as_of: datetime) -> tuple[Reading, ...]:
        """Return the readings, corrected, of reports published wholly before the cut."""
        if self._stock is not None and (self._readings is None or self._readings[0] < as_of):
            self._readings = (
                as_of,
                self._stock.readings(self._ledger, self.fixes, as_of=as_of, known_at=self.known_at),
            )
        if self._readings is None or self._readings[0] < as_of:
            found = self._ledger.readings(as_of=as_of, known_at=self.known_at)
            self._readings = as_of, tuple(corrected(one, self.fixes) for one in found)
            self._decoded += len(self._readings[1])
        cut, readings = self._readings
        return readings if cut == as_of else up_to(readings, as_of)

    def records(self, as_of: datetime) -> Mapping[str, TrackRecord]:
        """Return the track records of sources on other watches that had ended by a cut, by name."""
        return self._records.at(as_of)

    def ended(self, as_of: datetime) -> tuple[str, ...]:
        """Return the entries that tell how other watches had ended by a cut."""
        return tuple(end.id for end in self._records.ended(as_of))

    def at(
        self, readings: tuple[Reading, ...], as_of: datetime, intake: Intake
    ) -> tuple[tuple[Origin, ...], tuple[Contradiction, ...], Matrix]:
        """Return origins, contradictions and matrix of the readings as of a cut."""
        self._told("weigh", 1)
        origins, opposed, borne = self._borne(readings)
        table = matrix(
            self.watch,
            borne,
            readings,
            origins,
            self._desk.register,
            as_of=as_of,
            yardsticks=self._desk.yardsticks,
            notes=tuple(note for note in self.notes if note.when < as_of),
            corrections=self.fixes,
            intake=intake,
            contradictions=opposed,
            matched=self._matched,
            records=self.records(as_of),
        )
        return origins, opposed, table

    def _borne(self, readings: tuple[Reading, ...]) -> _Borne:
        # Where no report came between two cuts, nothing but ages differs.
        if self._last is not None and self._last[0] == readings:
            return self._last[1]
        register = self._desk.register
        origins, opposed = (
            self._traced(readings)
            if self._stock is None
            else self._stock.traced(readings, self.fixes, lambda: self._traced(readings))
        )
        borne = bearings(self.watch, readings, origins, register, self.fixes, judge=self._judge)
        self._last = readings, (origins, opposed, borne)
        return self._last[1]

    def _traced(
        self, readings: tuple[Reading, ...]
    ) -> tuple[tuple[Origin, ...], tuple[Contradiction, ...]]:
        origins = self._tracing.origins(readings, self.fixes)
        workings = self._tracing.workings
        return origins, contradictions(readings, origins, self._desk.register, workings=workings)


_Borne = tuple[tuple[Origin, ...], tuple[Contradiction, ...], tuple[Bearing, ...]]


def up_to(readings: Sequence[Reading], cut: datetime) -> tuple[Reading, ...]:
    """Return the readings of reports that were published, wholly, before the cut."""
    return tuple(
        reading
        for reading in readings
        if reading.report.published is not None and reading.report.published.known_by(cut)
    )
