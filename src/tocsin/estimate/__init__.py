"""Estimating: arithmetic only, from a watch and its matrix to probabilities with their causes."""

from __future__ import annotations

from tocsin.estimate.assemble import MODEL, estimate, evidence_logodds
from tocsin.estimate.base import Phase, phase_of
from tocsin.estimate.change import State, changes
from tocsin.estimate.confidence import VOLATILITY_DAYS
from tocsin.estimate.scores import Murphy, brier, brier_many, log_score, murphy, skill
from tocsin.estimate.sensitivity import sensitivity
from tocsin.estimate.spread import range_at
from tocsin.estimate.timeline import Day, Held, Timeline, held_of, timeline_of

__all__ = [
    "MODEL",
    "VOLATILITY_DAYS",
    "Day",
    "Held",
    "Murphy",
    "Phase",
    "State",
    "Timeline",
    "brier",
    "brier_many",
    "changes",
    "estimate",
    "evidence_logodds",
    "held_of",
    "log_score",
    "murphy",
    "phase_of",
    "range_at",
    "sensitivity",
    "skill",
    "timeline_of",
]
