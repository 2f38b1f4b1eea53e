"""Confidence: how much the estimate itself can be leaned on, apart from any likelihood.

Three grounds after the UK's PHIA guidance and ICD 203: the information base, the rigour with which
it was weighed, and how much the judgement has moved of late. The lowest rules; coverage caps it.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.nouns import Bar, Confidence, Level, Look, Matrix, Place, Sighting, Watch

__all__ = ["CAPS", "VOLATILITY_DAYS", "Check", "Voice", "checks_of", "confidence_of", "voices_of"]

VOLATILITY_DAYS = 30
"""Days over which movement of the estimate is looked at."""

CAPS: tuple[tuple[float, Level], ...] = ((0.2, "low"), (0.5, "moderate"))
"""Mean coverage below which confidence is no higher than the level named."""

ORDER: tuple[Level, ...] = ("low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Voice:
    """A source that moves the estimate, with where its evidence and views stand.

    `origins` are ids in order; `spans` are empty where all of it was entered by hand. `through` are
    the sources without one of whom nothing of it would have been heard.
    """

    source: str
    reviewed: bool
    origins: tuple[str, ...]
    spans: tuple[Place, ...]
    through: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Check:
    """One check of rigour and what it looks at: places in the watch, and looks that count."""

    name: str
    met: bool
    lines: tuple[str, ...]
    looks: tuple[Look, ...] = ()


def confidence_of(
    watch: Watch,
    matrix: Matrix,
    *,
    bars: Sequence[Bar],
    coverage: Mapping[str, float],
    history: Sequence[float],
    now: float,
) -> Confidence:
    """Return the confidence in an estimate.

    `bars` are those of the waterfall: what has expired has no share in any and counts for nothing.
    `now` is what evidence moves it by, in log-odds over the base; `history` are earlier such
    values within the last `VOLATILITY_DAYS`, oldest first.
    """
    information, why_information = _information(voices_of(matrix, bars))
    rigour, why_rigour = _rigour(checks_of(watch, matrix, bars))
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


def voices_of(matrix: Matrix, bars: Sequence[Bar]) -> tuple[Voice, ...]:
    """Return the sources that have a share in the bars of a waterfall, by name."""
    found: dict[str, Voice] = {}
    for _, one in _live(matrix, bars):
        own = Voice(one.source, one.grade.reliability is not None, (), (), frozenset(one.through))
        before = found.get(one.source, own)
        found[one.source] = Voice(
            one.source,
            before.reviewed or own.reviewed,
            (*before.origins, one.origin),
            (*before.spans, *one.spans),
            before.through & own.through,
        )
    pulling = {(bar.term, share.origin) for bar in bars for share in bar.origins}
    for view in matrix.views:
        stands = view.counted and view.superseded is None
        if stands and (f"view: {view.source}", view.origin) in pulling:
            before = found.get(
                view.source, Voice(view.source, reviewed=False, origins=(), spans=())
            )
            found[view.source] = replace(
                before,
                origins=(*before.origins, view.origin),
                spans=(*before.spans, *view.spans),
                through=frozenset(),
            )
    return tuple(
        replace(one, origins=tuple(sorted(set(one.origins))), spans=tuple(dict.fromkeys(one.spans)))
        for _, one in sorted(found.items())
    )


def _live(matrix: Matrix, bars: Sequence[Bar]) -> Iterator[tuple[str, Sighting | Look]]:
    """Yield the evidence that has a share in its indicator's bar, with that indicator's id."""
    shares = {(bar.term, share.origin) for bar in bars for share in bar.origins}
    for row in matrix.rows:
        for one in row.evidence:
            if (row.indicator, one.origin) in shares:
                yield row.indicator, one


def _information(voices: Sequence[Voice]) -> tuple[Level, str]:
    """Grade the information base by independent sources and by how many of them are reviewed.

    Who was heard only through another that counts is no second source.
    """
    names = {voice.source for voice in voices}
    alone = [voice for voice in voices if not voice.through & (names - {voice.source})]
    sources, graded = len(alone), sum(voice.reviewed for voice in alone)
    level: Level = "low"
    if sources >= 3:
        level = "moderate"
    if sources >= 6 and graded >= 3:
        level = "high"
    heard = len(voices) - sources
    more = f" {heard} more {'was' if heard == 1 else 'were'} heard only through these."
    return level, (
        f"{_count(sources, 'independent source')} moved the estimate, "
        f"{graded} of them with a reviewed reliability.{more if heard else ''}"
    )


def checks_of(watch: Watch, matrix: Matrix, bars: Sequence[Bar]) -> tuple[Check, ...]:
    """Return the checks of rigour: alternatives, deception, negative evidence, and its spread."""
    answers = tuple(f"hypotheses.{n}" for n, _ in enumerate(watch.hypotheses))
    feints = tuple(f"hypotheses.{n}" for n, h in enumerate(watch.hypotheses) if h.deception)
    live = tuple(_live(matrix, bars))
    spoken = {indicator for indicator, _ in live}
    heard = tuple(f"indicators.{n}" for n, i in enumerate(watch.indicators) if i.id in spoken)
    looks = tuple(one for _, one in live if isinstance(one, Look))
    half = bool(matrix.rows) and len(spoken) * 2 >= len(matrix.rows)
    return (
        Check("a deception hypothesis is weighed", bool(feints), feints or answers),
        Check("three or more hypotheses are weighed", len(answers) >= 3, answers),
        Check("looking and not seeing is counted", bool(looks), (), looks),
        Check("half of the indicators or more have evidence", half, heard),
    )


def _rigour(checks: Sequence[Check]) -> tuple[Level, str]:
    """Grade rigour by what the method could do here."""
    held = [check.name for check in checks if check.met]
    level = ORDER[min(max(len(held) - 1, 0), 3) // 2 + (len(held) == len(checks))]
    missing = [check.name for check in checks if not check.met]
    said = f"{len(held)} of {len(checks)} checks are met"
    return level, f"{said}; not that {', nor that '.join(missing)}." if missing else f"{said}."


def _volatility(values: Sequence[float]) -> tuple[Level, str]:
    """Grade by the largest swing of what evidence does: a word of a yardstick is about 0.7 wide.

    The base is left out: that the window grows shorter is no change of mind.
    """
    if len(values) < 2:
        return "moderate", "No evidence came before, with which to compare."
    swing = max(values) - min(values)
    level: Level = "high" if swing < 0.5 else "moderate" if swing < 1.5 else "low"
    return level, (
        f"Within {VOLATILITY_DAYS} days evidence moved the odds of the event by a factor of "
        f"{math.exp(swing):.1f}."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
