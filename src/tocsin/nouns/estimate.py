"""Estimates: probabilities over hypotheses, their range and word, and how they came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.nouns.evidence import Place

__all__ = [
    "Bar",
    "Cell",
    "Change",
    "Confidence",
    "Estimate",
    "Event",
    "Level",
    "Sensitivity",
    "Share",
]

Level = Literal["low", "moderate", "high"]


@dataclass(frozen=True, slots=True)
class Share:
    """An origin's part of a bar (the parts sum to 1), with the spans it stands on."""

    origin: str
    share: float
    spans: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One term of the waterfall, in log-odds of the event (natural logarithm).

    `term` is an indicator's id, "view: <assessor>", "base" or "floor".
    """

    term: str
    kind: Literal["base", "indicator", "view", "floor"]
    logodds: float
    origins: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix: the log-likelihood y_ih by which an indicator moves a hypothesis.

    `seen` and `absent` are the masses s and n of the model, `adjusted` is r'.
    """

    indicator: str
    hypothesis: str
    seen: float
    absent: float
    adjusted: float
    loglikelihood: float


@dataclass(frozen=True, slots=True)
class Event:
    """The probability that the question resolves YES, its range (80 %) and its word."""

    p: float
    low: float
    high: float
    word: str
    yardstick: str
    within_band: bool


@dataclass(frozen=True, slots=True)
class Confidence:
    """Analytic confidence and its three grounds; never part of a likelihood (ICD 203).

    `reasons` are plain sentences, one for each ground, in the order information, rigour,
    volatility, and any cap after them. `days` are the cuts that volatility was seen at, oldest
    first, each with what evidence moved the log-odds by; none where they are not known.
    """

    level: Level
    information: Level
    rigour: Level
    volatility: Level
    reasons: tuple[str, ...]
    days: tuple[tuple[datetime, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the desk thinks of a watch at two clocks.

    `base` is the event's probability by base rate alone at that time. `coverage` maps indicator id
    to [0, 1]. Sum of all bars but the base's, plus logit(base), is logit(event.p).
    """

    watch: str
    as_of: datetime
    known_at: datetime
    retrospective: bool
    probabilities: Mapping[str, float]
    event: Event
    base: float
    confidence: Confidence
    waterfall: tuple[Bar, ...]
    cells: tuple[Cell, ...]
    coverage: Mapping[str, float]
    version: str


@dataclass(frozen=True, slots=True)
class Mover:
    """What one term does within a change: an indicator, a view, "base rate" or "floor".

    `logodds` has its own sign: what moves up is not netted with what moves down. `origins` are
    those of the change that the term holds.
    """

    term: str
    logodds: float
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One named cause of the difference between two estimates, in log-odds of the event.

    `cause`: "window", "ageing", "corrections", "withdrawals", "watch", "new". `movers` are its
    terms, the largest first, and sum to `logodds`; none where the watch's hypotheses changed.
    """

    cause: Literal["window", "ageing", "corrections", "withdrawals", "watch", "new"]
    logodds: float
    origins: tuple[str, ...] = ()
    movers: tuple[Mover, ...] = ()


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How an estimate would stand had one thing not been there, everything else made anew.

    `kind` and `name`: an origin by id, a source by name, an indicator by id, or what an assumption
    bears on by the assumption's id. `p` is P(yes) without it, `word` its word on the yardstick.
    `logodds` is what taking it away does to the log-odds of yes: a thing that raises the estimate
    has a negative one.
    """

    kind: Literal["origin", "source", "indicator", "assumption"]
    name: str
    p: float
    word: str
    logodds: float
