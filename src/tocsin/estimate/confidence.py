"""Confidence: how much the estimate itself can be leaned on, apart from any likelihood.

Three grounds after the UK's PHIA guidance and ICD 203: the information base, the rigour with which
it was weighed, and how much the judgement has moved of late. The lowest rules; coverage caps it.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping, Sequence

from tocsin.nouns import Bar, Confidence, Level, Look, Matrix, Share, Sighting, View, Watch

__all__ = ["CAPS", "VOLATILITY_DAYS", "confidence_of", "moved_by"]

VOLATILITY_DAYS = 30
"""Days over which movement of the estimate is looked at."""

CAPS: tuple[tuple[float, Level], ...] = ((0.2, "low"), (0.5, "moderate"))
"""Mean coverage below which confidence is no higher than the level named."""

ORDER: tuple[Level, ...] = ("low", "moderate", "high")


def confidence_of(
    watch: Watch,
    matrix: Matrix,
    bars: Sequence[Bar],
    *,
    coverage: Mapping[str, float],
    history: Sequence[float],
    now: float,
) -> Confidence:
    """Return the confidence in an estimate.

    `bars` are those of its waterfall: what stands in none of them moved nothing. `now` is what
    evidence moves it by, in log-odds over the base; `history` are earlier such
    values within the last `VOLATILITY_DAYS`, oldest first.
    """
    information, why_information = _information(matrix, bars)
    rigour, why_rigour = _rigour(watch, matrix)
    volatility, why_volatility = _volatility((*history, now))
    level = min((information, rigour, volatility), key=ORDER.index)
    reasons = [why_information, why_rigour, why_volatility]
    mean = statistics.fmean(coverage.values()) if coverage else 0.0
    for limit, cap in CAPS:
        if mean < limit:
            if ORDER.index(level) > ORDER.index(cap):
                level = cap
                reasons.append(
                    f"Coverage of the indicators is {mean:.0%}, so confidence is capped at {cap}."
                )
            break
    level, why = _collected(matrix, level)
    reasons += why
    return Confidence(level, information, rigour, volatility, tuple(reasons))


def _collected(matrix: Matrix, level: Level) -> tuple[Level, list[str]]:
    """Cap a level where most indicators were never collected.

    Mean coverage alone does not tell: whoever would see an indicator and was heard on something
    else counts towards the coverage of it, so that one report can lift them all.
    """
    silent = sum(row.state == "not collected" for row in matrix.rows)
    if silent * 2 <= len(matrix.rows) or level == "low":
        return level, []
    said = f"{silent} of {len(matrix.rows)} indicators were not collected"
    return "low", [f"{said}, so confidence is capped at low."]


def moved_by(matrix: Matrix, bars: Sequence[Bar]) -> Iterator[tuple[Sighting | Look | View, Share]]:
    """Yield what moved an estimate, with its part of a bar; what is expired has none."""
    rows = {row.indicator: row for row in matrix.rows}
    for bar in bars:
        shares = {share.origin: share for share in bar.origins}
        if bar.kind == "indicator":
            for one in rows[bar.term].evidence:
                if one.origin in shares:
                    yield one, shares[one.origin]
        for view in matrix.views if bar.kind == "view" else ():
            own = view.counted and bar.term == f"view: {view.source}"
            if own and view.origin in shares:
                yield view, shares[view.origin]


def _information(matrix: Matrix, bars: Sequence[Bar]) -> tuple[Level, str]:
    """Grade the information base by independent sources and by how many of them are reviewed."""
    reviewed: dict[str, bool] = {}
    for one, _ in moved_by(matrix, bars):
        known = not isinstance(one, View) and one.grade.reliability is not None
        reviewed[one.source] = reviewed.get(one.source, False) or known
    sources, graded = len(reviewed), sum(reviewed.values())
    level: Level = "low"
    if sources >= 3:
        level = "moderate"
    if sources >= 6 and graded >= 3:
        level = "high"
    return level, (
        f"{_count(sources, 'independent source')} moved the estimate, "
        f"{graded} of them with a reviewed reliability."
    )


def _rigour(watch: Watch, matrix: Matrix) -> tuple[Level, str]:
    """Grade rigour by what the method could do here: alternatives, deception, negative evidence."""
    spoken = sum(bool(row.sightings or row.looks) for row in matrix.rows)
    half = bool(matrix.rows) and spoken * 2 >= len(matrix.rows)
    met = {
        "a deception hypothesis is weighed": any(h.deception for h in watch.hypotheses),
        "three or more hypotheses are weighed": len(watch.hypotheses) >= 3,
        "looking and not seeing is counted": any(row.looks for row in matrix.rows),
        "half of the indicators or more have evidence": half,
    }
    held = [name for name, yes in met.items() if yes]
    level = ORDER[min(max(len(held) - 1, 0), 3) // 2 + (len(held) == len(met))] if held else "low"
    missing = [name for name, yes in met.items() if not yes]
    said = f"{len(held)} of {len(met)} checks are met"
    return level, f"{said}; not that {', nor that '.join(missing)}." if missing else f"{said}."


def _volatility(values: Sequence[float]) -> tuple[Level, str]:
    """Grade by the largest swing of what evidence does: a word of a yardstick is about 0.7 wide.

    The base is left out: that the window grows shorter is no change of mind.
    """
    if len(values) < 2:
        return "moderate", "There is no earlier estimate to compare with."
    swing = max(values) - min(values)
    level: Level = "high" if swing < 0.5 else "moderate" if swing < 1.5 else "low"
    return level, (
        f"Within {VOLATILITY_DAYS} days evidence moved the odds of the event by a factor of "
        f"{math.exp(swing):.1f}."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
