"""Reading: statements and what they say, told from text that the reader knows nothing else about."""

from __future__ import annotations

from tocsin.read.gate import Gate
from tocsin.read.reader import Reader

__all__ = ["Gate", "Reader"]
