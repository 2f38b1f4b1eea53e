"""Weighing: from statements to bearings, grades and the matrix of a watch."""

from __future__ import annotations

from tocsin.weigh.bearings import Judge, bearings
from tocsin.weigh.coverage import Intake, Listened
from tocsin.weigh.doubts import doubts_of
from tocsin.weigh.leaving import LeftOut, left_out, without_indicators
from tocsin.weigh.material import material_of
from tocsin.weigh.matrix import matrix
from tocsin.weigh.patterns import lexicon_of
from tocsin.weigh.propose import propose_watch
from tocsin.weigh.rank import (
    diagnosticity,
    inconsistency,
    origins_of,
    sources_of,
)
from tocsin.weigh.watchfile import parse_watch
from tocsin.weigh.words import load_yardsticks, range_of

__all__ = [
    "Intake",
    "Judge",
    "LeftOut",
    "Listened",
    "bearings",
    "diagnosticity",
    "doubts_of",
    "inconsistency",
    "left_out",
    "lexicon_of",
    "load_yardsticks",
    "material_of",
    "matrix",
    "origins_of",
    "parse_watch",
    "propose_watch",
    "range_of",
    "sources_of",
    "without_indicators",
]
