"""Small watches and matrices for the tests of the estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from tocsin.nouns import (
    Bar,
    BaseRate,
    Grade,
    Hypothesis,
    Indicator,
    Look,
    Matrix,
    Row,
    Settings,
    Share,
    Sighting,
    View,
    Watch,
)

OPENS = datetime(2030, 1, 1, tzinfo=UTC)
CLOSES = datetime(2030, 12, 31, tzinfo=UTC)
NOW = datetime(2030, 2, 1, tzinfo=UTC)
UNKNOWN = Grade(None, None)


def at(day: float) -> datetime:
    """The time so many days after the opening."""
    return OPENS + timedelta(days=day)


def watch_of(
    hypotheses: int,
    yes: int,
    rates: Mapping[str, Sequence[float]],
    *,
    group: str | None = None,
    events: float = 3,
    half_life: float = 100,
    lead: float = 30,
    omega_max: float = 0.6,
) -> Watch:
    """A watch whose first `yes` hypotheses resolve yes, each group weighted evenly."""
    names = [f"h{n}" for n in range(hypotheses)]
    return Watch(
        id="made",
        question="Will it happen?",
        opens=OPENS,
        closes=CLOSES,
        yardstick="test",
        base=BaseRate("made", events, 3650, "made up", "none"),
        hypotheses=tuple(
            Hypothesis(name, name, n < yes, 1 / yes if n < yes else 1 / (hypotheses - yes))
            for n, name in enumerate(names)
        ),
        propositions=(),
        indicators=tuple(
            Indicator(
                id=name,
                text=name,
                kind="military",
                seen=dict(zip(names, row, strict=False)),
                lead_days=lead,
                half_life_days=half_life,
                group=group,
                who=(),
                match=(),
                looked=(),
                declared=date(2030, 1, 1),
            )
            for name, row in rates.items()
        ),
        assumptions=(),
        settings=Settings(omega_max=omega_max),
        revision="0",
    )


def seen(origin: str, weight: float, age: float, *, now: datetime = NOW) -> Sighting:
    """A sighting so many days before `now`."""
    return Sighting(origin, origin, now - timedelta(days=age), weight, UNKNOWN, ())


def look(origin: str, weight: float, age: float, *, now: datetime = NOW) -> Look:
    """A look at half of place and time, so many days before `now`."""
    return Look(origin, origin, now - timedelta(days=age), weight, 0.5, UNKNOWN, ())


def view(
    origin: str,
    low: float,
    high: float,
    weight: float,
    age: float,
    *,
    cites: tuple[str, ...] = (),
) -> View:
    """A counted view on the question itself."""
    when = NOW - timedelta(days=age)
    return View(
        origin, origin, "same", "likely", low, high, "test", when, None, weight, cites, (), True, ""
    )


def matrix_of(
    watch: Watch,
    evidence: Mapping[str, Sequence[Sighting | Look]],
    views: Sequence[View] = (),
) -> Matrix:
    """A matrix with a row for every indicator of the watch."""
    rows = []
    for indicator in watch.indicators:
        own = evidence.get(indicator.id, ())
        sightings = tuple(one for one in own if isinstance(one, Sighting))
        looks = tuple(one for one in own if isinstance(one, Look))
        rows.append(Row(indicator.id, sightings, looks, 0.5 if own else 0.0, "observed"))
    return Matrix(watch.id, tuple(rows), tuple(views), ())


def bars_from(matrix: Matrix) -> tuple[Bar, ...]:
    """Bars of no height in which all evidence of the matrix has an equal share."""
    return tuple(
        Bar(
            row.indicator,
            "indicator",
            0.0,
            tuple(Share(one.origin, 1.0 / len(row.evidence), one.spans) for one in row.evidence),
        )
        for row in matrix.rows
        if row.evidence
    )
