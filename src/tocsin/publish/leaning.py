"""Leaning: what each ground of a confidence was counted from, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.estimate import VOLATILITY_DAYS, moved_by
from tocsin.nouns import Bar, Citation, Estimate, Matrix, Place, Watch
from tocsin.publish.case import Case
from tocsin.publish.citing import Index, entry, watch_line
from tocsin.publish.figures import day_of

__all__ = [
    "grounds_of_confidence",
    "looks_of",
    "places_of_sources",
    "rigour_lines",
    "steadiness",
]


def grounds_of_confidence(case: Case, index: Index) -> tuple[tuple[Citation, ...], ...]:
    """Return what the reasons of the confidence stand on, one by one, in their order.

    The information base stands on a sentence of each source that moved the estimate, rigour on the
    hypotheses, the indicators and a look, steadiness on the estimates of the days before, and any
    limit on the indicators.
    """
    watch, estimate = case.watch, case.estimate
    found: list[tuple[Citation, ...]] = []
    heard = tuple(_heard(case, index))
    found.append(heard or (watch_line(watch, "indicators"),))
    looks = index.cite_all(looks_of(case.matrix))[:1]
    found.append((*rigour_lines(watch), *looks))
    found.append((steadiness(estimate),))
    rest = len(estimate.confidence.reasons) - len(found)
    return (*found, *[(watch_line(watch, "indicators"),)] * max(rest, 0))


def _heard(case: Case, index: Index) -> Iterator[Citation]:
    """Yield a sentence of each source that moved the estimate; of one entered by hand, the note."""
    notes = {one.source: one.origin for one, _ in moved_by(case.matrix, case.estimate.waterfall)}
    for source, places in places_of_sources(case.matrix, case.estimate.waterfall).items():
        yield (*index.cite_all(places)[:1], entry(notes[source]))[0]


def rigour_lines(watch: Watch) -> tuple[Citation, ...]:
    """Return the watch lines that the checks of rigour look at."""
    deception = next((n for n, h in enumerate(watch.hypotheses) if h.deception), None)
    place = "hypotheses" if deception is None else f"hypotheses.{deception}"
    return watch_line(watch, place), watch_line(watch, "indicators")


def steadiness(estimate: Estimate) -> Citation:
    """Return where steadiness stands: estimates of the last days, made anew from the ledger."""
    last = day_of(estimate.as_of)
    return Citation("ledger", f"ledger, estimates of the {VOLATILITY_DAYS} days to {last}")


def places_of_sources(matrix: Matrix, bars: tuple[Bar, ...]) -> dict[str, tuple[Place, ...]]:
    """Return for each source that moved an estimate the spans on which that stands, by name."""
    found: dict[str, list[Place]] = {}
    for one, share in moved_by(matrix, bars):
        found.setdefault(one.source, []).extend(share.spans)
    return {source: tuple(dict.fromkeys(found[source])) for source in sorted(found)}


def looks_of(matrix: Matrix) -> tuple[Place, ...]:
    """Return the spans by which somebody looked for an indicator and did not see it."""
    return tuple(place for row in matrix.rows for look in row.looks for place in look.spans)
