"""Scale: the stages of a desk on an engine, over files of many reports, into Parquet by day."""

from __future__ import annotations

from tocsin.scale.merging import merge
from tocsin.scale.pieces import ENDINGS, Piece
from tocsin.scale.running import Ran, lexicon_for, scale
from tocsin.scale.store import Store

__all__ = ["ENDINGS", "Piece", "Ran", "Store", "lexicon_for", "merge", "scale"]
