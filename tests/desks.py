"""Desks that several tests look at, and a look into one: made once, then only read."""

from __future__ import annotations

import atexit
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import TypedDict

from tocsin.desk import Desk, Situation, add, situation_of, take_watch
from tocsin.ledger.store import make
from tocsin.nouns import (
    Bearing,
    Look,
    Origin,
    Reading,
    Row,
    Sighting,
    Span,
    Statement,
    View,
    cut_of,
)

EXAMPLE = Path(str(files("tocsin.example")))
NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
WATCH = "belarus-entry"


class Signed(TypedDict):
    """Who enters something, and why."""

    author: str
    reason: str


ECHOES = frozenset({"headline", "caption"})


@cache
def _example() -> Path:
    folder = Path(mkdtemp()) / "desk"
    atexit.register(rmtree, folder.parent, ignore_errors=True)
    return _made(folder, [EXAMPLE / "reports"]).path


def desk_of(folder: Path, reports: list[Path]) -> Desk:
    """A new desk with the example's watch and these reports, in this order of arrival.

    The bundled reports are read once: a desk with just these is a copy of the first.
    """
    if reports != [EXAMPLE / "reports"]:
        return _made(folder, reports)
    copytree(_example(), folder, dirs_exist_ok=True)
    return Desk.open(folder)


def _made(folder: Path, reports: list[Path]) -> Desk:
    make(folder)  # in a file, whichever database is tried meanwhile
    (folder / "watches").mkdir(exist_ok=True)
    desk = Desk.open(folder)
    take_watch(desk, EXAMPLE / "watch.yaml", now=NOW)
    for report in reports:
        add(desk, [report], now=NOW)
    return desk


@dataclass
class Seen:
    """A desk's situations by day, with its statements found by a few of their words."""

    desk: Desk
    last: str
    kept: dict[str, Situation] = field(default_factory=dict)

    def at(self, day: str) -> Situation:
        """The situation as of the end of a day."""
        if day not in self.kept:
            with self.desk.ledger(read_only=True) as ledger:
                self.kept[day] = situation_of(
                    self.desk,
                    ledger,
                    WATCH,
                    as_of=cut_of(day),
                    known_at=NOW + timedelta(days=1),
                    with_history=False,
                )
        return self.kept[day]

    @property
    def now(self) -> Situation:
        """The situation as of the last day."""
        return self.at(self.last)

    def reading(self, number: str) -> Reading:
        """The report whose file's name begins with `number`."""
        (found,) = [
            r for r in self.now.readings if Path(r.report.file).name.startswith(f"{number}")
        ]
        return found

    def statements(self, number: str, *words: str, echo: bool = False) -> list[Statement]:
        """Statements of a report with all these words in their span: of the text, or its echoes."""
        reading = self.reading(number)
        return [
            s
            for s in reading.statements
            if all(word in s.span.of(reading.report.text) for word in words)
            and (s.segment in ECHOES) == echo
        ]

    def statement(self, number: str, *words: str, echo: bool = False) -> Statement:
        """The one statement of a report with these words; of nested ones the longest."""
        found = sorted(self.statements(number, *words, echo=echo), key=lambda s: -len(s.span))
        assert found, f"no statement of {number} has {words}"
        assert all(found[0].span.holds(s.span) for s in found[1:]), f"{words} stand in several"
        return found[0]

    def inner(self, number: str, *words: str) -> Statement:
        """Of nested statements with these words the shortest: the one whose words they are."""
        return min(self.statements(number, *words), key=lambda s: (len(s.span), s.span))

    def words_of(self, statement: Statement, span: Span) -> str:
        """The characters of a span of a statement's report."""
        return span.of(self.texts[statement.report])

    @cached_property
    def texts(self) -> dict[str, str]:
        """Texts by id of the report."""
        return {r.report.id: r.report.text for r in self.now.readings}

    def published(self, number: str) -> date:
        """The day of a report's publication."""
        published = self.reading(number).report.published
        assert published is not None
        assert published.start is not None
        return published.start.date()

    def origins(self, *statements: Statement) -> set[str]:
        """Ids of the origins that the statements are mentions of."""
        wanted = {s.id for s in statements}
        return {o.id for o in self.now.origins if wanted & {m.statement for m in o.mentions}}

    def origin(self, *statements: Statement) -> Origin:
        """The one origin that all these statements are mentions of."""
        (found,) = self.origins(*statements)
        return next(o for o in self.now.origins if o.id == found)

    def mention(self, statement: Statement) -> str:
        """What kind of mention a statement is."""
        return next(
            m.kind
            for m in self.origin(statement).mentions
            if (m.report, m.statement) == (statement.report, statement.id)
        )

    def bearings(self, *statements: Statement) -> list[Bearing]:
        """All bearings of the statements on the watch."""
        wanted = {s.id for s in statements}
        return [b for b in self.now.matrix.bearings if b.statement in wanted]

    def moving(self, *statements: Statement) -> list[Bearing]:
        """The bearings of the statements that move something."""
        return [b for b in self.bearings(*statements) if b.direction != "none"]

    def row(self, day: str, indicator: str) -> Row:
        """A row of the matrix."""
        return next(r for r in self.at(day).matrix.rows if r.indicator == indicator)

    def views(self, day: str, source: str) -> list[View]:
        """The views of an assessor."""
        return [v for v in self.at(day).matrix.views if v.source == source]

    def spoken(self, evidence: Sighting | Look | View) -> list[str]:
        """The words that a piece of evidence stands on."""
        return [span.of(self.texts[report]) for report, span in evidence.spans]

    def bars(self, day: str) -> dict[str, float]:
        """The waterfall's bars, in log-odds."""
        return {bar.term: bar.logodds for bar in self.at(day).estimate.waterfall}

    def cells(self, day: str, indicator: str) -> dict[str, float]:
        """What a row says of each hypothesis, as a log-likelihood."""
        cells = self.at(day).estimate.cells
        return {c.hypothesis: c.loglikelihood for c in cells if c.indicator == indicator}
